"""The screens of a running session, and the questions during it."""

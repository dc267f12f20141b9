"""The questions that come before a session."""

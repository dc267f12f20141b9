"""Dialogs shown on top of any screen."""

"""Screens that ask the user questions: about safety, a session, the weeks, and themselves."""

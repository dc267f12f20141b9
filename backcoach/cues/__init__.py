"""Sounds during a session, and the words shown with them."""

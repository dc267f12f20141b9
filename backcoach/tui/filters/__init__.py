"""Filters that every line passes on its way to the screen."""

"""Widgets that know nothing of screens, practice or store."""

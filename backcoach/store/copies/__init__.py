"""Copies of the whole log: backups, restoring one, and the document of export and import."""

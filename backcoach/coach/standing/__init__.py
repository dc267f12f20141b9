"""Where somebody stands: the log replayed."""

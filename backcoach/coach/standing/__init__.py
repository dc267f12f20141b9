"""The user's present standing, computed by replaying the log."""

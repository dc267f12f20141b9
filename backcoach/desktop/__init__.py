"""What the coach asks of the desktop while a session runs."""

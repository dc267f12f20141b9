"""The command line: reading commands, their tables and JSON, and the way into the coach."""

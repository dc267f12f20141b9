"""The command line: the way into the coach, and what the commands share."""

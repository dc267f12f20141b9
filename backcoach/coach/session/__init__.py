"""A running session: its steps, its commands and events, and the record of what was done."""

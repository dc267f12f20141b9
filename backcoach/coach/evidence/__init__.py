"""What the log shows: one fact about it in each module."""

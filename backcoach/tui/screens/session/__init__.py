"""A session that is followed, and what is asked in the middle of it."""

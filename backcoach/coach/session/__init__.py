"""A session as it is followed: where it is, what happens in it, what it comes to."""

"""The voice of a session: what it says and when, its clips, and the system's own voice."""

"""Pages with questions, and what somebody told about themselves."""

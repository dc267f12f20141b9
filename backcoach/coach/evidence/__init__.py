"""Facts computed from the log; each module computes one kind of fact."""

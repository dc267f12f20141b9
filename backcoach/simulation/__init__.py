"""Virtual people who train with the real planner and the real rules, week after week."""

"""Plans the session of a day: which one suits, which exercises it has, how long it takes."""

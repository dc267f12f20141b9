"""The session of a day: which one fits, what it is made of, how long it takes."""

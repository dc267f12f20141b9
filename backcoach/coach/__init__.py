"""The rules of the coach: pure functions without files, clock, randomness or screen."""

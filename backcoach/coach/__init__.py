"""The brain of the coach: pure rules, no files, no clock, no randomness, no screen."""

"""The places that are a key away from each other."""

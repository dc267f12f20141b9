"""The application: what it wires together, how it begins and ends."""

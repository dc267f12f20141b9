"""Checks the content beyond the types of its fields: what one part says of another, and bounds."""

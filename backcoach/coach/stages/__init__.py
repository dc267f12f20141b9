"""The stages, and the gates between them."""

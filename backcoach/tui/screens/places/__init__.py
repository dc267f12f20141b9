"""The main screens, each reached by one key from the others."""

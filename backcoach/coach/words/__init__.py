"""The sentences and labels shown to the user."""

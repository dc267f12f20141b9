"""The Textual application: how it is put together, starts and ends."""

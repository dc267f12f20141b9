"""The operating system and the terminal, as far as Textual leaves them to the coach."""

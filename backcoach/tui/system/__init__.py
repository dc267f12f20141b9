"""What the coach itself handles of the operating system and the terminal, beyond Textual."""

"""The coach as append-only lines of text: numbered choices and typed answers."""

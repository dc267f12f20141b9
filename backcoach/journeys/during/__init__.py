"""What a running session asks, and the words for what happens in it."""

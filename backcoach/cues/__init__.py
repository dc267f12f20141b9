"""What is heard: the words and rings that go with what happens in a session."""

"""What is recorded and planned, laid out with Rich: the same on a screen and in a pipe."""

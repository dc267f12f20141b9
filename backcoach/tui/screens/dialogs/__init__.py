"""What is laid over any screen."""

"""What is done to every line on its way to the screen."""

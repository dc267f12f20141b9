"""Pages and tables made with Rich, the same on a screen and in a pipe."""

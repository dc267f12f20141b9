"""Ways through several screens, each a worker that waits for one answer after the other."""

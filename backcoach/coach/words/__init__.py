"""What a user reads, in plain sentences."""

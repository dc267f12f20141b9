"""Files on the disk, of this program and of others: reading, replacing, locking, recognising."""

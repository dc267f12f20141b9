"""The review of progress after 4, 8 and 12 weeks."""

"""Journeys: what is asked and done one after the other, the same for every front end."""

"""Flare-ups: what begins and ends them, and how levels come back afterwards."""

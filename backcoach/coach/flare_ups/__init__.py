"""Flare-ups: what begins and ends them, and the way back."""

"""Charts as text: pure functions that draw a line, bars, a calendar, a ladder or a spark line."""

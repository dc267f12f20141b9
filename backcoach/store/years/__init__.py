"""The files of the log, one for each year: their text, their tables, and older versions of them."""

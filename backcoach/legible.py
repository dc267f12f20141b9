"""Text that came from outside, made fit to be shown.

Notes, names and ids are kept as they are and changed only where somebody reads them: a terminal
obeys some characters instead of showing them, and others turn the direction of what follows.
"""

from __future__ import annotations

SHOWN_MAX = 2_000
"""Characters of one text that are shown; whoever wants all of a longer one asks for JSON."""

_MISSING = "?"


def legible(text: str) -> str:
    """`text` with nothing in it that a terminal would obey.

    A control character becomes "?"; an invisible one, such as those that turn the direction of
    writing, goes; a space of any width becomes one.
    """
    if text.isprintable():
        return text
    return "".join(map(_shown, text))


def one_line(text: str, most: int = SHOWN_MAX) -> str:
    """`text` as `legible`, on one line and no longer than `most` characters."""
    head = text[: 2 * most]
    flat = legible(" ".join(head.split()))
    if len(flat) <= most and len(head) == len(text):
        return flat
    return flat[: most - 1] + "…"


def in_place(text: str) -> str:
    """`text` as `legible`, but as wide as a table or a screen has measured it to be.

    For the last step on the way to a terminal, which must not move what stands beside it.
    """
    if text.isprintable():
        return text
    # Seldom needed, so a start does not pay for the import; the same below.
    from rich.cells import cell_len

    return "".join(
        each if each.isprintable() else (" " if each.isspace() else _MISSING) * cell_len(each)
        for each in text
    )


def escaped(document: str) -> str:
    """The JSON text `document`, its meaning unchanged, with such characters as JSON escapes.

    JSON itself asks for that only below U+0020, which leaves a terminal plenty to obey.
    """
    if document.isascii() and "\x7f" not in document:
        return document
    import json

    def escape(character: str) -> str:
        return character if character.isprintable() else json.dumps(character)[1:-1]

    return "\n".join(
        line if line.isprintable() else "".join(map(escape, line)) for line in document.split("\n")
    )


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    if character.isspace():
        return " "
    import unicodedata

    return "" if unicodedata.category(character) == "Cf" else _MISSING

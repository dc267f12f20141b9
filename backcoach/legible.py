"""Makes text from outside safe to display.

Notes, names and ids are stored as they are and changed only for display: a terminal interprets some
characters instead of showing them, others change the direction of what follows, and any number of
combining marks can be put on one character.

Which characters are replaced is given by ranges that the Unicode standard has fixed for good, not
by the tables of the running Python: those call newer emoji unprintable.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

SHOWN_MAX = 2_000
"""Characters of one text that are shown; whoever wants all of a longer one asks for JSON."""

MARKS_MAX = 8
"""Characters without a width of their own that are shown on one that has a width.

The longest emoji in use have six, and what is written in any living script has fewer.
"""

_MISSING = "?"
_JOINER = "\u200d"

# Parts of character classes of regular expressions, which Python caches once compiled.
_SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_INVISIBLE = (
    "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    # Tags, and all that is set aside to be ignored, but not the variation selectors among them.
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
"""Characters that turn the direction of writing, or are never drawn. Joiners are not among them."""
_NOT_TEXT = (
    # Controls, halves of surrogate pairs, private use.
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\U000f0000-\U0010ffff"
    # Code points that will never be a character.
    "\ufdd0-\ufdef\ufffe\uffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(1 << 16, 15 << 16, 1 << 16)
    )
)
_CONTROLS = "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
_CHANGED = f"[{_SPACES}{_INVISIBLE}{_NOT_TEXT}]"

_UNMARKED = (
    " -~\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u2100-\u2bff"
    "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
)
_SIMPLE = f"[{_UNMARKED}]*"
"""Letters and signs without a mark: most of what is ever shown, and all that the coach draws."""
_MAY_BE_MARKED = f"(?:[^{_UNMARKED}]|(?<={_JOINER})[{_UNMARKED}])+"
"""Stretches in which marks are counted one by one; a character without one begins anew."""


def legible(text: str) -> str:
    """`text` without anything that a terminal would interpret.

    A control character becomes "?"; an invisible one, such as those that change the direction of
    writing, is removed; a space of any width becomes a plain one; marks beyond `MARKS_MAX` on a
    character are removed.
    """
    if _is_simple(text):
        return text
    text = re.sub(f"[{_SPACES}]", " ", text)
    text = re.sub(f"[{_INVISIBLE}]", "", text)
    return _thinned(re.sub(f"[{_NOT_TEXT}]", _MISSING, text))


def is_legible(text: str) -> bool:
    """Whether `text` can be displayed as it is."""
    return _is_simple(text) or legible(text) == text


def has_controls(text: str) -> bool:
    """Whether `text` contains a control character, a line break or half a surrogate pair."""
    return re.search(_CONTROLS, text) is not None


def one_line(text: str, most: int = SHOWN_MAX) -> str:
    """`text` made legible, on one line of at most `most` characters."""
    head = text[: 2 * most]
    flat = legible(" ".join(head.split()))
    if len(flat) <= most and len(head) == len(text):
        return flat
    return flat[: most - 1].rstrip(_JOINER) + "…"


def in_place(text: str) -> str:
    """`text` made legible, but as wide as a table or a screen has measured it to be.

    This is for the last step before the terminal, which must not move what is beside the text.
    """
    if is_legible(text):
        return text
    # Imported here and below, as it is seldom needed.
    from rich.cells import cell_len, get_character_cell_size, set_cell_size

    def as_wide(found: re.Match[str]) -> str:
        character = found[0]
        return (" " if character.isspace() else _MISSING) * cell_len(character)

    width = cell_len(text)
    shown = _thinned(re.sub(_CHANGED, as_wide, text))
    if cell_len(shown) == width:
        return shown
    # A joiner that went, or one that joins something else now, changed what is counted: without
    # any, the width of a text is that of its characters.
    return set_cell_size("".join(filter(get_character_cell_size, shown)), width)


def escaped(document: str) -> str:
    """The JSON text `document` with such characters as JSON escapes; its meaning does not change.

    JSON itself requires that only below U+0020, but terminals interpret other characters too.
    """
    if document.isascii() and "\x7f" not in document:
        return document
    return "\n".join(map(_escaped_line, document.split("\n")))


def _escaped_line(line: str) -> str:
    if _is_simple(line):
        return line
    import json

    def escape(found: re.Match[str] | str) -> str:
        return json.dumps(found if isinstance(found, str) else found[0])[1:-1]

    # Python calls none of the characters printable that are to be changed; this is quick.
    return _thinned(line if line.isprintable() else re.sub(_CHANGED, escape, line), escape)


def _is_simple(text: str) -> bool:
    return (text.isascii() and text.isprintable()) or re.fullmatch(_SIMPLE, text) is not None


def _thinned(text: str, instead: Callable[[str], str] = lambda _mark: "") -> str:
    """`text` with `instead` in place of each mark that is one too many."""

    def thin(stretch: re.Match[str]) -> str:
        return "".join(
            instead(character) if is_too_many else character
            for character, is_too_many in _marked(stretch[0])
        )

    return re.sub(_MAY_BE_MARKED, thin, text)


def _marked(text: str) -> Iterator[tuple[str, bool]]:
    """Each character, and whether it is one mark too many on the character before it.

    Characters that a joiner joins count as one with those before it, as they share a cell.
    """
    from rich.cells import get_character_cell_size

    marks, is_joined = 0, False
    for character in text:
        if get_character_cell_size(character) == 0:
            marks += 1
            yield character, marks > MARKS_MAX
            is_joined = character == _JOINER and marks <= MARKS_MAX
        else:
            marks = marks if is_joined else 0
            yield character, False
            is_joined = False

"""What lies between the program and the person: the terminal, its size, and streams of text."""

from __future__ import annotations

import codecs
import io
import os
import sys
from collections.abc import Callable
from typing import TextIO

from backcoach.cli.errors import UserError
from backcoach.glyphs import UTF_8, Glyphs, Repertoire, codec_of, repertoire_for

COLUMNS_MIN, ROWS_MIN = 40, 12
COLUMNS_USUAL, ROWS_USUAL = 80, 24

PAGE_MIN, PAGE_MAX = COLUMNS_MIN, 1000
"""Columns that tables and pages are made for; a terminal breaks the lines where it has fewer."""

ONLY_LINES = ("dumb", "unknown")
"""Values of TERM for terminals that can't move their cursor, or of which nothing is known."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits at this end; a closed stream is None."""
    return stream is not None and stream.isatty()


def check_terminal() -> None:
    """Raise UserError unless the coach can be shown and hear keys here."""
    # Textual reads keys from stdin and draws on stderr; stdout decides for the user.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not is_terminal(stream):
            raise UserError(
                "the coach needs a terminal; for a list of today's exercises use: backcoach plan"
            )
    name = os.environ.get("TERM", "")
    if name.lower() in ONLY_LINES:
        raise UserError(
            f"this terminal can only print lines (TERM={name}); set TERM to what it really is, such"
            f" as xterm-256color, or list today's exercises with: backcoach plan"
        )
    columns, rows = terminal_size()
    if columns < COLUMNS_MIN or rows < ROWS_MIN:
        raise UserError(
            f"this terminal is {columns}×{rows} and the coach needs at least "
            f"{COLUMNS_MIN}×{ROWS_MIN}; make the window larger or the letters smaller"
        )


def terminal_size() -> os.terminal_size:
    """Columns and rows of the terminal at standard output, whatever COLUMNS and LINES say.

    A serial line has no size, which the system calls 0; that counts as 80×24, as does a closed
    stream.
    """
    try:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        columns = rows = 0
    return os.terminal_size((columns or COLUMNS_USUAL, rows or ROWS_USUAL))


def page_width() -> int:
    """Columns for tables, pages and help: those of the terminal, or of COLUMNS elsewhere.

    COLUMNS is what somebody asks for who reads the text from a pipe or a file. A value that can't
    be a width counts as 80.
    """
    if is_terminal(sys.stdout):
        return min(max(terminal_size().columns, PAGE_MIN), PAGE_MAX)
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and 0 < int(columns[:9]) <= PAGE_MAX:
        return max(int(columns), PAGE_MIN)
    return COLUMNS_USUAL


def repertoire_of(stream: TextIO | None, wanted: Glyphs | None = None) -> Repertoire:
    """The characters that can be shown at this end, if they are not `wanted` otherwise."""
    terminal = os.environ.get("TERM", "") if is_terminal(stream) else ""
    return repertoire_for(getattr(stream, "encoding", None) or UTF_8, terminal, wanted)


def prepare_streams() -> None:
    """Let nothing that is printed fail for its letters: lookalikes stand in for what is missing.

    An encoding that does not contain ASCII, such as UTF-16, is not used: what steers the terminal
    and ends a line would be something else in it.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        codec = codec_of(stream.encoding)
        if codec == UTF_8:
            # What stands for bytes of a file's name that are not UTF-8 is no letter.
            stream.reconfigure(errors="replace")
            continue
        handler = f"backcoach-{codec}"
        codecs.register_error(handler, _lookalikes(codec))
        stream.reconfigure(encoding=codec, errors=handler)


def _lookalikes(codec: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """What Python calls for characters that have no bytes in `codec`."""
    repertoire = repertoire_for(codec)

    def stand_in(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return repertoire.fitted(error.object[error.start : error.end]), error.end

    return stand_in

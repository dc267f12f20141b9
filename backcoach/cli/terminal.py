"""The terminal and its size, and the encoding of the standard streams."""

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
"""The smallest width of tables and pages; a narrower terminal wraps their lines."""

ONLY_LINES = ("dumb", "unknown")
"""Values of TERM for terminals that can't move their cursor or are unknown."""


def is_terminal(stream: TextIO | None) -> bool:
    """Whether `stream` is a terminal; a closed stream is None."""
    return stream is not None and stream.isatty()


def prints_only_lines() -> bool:
    """Whether the streams are a terminal that can't move its cursor: the coach talks in lines."""
    name = os.environ.get("TERM", "").lower()
    return name in ONLY_LINES and all(map(is_terminal, (sys.stdin, sys.stdout, sys.stderr)))


def check_terminal() -> None:
    """Raise UserError unless the coach can be shown here and can read keys."""
    # Textual reads keys from stdin and draws on stderr; a redirected stdout means that the user
    # wants no screen.
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if not is_terminal(stream):
            raise UserError(
                "the coach needs a terminal; for a list of today's exercises use: backcoach plan"
            )
    columns, rows = terminal_size()
    if columns < COLUMNS_MIN or rows < ROWS_MIN:
        raise UserError(
            f"this terminal is {columns}×{rows} and the coach needs at least "
            f"{COLUMNS_MIN}×{ROWS_MIN}; make the window larger or the letters smaller"
        )


def terminal_size() -> os.terminal_size:
    """Columns and rows of the terminal at standard output; COLUMNS and LINES are ignored.

    A serial line has no size, which the system reports as 0; that counts as 80×24, as does a closed
    stream.
    """
    try:
        columns, rows = os.get_terminal_size(sys.stdout.fileno())
    except (AttributeError, OSError, ValueError):
        columns = rows = 0
    return os.terminal_size((columns or COLUMNS_USUAL, rows or ROWS_USUAL))


def page_width() -> int:
    """Columns for tables, pages and help: the terminal's, or in a pipe or a file COLUMNS.

    An invalid value of COLUMNS counts as 80.
    """
    if is_terminal(sys.stdout):
        return min(max(terminal_size().columns, PAGE_MIN), PAGE_MAX)
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and 0 < int(columns[:9]) <= PAGE_MAX:
        return max(int(columns), PAGE_MIN)
    return COLUMNS_USUAL


def repertoire_of(stream: TextIO | None, wanted: Glyphs | None = None) -> Repertoire:
    """The characters that `stream` can show, unless `wanted` says otherwise."""
    terminal = os.environ.get("TERM", "") if is_terminal(stream) else ""
    return repertoire_for(getattr(stream, "encoding", None) or UTF_8, terminal, wanted)


def prepare_streams() -> None:
    """Replace characters that an encoding lacks by similar ones, so that printing never fails.

    An encoding that does not contain ASCII, such as UTF-16, is not used: control sequences and line
    ends would be different bytes in it.
    """
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, io.TextIOWrapper):
            continue
        codec = codec_of(stream.encoding)
        if codec == UTF_8:
            # Surrogates stand for bytes of a file name that are not UTF-8.
            stream.reconfigure(errors="replace")
            continue
        handler = f"backcoach-{codec}"
        codecs.register_error(handler, _lookalikes(codec))
        stream.reconfigure(encoding=codec, errors=handler)


def _lookalikes(codec: str) -> Callable[[UnicodeError], tuple[str, int]]:
    """The error handler that Python calls for characters that `codec` lacks."""
    repertoire = repertoire_for(codec)

    def stand_in(error: UnicodeError) -> tuple[str, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        return repertoire.fitted(error.object[error.start : error.end]), error.end

    return stand_in

"""Whether there is a terminal, and room enough in it, before the coach opens."""

from __future__ import annotations

import shutil
import sys
from typing import TextIO

from backcoach.cli.errors import UserError

COLUMNS_MIN, ROWS_MIN = 40, 12


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
    columns, rows = shutil.get_terminal_size()
    if columns < COLUMNS_MIN or rows < ROWS_MIN:
        raise UserError(
            f"this terminal is {columns}×{rows} and the coach needs at least "
            f"{COLUMNS_MIN}×{ROWS_MIN}; make the window larger or the letters smaller"
        )

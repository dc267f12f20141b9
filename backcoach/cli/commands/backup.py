"""`backcoach backup [FILE]`: everything in one compressed file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.output import say

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context


class Arguments(NamedTuple):
    """`file` is where to write it; None for a new one among the other backups."""

    file: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add FILE."""
    parser.add_argument(
        "file",
        nargs="?",
        type=values.file,
        metavar="FILE",
        help="a new file; without it, one among the others is made",
    )


def run(args: Arguments, context: Context) -> int:
    """Write the backup, and print what it contains."""
    from backcoach import care

    practice = context.practice
    to = None if args.file is None else Path(args.file).expanduser()
    path, log = care.back_up(practice.book.places, to, practice.book.now().day)
    say(f"Written: {path}")
    say(f"It holds {care.held(log)}.")
    return 0

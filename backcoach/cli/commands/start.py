"""`backcoach` and `backcoach start`: opens the coach, full-screen or in plain lines."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.environment import forget_size

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from backcoach.cli.context import Context
    from backcoach.coach.model.programme import Length


class Arguments(NamedTuple):
    """`at_once` begins today's session; a `speed` above 1 makes it a rehearsal.

    `plain` asks for lines of text in place of a screen.
    """

    at_once: bool = False
    minutes: Length | None = None
    speed: float = 1.0
    plain: bool = False


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--minutes`, `--speed` and `--plain`."""
    import argparse

    from backcoach.cli import values
    from backcoach.cli.options import add_minutes, add_plain

    parser.set_defaults(at_once=True)
    add_minutes(parser)
    parser.add_argument(
        "--speed",
        type=values.speed,
        default=1.0,
        metavar="N",
        help="rehearse N times as fast, 1 to 100; a rehearsal never counts",
    )
    add_plain(parser, argparse.SUPPRESS)


def run(args: Arguments, context: Context) -> int:
    """Check the terminal, the folders and all files that are read, then open the coach."""
    from backcoach.cli.terminal import check_terminal, prints_only_lines

    practice = context.practice_at(args.speed)
    plain = args.plain or prints_only_lines() or practice.book.settings.plain
    if not plain:
        check_terminal()
        forget_size(os.environ)
        from backcoach.tui.system.event_loop import load_without_ssl

        load_without_ssl()
    from backcoach.cli.context import check_writable
    from backcoach.store.disk.lock import check_locks
    from backcoach.store.errors import DamagedError

    for folder in (practice.book.places.data, practice.book.places.config):
        check_writable(folder)
    check_locks(practice.book.places.data)
    # Read everything now: full-screen, an error can no longer be printed as one line.
    _ = practice.book.catalogue, practice.book.settings
    try:
        _ = practice.book.log.recent
    except DamagedError:
        from backcoach.care import newest_offer

        offer = newest_offer(practice.book.places)
        if offer is None:
            raise
        return _front_end(plain)(practice, start=args.at_once, length=args.minutes, offer=offer)
    return _front_end(plain)(practice, start=args.at_once, length=args.minutes)


def _front_end(plain: bool) -> Callable[..., int]:
    """What runs the coach: in lines, or full-screen. Only that is imported."""
    if plain:
        from backcoach.plain.run import run_plain

        return run_plain
    from backcoach.tui.app.run import run_coach

    return run_coach

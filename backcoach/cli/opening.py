"""`backcoach` and `backcoach start`: the way into the coach itself."""

from __future__ import annotations

import os

from backcoach.cli.arguments import Arguments
from backcoach.cli.context import check_writable, length_of, practice_of
from backcoach.cli.environment import forget_size
from backcoach.store.errors import DamagedError
from backcoach.store.lock import check_locks


def open_coach(arguments: Arguments) -> int:
    """`backcoach` and `backcoach start`: the coach on the whole screen."""
    from backcoach.cli.terminal import check_terminal

    check_terminal()
    forget_size(os.environ)
    from backcoach.tui.system.event_loop import load_without_ssl

    load_without_ssl()
    practice = practice_of(arguments)
    for folder in (practice.book.places.data, practice.book.places.config):
        check_writable(folder)
    check_locks(practice.book.places.data)
    # Read everything now: once the screen is taken over, an error is no longer one line.
    _ = practice.book.catalogue, practice.book.settings
    start, length = arguments.command == "start", length_of(arguments)
    try:
        _ = practice.book.log.recent
    except DamagedError:
        from backcoach.care import newest_offer

        offer = newest_offer(practice.book.places)
        if offer is None:
            raise
        from backcoach.tui.app.run import run_coach

        return run_coach(practice, start=start, length=length, offer=offer)
    from backcoach.tui.app.run import run_coach

    return run_coach(practice, start=start, length=length)

"""The way back after a break: what each row of `programme.md` §3.5 does to the levels.

Which row holds is decided in `absence.py`; `on` is the day from which it holds, `days` its days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from backcoach.coach.ledger import Evidence
from backcoach.coach.level_book import LevelBook
from backcoach.coach.track import Rung, Track


def lower(book: LevelBook, on: date, days: int) -> None:
    """14-27 days: all one level down for two sessions, without losing it."""
    rules = book.programme.absence
    book.lowered = rules.lower_sessions
    for track in book.tracks.values():
        old = track.rung
        new = old._replace(level=max(1, old.level - rules.lower_levels))
        numbers = (("days", days), ("sessions", rules.lower_sessions))
        book.add("absence.14-27", on, old, new, Evidence((), numbers))


def reduce(book: LevelBook, on: date, days: int) -> None:
    """28-55 days: down two levels, from level 1 to the easier exercise; then a week of rest."""
    rules = book.programme.absence
    book.lowered, book.resting = 0, True
    book.less += rules.reduce_levels
    for track in book.tracks.values():
        old = track.rung
        easier = book.suit.easier(book.exercises[old.exercise])
        track.raises = []
        numbers: tuple[tuple[str, float], ...] = (("days", days),)
        if track.stand_in is not None:
            track.stand_in.level = max(1, old.level - rules.reduce_levels)
        elif old.level == 1 and easier is not None:
            book.hand_over(track, easier)
            numbers = (*numbers, ("sessions", book.programme.levels.swap_sessions))
        track.level = max(1, track.level - rules.reduce_levels)
        book.add("absence.28-55", on, old, track.rung, Evidence((), numbers))


def restart(book: LevelBook, on: date, days: int, before: Iterable[Track]) -> None:
    """56 days: all begins anew at level 1. `before` is where the exercises stood until then."""
    level = book.programme.absence.restart_level
    book.begins_at = level
    for track in before:
        if track.slot in book.named:
            new = Rung(track.doing, level)
            book.add("absence.56+", on, track.rung, new, Evidence((), (("days", days),)))

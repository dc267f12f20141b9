"""How the passing of days changes a replay."""

from __future__ import annotations

from datetime import date

from backcoach.coach.evidence.absence import Missed
from backcoach.coach.levels.track import Rung
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.stages.stages import IN_PLACE
from backcoach.coach.standing.replay import Replay

ALL_LEVELS = 100
"""More levels than any ladder has."""


def pass_days(replay: Replay, day: date) -> None:
    """Advance to `day`.

    Breaks take effect, and a gate opens where only the minimum number of days was missing.
    Weeks of a pregnancy grow, and what holds for some time is over.
    """
    if replay.conditions.is_dated:
        replay.fit(day)
    while (ripe := replay.stages.ripe_on()) is not None and ripe <= day:
        _miss_time(replay, ripe)
        if replay.stages.ripe_on() == ripe:
            replay.current_stay.ripe_seen = ripe
            replay.open_if_met(ripe, None, IN_PLACE)
    _miss_time(replay, day)
    book = replay.current_stay.book
    if book.swaps_end is not None and book.swaps_end <= day:
        book.end_swaps(day)


def _miss_time(replay: Replay, day: date) -> None:
    """Apply the rules of §3.5 for a break that has lasted until `day`, row by row."""
    while (found := replay.breaks.until(day)) is not None:
        if found.row is Missed.LOWER:
            replay.way_back.lower(replay.current_stay.book, found.on, found.days)
        elif found.row is Missed.REDUCE:
            replay.way_back.reduce(replay.current_stay.book, found.on, found.days)
            lower = replay.programme.absence.reduce_levels
            _lose_balance(replay, "absence.28-55", lower, found.on, found.days)
        elif found.row is Missed.RESTART:
            _restart(replay, found.on, found.days)
            _lose_balance(replay, "absence.56+", ALL_LEVELS, found.on, found.days)


def _lose_balance(replay: Replay, rule: str, lower: int, on: date, days: int) -> None:
    """Take the levels of balance down after a break."""
    if replay.balance.levels:
        replay.balance.go_down(rule, lower, on, days, replay.stages.suit)
        replay.stages.stand(on, steady=False)


def _restart(replay: Replay, on: date, days: int) -> None:
    """Go back one stage, to level 1, and count the training and the weights anew."""
    book = replay.current_stay.book
    before = [(track.slot, track.rung) for track in book.tracks.values()]
    earned = book.carried().items()
    before += [(id, Rung(id, level)) for id, level in earned if id not in book.tracks]
    replay.stages.begin_again(on, days)
    replay.way_back.restart(replay.current_stay.book, on, days, before)
    replay.build_up(on)
    replay.rotation.take_no_advice()
    replay.rotation.trained, replay.rotation.trained_in = 0, None
    replay.breaks.begin_anew()
    replay.weights = UsedWeights()

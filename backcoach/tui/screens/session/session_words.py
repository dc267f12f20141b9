"""The texts of the session screen alone: its floor view, its keys, and when they change."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.model.exercise import Exercise
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Phase, Snapshot, avoid_words
from backcoach.coach.words.session_words import sentence
from backcoach.journeys.during.session_words import how_words_now
from backcoach.tui.commands import command
from backcoach.tui.screens.session.floor_layout import KEPT_FREE


def grab_words(exercise: Exercise | None) -> str:
    """The question after an exercise for balance and its keys; empty without an exercise."""
    if exercise is None:
        return ""
    yes, no = (command(each).key_words for each in ("session.grabbed", "session.held"))
    return f"Did you have to grab? {yes} yes · {no} no"


def floor_lines(player: Player, now: Snapshot) -> list[str]:
    """The lines of the floor view, the most important first.

    While getting ready: how to get into position, what is different for this person, level and
    note, when to stop, how to begin. At other times: what to mind.
    """
    how = how_words_now(player)
    if now.kind is not SegmentKind.GET_READY:
        lines = [line for line in (how, *now.cues) if line]
        # Room is kept for what to avoid, so that nothing moves when it comes half way.
        waits = now.kind is SegmentKind.WORK and now.sets == 1 and not now.is_late
        return [*lines, KEPT_FREE + avoid_words(now.exercise)] if waits else lines
    level = f"Level {now.dose.level}" + (f": {now.note}" if now.note else "")
    setup = now.cues.index(now.exercise.cues.setup)
    for_you, begin = now.cues[:setup], now.cues[setup:]
    return [line for line in (how, *for_you, sentence(level), now.stop, *begin) if line]


class Beat(NamedTuple):
    """The whole numbers shown. While they stay the same and no event happens, so do all texts.

    `rep`, `phase` and `phase_seconds` are those of the repetition, None without one.
    """

    state: SessionState
    seconds_left: int
    count_in: int
    rep: int | None
    phase: Phase | None
    phase_seconds: int | None


def beat_of(now: Snapshot) -> Beat:
    """The beat of this instant."""
    rep = now.rep
    return Beat(
        state=now.state,
        seconds_left=now.seconds_left,
        count_in=now.count_in,
        rep=None if rep is None else rep.number,
        phase=None if rep is None else rep.phase,
        phase_seconds=None if rep is None else rep.seconds_left,
    )

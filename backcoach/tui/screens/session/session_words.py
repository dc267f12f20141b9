"""The texts of the session screen: messages about events, and the lines around the figure."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.formatting import count
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    ExerciseEased,
    ExerciseSkipped,
    MainBlockEnded,
    NothingEasier,
    Resumed,
    TimeAdjusted,
    WalkTaken,
    WeightTaken,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Phase, Snapshot
from backcoach.coach.words.get_ready_words import announced
from backcoach.coach.words.session_words import duration_words, sentence, step_words


def message_for(event: Event) -> str | None:
    """The message to show for a moment after `event`; None for no message, "" to remove one."""
    match event:
        case Resumed() | CountInStarted():
            words = ""
        case ExerciseEased(new=new):
            words = f"Easier from here on: {new.name}."
        case ExerciseSkipped(exercise=exercise):
            words = f"Skipped: {exercise.name}."
        case NothingEasier(exercise=exercise):
            words = f"{exercise.name} has no easier variant. Skip is on s."
        case MainBlockEnded():
            words = "On to the cool-down."
        case WeightTaken(weight=weight):
            words = "Without a weight" if weight is None else f"With {weight_words(weight)}"
        case WalkTaken(minutes=minutes, enough=enough):
            walk = count(minutes, "minute")
            rest = "that is the warm-up" if enough else "march for the rest"
            words = f"{walk} of walking: {rest}."
        case TimeAdjusted(seconds=change):
            words = f"{'+' if change > 0 else '−'}{duration_words(abs(change))}"
        case _:
            return None
    return words


def name_words(now: Snapshot) -> str:
    """The name of the exercise; while getting ready also its level."""
    if now.kind is not SegmentKind.GET_READY:
        return now.exercise.name
    return f"{now.exercise.name} · level {now.dose.level}"


def cue_lines(now: Snapshot) -> list[str]:
    """The lines under the figure; while getting ready, weight and note come first."""
    if now.kind is not SegmentKind.GET_READY:
        return list(now.cues)
    return [line for line in (now.weight, sentence(now.note), *now.cues) if line]


PLACE_WIDTH = 58
"""Columns for this line in the narrowest terminal."""


def place_words(now: Snapshot) -> str:
    """Side, set, and repetition or hold; with the short name of a side if it is too long."""
    whole = _place_words(now, now.exercise.side_words(now.side))
    if len(whole) <= PLACE_WIDTH:
        return whole
    return _place_words(now, now.exercise.side_name(now.side))


def _place_words(now: Snapshot, side: str) -> str:
    parts = [side] if side else []
    if now.sets > 1:
        parts.append(f"set {now.set_number} of {now.sets}")
    if now.rep is not None:
        parts.append(f"rep {now.rep.number} of {now.reps}")
        turn = now.exercise.turn_words(now.rep.number)
        if turn:
            parts.append(turn)
    elif now.holds > 1:
        parts.append(f"hold {now.hold} of {now.holds}")
    if now.weight and now.kind is not SegmentKind.GET_READY:
        parts.append(now.weight)
    return sentence(" · ".join(parts))


def next_words(player: Player) -> str:
    """What comes next; before an exercise or a side, how to get into position for it."""
    suit, position = player.plan.suit, player.position
    equipment = None if suit is None else suit.programme.equipment
    words = "" if position.in_work else announced(position.step, equipment)
    if words:
        return words
    coming = position.following
    return f"Next: {step_words(coming) if coming else 'the end of the session'}"


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

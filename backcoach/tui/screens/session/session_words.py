"""The texts of the session screen: messages about events, and the lines around the figure."""

from __future__ import annotations

from typing import NamedTuple

from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.adaptations import Equipment
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    Event,
    ExerciseEased,
    ExerciseSkipped,
    GrabTold,
    MainBlockEnded,
    NothingEasier,
    Resumed,
    TimeAdjusted,
    WalkTaken,
    WeightTaken,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Phase, Snapshot, avoid_words
from backcoach.coach.words.get_ready_words import how_words, transition_words
from backcoach.coach.words.session_words import duration_words, sentence, step_words
from backcoach.tui.commands import command
from backcoach.tui.screens.session.floor_layout import KEPT_FREE


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
        case GrabTold(grabbed=grabbed):
            words = "Noted: you had to grab." if grabbed else "Noted: no grab."
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


def grab_words(exercise: Exercise | None) -> str:
    """The question after an exercise for balance and its keys; empty without an exercise."""
    if exercise is None:
        return ""
    yes, no = (command(each).key_words for each in ("session.grabbed", "session.held"))
    return f"Did you have to grab? {yes} yes · {no} no"


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
    """What comes next; before an exercise or a side, how to get into position for it.

    The name of the exercise is above it then.
    """
    position = player.position
    how = _how_words(player)
    if how or _is_getting_ready(player):
        return how
    coming = position.following
    return f"Next: {step_words(coming) if coming else 'the end of the session'}"


def back_words(player: Player) -> str:
    """What to do before a resumed session goes on: how to get back into position.

    Where the line about what is next says it too, it is not said here.
    """
    words = transition_words(player.way_back, player.position.step.side, _equipment(player))
    return words if words and words not in _how_words(player) else "On you go: get ready once more."


def floor_lines(player: Player, now: Snapshot) -> list[str]:
    """The lines of the floor view, the most important first.

    While getting ready: how to get into position, what is different for this person, level and
    note, when to stop, how to begin. At other times: what to mind.
    """
    how = _how_words(player)
    if now.kind is not SegmentKind.GET_READY:
        lines = [line for line in (how, *now.cues) if line]
        # Room is kept for what to avoid, so that nothing moves when it comes half way.
        waits = now.kind is SegmentKind.WORK and now.sets == 1 and not now.is_late
        return [*lines, KEPT_FREE + avoid_words(now.exercise)] if waits else lines
    level = f"Level {now.dose.level}" + (f": {now.note}" if now.note else "")
    setup = now.cues.index(now.exercise.cues.setup)
    for_you, begin = now.cues[:setup], now.cues[setup:]
    return [line for line in (how, *for_you, sentence(level), now.stop, *begin) if line]


def _is_getting_ready(player: Player) -> bool:
    """Whether an exercise or a side comes next, for which something may have to change."""
    lead_in = player.position.step.segments[0].kind
    return not player.position.in_work and lead_in is not SegmentKind.REST


def _how_words(player: Player) -> str:
    """How to get into position for the present set; empty once it has begun."""
    position = player.position
    return "" if position.in_work else how_words(position.step, _equipment(player))


def _equipment(player: Player) -> Equipment | None:
    suit = player.plan.suit
    return None if suit is None else suit.programme.equipment


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

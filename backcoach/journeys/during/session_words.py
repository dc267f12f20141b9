"""The texts of a running session: messages about events, and where in it one is."""

from __future__ import annotations

from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.adaptations import Equipment
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
from backcoach.coach.session.snapshot import Snapshot
from backcoach.coach.words.get_ready_words import how_words, transition_words
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
    how = how_words_now(player)
    if how or is_getting_ready(player):
        return how
    coming = position.following
    return f"Next: {step_words(coming) if coming else 'the end of the session'}"


def back_words(player: Player) -> str:
    """What to do before a resumed session goes on: how to get back into position.

    Where the line about what is next says it too, it is not said here.
    """
    words = transition_words(player.way_back, player.position.step.side, _equipment(player))
    is_new = words and words not in how_words_now(player)
    return words if is_new else "On you go: get ready once more."


def is_getting_ready(player: Player) -> bool:
    """Whether an exercise or a side comes next, for which something may have to change."""
    lead_in = player.position.step.segments[0].kind
    return not player.position.in_work and lead_in is not SegmentKind.REST


def how_words_now(player: Player) -> str:
    """How to get into position for the present set; empty once it has begun."""
    position = player.position
    return "" if position.in_work else how_words(position.step, _equipment(player))


def _equipment(player: Player) -> Equipment | None:
    suit = player.plan.suit
    return None if suit is None else suit.programme.equipment

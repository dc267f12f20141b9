"""The lines of a session: what is printed when a part of it begins, and at other events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.formatting import count, lower_first
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import (
    CountInStarted,
    HalfwayReached,
    Paused,
    Resumed,
    SegmentStarted,
    SetEnded,
    WaitingForUser,
)
from backcoach.coach.session.snapshot import avoid_words, snapshot
from backcoach.coach.words.get_ready_words import how_words
from backcoach.coach.words.session_words import duration_words, sentence, set_words

if TYPE_CHECKING:
    from backcoach.coach.planning.timeline import Segment, Step
    from backcoach.coach.session.events import Event
    from backcoach.coach.session.player import Player


def start_lines(
    player: Player, started: SegmentStarted | None = None, *, here: bool = False
) -> list[str]:
    """The lines for a part of the session that begins; for the present one without `started`.

    A set has at most four: two or three to get ready, one to go. `here` says as well how much time
    is left, which nothing else does.
    """
    position = player.position
    step = position.step if started is None else started.step
    segment = position.segment if started is None else started.segment
    if here:
        seconds = duration_words(round(position.seconds_left))
        return [f"{_name(player, step)}: {lower_first(_what(step, segment))} {seconds} left."]
    match segment.kind:
        case SegmentKind.GET_READY:
            return _get_ready_lines(player, step, segment)
        case SegmentKind.CHANGE_SIDE | SegmentKind.REST:
            return [_what(step, segment)]
        case SegmentKind.WORK if segment.hold <= 1:
            return [_what(step, segment)]
    # The holds of a set follow each other by the sounds; a line for each would be too many.
    return []


def event_line(event: Event) -> str:
    """The line of an event that has no message on the screens either; empty for none."""
    words = ""
    match event:
        case HalfwayReached():
            words = "Half-way."
        case SetEnded(record=record) if not record.skipped and not record.replaced:
            words = f"Done: {set_words(record)}."
        case Paused():
            words = "Paused. p goes on."
        case CountInStarted():
            words = "Going on after 3, 2, 1."
        case Resumed(counted_in=False):
            words = "Going on."
        case WaitingForUser(step=step):
            words = f"{step.exercise.name} waits for you: n begins."
    return words


def _get_ready_lines(player: Player, step: Step, segment: Segment) -> list[str]:
    """The exercise, how to get into position, and how it is done."""
    suit = player.plan.suit
    how = how_words(step, None if suit is None else suit.programme.equipment)
    weight = snapshot(player).weight if player.position.step is step else ""
    place = f"{step.section.words}, {step.item + 1} of {len(player.plan.items)}"
    side = _side(step)
    sets = f", {count(step.sets, 'set')}" if step.number == 1 and step.sets > 1 else ""
    name = f"{step.exercise.name}, level {step.dose.level}{sets}{side}"
    lines = [f"{place}: {name}. Get ready, {duration_words(segment.seconds)}."]
    note, stop = sentence(step.dose.note), f"Stop if: {step.exercise.stop}"
    ready = [_stop(each) for each in (how, weight, note, stop) if each]
    lines.append(" ".join(ready))
    cues = step.exercise.cues
    for_you = [f"For you: {lower_first(note)}" for note in step.notes]
    move = [*for_you, cues.setup, cues.move, cues.breathe, avoid_words(step.exercise)]
    lines.append(" ".join(map(_stop, move)))
    return [line for line in lines if line]


def _what(step: Step, segment: Segment) -> str:
    """What happens in a part of the session, in a sentence."""
    seconds = duration_words(segment.seconds)
    match segment.kind:
        case SegmentKind.GET_READY:
            return "Get ready."
        case SegmentKind.CHANGE_SIDE:
            return f"Change, {seconds}{_side(step)}."
        case SegmentKind.REST:
            return f"Rest, {seconds}. Then set {step.number} of {step.sets}{_side(step)}."
        case SegmentKind.BETWEEN_HOLDS:
            return "Relax."
    return f"Go: {_work(step, segment)}{_side(step)}."


def _work(step: Step, segment: Segment) -> str:
    """What is to be done in a set."""
    if segment.tempo is not None:
        pace = duration_words(segment.tempo.seconds)
        return f"{count(segment.reps, 'repetition')}, {pace} each"
    holds = sum(each.kind is SegmentKind.WORK for each in step.segments)
    seconds = duration_words(segment.seconds)
    return f"{holds} times hold {seconds}" if holds > 1 else seconds


def _name(player: Player, step: Step) -> str:
    paused = "" if player.position.is_moving else "Standing still. "
    sets = f", set {step.number} of {step.sets}" if step.sets > 1 else ""
    return f"{paused}{step.exercise.name}{sets}"


def _side(step: Step) -> str:
    side = step.exercise.side_words(step.side)
    return f", {lower_first(side)}" if side else ""


def _stop(words: str) -> str:
    """A sentence with its full stop; nothing stays nothing."""
    return words if not words or words.endswith((".", "!", "?", ":")) else f"{words}."

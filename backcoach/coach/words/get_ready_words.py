"""Words for getting ready: what comes next, how to get there, what to have at hand."""

from __future__ import annotations

from collections.abc import Iterable

from backcoach.coach.model.adaptations import Equipment
from backcoach.coach.model.exercise import Exercise, Level, Position, Side
from backcoach.coach.model.formatting import count, times
from backcoach.coach.planning.get_ready import (
    Move,
    SideChange,
    Transition,
    floor_changes,
    side_change,
    things_of,
)
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import SegmentKind, Step

COUNTER, AT_COUNTER = "counter", "At the counter."
CHAIR = "Have the chair behind you."
DOWN = "Come down to the mat, one knee first, a hand on something firm."
STAND = "Stand up from the chair."
UP = "Get up in your own time: side, hands and knees, one foot, up."
TURN = {
    Position.HANDS_AND_KNEES: "Come onto your hands and knees.",
    Position.ON_THE_BACK: "Roll onto your back.",
    Position.FACE_DOWN: "Roll onto your front.",
    Position.SITTING_ON_THE_FLOOR: "Sit up on the mat.",
}


SHORT_TURNS = {
    Position.HANDS_AND_KNEES: "all fours",
    Position.ON_THE_BACK: "on your back",
    Position.FACE_DOWN: "face down",
    Position.SITTING_ON_THE_FLOOR: "sit up",
}
SHORT_MOVES = {Move.SIT: "chair", Move.STAND: "stand up", Move.DOWN: "come down", Move.UP: "get up"}
SHORT_SIDES = {
    SideChange.ROLL: "roll over",
    SideChange.FOOT: "other foot",
    SideChange.HAND: "other hand",
    SideChange.LIMB: "change side",
}


def announced(step: Step, equipment: Equipment | None) -> str:
    """What is said before a step: "Next: Pelvic tilt. Roll onto your back."

    A change of sides is announced by what changes, a rest by nothing, unless there is more to
    change in it than the limb that moves.
    """
    kind, how = step.segments[0].kind, how_words(step, equipment)
    if kind is not SegmentKind.GET_READY or step.change is None:
        return how
    return f"Next: {step.exercise.name}. {how}".rstrip()


def how_words(step: Step, equipment: Equipment | None) -> str:
    """How to get ready for a step: "Roll onto your back. You need the strap."

    Empty where nothing has to change.
    """
    things = _needed_words(step.change, equipment) if step.change is not None else []
    return " ".join([*how_sentences(step), *things])


def how_sentences(step: Step) -> list[str]:
    """How to get into position for a step, without what to fetch for it."""
    kind = step.segments[0].kind
    if kind is SegmentKind.CHANGE_SIDE or _rolls_over_in_a_rest(step):
        return [side_change_words(step.exercise, step.dose, step.side)]
    if kind is not SegmentKind.GET_READY or step.change is None:
        return []
    # Some say it in their names.
    at_counter = COUNTER in step.exercise.equipment and COUNTER not in step.exercise.name
    moves = _move_words(step.change.move, step.change.position, step.side)
    return [AT_COUNTER, *moves] if at_counter else moves


def _rolls_over_in_a_rest(step: Step) -> bool:
    """Whether it begins with a rest in which more than the moving limb changes."""
    rests = step.segments[0].kind is SegmentKind.REST and step.side is not Side.BOTH
    return rests and side_change(step.exercise, step.dose) is not SideChange.LIMB


def transition_words(change: Transition, side: Side, equipment: Equipment | None) -> str:
    """How to get into position, and what to fetch; empty where nothing has to change."""
    moves = _move_words(change.move, change.position, side)
    return " ".join([*moves, *_needed_words(change, equipment)])


def _needed_words(change: Transition, equipment: Equipment | None) -> list[str]:
    """The sentence that says what to fetch; none where that is nothing."""
    if not change.fetch or equipment is None:
        return []
    return [f"You need {_joined(the_thing(each, equipment) for each in change.fetch)}."]


def the_thing(thing: str, equipment: Equipment) -> str:
    """A thing to fetch: "the strap"."""
    return f"the {_without_article(equipment.name(thing))}"


def short_words(step: Step) -> str:
    """The same in one or two words, to be read from afar; empty where nothing has to change."""
    if step.segments[0].kind is SegmentKind.CHANGE_SIDE:
        return SHORT_SIDES[side_change(step.exercise, step.dose)]
    change = step.change
    if change is None:
        return ""
    if change.move is Move.TURN and change.position is Position.ON_THE_SIDE:
        return "on your side" if step.side is Side.BOTH else f"{step.side} side"
    if change.move is Move.TURN:
        return SHORT_TURNS[change.position]
    return SHORT_MOVES.get(change.move, "")


def _move_words(move: Move, position: Position, side: Side) -> list[str]:
    match move:
        case Move.SIT:
            return [CHAIR]
        case Move.STAND:
            return [STAND]
        case Move.DOWN:
            return [DOWN]
        case Move.UP:
            return [UP, CHAIR] if position is Position.CHAIR else [UP]
        case Move.TURN:
            return [_turn_words(position, side)]
        case Move.NONE:
            # From one exercise on the side to another: it begins on the side that was up.
            return [_turn_words(position, side)] if position is Position.ON_THE_SIDE else []


def _turn_words(position: Position, side: Side) -> str:
    return side_turn_words(side) if position is Position.ON_THE_SIDE else TURN[position]


def side_turn_words(side: Side) -> str:
    """How to lie down on this side."""
    return "Roll onto your side." if side is Side.BOTH else f"Roll onto your {side} side."


def side_change_words(exercise: Exercise, dose: Level, side: Side) -> str:
    """A change to this side: "Roll over to your right side.", "Other foot.", "Right leg."."""
    return {
        SideChange.ROLL: f"Roll over to your {side} side.",
        SideChange.FOOT: "Other foot.",
        SideChange.HAND: "Other hand.",
        SideChange.LIMB: f"{exercise.side_words(side)}.",
    }[side_change(exercise, dose)]


def have_ready_words(plan: Plan) -> str:
    """What a session needs: "Have ready: a step. About 9 minutes, down to the floor once."

    The part about things is left out where there are none.
    """
    parts = []
    if plan.suit is not None:
        equipment = plan.suit.programme.equipment
        things = ", ".join(map(equipment.name, things_of(plan.items, plan.suit)))
        if things:
            parts.append(f"Have ready: {things}.")
    downs = floor_changes(plan.items).count(Move.DOWN)
    floor = f"down to the floor {times(downs)}" if downs else "no getting down to the floor"
    parts.append(f"About {count(plan.minutes, 'minute')}, {floor}.")
    return " ".join(parts)


def _without_article(name: str) -> str:
    return name.partition(" ")[2] or name


def _joined(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last

"""What has to change before an exercise, how long that is given, and what to have at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import cache

from backcoach.coach.model.exercise import Category, Exercise, Level, Position, Prop
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import GetReady, Timing
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.suitability import Suit


class Move(StrEnum):
    """How the body changes its position from one exercise to the next."""

    NONE = "none"
    SIT = "sit"
    STAND = "stand"
    TURN = "turn"
    DOWN = "down"
    UP = "up"


@frozen
class Transition:
    """What has to change before an exercise, and the `seconds` to do it in.

    `fetch` are the ids of things that were not needed before in this session.
    """

    seconds: int
    position: Position
    move: Move = Move.NONE
    fetch: tuple[str, ...] = ()


@frozen
class Before:
    """What is so before an exercise: the position, and the things that are out already.

    `position` is None before the first exercise: it is given the time of one that needs no change.
    """

    position: Position | None = None
    out: frozenset[str] = frozenset()


@frozen
class Needs:
    """What an exercise needs: the `position`, and the ids of the `things` it is done with."""

    position: Position
    things: tuple[str, ...] = ()


def needs_of(exercise: Exercise, dose: Level, suit: Suit | None) -> Needs:
    """What `exercise` needs at `dose`; things only for a known person."""
    things = () if suit is None else things_for(suit, exercise, dose)
    return Needs(exercise.position_at(dose), things)


def change_to(
    exercise: Exercise, dose: Level, before: Before, timing: Timing, suit: Suit | None
) -> tuple[Transition, Before]:
    """The change to `exercise` at `dose`, and what is so after it.

    Without a table of changes every exercise is given the same time.
    """
    rules, needs = timing.get_ready, needs_of(exercise, dose, suit)
    position = needs.position
    if rules is None:
        return Transition(timing.get_ready_seconds, position), Before(position, before.out)
    move = move_between(before.position, position)
    fetch = tuple(each for each in needs.things if each in rules.fetched and each not in before.out)
    given = _seconds_by_move(timing, rules, suit)
    seconds = given[move] + rules.fetch_seconds * len(fetch)
    return Transition(seconds, position, move, fetch), Before(
        position, before.out.union(needs.things)
    )


def changes_of(items: Iterable[PlanItem], timing: Timing, suit: Suit | None) -> list[Transition]:
    """The change before each exercise of a session."""
    found, before = [], Before()
    for item in items:
        change, before = change_to(item.exercise, item.dose, before, timing, suit)
        found.append(change)
    return found


def seconds_of_changes(needs: Sequence[Needs], timing: Timing, suit: Suit | None) -> int:
    """The seconds of all changes of a session whose exercises need this, one after the other.

    The sum of what `changes_of` tells, for the many sessions that are tried while one is planned.
    """
    rules = timing.get_ready
    if rules is None:
        return timing.get_ready_seconds * len(needs)
    given = _seconds_by_move(timing, rules, suit)
    position: Position | None = None
    out: set[str] = set()
    seconds = 0
    for each in needs:
        seconds += given[move_between(position, each.position)]
        position = each.position
        for thing in each.things:
            if thing not in out:
                out.add(thing)
                if thing in rules.fetched:
                    seconds += rules.fetch_seconds
    return seconds


@cache
def move_between(before: Position | None, after: Position) -> Move:
    """The move from one position to another; none to that of the first exercise."""
    if before is None or before is after:
        return Move.NONE
    if before.is_up and after.is_up:
        return Move.SIT if after is Position.CHAIR else Move.STAND
    if before.is_up:
        return Move.DOWN
    return Move.UP if after.is_up else Move.TURN


def _seconds_by_move(timing: Timing, rules: GetReady, suit: Suit | None) -> dict[Move, int]:
    """The seconds that each move is given; more for somebody who is unsteady."""
    more = 0
    if suit is not None and not set(suit.tags).isdisjoint(rules.unsteady_tags):
        more = rules.unsteady_seconds
    return {
        Move.NONE: timing.get_ready_seconds,
        Move.SIT: rules.chair_seconds + more,
        Move.STAND: rules.chair_seconds + more,
        Move.TURN: rules.turn_seconds + more,
        Move.DOWN: rules.down_seconds + more,
        Move.UP: rules.up_seconds + more,
    }


class SideChange(StrEnum):
    """What changing sides means in an exercise."""

    ROLL = "roll"
    FOOT = "foot"
    HAND = "hand"
    LIMB = "limb"


def side_change(exercise: Exercise, dose: Level) -> SideChange:
    """What changing sides means: rolling over, the other foot on the step, the other hand."""
    if exercise.position_at(dose) is Position.ON_THE_SIDE:
        return SideChange.ROLL
    props = _props_of(exercise, dose)
    is_stretch = exercise.category is Category.STATIC_STRETCH
    if Prop.STEP_UNDER_NEAR_FOOT in props and not is_stretch:
        return SideChange.FOOT
    return SideChange.HAND if Prop.WEIGHT_IN_NEAR_HAND in props else SideChange.LIMB


def side_change_seconds(exercise: Exercise, dose: Level, timing: Timing) -> int:
    """Seconds to change sides."""
    rules = timing.get_ready
    if rules is None:
        return timing.change_side_seconds
    return {
        SideChange.ROLL: rules.roll_over_seconds,
        SideChange.FOOT: rules.other_limb_seconds,
        SideChange.HAND: rules.other_limb_seconds,
        SideChange.LIMB: timing.change_side_seconds,
    }[side_change(exercise, dose)]


def things_for(suit: Suit, exercise: Exercise, dose: Level) -> tuple[str, ...]:
    """The ids of the things that `exercise` is done with at `dose`, of those at hand."""
    equipment, position = suit.programme.equipment, exercise.position_at(dose)
    drawn = {prop.partition(" ")[0] for prop in _props_of(exercise, dose)}
    found: list[str] = []
    for words in suit.equipment_of(exercise):
        need = equipment.needs.get(words)
        if need is None or dose.level < need.from_level:
            continue
        fitting = [
            each
            for each in need.any_of
            if suit.has(each) and not (each == equipment.floor and position.is_up)
        ]
        # Where several things will do, it is the one that the figure shows.
        fitting.sort(key=lambda each: each not in drawn)
        found += fitting[:1]
    floor = equipment.floor
    if floor is not None and not position.is_up and suit.has(floor):
        found.append(floor)
    return tuple(dict.fromkeys(found))


def things_of(items: Sequence[PlanItem], suit: Suit | None) -> tuple[str, ...]:
    """The ids of the things to have ready for a session, in the order of their use."""
    if suit is None:
        return ()
    needed = (each for item in items for each in things_for(suit, item.exercise, item.dose))
    return tuple(dict.fromkeys(needed))


def floor_changes(items: Iterable[PlanItem]) -> tuple[Move, ...]:
    """The ways down to the floor and up from it, in order, beginning up.

    Getting up at the end is not one.
    """
    found, before = [], Position.STANDING
    for item in items:
        position = item.exercise.position_at(item.dose)
        found.append(move_between(before, position))
        before = position
    return tuple(move for move in found if move in (Move.DOWN, Move.UP))


def _props_of(exercise: Exercise, dose: Level) -> tuple[Prop, ...]:
    return exercise.figure.props if dose.props is None else dose.props

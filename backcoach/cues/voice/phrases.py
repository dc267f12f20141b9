"""Everything that can be said in a session, as the texts that clips are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from backcoach.coach.model.adaptations import Equipment
from backcoach.coach.model.exercise import Exercise, Level, Mode, Side
from backcoach.coach.words.get_ready_words import (
    AT_COUNTER,
    CHAIR,
    DOWN,
    STAND,
    TURN,
    UP,
    side_turn_words,
    the_thing,
)


class Phrase(StrEnum):
    """What is said word for word."""

    GET_READY = "Get ready."
    NEXT = "Next."
    IS_DONE = "Done."
    WHEN_READY = "Go on when you are ready."
    REST = "Rest."
    HOLD = "Hold."
    RELAX = "Relax."
    HALFWAY = "Half-way."
    AND_LAST = "And last."
    TIMES = "times."
    REPETITIONS = "repetitions."
    SECONDS = "seconds."
    MINUTE = "minute."
    MINUTES = "minutes."
    PAUSED = "Paused."
    STOPPED = "Stopped."
    EASIER = "Easier from here on."
    SKIPPED = "Skipped."
    NOTHING_EASIER = "There is nothing easier."
    TO_COOL_DOWN = "On to the cool-down."
    END = "That was the session. Well done."
    THIS_IS_THE_VOICE = "This is how the coach sounds."
    OTHER_FOOT = "Other foot."
    OTHER_HAND = "Other hand."
    CHANGE_SIDE = "Change side."


HIGHEST = 60
"""The highest number with a clip."""

_WHOLE = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14,
    "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_NAMES = {value: name for name, value in _WHOLE.items()}


def number_text(number: int) -> str | None:
    """A number from 1 to 60 in words, "twenty-one"; None for any other."""
    if not 1 <= number <= HIGHEST:
        return None
    whole = _NAMES.get(number)
    return whole or f"{_NAMES[number // 10 * 10]}-{_NAMES[number % 10]}"


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def name_text(exercise: Exercise) -> str:
    """The name of an exercise as it is said, without what stands in brackets."""
    return _sentence(exercise.name.partition(" (")[0])


def side_text(exercise: Exercise, side: Side, *, briefly: bool) -> str:
    """Which side or limb is next; "" where both sides work at once."""
    words = exercise.side_name(side) if briefly else exercise.side_words(side)
    return _sentence(words) if words else ""


def move_text(exercise: Exercise) -> str:
    """How to move, with nothing that only the eye understands."""
    words = re.sub(r"(\d) ?- ?(\d)", r"\1 to \2", exercise.cues.move)
    return _sentence(words.replace(" cm", " centimetres"))


def thing_text(thing: str, equipment: Equipment) -> str:
    """What to fetch: "You need the strap."."""
    return f"You need {the_thing(thing, equipment)}."


def dose_texts(exercise: Exercise, dose: Level, number: int) -> tuple[str, ...]:
    """How much of set `number` there is to do: "ten", "repetitions."; empty without a clip."""
    count = dose.reps[number - 1]
    if exercise.mode is Mode.REPS:
        return _counted(count, Phrase.REPETITIONS) if count > 1 else ()
    seconds = dose.hold_seconds or 0
    if seconds > HIGHEST and seconds % 60 == 0:
        lasting = _counted(seconds // 60, Phrase.MINUTES if seconds > 60 else Phrase.MINUTE)
    else:
        lasting = _counted(seconds, Phrase.SECONDS)
    often = _counted(count, Phrase.TIMES) if count > 1 else ()
    return (*often, *lasting)


def _counted(amount: int, of: Phrase) -> tuple[str, ...]:
    number = number_text(amount)
    return () if number is None else (number, of)


_IN_FULL_ALONE = frozenset(
    {
        Phrase.REST,
        Phrase.HOLD,
        Phrase.RELAX,
        Phrase.HALFWAY,
        Phrase.AND_LAST,
        Phrase.TIMES,
        Phrase.REPETITIONS,
        Phrase.SECONDS,
        Phrase.MINUTE,
        Phrase.MINUTES,
        Phrase.CHANGE_SIDE,
    }
)
_LAST_SECONDS = 3


def every_text(
    exercises: Iterable[Exercise], equipment: Equipment, *, briefly: bool = False
) -> Iterator[str]:
    """Every text that can be said with these exercises and things, each once.

    With `briefly` only those of the level `brief`.
    """
    yield from dict.fromkeys(_all(list(exercises), equipment, briefly=briefly))


def _all(exercises: list[Exercise], equipment: Equipment, *, briefly: bool) -> Iterator[str]:
    yield from (each for each in Phrase if not (briefly and each in _IN_FULL_ALONE))
    numbers = range(1, 1 + (_LAST_SECONDS if briefly else HIGHEST))
    yield from (number_text(each) or "" for each in numbers)
    yield from (AT_COUNTER, CHAIR, STAND, DOWN, UP, *TURN.values())
    yield from (side_turn_words(side) for side in Side)
    yield from (f"Roll over to your {side} side." for side in (Side.LEFT, Side.RIGHT))
    yield from (thing_text(each, equipment) for each in equipment.names)
    for exercise in exercises:
        yield name_text(exercise)
        if not briefly:
            yield move_text(exercise)
        for side in exercise.sides if exercise.per_side else ():
            if not briefly:
                yield side_text(exercise, side, briefly=False)
            yield side_text(exercise, side, briefly=True)

"""What a person's own facts ask of single exercises: tags, equipment, the first hour of the day.

All of it comes from data; `suitability.py` applies it.
"""

from collections.abc import Mapping
from enum import StrEnum

from backcoach.coach.model.frozen import frozen


class Half(StrEnum):
    """The half of a movement that is still done."""

    ARCH = "arch"
    ROUND = "round"


@frozen
class Care:
    """What to do with one exercise: exactly one of `keep`, `instead` and `skip`.

    `keep` is the sentence that says how it is done instead, no higher than `level_max` where that
    is given; `half` says that only this half of it is done, `variant` names the
    variant of the exercise that is done. `instead` are stand-ins in the order
    they are tried, `skip` leaves it out. With `once_ok` it is done after all, in this way, once a
    clinician has agreed.
    """

    keep: str | None = None
    instead: tuple[str, ...] = ()
    skip: bool = False
    once_ok: str | None = None
    level_max: int | None = None
    half: Half | None = None
    variant: str | None = None


@frozen
class Tag:
    """One row of `programme.md` §1.3: what is asked, and what follows for each exercise.

    `exercises` are all those that carry the tag, `also` others it changes. `because` ends the
    sentence about an exercise that is left out. `comes_with` names the tag it is never asked
    without: who says yes to that one has both. With `needs_ok` a clinician agrees before the last
    stage. `hold_seconds_max` limits every hold of the main block, `effort_max` (0-10) is said
    aloud, `level_max` limits single exercises, whatever their tags.
    """

    ask: str
    because: str
    source: str
    exercises: Mapping[str, Care]
    also: Mapping[str, Care] | None = None
    comes_with: str | None = None
    needs_ok: bool = False
    hold_seconds_max: int | None = None
    effort_max: int | None = None
    level_max: Mapping[str, int] | None = None

    def care(self, exercise: str) -> Care | None:
        """What to do with `exercise`; None when this tag says nothing about it."""
        return self.exercises.get(exercise) or (self.also or {}).get(exercise)

    @property
    def asks_ok(self) -> bool:
        """Whether a clinician's agreement changes anything."""
        cares = (*self.exercises.values(), *(self.also or {}).values())
        return self.needs_ok or any(care.once_ok is not None for care in cares)


@frozen
class Need:
    """What an exercise asks for in words: one of the things `any_of`, else what to do `without`.

    With nothing to do `without`, the exercise gives way to an easier one or a stand-in.
    """

    any_of: tuple[str, ...]
    without: Care | None = None


@frozen
class Equipment:
    """`things` somebody may have at hand, by id; `needs` by the words exercises use for them."""

    things: Mapping[str, str]
    needs: Mapping[str, Need]


@frozen
class FirstHour:
    """What is different in the first hour after getting up (`programme.md` §2; SNOOK)."""

    because: str
    source: str
    exercises: Mapping[str, Care]

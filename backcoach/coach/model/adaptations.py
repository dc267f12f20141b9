"""How a person's tags, equipment and time of day change single exercises.

All of it comes from the content folder; `suitability.py` applies it.
"""

from collections.abc import Collection, Mapping
from dataclasses import field
from enum import StrEnum

from backcoach.coach.model.frozen import frozen


class Lift(StrEnum):
    """What may raise the highest level of an exercise that a tag limits.

    Somebody competent has checked how the user lifts; they stand steadily on one leg; somebody is
    at home, or a phone in reach, while they train.
    """

    LIFT_CHECKED = "lift_checked"
    STEADY_ON_ONE_LEG = "steady_on_one_leg"
    HELP_NEAR = "help_near"


class Half(StrEnum):
    """The half of a movement that may still be done."""

    ARCH = "arch"
    ROUND = "round"


@frozen
class Adaptation:
    """How one exercise is changed: exactly one of `keep`, `instead` and `skip` is given.

    `keep` is the sentence that says how to do it; `level_max` limits its level, `half` says that
    only this half of the movement is done, and `variant` names the variant of the exercise that is
    done. `instead` are the ids of replacements in the order they are tried. `skip` leaves the
    exercise out. `once_ok` is the sentence that takes the place of `keep` once a clinician has
    agreed: the exercise is then done. All of it holds only `until` there is such a `Lift`.
    """

    keep: str | None = None
    instead: tuple[str, ...] = ()
    skip: bool = False
    once_ok: str | None = None
    level_max: int | None = None
    half: Half | None = None
    variant: str | None = None
    until: Lift | None = None


@frozen
class Tag:
    """One row of `programme.md` §1.3: a question, and the adaptations that follow from a yes.

    `exercises` are the adaptations of exercises that carry the tag, `also` those of others, by id.
    `because` completes the sentence about an exercise that is left out. `comes_with` names a tag
    that is not asked by itself: it is set together with this one. With `needs_ok` a clinician has
    to agree before the last stage. `hold_seconds_max` limits every hold of the main block,
    `effort_max` (0-10) is a limit the user is told. `level_max` is the highest level of single
    exercises by id, `lifted` the level that takes its place after a `Lift`. With `weight_stays` no
    weight goes up.

    `answers` are the safety answers that set it: the id of what was marked, or with a dot the
    answer to what was asked about it ("thin_bones.yes"). It is set for good, or, by what is known
    of a date: from week `from_week` of a pregnancy on; for `days` from a day; until the month is
    over that comes `months` after one. Such a tag is never asked about by itself. Who has it has
    those it `implies` too. With `keeps_stage` no later stage begins meanwhile.
    """

    ask: str
    because: str
    source: str
    exercises: Mapping[str, Adaptation]
    also: Mapping[str, Adaptation] | None = None
    comes_with: str | None = None
    needs_ok: bool = False
    hold_seconds_max: int | None = None
    effort_max: int | None = None
    level_max: Mapping[str, int] | None = None
    lifted: Mapping[Lift, Mapping[str, int]] = field(default_factory=dict)
    weight_stays: bool = False
    answers: tuple[str, ...] = ()
    from_week: int | None = None
    days: int | None = None
    months: int | None = None
    implies: tuple[str, ...] = ()
    keeps_stage: bool = False

    @property
    def is_dated(self) -> bool:
        """Whether dates say when it holds."""
        return not (self.from_week is None and self.days is None and self.months is None)

    def highest(self, exercise: str, lifts: Collection[Lift]) -> int | None:
        """The highest level of `exercise` for somebody with these `lifts`; None for no limit."""
        level = (self.level_max or {}).get(exercise)
        if level is None:
            return None
        raised = (levels.get(exercise, 0) for lift, levels in self.lifted.items() if lift in lifts)
        return max(level, *raised, 0)

    def adaptation(self, exercise: str) -> Adaptation | None:
        """The adaptation of `exercise`; None when this tag does not concern it."""
        return self.exercises.get(exercise) or (self.also or {}).get(exercise)

    @property
    def asks_ok(self) -> bool:
        """Whether a clinician's agreement changes anything for this tag."""
        adaptations = (*self.exercises.values(), *(self.also or {}).values())
        return self.needs_ok or any(adaptation.once_ok is not None for adaptation in adaptations)


@frozen
class CappedNote:
    """The note of an exercise at `level` for somebody whose highest level of it that is."""

    exercise: str
    level: int
    note: str


@frozen
class Need:
    """The equipment that one of an exercise's equipment words stands for.

    One of the things `any_of` is needed; `without` is the adaptation where there is none. If that
    is None too, the exercise is replaced by an easier one or another replacement. Nothing is needed
    below `from_level`.
    """

    any_of: tuple[str, ...]
    without: Adaptation | None = None
    from_level: int = 1


@frozen
class Equipment:
    """All equipment.

    `things` a user may have, by id, and `needs` by the words exercises use for them. `names` are
    short names of the things with their article; `floor` is the thing for every exercise on the
    floor.
    """

    things: Mapping[str, str]
    needs: Mapping[str, Need]
    names: Mapping[str, str] = field(default_factory=dict)
    floor: str | None = None

    def name(self, thing: str) -> str:
        """The short name of `thing` with its article: "a step"."""
        return self.names.get(thing) or self.things.get(thing) or thing


@frozen
class FirstHour:
    """The adaptations in the first hour after getting up (`programme.md` §2; SNOOK)."""

    because: str
    source: str
    exercises: Mapping[str, Adaptation]

"""The programme: its stages, session templates and timing, and the rules it goes by."""

from collections.abc import Mapping
from enum import StrEnum

from backcoach.coach.model.adaptations import Equipment, FirstHour, Tag
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.rules import (
    Completion,
    Easing,
    FlareUps,
    Gate,
    LevelMoves,
    Lights,
    LoadSteps,
    MissedTime,
    Readiness,
    ReviewRules,
)


class Section(StrEnum):
    """The blocks of a session, in the order they are done."""

    WARM_UP = "warm_up"
    DYNAMIC = "dynamic"
    MAIN = "main"
    STRETCH = "stretch"
    COOL_DOWN = "cool_down"

    @property
    def words(self) -> str:
        """The block's name on screen."""
        return {
            "warm_up": "Warm-up",
            "dynamic": "Loosen up",
            "main": "Main",
            "stretch": "Stretch",
            "cool_down": "Cool-down",
        }[self.value]


class ExerciseRole(StrEnum):
    """Why an item is in a template; decides what is left out first when time is short."""

    WARM_UP = "warm_up"
    KEY = "key"
    STRENGTH = "strength"
    TRUNK = "trunk"
    STRETCH = "stretch"
    ACCESSORY = "accessory"
    COOL_DOWN = "cool_down"


class Length(StrEnum):
    """How much time the user has today."""

    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


@frozen
class Stage:
    """One of the three stages."""

    number: int
    name: str
    weeks: str
    aim: str
    templates: tuple[str, ...]
    first_sessions_template: str | None = None
    short_template: str | None = None


@frozen
class TemplateItem:
    """One line of a session template. `seconds` overrides the ladder (mode time only)."""

    section: Section
    role: ExerciseRole
    exercise: str
    level: int
    seconds: int | None = None


@frozen
class Template:
    """A session as `programme.md` §2 lists it, in the order it is done."""

    id: str
    name: str
    source: str
    items: tuple[TemplateItem, ...]


@frozen
class Timing:
    """Seconds of everything that is not work, how long a cut session waits, limits on dose."""

    get_ready_seconds: int
    change_side_seconds: int
    between_holds_seconds: int
    count_in_seconds: int
    adjust_seconds: int
    halfway_from_seconds: int
    last_seconds: int
    gap_seconds: float
    twice_quickly_seconds: float
    take_up_within_hours: int
    stretch_hold_min_seconds: int
    stretch_hold_max_seconds: int
    stretch_hold_max_level: int


@frozen
class Pace:
    """How the figure moves where the tempo of an exercise does not say.

    A demonstration takes `slowness` times as long as the movement and holds it for
    `shown_hold_seconds`. Into a hold and out of it the figure moves in `into_hold_seconds`.
    Between two rounds it stands for `between_seconds`.
    """

    breaths_per_minute: float
    slowness: float
    shown_hold_seconds: float
    into_hold_seconds: float
    between_seconds: float


@frozen
class Budgets:
    """Longest session in minutes per length; `tolerance` is the share it may run over.

    When a session would run longer still, main exercises are first cut to `capped_sets` sets,
    and to `fewest_sets` once nothing more may be left out.
    """

    short_minutes: int
    standard_minutes: int
    long_minutes: int
    tolerance: float
    first_sessions: int
    capped_sets: int
    fewest_sets: int

    def minutes(self, length: Length) -> int:
        """The budget of `length` in minutes."""
        return {
            Length.SHORT: self.short_minutes,
            Length.STANDARD: self.standard_minutes,
            Length.LONG: self.long_minutes,
        }[length]


@frozen
class Programme:
    """The whole programme. `sources` maps a number's path to its source or "judgement".

    `screening` is the version of the safety screen that is asked with it.
    """

    version: str
    screening: str
    stages: tuple[Stage, ...]
    templates: Mapping[str, Template]
    timing: Timing
    pace: Pace
    budgets: Budgets
    trim_order: tuple[ExerciseRole, ...]
    easy_template: str
    rest_day_template: str
    lights: Lights
    completion: Completion
    readiness: Readiness
    easing: Easing
    levels: LevelMoves
    load: LoadSteps
    absence: MissedTime
    flare: FlareUps
    review: ReviewRules
    gates: tuple[Gate, ...]
    tags: Mapping[str, Tag]
    first_hour: FirstHour
    equipment: Equipment
    sources: Mapping[str, str]

    def stage(self, number: int) -> Stage:
        """Stage `number` (1-based)."""
        return self.stages[number - 1]

    def gate_from(self, stage: int) -> Gate | None:
        """The gate that leads out of `stage`; None from the last one."""
        return next((gate for gate in self.gates if gate.from_stage == stage), None)

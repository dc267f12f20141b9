"""The programme: stages, session templates, timing, and all rules."""

from collections.abc import Mapping
from enum import StrEnum

from backcoach.coach.model.adaptations import CappedNote, Equipment, FirstHour, Tag
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.rules.balance import BalanceRules
from backcoach.coach.model.rules.levels import Easing, LevelMoves, LoadSteps, StretchRules
from backcoach.coach.model.rules.pain import (
    Elsewhere,
    FlareUps,
    LegPain,
    Lights,
    Readiness,
    SteadyHighPain,
)
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.model.rules.sessions import (
    Completion,
    KeepingRules,
    MissedTime,
    PlateauRules,
    RotationRules,
)
from backcoach.coach.model.rules.stages import Gate, StartLater


class Section(StrEnum):
    """The blocks of a session, in the order they are done."""

    WARM_UP = "warm_up"
    DYNAMIC = "dynamic"
    BALANCE = "balance"
    MAIN = "main"
    STRETCH = "stretch"
    COOL_DOWN = "cool_down"

    @property
    def words(self) -> str:
        """The section's name on screen."""
        return {
            "warm_up": "Warm-up",
            "dynamic": "Loosen up",
            "balance": "Balance",
            "main": "Main",
            "stretch": "Stretch",
            "cool_down": "Cool-down",
        }[self.value]


class ExerciseRole(StrEnum):
    """Why an item is in a template; decides what is left out first when time is short.

    A session has one of the items to LOOSEN up, the one done longest ago, and one more if there is
    time. A SLOT takes turns with others from block to block.
    """

    WARM_UP = "warm_up"
    KEY = "key"
    LIFT = "lift"
    SECOND_LIFT = "second_lift"
    SLOT = "slot"
    LOOSEN = "loosen"
    BALANCE = "balance"
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
class Least:
    """What a session of this `length` has at least, whatever else takes its time.

    At least `main_min` exercises of the main block, and at most `left_out_max` left out for time.
    """

    length: Length
    main_min: int
    left_out_max: int


@frozen
class Stage:
    """One of the three stages.

    `templates` take turns, and so do `long_templates` in long sessions; where these are empty a
    long session has a template of `templates` too. Without a `short_template`, and with
    `short_sets`, a short session is what always stays of them, lifts with so many sets. A
    `trim_order` of its own takes the place of that of the programme. `least` says what its
    sessions have at least, by length.
    """

    number: int
    name: str
    weeks: str
    aim: str
    templates: tuple[str, ...]
    first_sessions_template: str | None = None
    short_template: str | None = None
    long_templates: tuple[str, ...] = ()
    short_sets: int | None = None
    trim_order: tuple[ExerciseRole, ...] = ()
    least: tuple[Least, ...] = ()

    def least_of(self, length: Length) -> Least | None:
        """What a session of that length has at least; None where nothing is asked."""
        return next((each for each in self.least if each.length is length), None)

    @property
    def all_templates(self) -> tuple[str, ...]:
        """Every template of the stage, whatever the length of the session."""
        others = (self.first_sessions_template, self.short_template)
        return (*self.templates, *self.long_templates, *(name for name in others if name))


class WeekParity(StrEnum):
    """Every other training week."""

    ODD = "odd"
    EVEN = "even"


@frozen
class TemplateItem:
    """One exercise of a session template. `seconds` overrides the ladder (mode time only).

    In the last stage an item may be there only in some `blocks` (1-based), or only in `weeks` with
    an odd or an even number. A stretch goes no higher than `level_max`. `beyond` is the easier
    exercise (id) that is done in its place, at the level earned, by whoever has not got beyond it.
    """

    section: Section
    role: ExerciseRole
    exercise: str
    level: int
    seconds: int | None = None
    blocks: tuple[int, ...] = ()
    weeks: WeekParity | None = None
    level_max: int | None = None
    beyond: str | None = None


@frozen
class Template:
    """A session as listed in `programme.md` §2, in the order it is done.

    With `choose` only so many of its key exercises are done, the others take turns with them.
    """

    id: str
    name: str
    source: str
    items: tuple[TemplateItem, ...]
    choose: int | None = None


@frozen
class GetReady:
    """Seconds to get into an exercise, by what has to change.

    Between standing and a chair, from one floor position to another (`turn_seconds`), to the floor
    and from it; `fetch_seconds` for each of the `fetched` things when it is first needed;
    `unsteady_seconds` more for every change of position with one of `unsteady_tags`. To change
    sides: lying on the side, and where the other foot or hand takes over (`other_limb_seconds`).
    """

    chair_seconds: int
    turn_seconds: int
    down_seconds: int
    up_seconds: int
    fetch_seconds: int
    fetched: tuple[str, ...]
    unsteady_seconds: int
    unsteady_tags: tuple[str, ...]
    roll_over_seconds: int
    other_limb_seconds: int


@frozen
class WalkBefore:
    """A walk outside in place of the marching at the start of a session, in minutes.

    `enough_minutes` of it are the whole warm-up, if it ended within `within_minutes`;
    `default_minutes` are proposed.
    """

    enough_minutes: int
    default_minutes: int
    within_minutes: int


@frozen
class Timing:
    """Durations in seconds of everything but work, and limits on doses.

    `take_up_within_hours` is how long a session that was cut off can be resumed. `get_ready` is
    absent where every exercise is given the same `get_ready_seconds`, and every side the same
    `change_side_seconds`; otherwise these hold where nothing has to change, and for other sides.
    `walk_before` is absent where a walk never counts. `long_last_seconds` are those a voice counts
    at the end of a hold that is long enough for a half-way call; absent: no more than elsewhere.
    """

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
    get_ready: GetReady | None = None
    walk_before: WalkBefore | None = None
    long_last_seconds: int | None = None


@frozen
class Pace:
    """How the figure moves where an exercise has no tempo of its own, in seconds.

    A demonstration takes `slowness` (a factor) times as long as the movement and holds it for
    `shown_hold_seconds`. Moving into a hold and out of it takes `into_hold_seconds`. Between two
    rounds the figure rests for `between_seconds`.
    """

    breaths_per_minute: float
    slowness: float
    shown_hold_seconds: float
    into_hold_seconds: float
    between_seconds: float


@frozen
class Budgets:
    """The longest session in minutes for each length.

    `tolerance` is the share by which it may run over. Long sessions are offered if they take at
    least `long_adds_minutes` more than standard ones. To fit, main exercises are first limited to
    `capped_sets` sets, and to `fewest_sets` once nothing more may be left out.
    """

    short_minutes: int
    standard_minutes: int
    long_minutes: int
    tolerance: float
    first_sessions: int
    capped_sets: int
    fewest_sets: int
    long_adds_minutes: float = 0.0

    def minutes(self, length: Length) -> int:
        """The budget of `length` in minutes."""
        return {
            Length.SHORT: self.short_minutes,
            Length.STANDARD: self.standard_minutes,
            Length.LONG: self.long_minutes,
        }[length]


@frozen
class Programme:
    """The whole programme. `sources` maps the path of a number to its source or "judgement".

    `screening` is the version of the safety questions that belongs to it. Without `start_later` a
    user may begin in a later stage at any time. Without `steady_high` nothing is different while
    pain is high but steady. Without `leg` nobody is asked about a leg,
    without `elsewhere` only about the back and a leg. Without `balance` nobody has a balance block.
    On rest days the `rest_day_templates`, where there are any, take turns from day to day. Without
    `keeping` nobody can choose to keep what they have, without `plateau` nothing is said where
    nothing goes up for long.
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
    start_later: StartLater | None = None
    capped_notes: tuple[CappedNote, ...] = ()
    rest_day_template: str | None = None
    rest_day_templates: tuple[str, ...] = ()
    rotation: RotationRules | None = None
    keeping: KeepingRules | None = None
    plateau: PlateauRules | None = None
    stretches: StretchRules | None = None
    steady_high: SteadyHighPain | None = None
    leg: LegPain | None = None
    elsewhere: Elsewhere | None = None
    balance: BalanceRules | None = None

    def stage(self, number: int) -> Stage:
        """Stage `number` (1-based)."""
        return self.stages[number - 1]

    def is_last(self, stage: int) -> bool:
        """Whether no stage comes after `stage`."""
        return stage == self.stages[-1].number

    def gate_from(self, stage: int) -> Gate | None:
        """The gate that leads out of `stage`; None from the last one."""
        return next((gate for gate in self.gates if gate.from_stage == stage), None)

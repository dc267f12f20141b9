"""The programme as numbers: stages, session templates, timing, gates. All of it comes from data."""

from collections.abc import Mapping
from enum import StrEnum

from backcoach.coach.care import Equipment, FirstHour, Tag
from backcoach.coach.frozen import frozen


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


class Role(StrEnum):
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
    role: Role
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
class Lights:
    """Thresholds of the traffic light (`programme.md` §3.2), NPRS points 0-10."""

    green_peak_max: int
    green_no_rise_peak_max: int
    red_peak_min: int
    red_rising_peak_min: int
    red_rise_min: int
    high_usual_pain_min: int
    high_usual_rise_max: int
    settled_over_usual_max: int
    usual_pain_days: int
    usual_pain_scores_min: int


@frozen
class Completion:
    """When work counts as done."""

    session_min_share: float
    item_min_share: float


@frozen
class Readiness:
    """What the answers outside a session decide (`programme.md` §3.7), and how long they are asked.

    Pain is in points of 0-10, before the session or over the usual pain. `rest_hours` lie between
    two main sessions (§2); the first `first_hour_minutes` after getting up are free of deep bends.
    The morning after a session is asked about of itself for `morning_asked_days`.
    """

    careful_pain_min: int
    easy_over_usual_min: int
    short_pain_min: int
    short_over_usual_max: int
    short_lower_levels: int
    clinician_usual_min: int
    clinician_days: int
    no_workout_pain_min: int
    rest_hours: int
    first_hour_minutes: int
    morning_asked_days: int


@frozen
class Easing:
    """What "easier" means: the easier exercise at this level (`programme.md` §3.3)."""

    level: int


@frozen
class LevelMoves:
    """How an exercise moves on its ladder (`programme.md` §3.3): pain and effort 0-10, days.

    The first four say when a level goes up, the next six cap it, the rest says when it goes down
    and when another exercise takes over.
    """

    sessions: int
    effort_max: int
    pain_max: int
    usual_pain_below: int
    raises_per_session: int
    raises_per_session_last_stage: int
    step_days: int
    easy_effort_max: int
    easy_sessions: int
    raises_when_easy: int
    down_effort_min: int
    latest_raised: int
    downs_before_swap: int
    swap_sessions: int


@frozen
class LoadSteps:
    """By how much a weight goes up (`programme.md` §3.3): percent of it, and plates in kg or lb."""

    step_min_percent: int
    step_max_percent: int
    plate_kg: float
    plate_lb: float


@frozen
class MissedTime:
    """What a break of so many days means for the way back (`programme.md` §3.5)."""

    no_raise_days: int
    lower_days: int
    lower_levels: int
    lower_sessions: int
    reduce_days: int
    reduce_levels: int
    reduce_wait_days: int
    restart_days: int
    restart_level: int


@frozen
class FlareUps:
    """When flare-up mode begins and ends, and the way back (`programme.md` §3.6).

    The first two are points above the usual pain, `red_sessions` within `red_days` begin one too.
    It ends after `calm_mornings` at most `calm_over_usual_max` points above the usual pain. The
    first sessions after it are some levels lower. A review is suggested after more than
    `long_days`, and for `often_flares` begun within `often_weeks`.
    """

    before_over_usual_min: int
    morning_over_usual_min: int
    red_sessions: int
    red_days: int
    calm_mornings: int
    calm_over_usual_max: int
    first_lower_levels: int
    second_lower_levels: int
    long_days: int
    often_flares: int
    often_weeks: int


@frozen
class ReviewRules:
    """When the outcome measures are asked, and what a change in them means (`programme.md` §5).

    Pain and activities are in points of 0-10, shares 0-1, weeks those since the first session.
    """

    weeks: tuple[int, ...]
    later_every_weeks: int
    pain_every_weeks: int
    pain_days: int
    pain_points: int
    pain_share: float
    activities_points: int
    activity_points: int
    adherence_share: float
    adherence_weeks: int
    usual_gain_points: float
    physiotherapist_after_weeks: int
    encourage_after_weeks: int
    goal_weeks_min: int
    goal_weeks_max: int
    keep_sessions_a_week: int


@frozen
class SkillMarker:
    """One exercise at one level that shows the skill."""

    exercise: str
    level: int


@frozen
class FastStart:
    """How short a stage may be for somebody who trains already, with usual pain at most this."""

    minimum_days: int
    sessions: int
    usual_pain_max: int


@frozen
class Gate:
    """What must be true before `to_stage` opens (`programme.md` §3.4)."""

    from_stage: int
    to_stage: int
    minimum_days: int
    sessions: int
    planned_sessions: int
    light_sessions: int
    green_min: int
    settled_mornings: int
    trend_sessions: int
    trend_rise_max: float
    effort_sessions: int
    effort_max: int
    review_after_weeks: int
    week_pain_max: float | None = None
    week_pain_days: int | None = None
    skills: tuple[tuple[SkillMarker, ...], ...] = ()
    fast_start: FastStart | None = None
    clinician_ok: bool = False


@frozen
class Programme:
    """The whole programme. `sources` maps a number's path to its source or "judgement"."""

    version: str
    stages: tuple[Stage, ...]
    templates: Mapping[str, Template]
    timing: Timing
    pace: Pace
    budgets: Budgets
    trim_order: tuple[Role, ...]
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

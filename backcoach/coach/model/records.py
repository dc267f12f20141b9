"""The records of the log: check-ins, sessions set by set, ratings, mornings, the user's choices.

Records are facts. Nothing in them is derived; every statistic is computed from them.

Each record has the instant it happened at, in UTC, and `utc_offset_minutes`: how many minutes east
of UTC the user's clock was. It is None in records stored before schema version 3, except for
sessions; `evidence/moments.py` says how those are dated.
"""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from backcoach.coach.model.days import day_of
from backcoach.coach.model.exercise import Mode, Side
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.outcome_measures import Measures
from backcoach.coach.model.profile import Profile, Weight
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.screening_questions import ClearanceKind, Lock


class Answer(StrEnum):
    """What followed a press of "this hurts".

    TO_COOL_DOWN and END are not chosen by the user: the first follows a second red and new pain in
    a leg, the second what needs help at once.
    """

    EASIER = "easier"
    SKIP = "skip"
    GO_ON = "go_on"
    TO_COOL_DOWN = "to_cool_down"
    END = "end"


class Where(StrEnum):
    """Where it hurt. All but BACK and LEG is elsewhere: it says nothing about the back."""

    BACK = "back"
    LEG = "leg"
    SHOULDER = "shoulder"
    WRIST = "wrist"
    NECK = "neck"
    HIP = "hip"
    KNEE = "knee"
    CALF = "calf"
    OTHER = "other"

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is neither the back nor a leg."""
        return self not in (Where.BACK, Where.LEG)


class Status(StrEnum):
    """Whether a session was followed to its end."""

    COMPLETED = "completed"
    PARTIAL = "partial"


class SessionKind(StrEnum):
    """The kind of a session; only a MAIN one counts toward the next stage."""

    MAIN = "main"
    FLARE = "flare"
    REST_DAY = "rest_day"


class Energy(StrEnum):
    """How the user slept and feels (`programme.md` §3.1)."""

    GOOD = "good"
    OK = "ok"
    POOR = "poor"


@frozen
class Work:
    """An amount of work: repetitions (or holds), and seconds of work."""

    reps: int
    seconds: float


@frozen
class SetRecord:
    """One set on one side, as planned and as done.

    `item` is the index of the exercise in the plan; a set done in an easier variant keeps it, and
    `stands_in_for` names the original exercise. `replaced` marks work that the easier variant took
    over; it counts neither as done nor as skipped. `pain` is the worst pain 0-10 reported during
    the set, `weight` what was held or carried, if known. `spared` marks a set left out because a
    second red ended the main block; it was neither done nor skipped by the user. `grabbed` says of
    an exercise for balance whether the user had to grab the support; None while not answered.
    """

    item: int
    section: Section
    exercise: str
    level: int
    mode: Mode
    side: Side
    number: int
    planned: Work
    done: Work
    skipped: bool = False
    replaced: bool = False
    stands_in_for: str | None = None
    pain: int | None = None
    weight: Weight | None = None
    spared: bool = False
    grabbed: bool | None = None

    @property
    def completed(self) -> bool:
        """Whether everything that was planned was done."""
        return (
            not self.skipped
            and not self.replaced
            and self.done.reps >= self.planned.reps
            and self.done.seconds >= self.planned.seconds - 0.01
        )


@frozen
class PainReport:
    """One press of "this hurts": the set, the seconds of work so far, the pain 0-10, the answer.

    `leg` says that pain, tingling, numbness or weakness in a leg was new or worse; `pain` is None
    where that was said without a number. `where` is the part that hurt; before schema version 4
    it was not stored.
    """

    item: int
    exercise: str
    level: int
    side: Side
    number: int
    second: float
    pain: int | None
    answer: Answer
    leg: bool = False
    where: Where = Where.BACK

    @property
    def is_elsewhere(self) -> bool:
        """Whether it tells nothing about the back: it counts for no rule about back pain."""
        return self.where.is_elsewhere

    @property
    def stopped(self) -> bool:
        """Whether the exercise was stopped for it."""
        return self.answer is not Answer.GO_ON


def of_the_back(reports: Sequence[PainReport]) -> list[PainReport]:
    """Those of `reports` that count for the back: all but what hurt elsewhere."""
    return [each for each in reports if not each.is_elsewhere]


def worst_of(reports: Sequence[PainReport]) -> int | None:
    """The worst number of `reports`; None where none was given."""
    return max((each.pain for each in reports if each.pain is not None), default=None)


@frozen
class FollowUp:
    """The answer to what was asked about a mark: the id of an option, a number, or a date.

    `question` is the id of what was marked. Dates are written as in ISO 8601, months without a day;
    an `answer` that tells nothing is empty.
    """

    question: str
    answer: str


@frozen
class CheckIn:
    """The questions before a session. `symptoms` holds the ids of what was marked; empty for none.

    `follow_ups` are the answers to what was asked about them, `also_asked` the rows that are not
    shown every time and were shown then.

    `minutes_up` is how long ago the user got up, `energy` how they slept and feel; None when not
    answered. With `rehearsal` the pain counts for nothing, whether a session followed or not.
    `during` is the id of the session that these symptoms ended, None when they were asked before
    one; its pain is that from before the session and is not counted again.
    """

    id: str
    at: datetime
    pain: int
    symptoms: tuple[str, ...] = ()
    outcome: str = "go"
    screen_version: str = ""
    rehearsal: bool = False
    minutes_up: int | None = None
    energy: Energy | None = None
    during: str | None = None
    utc_offset_minutes: int | None = None
    follow_ups: tuple[FollowUp, ...] = ()
    also_asked: tuple[str, ...] = ()


@frozen
class Ratings:
    """The answers after a session (`programme.md` §3.1).

    The worst pain during it, effort and pain now are 0-10; `sore` holds the ids of the exercises
    that left the back sore, `sore_more` of those that did so more than usual.
    """

    at: datetime
    worst_pain: int
    effort: int
    note: str = ""
    pain_now: int | None = None
    sore: tuple[str, ...] = ()
    sore_more: tuple[str, ...] = ()


@frozen
class SessionRecord:
    """One session as it happened. Times are aware and in UTC; `speed` above 1 is a rehearsal.

    `walk_minutes` is how long the user walked outside just before, in place of marching; None
    without that.
    """

    id: str
    started_at: datetime
    ended_at: datetime
    utc_offset_minutes: int
    status: Status
    stage: int
    template: str
    length: Length
    programme_version: str
    app_version: str
    planned_seconds: int
    active_seconds: float
    sets: tuple[SetRecord, ...]
    check_in: CheckIn | None = None
    pain_reports: tuple[PainReport, ...] = ()
    ratings: Ratings | None = None
    speed: float = 1.0
    kind: SessionKind = SessionKind.MAIN
    walk_minutes: int | None = None

    @property
    def is_rehearsal(self) -> bool:
        """Whether it was played faster than real time; it is listed, but never counted."""
        return self.speed != 1.0

    @property
    def local_date(self) -> date:
        """The day it began, in the user's local time."""
        return day_of(self.started_at, self.utc_offset_minutes)


@frozen
class Morning:
    """How the back was on getting up (`programme.md` §3.1).

    `session` is the id of the session the morning follows, None for one that follows none, as in a
    flare-up. `day` is the local date of the morning, `at` the time of the answer. `pain` is 0-10;
    `back_to_usual` is None when not answered.
    """

    id: str
    at: datetime
    session: str | None
    day: date
    pain: int
    back_to_usual: bool | None = None
    utc_offset_minutes: int | None = None


class StageDecision(StrEnum):
    """The decisions a user can take about their stage, and about the training in the last one."""

    STAY = "stay"
    GO_ON = "go_on"
    START_IN = "start_in"
    SKIP_EASIER = "skip_easier"
    TAKE_EASIER = "take_easier"
    KEEP = "keep"
    BUILD_UP = "build_up"
    HOLD = "hold"
    ADD_REPS = "add_reps"
    LONGER = "longer"
    TWO_LIFTS = "two_lifts"
    EASIER_SISTER = "easier_sister"


@frozen
class StageChoice:
    """The user's own decision about their stage.

    STAY: remain in `stage` though the gate is open. GO_ON: withdraw STAY. START_IN: begin in
    `stage` (2 only). SKIP_EASIER: train as usual in what is an easier week or session on purpose.
    TAKE_EASIER: withdraw that. KEEP: in the last stage keep what was built, without building up.
    BUILD_UP: withdraw that, or advice taken before. The others take the advice that is given where
    nothing has gone up for weeks: HOLD the lifts for two weeks with one set fewer; ADD_REPS to
    `exercise` before the next plate, however big a step; one LONGER session a week; TWO_LIFTS only;
    do the EASIER_SISTER of `exercise` for a block.
    """

    id: str
    at: datetime
    decision: StageDecision
    stage: int
    utc_offset_minutes: int | None = None
    exercise: str | None = None


@frozen
class Consent:
    """The disclaimer was read and accepted."""

    id: str
    at: datetime
    version: str
    utc_offset_minutes: int | None = None


@frozen
class Screening:
    """Safety questions were answered (`programme.md` §4.1).

    `yes` holds the ids of what was marked, empty for none; `outcome` is the lock that was shown.
    `groups` holds the ids of the pages that were asked: empty in records of before schema version
    4, in which all of them were. `follow_ups` are the answers to what was asked about the marks.
    """

    id: str
    at: datetime
    version: str
    yes: tuple[str, ...]
    outcome: Lock
    utc_offset_minutes: int | None = None
    groups: tuple[str, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()


@frozen
class Clearance:
    """The user said why a lock may open; `screening` is the last screen that was answered then."""

    id: str
    at: datetime
    screening: str
    kind: ClearanceKind
    utc_offset_minutes: int | None = None


@frozen
class FlareReport:
    """The user pressed "this feels like a flare" (`programme.md` §3.6)."""

    id: str
    at: datetime
    utc_offset_minutes: int | None = None


Entry = (
    CheckIn
    | StageChoice
    | Consent
    | Morning
    | Screening
    | Clearance
    | Profile
    | FlareReport
    | Measures
)
"""Any record other than a session. Each has the instant `at` it was given at."""


@frozen
class Log:
    """All records, each list in order of time."""

    sessions: tuple[SessionRecord, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    choices: tuple[StageChoice, ...] = ()
    consents: tuple[Consent, ...] = ()
    mornings: tuple[Morning, ...] = ()
    screenings: tuple[Screening, ...] = ()
    clearances: tuple[Clearance, ...] = ()
    profiles: tuple[Profile, ...] = ()
    flares: tuple[FlareReport, ...] = ()
    measures: tuple[Measures, ...] = ()

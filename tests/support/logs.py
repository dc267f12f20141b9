"""Builders for logs. Days are whole numbers counted from `DAY_ZERO`, hours are local."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta

from backcoach.coach.model.exercise import Mode, Side
from backcoach.coach.model.outcome_measures import Activity, Measures
from backcoach.coach.model.profile import Profile, WeightUnit
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    FlareReport,
    Log,
    Morning,
    PainReport,
    Ratings,
    Screening,
    SessionKind,
    SessionRecord,
    SetRecord,
    StageChoice,
    StageDecision,
    Status,
    Work,
)

DAY_ZERO = date(2024, 1, 1)

# Ten items each, so that shares are tenths; the first items of stages 1 and 2 hold their skills.
STAGE_ITEMS: dict[int, tuple[tuple[str, int], ...]] = {
    1: (
        ("march_in_place", 1),
        ("abdominal_brace", 2),
        ("bird_dog", 1),
        ("pelvic_tilt", 2),
        ("cat_cow", 2),
        ("bridge", 1),
        ("cobra", 1),
        ("butterfly", 1),
        ("seated_twist", 1),
        ("rest_breathing", 1),
    ),
    2: (
        ("march_in_place", 2),
        ("bridge_march", 2),
        ("side_plank_knees", 2),
        ("dead_bug", 2),
        ("hip_hinge", 2),
        ("bird_dog", 2),
        ("leg_swings", 1),
        ("cobra", 1),
        ("seated_twist", 1),
        ("rest_breathing", 1),
    ),
    3: (
        ("march_in_place", 3),
        ("romanian_deadlift", 2),
        ("step_down", 1),
        ("functional_lift", 1),
        ("side_plank", 1),
        ("bird_dog", 2),
        ("leg_swings", 2),
        ("cobra", 1),
        ("seated_twist", 1),
        ("rest_breathing", 1),
    ),
}


def day(number: int) -> date:
    """The date `number` days after day zero."""
    return DAY_ZERO + timedelta(days=number)


def moment(number: int, hour: float, offset_minutes: int = 0) -> datetime:
    """The instant in UTC at which local clocks show `hour` on day `number`."""
    local = datetime.combine(day(number), time(), UTC) + timedelta(hours=hour)
    return local - timedelta(minutes=offset_minutes)


def a_set(
    exercise: str = "bird_dog",
    level: int = 1,
    *,
    item: int = 0,
    number: int = 1,
    done: float = 1.0,
    mode: Mode = Mode.REPS,
    planned: int = 10,
    skipped: bool = False,
    replaced: bool = False,
    stands_in_for: str | None = None,
    spared: bool = False,
) -> SetRecord:
    """A set of `planned` repetitions of 4 s, or of `planned` seconds; `done` is the share."""
    seconds = planned * 4.0 if mode is Mode.REPS else float(planned)
    whole = planned if mode is Mode.REPS else 1
    return SetRecord(
        item=item,
        section=Section.MAIN,
        exercise=exercise,
        level=level,
        mode=mode,
        side=Side.BOTH,
        number=number,
        planned=Work(whole, seconds),
        done=Work(int(whole * done + 1e-9), seconds * done),
        skipped=skipped,
        replaced=replaced,
        stands_in_for=stands_in_for,
        spared=spared,
    )


def sets_of(items: Sequence[tuple[str, int]], share: float = 1.0) -> tuple[SetRecord, ...]:
    """Two sets per item, of which the first `share` of items are done and the rest are not."""
    done = round(len(items) * share)
    return tuple(
        a_set(
            exercise,
            level,
            item=index,
            number=number,
            done=1.0 if index < done else 0.0,
            skipped=index >= done,
        )
        for index, (exercise, level) in enumerate(items)
        for number in (1, 2)
    )


def a_report(pain: int, item: int = 0, *, leg: bool = False) -> PainReport:
    """One press of "this hurts"."""
    return PainReport(
        item=item,
        exercise="bird_dog",
        level=1,
        side=Side.BOTH,
        number=1,
        second=5.0,
        pain=pain,
        answer=Answer.END if leg else Answer.GO_ON,
        leg=leg,
    )


def a_check_in(
    number: int,
    pain: int = 2,
    *,
    hour: float = 8,
    symptoms: tuple[str, ...] = (),
    offset_minutes: int = 0,
    id: str | None = None,
) -> CheckIn:
    """A check-in on day `number`, in the morning unless told otherwise."""
    return CheckIn(
        id=id or f"check-in-{number}-{hour}",
        at=moment(number, hour, offset_minutes),
        pain=pain,
        symptoms=symptoms,
        outcome="urgent" if symptoms else "go",
    )


def a_session(
    number: int,
    *,
    stage: int = 1,
    pain_before: int | None = 2,
    worst_pain: int | None = 2,
    effort: int = 5,
    share: float = 1.0,
    items: Sequence[tuple[str, int]] | None = None,
    sets: tuple[SetRecord, ...] | None = None,
    hour: float = 18,
    minutes: int = 20,
    offset_minutes: int = 0,
    speed: float = 1.0,
    symptoms: tuple[str, ...] = (),
    reports: tuple[PainReport, ...] = (),
    id: str | None = None,
    kind: SessionKind = SessionKind.MAIN,
) -> SessionRecord:
    """A session on day `number`, in the evening unless told otherwise.

    With `pain_before` None there is no check-in, with `worst_pain` None there are no ratings.
    """
    id = id or f"session-{number}-{hour}"
    started = moment(number, hour, offset_minutes)
    ended = started + timedelta(minutes=minutes)
    return SessionRecord(
        id=id,
        started_at=started,
        ended_at=ended,
        utc_offset_minutes=offset_minutes,
        status=Status.COMPLETED if share == 1 else Status.PARTIAL,
        stage=stage,
        template=f"stage_{stage}",
        length=Length.STANDARD,
        programme_version="2",
        app_version="0",
        planned_seconds=minutes * 60,
        active_seconds=minutes * 60.0 * share,
        sets=sets_of(items or STAGE_ITEMS[stage], share) if sets is None else sets,
        check_in=None
        if pain_before is None
        else CheckIn(
            f"before-{id}",
            started - timedelta(minutes=1),
            pain_before,
            symptoms,
            "urgent" if symptoms else "go",
            rehearsal=speed != 1,
        ),
        pain_reports=reports,
        ratings=None
        if worst_pain is None
        else Ratings(ended + timedelta(minutes=1), worst_pain, effort),
        speed=speed,
        kind=kind,
    )


def a_choice(number: int, decision: StageDecision, stage: int, *, hour: float = 12) -> StageChoice:
    """A choice about the stage on day `number`, at noon unless told otherwise."""
    return StageChoice(
        f"choice-{number}-{hour}-{decision}-{stage}", moment(number, hour), decision, stage
    )


def a_morning(
    number: int,
    pain: int = 2,
    *,
    after: int | None = None,
    session: str | None = None,
    given: int | None = None,
    hour: float = 8,
    back_to_usual: bool | None = True,
    id: str | None = None,
) -> Morning:
    """How the back was on getting up on day `number`, told on that day or on day `given`.

    It is about the evening's session of the day before, of day `after`, or about `session`.
    """
    session = session or f"session-{number - 1 if after is None else after}-18"
    told = number if given is None else given
    return Morning(
        id=id or f"morning-{number}-{session}-{told}-{hour}",
        at=moment(told, hour),
        session=session,
        day=day(number),
        pain=pain,
        back_to_usual=back_to_usual,
    )


Fact = (
    SessionRecord | CheckIn | StageChoice | Morning | Profile | FlareReport | Measures | Screening
)


def a_profile(
    number: int = 0,
    *,
    hour: float = 0,
    tags: Sequence[str] = (),
    clinician_ok: Sequence[str] = (),
    equipment: Sequence[str] | None = None,
    usual_pain: int | None = None,
    length: Length | None = None,
    sessions_a_week: int = 3,
    activities: Sequence[str] = (),
    trains_already: bool = False,
    unit: WeightUnit = WeightUnit.KG,
) -> Profile:
    """What somebody said of themselves on day `number`."""
    return Profile(
        id=f"profile-{number}-{hour:g}",
        at=moment(number, hour),
        tags=tuple(tags),
        clinician_ok=tuple(clinician_ok),
        equipment=None if equipment is None else tuple(equipment),
        usual_pain=usual_pain,
        length=length,
        sessions_a_week=sessions_a_week,
        activities=tuple(activities),
        trains_already=trains_already,
        unit=unit,
    )


def told(
    number: int,
    pain: int | None = None,
    activities: Mapping[str, int] | None = None,
    *,
    hour: float = 9,
) -> Measures:
    """The outcome measures as they were told on day `number`: average pain, own activities."""
    rated = tuple(Activity(words, score) for words, score in (activities or {}).items())
    return Measures(f"measures-{number}-{hour:g}", moment(number, hour), pain, rated)


def a_flare(number: int, *, hour: float = 12) -> FlareReport:
    """ "This feels like a flare", pressed on day `number`."""
    return FlareReport(f"flare-{number}-{hour:g}", moment(number, hour))


def a_log(*facts: Fact, own_check_ins: bool = True) -> Log:
    """A log of these facts, in the order given.

    With `own_check_ins` those of the sessions are listed among the check-ins too.
    """
    sessions = tuple(fact for fact in facts if isinstance(fact, SessionRecord))
    own = tuple(session.check_in for session in sessions if session.check_in is not None)
    return Log(
        sessions=sessions,
        check_ins=(own if own_check_ins else ())
        + tuple(fact for fact in facts if isinstance(fact, CheckIn)),
        choices=tuple(fact for fact in facts if isinstance(fact, StageChoice)),
        mornings=tuple(fact for fact in facts if isinstance(fact, Morning)),
        profiles=tuple(fact for fact in facts if isinstance(fact, Profile)),
        flares=tuple(fact for fact in facts if isinstance(fact, FlareReport)),
        measures=tuple(fact for fact in facts if isinstance(fact, Measures)),
        screenings=tuple(fact for fact in facts if isinstance(fact, Screening)),
    )

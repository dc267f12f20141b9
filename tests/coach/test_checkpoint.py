"""Going on from an earlier walk gives what the whole walk gives, or is not done at all."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import UTC, date, datetime, time
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach import insight, mornings, screening
from backcoach.coach.checkpoint import (
    Known,
    carries_on,
    go_on,
    known_after,
    known_of,
    recent_of,
    together,
)
from backcoach.coach.profile import Weight, WeightUnit
from backcoach.coach.progression import Standing, standing, standing_of, walked
from backcoach.coach.questions import ClearanceKind, Lock
from backcoach.coach.session import (
    CheckIn,
    Clearance,
    Kind,
    Log,
    Morning,
    Screening,
    SessionRecord,
)
from tests.coach.test_flare_always import histories
from tests.coach.test_progression_always import (
    check_ins_drawn,
    choices_drawn,
    easy_weeks,
    mornings_drawn,
    sessions_drawn,
)
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.levels import IN_STAGE_2
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
    moment,
    told,
)
from tests.support.weeks import first_weeks, next_weeks

TODAY = day(200)
EXERCISES = catalogue().exercises

RULES = programme().absence

ANY_DAY = st.integers(0, 80)


@st.composite
def trained_drawn(draw: st.DrawFn) -> SessionRecord:
    """A session of any kind, with weights held and exercises that left the back sore."""
    session = draw(sessions_drawn)
    kind = draw(st.sampled_from([Kind.MAIN, Kind.MAIN, Kind.FLARE, Kind.REST_DAY]))
    weight = draw(
        st.none() | st.builds(Weight, st.sampled_from([4.0, 10.0]), st.just(WeightUnit.KG))
    )
    sore = draw(st.sampled_from([(), (), ("bird_dog",), ("romanian_deadlift", "bridge")]))
    return replace(
        session,
        kind=kind,
        sets=tuple(replace(each, weight=weight) for each in session.sets),
        ratings=None if session.ratings is None else replace(session.ratings, sore=sore),
    )


@st.composite
def getting_up_drawn(draw: st.DrawFn) -> Morning:
    """A morning about no session, as told of in a flare-up."""
    number = draw(ANY_DAY)
    told = a_morning(number, draw(st.integers(0, 8)), back_to_usual=draw(st.booleans()))
    return replace(told, session=None, id=f"up-{number}")


@st.composite
def signs_drawn(draw: st.DrawFn) -> CheckIn:
    """Signs that ended a session, told of a little before it was stored to the end."""
    number = draw(ANY_DAY)
    told = a_check_in(number, hour=18.2, symptoms=("fever",), id=f"signs-{number}")
    return replace(told, during=f"session-{number}-18")


profiles_drawn = st.builds(
    a_profile,
    ANY_DAY,
    hour=st.sampled_from([0.0, 10.0]),
    tags=st.sampled_from([(), ("knee_pain",), ("high_blood_pressure",), ("no_floor",)]),
    usual_pain=st.none() | st.integers(0, 8),
    trains_already=st.booleans(),
    unit=st.sampled_from(WeightUnit),
)
told_drawn = st.builds(
    told,
    ANY_DAY,
    st.none() | st.integers(0, 10),
    st.dictionaries(st.sampled_from(["socks", "stairs"]), st.integers(0, 10), max_size=2),
)
facts_drawn = st.lists(
    trained_drawn()
    | check_ins_drawn
    | mornings_drawn
    | choices_drawn
    | getting_up_drawn()
    | signs_drawn()
    | profiles_drawn
    | st.builds(a_flare, ANY_DAY, hour=st.sampled_from([6, 12, 20]))
    | told_drawn,
    max_size=30,
    unique_by=lambda fact: fact.id,
)
cuts_drawn = st.lists(st.integers(0, 90), min_size=1, max_size=3)
weeks_drawn = easy_weeks | st.builds(lambda each: dict(enumerate([IN_STAGE_2, *each])), histories())


def whole(log: Log) -> Standing:
    return standing(log, programme(), TODAY, exercises=EXERCISES)


def gone_on(known: Known, before: Log, new: Log) -> Standing:
    replay = walked(before, programme(), TODAY, exercises=EXERCISES)
    replay = pickle.loads(pickle.dumps(replay))
    go_on(replay, known, new, TODAY)
    replay.pass_days(TODAY)
    return standing_of(replay, TODAY)


def split(log: Log, number: int) -> tuple[Log, Log]:
    """What was written down before noon of day `number`, and the rest."""
    at = moment(number, 12)
    parts: tuple[dict[str, tuple[object, ...]], ...] = ({}, {})
    for each in fields(Log):
        facts = getattr(log, each.name)
        early = [getattr(fact, "started_at", None) or fact.at for fact in facts]
        parts[0][each.name] = tuple(f for f, t in zip(facts, early, strict=True) if t < at)
        parts[1][each.name] = tuple(f for f, t in zip(facts, early, strict=True) if t >= at)
    return Log(**parts[0]), Log(**parts[1])  # type: ignore[arg-type]


@examples(80)
@given(
    weeks_drawn, facts_drawn, st.lists(st.integers(0, 90), min_size=1, max_size=3), st.booleans()
)
def test_where_it_may_go_on_it_comes_to_the_same(
    weeks: dict[int, Fact], facts: list[Fact], days: list[int], own_check_ins: bool
) -> None:
    log = a_log(*weeks.values(), *facts, own_check_ins=own_check_ins)
    before, rest = split(log, min(days))
    known = known_of(before, RULES)
    for number in [*sorted(days)[1:], 500]:
        new, rest = split(rest, number)
        if known is None or not carries_on(known, new, TODAY):
            return
        assert gone_on(known, before, new) == whole(together(before, new))
        before, known = together(before, new), known_after(known, new, RULES)


def test_it_goes_on_through_ordinary_weeks() -> None:
    log = a_log(*next_weeks().values(), *(a_morning(each, after=each - 1) for each in (1, 16, 30)))
    for number in range(1, 45, 4):
        before, new = split(log, number)
        known = known_of(before, RULES)
        assert known is not None
        assert carries_on(known, new, TODAY)
        assert gone_on(known, before, new) == whole(log)


def test_it_goes_on_through_a_flare_up_and_all_else_that_is_told() -> None:
    ladder = a_session(2, stage=2, items=[("romanian_deadlift", 2)], kind=Kind.FLARE)
    held = tuple(replace(each, weight=Weight(8.0, WeightUnit.KG)) for each in ladder.sets)
    log = a_log(
        a_profile(0, usual_pain=2, trains_already=True),
        a_session(0, share=0.7),
        a_flare(1, hour=9),
        *(replace(a_morning(each, 3, id=f"up-{each}"), session=None) for each in (2, 3, 4)),
        replace(ladder, sets=held),
        replace(a_check_in(4, symptoms=("fever",), hour=18.3), during="session-4-18"),
        a_session(4),
        a_profile(5, tags=("knee_pain",), unit=WeightUnit.LB),
        told(5, 4, {"socks": 3}),
        a_session(6, worst_pain=7),
        a_session(30),
    )
    seen = set()
    for number in (1, 2, 3, 4, 5, 6, 20, 31):
        before, new = split(log, number)
        known = known_of(before, RULES)
        assert known is not None
        assert carries_on(known, new, TODAY)
        assert gone_on(known, before, new) == whole(log)
        seen |= {standing(before, programme(), day(number), exercises=EXERCISES).flare is None}
    assert seen == {True, False}


def test_it_goes_on_from_a_morning_about_a_session_before() -> None:
    before, new = (
        a_log(*first_weeks().values()),
        a_log(a_morning(14, pain=6, session="session-12-18")),
    )
    known = known_of(before, RULES)
    assert known is not None
    assert carries_on(known, new, TODAY)
    assert gone_on(known, before, new) == whole(together(before, new))


WEEKS = a_log(*first_weeks().values(), a_check_in(13, hour=9, id="loose"))


def test_it_does_not_go_on_where_the_past_changes() -> None:
    known = known_of(WEEKS, RULES)
    assert known is not None
    assert not carries_on(known, a_log(a_session(4)), TODAY), "in between"
    assert not carries_on(known, a_log(a_check_in(13, hour=9)), TODAY), "at the same instant"
    assert not carries_on(known, Log(), day(12)), "on a day before the last"


def test_it_does_not_go_on_where_a_rehearsal_is_told_of() -> None:
    known = known_of(a_log(*first_weeks().values(), a_session(11, speed=20, id="fast")), RULES)
    assert known is not None
    assert not carries_on(known, a_log(a_morning(14, session="fast")), TODAY)


def test_it_does_not_go_on_where_a_known_morning_finds_its_session() -> None:
    known = known_of(a_log(*first_weeks().values(), a_morning(13, session="later")), RULES)
    assert known is not None
    assert not carries_on(known, a_log(a_session(15, id="later")), TODAY)


def test_it_does_not_go_on_where_a_check_in_finds_its_session_or_the_other_way_round() -> None:
    session = a_session(15, id="late")
    assert session.check_in is not None
    loose = a_check_in(13, hour=9, id=session.check_in.id)
    known = known_of(a_log(*first_weeks().values(), loose), RULES)
    assert known is not None
    assert not carries_on(known, a_log(session), TODAY)

    unlisted = known_of(a_log(*first_weeks().values(), session, own_check_ins=False), RULES)
    assert unlisted is not None
    late = a_check_in(17, id=session.check_in.id)
    assert not carries_on(unlisted, a_log(late), TODAY)


def test_without_a_session_there_is_nothing_to_go_on_from() -> None:
    assert known_of(a_log(a_check_in(1), a_profile(1), a_session(2, speed=10)), RULES) is None


# What is answered from the recent part

screenings = st.builds(
    lambda number, yes: Screening(
        f"screening-{number}", moment(number, 10), "1", yes, Lock.URGENT if yes else Lock.NONE
    ),
    st.integers(0, 80),
    st.sampled_from([(), (), ("one_leg",)]),
)
clearances = st.builds(
    lambda number, of: Clearance(
        f"clearance-{number}", moment(number, 11), f"screening-{of}", ClearanceKind.CHECKED
    ),
    st.integers(0, 80),
    st.integers(0, 80),
)


@given(
    weeks_drawn,
    facts_drawn,
    st.tuples(
        st.lists(screenings, max_size=4, unique_by=lambda each: each.id),
        st.lists(clearances, max_size=2, unique_by=lambda each: each.id),
    ),
    st.integers(0, 90),
    st.integers(0, 150),
)
def test_the_recent_part_gives_the_same_answers(
    weeks: dict[int, Fact],
    facts: list[Fact],
    safety: tuple[list[Screening], list[Clearance]],
    cut: int,
    today: int,
) -> None:
    plain = a_log(*weeks.values(), *facts)
    log = together(plain, Log(screenings=tuple(safety[0]), clearances=tuple(safety[1])))
    before, new = split(log, cut)
    recent = together(recent_of(before, RULES), new)
    for number in (cut, today, today + 60):
        if day(number) >= last_day(before):
            assert answers(recent, number) == answers(log, number)
        if day(number) >= last_day(log):
            assert answers(recent_of(recent, RULES), number) == answers(log, number)


@st.composite
def years_drawn(draw: st.DrawFn) -> list[Fact]:
    """Sessions with pauses around the length of a break, here and there; answers in between."""
    facts: list[Fact] = []
    number = 0
    for _ in range(draw(st.integers(2, 10))):
        number += draw(st.sampled_from([0, 1, 2, 5, 11, 12, 13, 14, 15, 27, 28, 29, 60, 90]))
        session = a_session(
            number,
            share=draw(st.sampled_from([0.0, 1.0, 1.0, 1.0])),
            hour=draw(st.sampled_from([0.5, 7.0, 12.0, 23.5])),
            offset_minutes=draw(st.sampled_from([-600, 0, 0, 120, 720])),
            kind=draw(st.sampled_from([Kind.MAIN, Kind.MAIN, Kind.FLARE])),
            speed=draw(st.sampled_from([1.0, 1.0, 1.0, 20.0])),
        )
        facts.append(session)
        if draw(st.booleans()):
            facts.append(a_morning(number + 1, session=session.id))
        later, hour = number + draw(st.integers(0, 6)), draw(st.sampled_from([1.0, 9.0, 23.0]))
        if draw(st.booleans()):
            facts.append(told(later, draw(st.none() | st.just(4)), {"socks": 3}, hour=hour))
        if draw(st.sampled_from([True, False, False])):
            pain = draw(st.none() | st.integers(0, 3))
            facts.append(a_profile(later, hour=hour, usual_pain=pain))
    return list({fact.id: fact for fact in facts}.values())


@examples(60)
@given(years_drawn(), st.floats(0.0, 1.0), st.booleans())
def test_the_recent_part_of_years_tells_the_same_weeks(
    facts: list[Fact], share: float, again: bool
) -> None:
    log = a_log(*facts)
    ends = last_day(log)
    before, new = split(log, round(share * (ends - day(0)).days))
    recent = together(recent_of(before, RULES), new)
    first = last_day(before)
    if again:
        recent, first = recent_of(recent, RULES), ends
    begins = (first - day(0)).days
    for number in (*range(begins, begins + 30, 2), *range(begins + 30, begins + 200, 17)):
        assert answers(recent, number) == answers(log, number)


def test_the_recent_part_knows_on_which_day_something_was_told() -> None:
    far_east = a_session(5, offset_minutes=720)
    log = a_log(a_session(0), far_east, a_session(9), told(6, 4, hour=23))
    for number in range(9, 15):
        assert answers(recent_of(log, RULES), number) == answers(log, number)


def test_the_recent_part_knows_the_main_session_of_the_last_day() -> None:
    later = a_session(3, hour=20, kind=Kind.FLARE)
    log = a_log(a_session(0), a_session(3, hour=9), later)
    assert answers(recent_of(log, RULES), 4) == answers(log, 4)


def test_the_recent_part_knows_the_last_day_on_which_something_was_done() -> None:
    log = a_log(a_session(0), a_session(9), a_session(11, share=0.0))
    for number in range(11, 60):
        assert answers(recent_of(log, RULES), number) == answers(log, number)


def last_day(log: Log) -> date:
    """The last local day of `log`, as far as a day can be told of it."""
    known = known_of(log, RULES)
    return day(0) if known is None else known.last_day


def answers(log: Log, number: int) -> tuple[object, ...]:
    questions = catalogue().safety.screening
    now = datetime.combine(day(number), time(12), UTC)
    real = [each for each in log.sessions if not each.is_rehearsal]
    last = max(real, key=lambda each: (each.started_at, each.id), default=None)
    return (
        screening.screening_due(log, questions, now),
        screening.standing_lock(log, questions),
        mornings.morning_due(log, day(number), programme().readiness),
        insight.measures_due(log, day(number), programme()),
        insight.measures_due(log, day(number), programme(), put_off=day(number - 3)),
        insight.course_on(log, day(number), programme()),
        max(log.profiles, key=attrgetter("at", "id"), default=None),
        last,
    )

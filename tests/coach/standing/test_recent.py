"""The recent part of a log gives the same answers as the whole log."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from operator import attrgetter

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence import mornings
from backcoach.coach.model.records import Clearance, Log, Screening, SessionKind
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.review import schedule
from backcoach.coach.safety import screening
from backcoach.coach.standing.checkpoint import checkpoint_of, joined, recent_of
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.logs import (
    Fact,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
    moment,
    told,
)
from tests.support.random_weeks import RULES, facts_drawn, split, weeks_drawn

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
    log = joined(plain, Log(screenings=tuple(safety[0]), clearances=tuple(safety[1])))
    before, new = split(log, cut)
    recent = joined(recent_of(before, RULES), new)
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
            kind=draw(st.sampled_from([SessionKind.MAIN, SessionKind.MAIN, SessionKind.FLARE])),
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
    recent = joined(recent_of(before, RULES), new)
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
    later = a_session(3, hour=20, kind=SessionKind.FLARE)
    log = a_log(a_session(0), a_session(3, hour=9), later)
    assert answers(recent_of(log, RULES), 4) == answers(log, 4)


def test_the_recent_part_knows_the_last_day_on_which_something_was_done() -> None:
    log = a_log(a_session(0), a_session(9), a_session(11, share=0.0))
    for number in range(11, 60):
        assert answers(recent_of(log, RULES), number) == answers(log, number)


def last_day(log: Log) -> date:
    """The last local day of `log`, as far as a day can be told of it."""
    known = checkpoint_of(log, RULES)
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
        schedule.measures_due(log, day(number), programme()),
        schedule.measures_due(log, day(number), programme(), put_off=day(number - 3)),
        schedule.course_on(log, day(number), programme()),
        max(log.profiles, key=attrgetter("at", "id"), default=None),
        last,
    )

"""Going on from an earlier walk gives what the whole walk gives, or is not done at all."""

from __future__ import annotations

import pickle
from dataclasses import fields
from datetime import UTC, datetime, time

from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach import mornings, screening
from backcoach.coach.checkpoint import (
    Known,
    carries_on,
    go_on,
    known_after,
    known_of,
    recent_of,
    together,
)
from backcoach.coach.progression import Standing, standing, standing_of, walked
from backcoach.coach.questions import ClearanceKind, Lock
from backcoach.coach.session import Clearance, Log, Screening
from tests.coach.test_progression_always import (
    check_ins_drawn,
    choices_drawn,
    easy_weeks,
    mornings_drawn,
    sessions_drawn,
)
from tests.support.content import catalogue, programme
from tests.support.logs import Fact, a_check_in, a_log, a_morning, a_profile, a_session, day, moment
from tests.support.weeks import first_weeks, next_weeks

TODAY = day(200)
EXERCISES = catalogue().exercises

facts_drawn = st.lists(
    sessions_drawn | check_ins_drawn | mornings_drawn | choices_drawn,
    max_size=30,
    unique_by=lambda fact: fact.id,
)


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


@settings(max_examples=200)
@given(easy_weeks, facts_drawn, st.lists(st.integers(0, 90), min_size=1, max_size=3), st.booleans())
def test_where_it_may_go_on_it_comes_to_the_same(
    weeks: dict[int, Fact], facts: list[Fact], days: list[int], own_check_ins: bool
) -> None:
    log = a_log(*weeks.values(), *facts, own_check_ins=own_check_ins)
    before, rest = split(log, min(days))
    known = known_of(before)
    for number in [*sorted(days)[1:], 500]:
        new, rest = split(rest, number)
        if known is None or not carries_on(known, new, TODAY):
            return
        assert gone_on(known, before, new) == whole(together(before, new))
        before, known = together(before, new), known_after(known, new)


def test_it_goes_on_through_ordinary_weeks() -> None:
    log = a_log(*next_weeks().values(), *(a_morning(each, after=each - 1) for each in (1, 16, 30)))
    for number in range(1, 45, 4):
        before, new = split(log, number)
        known = known_of(before)
        assert known is not None
        assert carries_on(known, new, TODAY)
        assert gone_on(known, before, new) == whole(log)


def test_it_goes_on_from_a_morning_about_a_session_before() -> None:
    before, new = (
        a_log(*first_weeks().values()),
        a_log(a_morning(14, pain=6, session="session-12-18")),
    )
    known = known_of(before)
    assert known is not None
    assert carries_on(known, new, TODAY)
    assert gone_on(known, before, new) == whole(together(before, new))


WEEKS = a_log(*first_weeks().values(), a_check_in(13, hour=9, id="loose"))


def test_it_does_not_go_on_where_the_past_changes() -> None:
    known = known_of(WEEKS)
    assert known is not None
    assert not carries_on(known, a_log(a_session(4)), TODAY), "in between"
    assert not carries_on(known, a_log(a_check_in(13, hour=9)), TODAY), "at the same instant"
    assert not carries_on(known, Log(), day(12)), "on a day before the last"


def test_it_does_not_go_on_where_a_rehearsal_is_told_of() -> None:
    known = known_of(a_log(*first_weeks().values(), a_session(11, speed=20, id="fast")))
    assert known is not None
    assert not carries_on(known, a_log(a_morning(14, session="fast")), TODAY)


def test_it_does_not_go_on_where_a_known_morning_finds_its_session() -> None:
    known = known_of(a_log(*first_weeks().values(), a_morning(13, session="later")))
    assert known is not None
    assert not carries_on(known, a_log(a_session(15, id="later")), TODAY)


def test_it_does_not_go_on_where_a_check_in_finds_its_session_or_the_other_way_round() -> None:
    session = a_session(15, id="late")
    assert session.check_in is not None
    loose = a_check_in(13, hour=9, id=session.check_in.id)
    known = known_of(a_log(*first_weeks().values(), loose))
    assert known is not None
    assert not carries_on(known, a_log(session), TODAY)

    unlisted = known_of(a_log(*first_weeks().values(), session, own_check_ins=False))
    assert unlisted is not None
    late = a_check_in(17, id=session.check_in.id)
    assert not carries_on(unlisted, a_log(late), TODAY)


def test_without_a_session_there_is_nothing_to_go_on_from() -> None:
    assert known_of(a_log(a_check_in(1), a_profile(1), a_session(2, speed=10))) is None


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
    easy_weeks,
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
    assert answers(together(recent_of(before), new), today) == answers(log, today)
    assert answers(recent_of(together(recent_of(before), new)), today) == answers(log, today)


def answers(log: Log, number: int) -> tuple[object, ...]:
    questions = catalogue().safety.screening
    now = datetime.combine(day(number), time(12), UTC)
    real = [each for each in log.sessions if not each.is_rehearsal]
    last = max(real, key=lambda each: (each.started_at, each.id), default=None)
    return (
        screening.screening_due(log, questions, now),
        screening.standing_lock(log, questions),
        mornings.morning_due(log, day(number), programme().readiness),
        last,
    )

"""Strategies for random weeks, and for logs divided in two."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import strategies as st

from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import CheckIn, Log, Morning, SessionKind, SessionRecord
from tests.support.content import catalogue, programme
from tests.support.levels import IN_STAGE_2
from tests.support.logs import Fact, a_check_in, a_flare, a_morning, a_profile, moment, told
from tests.support.random_facts import (
    check_ins_drawn,
    choices_drawn,
    easy_weeks,
    mornings_drawn,
    sessions_drawn,
)
from tests.support.random_histories import histories

EXERCISES = catalogue().exercises
RULES = programme().absence
ANY_DAY = st.integers(0, 80)


@st.composite
def trained_drawn(draw: st.DrawFn) -> SessionRecord:
    """A session of any kind, with weights held and exercises that left the back sore."""
    session = draw(sessions_drawn)
    kind = draw(
        st.sampled_from(
            [SessionKind.MAIN, SessionKind.MAIN, SessionKind.FLARE, SessionKind.REST_DAY]
        )
    )
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
    tags=st.sampled_from([(), ("knee_pain",), ("hypertension",), ("no_floor",), ("balance",)]),
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


@st.composite
def anywhere(draw: st.DrawFn, facts: st.SearchStrategy[Fact]) -> Fact:
    """A fact that was told somewhere on earth, or before that was kept with it."""
    fact, offset = draw(facts), draw(st.sampled_from([None, None, 0, -600, 720]))
    if offset is None or isinstance(fact, SessionRecord):
        return fact
    return replace(fact, utc_offset_minutes=offset)


facts_drawn = st.lists(
    anywhere(
        trained_drawn()
        | check_ins_drawn
        | mornings_drawn
        | choices_drawn
        | getting_up_drawn()
        | signs_drawn()
        | profiles_drawn
        | st.builds(a_flare, ANY_DAY, hour=st.sampled_from([6, 12, 20]))
        | told_drawn
    ),
    max_size=30,
    unique_by=lambda fact: fact.id,
)

weeks_drawn = easy_weeks | st.builds(lambda each: dict(enumerate([IN_STAGE_2, *each])), histories())


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

"""What holds for every log there can be."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.progression import standing
from backcoach.coach.session import Decision, Morning, SessionRecord
from tests.support.content import programme
from tests.support.examples import examples
from tests.support.logs import Fact, a_check_in, a_choice, a_log, a_morning, a_session, day
from tests.support.weeks import after, first_weeks, next_weeks

pains = st.integers(min_value=0, max_value=8)
sessions_drawn = st.builds(
    a_session,
    st.integers(min_value=0, max_value=80),
    stage=st.sampled_from([1, 1, 2, 3]),
    pain_before=st.none() | pains,
    worst_pain=st.none() | pains,
    effort=st.integers(min_value=2, max_value=8),
    share=st.sampled_from([0.0, 0.5, 0.7, 0.8, 1.0, 1.0, 1.0]),
    hour=st.sampled_from([7.0, 12.0, 23.5]),
    speed=st.sampled_from([1.0, 1.0, 1.0, 20.0]),
    offset_minutes=st.sampled_from([-600, 0, 0, 120]),
)
check_ins_drawn = st.builds(
    a_check_in,
    st.integers(min_value=0, max_value=80),
    pains,
    hour=st.sampled_from([6.0, 9.0]),
    symptoms=st.sampled_from([(), (), (), ("fever",)]),
)
choices_drawn = st.builds(
    a_choice,
    st.integers(min_value=0, max_value=80),
    st.sampled_from(Decision),
    st.integers(min_value=1, max_value=3),
)


@st.composite
def _mornings(draw: st.DrawFn) -> Morning:
    """An answer about any session that may be drawn, of itself or from the easy weeks, or none."""
    about = draw(st.integers(min_value=0, max_value=80))
    hour = draw(st.sampled_from(["7.0", "12.0", "23.5", "18", "18", "18"]))
    return a_morning(
        about + 1,
        draw(pains),
        session=f"session-{about}-{hour}",
        given=about + draw(st.sampled_from([1, 1, 1, 2, 9])),
        hour=draw(st.sampled_from([7.5, 9.0])),
    )


mornings_drawn = _mornings()
some_facts = st.lists(
    sessions_drawn | check_ins_drawn | mornings_drawn, max_size=40, unique_by=lambda fact: fact.id
)
easy_weeks = st.sampled_from([{}, first_weeks(), next_weeks()])


@given(easy_weeks, some_facts, st.lists(choices_drawn, max_size=3), st.randoms())
@examples(30)
def test_the_order_of_the_log_does_not_matter(
    weeks: dict[int, Fact], facts: list[Fact], choices: list[Fact], chance: Random
) -> None:
    listed = [*weeks.values(), *facts, *choices]
    shuffled = list(listed)
    chance.shuffle(shuffled)
    assert after(90, *shuffled) == after(90, *listed)


@given(easy_weeks, some_facts)
@examples(30)
def test_only_a_long_break_takes_a_stage_away(weeks: dict[int, Fact], facts: list[Fact]) -> None:
    log = a_log(*weeks.values(), *facts)
    seen = [standing(log, programme(), day(number)) for number in range(0, 120, 3)]
    for earlier, later in pairwise(seen):
        if later.stage < earlier.stage:
            assert "without a session" in later.changes[-1].reason


@given(easy_weeks, some_facts)
@examples(30)
def test_one_stage_at_a_time_and_never_two_for_one_session(
    weeks: dict[int, Fact], facts: list[Fact]
) -> None:
    here = after(120, *weeks.values(), *facts)
    stages = [1, *(change.to_stage for change in here.changes)]
    assert [change.from_stage for change in here.changes] == stages[:-1]
    assert here.stage == stages[-1]
    assert all(abs(new - old) == 1 for old, new in pairwise(stages))
    opened = [change.on for change in here.changes if change.to_stage > change.from_stage]
    assert len(set(opened)) == len(opened)


@given(easy_weeks, some_facts, st.integers(min_value=0, max_value=80))
@examples(30)
def test_the_answer_of_a_day_does_not_depend_on_later_days(
    weeks: dict[int, Fact], facts: list[Fact], number: int
) -> None:
    everything = [*weeks.values(), *map(in_utc, facts)]
    known = [fact for fact in everything if local_day_of(fact) <= day(number)]
    assert after(number, *everything) == after(number, *known)


def in_utc(fact: Fact) -> Fact:
    return replace(fact, utc_offset_minutes=0) if isinstance(fact, SessionRecord) else fact


def local_day_of(fact: Fact) -> date:
    return (fact.started_at if isinstance(fact, SessionRecord) else fact.at).date()


@given(easy_weeks, some_facts)
@examples(30)
def test_what_was_reached_yesterday_is_still_there_today(
    weeks: dict[int, Fact], facts: list[Fact]
) -> None:
    log = a_log(*weeks.values(), *facts)
    changes = [standing(log, programme(), day(number)).changes for number in range(0, 100, 7)]
    for earlier, later in pairwise(changes):
        assert later[: len(earlier)] == earlier

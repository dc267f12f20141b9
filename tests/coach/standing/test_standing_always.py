"""Properties of the standing that hold for every log."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.standing.standing import standing
from tests.support.content import programme
from tests.support.examples import examples
from tests.support.logs import Fact, a_log, day
from tests.support.random_facts import choices_drawn, easy_weeks, local_day_of, some_facts
from tests.support.weeks import after


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


@given(easy_weeks, some_facts)
@examples(30)
def test_what_was_reached_yesterday_is_still_there_today(
    weeks: dict[int, Fact], facts: list[Fact]
) -> None:
    log = a_log(*weeks.values(), *facts)
    changes = [standing(log, programme(), day(number)).changes for number in range(0, 100, 7)]
    for earlier, later in pairwise(changes):
        assert later[: len(earlier)] == earlier

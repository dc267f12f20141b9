"""Properties of the measures and the review that hold for every log."""

from __future__ import annotations

from dataclasses import fields, replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import Log, SessionRecord
from backcoach.coach.review.review import Band, Review, review
from backcoach.coach.review.schedule import measures_due
from backcoach.coach.standing.standing import standing
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.logs import Fact, a_flare, a_log, a_profile, a_session, day, told
from tests.support.random_facts import check_ins_drawn, local_day_of, mornings_drawn
from tests.support.reviews import due_on, weekly

scores = st.integers(min_value=0, max_value=10)
days = st.integers(min_value=-5, max_value=220)
sessions_drawn = st.builds(
    a_session,
    days,
    pain_before=st.none() | scores,
    worst_pain=st.none() | scores,
    effort=scores,
    share=st.sampled_from([0.0, 0.7, 0.8, 1.0, 1.0]),
    hour=st.sampled_from([7.0, 23.5]),
    speed=st.sampled_from([1.0, 1.0, 1.0, 20.0]),
)
told_drawn = st.builds(
    told,
    days,
    st.none() | scores,
    st.dictionaries(st.sampled_from(["socks", "stairs", "bed"]), scores, max_size=3),
)
profiles_drawn = st.builds(
    a_profile, days, usual_pain=st.none() | scores, sessions_a_week=st.integers(2, 4)
)
facts_drawn = st.lists(
    sessions_drawn
    | told_drawn
    | profiles_drawn
    | check_ins_drawn
    | mornings_drawn
    | st.builds(a_flare, days),
    max_size=30,
    unique_by=lambda fact: fact.id,
)
some_weeks = st.builds(weekly, st.integers(0, 13), pain=st.none() | scores)


def of(log: Log, number: int) -> Review | None:
    content = catalogue()
    here = standing(log, content.programme, day(number), exercises=content.exercises)
    return review(log, day(number), content.programme, here.levels)


def as_drawn(weeks: list[Fact], facts: list[Fact]) -> list[Fact]:
    """All of them, one of each id."""
    return list({fact.id: fact for fact in [*weeks, *facts]}.values())


@given(some_weeks, facts_drawn, st.randoms(), days)
@examples(30)
def test_the_order_of_the_log_does_not_matter(
    weeks: list[Fact], facts: list[Fact], chance: Random, number: int
) -> None:
    log = a_log(*as_drawn(weeks, facts))
    shuffled = Log(
        **{
            each.name: tuple(chance.sample(kept := getattr(log, each.name), len(kept)))
            for each in fields(log)
        }
    )
    assert of(shuffled, number) == of(log, number)
    rules = programme()
    assert measures_due(shuffled, day(number), rules) == measures_due(log, day(number), rules)


@given(some_weeks, facts_drawn, days)
@examples(30)
def test_nothing_after_today_counts(weeks: list[Fact], facts: list[Fact], number: int) -> None:
    everything = as_drawn(weeks, facts)
    known = [fact for fact in everything if local_day_of(fact) <= day(number)]
    assert of(a_log(*everything), number) == of(a_log(*known), number)
    assert due_on(number, *everything) == due_on(number, *known)


@given(some_weeks, facts_drawn, days, st.data())
@examples(30)
def test_a_record_taken_away_leaves_what_would_have_been(
    weeks: list[Fact], facts: list[Fact], number: int, data: st.DataObject
) -> None:
    everything = as_drawn(weeks, facts)
    if not everything:
        return
    gone = data.draw(st.sampled_from(everything))
    log = a_log(*everything)
    lists = {each.name: getattr(log, each.name) for each in fields(log)}
    own = gone.check_in if isinstance(gone, SessionRecord) else None
    without = replace(
        log,
        **{
            name: tuple(fact for fact in kept if fact is not gone and fact is not own)
            for name, kept in lists.items()
        },
    )
    others = a_log(*(fact for fact in everything if fact is not gone))
    of(log, number)
    assert of(without, number) == of(others, number)


@given(some_weeks, facts_drawn, days)
@examples(30)
def test_numbers_stay_within_their_bounds(
    weeks: list[Fact], facts: list[Fact], number: int
) -> None:
    found = of(a_log(*as_drawn(weeks, facts)), number)
    if found is None:
        return
    assert [week.number for week in found.weeks] == list(range(1, len(found.weeks) + 1))
    assert all(week.pain is None or 0 <= week.pain <= 10 for week in found.weeks)
    assert found.overall.done >= found.lately.done >= 0
    assert found.point is None or found.week >= found.point >= 4
    if found.verdict is not None:
        assert found.point is not None
        assert found.pain is not None or found.activities
    if found.pain is not None and found.pain.points <= -2:
        assert found.verdict in (Band.WORSE, None)

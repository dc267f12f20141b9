"""What a session and the morning after it do to the levels of a stage (`programme.md` §3.3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from backcoach.coach.evidence.completion import firsts_if_whole
from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.moves import take_morning, take_session
from backcoach.coach.levels.track import Rung, StandIn, Track, outcomes
from backcoach.coach.levels.up import at_the_top_by_weight
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import SessionRecord
from tests.coach.levels.test_before_a_session import book, on, ready, verdicts, went
from tests.support.content import programme
from tests.support.levels import did
from tests.support.logs import day

RULES = programme()
SQUAT, EASIER, HINGE = "squat", "sit_to_stand", "hip_hinge"


def take(found: LevelBook, session: SessionRecord, **today: object) -> SessionFacts:
    """Take a session on the first day, with what is known before it."""
    facts = facts_of(
        session, day(0), RULES.lights, usual=2, skills=frozenset(), week=(), known=False
    )
    take_session(found, session, firsts_if_whole(session), facts, on(0, worked=(), **today))
    return facts


def morning(found: LevelBook, facts: SessionFacts, settled: bool | None) -> None:
    """Take the answer about the morning after it."""
    facts.answer(settled, from_morning=True)
    take_morning(found, facts, day(1))


def rules(found: LevelBook) -> list[tuple[str, str]]:
    return [(each.exercise, each.rule) for each in found.decisions]


# A session


@pytest.mark.parametrize(
    ("how", "keeping", "level"),
    [
        ({"share": 0.5, "effort": 8}, False, 2),
        ({"share": 0.5, "effort": 8}, True, 3),
        ({"share": 0.5, "hurt": (0, 3)}, True, 2),
        ({"worst": 8}, True, 2),
        ({"effort": 9}, True, 3),
    ],
)
def test_who_keeps_what_they_have_goes_down_for_pain_alone(
    how: Mapping[str, object], keeping: bool, level: int
) -> None:
    track = Track(SQUAT, SQUAT, 3, raises=[1])
    take(book(track), did(0, (SQUAT, 3), **how), keeping=keeping)  # type: ignore[arg-type]
    assert track.level == level


def test_what_went_down_for_pain_does_not_go_down_for_effort_as_well() -> None:
    tracks = [Track(name, name, 3, raises=[number]) for number, name in enumerate((SQUAT, HINGE))]
    found = book(*tracks)
    take(found, did(0, (SQUAT, 3), (HINGE, 3), hurt=(0, 8), worst=8, effort=9))
    assert rules(found) == [(SQUAT, "level.down.red"), (HINGE, "level.down.effort")]


def test_an_exercise_swapped_by_the_user_comes_back_on_its_day_not_after_sessions() -> None:
    chosen = Track(SQUAT, SQUAT, 3, stand_in=StandIn(EASIER, 2, 3, until=day(9)))
    ruled = Track(HINGE, HINGE, 3, stand_in=StandIn("step_up", 2, 3))
    found = book(chosen, ruled)
    take(found, did(0, (EASIER, 2), ("step_up", 2)))
    assert chosen.stand_in is not None
    assert ruled.stand_in is not None
    assert (chosen.stand_in.left, ruled.stand_in.left) == (3, 2)


@pytest.mark.parametrize("worst", [2, 8])
def test_a_red_session_begins_the_count_of_soreness_anew_for_all(worst: int) -> None:
    found = book(Track(SQUAT, SQUAT, 2), Track(HINGE, HINGE, 1))
    found.soreness.settled = {SQUAT: 2, HINGE: 1, "cobra": 1}
    take(found, did(0, (SQUAT, 2), HINGE, hurt=(1, worst), worst=worst))
    calm = {SQUAT: 2, HINGE: 1, "cobra": 1}
    assert found.soreness.settled == ({"cobra": 1} if worst == 8 else calm)


@pytest.mark.parametrize(
    ("lowered", "how", "known", "begins"),
    [
        (False, {}, False, True),
        (True, {}, False, False),
        (True, {"worst": 8}, False, True),
        (True, {}, True, True),
    ],
)
def test_a_lowered_session_begins_no_level_of_its_own_but_for_what_went_badly(
    lowered: bool, how: Mapping[str, int], known: bool, begins: bool
) -> None:
    found = book(*([Track(SQUAT, SQUAT, 2)] if known else []))
    session = did(0, SQUAT, **how)  # type: ignore[arg-type]
    facts = facts_of(session, day(0), RULES.lights, usual=2, skills=frozenset(), week=())
    went_so = outcomes(session, None, facts, {SQUAT}, RULES.lights)
    short = RULES.stage(2).short_template
    assert short is not None
    assert bool(found.pairs(short, went_so, lowered=lowered)) is begins


# The morning after


@pytest.mark.parametrize(("settled", "count"), [(True, 3), (None, 2), (False, None)])
def test_a_settled_morning_counts_for_the_habit_and_an_unsettled_one_begins_anew(
    settled: bool | None, count: int | None
) -> None:
    found = book(Track(SQUAT, SQUAT, 2), Track(HINGE, HINGE, 2))
    found.soreness.settled = {SQUAT: 2, HINGE: 1}
    facts = take(found, did(0, (SQUAT, 2), (HINGE, 2), sore=(SQUAT,)))
    morning(found, facts, settled)
    assert found.soreness.settled.get(SQUAT) == count
    assert found.soreness.settled.get(HINGE) == (None if settled is False else 1)


def test_a_session_that_was_held_stays_so_however_often_its_morning_is_corrected() -> None:
    track = Track(SQUAT, SQUAT, 2)
    found = book(track)
    facts = take(found, did(0, (SQUAT, 2), worst=5))
    for settled in (False, True, True):
        morning(found, facts, settled)
        assert not track.recent[-1].fine


@pytest.mark.parametrize("stands", [True, False])
def test_the_last_answer_about_a_morning_stands_and_by_earlier_rules_the_first(
    stands: bool,
) -> None:
    track = Track(SQUAT, SQUAT, 2, raises=[1])
    found = book(track)
    found.programme = replace(RULES, levels=replace(RULES.levels, last_answer_stands=stands))
    facts = take(found, did(0, (SQUAT, 2)))
    morning(found, facts, True)
    morning(found, facts, False)
    assert track.level == (1 if stands else 2)


def test_each_session_waits_for_its_own_morning() -> None:
    found = book(Track(SQUAT, SQUAT, 2))
    first, second = take(found, did(0, (SQUAT, 2))), take(found, did(2, (SQUAT, 2)))
    assert [outcome.facts for _, outcome in found.no_longer_waiting(second)] == [second]
    assert [facts for facts, _ in found.waiting] == [first]
    assert found.no_longer_waiting(second) == []


# What stands in


def test_what_stands_in_is_done_at_the_level_it_has_where_it_is_done_for_itself() -> None:
    squat, other = Track(SQUAT, SQUAT, 2), Track(HINGE, HINGE, 3)
    alone = book(squat, other)
    alone.hand_over(squat, EASIER)
    assert squat.stand_in is not None
    assert squat.stand_in.own is None
    own = Track(EASIER, EASIER, 3)
    both = book(squat, own)
    both.hand_over(squat, EASIER)
    assert squat.stand_in.own is own
    assert Earned(both, None, ()).for_session([Rung(SQUAT, 2)]) == (Rung(EASIER, 3),)


@pytest.mark.parametrize(("less", "levels"), [(0, (3, 2)), (1, (2, 1)), (5, (1, 1))])
def test_on_a_way_back_a_session_is_lower_but_never_below_level_1(
    less: int, levels: tuple[int, int]
) -> None:
    found = Earned(book(Track(SQUAT, SQUAT, 3)), None, (), less=less)
    named = [Rung(SQUAT, 1), Rung(HINGE, 2)]
    assert tuple(each.level for each in found.for_session(named)) == levels


# Before a session


def test_nothing_goes_up_in_an_easier_session_on_purpose() -> None:
    assert verdicts(on(9, eased=True), ready(SQUAT)) == {SQUAT: "level.hold.eased"}


def weighed(exercise: str, *kg: float | None) -> Track:
    """An exercise at its top, done twice with these weights, the latest last."""
    track = Track(exercise, exercise, len(book().exercises[exercise].ladder))
    for number, amount in enumerate(kg):
        weight = None if amount is None else Weight(amount, WeightUnit.KG)
        track.remember(went(track, number, weight=weight, reps=1))
    return track


@pytest.mark.parametrize(
    ("kg", "rule"),
    [((8, 8), "load.up"), ((None, 8), None), ((8, None), None), ((6, 8), "load.hold.once")],
)
def test_at_the_top_of_what_is_done_by_time_the_weight_goes_up(
    kg: tuple[float | None, ...], rule: str | None
) -> None:
    track = weighed("suitcase_carry", *kg)
    check = at_the_top_by_weight(book(track, stage=3), track, track.evidence, on(9))
    assert (None if check is None else check.rule) == rule

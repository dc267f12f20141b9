"""What may go up before a session, row by row of `programme.md` §3.3, and the levels of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.track import ExerciseOutcome, StandIn, Track
from backcoach.coach.levels.up import (
    Today,
    as_chosen,
    before_session,
    long_enough,
    one_step_in_all,
    raises_at_once,
)
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.suitability import suit_of
from tests.support.content import programme
from tests.support.logs import a_profile, a_session, day
from tests.support.people import EXERCISES

RULES = programme()
SQUAT, CLAMSHELL, HINGE = "squat", "clamshell", "hip_hinge"
NO_FLOOR = replace(RULES, levels=replace(RULES.levels, days_at_level=None, step_days=7))
"""Rules of before: an exercise goes up once in 7 days."""


def facts(number: int, effort: int | None = 5) -> SessionFacts:
    """A session on that day that went well, with a settled morning."""
    found = facts_of(
        a_session(number), day(number), RULES.lights, usual=2, skills=frozenset(), week=()
    )
    found.effort, found.settled = effort, True
    return found


def on(number: int, *efforts: int | None, **changes: object) -> Today:
    """The morning of that day, after sessions of these efforts."""
    worked = tuple(facts(place, effort) for place, effort in enumerate(efforts or (5, 5)))
    today = Today(day(number), 2, False, 2, 2, worked, None, False, RULES, recent=worked)
    return today._replace(**changes)  # type: ignore[arg-type]


def went(track: Track, number: int, **changes: object) -> ExerciseOutcome:
    """A session of the exercise on that day that counts towards a level up."""
    well = ExerciseOutcome(
        facts(number),
        track.home,
        track.level,
        1.0,
        2,
        facts(number).light,
        may_count_as_green=False,
        was_hard=False,
        fine=True,
        reps=10,
    )
    return replace(well, **changes)  # type: ignore[arg-type]


def ready(slot: str, level: int = 1, *, since: int = 0, **changes: object) -> Track:
    """An exercise that was done well twice since that day."""
    track = Track(slot, slot, level)
    for number in (since, since + 2):
        track.remember(went(track, number, **changes))
    return track


def book(*tracks: Track, stage: int = 2, tags: Sequence[str] = ()) -> LevelBook:
    """The levels of a stage, with these exercises."""
    suit = suit_of(a_profile(tags=tags), RULES, EXERCISES)
    return LevelBook(
        stage=stage,
        programme=RULES,
        exercises=EXERCISES,
        decisions=[],
        suit=suit,
        tracks={track.slot: track for track in tracks},
    )


def verdicts(today: Today, *tracks: Track, stage: int = 2) -> dict[str, str]:
    """The rule that holds each exercise, by slot; empty where it goes up."""
    checks = before_session(book(*tracks, stage=stage), tracks, today)
    return {slot: each.verdict.rule if each.verdict else "" for slot, each in checks.items()}


# Who is looked at


def test_an_exercise_without_a_session_that_counts_is_not_looked_at() -> None:
    eased = ready(SQUAT)
    eased.stand_in = StandIn(HINGE, 1, 3)
    other = ready(HINGE, level=2)
    other.recent[-1].level = 1
    assert verdicts(on(9), Track(SQUAT, SQUAT, 1)) == {}
    assert verdicts(on(9), eased) == {}
    assert verdicts(on(9), ready(SQUAT, fine=False)) == {}
    assert verdicts(on(9), other) == {}
    assert verdicts(on(9), ready(SQUAT)) == {SQUAT: ""}


def test_no_more_go_up_than_may_and_the_longest_unraised_goes_first() -> None:
    names = (SQUAT, HINGE, CLAMSHELL)
    tracks = [ready(name) for name in names]
    for place, track in enumerate(tracks):
        track.raised_on = day(-place)
    cap = "level.cap.session"
    assert verdicts(on(9), *tracks) == {SQUAT: cap, HINGE: "", CLAMSHELL: ""}
    assert verdicts(on(9, 3, 3), *tracks) == dict.fromkeys(names, "")


@pytest.mark.parametrize(
    ("today", "most"),
    [
        (on(9), 2),
        (on(9, in_last_stage=True), 3),
        (on(9, 3, 3), 4),
        (on(9, 4, 3), 2),
        (on(9, 3, None), 2),
        (on(9, 3), 2),
        (on(9, 3, 3, steady=SteadyStep.EASY), 1),
    ],
)
def test_so_many_may_go_up_at_once(today: Today, most: int) -> None:
    assert raises_at_once(today) == most


def test_who_holds_the_lifts_holds_nothing_else() -> None:
    found = book(ready(SQUAT), ready(CLAMSHELL), stage=3)
    lift = next(iter(found.lifts))
    other = next(each for each in sorted(found.named) if each not in found.lifts)
    for holding, slot, held in ((True, lift, True), (True, other, False), (False, lift, False)):
        today = on(9, holding=holding)
        assert (as_chosen(found, Track(slot, slot, 1), today) is not None) is held


# Days


@pytest.mark.parametrize(("number", "holds"), [(6, True), (7, False)])
def test_an_exercise_stays_at_its_level_for_7_days(number: int, holds: bool) -> None:
    assert (long_enough(ready(SQUAT), on(number), by_weight=False) is not None) is holds


def test_before_its_first_session_no_day_has_passed() -> None:
    held = long_enough(Track(SQUAT, SQUAT, 1), on(9))
    assert held is not None
    assert dict(held.numbers) == {"days": 0, "least": 7}


@pytest.mark.parametrize(
    ("number", "raised_on", "last_stage", "holds"),
    [
        (6, day(0), False, True),
        (7, day(0), False, False),
        (6, None, False, False),
        (6, day(0), True, False),
    ],
)
def test_by_earlier_rules_it_went_up_once_in_7_days_before_the_last_stage(
    number: int, raised_on: date | None, last_stage: bool, holds: bool
) -> None:
    track = ready(SQUAT)
    track.raised_on = raised_on
    today = on(number, in_last_stage=last_stage, programme=NO_FLOOR)
    assert (long_enough(track, today) is not None) is holds


@pytest.mark.parametrize(
    ("number", "step", "last_raise", "holds"),
    [
        (6, SteadyStep.EASY, day(0), True),
        (7, SteadyStep.EASY, day(0), False),
        (6, SteadyStep.NONE, day(0), False),
        (6, SteadyStep.EASY, None, False),
    ],
)
def test_while_pain_is_steady_but_high_one_level_in_all_goes_up_in_7_days(
    number: int, step: SteadyStep, last_raise: date | None, holds: bool
) -> None:
    today = on(number, steady=step, last_raise=last_raise)
    assert (one_step_in_all(today) is not None) is holds
    without = today._replace(programme=replace(RULES, steady_high=None))
    assert one_step_in_all(without) is None


@pytest.mark.parametrize(("pain", "lowered"), [(None, False), (5, False), (6, True), (9, True)])
def test_a_session_is_lowered_from_a_pain_of_6_on(pain: int | None, lowered: bool) -> None:
    assert RULES.readiness.short_pain_min == 6
    assert on(9, pain=pain).is_lowered is lowered
    steady_rules = replace(RULES, steady_high=None)
    assert not on(9, pain=pain, programme=steady_rules).is_lowered


def test_without_rules_for_steady_pain_a_high_one_holds() -> None:
    assert not on(9, pain=7, usual=8, programme=replace(RULES, steady_high=None)).may_rise_by_pain(
        7
    )
    assert on(9, pain=7, usual=8, steady=SteadyStep.PLANNED).may_rise_by_pain(7)


# What has been earned, for the session of today


def earned(*tracks: Track, today: Today | None = None, stage: int = 2) -> Earned:
    return Earned(book(*tracks, stage=stage), today, ())


def test_levels_are_told_of_what_suits_alone() -> None:
    tracks = (Track(SQUAT, SQUAT, 2), Track("romanian_deadlift", "romanian_deadlift", 2))
    found = Earned(book(*tracks, tags=("leg_symptoms",)), None, ())
    assert "romanian_deadlift" in found.book.suit.barred
    assert [each.exercise for each in found.rungs] == [SQUAT]


def test_a_weight_is_known_only_where_a_level_has_one() -> None:
    used = UsedWeights(last={SQUAT: Weight(8, WeightUnit.KG)})
    found = Earned(book(), None, (), weights=used)
    ladder = EXERCISES[SQUAT].ladder
    for each in ladder:
        known = found.weight_at(EXERCISES[SQUAT], each.level) is not None
        assert known is (each.weight is not None)
    assert len({each.weight is None for each in ladder}) == 2


def test_sessions_that_wait_for_a_morning_are_counted_one_by_one() -> None:
    track = ready(SQUAT)
    found = book(track)
    found.waiting = [(outcome.facts, [(track, outcome)]) for outcome in track.recent]
    found.waiting.append((facts(5), [(track, went(track, 5, fine=False))]))
    waiting = Earned(found, None, ())
    assert [waiting.waiting_for(facts(number).session) for number in (0, 2, 5, 7)] == [1, 1, 0, 0]


def test_repetitions_are_those_added_to_what_is_done_itself() -> None:
    track, eased, other = (ready(name) for name in (SQUAT, HINGE, CLAMSHELL))
    track.reps, eased.reps, other.reps = 12, 13, 14
    eased.stand_in = StandIn("seated_twist", 1, 3)
    found = earned(track, eased, other)
    assert found.repetitions([SQUAT, HINGE]) == {SQUAT: 12}


def test_without_a_check_in_no_next_weight_is_named() -> None:
    assert earned(ready(SQUAT)).next_weights([SQUAT]) == {}

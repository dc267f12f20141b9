"""How one exercise went in one session, taken from its sets, its reports and its ratings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backcoach.coach.evidence.completion import firsts_if_whole
from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.levels.down import down_part, hold_part, hold_unknown, latest_raised
from backcoach.coach.levels.soreness import HabitualSoreness
from backcoach.coach.levels.track import ExerciseOutcome, StandIn, Track, outcomes
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Answer, PainReport, SessionRecord, SetRecord, Where, Work
from tests.support.content import programme
from tests.support.logs import a_report, a_session, a_set, day

RULES = programme()
GREEN, AMBER, RED = Light.GREEN, Light.AMBER, Light.RED
SQUAT, DEAD_BUG = "squat", "dead_bug"
TWO = (a_set(SQUAT, 2, item=0), a_set(DEAD_BUG, 1, item=1))


def facts(session: SessionRecord, usual: float | None = 2) -> SessionFacts:
    return facts_of(
        session, day(0), RULES.lights, usual=usual, skills=frozenset(), week=(), known=False
    )


def went(
    sets: Sequence[SetRecord] = TWO,
    *reports: PainReport,
    pain: int | None = 2,
    worst: int | None = 2,
    usual: float | None = 2,
) -> list[ExerciseOutcome]:
    """How each exercise of a session of these sets went."""
    session = a_session(
        0, sets=tuple(sets), reports=tuple(reports), pain_before=pain, worst_pain=worst
    )
    names = {name for record in sets for name in (record.exercise, record.stands_in_for) if name}
    firsts = firsts_if_whole(session)
    return outcomes(session, firsts, facts(session, usual), names, RULES.lights)


def one(**changes: object) -> ExerciseOutcome:
    """An exercise of one session that went well, with these `changes`."""
    well = ExerciseOutcome(
        facts(a_session(0)), SQUAT, 2, 1.0, 2, GREEN, may_count_as_green=False, was_hard=False
    )
    return replace(well, **changes)  # type: ignore[arg-type]


def elsewhere(item: int, pain: int | None = None) -> PainReport:
    """Something other than the back hurt, and the exercise was stopped."""
    return replace(a_report(0, item), pain=pain, where=Where.KNEE, answer=Answer.END)


# What the records say


def test_one_report_speaks_for_its_own_exercise() -> None:
    squat, dead_bug = went(TWO, a_report(4, 0), worst=8)
    assert (squat.light, squat.peak) == (AMBER, 4)
    assert squat.hurt
    assert (dead_bug.light, dead_bug.peak) == (RED, 8), "the worst pain was of neither"
    squat, dead_bug = went(TWO, a_report(8, 0), worst=8)
    assert (squat.light, squat.peak) == (RED, 8)
    assert (dead_bug.light, dead_bug.peak) == (None, None), "the squat was the worst"


def test_a_low_number_says_no_more_than_none_in_an_amber_session() -> None:
    squat, _ = went(TWO, a_report(2, 0), worst=5)
    assert (squat.light, squat.peak) == (AMBER, 5)


def test_where_a_leg_makes_the_session_red_another_exercise_may_have_been_calm() -> None:
    squat, dead_bug = went(TWO, a_report(2, 0, leg=True), worst=2)
    assert (squat.light, squat.leg) == (RED, True)
    assert (dead_bug.light, dead_bug.leg) == (GREEN, False)


def test_a_leg_without_a_number_and_no_rating_leaves_the_session_red() -> None:
    without_number = replace(a_report(0, 0, leg=True), pain=None)
    squat, dead_bug = went(TWO, without_number, worst=None)
    assert (squat.light, squat.peak) == (RED, None)
    assert (dead_bug.light, dead_bug.peak) == (RED, None)


@pytest.mark.parametrize(
    ("pain", "worst", "light"), [(None, 2, None), (2, None, None), (None, 8, RED), (2, 4, AMBER)]
)
def test_without_a_report_it_has_the_light_of_the_session(
    pain: int | None, worst: int | None, light: Light | None
) -> None:
    sets = (*TWO, a_set("cat_cow", 1, item=2, done=0.5))
    assert [each.light for each in went(sets, pain=pain, worst=worst)] == [light] * 3


@pytest.mark.parametrize(
    ("usual", "pain", "before", "allowed"),
    [(5, 5, 4, True), (5, 6, 4, False), (2, 5, 4, False), (5, 5, None, False)],
)
def test_an_amber_that_rose_by_one_may_count_as_green_where_usual_pain_is_high(
    usual: float, pain: int, before: int | None, allowed: bool
) -> None:
    squat, _ = went(TWO, a_report(pain, 0), pain=before, worst=pain, usual=usual)
    assert squat.may_count_as_green is allowed


@pytest.mark.parametrize(("done", "light"), [(0.0, None), (0.5, GREEN)])
def test_what_was_spared_has_a_light_as_far_as_it_was_begun(
    done: float, light: Light | None
) -> None:
    sets = (a_set(SQUAT, 2), a_set(DEAD_BUG, 1, item=1, done=done, spared=True))
    _, dead_bug = went(sets)
    assert dead_bug.light is light
    assert dead_bug.left_out is (done == 0)
    _, dead_bug = went(sets, a_report(3, 1))
    assert not dead_bug.spared, "it hurt"


@pytest.mark.parametrize("stopped", [False, True])
def test_an_easier_exercise_means_it_was_hard_unless_something_else_hurt(stopped: bool) -> None:
    sets = (
        a_set(SQUAT, 2, done=0.5, replaced=True),
        a_set("hip_hinge", 1, stands_in_for=SQUAT),
    )
    (squat,) = went(sets, *([elsewhere(0)] if stopped else []))
    assert (squat.exercise, squat.level) == (SQUAT, 2)
    assert (squat.elsewhere, squat.was_hard) == (stopped, not stopped)


def test_of_an_exercise_that_another_took_over_at_once_nothing_was_done() -> None:
    (only,) = went((a_set("hip_hinge", 3, stands_in_for=SQUAT, done=0.9),))
    assert (only.exercise, only.level, only.share, only.reps) == (SQUAT, 3, 0, 0)
    instead = a_set("hip_hinge", 3, stands_in_for=SQUAT, done=0.9)
    (first,) = went((instead, replace(instead, level=1)))
    assert first.level == 3


def test_what_took_over_between_two_sets_has_no_outcome_of_its_own() -> None:
    sets = (a_set(SQUAT, 2), a_set("hip_hinge", 1, stands_in_for=SQUAT))
    assert [each.exercise for each in went(sets)] == [SQUAT]


def test_the_fewest_repetitions_and_the_lightest_weight_of_its_own_sets_count() -> None:
    def heavy(item: int, kg: float, reps: int, name: str = SQUAT) -> SetRecord:
        weight = Weight(kg, WeightUnit.KG)
        return replace(a_set(name, 2, item=item, planned=reps), weight=weight)

    sets = (heavy(0, 8, 10), heavy(0, 10, 8), heavy(1, 4, 6, DEAD_BUG))
    for worst, ending in ((2, ()), (2, (a_report(1, 1),))):
        squat, dead_bug = went(sets, *ending, worst=worst)
        assert squat.weight == Weight(8, WeightUnit.KG)
        assert dead_bug.weight == Weight(4, WeightUnit.KG)
        assert dead_bug.reps == 6
    squat, _ = went(sets, a_report(1, 1))
    assert squat.reps == 8


# What follows from it


@pytest.mark.parametrize(
    ("changes", "whole", "badly"),
    [
        ({}, True, False),
        ({"share": 0.99}, False, True),
        ({"was_hard": True}, False, True),
        ({"spared": True}, False, True),
        ({"elsewhere": True}, False, True),
        ({"sore": True}, True, True),
        ({"light": RED}, True, True),
        ({"light": AMBER}, True, False),
    ],
)
def test_whether_all_of_it_was_done_and_whether_it_went_badly(
    changes: dict[str, object], whole: bool, badly: bool
) -> None:
    assert one(**changes).is_whole is whole
    assert one(**changes).went_badly is badly


@pytest.mark.parametrize(
    ("spared", "share", "left_out"),
    [(True, 0, True), (True, 0.5, False), (False, 0, False), (False, 1, False)],
)
def test_it_was_left_out_where_a_second_red_let_nothing_be_done(
    spared: bool, share: float, left_out: bool
) -> None:
    assert one(spared=spared, share=share).left_out is left_out


@pytest.mark.parametrize(
    ("changes", "begins"),
    [
        ({}, True),
        ({"level": 3}, True),
        ({"level": 1}, False),
        ({"share": 0}, False),
        ({"exercise": DEAD_BUG}, False),
    ],
)
def test_the_days_at_a_level_begin_with_its_first_session(
    changes: dict[str, object], begins: bool
) -> None:
    track = Track(SQUAT, SQUAT, 2)
    track.remember(one(**changes))
    assert (track.since == day(0)) is begins
    eased = Track(SQUAT, SQUAT, 2, stand_in=StandIn("hip_hinge", 1, 3))
    eased.remember(one(**changes))
    assert eased.since is None


def test_what_stands_in_has_the_level_of_its_own_track_while_that_is_about_it() -> None:
    own = Track("hip_hinge", "hip_hinge", 3)
    assert StandIn("hip_hinge", 1, 3, own).done_at == 3
    own.home = SQUAT
    assert StandIn("hip_hinge", 1, 3, own).done_at == 1
    assert StandIn("hip_hinge", 1, 3).done_at == 1


# Shares in words


@pytest.mark.parametrize(("share", "percent"), [(0.995, 99), (0.8, 80), (0.999999999, 100)])
def test_a_share_is_told_in_whole_percents_rounded_down(share: float, percent: int) -> None:
    held = hold_part(one(share=share), Track(SQUAT, SQUAT, 2), RULES)
    assert held is not None
    assert held.numbers == (("percent", percent),)


@pytest.mark.parametrize(
    ("changes", "goes_down"),
    [
        ({"share": 0.796, "was_hard": True}, True),
        ({"share": 0.8, "was_hard": True}, False),
        ({"share": 0.5, "was_hard": True, "elsewhere": True}, False),
        ({"share": 0.5}, False),
    ],
)
def test_less_than_80_percent_takes_down_for_pain_of_the_back(
    changes: dict[str, object], goes_down: bool
) -> None:
    found = down_part(one(**changes), Track(SQUAT, SQUAT, 2), RULES)
    assert (found is not None) is goes_down


@pytest.mark.parametrize(("light", "effort"), [(None, 5), (GREEN, None)])
def test_without_an_answer_nothing_goes_up(light: Light | None, effort: int | None) -> None:
    outcome = one(light=light)
    outcome.facts.effort = effort
    assert hold_unknown(outcome, Track(SQUAT, SQUAT, 2), RULES) is not None
    assert hold_unknown(one(), Track(SQUAT, SQUAT, 2), RULES) is None


# Soreness


def settled(times: int, **changes: object) -> HabitualSoreness:
    """After so many sessions with these `changes` that left the back sore, and settled."""
    counted = HabitualSoreness()
    for _ in range(times):
        counted.note_settled(one(**{"sore": True, **changes}), RULES.levels)
    return counted


def test_three_times_sore_and_settled_is_a_habit() -> None:
    assert not settled(2).is_habitual(SQUAT, RULES.levels)
    assert settled(3).is_habitual(SQUAT, RULES.levels)
    assert not settled(3).is_habitual(DEAD_BUG, RULES.levels)
    assert not settled(3).is_habitual(SQUAT, replace(RULES.levels, settled_sore=None))


@pytest.mark.parametrize(
    "changes", [{"sore": False}, {"share": 0.9}, {"light": AMBER}, {"light": None}]
)
def test_only_a_calm_session_done_in_full_counts_for_the_habit(changes: dict[str, object]) -> None:
    assert settled(3, **changes).settled == {}


@pytest.mark.parametrize(("effort", "counts"), [(None, False), (6, True), (7, False)])
def test_and_one_of_an_effort_that_may_go_up(effort: int | None, counts: bool) -> None:
    outcome = one(sore=True)
    outcome.facts.effort = effort
    counted = HabitualSoreness()
    counted.note_settled(outcome, RULES.levels)
    assert bool(counted.settled) is counts


@pytest.mark.parametrize(
    ("sore", "more", "times", "holds"),
    [
        (False, False, 0, False),
        (True, False, 2, True),
        (True, False, 3, False),
        (True, True, 3, True),
        (False, True, 0, False),
    ],
)
def test_soreness_holds_until_it_is_a_habit_or_where_it_is_more(
    sore: bool, more: bool, times: int, holds: bool
) -> None:
    assert settled(times).holds(one(sore=sore, sore_more=more), RULES.levels) is holds


# Earlier rules, and what is easily forgotten


def test_only_the_main_block_has_outcomes() -> None:
    sets = (*TWO, replace(a_set("cobra", 1, item=2), section=Section.COOL_DOWN))
    assert [each.exercise for each in went(sets)] == [SQUAT, DEAD_BUG]
    assert [each.exercise for each in went(sets, a_report(1, 0))] == [SQUAT, DEAD_BUG]


def test_what_was_spared_after_its_first_set_was_begun() -> None:
    half = a_set(DEAD_BUG, 1, item=1)
    sets = (TWO[0], half, replace(half, number=2, done=Work(0, 0), spared=True))
    assert went(sets)[1].light is GREEN


def test_by_earlier_rules_a_low_number_in_an_amber_session_was_green() -> None:
    lights = replace(RULES.lights, amber_holds_all=False)
    session = a_session(0, sets=TWO, reports=(a_report(2, 0),), worst_pain=5)
    squat, _ = outcomes(session, None, facts(session), {SQUAT, DEAD_BUG}, lights)
    assert squat.light is GREEN


def test_sore_from_what_it_was_eased_into_is_sore_from_it() -> None:
    sets = (a_set(SQUAT, 2, done=0.5, replaced=True), a_set("hip_hinge", 1, stands_in_for=SQUAT))
    session = a_session(0, sets=sets)
    assert session.ratings is not None
    told = replace(session.ratings, sore=("hip_hinge",), sore_more=("hip_hinge",))
    session = replace(session, ratings=told)
    (squat,) = outcomes(session, None, facts(session), {SQUAT}, RULES.lights)
    assert squat.sore
    assert squat.sore_more


def test_a_weight_is_known_where_every_set_had_one() -> None:
    heavy = replace(a_set(SQUAT, 2), weight=Weight(8, WeightUnit.KG))
    for ending in ((), (a_report(1, 0),)):
        assert went((heavy, replace(heavy, number=2)), *ending)[0].weight is not None
        assert went((heavy, a_set(SQUAT, 2, number=2)), *ending)[0].weight is None


def test_the_days_begin_anew_at_another_level_alone() -> None:
    track = Track(SQUAT, SQUAT, 2, since=day(3), reps=12)
    track.set_level(2)
    assert (track.since, track.reps) == (day(3), 12)
    track.set_level(3)
    assert (track.since, track.reps) == (None, None)


def test_without_an_answer_about_effort_nobody_was_tired() -> None:
    outcome = one(share=0.5)
    outcome.facts.effort = None
    assert down_part(outcome, Track(SQUAT, SQUAT, 2), RULES) is None
    outcome.facts.effort = 7
    assert down_part(outcome, Track(SQUAT, SQUAT, 2), RULES) is not None
    outcome.spared = True
    assert down_part(outcome, Track(SQUAT, SQUAT, 2), RULES) is None


def test_those_raised_last_go_first_but_none_that_is_eased() -> None:
    tracks = [Track(name, name, 2, raises=[number]) for number, name in enumerate("abcd")]
    tracks[3].stand_in = StandIn("e", 1, 3)
    tracks.append(Track("f", "f", 2))
    assert [track.slot for track in latest_raised(tracks, 2)] == ["c", "b"]


def test_a_habit_begins_with_the_first_time_it_counts() -> None:
    at_once = replace(RULES.levels, settled_sore=1)
    assert not HabitualSoreness().is_habitual(SQUAT, at_once)
    counted = HabitualSoreness()
    counted.note_settled(one(sore=True), replace(RULES.levels, settled_sore=None))
    assert counted.settled == {}

"""Keeping what was built, in place of building up (`programme.md` §2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from backcoach.coach.model.programme import ExerciseRole, Section
from backcoach.coach.model.records import StageDecision
from backcoach.coach.planning.last_stage import budgets_of
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.review.review import review
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.standing.standing import KEEPING
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile
from tests.support.training import MONDAY, TWO_A_WEEK, Trainee, day_number

Levels = dict[str, int]

PROGRAMME = programme()
RULES = PROGRAMME.keeping
TEXT = (
    "Two sessions a week at the same weights keep what you built. The weight matters more than the"
    " number of sets."
)


def in_stage_3(weeks: int = 7) -> Trainee:
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=weeks):
        pass
    trainee.settle(weeks * 7 - 2)
    assert trainee.standing(weeks * 7).stage == 3
    return trainee


def keeping(weeks: int = 7) -> Trainee:
    trainee = in_stage_3(weeks)
    trainee.choose(weeks * 7, StageDecision.KEEP)
    return trainee


@pytest.mark.parametrize(("weeks", "offered"), [(14, False), (15, True)])
def test_c8_it_is_offered_from_training_week_16_on(weeks: int, *, offered: bool) -> None:
    assert RULES is not None
    assert RULES.offered_week == 16
    assert in_stage_3(weeks).standing(weeks * 7).offers_keeping is offered


def test_c8_it_is_offered_no_more_once_chosen() -> None:
    assert not keeping(15).standing(15 * 7).offers_keeping


def test_c8_it_may_be_chosen_on_the_first_day_of_stage_3_and_not_before() -> None:
    trainee = Trainee(stage=2)
    trainee.choose(1, StageDecision.KEEP)
    assert trainee.standing(1).keeping_since is None
    first = next(each.number for each in trainee.train(weeks=8) if each.plan.stage == 3)
    other = Trainee(stage=2)
    for each in other.train(weeks=8):
        if each.number + 2 >= first:
            break
    other.settle(first - 1)
    other.choose(first, StageDecision.KEEP)
    assert other.standing(first).keeping_since == day_number(first)


def test_c8_it_may_be_left_at_any_time() -> None:
    trainee = keeping()
    trainee.choose(50, StageDecision.BUILD_UP)
    here = trainee.standing(50)
    assert here.keeping_since is None
    told = [one.sentence for one in here.levels.decisions if one.rule.startswith("keep.")]
    assert told == [
        "You chose to keep what you have: 2 sessions a week at the same weights.",
        "You build up again.",
    ]


def levels_after(trainee: Trainee, since: int, weeks: int) -> tuple[Levels, Levels]:
    """The levels before and after so many weeks of two sessions."""
    before = dict(trainee.standing(since * 7).levels.rungs)
    for number in range(since * 7, (since + weeks) * 7):
        if number % 7 in TWO_A_WEEK:
            trainee.session(number)
            trainee.settle(number + 1)
    return before, dict(trainee.standing((since + weeks) * 7).levels.rungs)


def test_c8_nothing_goes_up_and_why_says_so() -> None:
    trainee = keeping()
    before, after = levels_after(trainee, 7, 8)
    assert before == {name: after[name] for name in before}
    ledger = trainee.standing(15 * 7).levels.decisions
    later = [one for one in ledger if one.on >= day_number(49)]
    assert {one.rule for one in later if one.moved} == {"keep.begin"}
    assert "you chose to keep what you have" in later[-1].sentence


def test_c8_once_left_levels_go_up_again() -> None:
    trainee = keeping()
    trainee.choose(50, StageDecision.BUILD_UP)
    before, after = levels_after(trainee, 8, 4)
    assert sum(after.values()) > sum(before.values())


@pytest.mark.parametrize(("keeps", "rules"), [(True, set()), (False, {"level.down.effort"})])
def test_c8_effort_alone_takes_nothing_down(keeps: bool, rules: set[str]) -> None:
    trainee = keeping() if keeps else in_stage_3()
    trainee.session(49, effort=9)
    ledger = trainee.standing(49).levels.decisions
    assert {one.rule for one in ledger if one.rule.startswith("level.down")} == rules


def test_c8_pain_takes_down_all_the_same() -> None:
    trainee = keeping()
    plan = trainee.session(49).plan
    lift = next(item.exercise.id for item in plan.items if item.role is ExerciseRole.LIFT)
    trainee.settle(50)
    for number in (52, 56):
        trainee.session(number, hurts=lift, pain=8)
        trainee.settle(number + 1)
    ledger = trainee.standing(58).levels.decisions
    assert "level.down.red" in {one.rule for one in ledger}


@pytest.mark.parametrize(("tags", "least"), [((), 1), (("age_65",), 2)])
def test_c8_one_to_three_sets_from_65_on_two_to_three(tags: tuple[str, ...], least: int) -> None:
    for day in range(3):
        turn = UpNext(MONDAY, sessions=day, week=5, block=2, keeping=True)
        assert budgets_of(turn, PROGRAMME, tags).fewest_sets == least
        plan = plan_session(
            PROGRAMME,
            catalogue().exercises,
            stage=3,
            done_in_stage=0,
            length=None,
            profile=a_profile(tags=tags),
            turn=turn,
        )
        main = [item for item in plan.items if item.section is Section.MAIN]
        for item in main:
            of_the_ladder = item.exercise.at(item.dose.level).sets
            assert min(least, of_the_ladder) <= item.dose.sets <= 3
    plain = replace(turn, keeping=False)
    assert budgets_of(plain, PROGRAMME, tags) is PROGRAMME.budgets


def test_c8_the_text_stands_in_the_plan_and_in_the_reasons() -> None:
    assert KEEPING == TEXT
    trainee = keeping()
    plan = trainee.session(49).plan
    assert TEXT in [reason.sentence for reason in plan.reasons]
    assert any(TEXT in reason for reason in trainee.standing(49).reasons)


@pytest.mark.parametrize(("keeps", "planned"), [(True, 2), (False, 3)])
def test_c8_two_sessions_a_week_are_planned_and_adherence_goes_by_them(
    keeps: bool, planned: int
) -> None:
    trainee = keeping() if keeps else in_stage_3()
    levels_after(trainee, 7, 4)
    today = day_number(11 * 7)
    found = review(trainee.log, today, PROGRAMME, trainee.standing(11 * 7).levels)
    assert found is not None
    assert [week.planned for week in found.weeks[7:11]] == [planned] * 4
    assert [week.planned for week in found.weeks[:6]] == [3] * 6
    assert found.lately.share == pytest.approx(2 / planned)


def test_c8_a_long_break_ends_it() -> None:
    trainee = keeping()
    later = trainee.standing(49 + 70)
    assert (later.stage, later.keeping_since) == (2, None)
    assert timedelta(days=70) > timedelta(days=PROGRAMME.absence.restart_days)


def test_c8_stretches_stay_too() -> None:
    trainee = keeping()
    before = trainee.standing(49).turn.stretches
    levels_after(trainee, 7, 8)
    assert trainee.standing(15 * 7).turn.stretches == before


@pytest.mark.slow
def test_c8_a_year_of_it_keeps_every_level_with_two_sessions_a_week() -> None:
    trainee = keeping()
    before, after = levels_after(trainee, 7, 52)
    assert before == {name: after[name] for name in before}
    here = trainee.standing(59 * 7)
    assert (here.stage, here.plateau) == (3, None)
    found = review(trainee.log, day_number(59 * 7), PROGRAMME, here.levels)
    assert found is not None
    assert {(week.done, week.planned) for week in found.weeks[7:59]} == {(2, 2)}
    assert (found.lately.share, found.downs) == (1, 0)
    lifted = [each for each in trainee.log.sessions if each.local_date >= day_number(49)]
    for twelve in range(0, len(lifted) - 24, 24):
        done = [record.exercise for each in lifted[twelve : twelve + 24] for record in each.sets]
        assert {"romanian_deadlift", "functional_lift", "squat"} <= set(done)

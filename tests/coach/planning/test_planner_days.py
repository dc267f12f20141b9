"""The plan of a day that differs from what is planned."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.model.records import SessionKind
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.planning.readiness import Readings, day_of
from backcoach.coach.planning.timeline import total_seconds
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, plan_from, programme
from tests.support.levels import did, now
from tests.support.logs import Fact, a_check_in

PROGRAMME = programme()
STAGES = (1, 2, 3)


def plan(
    day: Day | None, here: Standing | None = None, stage: int = 2, length: Length | None = None
) -> Plan:
    return plan_session(
        PROGRAMME,
        catalogue().exercises,
        stage=stage if here is None else here.stage,
        done_in_stage=1,
        length=length,
        levels=None if here is None else here.levels,
        day=day,
    )


def main_levels(plan: Plan) -> dict[str, int]:
    return {
        item.exercise.id: item.dose.level for item in plan.items if item.section is Section.MAIN
    }


def day(pain: int, usual: float | None = 2, **more: object) -> Day:
    known = replace(Readings(pain=pain, usual=usual), **more)  # type: ignore[arg-type]
    return day_of(known, PROGRAMME.readiness, PROGRAMME.lights)


@pytest.mark.parametrize("stage", STAGES)
def test_an_ordinary_day_changes_nothing_but_says_why(stage: int) -> None:
    bare, here = plan(None, stage=stage), plan(day(2), stage=stage)
    assert replace(here, reasons=()) == bare
    assert [reason.rule for reason in here.reasons] == ["readiness.0-3"]
    assert (bare.kind, bare.prompt, bare.reasons) == (SessionKind.MAIN, "", ())


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize(
    ("of_day", "template", "kind"),
    [
        (day(6, 2), "easy_day", SessionKind.FLARE),
        (day(2, in_flare=True), "easy_day", SessionKind.FLARE),
        (day(2, hours_since_main=24), "rest_day_odd", SessionKind.REST_DAY),
    ],
)
def test_easy_and_rest_days_have_a_template_of_their_own(
    stage: int, of_day: Day, template: str, kind: SessionKind
) -> None:
    here = plan(of_day, stage=stage, length=Length.LONG)
    assert (here.stage, here.template, here.kind) == (stage, template, kind)
    assert (here.length, here.items) == (Length.SHORT, plan_from(template).items)


def test_an_easy_day_is_done_at_the_levels_of_its_template() -> None:
    facts = [did(number, ("pelvic_tilt", 3), stage=1, effort=7) for number in (0, 3)]
    here = now(5, *facts, stage=1)
    assert here.levels.level_of("pelvic_tilt") == 3
    assert main_levels(plan(day(6, 2), here))["pelvic_tilt"] == 1


def test_the_short_template_of_stage_1_is_taken_on_a_short_day() -> None:
    assert plan(day(6, 6), stage=1, length=Length.LONG).template == "s1_short"


@pytest.mark.parametrize("stage", STAGES)
def test_a_short_day_is_within_the_short_budget_with_warm_up_and_cool_down(stage: int) -> None:
    here = plan(day(7, 7), stage=stage)
    limit = PROGRAMME.budgets.short_minutes * 60 * (1 + PROGRAMME.budgets.tolerance)
    assert here.length is Length.SHORT
    assert here.seconds <= limit
    assert here.seconds == total_seconds(here.items, PROGRAMME.timing, here.suit)
    assert here.items[0].section is Section.WARM_UP
    assert here.items[-1].section is Section.COOL_DOWN
    main = [item.role for item in here.items if item.section is Section.MAIN]
    assert (
        main
        == {
            1: [ExerciseRole.KEY] * 3 + [ExerciseRole.TRUNK],
            2: [ExerciseRole.KEY] * 2,
            3: [ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT],
        }[stage]
    )


def test_main_items_are_one_level_lower_for_today_only() -> None:
    facts: Sequence[Fact] = (
        did(0, ("dead_bug", 3), effort=7),
        did(3, ("bridge_march", 2), effort=7),
        a_check_in(6, 6),
    )
    here = now(6, *facts)
    usual = main_levels(plan(None, here))
    # Day 6 asks for a short session, of other exercises: the same day at its usual length.
    today = main_levels(plan(replace(day(6, 6), choice=Choice.PLANNED), here))
    assert (usual["dead_bug"], today["dead_bug"]) == (3, 2)
    assert (usual["bridge_march"], today["bridge_march"]) == (2, 1)
    assert usual["side_plank_knees"] - 1 == today["side_plank_knees"] == 1
    lowest = plan(replace(day(6, 6), lower=5), here)
    assert set(main_levels(lowest).values()) == {1}, "there is nothing below level 1"
    assert here.levels.level_of("dead_bug") == 3, "what is stored stays as it is"


def test_what_goes_by_the_clock_is_lowered_too() -> None:
    timed = [
        item.exercise.id
        for item in plan(None, stage=3).items
        if item.section is Section.MAIN and item.exercise.mode is Mode.TIME
    ]
    assert timed == ["suitcase_carry"]
    higher = replace(
        PROGRAMME.templates["s3_b"],
        items=tuple(
            replace(item, level=2) if item.exercise in timed else item
            for item in PROGRAMME.templates["s3_b"].items
        ),
    )
    templates = {**PROGRAMME.templates, "s3_b": higher}
    lower = Day(Choice.PLANNED, lower=1)
    here = plan_session(
        replace(PROGRAMME, templates=templates),
        catalogue().exercises,
        stage=3,
        done_in_stage=1,
        length=Length.LONG,
        day=lower,
    )
    assert main_levels(here)["suitcase_carry"] == 1


def test_warm_up_stretches_and_cool_down_are_never_lowered() -> None:
    length = Length.LONG
    usual = plan(None, stage=3, length=length)
    lower = plan(Day(Choice.PLANNED, lower=2), stage=3, length=length)
    around = [item for item in usual.items if item.section is not Section.MAIN]
    assert around[0].dose.level == 3
    assert [item for item in lower.items if item.section is not Section.MAIN] == around


def test_nothing_goes_up_on_a_day_without_raises() -> None:
    here = now(7, did(0, "dead_bug"), did(3, "dead_bug"), a_check_in(7))
    assert main_levels(plan(day(2), here))["dead_bug"] == 2
    still = replace(day(2), raises=False)
    assert main_levels(plan(still, here))["dead_bug"] == 1


def test_the_prompt_is_handed_on_with_the_plan() -> None:
    of_day = day(5, 5)
    assert plan(of_day).prompt == of_day.prompt != ""


def test_there_is_no_plan_where_there_is_no_workout() -> None:
    with pytest.raises(ValueError, match="no workout today"):
        plan(day(8))

"""What is promised to people of one kind is checked, and holds."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from random import Random

import pytest

from backcoach.coach.model.programme import ExerciseRole
from backcoach.coach.model.records import SessionKind, StageDecision
from backcoach.simulation import people
from backcoach.simulation.checks import DayChecker
from backcoach.simulation.people import FIRST_DAY, KINDS, PersonKind
from backcoach.simulation.person import SimulatedDay, SimulatedPerson
from backcoach.simulation.person_report import PersonReport, simulate_person
from backcoach.simulation.promises import OF_KINDS
from backcoach.simulation.summary import failed_checks
from tests.support.content import catalogue

WEEKS = 52


@cache
def year(kind: PersonKind) -> tuple[SimulatedPerson, tuple[SimulatedDay, ...]]:
    person = SimulatedPerson("p1", kind, catalogue(), Random("1:0"))
    return person, tuple(day for week in range(WEEKS) for day in person.week(week))


def on_day(kind: PersonKind, number: int) -> SimulatedDay:
    """The first session from day `number` on."""
    _, days = year(kind)
    return next(
        each
        for each in days
        if (each.on - FIRST_DAY).days >= number and each.plan is not None and len(each.plan.items)
    )


def with_item(simulated: SimulatedDay, name: str, level: int) -> SimulatedDay:
    """The same, with this exercise in place of the second one of the session."""
    plan, exercise = simulated.plan, catalogue().exercises[name]
    assert plan is not None
    item = replace(plan.items[1], exercise=exercise, dose=exercise.at(level))
    items = (plan.items[0], item, *plan.items[2:])
    return replace(simulated, plan=replace(plan, items=items))


def said_of(kind: PersonKind, simulated: SimulatedDay) -> list[str]:
    person, _ = year(kind)
    checker = DayChecker(person)
    return [words for each in OF_KINDS[kind.name] for words in each(checker, simulated, ())]


PREGNANT = people.PREGNANT_FROM_WEEK_10
BROKEN = [
    (PREGNANT, 0, "squat", 4, "level 4 of squat in week 10 of a pregnancy"),
    (PREGNANT, 14, "cobra", 1, "cobra in week 12 of a pregnancy"),
    (PREGNANT, 42, "bridge", 1, "bridge on the back in week 16 of a pregnancy"),
    (PREGNANT, 126, "front_plank", 1, "front_plank in week 28 of a pregnancy"),
    (PREGNANT, people.AGAIN_FROM, "dead_bug", 1, "dead_bug 42 days after a birth"),
    (people.LEG_STAYS, 30, "hip_hinge", 1, "hip_hinge with pain in a leg"),
    (people.LEG_STAYS, 30, "knee_rolls", 2, "level 2 of knee_rolls with pain in a leg"),
    (people.FLOOR_FREE, 100, "bridge", 1, "bridge on the floor"),
    (people.NO_STEP, 100, "step_up", 1, "step_up without a step"),
    (people.MAT_AND_CHAIR, 100, "functional_lift", 1, "functional_lift with nothing but"),
    (people.UNSTEADY_AT_75, 300, "squat", 4, "level 4 of squat with thin bones"),
    (people.THIN_BONES_AND_BALANCE, 300, "lunge_twist", 2, "level 2 of lunge_twist with thin"),
]


@pytest.mark.parametrize(
    ("kind", "number", "name", "level", "said"),
    BROKEN,
    ids=[f"{kind.name}-{name}" for kind, _, name, _, _ in BROKEN],
)
def test_a_promise_that_is_broken_is_told(
    kind: PersonKind, number: int, name: str, level: int, said: str
) -> None:
    simulated = on_day(kind, number)
    assert said_of(kind, simulated) == []
    assert said in " ".join(said_of(kind, with_item(simulated, name, level)))


def test_a_session_before_the_questions_about_a_birth_is_told() -> None:
    simulated = on_day(PREGNANT, people.BIRTH_DAY - 7)
    moved = replace(simulated, on=FIRST_DAY + timedelta(days=people.BIRTH_DAY + 2))
    assert "before the questions about it" in " ".join(said_of(PREGNANT, moved))


def test_a_main_session_with_a_leg_that_is_worse_is_told() -> None:
    person = SimulatedPerson("p1", people.LEG_STAYS, catalogue(), Random("1:0"))
    first, second, *_ = person.week(0)
    assert (first.session, second.session) != (None, None)
    assert first.plan is not None
    assert first.plan.kind is not SessionKind.MAIN
    checker = DayChecker(SimulatedPerson("p2", people.LEG_STAYS, catalogue(), Random("1:0")))
    main = on_day(people.LEG_STAYS, 30)
    said = [words for each in OF_KINDS[people.LEG_STAYS.name] for words in each(checker, main, ())]
    assert said == ["a main session with pain in a leg that is not steady"]


def test_a_long_session_for_somebody_who_wants_short_ones_is_told() -> None:
    longer = on_day(people.ADHERENT, 60)
    assert "for somebody who wants short ones" in " ".join(said_of(people.SHORT_ONLY, longer))


def test_four_calm_weeks_in_which_nothing_goes_up_are_told() -> None:
    person, days = year(people.MAT_AND_CHAIR)
    checker = DayChecker(person)
    for each in days[:30]:
        # As if nothing had gone up in one long stage, and nothing had been written down.
        levels = replace(each.before.levels, decisions=())
        before = replace(each.before, levels=levels, stage=1)
        checker.see(replace(each, before=before, after=before))
    assert "though all was calm, and nothing says why" in " ".join(checker.broken)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_person_keeps_every_promise_for_a_year(kind: PersonKind) -> None:
    reports = [simulate_person(number, kind, catalogue(), WEEKS, 11) for number in range(4)]
    assert failed_checks(reports, WEEKS) == []


# --- How their year goes -----------------------------------------------------------------------


def report_of(kind: PersonKind, weeks: int) -> PersonReport:
    return simulate_person(0, kind, catalogue(), weeks, 1)


def test_after_a_birth_everything_comes_back() -> None:
    _, days = year(PREGNANT)
    number = {(each.on - FIRST_DAY).days: each for each in days if each.plan is not None}
    assert not set(range(people.BIRTH_DAY, people.AGAIN_FROM)).intersection(number)
    postnatal_ends = people.BIRTH_DAY + 84
    late = [each.plan for day, each in number.items() if day >= postnatal_ends + 14]
    held = {item.exercise.id for plan in late if plan for item in plan.items}
    assert held >= {"romanian_deadlift", "functional_lift", "front_plank", "dead_bug"}


def test_whoever_is_strong_is_at_the_top_after_a_year_and_goes_on_by_weight() -> None:
    _, days = year(people.STRONG_AND_BORED)
    end = days[-1].after
    exercises = catalogue().exercises
    lifts = ("romanian_deadlift", "functional_lift", "squat", "step_down", "suitcase_carry")
    tops = {name: len(exercises[name].ladder) for name in lifts}
    assert {rung.exercise: rung.level for rung in end.levels.rungs if rung.exercise in tops} == tops
    weeks = [(each.on - FIRST_DAY).days // 7 for each in end.levels.decisions if _grows(each.rule)]
    assert [week for week in weeks if week >= WEEKS - 12]


def _grows(rule: str) -> bool:
    return rule in ("load.up", "load.reps")


@pytest.mark.parametrize(
    "kind",
    [people.SHORT_ONLY, people.LEG_STAYS, people.MAT_AND_CHAIR, people.THIN_BONES_AND_BALANCE],
    ids=lambda kind: kind.name,
)
def test_whoever_trains_as_planned_reaches_stage_3_whatever_their_sessions_are(
    kind: PersonKind,
) -> None:
    report = report_of(kind, 9)
    assert (report.broken, report.stages[-1]) == ((), 3)


@pytest.mark.parametrize(
    ("kind", "sets", "said"),
    [
        (people.KEEPS, 1, False),
        (people.KEEPS, 4, True),
        (people.KEEPS_AT_65, 1, True),
        (people.KEEPS_AT_65, 2, False),
    ],
)
def test_c8_whoever_keeps_what_there_is_has_the_sets_for_it(
    kind: PersonKind, sets: int, *, said: bool
) -> None:
    simulated = on_day(kind, 300)
    assert simulated.before.keeping_since is not None and simulated.plan is not None
    items = tuple(
        replace(item, dose=replace(item.dose, reps=(8,) * sets))
        if item.role is ExerciseRole.LIFT
        else item
        for item in simulated.plan.items
    )
    changed = replace(simulated, plan=replace(simulated.plan, items=items))
    assert bool(said_of(kind, changed)) is said


def test_c9_somebody_takes_the_advice_that_is_given() -> None:
    person, _ = year(people.TAKES_ADVICE)
    assert {each.decision for each in person.log.choices}


def test_c8_somebody_keeps_what_there_is_from_week_16_on_with_two_sessions_a_week() -> None:
    person, days = year(people.KEEPS)
    (chosen,) = person.log.choices
    assert chosen.decision is StageDecision.KEEP
    assert {each.before.stage for each in days if each.on > chosen.at.date()} == {3}

"""The checks of the simulation detect each violation."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import SessionRecord
from backcoach.simulation.checks import OF_PLANS, DayChecker
from backcoach.simulation.people import ADHERENT, FIRST_DAY, KINDS, PersonKind
from backcoach.simulation.person import SimulatedDay, SimulatedPerson
from backcoach.simulation.person_report import simulate_person
from tests.support.content import catalogue


def a_person(kind: PersonKind = ADHERENT) -> SimulatedPerson:
    content = catalogue()
    return SimulatedPerson("p1", kind, content, Random("1:0"))


def simulated_days(person: SimulatedPerson, weeks: int = 4) -> list[SimulatedDay]:
    return [simulated for week in range(weeks) for simulated in person.week(week)]


def broken_by(
    change: Callable[[SimulatedDay], SimulatedDay], *, kind: PersonKind = ADHERENT
) -> str:
    """What the watch says when the last day of some weeks is changed."""
    person = a_person(kind)
    checker = DayChecker(person)
    *days, last = simulated_days(person)
    for simulated in days:
        checker.see(simulated)
    assert checker.broken == []
    checker.see(change(last))
    return " ".join(checker.broken)


def more_ups(simulated: SimulatedDay, names: list[str]) -> SimulatedDay:
    """`simulated`, with levels that went up on its day."""
    ups = [Decision("level.up", simulated.on, name, name, 1, 2, Evidence()) for name in names]
    levels = replace(simulated.after.levels, decisions=(*simulated.after.levels.decisions, *ups))
    return replace(simulated, after=replace(simulated.after, levels=levels))


def with_red(session: SessionRecord) -> SessionRecord:
    assert session.ratings is not None
    return replace(session, ratings=replace(session.ratings, worst_pain=9))


def test_a_plan_without_cool_down() -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        assert simulated.plan is not None
        return replace(simulated, plan=replace(simulated.plan, items=simulated.plan.items[:-1]))

    assert "without warm-up or cool-down" in broken_by(change)


def test_a_plan_that_runs_over() -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        assert simulated.plan is not None
        return replace(simulated, plan=replace(simulated.plan, seconds=simulated.plan.seconds * 3))

    assert "are the limit" in broken_by(change)


def test_an_exercise_planned_twice() -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        assert simulated.plan is not None
        items = simulated.plan.items
        return replace(
            simulated, plan=replace(simulated.plan, items=(*items[:2], items[1], *items[2:]))
        )

    assert "planned twice" in broken_by(change)


def test_an_exercise_that_the_profile_bars() -> None:
    told = replace(ADHERENT, tags=("no_floor",))
    person = a_person(told)
    checker = DayChecker(person)
    days = simulated_days(person, 1)
    floor = catalogue().exercises["front_plank"]
    plan = days[-1].plan
    assert plan is not None
    items = (plan.items[0], replace(plan.items[1], exercise=floor), *plan.items[2:])
    checker.see(replace(days[-1], plan=replace(plan, items=items)))
    assert "front_plank was planned for no_floor" in " ".join(checker.broken)


def test_a_level_that_the_profile_bars() -> None:
    person = a_person(replace(ADHERENT, tags=("balance",)))
    checker = DayChecker(person)
    days = simulated_days(person, 1)
    hinge = catalogue().exercises["hip_hinge"]
    plan = days[-1].plan
    assert plan is not None
    for level in (1, 2):
        item = replace(plan.items[1], exercise=hinge, dose=hinge.at(level))
        items = (plan.items[0], item, *plan.items[2:])
        checker.see(replace(days[-1], plan=replace(plan, items=items)))
        said = "level 2 of hip_hinge was planned for balance" in " ".join(checker.broken)
        assert said is (level == 2)


def test_a_level_that_falls_without_a_word() -> None:
    person = a_person()
    checker = DayChecker(person)
    *days, last = simulated_days(person)
    for simulated in days:
        checker.see(simulated)
    assert checker.broken == []
    levels = last.after.levels
    moved = {each.exercise for each in levels.decisions if each.on == last.on and each.moved}
    name = next(rung.exercise for rung in levels.rungs if rung.exercise not in moved)
    checker.levels[name] = 9
    checker.see(last)
    assert f"{name} went from level 9 to" in " ".join(checker.broken)


def test_a_rise_right_after_a_red_session() -> None:
    person = a_person()
    checker = DayChecker(person)
    *days, before, last = simulated_days(person)
    for simulated in days:
        checker.see(simulated)
    assert before.session is not None
    checker.see(replace(before, session=with_red(before.session)))
    checker.see(more_ups(last, ["bridge"]))
    assert "after a red session" in " ".join(checker.broken)


def test_more_rises_than_the_caps() -> None:
    names = ["bridge", "squat", "dead_bug", "clamshell", "hip_hinge"]
    assert "went up at once" in broken_by(lambda simulated: more_ups(simulated, names))


def test_two_steps_in_a_week() -> None:
    assert "twice in 7 days" in broken_by(
        lambda simulated: more_ups(more_ups(simulated, ["x"]), ["x"])
    )


def test_a_stage_passed_over() -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        stage = replace(simulated.after.changes[0], from_stage=1, to_stage=3)
        return replace(simulated, after=replace(simulated.after, changes=(stage,)))

    assert "passed over" in broken_by(change)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_person_keeps_every_promise_for_half_a_year(kind: PersonKind) -> None:
    for number in range(3):
        report = simulate_person(number, kind, catalogue(), 26, 7)
        assert report.broken == ()
        assert report.stages[-1] == 3 or report.held_by


def test_a_life_is_told_from_its_log_alone() -> None:
    person = a_person()
    days = simulated_days(person)
    assert days[-1].on < FIRST_DAY + timedelta(days=28)
    assert len(person.log.sessions) == len([day for day in days if day.session is not None])


def test_getting_down_and_up_again() -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        assert simulated.plan is not None
        items = simulated.plan.items
        # The standing march between two exercises on the floor.
        mixed = (*items[:-2], items[0], *items[-2:])
        return replace(simulated, plan=replace(simulated.plan, items=mixed))

    assert "changes between floor and standing" in broken_by(change)


def test_the_same_sessions_week_after_week() -> None:
    person = a_person()
    checker = DayChecker(person)
    days = [day for day in simulated_days(person, 12) if day.plan and day.plan.stage == 3]
    assert days[0].plan is not None
    for number in (0, 7):
        again = replace(days[0], on=days[0].on + timedelta(days=number))
        for check in OF_PLANS:
            assert not list(check(checker, again, ()))
    third = replace(days[0], on=days[0].on + timedelta(days=14))
    said = [words for check in OF_PLANS for words in check(checker, third, ())]
    assert said == ["the same sessions in two weeks running"]


def with_only(simulated: SimulatedDay, *gone: Section, left_out: int = 0) -> SimulatedDay:
    """The same without the sections `gone`, as a session of the last stage."""
    assert simulated.plan is not None
    items = tuple(item for item in simulated.plan.items if item.section not in gone)
    plan = replace(simulated.plan, items=items, stage=3, left_out=("x",) * left_out)
    return replace(simulated, plan=plan)


@pytest.mark.parametrize(
    ("gone", "left_out", "said"),
    [
        ((), 4, ""),
        ((), 5, "5 exercises left out"),
        ((Section.STRETCH,), 4, "a session without a stretch"),
        ((Section.MAIN,), 4, "only 0 exercises in the main block"),
    ],
)
def test_c10_a_session_with_too_little(gone: tuple[Section, ...], left_out: int, said: str) -> None:
    broken = broken_by(lambda simulated: with_only(simulated, *gone, left_out=left_out))
    assert (said in broken) if said else broken == ""


@pytest.mark.parametrize(
    ("missing", "length", "said"),
    [
        (0, Length.STANDARD, False),
        (1, Length.STANDARD, True),
        (1, Length.SHORT, False),
        (2, Length.SHORT, True),
    ],
)
def test_i1_1_a_session_without_its_whole_balance_block(
    missing: int, length: Length, *, said: bool
) -> None:
    def change(simulated: SimulatedDay) -> SimulatedDay:
        assert simulated.plan is not None
        items = simulated.plan.items
        block = [item for item in items if item.section is Section.BALANCE][:missing]
        plan = replace(
            simulated.plan, items=tuple(i for i in items if i not in block), length=length
        )
        return replace(simulated, plan=plan)

    kind = replace(ADHERENT, tags=("age_65",), help_near=True)
    broken = broken_by(change, kind=kind)
    assert ("left out" in broken) is said

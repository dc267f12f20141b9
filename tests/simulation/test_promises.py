"""The watch over virtual people notices each promise that is broken."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.records import SessionRecord
from backcoach.simulation.checks import Watch
from backcoach.simulation.life import FIRST_DAY, Life, Lived
from backcoach.simulation.people import ADHERENT, KINDS, PersonKind
from backcoach.simulation.story import live_through
from tests.support.content import catalogue


def a_life(kind: PersonKind = ADHERENT) -> Life:
    content = catalogue()
    return Life("p1", kind, content.programme, content.exercises, Random("1:0"))


def lived_days(life: Life, weeks: int = 4) -> list[Lived]:
    return [lived for week in range(weeks) for lived in life.week(week)]


def broken_by(change: Callable[[Lived], Lived], *, kind: PersonKind = ADHERENT) -> str:
    """What the watch says when the last day of some weeks is changed."""
    life = a_life(kind)
    watch = Watch(life)
    *days, last = lived_days(life)
    for lived in days:
        watch.see(lived)
    assert watch.broken == []
    watch.see(change(last))
    return " ".join(watch.broken)


def more_ups(lived: Lived, names: list[str]) -> Lived:
    """`lived`, with levels that went up on its day."""
    ups = [Decision("level.up", lived.on, name, name, 1, 2, Evidence()) for name in names]
    levels = replace(lived.after.levels, decisions=(*lived.after.levels.decisions, *ups))
    return replace(lived, after=replace(lived.after, levels=levels))


def with_red(session: SessionRecord) -> SessionRecord:
    assert session.ratings is not None
    return replace(session, ratings=replace(session.ratings, worst_pain=9))


def test_a_plan_without_cool_down() -> None:
    def change(lived: Lived) -> Lived:
        assert lived.plan is not None
        return replace(lived, plan=replace(lived.plan, items=lived.plan.items[:-1]))

    assert "without warm-up or cool-down" in broken_by(change)


def test_a_plan_that_runs_over() -> None:
    def change(lived: Lived) -> Lived:
        assert lived.plan is not None
        return replace(lived, plan=replace(lived.plan, seconds=lived.plan.seconds * 3))

    assert "are the limit" in broken_by(change)


def test_an_exercise_planned_twice() -> None:
    def change(lived: Lived) -> Lived:
        assert lived.plan is not None
        items = lived.plan.items
        return replace(lived, plan=replace(lived.plan, items=(*items[:2], items[1], *items[2:])))

    assert "planned twice" in broken_by(change)


def test_an_exercise_that_the_profile_bars() -> None:
    told = replace(ADHERENT, tags=("no_floor",))
    life = a_life(told)
    watch = Watch(life)
    days = lived_days(life, 1)
    floor = catalogue().exercises["front_plank"]
    plan = days[-1].plan
    assert plan is not None
    items = (plan.items[0], replace(plan.items[1], exercise=floor), *plan.items[2:])
    watch.see(replace(days[-1], plan=replace(plan, items=items)))
    assert "front_plank was planned for no_floor" in " ".join(watch.broken)


def test_a_rise_right_after_a_red_session() -> None:
    life = a_life()
    watch = Watch(life)
    *days, before, last = lived_days(life)
    for lived in days:
        watch.see(lived)
    assert before.session is not None
    watch.see(replace(before, session=with_red(before.session)))
    watch.see(more_ups(last, ["bridge"]))
    assert "after a red session" in " ".join(watch.broken)


def test_more_rises_than_the_caps() -> None:
    names = ["bridge", "squat", "dead_bug", "clamshell", "hip_hinge"]
    assert "went up at once" in broken_by(lambda lived: more_ups(lived, names))


def test_two_steps_in_a_week() -> None:
    assert "twice in a week" in broken_by(lambda lived: more_ups(more_ups(lived, ["x"]), ["x"]))


def test_a_stage_passed_over() -> None:
    def change(lived: Lived) -> Lived:
        stage = replace(lived.after.changes[0], from_stage=1, to_stage=3)
        return replace(lived, after=replace(lived.after, changes=(stage,)))

    assert "passed over" in broken_by(change)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_of_person_keeps_every_promise_for_half_a_year(kind: PersonKind) -> None:
    for number in range(3):
        story = live_through(number, kind, catalogue(), 26, 7)
        assert story.broken == ()
        assert story.stages[-1] == 3 or story.held_by


def test_a_life_is_told_from_its_log_alone() -> None:
    life = a_life()
    days = lived_days(life)
    assert days[-1].on < FIRST_DAY + timedelta(days=28)
    assert len(life.log.sessions) == len([day for day in days if day.session is not None])

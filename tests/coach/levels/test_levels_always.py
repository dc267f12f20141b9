"""Properties of levels that hold for every history."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.lights import Light, session_light
from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import SessionRecord
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.levels import did, now
from tests.support.logs import Fact, a_check_in, day

EXERCISES = catalogue().exercises
NAMES = ("bridge_march", "dead_bug", "squat", "hip_hinge", "clamshell", "kneeling_plank")
UP = {"level.up", "level.swap.harder"}
LONGEST = 120


@st.composite
def histories(draw: st.DrawFn) -> list[SessionRecord]:
    """Sessions of stage 2 some days apart, mostly calm, now and then not."""
    sessions: list[SessionRecord] = []
    number = 0
    calm = st.sampled_from([1, 2, 2, 2, 3])
    for _ in range(draw(st.integers(min_value=1, max_value=14))):
        exercises = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
        rungs = [(name, draw(st.integers(min_value=1, max_value=4))) for name in exercises]
        sessions.append(
            did(
                number,
                *rungs,
                pain=draw(calm | st.none() | st.integers(min_value=0, max_value=7)),
                worst=draw(calm | st.none() | st.integers(min_value=0, max_value=10)),
                effort=draw(st.sampled_from([3, 3, 5, 5, 5, 6, 7, 8, 9, 10])),
                share=draw(st.sampled_from([1.0, 1.0, 1.0, 0.9, 0.5])),
                hurt=draw(st.none() | st.just((0, 7)) | st.just((0, 4))),
                sore=draw(st.sampled_from([(), (), (), exercises[:1], ("cobra",)])),
            )
        )
        number += draw(st.sampled_from([1, 2, 2, 3, 3, 4, 7, 8, 15, 29, 60]))
    return sessions


def all_of(sessions: list[SessionRecord]) -> Standing:
    return now((sessions[-1].local_date - day(0)).days, *sessions)


def raises(here: Standing) -> list[Decision]:
    return [each for each in here.levels.decisions if each.rule in UP]


@given(histories())
@examples(50)
def test_nothing_goes_up_after_red_unsettled_or_unknown(sessions: list[SessionRecord]) -> None:
    here = all_of(sessions)
    by_id = {session.id: session for session in sessions}
    for up in raises(here):
        assert len(up.evidence.sessions) == 2
        for id in up.evidence.sessions:
            session = by_id[id]
            colour = session_light(session, programme().lights)
            assert colour in (Light.GREEN, Light.AMBER)
            assert session.ratings is not None and session.ratings.effort <= 6
            assert up.exercise not in session.ratings.sore
        before = [each for each in sessions if each.local_date < up.on]
        assert session_light(before[-1], programme().lights) not in (None, Light.RED)
        today = next(each for each in sessions if each.local_date == up.on)
        assert today.check_in is not None and today.check_in.pain < 6
        assert (up.on - before[-1].local_date).days < 7
        assert "level.hold.unsettled" not in {
            each.rule
            for each in here.levels.decisions
            if each.exercise == up.exercise and each.on == up.on
        }


@given(histories())
@examples(50)
def test_never_more_at_once_than_the_caps(sessions: list[SessionRecord]) -> None:
    ups = raises(all_of(sessions))
    assert all(number <= 4 for number in Counter(up.on for up in ups).values())
    for name in NAMES:
        days = [up.on for up in ups if up.exercise == name]
        assert all((later - earlier).days >= 7 for earlier, later in pairwise(days))


@given(histories())
@examples(50)
def test_each_step_is_one_level_and_stays_on_the_ladder(sessions: list[SessionRecord]) -> None:
    here = all_of(sessions)
    for each in here.levels.decisions:
        assert each.sentence.endswith(".") and "{" not in each.sentence
        if not each.exercise:
            continue
        new = EXERCISES[each.other or each.exercise]
        assert 1 <= each.to_level <= len(new.ladder)
        if each.rule == "level.up":
            assert each.to_level == each.from_level + 1
        elif each.rule.startswith("level.down"):
            assert each.to_level == each.from_level - 1
        elif each.rule.startswith(("level.hold", "level.cap")):
            assert each.to_level == each.from_level
    for rung in here.levels.rungs:
        assert 1 <= rung.level <= len(EXERCISES[rung.exercise].ladder)


@given(histories(), st.randoms())
@examples(25)
def test_the_order_of_the_log_does_not_matter(
    sessions: list[SessionRecord], chance: Random
) -> None:
    shuffled = list(sessions)
    chance.shuffle(shuffled)
    number = (sessions[-1].local_date - day(0)).days
    assert now(number, *shuffled) == now(number, *sessions)


@given(histories(), st.integers(min_value=0, max_value=LONGEST))
@examples(25)
def test_sessions_after_today_change_nothing(sessions: list[SessionRecord], number: int) -> None:
    known = [session for session in sessions if session.local_date <= day(number)]
    assert now(number, *sessions) == now(number, *known)


@given(histories())
@examples(25)
def test_what_was_decided_stays_decided(sessions: list[SessionRecord]) -> None:
    facts: list[Fact] = []
    told: tuple[Decision, ...] = ()
    for session in sessions:
        facts.append(session)
        here = now((session.local_date - day(0)).days, *facts)
        assert here.levels.decisions[: len(told)] == told
        told = here.levels.decisions


@given(histories(), st.integers(min_value=0, max_value=30), st.sampled_from([None, *Length]))
@examples(50)
def test_every_plan_is_whole_and_keeps_its_budget(
    sessions: list[SessionRecord], later: int, length: Length | None
) -> None:
    number = (sessions[-1].local_date - day(0)).days + later
    here = now(number, *sessions, a_check_in(number, hour=20))
    content = catalogue().programme
    plan = plan_session(
        content,
        EXERCISES,
        stage=here.stage,
        done_in_stage=here.sessions_in_stage,
        length=length,
        levels=here.levels,
    )
    assert plan.items[0].section is Section.WARM_UP
    assert plan.items[-1].section is Section.COOL_DOWN
    limit = content.budgets.minutes(plan.length) * 60 * (1 + content.budgets.tolerance)
    assert plan.seconds <= limit
    names = [item.exercise.id for item in plan.items]
    assert len(set(names)) == len(names)
    template = {entry.exercise: entry.level for entry in content.templates[plan.template].items}
    for item in plan.items:
        if item.section is not Section.MAIN or item.exercise.mode is Mode.TIME:
            assert item.dose.level == template[item.exercise.id]

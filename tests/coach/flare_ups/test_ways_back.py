"""What is lower on the way back from a break, a flare-up or pain in a leg, and what is said."""

from dataclasses import replace

import pytest

from backcoach.coach.flare_ups.rules import ReturnStep
from backcoach.coach.flare_ups.way_back import WayBack
from backcoach.coach.model.records import StageDecision
from backcoach.coach.standing.standing import Standing
from tests.support.content import programme
from tests.support.levels import did, now
from tests.support.logs import Fact, a_choice, day

SQUAT, LAST = "squat", 44


def trained(rung: int) -> list[Fact]:
    """Weeks of stage 2 in which nothing goes up, as effort is 7."""
    return [did(number, (SQUAT, rung), effort=7) for number in range(0, LAST + 1, 4)]


def told(here: Standing, rule: str) -> dict[str, tuple[int, int]]:
    """The old and the new level of each exercise, as the ledger says."""
    return {
        each.exercise: (each.from_level, each.to_level)
        for each in here.levels.decisions
        if each.rule == rule
    }


@pytest.mark.parametrize(("rung", "then"), [(1, 1), (2, 1), (3, 2), (4, 3)])
def test_after_14_days_the_ledger_tells_each_level_one_lower_but_never_below_1(
    rung: int, then: int
) -> None:
    found = told(now(LAST + 14, *trained(rung)), "absence.14-27")
    assert found[SQUAT] == (rung, then)


@pytest.mark.parametrize(("rung", "then"), [(2, 1), (3, 1), (4, 2)])
def test_after_28_days_the_ledger_tells_each_level_two_lower_but_never_below_1(
    rung: int, then: int
) -> None:
    found = told(now(LAST + 28, *trained(rung)), "absence.28-55")
    assert found[SQUAT] == (rung, then)


@pytest.mark.parametrize(("rung", "then"), [(3, 2), (2, 1), (1, 1)])
def test_what_waits_at_a_level_of_before_is_told_lower_too(rung: int, then: int) -> None:
    # Of stage 1 and not done in stage 2: its level waits for the sessions that name it.
    early = [did(number, ("bird_dog", rung), stage=1, effort=7) for number in (0, 2)]
    later = [did(number, SQUAT, effort=7) for number in (4, 6)]
    choice = a_choice(3, StageDecision.START_IN, 2)
    before = now(6, *early, choice, *later, stage=1)
    assert "bird_dog" not in before.levels.book.tracks, "it waits"
    here = now(6 + 14, *early, choice, *later, stage=1)
    assert here.stage == 2
    found = told(here, "absence.14-27")
    assert (found["bird_dog"], found[SQUAT]) == ((rung, then), (1, 1))


def way(**rules: object) -> WayBack:
    return WayBack(replace(programme(), **rules), [])  # type: ignore[arg-type]


def test_pain_in_a_leg_that_is_over_lowers_the_sessions_the_rules_name() -> None:
    leg = programme().leg
    assert leg is not None
    back = way()
    assert (back.less, back.leg_less, back.reason) == (0, 0, None)
    back.after_leg(day(3))
    assert back.less == back.leg_less == leg.lower_levels
    assert back.reason == "Your next session is 1 level lower, on the way back from pain in a leg."
    (said,) = back.decisions
    assert (said.rule, said.on) == ("safety.leg", day(3))
    assert dict(said.evidence.numbers) == {"days": leg.quiet_days, "levels": leg.lower_levels}


def test_an_earlier_programme_knows_nothing_of_a_leg() -> None:
    back = way(leg=None)
    back.after_leg(day(3))
    assert (back.leg_sessions, back.less, back.decisions) == (0, 0, [])
    assert replace(back, leg_sessions=1).leg_less == 0


@pytest.mark.parametrize(
    ("breaks", "leg", "step", "less", "words"),
    [
        (0, 0, ReturnStep.NONE, 0, None),
        (1, 0, ReturnStep.NONE, 1, "a break"),
        (0, 1, ReturnStep.NONE, 1, "pain in a leg"),
        (1, 1, ReturnStep.NONE, 1, "a break"),
        (0, 0, ReturnStep.FIRST, 2, "a flare-up"),
        (0, 0, ReturnStep.SECOND, 1, "a flare-up"),
        (1, 1, ReturnStep.FIRST, 2, "a flare-up"),
        (1, 1, ReturnStep.SECOND, 1, "a flare-up"),
    ],
)
def test_the_largest_of_them_is_lower_and_never_their_sum(
    breaks: int, leg: int, step: ReturnStep, less: int, words: str | None
) -> None:
    back = replace(way(), lower_sessions=breaks, leg_sessions=leg, step=step)
    assert back.less == less
    assert (back.reason or "").endswith("" if words is None else f"on the way back from {words}.")
    assert (back.reason is None) is (words is None)

"""Properties of flare-ups that hold for every history."""

from __future__ import annotations

from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import FlareReport, SessionRecord
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.levels import IN_STAGE_2, now
from tests.support.logs import Fact, a_log, day
from tests.support.random_histories import histories

UP = {"level.up", "level.swap.harder"}


def last_day(facts: list[Fact]) -> int:
    sessions = [each for each in facts if isinstance(each, SessionRecord)]
    return (sessions[-1].local_date - day(0)).days


def by_day(facts: list[Fact]) -> list[Standing]:
    """Where somebody stands at the end of each day."""
    content = catalogue()
    log = a_log(IN_STAGE_2, *facts)
    days = [day(number) for number in range(last_day(facts) + 1)]
    return [standing(log, programme(), each, exercises=content.exercises) for each in days]


def flare_days(seen: list[Standing]) -> set[date]:
    """The days that began and ended in flare-up mode."""
    return {
        day(number)
        for number, here in enumerate(seen)
        if here.flare is not None and here.flare.since < day(number)
    }


@given(histories())
@examples(25)
def test_nothing_goes_up_in_a_flare(facts: list[Fact]) -> None:
    seen = by_day(facts)
    ups = {each.on for each in seen[-1].levels.decisions if each.rule in UP}
    assert not ups & flare_days(seen)


@given(histories())
@examples(25)
def test_the_stage_is_kept_through_a_flare(facts: list[Fact]) -> None:
    seen = by_day(facts)
    before = seen[0]
    for here in seen[1:]:
        if before.flare is not None or here.flare is not None or before.flare_less:
            assert here.stage == before.stage
        before = here


@given(histories())
@examples(25)
def test_a_flare_ends_only_by_calm_mornings_and_leads_over_the_way_back(
    facts: list[Fact],
) -> None:
    here = now(last_day(facts), *facts)
    rules = [each.rule for each in here.levels.decisions if not each.exercise]
    for place, rule in enumerate(rules):
        if rule == "flare.end":
            assert rules[place + 1] == "flare.return.2"
        if rule == "flare.return.done":
            assert rules[place - 1] in ("flare.return.1", "flare.return.again")
    assert here.flare is None or here.flare.calm < here.flare.needed
    assert here.flare is None or here.flare_less == 0


@given(histories(), st.randoms())
@examples(25)
def test_the_order_of_the_log_does_not_matter(facts: list[Fact], chance: Random) -> None:
    shuffled = list(facts)
    chance.shuffle(shuffled)
    assert now(last_day(facts), *shuffled) == now(last_day(facts), *facts)


@given(histories())
@examples(25)
def test_without_its_report_a_log_is_as_if_nobody_had_pressed(facts: list[Fact]) -> None:
    without = [each for each in facts if not isinstance(each, FlareReport)]
    rules = {each.rule for each in now(last_day(facts), *without).levels.decisions}
    assert "flare.begin.button" not in rules
    pressed = [each for each in facts if isinstance(each, FlareReport)]
    if pressed:
        first = (pressed[0].at.date() - day(0)).days
        if first > 0:
            assert now(first - 1, *facts) == now(first - 1, *without)


@given(histories())
@examples(25)
def test_what_was_decided_stays_decided(facts: list[Fact]) -> None:
    told: tuple[object, ...] = ()
    for here in by_day(facts):
        assert here.levels.decisions[: len(told)] == told
        told = here.levels.decisions

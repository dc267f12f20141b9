"""What moves the level of one exercise for balance (`programme.md` §3.10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.evidence.lights import Light, session_light
from backcoach.coach.levels.balance import BalanceLevel, BalanceLevels, why_capped
from backcoach.coach.levels.up import Today
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Answer, PainReport, SessionRecord, SetRecord, Where
from backcoach.coach.suitability import Suit, suit_of
from tests.support.balance import HEEL, ONE_LEG, balance
from tests.support.content import programme
from tests.support.logs import a_profile, a_report, a_session, a_set, day
from tests.support.people import EXERCISES

RULES = programme()
assert RULES.balance is not None
BALANCE = RULES.balance


def suit(*tags: str, help_near: bool | None = True) -> Suit:
    """What suits somebody of 65 or older, or with these tags."""
    profile = replace(a_profile(tags=tags or ("age_65",)), help_near=help_near)
    return suit_of(profile, RULES, EXERCISES)


def on(number: int, **changes: object) -> Today:
    today = Today(day(number), 2, False, 2, 2, (), None, False, RULES)
    return today._replace(**changes)  # type: ignore[arg-type]


def after(
    sessions: Sequence[SessionRecord], *, level: int = 1, name: str = HEEL, fits: Suit | None = None
) -> BalanceLevels:
    """The levels after these sessions, one on each day, begun at `level` of the exercise `name`."""
    levels = BalanceLevels([], {name: BalanceLevel(level)})
    for number, session in enumerate(sessions):
        light = session_light(session, RULES.lights)
        levels.take(session, on(number), light, fits or suit(), None)
    return levels


def told(levels: BalanceLevels) -> Decision:
    return levels.decisions[-1]


def with_sets(*sets: SetRecord, reports: tuple[PainReport, ...] = ()) -> SessionRecord:
    """A session whose balance block has these sets."""
    block = tuple(replace(each, section=Section.BALANCE) for each in sets)
    return a_session(0, sets=block, reports=reports, worst_pain=8 if reports else 2)


def well(number: int = 1, **how: object) -> SetRecord:
    return replace(a_set(HEEL, 1, number=number, **how), grabbed=False)  # type: ignore[arg-type]


# Days at a level, and the top


@pytest.mark.parametrize(("done_at", "begins"), [(1, False), (2, True), (3, True)])
def test_the_days_begin_with_the_first_session_at_the_level(done_at: int, begins: bool) -> None:
    levels = after([balance(0, (HEEL, done_at))], level=2)
    assert (levels.levels[HEEL].since == day(0)) is begins


def test_at_the_top_it_stays() -> None:
    top = len(EXERCISES[HEEL].ladder)
    levels = after([balance(n, (HEEL, top)) for n in range(9)], level=top)
    assert levels.levels[HEEL].level == top
    assert told(levels).rule == "level.hold.top"
    assert told(levels).because == ""


def test_before_its_days_it_stays_and_then_goes_up() -> None:
    first_days = after([balance(n) for n in range(7)])
    assert first_days.levels[HEEL].level == 1
    assert ("days", 6) in told(first_days).evidence.numbers
    assert after([balance(n) for n in range(8)]).levels[HEEL].level == 2


@pytest.mark.parametrize(
    ("name", "level", "steady"),
    [(ONE_LEG, 1, False), (ONE_LEG, 2, True), (ONE_LEG, 3, True), (HEEL, 2, False)],
)
def test_who_stands_on_one_leg_at_level_2_is_steady(name: str, level: int, steady: bool) -> None:
    assert after([balance(0, (name, level))], level=level, name=name).is_steady is steady


# Another profile, and a break


@pytest.mark.parametrize(("level", "then"), [(1, 1), (2, 2), (3, 2), (4, 2)])
def test_alone_a_level_is_lowered_to_the_highest_that_suits(level: int, then: int) -> None:
    levels = BalanceLevels([], {HEEL: BalanceLevel(level, steady=["s"])})
    levels.fit_to(suit("balance", help_near=False), day(3), BALANCE)
    assert levels.levels[HEEL].level == then
    assert [each.rule for each in levels.decisions] == ["level.lower.suit"] * (level > then)
    assert (levels.levels[HEEL].steady == []) is (level > then)


def test_an_exercise_that_is_not_done_waits_at_its_level() -> None:
    alone = suit("balance", help_near=False)
    levels = BalanceLevels([], {HEEL: BalanceLevel(4)})
    levels.fit_to(replace(alone, barred=alone.barred | {HEEL}), day(3), BALANCE)
    assert levels.levels[HEEL].level == 4
    assert levels.decisions == []


@pytest.mark.parametrize(("level", "down", "then"), [(4, 1, 3), (3, 2, 1), (1, 1, 1), (2, 3, 1)])
def test_a_break_takes_levels_down_to_1_at_most(level: int, down: int, then: int) -> None:
    levels = BalanceLevels([], {HEEL: BalanceLevel(level)}, is_steady=True)
    levels.go_down("level.down.break", down, day(3), 30, suit())
    assert (levels.levels[HEEL].level, levels.is_steady) == (then, False)
    assert (told(levels).from_level, told(levels).to_level) == (level, then)


# Pain


def hurt(pain: int | None, **how: object) -> PainReport:
    return replace(a_report(0), pain=pain, exercise=HEEL, **how)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "rule", "numbers"),
    [
        ((hurt(1, leg=True),), "level.down.leg", ()),
        ((hurt(8),), "level.down.red", (("pain", 8),)),
        (
            (hurt(None, where=Where.KNEE, answer=Answer.GO_ON), hurt(8), hurt(5)),
            "level.down.red",
            (("pain", 8),),
        ),
    ],
)
def test_pain_of_its_own_takes_it_down(
    reports: tuple[PainReport, ...], rule: str, numbers: tuple[tuple[str, int], ...]
) -> None:
    levels = after([with_sets(replace(well(), level=3), reports=reports)], level=3)
    assert levels.levels[HEEL].level == 2
    assert told(levels).rule == rule
    assert told(levels).evidence.numbers[:-1] == numbers


# What counts as done


@pytest.mark.parametrize(
    ("sets", "rule"),
    [
        ((well(1), well(2)), "level.hold.so_far"),
        ((well(1), well(2, done=0.5)), "level.hold.not_in_full"),
        ((well(1, done=0.5), well(2)), "level.hold.not_in_full"),
        ((well(1), replace(well(2), grabbed=True)), "level.hold.grab"),
        ((well(1), replace(well(2), grabbed=None)), "level.hold.grab_unknown"),
        ((well(1), replace(well(2, done=0), grabbed=None)), "level.hold.not_in_full"),
    ],
)
def test_every_set_has_to_be_done_without_a_grab(sets: tuple[SetRecord, ...], rule: str) -> None:
    assert told(after([with_sets(*sets)])).rule == rule


def test_below_its_level_a_session_counts_neither_way() -> None:
    levels = after([balance(0, (HEEL, 2)), balance(1, (HEEL, 1))], level=2)
    assert told(levels).rule == "level.hold.lower"
    assert len(levels.levels[HEEL].steady) == 1


def test_of_what_something_easier_took_over_its_own_sets_count() -> None:
    instead = replace(well(2), exercise="tandem_stand", level=3, stands_in_for=HEEL)
    levels = after([with_sets(replace(well(1), replaced=True), instead)])
    assert list(levels.levels) == [HEEL]
    assert levels.levels[HEEL].since == day(0)
    assert after([with_sets(replace(instead, grabbed=True))]).decisions == []


# Why a level is the highest


@pytest.mark.parametrize(
    ("help_near", "because"),
    [(False, True), (None, True), (True, False)],
)
def test_alone_it_is_told_what_would_let_it_go_on(help_near: bool | None, because: bool) -> None:
    told = why_capped(EXERCISES[HEEL], suit("balance", help_near=help_near), BALANCE)
    assert told.startswith("from level 3 on somebody should be at home") is because


@pytest.mark.parametrize("name", ["squat", "romanian_deadlift"])
def test_help_is_told_of_nothing_that_it_would_not_change(name: str) -> None:
    fits = suit("balance", "osteoporosis", help_near=False)
    limit = fits.limit(EXERCISES[name])
    assert why_capped(EXERCISES[name], fits, BALANCE) == ("" if limit is None else limit.because)


def test_a_red_session_without_pain_of_its_own_holds() -> None:
    levels = BalanceLevels([], {HEEL: BalanceLevel(2)})
    levels.take(balance(0, (HEEL, 2)), on(0), Light.RED, suit(), None)
    assert (told(levels).rule, levels.levels[HEEL].level) == ("level.hold.red", 2)


# Grabs


def test_a_set_that_was_not_done_says_nothing_about_a_grab() -> None:
    grab = with_sets(replace(well(), grabbed=True))
    steady = with_sets(well(1), replace(well(2, done=0), grabbed=None))
    assert after([grab, steady, grab], level=2).levels[HEEL].level == 2
    assert after([grab, grab], level=2).levels[HEEL].level == 1


def test_a_grab_in_the_first_second_is_one() -> None:
    begun = replace(well(2, done=0.02), grabbed=True)
    assert told(after([with_sets(well(1), begun)])).rule == "level.hold.grab"


def test_a_session_that_does_not_count_begins_anew() -> None:
    half = with_sets(well(1, done=0.5))
    levels = after([balance(0), balance(1), half])
    assert levels.levels[HEEL].steady == []


def test_pain_takes_down_as_pain_whatever_was_grabbed_before() -> None:
    grab = with_sets(replace(well(), level=3, grabbed=True))
    hurts = with_sets(replace(well(), level=3, grabbed=True), reports=(hurt(8),))
    assert told(after([grab, hurts], level=3)).rule == "level.down.red"


def test_pain_of_another_exercise_is_not_its_own() -> None:
    other = replace(a_report(8, 5), exercise="bird_dog")
    levels = after([with_sets(replace(well(), level=3), reports=(other,))], level=3)
    assert (told(levels).rule, levels.levels[HEEL].level) == ("level.hold.red", 3)


def test_without_a_check_in_it_is_only_held() -> None:
    bare = replace(with_sets(well()), check_in=None)
    assert told(after([bare])).rule == "level.hold.unknown"

"""What is asked once before a session, and what is offered early in the day."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, opened
from tests.support.logs import a_log, a_profile, moment
from tests.support.weeks import next_weeks

LIFTING = "Has a physiotherapist or trainer checked how you lift?"
WALK = "Walk first and come back in 60 minutes?"


def in_stage_3(*tags: str) -> Log:
    return a_log(a_profile(tags=tags, clinician_ok=tags), *next_weeks().values())


def at_43() -> ManualClock:
    return ManualClock(moment(43, 17))


async def answered(coach: Opened, *more: str) -> None:
    await coach.press("escape", "enter", "2", *more, "enter", *NONE_OF_THESE)


def asked(coach: Opened) -> str:
    return coach.words_in(".dialog") if isinstance(coach.screen, ChoiceDialog) else ""


@pytest.mark.parametrize(("keys", "checked"), [((), False), (("down",), True)])
async def test_a10_1_in_stage_3_it_is_asked_once_and_not_yet_comes_first(
    tmp_path: Path, keys: tuple[str, ...], checked: bool
) -> None:
    async with opened(tmp_path, log=in_stage_3("osteoporosis"), clock=at_43()) as coach:
        await answered(coach)
        assert LIFTING in asked(coach)
        await coach.press(*keys, "enter")
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.lift_checked is checked
        assert not coach.practice.person.lift_to_ask_about()


@pytest.mark.parametrize("tags", [(), ("knee_pain",), ("osteoporosis", "balance")])
async def test_a10_1_it_is_not_asked_where_the_answer_changes_nothing(
    tmp_path: Path, tags: tuple[str, ...]
) -> None:
    async with opened(tmp_path, log=in_stage_3(*tags), clock=at_43()) as coach:
        await answered(coach)
        assert LIFTING not in asked(coach)


async def test_a10_1_turning_back_begins_nothing_and_it_is_asked_the_next_time(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, log=in_stage_3("osteoporosis"), clock=at_43()) as coach:
        await answered(coach)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.lift_checked is None
        await coach.press("enter", "2", "enter", *NONE_OF_THESE)
        assert LIFTING in asked(coach)


async def test_a12_in_the_first_hour_a_walk_is_offered_and_no_comes_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "u", "enter", *NONE_OF_THESE)
        assert WALK in asked(coach)
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)


@pytest.mark.parametrize("keys", [("down", "enter"), ("escape",)])
async def test_a12_whoever_walks_first_or_turns_back_begins_no_session(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "u", "enter", *NONE_OF_THESE)
        await coach.press(*keys)
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()


async def test_a12_later_in_the_day_no_walk_is_offered(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "u", "u", "enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, SessionScreen)

"""Flare-up mode on the screen: the button, every morning, the way out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log, Morning, SessionKind
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.morning import MorningScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import NONE_OF_THESE, SIZES, Opened, opened
from tests.support.logs import a_flare, a_log, a_profile

DAY = timedelta(days=1).total_seconds()


def on_day(number: int) -> ManualClock:
    return ManualClock(EPOCH + timedelta(days=number))


def in_a_flare(*mornings: Morning, since: int = 1) -> Log:
    """A log in which it was pressed `since` days ago, by somebody whose usual pain is 2."""
    report = replace(a_flare(0), at=EPOCH - timedelta(days=since))
    said = replace(a_profile(usual_pain=2), at=EPOCH - timedelta(days=since + 1))
    return a_log(report, said, *mornings)


def words(coach: Opened) -> str:
    return " ".join(coach.text.split())


async def test_the_button_asks_says_what_helps_and_leads_into_the_gentle_session(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as coach:
        assert "f Flare-up" in coach.keys
        await coach.press("f")
        assert isinstance(coach.screen, CheckInScreen)
        await coach.press("4", "enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, ChoiceDialog)
        assert "Flare-ups happen." in coach.text
        assert len(coach.stored().flares) == 1
        await coach.press("down", "enter")
        assert isinstance(coach.screen, SessionScreen)
        coach.play(200)
        await coach.press("escape", "down", "enter")
        (session,) = coach.stored().sessions
        assert (session.kind, session.template) == (SessionKind.FLARE, "easy_day")
        assert session.check_in is not None
        assert session.check_in.pain == 4


async def test_not_now_leads_back_to_a_calmer_today(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("f", "2", "enter", *NONE_OF_THESE, "enter")
        assert isinstance(coach.screen, TodayScreen)
        assert "Flare-up mode, day 1 · 0 of 2 calm mornings in a row" in coach.text
        assert "Your stage and your levels wait for you." in words(coach)
        assert "Easy session · 9 min" in coach.text
        assert "f Flare-up" not in coach.keys, "it is said already"
        await coach.press("p")
        assert "Flare-up mode, day 1" in coach.text
        assert "you said that it feels like a flare" in words(coach)


async def test_a_warning_sign_comes_first_and_nothing_is_called_a_flare(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("f", "2", "enter", *["down"] * 5, "space", "end", "enter")
        await coach.press("down", "enter", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert "Get medical advice today" in coach.text
        await coach.press("enter")
        assert coach.stored().flares == ()
        assert "! Get medical advice today" in coach.text
        assert "f Flare-up" not in coach.keys, "locked"


async def test_pain_too_strong_for_a_session_is_a_flare_all_the_same(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("f", "9", "enter", *NONE_OF_THESE, "down", "enter")
        assert "Flare-ups happen." in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert "No workout today" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)
        assert len(coach.stored().flares) == 1


async def test_turning_back_keeps_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("f", "2", "escape")
        assert isinstance(coach.screen, TodayScreen)
        assert (coach.stored().flares, coach.stored().check_ins) == ((), ())


async def test_a_rehearsal_is_no_time_for_it(tmp_path: Path) -> None:
    async with opened(tmp_path, clock=ManualClock(speed=60)) as coach:
        assert "f Flare-up" not in coach.keys
        await coach.press("f")
        assert isinstance(coach.screen, TodayScreen)


async def test_each_morning_is_asked_about_until_two_calm_ones_end_it(tmp_path: Path) -> None:
    async with opened(tmp_path, log=in_a_flare()) as coach:
        assert isinstance(coach.screen, MorningScreen)
        assert "In flare-up mode each morning is asked about." in words(coach)
        await coach.press("3", "enter", "enter")
        assert isinstance(coach.screen, TodayScreen)
        (told,) = coach.stored().mornings
        assert (told.session, told.day, told.pain) == (None, EPOCH.date(), 3)
        assert "1 of 2 calm mornings" in coach.text
    clock = on_day(1)
    async with opened(tmp_path, clock=clock) as coach:
        assert isinstance(coach.screen, MorningScreen)
        await coach.press("2", "enter", "enter")
        assert "Flare-up mode is over." in coach.text
        assert "your next session is 2 levels lower" in words(coach)
        assert "Flare-up mode, day" not in coach.text


async def test_a_long_flare_suggests_to_have_it_looked_at(tmp_path: Path) -> None:
    log = in_a_flare(since=20)
    async with opened(tmp_path, log=log, morning_put_off=True, size=(80, 50)) as coach:
        assert "This flare has lasted 20 days." in words(coach)
        await coach.press("p")
        assert "This flare has lasted 20 days." in words(coach)


async def test_pain_that_begins_a_flare_at_the_check_in_is_said_and_is_a_gentle_session(
    tmp_path: Path,
) -> None:
    log = a_log(replace(a_profile(usual_pain=2), at=EPOCH - timedelta(days=1)))
    async with opened(tmp_path, log=log) as coach:
        await coach.press("enter", "4", "enter", *NONE_OF_THESE)
        for said in ("Today: an easy session", "Flare-up mode began"):
            assert said in words(coach)
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.session.player.plan.kind is SessionKind.FLARE
        assert coach.practice.standing.now().flare is not None


@pytest.mark.parametrize("size", SIZES)
async def test_the_words_and_the_answers_fit(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, size=size) as coach:
        await coach.press("f", "2", "enter", *NONE_OF_THESE)
        for said in ("gentle for now", "Flare-ups happen.", "Not now", "Start the easy session"):
            assert said in words(coach)
        await coach.press("enter")
        for said in ("Flare-up mode, day 1", "Easy session · 9 min", "Pelvic"):
            assert said in words(coach)

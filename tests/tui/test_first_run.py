"""The disclaimer that a new user sees first, and what follows from yes and no."""

from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.store import StoreError
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.questions.welcome import WelcomeScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import opened
from tests.support.content import catalogue

DISCLAIMER = catalogue().safety.disclaimer
NONE_OF_THESE = ["enter", "enter"] * len(catalogue().safety.screening.groups)


async def test_the_disclaimer_is_shown_in_full(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False, size=(120, 60)) as coach:
        assert isinstance(coach.screen, WelcomeScreen)
        for words in (DISCLAIMER.title, *DISCLAIMER.paragraphs, *DISCLAIMER.points):
            assert words in coach.words_in("#disclaimer")
        assert coach.words_in("#choices") == f"{DISCLAIMER.accept} Not now"
        assert "esc Not now" in coach.keys, "there is nothing to go back to"


async def test_accepting_is_stored_with_its_date_and_version(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press("enter")
        assert isinstance(coach.screen, ScreeningScreen)
        (consent,) = coach.stored().consents
        assert consent.at == EPOCH
        assert consent.version == DISCLAIMER.version


async def test_what_was_accepted_is_not_asked_again(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press("enter", *NONE_OF_THESE, "escape")
        assert isinstance(coach.screen, TodayScreen)
    later = ManualClock(EPOCH + timedelta(days=3))
    async with opened(tmp_path, consented=False, clock=later) as coach:
        assert isinstance(coach.screen, TodayScreen)
        assert len(coach.stored().consents) == 1


@pytest.mark.parametrize("keys", [("tab", "enter"), ("escape",)], ids=["not now", "esc"])
async def test_without_a_yes_the_coach_closes_and_nothing_is_stored(
    tmp_path: Path, keys: tuple[str, ...]
) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press(*keys)
        assert not coach.app.is_running
        assert coach.app.return_value == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["t", "h", "p", "x", "y", "q", "s", "l"])
async def test_no_key_leads_past_the_question(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await coach.press(key)
        assert isinstance(coach.screen, WelcomeScreen)


async def test_a_yes_that_cannot_be_stored_is_not_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(tmp_path, consented=False) as coach:

        def refuse() -> None:
            raise StoreError(tmp_path / "log.json", "the disk is full", "Make room.")

        monkeypatch.setattr(coach.practice.person, "consent", refuse)
        await coach.press("enter")
        assert isinstance(coach.screen, WelcomeScreen)
        assert "the disk is full" in coach.words_in("Toast")


async def test_start_goes_on_to_the_questions_after_the_yes(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False, start=True) as coach:
        assert isinstance(coach.screen, WelcomeScreen)
        await coach.press("enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, ProfileScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, CheckInScreen)


async def test_start_goes_straight_to_the_questions_where_it_was_accepted_before(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, start=True) as coach:
        assert isinstance(coach.screen, CheckInScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)

"""Back after time away: illness, injury or a new diagnosis bring the safety questions first."""

from dataclasses import replace
from pathlib import Path

from backcoach.coach.model.records import Log, Screening
from backcoach.coach.model.screening_questions import Lock
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, opened
from tests.support.content import catalogue
from tests.support.logs import a_log, a_session, moment

VERSION = catalogue().safety.screening.version


def screened_before(*days: int) -> Log:
    """Sessions on these days; the safety questions were answered before the first."""
    answered = Screening("answered", moment(0, 1), VERSION, (), Lock.NONE)
    return replace(a_log(*map(a_session, days)), screenings=(answered,))


def on_day(number: int) -> ManualClock:
    return ManualClock(moment(number, 12))


async def test_after_six_days_nobody_is_asked(tmp_path: Path) -> None:
    log = screened_before(0, 2)
    async with opened(
        tmp_path, log=log, clock=on_day(8), screened=False, morning_put_off=True
    ) as coach:
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)


async def test_after_seven_days_a_no_goes_on_to_the_check_in(tmp_path: Path) -> None:
    log = screened_before(0, 2)
    async with opened(
        tmp_path, log=log, clock=on_day(9), screened=False, morning_put_off=True
    ) as coach:
        await coach.press("enter")
        assert isinstance(coach.screen, ChoiceDialog)
        assert "illness, an injury or a new diagnosis" in coach.words_in(".dialog")
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        await coach.press("enter", "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert len(coach.stored().screenings) == 1


async def test_a_yes_asks_the_safety_questions_first_and_once(tmp_path: Path) -> None:
    log = screened_before(0, 2)
    async with opened(
        tmp_path, log=log, clock=on_day(9), screened=False, morning_put_off=True
    ) as coach:
        await coach.press("enter", "down", "enter")
        assert isinstance(coach.screen, ScreeningScreen)
        for _group in catalogue().safety.screening.groups:
            await coach.press(*NONE_OF_THESE)
        assert isinstance(coach.screen, CheckInScreen)
        assert len(coach.stored().screenings) == 2
        await coach.press("escape", "enter")
        assert isinstance(coach.screen, CheckInScreen), "answered, so not asked again"

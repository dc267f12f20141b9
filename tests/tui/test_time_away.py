"""Back after time away: illness, injury or a new diagnosis bring the safety questions first."""

from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log, Screening
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.outcomes import Outcome
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, fill, opened, practice_in
from tests.support.content import catalogue
from tests.support.logs import a_check_in, a_log, a_session, moment

VERSION = catalogue().safety.screening.version


def screened_before(*days: int) -> Log:
    """Sessions on these days; the safety questions were answered before the first."""
    answered = Screening("answered", moment(0, 1), VERSION, (), Lock.NONE)
    return replace(a_log(*map(a_session, days)), screenings=(answered,))


def on_day(number: int) -> ManualClock:
    return ManualClock(moment(number, 12))


async def test_after_three_days_nobody_is_asked(tmp_path: Path) -> None:
    log = screened_before(0, 2)
    async with opened(
        tmp_path, log=log, clock=on_day(5), screened=False, morning_put_off=True
    ) as coach:
        await coach.press("enter")
        assert isinstance(coach.screen, CheckInScreen)


@pytest.mark.parametrize(("on", "since", "asked"), [(2, 1, True), (2, 3, False), (3, 2, True)])
def test_3_5_who_was_not_well_is_asked_whatever_the_days(
    tmp_path: Path, on: int, since: int, asked: bool
) -> None:
    """Not well at a check-in on day `on`; the last session was on day `since`."""
    ill = replace(a_check_in(on, hour=20), symptoms=("unwell",), outcome=Outcome.NOT_TODAY.value)
    log = screened_before(0, since)
    practice = practice_in(tmp_path, on_day(4))
    fill(tmp_path, replace(log, check_ins=(*log.check_ins, ill)))
    practice.book.log.reload()
    assert practice.safety.was_away() is asked


async def test_after_four_days_a_no_goes_on_to_the_check_in(tmp_path: Path) -> None:
    log = screened_before(0, 2)
    async with opened(
        tmp_path, log=log, clock=on_day(6), screened=False, morning_put_off=True
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

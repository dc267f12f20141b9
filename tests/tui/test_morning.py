"""The question about the morning after: first thing on a later day, and from History."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log, Morning, SessionRecord
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.morning import MorningScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.questions.welcome import WelcomeScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import NONE_OF_THESE, SIZES, opened
from tests.support.logs import a_log, a_session, moment
from tests.support.weeks import bent, first_weeks, log_of

TODAY = EPOCH.date()


def days_ago(days: int, **more: float) -> SessionRecord:
    session = a_session(0, id=f"ago-{days}", **more)  # type: ignore[arg-type]
    start = EPOCH - timedelta(days=days)
    return replace(session, started_at=start, ended_at=start + timedelta(minutes=20), check_in=None)


YESTERDAY = a_log(days_ago(3), days_ago(1))


def told(log: Log) -> list[tuple[str | None, int, bool | None]]:
    return [(each.session, each.pain, each.back_to_usual) for each in log.mornings]


async def test_it_comes_first_on_a_later_day_and_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY) as coach:
        assert isinstance(coach.app.screen, MorningScreen)
        assert "How was your back on getting up?" in coach.text
        assert "After your session of 1 March 2026: this morning." in coach.text
        await coach.press("3", "enter", "enter")
        assert isinstance(coach.app.screen, TodayScreen)
        assert told(coach.stored()) == [("ago-1", 3, True)]
        assert coach.stored().mornings[0].day == TODAY
    async with opened(tmp_path) as coach:
        assert isinstance(coach.app.screen, TodayScreen), "answered, so not asked again"


async def test_not_yet_is_an_answer_too(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY) as coach:
        await coach.press("1", "0", "enter", "down", "enter")
        assert told(coach.stored()) == [("ago-1", 10, False)]


async def test_without_a_number_nothing_is_kept(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY) as coach:
        await coach.press("enter", "tab", "enter", "enter")
        assert isinstance(coach.app.screen, MorningScreen)
        assert "Type a number from 0 to 10" in coach.text
        await coach.press("2", "enter", "enter")
        assert told(coach.stored()) == [("ago-1", 2, True)]


async def test_put_off_it_is_not_asked_again_that_day_but_on_the_next(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY) as coach:
        await coach.press("escape")
        assert isinstance(coach.app.screen, TodayScreen)
        assert coach.stored().mornings == ()
    async with opened(tmp_path) as coach:
        assert isinstance(coach.app.screen, TodayScreen)
    async with opened(tmp_path, clock=ManualClock(EPOCH + timedelta(days=1))) as coach:
        assert isinstance(coach.app.screen, MorningScreen)
        assert "the morning of 2 March 2026, as well as" in coach.text


@pytest.mark.parametrize(
    "log", [Log(), a_log(days_ago(0)), a_log(days_ago(20)), a_log(days_ago(1, speed=60.0))]
)
async def test_where_there_is_nothing_to_ask_today_is_there_at_once(
    tmp_path: Path, log: Log
) -> None:
    async with opened(tmp_path, log=log) as coach:
        assert isinstance(coach.app.screen, TodayScreen)


async def test_start_asks_it_before_the_questions_of_today(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY, start=True) as coach:
        assert isinstance(coach.app.screen, MorningScreen)
        await coach.press("2", "enter", "enter")
        assert isinstance(coach.app.screen, CheckInScreen)


async def test_the_disclaimer_and_the_safety_questions_come_before_it(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY, consented=False) as coach:
        assert isinstance(coach.app.screen, WelcomeScreen)
        await coach.press("enter")
        assert isinstance(coach.app.screen, ScreeningScreen)
        await coach.press(*NONE_OF_THESE * 4)
        assert isinstance(coach.app.screen, MorningScreen)


async def test_history_asks_for_any_day_and_shows_the_answer(tmp_path: Path) -> None:
    async with opened(tmp_path, log=a_log(days_ago(20), days_ago(0))) as coach:
        await coach.press("h")
        assert "g Getting up" not in coach.text, "today's session has no morning after yet"
        await coach.press("g")
        assert isinstance(coach.app.screen, HistoryScreen)
        await coach.press("down")
        assert "g Getting up" in coach.text
        assert "Morning after: not told yet" in coach.text
        await coach.press("g", "4", "enter", "down", "enter")
        assert isinstance(coach.app.screen, HistoryScreen)
        assert "Morning after: 4/10 on getting up, not back to usual yet" in coach.text
        (morning,) = coach.stored().mornings
        assert morning.day == TODAY - timedelta(days=19)

        coach.clock.advance(60)
        await coach.press("g")
        assert "4 of 10" in coach.text, "what was said before is shown"
        await coach.press("1", "enter", "up", "enter")
        assert "1/10 on getting up, back to usual" in coach.text
        await coach.press("g", "escape")
        assert [each.pain for each in coach.stored().mornings] == [4, 1]
        assert coach.practice.book.settings.morning_put_off is None, (
            "only the first question is put off"
        )


async def test_a_rehearsal_has_no_morning_after(tmp_path: Path) -> None:
    async with opened(tmp_path, log=a_log(days_ago(1, speed=60.0))) as coach:
        await coach.press("h", "g")
        assert isinstance(coach.app.screen, HistoryScreen)
        assert "Morning after" not in coach.text


async def test_progress_shows_the_mornings(tmp_path: Path) -> None:
    log = replace(YESTERDAY, mornings=(Morning("m", EPOCH, "ago-1", TODAY, 2, True),))
    async with opened(tmp_path, log=log, size=(120, 60)) as coach:
        await coach.press("p")
        assert isinstance(coach.app.screen, ProgressScreen)
        assert "Mornings after your last sessions" in coach.text
        assert "1 March 2026: 2/10 on getting up, back to usual" in coach.text
        assert "27 February 2026: not told yet" in coach.text


async def test_an_answer_that_opens_a_stage_says_so(tmp_path: Path) -> None:
    weeks = bent(first_weeks(), {12: None, 13: a_session(13)})
    clock = ManualClock(moment(14, 8))
    async with opened(tmp_path, log=log_of(weeks), clock=clock) as coach:
        await coach.press("2", "enter", "enter")
        assert coach.practice.standing.now().stage == 2
        assert "Stage 2 is open. Progress says why." in coach.text
        assert "Stage 2 · Build strength" in coach.text


async def test_when_it_can_t_be_kept_that_is_said(tmp_path: Path) -> None:
    async with opened(tmp_path, log=YESTERDAY) as coach:
        (coach.practice.book.places.log / "2026.json").write_bytes(b"{")
        await coach.press("2", "enter", "enter")
        assert isinstance(coach.app.screen, TodayScreen)
        assert any("2026.json" in each.message for each in coach.app._notifications)


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_it_is_in_view(tmp_path: Path, size: tuple[int, int]) -> None:
    async with opened(tmp_path, log=YESTERDAY, size=size) as coach:
        await coach.press("2", "enter")
        for words in ("getting up?", "2 of 10", "back to usual?", "Not yet", "esc Later", "Enter:"):
            assert words in coach.text

"""From the questions to the session that fits today: what is proposed, chosen and stored."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Energy, Log, SessionKind
from backcoach.practice import Practice
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, opened, practice_in
from tests.support.logs import a_log, a_session, moment
from tests.support.weeks import first_weeks, log_of

BRIEF = (60, 20)


def usually(pain: int) -> Log:
    """Two sessions, long enough ago, with three scores of this pain."""
    again = a_session(2, pain_before=pain, worst_pain=pain)
    return a_log(a_session(0, pain_before=pain, worst_pain=pain), again)


async def answered(coach: Opened, pain: str, *more: str) -> None:
    """Through both questions, with these keys on the way."""
    await coach.press("enter", pain, *more, "enter", *NONE_OF_THESE)


def later(days: int, hour: float = 7) -> ManualClock:
    return ManualClock(moment(days, hour))


def offers(coach: Opened) -> str:
    assert isinstance(coach.screen, ChoiceDialog)
    return coach.words_in(".dialog")


def kinds(practice: Practice) -> list[SessionKind]:
    return [session.kind for session in practice.book.log.all.sessions]


async def test_two_enters_are_enough_on_an_ordinary_day(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await answered(coach, "2")
        assert isinstance(coach.screen, SessionScreen)
        (check_in,) = coach.stored().check_ins
        assert (check_in.minutes_up, check_in.energy) == (None, None)
        assert coach.line("prompt") == ""


@pytest.mark.parametrize(
    ("keys", "minutes", "energy"),
    [
        ("u", 0, None),
        ("uu", 60, None),
        ("uuu", None, None),
        ("e", None, Energy.GOOD),
        ("eue", 0, Energy.OK),
        ("eeee", None, None),
    ],
)
async def test_getting_up_and_sleep_are_a_key_each(
    tmp_path: Path, keys: str, minutes: int | None, energy: Energy | None
) -> None:
    async with opened(tmp_path) as coach:
        await answered(coach, "2", *keys)
        (check_in,) = coach.stored().check_ins
        assert (check_in.minutes_up, check_in.energy) == (minutes, energy)


async def test_the_keys_work_from_the_first_question_on_and_say_what_stands(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, size=BRIEF) as coach:
        await coach.press("enter", "e", "u", "2")
        assert "[under an hour ago]" in coach.text
        assert "[good]" in coach.text
        await coach.press("enter", "escape")
        assert isinstance(coach.screen, CheckInScreen)
        assert "[under an hour ago]" in coach.text, "it stays as it was said"
        await coach.pilot.click("#energy")
        assert "[ok]" in coach.text


async def test_a_poor_night_offers_a_short_session(tmp_path: Path) -> None:
    async with opened(tmp_path, log=log_of(first_weeks()), clock=later(20)) as coach:
        await coach.press("escape")
        await answered(coach, "2", "e", "e", "e")
        assert re.search(r"Planned session, 2\d min Short session, 1\d min", offers(coach))
        await coach.press("down", "enter")
        assert coach.session.player.plan.length == "short"


async def test_where_the_session_is_short_anyway_nothing_is_asked(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await answered(coach, "2", "e", "e", "e")
        assert isinstance(coach.screen, SessionScreen)


async def test_a_careful_session_says_so_all_along(tmp_path: Path) -> None:
    async with opened(tmp_path, log=usually(4), clock=later(10), size=BRIEF) as coach:
        await answered(coach, "4")
        prompt = "Pain up to 5 is fine. Above that, ease off: smaller range."
        assert prompt in coach.text
        coach.play(320)
        await coach.settle()
        assert prompt in coach.text
        assert coach.line("next") in coach.text
        await coach.press("f")
        assert "Pain up to 5 is fine. Above that, ease off" in coach.text, "said once there too"


async def test_well_above_usual_an_easy_session_is_there_to_choose(tmp_path: Path) -> None:
    async with opened(tmp_path, log=usually(2), clock=later(10)) as coach:
        await answered(coach, "5")
        assert "Pain is 5, above your usual 2" in offers(coach)
        await coach.press("down", "enter")
        assert coach.session.player.plan.template == "easy_day"
        coach.play(2_000)
        await coach.settle()
        assert kinds(coach.practice)[-1] is SessionKind.FLARE
        await coach.press("2", "enter", "3", "enter", "enter", "enter", "enter")
        assert isinstance(coach.screen, SummaryScreen)
        assert "Your stage and your levels wait for you, as they are." in coach.text
        assert coach.practice.standing.now().sessions_in_stage == 2
        await coach.press("enter", "h")
        assert "easy session" in coach.text


async def test_close_to_a_high_usual_pain_it_is_short_and_lower(tmp_path: Path) -> None:
    async with opened(tmp_path, log=usually(6), clock=later(10)) as coach:
        await answered(coach, "7")
        assert re.search(
            r"Short session, 1 level lower, 1\d min Easy session, (9|10) min", offers(coach)
        )
        await coach.press("enter")
        assert coach.session.player.plan.kind is SessionKind.MAIN


async def test_back_from_the_choice_starts_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await answered(coach, "6")
        assert "Easy session, 9 min" in offers(coach)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()


async def test_not_quite_well_leads_to_its_text_and_locks_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "enter", "end", "up", "space", "end", "enter")
        await coach.press("down", "down", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert "Not today" in coach.text
        await coach.press("enter")
        assert "Start" in coach.line("start")
        assert coach.practice.safety.screening_due() is None


# Rest days


async def test_today_says_that_it_is_a_rest_day_and_what_there_is(tmp_path: Path) -> None:
    log = a_log(a_session(0))
    async with opened(tmp_path, log=log, clock=later(1), morning_put_off=True) as coach:
        assert "Rest day: an easy walk, gentle movement if you like" in coach.line("facts")
        plan = coach.practice.standing.plan(day=coach.practice.standing.day())
        assert coach.line("start") == f"Gentle movement · {plan.minutes} min"
        assert "Knee rolls" in coach.text
    async with opened(tmp_path, clock=later(2, 18), morning_put_off=True) as coach:
        assert "Session 2 of this stage" in coach.line("facts")


async def test_a_rest_day_session_counts_for_nothing(tmp_path: Path) -> None:
    log = a_log(a_session(0))
    async with opened(tmp_path, log=log, clock=later(1), morning_put_off=True) as coach:
        await answered(coach, "2")
        await coach.press("enter")
        coach.play(2_000)
        await coach.settle()
        assert kinds(coach.practice) == [SessionKind.MAIN, SessionKind.REST_DAY]
        assert coach.practice.standing.now().sessions_in_stage == 1


async def test_somebody_may_train_on_a_rest_day_all_the_same(tmp_path: Path) -> None:
    log = a_log(a_session(0))
    async with opened(tmp_path, log=log, clock=later(0, 21)) as coach:
        await answered(coach, "2")
        assert "Your last session was 3 hours ago" in offers(coach)
        assert re.search(r"Planned session anyway, 1\d min", offers(coach))
        await coach.press("down", "enter")
        coach.play(400)
        await coach.press("escape", "down", "enter")
        assert kinds(coach.practice) == [SessionKind.MAIN, SessionKind.MAIN]


async def test_a_session_left_in_the_warm_up_asks_for_no_rest(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await answered(coach, "2")
        coach.play(100)
        await coach.press("escape", "down", "enter", "escape", "enter")
        assert len(coach.practice.book.log.all.sessions) == 1
        assert isinstance(coach.screen, TodayScreen)
        assert "Rest day" not in coach.line("facts")


async def test_the_hour_is_the_one_where_the_user_is(tmp_path: Path) -> None:
    log = a_log(a_session(0, hour=0.5))
    clock = ManualClock(moment(2, 0.5))
    async with opened(tmp_path, log=log, clock=clock, morning_put_off=True) as coach:
        assert "Rest day" not in coach.line("facts"), "48 hours have passed"
        coach.clock.sleep_through(-timedelta(hours=1).total_seconds())
        coach.practice.book.log.reload()
        await coach.press("h", "t")
        assert "Rest day" in coach.line("facts")


def test_what_is_only_asked_for_is_stored_nowhere(tmp_path: Path) -> None:
    practice = practice_in(tmp_path, later(0))
    made_up = practice.sessions.answered(6, {})
    assert practice.standing.with_check_in(made_up).usual == 6
    assert practice.book.log.all == Log()

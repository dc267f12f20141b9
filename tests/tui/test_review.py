"""The outcome measures and the review: asked and shown when they come, and from Progress."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from backcoach.coach.model.outcome_measures import Activity
from backcoach.coach.model.records import Log
from backcoach.coach.model.screening_questions import Lock
from backcoach.legible import is_legible
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.measures import MeasuresScreen
from backcoach.tui.screens.questions.morning import MorningScreen
from backcoach.tui.screens.questions.review import ReviewScreen
from tests.support.clock import ManualClock
from tests.support.coach import SIZES, Opened, opened
from tests.support.logs import a_log, a_profile, a_session, moment, told
from tests.support.reviews import weekly

SOCKS, FILM = "Putting on socks", "Sitting through a [long] film"

asked = partial(opened, morning_put_off=True, weeks_asked=True)


def on_day(number: int) -> ManualClock:
    return ManualClock(moment(number, 10))


def four_weeks() -> Log:
    """At the review after 4 weeks, all answered before."""
    start = told(0, 5, {SOCKS: 3, FILM: 6})
    lately = [told(7, 5), told(14, 4), told(21, 4)]
    return a_log(*weekly(4), start, *lately, a_profile(0, activities=(SOCKS, FILM)))


def kept(coach: Opened) -> list[tuple[int | None, dict[str, int]]]:
    """What was told, the latest last."""
    return [
        (each.week_pain, {activity.words: activity.score for activity in each.activities})
        for each in coach.stored().measures
    ]


async def test_at_the_start_pain_is_asked_and_activities_are_named_and_rated(
    tmp_path: Path,
) -> None:
    async with asked(tmp_path, log=a_log(a_session(0)), clock=on_day(1)) as coach:
        assert isinstance(coach.screen, MeasuresScreen)
        assert "At the start:" in coach.text
        assert "On average over the last 7 days" in coach.text
        await coach.press("4", "enter")
        await coach.type("Socks")
        await coach.press("enter")
        await coach.type("Stairs")
        await coach.press("enter", "enter")
        assert coach.line("activity") == "Socks"
        assert "0 cannot do it · 10 as before the back trouble" in coach.text
        await coach.press("3", "enter")
        assert coach.line("activity") == "Stairs"
        await coach.press("1", "0", "enter")
        assert isinstance(coach.screen, TodayScreen)
        assert kept(coach) == [(4, {"Socks": 3, "Stairs": 10})]
        assert coach.stored().profiles[-1].activities == ("Socks", "Stairs")
    async with asked(tmp_path, clock=on_day(2)) as coach:
        assert isinstance(coach.screen, TodayScreen), "answered, so not asked again"


async def test_named_activities_are_rated_as_they_stand_in_the_profile(tmp_path: Path) -> None:
    async with asked(tmp_path, log=four_weeks(), clock=on_day(28)) as coach:
        await coach.press("3", "enter")
        assert coach.line("activity") == SOCKS
        await coach.press("7", "enter")
        assert coach.line("activity") == FILM
        await coach.press("6", "enter")
        assert kept(coach)[-1] == (3, {SOCKS: 7, FILM: 6})
        assert len(coach.stored().profiles) == 1


async def test_each_question_can_be_left_out_and_gone_back_to(tmp_path: Path) -> None:
    async with asked(tmp_path, log=four_weeks(), clock=on_day(28)) as coach:
        await coach.press("5", "enter", "2", "enter", "escape", "escape")
        assert "5 of 10" in coach.text
        await coach.press("s", "s", "8", "enter")
        assert kept(coach)[-1] == (None, {FILM: 8})


async def test_put_off_it_is_asked_again_only_at_the_next_due_date(tmp_path: Path) -> None:
    log = a_log(*weekly(2), told(0, 5, {SOCKS: 3}))
    async with asked(tmp_path, log=log, clock=on_day(7)) as coach:
        assert isinstance(coach.screen, MeasuresScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        assert len(kept(coach)) == 1
    async with asked(tmp_path, clock=on_day(8)) as coach:
        assert isinstance(coach.screen, TodayScreen)
        await coach.press("p", "w", "6", "enter")
        assert isinstance(coach.screen, MeasuresScreen), "from Progress all can be told"
        await coach.press("enter")
        assert kept(coach)[-1] == (6, {})
    async with asked(tmp_path, clock=on_day(14)) as coach:
        assert isinstance(coach.screen, MeasuresScreen)


async def test_names_just_kept_change_nothing_for_the_questions_that_still_close(
    tmp_path: Path,
) -> None:
    async with asked(tmp_path, clock=on_day(8)) as coach:
        await coach.press("p", "w", "6", "enter")
        questions = coach.screen
        assert isinstance(questions, MeasuresScreen)
        await coach.press("X", "enter", "enter", "s")
        assert coach.practice.person.activities == ("X",)
        # The bar of keys may still be drawn once more.
        assert questions.check_action("skip", ())


async def test_the_review_comes_once_after_the_measures_and_stays_in_progress(
    tmp_path: Path,
) -> None:
    async with asked(tmp_path, log=four_weeks(), clock=on_day(28)) as coach:
        await coach.press("3", "enter", "7", "enter", "6", "enter")
        assert isinstance(coach.screen, ReviewScreen)
        assert "After 4 weeks" in coach.text
        assert "Better than when you began." in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)
    async with asked(tmp_path, clock=on_day(28), size=(100, 60)) as coach:
        assert isinstance(coach.screen, TodayScreen)
        await coach.press("p", "r")
        assert isinstance(coach.screen, ReviewScreen)
        for words in (
            "5 at the start, 3 now, 2 points less (40 %).",
            "Your activities (mean): 4.5 at the start, 6.5 now, 2 points better.",
            "Sessions: 12 of 12 in the last 4 weeks.",
            "4  ▮▮▮ 3 of 3",
            "3 → 7, a clear change  Putting on socks",
            "Sitting through a [long] film",
        ):
            assert words in coach.text
        await coach.press("escape")
        assert isinstance(coach.screen, ProgressScreen)


async def test_the_morning_comes_first_and_who_puts_it_off_is_asked_no_more(tmp_path: Path) -> None:
    log = a_log(a_session(0))
    async with opened(tmp_path, log=log, clock=on_day(1), weeks_asked=True) as coach:
        assert isinstance(coach.screen, MorningScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
    async with opened(tmp_path, clock=on_day(1), weeks_asked=True) as coach:
        assert isinstance(coach.screen, MeasuresScreen)


async def test_while_sessions_are_locked_nothing_is_asked(tmp_path: Path) -> None:
    clock = on_day(1)
    async with asked(tmp_path, clock=clock) as coach:
        clock.advance(60)
        coach.practice.safety.keep_screening(["one_leg_weak"])
        assert coach.practice.safety.lock() is Lock.URGENT
    async with asked(tmp_path, log=a_log(a_session(0)), clock=clock, consented=False) as coach:
        assert isinstance(coach.screen, TodayScreen)


async def test_before_any_session_there_is_no_review(tmp_path: Path) -> None:
    async with asked(tmp_path, clock=on_day(0)) as coach:
        assert isinstance(coach.screen, TodayScreen)
        await coach.press("p", "r")
        assert isinstance(coach.screen, ProgressScreen)
        assert "r Review" not in coach.keys


async def test_when_it_can_t_be_kept_that_is_said(tmp_path: Path) -> None:
    log = a_log(*weekly(2), told(0, 5, {SOCKS: 3}))
    async with asked(tmp_path, log=log, clock=on_day(7)) as coach:
        (coach.practice.book.places.log / "2024.json").write_bytes(b"{")
        await coach.press("2", "enter")
        assert any("2024.json" in each.message for each in coach.app._notifications)


async def test_a_name_is_readable_text_and_each_counts_once(tmp_path: Path) -> None:
    async with asked(tmp_path, log=a_log(a_session(0)), clock=on_day(1)) as coach:
        await coach.press("s")
        await coach.paste("\x1b[31m red  [b]")
        await coach.press("enter")
        await coach.paste("\x1b[31m RED [b]")
        await coach.press("enter", "enter")
        assert coach.line("activity") == "?[31m red [b]"
        await coach.press("5", "enter")
        assert [each.activities for each in coach.stored().measures] == [
            (Activity("\x1b[31m red [b]", 5),)
        ]


async def test_words_in_a_file_are_never_obeyed(tmp_path: Path) -> None:
    odd = "[/] x [red]\x1b[2J"
    answers = [told(0, 5, {odd: 3}), told(28, 5, {odd: 3})]
    log = a_log(*weekly(4), *answers, a_profile(0, activities=(odd,)))
    async with asked(tmp_path, log=log, clock=on_day(28), size=(100, 60)) as coach:
        assert isinstance(coach.screen, ReviewScreen)
        assert "[/] x [red]" in coach.text
        assert all(map(is_legible, coach.rows))
        await coach.press("enter", "p", "w", "s")
        assert isinstance(coach.screen, MeasuresScreen)
        assert all(map(is_legible, coach.rows))


@pytest.mark.parametrize("size", SIZES)
async def test_all_of_a_question_is_in_view(tmp_path: Path, size: tuple[int, int]) -> None:
    async with asked(tmp_path, log=four_weeks(), clock=on_day(28), size=size) as coach:
        for words in ("After 4 weeks", "hurt?", "Type a number", "s Skip", "esc Back"):
            assert words in coach.text
        await coach.press("3", "enter", "7")
        for words in (SOCKS, "7 of 10", "Enter: on to the next question."):
            assert words in coach.text

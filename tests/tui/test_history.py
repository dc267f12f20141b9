"""History: every session, its sets, and ratings given later."""

from pathlib import Path

import pytest

from backcoach.coach.model.records import SessionRecord
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from backcoach.tui.widgets.browser import Browser
from tests.support.coach import following, opened
from tests.support.content import item
from tests.support.logs import a_log, a_session, a_set, day, moment
from tests.tui.places import HIGH, chosen, detail, on_day, opened_later, words

# History


async def test_an_empty_history_says_what_will_be_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("h")
        assert "Nothing here yet" in coach.text
        assert not coach.screen.query_one(Browser).display
        await coach.press("up", "down", "enter", "r")
        assert isinstance(coach.screen, HistoryScreen)


async def test_one_session_is_shown_with_each_set_of_each_side(tmp_path: Path) -> None:
    async with following(tmp_path, item("bird_dog"), item("cobra"), size=HIGH) as coach:
        coach.play(12 + 35 + 5 + 14)
        await coach.press("n", "n", "s")
        coach.play(15 + 5)
        await coach.press("o", "5", "s", "3", "enter", "6", "enter", "1", "enter", "space")
        await coach.press(*["enter"] * 3, "h")
        rows = [" ".join(row.split()) for row in detail(coach)]
        assert "Bird-dog 1 L 5 of 5 reps ✓ done" in rows
        assert "1 R 2 of 5 reps ◐ in part" in rows
        assert "2 L 0 of 5 reps – skipped" in rows
        assert "2 R 0 of 5 reps – skipped" in rows
        assert "Cobra 1 5 of 15 s – skipped · hurt 5/10" in rows
        assert "Hurt 5/10: Cobra, set 1, after 5 s; skipped." in rows
        assert "Pain before 2/10 · worst pain 3/10 · after 1/10 · effort 6/10" in rows
        assert "Left the back sore: Bird-dog." in rows


async def test_three_hundred_sessions_are_listed_latest_first(tmp_path: Path) -> None:
    log = a_log(*(a_session(number, worst_pain=number % 4) for number in range(300)))
    async with opened_later(tmp_path, log=log, clock=on_day(300)) as coach:
        await coach.press("h")
        assert chosen(coach) == "session-299-18"
        assert f"{day(299):%Y-%m-%d}" in coach.text
        await coach.press("down", "down")
        assert chosen(coach) == "session-297-18"
        assert "Worst pain 1/10" in words(coach).replace("worst", "Worst")
        await coach.press("end")
        assert chosen(coach) == "session-0-18"
        assert f"{day(0):%Y-%m-%d}" in coach.text
        await coach.press("p", "h")
        assert chosen(coach) == "session-0-18", "the place keeps where one was"


async def test_an_exercise_that_is_no_longer_in_the_content_shows_by_its_id(tmp_path: Path) -> None:
    log = a_log(a_session(0, sets=(a_set("headstand"),)))
    async with opened_later(tmp_path, log=log, clock=on_day(1)) as coach:
        await coach.press("h")
        assert "headstand" in coach.text


async def test_a_session_left_unrated_can_be_rated_later(tmp_path: Path) -> None:
    log = a_log(a_session(0), a_session(2, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=on_day(3)) as coach:
        await coach.press("h")
        assert "not rated" in coach.text
        assert "r Rate" in coach.keys
        await coach.press("r")
        assert isinstance(coach.screen, RatingScreen)
        assert "Pain now" not in coach.text, "that would be another day's"
        await coach.press("4", "enter", "6", *["enter"] * 3)
        assert isinstance(coach.screen, SummaryScreen)
        await coach.press("enter")
        assert isinstance(coach.screen, HistoryScreen)
        assert "not rated" not in coach.text
        ratings = coach.stored().sessions[-1].ratings
        assert ratings is not None
        assert (ratings.worst_pain, ratings.effort) == (4, 6)
        assert ratings.at == moment(3, 7)
        assert "r Rate" not in coach.keys, "it is rated now"


async def test_rating_left_for_later_stays_for_later(tmp_path: Path) -> None:
    async with opened_later(
        tmp_path, log=a_log(a_session(0, worst_pain=None)), clock=on_day(1)
    ) as coach:
        await coach.press("h", "r", "4")
        assert "esc Later" in coach.keys
        await coach.press("escape", "enter")
        assert isinstance(coach.screen, HistoryScreen)
        assert coach.stored().sessions[0].ratings is None
        assert "r Rate" in coach.keys


@pytest.mark.parametrize(
    "session",
    [a_session(0), a_session(0, speed=20, worst_pain=None)],
    ids=["already rated", "a rehearsal"],
)
async def test_rating_is_not_offered_for(tmp_path: Path, session: SessionRecord) -> None:
    async with opened_later(tmp_path, log=a_log(session), clock=on_day(1)) as coach:
        await coach.press("h")
        assert "r Rate" not in coach.keys
        await coach.press("r")
        assert isinstance(coach.screen, HistoryScreen)


async def test_a_rating_needs_both_numbers_and_letters_go_into_the_note(tmp_path: Path) -> None:
    log = a_log(a_session(0, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=on_day(1)) as coach:
        await coach.press("h", "r", "enter", "3", "enter", "enter")
        assert isinstance(coach.screen, RatingScreen)
        await coach.press("tab", "tab")
        await coach.type("mad? hxq 12")
        await coach.press("enter")
        assert isinstance(coach.screen, RatingScreen), "the effort is still missing"
        await coach.press("7", *["enter"] * 4)
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        assert (ratings.worst_pain, ratings.effort, ratings.note) == (3, 7, "mad? hxq 12")
        assert coach.practice.book.settings.sound, "m wrote a letter and muted nothing"


async def test_an_answer_that_is_optional_can_be_taken_back(tmp_path: Path) -> None:
    async with following(tmp_path, item("cobra")) as coach:
        coach.play(60)
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)
        await coach.press("3", "backspace", "enter", "6", "enter", "4", "backspace")
        await coach.press(*["enter"] * 3)
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        assert (ratings.worst_pain, ratings.effort) == (3, 6), "these are needed"
        assert ratings.pain_now is None

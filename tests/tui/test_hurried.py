"""Keys that come faster than they are handled: a held Enter, a slip, a paste meant elsewhere."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from textual import events
from textual.keys import key_to_character
from textual.widgets import Static

from backcoach.coach.model.records import Answer
from backcoach.coach.session.segment_timer import SessionState
from backcoach.legible import is_legible
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.dialogs.palette import Palette
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile_parts import MarkScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.checklist import Checklist
from tests.support.coach import Opened, following, opened
from tests.support.content import item
from tests.tui.a_session import BIRD_DOG


async def at_once(coach: Opened, *keys: str) -> None:
    """All of them before any of them is answered."""
    for key in keys:
        coach.app.post_message(events.Key(key, key_to_character(key)))
    await coach.settle()


async def test_a_second_enter_closes_the_question_and_not_the_session_below(tmp_path: Path) -> None:
    async with following(tmp_path, item("cobra")) as coach:
        await coach.press("escape")
        assert isinstance(coach.screen, ChoiceDialog)
        await at_once(coach, "enter", "enter")
        assert isinstance(coach.screen, SessionScreen)


async def test_what_was_chosen_in_a_dialog_that_has_just_closed_is_not_done_below(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        session = coach.session
        await coach.press("o", "6")
        assert "Easier" in coach.keys
        await at_once(coach, "e", "enter")
        assert coach.screen is session
        (report,) = session.player.pain.reports
        assert (report.pain, report.answer) == (6, Answer.EASIER)
        assert report.exercise == "bird_dog"


async def test_a_second_enter_in_the_palette_closes_nothing_below(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("h", "ctrl+p")
        await coach.type("soun")
        place = coach.app.screen_stack[-2]
        await at_once(coach, *["enter"] * 4)
        assert coach.screen is place


@pytest.mark.parametrize("keys", ["os", "is", "so", "s+"])
async def test_a_key_at_the_end_of_a_session_leaves_no_journal_behind(
    tmp_path: Path, keys: str
) -> None:
    async with following(tmp_path, item("cobra")) as coach:
        coach.play(15)
        await at_once(coach, *keys)
        assert not isinstance(coach.screen, SessionScreen)
        assert not coach.practice.unfinished.is_there


def palettes(coach: Opened) -> int:
    return sum(isinstance(each, Palette) for each in coach.app.screen_stack)


async def test_the_list_of_commands_opens_again_right_after_it_was_closed(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("ctrl+p")
        for _ in range(3):
            await at_once(coach, "escape", "ctrl+p")
            await at_once(coach, "ctrl+p", "ctrl+p")
            assert palettes(coach) == 1


async def test_the_list_of_commands_lies_there_once_if_under_a_question(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("ctrl+p", "ctrl+q", "ctrl+p")
        assert isinstance(coach.screen, ChoiceDialog)
        assert palettes(coach) == 1


async def test_a_command_chosen_for_a_session_that_has_ended_meanwhile_does_nothing(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, item("cobra")) as coach:
        session = coach.session
        await coach.press("ctrl+p")
        await coach.type("10 s")
        while session.player.position.state is not SessionState.ENDED:
            coach.clock.advance(1.5)
            session.tick()
        while isinstance(coach.screen, Palette):
            await coach.press("enter")
        assert isinstance(coach.screen, RatingScreen)


async def test_what_is_typed_after_the_end_does_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await at_once(coach, "q", "question_mark", "h")
        assert not coach.app.is_running
    assert coach.app.return_code == 0
    assert coach.app.crash_report == ""


async def test_the_palette_shows_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("ctrl+p")
        await coach.paste("a\x1b]0;title\x07b\u202ec\x9b31m")
        assert all(map(is_legible, coach.rows))
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)


async def test_a_click_on_what_was_taken_away_a_moment_ago_does_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        label = next(each for each in coach.screen.query(Static) if each.region.area)
        x, y = label.region.offset
        removed = label.remove()
        for kind in (events.MouseDown, events.MouseMove, events.MouseUp):
            coach.app.post_message(kind(None, x, y, 0, 0, 1, False, False, False))
        await coach.settle()
        await removed
        assert isinstance(coach.screen, TodayScreen)


async def test_start_pressed_twice_asks_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("tab")
        await at_once(coach, "s", "enter")
        assert [type(each) for each in coach.app.screen_stack] == [TodayScreen, CheckInScreen]


async def test_two_enters_on_a_symptom_ask_about_it_once(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("enter", "2", "enter", "down", "space")
        # However much of the first was done when the second comes.
        for steps in range(12):
            coach.app.post_message(events.Key("enter", None))
            for _ in range(steps):
                await asyncio.sleep(0)
            await at_once(coach, "enter")
            if isinstance(coach.screen, AdviceDialog):
                break  # the second one answered the question that the first had asked
            questions = [type(each) for each in coach.app.screen_stack].count(ChoiceDialog)
            assert questions <= 1, steps
            await coach.press("escape")


async def test_the_disclaimer_is_accepted_once(tmp_path: Path) -> None:
    async with opened(tmp_path, consented=False) as coach:
        await at_once(coach, "enter", "enter")
        assert len(coach.stored().consents) == 1


async def test_a_list_without_room_can_be_paged(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(30, 5)) as coach:
        for opener in ("x", "h", "y", "ctrl+p"):
            await coach.press(opener, "pagedown", "pageup", "pagedown", "escape", "t")
        assert isinstance(coach.screen, TodayScreen)


@pytest.mark.parametrize(
    ("opener", "closer"), [("s", "escape"), ("y", "escape"), ("s", "ctrl+q"), ("f1", "ctrl+q")]
)
async def test_a_screen_may_be_left_before_it_is_there(
    tmp_path: Path, opener: str, closer: str
) -> None:
    async with opened(tmp_path) as coach:
        for steps in range(8):
            coach.app.post_message(events.Key(opener, key_to_character(opener)))
            for _ in range(steps):
                await asyncio.sleep(0)
            await at_once(coach, closer)
            if not coach.app.is_running:
                break
            await coach.press("escape", "t")
    assert coach.app.crash_report == ""


@pytest.mark.parametrize(("first", "key"), [("s", "enter"), ("enter", "s"), ("enter", "escape")])
async def test_keys_wait_while_a_page_is_turned(tmp_path: Path, first: str, key: str) -> None:
    async with opened(tmp_path) as coach:
        for steps in range(8):
            await coach.press("p", "w", "6")
            coach.app.post_message(events.Key(first, key_to_character(first)))
            for _ in range(steps):
                await asyncio.sleep(0)
            await at_once(coach, key, "escape")
            await coach.press("escape", "escape", "escape")
    assert coach.app.crash_report == ""


async def test_what_is_typed_ahead_reaches_the_screen_that_is_being_built(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await at_once(coach, "y", "down", "enter")
        assert isinstance(coach.screen, MarkScreen)
        assert coach.screen.query_one(Checklist).option_count > 0


async def test_an_answer_to_questions_that_are_gone_is_none(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False, size=(120, 40)) as coach:
        for steps in range(12):
            if not isinstance(coach.screen, ScreeningScreen):
                await coach.press("enter")
            coach.app.post_message(events.Key("enter", None))
            for _ in range(steps):
                await asyncio.sleep(0)
            await at_once(coach, "escape")
            await coach.press("escape")
        assert coach.stored().screenings == ()
    assert coach.app.crash_report == ""

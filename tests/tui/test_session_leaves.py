"""Leaving a session, what lies over it, rehearsals, and a disk that is full."""

import errno
import os
from pathlib import Path

import pytest

from backcoach.coach.model.records import SessionRecord, Status, Work
from backcoach.store import LogStore, StoreError
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.dialogs.help import HelpScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.clock import ManualClock
from tests.support.coach import following
from tests.tui.a_session import BREATHING, COBRA, KEYS, READY, is_running, the_session

TURN = 15  # from the front onto the back

# Leave


async def test_leaving_asks_and_keeps_what_was_done_as_a_partial_session(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + TURN + 7)
        for key in KEYS["session.leave"]:
            await coach.press(key)
            assert isinstance(coach.screen, ChoiceDialog)
            assert "kept as a partial session" in coach.text
            await coach.press("escape")
        await coach.press("escape", "down", "enter")
        assert isinstance(coach.screen, RatingScreen)
        session = the_session(coach)
        assert session.status is Status.PARTIAL
        assert [each.done for each in session.sets] == [Work(1, 15), Work(0, 7)]


@pytest.mark.parametrize("answer", ["enter", "escape"], ids=["stay", "esc"])
async def test_staying_leaves_the_session_paused_where_it_was(tmp_path: Path, answer: str) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        await coach.press("escape")
        coach.clock.advance(300)
        await coach.press(answer)
        assert coach.line("word").startswith("PAUSED")
        assert coach.number == "50"
        await coach.press("space")
        coach.play(3 + 1)
        assert (coach.line("word"), coach.number) == ("KEEP GOING", "49")


async def test_leaving_before_anything_was_done_stores_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(5)
        await coach.press("q")
        assert "nothing is stored" in coach.text
        await coach.press("down", "enter")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()


async def test_keys_that_end_other_programs_ask_first(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        for key in "ctrl+c", "ctrl+q":
            await coach.press(key)
            assert isinstance(coach.screen, ChoiceDialog)
            await coach.press("escape")
        await coach.press("ctrl+q", "ctrl+q")
        assert not coach.app.is_running, "who insists may go, and nothing is lost"
        assert the_session(coach).sets[0].done == Work(0, 10)
        assert the_session(coach).status is Status.PARTIAL


# What lies over a session, and what lies beside it


async def test_place_keys_do_nothing_during_a_session(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        for key in "t", "h", "p", "x":
            await coach.press(key)
            assert isinstance(coach.screen, SessionScreen)
            assert is_running(coach)


async def test_a_session_that_ended_under_the_help_holds_nobody_back(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA) as coach:
        session = coach.session
        coach.play(READY + 14)
        await coach.press("question_mark")
        coach.clock.advance(1)
        session.tick()
        await coach.press("ctrl+q")
        assert not coach.app.is_running
        assert the_session(coach).status is Status.COMPLETED


async def test_a_session_that_ends_under_the_help_goes_on_to_the_ratings(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA) as coach:
        session = coach.session
        coach.play(READY + 10)
        await coach.press("question_mark")
        assert isinstance(coach.screen, HelpScreen)
        for _ in range(6):
            coach.clock.advance(1)
            session.tick()
        await coach.settle()
        assert isinstance(coach.screen, HelpScreen), "nobody is torn away from reading"
        await coach.press("escape")
        assert isinstance(coach.screen, RatingScreen)
        assert the_session(coach).status is Status.COMPLETED
        await coach.press("1", "enter", "2", *["enter"] * 5)
        assert isinstance(coach.screen, TodayScreen)


# Rehearsals


async def test_a_rehearsal_is_marked_and_does_not_count(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, clock=ManualClock(speed=10)) as coach:
        assert "rehearsal ×10" in coach.line("section")
        coach.play(READY + 15, every=10)
        await coach.settle()
        await coach.press("1", "enter", "2", *["enter"] * 4)
        assert isinstance(coach.screen, SummaryScreen)
        assert "Rehearsal over. It is kept, and does not count." in coach.text
        assert "Nothing: rehearsals never count towards progress." in coach.text
        await coach.press("enter")
        assert "This is your first session" in coach.text
        await coach.press("h")
        assert "rehearsal" in coach.text
        await coach.press("p")
        assert "One more session" not in coach.text
        assert the_session(coach).is_rehearsal
        assert coach.practice.standing.now().sessions_in_stage == 0


# A file that can't be written


async def test_a_session_that_cannot_be_stored_says_so_for_long_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_file: int, _text: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    async with following(tmp_path, COBRA, COBRA, BREATHING) as coach:
        with monkeypatch.context() as full:
            full.setattr(os, "write", refuse)
            coach.play(READY + 15)
            await coach.settle()
            assert "No space left" in coach.words_in("Toast")
            assert "tries again" in coach.words_in("Toast")
            assert "NOT STORED" in coach.line("section")
            assert coach.line("word") == "GET READY"
            coach.play(READY + 14)
            assert coach.line("word") == "HOLD"
            assert "NOT STORED" in coach.line("section"), "it stays as long as it is so"
        coach.play(1)
        assert [each.completed for each in the_session(coach).sets] == [True, True, False]
        assert "NOT STORED" not in coach.line("section")


async def test_a_session_that_could_never_be_stored_still_ends_with_its_summary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(store: LogStore, session: SessionRecord) -> None:
        raise StoreError(tmp_path / "log.json", "the disk is full", "Make room.")

    async with following(tmp_path, COBRA) as coach:
        monkeypatch.setattr(LogStore, "save", refuse)
        coach.play(READY + 15)
        await coach.settle()
        await coach.press("1", "enter", "2", *["enter"] * 4)
        assert isinstance(coach.screen, SummaryScreen)
        assert "15 of 15 s" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, ChoiceDialog)
        assert "not stored yet" in coach.text
        assert "the disk is full" in coach.text
        await coach.press("end", "enter")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()
        assert coach.practice.sessions.unstored == {}

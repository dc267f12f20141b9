"""The signs to stop at during a session, and what they lead to (programme.md §3.8)."""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest

from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionRecord, Status
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.day import Choice
from backcoach.coach.safety.outcomes import Outcome
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.hurt import WhereDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from tests.support.clock import ManualClock
from tests.support.coach import SIZES, Opened, following, practice_in
from tests.support.content import catalogue, item

BIRD_DOG = item("bird_dog")
SAFETY = catalogue().safety
INTO_THE_FIRST_SET = 12 + 9


class Row(NamedTuple):
    """One sign: which line it is, what is asked about it, and where that leads."""

    line: int
    id: str
    title: str
    outcome: Outcome
    lock: Lock
    answer: int | None = None


A14 = [
    Row(1, "stop_heart_or_stroke", "Call 999 / 112 / 911 now", Outcome.CALL, Lock.CALL),
    Row(2, "stop_fainted", "Call 999 / 112 / 911 now", Outcome.CALL, Lock.CALL),
    Row(3, "stop_light_headed", "Call 999 / 112 / 911 now", Outcome.CALL, Lock.CALL, 1),
    Row(3, "stop_light_headed", "Not today", Outcome.NOT_TODAY, Lock.NONE, 2),
    Row(4, "stop_saddle_or_legs", "Get help now", Outcome.EMERGENCY, Lock.EMERGENCY),
    Row(5, "stop_pop_or_sharp", "Stop for today and be checked", Outcome.BE_CHECKED, Lock.URGENT),
    Row(6, "stop_one_leg_weak", "Get medical advice today", Outcome.URGENT, Lock.URGENT),
]


def stored(coach: Opened) -> SessionRecord:
    (session,) = coach.stored().sessions
    return session


async def mark_line(coach: Opened, line: int) -> None:
    """Mark a line, counted from 1, and go on."""
    await coach.press(*["down"] * (line - 1), "enter", "end", "enter")


@pytest.mark.parametrize("row", A14, ids=lambda row: f"{row.line} {row.outcome}")
async def test_a14_each_sign_has_an_outcome_of_its_own(tmp_path: Path, row: Row) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i")
        await mark_line(coach, row.line)
        if row.answer is not None:
            assert "Has it passed within five minutes?" in coach.words_in(".dialog")
            await coach.press("enter")
            assert isinstance(coach.screen, ChoiceDialog), "no answer is chosen beforehand"
            await coach.press(*["down"] * row.answer, "enter")
        if row.lock is not Lock.NONE:
            assert "You marked: •" in coach.words_in(".dialog")
            await coach.press("enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert row.title in coach.text
        assert "is kept as far as you came" in " ".join(coach.text.split())
        session = stored(coach)
        assert (session.status, session.sets[0].done.seconds) == (Status.PARTIAL, 9)
        signs = coach.stored().check_ins[-1]
        assert (signs.during, signs.outcome, signs.symptoms) == (
            session.id,
            row.outcome,
            (row.id,),
        )
        await coach.press("enter")
        assert coach.practice.safety.lock() is row.lock
        locked = row.lock is not Lock.NONE
        assert isinstance(coach.screen, TodayScreen if locked else RatingScreen)


async def test_a14_row_7_ends_the_main_block_alone_and_begins_with_the_leg(tmp_path: Path) -> None:
    stretch = replace(item("supine_hamstring_stretch"), section=Section.COOL_DOWN)
    breathing = replace(item("rest_breathing"), section=Section.COOL_DOWN)
    async with following(tmp_path, BIRD_DOG, stretch, breathing) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i")
        await mark_line(coach, 7)
        assert isinstance(coach.screen, AdviceDialog)
        assert "About the leg" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.line("name").startswith("Rest and slow breathing")
        signs = coach.stored().check_ins[-1]
        assert (signs.outcome, signs.symptoms) == (Outcome.LEG, ("stop_one_leg_pain",))
        assert coach.practice.safety.lock() is Lock.NONE
        assert coach.practice.standing.day().choice is Choice.EASY
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.tags == ("leg_symptoms",)


async def test_a14_row_8_is_there_while_pregnant_alone(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    assert len(SAFETY.stop_now.rows(pregnant=practice.safety.is_pregnant)) == 7
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "20"})
    *_, last = SAFETY.stop_now.rows(pregnant=practice.safety.is_pregnant)
    assert (last.id, last.outcome) == ("stop_pregnancy_sign", Outcome.MATERNITY)


@pytest.mark.parametrize("way", [["i"], ["o", "i"], ["o", "9", "i"]], ids=" ".join)
async def test_the_list_is_one_key_away(tmp_path: Path, way: list[str]) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press(*way)
        assert isinstance(coach.screen, StopNowDialog)
        words = coach.words_in(".dialog")
        assert "Stop at any of these. Mark it, and I tell you what to do." in words
        assert "Back to the session" in words
        assert "[x]" not in words, "nothing is marked beforehand"


@pytest.mark.parametrize("keys", [["end", "enter"], ["up", "enter"], ["escape"]], ids=" ".join)
async def test_none_of_them_goes_on_as_before(tmp_path: Path, keys: list[str]) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i")
        coach.clock.advance(60)
        await coach.press(*keys)
        assert coach.line("word") == "GO ON IN"
        assert coach.practice.safety.lock() is Lock.NONE
        assert len(coach.stored().check_ins) == 1


async def test_enter_alone_marks_and_ends_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i", "enter")
        assert isinstance(coach.screen, StopNowDialog)
        assert "[x] Chest pain" in coach.text
        assert "Continue" in coach.text


async def test_before_anything_was_done_it_locks_all_the_same(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("i")
        await mark_line(coach, 4)
        await coach.press("enter", "enter")
        assert coach.stored().sessions == ()
        assert coach.practice.safety.lock() is Lock.EMERGENCY


@pytest.mark.parametrize(
    ("keys", "title", "lock"),
    [
        (["down", "enter"], "Get help now", Lock.EMERGENCY),
        (["down", "down", "enter"], "Get medical advice today", Lock.URGENT),
        (["down", "down", "down", "enter"], "About the leg", Lock.NONE),
        (["escape"], "Get help now", Lock.EMERGENCY),
    ],
)
async def test_something_new_in_a_leg_is_asked_what_it_is(
    tmp_path: Path, keys: list[str], title: str, lock: Lock
) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("o", "down", "enter")
        assert "What is it?" in coach.words_in(".dialog")
        await coach.press(*keys)
        if lock is not Lock.NONE:
            assert "You marked: •" in coach.words_in(".dialog")
            await coach.press("enter")
        assert title in coach.text
        if lock is Lock.NONE:
            await coach.press("enter")
        assert stored(coach).pain_reports[0].leg
        assert coach.practice.safety.lock() is lock


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_list_can_be_walked_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with following(tmp_path, BIRD_DOG, size=size) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i", *["down"] * 6)
        assert "New pain or tingling down one leg" in coach.text
        await coach.press("enter", "end", "enter")
        assert isinstance(coach.screen, AdviceDialog)


async def test_a_slip_in_the_hurt_dialog_comes_back_to_the_session(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("o")
        assert isinstance(coach.screen, WhereDialog)
        await coach.press("i", "escape")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.line("word") == "GO ON IN"

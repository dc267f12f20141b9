"""The signs to stop at, in the middle of a session: what they end, ask, keep and lock."""

from pathlib import Path

import pytest

from backcoach.coach.model.records import SessionRecord, Status
from backcoach.coach.model.screening_questions import Lock
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.new_signs import NewSignsScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.hurt import HurtDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from tests.support.coach import SIZES, Opened, following
from tests.support.content import catalogue, item

BIRD_DOG = item("bird_dog")
SAFETY = catalogue().safety
INTO_THE_FIRST_SET = 12 + 9
POP = ["down"] * 6
"""From "none of these" over the five signs of an emergency."""


def stored(coach: Opened) -> SessionRecord:
    (session,) = coach.stored().sessions
    return session


async def test_all_signs_are_shown_under_what_to_do(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, size=(80, 24)) as coach:
        await coach.press("i")
        assert isinstance(coach.screen, StopNowDialog)
        for group in SAFETY.stop_now:
            assert group.action in coach.text
            assert all(sign in coach.text for sign in group.signs)


@pytest.mark.parametrize("key", ["enter", "escape"])
async def test_none_of_these_goes_on_as_before(tmp_path: Path, key: str) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i")
        coach.clock.advance(60)
        await coach.press(key)
        assert coach.line("word") == "GO ON IN"
        assert coach.practice.person.lock() is Lock.NONE
        assert len(coach.stored().check_ins) == 1


@pytest.mark.parametrize("way", [["i"], ["o", "i"], ["o", "9", "i"]], ids=" ".join)
async def test_an_emergency_ends_the_session_says_so_and_locks(
    tmp_path: Path, way: list[str]
) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press(*way, "down", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert SAFETY.emergency.title in coach.text
        assert "is kept as far as you came" in " ".join(coach.text.split())
        session = stored(coach)
        assert (session.status, session.sets[0].done.seconds) == (Status.PARTIAL, 9)
        assert session.pain_reports == ()
        signs = coach.stored().check_ins[-1]
        assert (signs.during, signs.outcome, signs.symptoms) == (
            session.id,
            "emergency",
            ("stop_now",),
        )
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen), "nothing more is asked"
        assert coach.practice.person.lock() is Lock.EMERGENCY
        assert SAFETY.emergency.title in coach.text


async def test_before_anything_was_done_it_locks_all_the_same(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("i", "down", "enter", "enter")
        assert coach.stored().sessions == ()
        assert coach.practice.person.lock() is Lock.EMERGENCY


async def test_the_other_signs_lead_to_the_list_of_the_check_in(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i", *POP, "enter")
        assert isinstance(coach.screen, NewSignsScreen)
        assert stored(coach).status is Status.PARTIAL
        await coach.press("escape")
        assert isinstance(coach.screen, NewSignsScreen), "it is answered first"
        await coach.press("down", "space", "enter", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        assert SAFETY.urgent.title in coach.text
        signs = coach.stored().check_ins[-1]
        assert (signs.symptoms, signs.outcome) == (("leg_weakness",), "urgent")
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.practice.person.lock() is Lock.URGENT


async def test_with_nothing_new_the_session_is_rated_like_any_other(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i", *POP, "enter", "enter")
        assert isinstance(coach.screen, RatingScreen)
        assert coach.practice.person.lock() is Lock.NONE
        assert len(coach.stored().check_ins) == 1


async def test_something_new_in_a_leg_leads_to_the_list_as_well(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("o", "l", "2", "enter")
        assert isinstance(coach.screen, NewSignsScreen)
        assert stored(coach).pain_reports[0].leg
        await coach.press("down", "space", "enter", "down", "enter")
        assert SAFETY.emergency.title in coach.text
        assert coach.practice.person.lock() is Lock.EMERGENCY


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_lists_can_be_walked_in_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with following(tmp_path, BIRD_DOG, size=size) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("i", "end")
        last = SAFETY.stop_now[-1].signs[-1]
        assert last in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, NewSignsScreen)
        assert "Enter: none of these." in coach.text


async def test_a_slip_in_the_hurt_dialog_comes_back_to_the_session(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(INTO_THE_FIRST_SET)
        await coach.press("o")
        assert isinstance(coach.screen, HurtDialog)
        await coach.press("i", "enter")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.line("word") == "GO ON IN"

"""Reports of pain ("this hurts") in a session: the number, what is offered, what is stored."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Answer, Where, Work
from backcoach.coach.model.screening_questions import Lock
from backcoach.tui.screens.session.hurt import HurtDialog, WhereDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.coach import Opened, following
from tests.tui.a_session import (
    BIRD_DOG,
    BREATHING,
    COBRA,
    KEYS,
    KNEE_ROLLS,
    LEFT_SET,
    READY,
    SIDE,
    is_running,
    the_session,
)

TURN = 15  # from the front onto the back

# This hurts


async def into_right_side(coach: Opened) -> None:
    """Nine seconds into the right side of the first set."""
    coach.play(READY + LEFT_SET + SIDE + 9)
    assert coach.line("word") == "MOVE · RIGHT LEG BACK"


@dataclass(frozen=True)
class PainAnswer:
    """What is pressed after "this hurts", what it means, and what is shown then."""

    keys: str
    pain: int
    answer: Answer
    name: str
    word: str


SAID = [
    PainAnswer("7e", 7, Answer.EASIER, "Bird-dog, leg slide · level 2", "GET READY"),
    PainAnswer("5s", 5, Answer.SKIP, "Rest and slow breathing · level 1", "GET READY"),
    PainAnswer("5g", 5, Answer.GO_ON, "Bird-dog", "GO ON IN"),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said.answer))
@pytest.mark.parametrize("key", KEYS["session.hurts"])
async def test_what_hurts_stops_the_clock_and_is_stored_with_place_time_and_number(
    tmp_path: Path, key: str, said: PainAnswer
) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        await into_right_side(coach)
        await coach.press(key)
        assert isinstance(coach.screen, WhereDialog)
        coach.clock.advance(90)
        await coach.press(said.keys[0])
        assert isinstance(coach.screen, HurtDialog)
        assert "Bird-dog, right leg back, set 1 of 2" in coach.text
        await coach.press(*said.keys[1:])
        assert coach.line("name") == said.name
        assert coach.line("word") == said.word

        session = the_session(coach)
        (report,) = session.pain_reports
        assert (report.exercise, report.side, report.number) == ("bird_dog", Side.RIGHT, 1)
        assert (report.second, report.pain, report.answer) == (9.0, said.pain, said.answer)
        right = session.sets[1]
        assert (right.pain, right.done) == (said.pain, Work(1, 9))
        assert right.skipped is (said.answer is Answer.SKIP)
        assert right.replaced is (said.answer is Answer.EASIER)


async def test_after_going_on_nothing_of_the_set_is_lost(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await into_right_side(coach)
        await coach.press("o", "1", "g")
        coach.play(3 + 26)
        assert coach.line("word") == "REST"
        assert the_session(coach).sets[1].done == Work(5, 35)


async def test_a_slip_of_the_finger_records_nothing_and_goes_on(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await into_right_side(coach)
        await coach.press("o", "8", "escape")
        assert coach.line("word") == "GO ON IN"
        coach.play(3 + 26)
        assert the_session(coach).pain_reports == ()
        assert the_session(coach).sets[1].pain is None


async def test_a_slip_of_the_finger_in_a_pause_leaves_the_pause(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 5)
        await coach.press("space", "o", "escape")
        assert coach.line("word").startswith("PAUSED")
        assert not is_running(coach)


async def test_a_slip_of_the_finger_starts_nothing_that_waits(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        await coach.press("a")
        coach.play(READY + 15)
        await coach.press("o", "escape")
        assert coach.line("word").startswith("READY WHEN YOU ARE")


async def test_the_choice_comes_after_the_number(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await into_right_side(coach)
        await coach.press("o", "e", "s", "g", "enter")
        assert isinstance(coach.screen, HurtDialog)
        assert "Easier" not in coach.keys
        await coach.press("3")
        assert all(word in coach.keys for word in ("Easier", "Skip", "Go on"))
        assert "Bird-dog, leg slide" in coach.words_in("#advice")


@pytest.mark.parametrize(
    ("pain", "words", "answer"),
    [
        ("2", "within what is fine", Answer.GO_ON),
        ("6", "smaller or easier", Answer.EASIER),
        ("9", "Stop this exercise now", Answer.EASIER),
    ],
)
async def test_enter_takes_the_safest_offer(
    tmp_path: Path, pain: str, words: str, answer: Answer
) -> None:
    async with following(tmp_path, BIRD_DOG, pain=5) as coach:
        await into_right_side(coach)
        await coach.press("o", pain)
        assert words in coach.words_in("#advice")
        await coach.press("enter")
        assert the_session(coach).pain_reports[0].answer is answer


async def test_on_red_going_on_is_not_offered(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await into_right_side(coach)
        await coach.press("o", "5")
        assert "Finish it with less range, or fewer repetitions" in coach.words_in("#advice")
        await coach.press("8", "g")
        assert isinstance(coach.screen, HurtDialog)
        assert "Go on" not in coach.keys
        assert "Go on" not in coach.words_in("#advice")
        assert the_session(coach).pain_reports == ()


async def test_the_second_red_leads_to_the_cool_down(tmp_path: Path) -> None:
    rest = replace(BREATHING, section=Section.COOL_DOWN)
    async with following(tmp_path, BIRD_DOG, COBRA, KNEE_ROLLS, rest, size=(80, 40)) as coach:
        await into_right_side(coach)
        await coach.press("o", "8", "s", "n", "o", "8", "s", "e")
        assert isinstance(coach.screen, HurtDialog)
        assert "Twice is enough for one day" in coach.words_in("#advice")
        await coach.press("enter")
        assert coach.line("name") == "Rest and slow breathing · level 1"
        assert "Cool-down" in coach.line("section")
        session = the_session(coach)
        assert [report.answer for report in session.pain_reports] == [
            Answer.SKIP,
            Answer.TO_COOL_DOWN,
        ]
        assert {record.exercise for record in session.sets if record.spared} == {
            "cobra",
            "knee_rolls",
        }
        assert coach.number == str(TURN), "from the cobra: the knee rolls are left out"
        coach.play(TURN + 61)
        await coach.settle()
        await coach.press("8", "enter", "5", "enter", "4", "enter", "space", "enter", "enter")
        assert isinstance(coach.screen, SummaryScreen)
        assert "Ending the main part early was the right thing to do." in coach.text
        assert "worst pain 8/10 · after 4/10 · effort 5/10" in coach.text
        assert "Left the back sore: Bird-dog." in coach.text
        assert "· left out" in coach.text


async def test_something_new_in_a_leg_ends_the_session_and_is_kept(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        await into_right_side(coach)
        await coach.press("o", "down", "enter", "down", "enter", "enter")
        (report,) = the_session(coach).pain_reports
        assert (report.pain, report.leg, report.answer) == (None, True, Answer.END)
        assert not isinstance(coach.screen, HurtDialog | SessionScreen)


async def test_a7_pain_alone_in_a_leg_ends_the_main_block(tmp_path: Path) -> None:
    cool_down = replace(BREATHING, section=Section.COOL_DOWN)
    async with following(tmp_path, BIRD_DOG, COBRA, cool_down) as coach:
        await into_right_side(coach)
        await coach.press("o", "down", "enter", *["down"] * 3, "enter", "enter")
        assert coach.line("name") == "Rest and slow breathing · level 1"
        (report,) = the_session(coach).pain_reports
        assert (report.where, report.leg, report.answer) == (Where.LEG, True, Answer.TO_COOL_DOWN)
        assert coach.practice.person.conditions.leg is not None


async def test_a7_a_leg_with_trouble_hurts_like_the_back_unless_it_is_more(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        coach.practice.safety.keep_screening(("one_leg_pain",))
        await into_right_side(coach)
        await coach.press("o", "down", "enter")
        assert "More than usual, or further down?" in coach.words_in(".dialog")
        await coach.press("down", "enter", "5", "g")
        (report,) = the_session(coach).pain_reports
        assert (report.where, report.leg, report.pain) == (Where.LEG, False, 5)
        await coach.press("o", "down", "enter", "enter")
        assert "What is it?" in coach.words_in(".dialog")


@pytest.mark.parametrize(
    ("number", "offered", "answer"),
    [
        ("3", "Go on, with less range", Answer.GO_ON),
        ("5", "Its level stays as it is", Answer.EASIER),
        ("8", "Have it looked at if it is not better in a few days", Answer.SKIP),
    ],
)
async def test_a7_a_knee_is_asked_for_its_number(
    tmp_path: Path, number: str, offered: str, answer: Answer
) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        await into_right_side(coach)
        await coach.press("o", "down", "down", "enter", *["down"] * 4, "enter", number)
        assert offered in coach.words_in("#advice")
        await coach.press("enter" if answer is not Answer.GO_ON else "g")
        (report,) = the_session(coach).pain_reports
        assert (report.where, report.answer) == (Where.KNEE, answer)


async def test_a7_a_swollen_knee_stops_whatever_the_number(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        await into_right_side(coach)
        await coach.press("o", "down", "down", "enter", *["down"] * 4, "enter", "l", "1", "enter")
        assert the_session(coach).pain_reports[0].answer is Answer.SKIP


@pytest.mark.parametrize(("keys", "locks"), [(["down"], True), (["down", "down"], False)])
async def test_a7_a_swollen_calf_is_checked_today(
    tmp_path: Path, keys: list[str], locks: bool
) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        await into_right_side(coach)
        await coach.press("o", "down", "down", "enter", *["down"] * 5, "enter", *keys, "enter")
        if not locks:
            assert isinstance(coach.screen, HurtDialog)
            return
        await coach.press("enter")
        assert "A swollen, tender calf should be checked today" in coach.text
        assert coach.practice.safety.lock() is Lock.URGENT


async def test_where_nothing_is_easier_only_skip_and_go_on_are_offered(tmp_path: Path) -> None:
    async with following(tmp_path, KNEE_ROLLS, BREATHING) as coach:
        coach.play(READY + 6)
        await coach.press("o")
        for number, advice in (("3", "Go on if"), ("5", "Finish it smaller."), ("9", "Stop this")):
            await coach.press(number)
            assert advice in coach.words_in("#advice")
            assert "easier" not in coach.words_in("#advice"), "which is not to be had"
        await coach.press("e")
        assert isinstance(coach.screen, HurtDialog)
        assert "Easier" not in coach.keys
        await coach.press("enter")
        assert the_session(coach).pain_reports[0].answer is Answer.SKIP
        assert coach.line("name") == "Rest and slow breathing · level 1"


async def test_stop_signs_are_shown_with_the_number_that_means_stop(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, size=(80, 40)) as coach:
        await into_right_side(coach)
        await coach.press("o")
        assert "The signs to stop at, and what to do" in coach.words_in(".dialog")
        await coach.press("2")
        assert "The signs to stop at" not in coach.words_in("#advice")
        await coach.press("9")
        assert "i Stop signs" in coach.words_in("#advice")

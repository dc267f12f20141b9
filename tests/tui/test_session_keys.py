"""What every key does while a session is followed, on the screen and in what is stored."""

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from backcoach.coach.exercise import Side
from backcoach.coach.programme import Section
from backcoach.coach.session import Answer, SessionRecord, Status, Work
from backcoach.cues.bell import Cue
from backcoach.store import LogStore, StoreError
from backcoach.tui.commands import COMMANDS, Scope
from backcoach.tui.screens.choice import ChoiceDialog
from backcoach.tui.screens.help import HelpScreen
from backcoach.tui.screens.hurt import HurtDialog
from backcoach.tui.screens.rating import RatingScreen
from backcoach.tui.screens.session import SessionScreen
from backcoach.tui.screens.summary import SummaryScreen
from backcoach.tui.screens.today import TodayScreen
from tests.support.clock import ManualClock
from tests.support.coach import Opened, following
from tests.support.content import item

BIRD_DOG = item("bird_dog")  # left and right, two sets of 5 × 7 s, 30 s rest
BREATHING = item("rest_breathing")  # 60 s
COBRA = item("cobra")  # 15 s hold
CHILD = item("childs_pose")  # 20 s hold
KNEE_ROLLS = item("knee_rolls")  # left and right, 5 × 6 s; nothing is easier
READY = 12
SIDE = 5
LEFT_SET = 35


KEYS = {
    "session.pause": ["space"],
    "session.next": ["n", "right", "pagedown"],
    "session.back": ["b", "left", "pageup"],
    "session.skip": ["s"],
    "session.easier": ["e"],
    "session.longer": ["plus", "equals_sign"],
    "session.shorter": ["minus", "underscore"],
    "session.hurts": ["o"],
    "session.weight": ["w"],
    "session.stop_now": ["i"],
    "session.floor": ["f"],
    "session.leave": ["escape", "q"],
}
"""All keys of a session; what each of them does is below."""


def the_session(coach: Opened) -> SessionRecord:
    return coach.session_on_disk()


def said(coach: Opened) -> str:
    """The line under the number."""
    return coach.line("twin")


def is_running(coach: Opened) -> bool:
    """The number changes within two seconds."""
    before = coach.number
    coach.play(2, every=1)
    return coach.number != before


def test_these_are_all_keys_of_a_session() -> None:
    session = [each for each in COMMANDS if each.scope is Scope.SESSION]
    assert {each.id: each.keys.split(",") for each in session} == KEYS


# Pause


@pytest.mark.parametrize("key", KEYS["session.pause"])
async def test_pause_stands_still_and_work_goes_on_after_three_two_one_exactly_where_it_was(
    tmp_path: Path, key: str
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10.4)
        assert coach.number == "50"
        await coach.press(key)
        assert coach.line("word").startswith("PAUSED")
        coach.play(100)
        assert coach.number == "50"

        await coach.press(key)
        counted = []
        for _ in range(3):
            assert coach.line("word") == "GO ON IN"
            counted.append(coach.number)
            coach.play(1)
        assert counted == ["3", "2", "1"]
        assert coach.line("word") == "KEEP GOING"
        coach.play(0.5)
        assert coach.number == "50", "of 49.6 s half a second is gone"
        coach.play(0.2)
        assert coach.number == "49"


async def test_a_pause_in_the_count_in_loses_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        await coach.press("space", "space")
        coach.play(2)
        await coach.press("space")
        assert coach.line("word").startswith("PAUSED")
        assert coach.number == "50"
        await coach.press("space")
        assert coach.number == "3"


async def test_getting_ready_goes_on_without_a_count(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(4)
        await coach.press("space")
        coach.play(60)
        await coach.press("space")
        assert (coach.line("word"), coach.number) == ("GET READY", "8")
        assert is_running(coach)


# Next and back


async def test_next_starts_the_work_and_then_ends_the_set_as_far_as_it_was_done(
    tmp_path: Path,
) -> None:
    keys = KEYS["session.next"]
    async with following(tmp_path, *[COBRA] * len(keys), BREATHING) as coach:
        for key in keys:
            coach.play(3)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("HOLD", "15")
            coach.play(6)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", "12")
        done = [(each.done, each.completed) for each in the_session(coach).sets]
        assert done[:-1] == [(Work(0, 6), False)] * len(keys)


async def test_next_goes_over_a_change_of_side_and_a_rest(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        seen = []
        for _ in range(5):
            await coach.press("n")
            seen.append((coach.line("word"), coach.line("place")))
        assert seen == [
            ("MOVE · LEFT SIDE", "Left side · set 1 of 2 · rep 1 of 5"),
            ("CHANGE SIDE · RIGHT SIDE NEXT", "Right side · set 1 of 2"),
            ("MOVE · RIGHT SIDE", "Right side · set 1 of 2 · rep 1 of 5"),
            ("REST", "Left side · set 2 of 2"),
            ("MOVE · LEFT SIDE", "Left side · set 2 of 2 · rep 1 of 5"),
        ]


async def test_back_starts_this_set_again(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        for key in KEYS["session.back"]:
            coach.play(5)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", "12")
            coach.play(3)
        coach.play(9)
        for key in KEYS["session.back"]:
            coach.play(20)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GO ON IN", "3")
            coach.play(3)
            assert (coach.line("word"), coach.number) == ("KEEP GOING", "60")


async def test_back_twice_quickly_is_the_set_before(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + READY + 20)
        assert coach.line("name") == "Rest and slow breathing (90/90)"
        await coach.press("b")
        coach.play(1)
        await coach.press("left")
        assert coach.line("name") == "Cobra"
        assert (coach.line("word"), coach.number) == ("GET READY", "12")
        assert the_session(coach).sets[0].done == Work(1, 15), "what was done stays done"


async def test_back_twice_slowly_stays_in_the_set(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + READY + 20)
        await coach.press("b")
        coach.play(2)
        await coach.press("b")
        assert coach.line("name") == "Rest and slow breathing (90/90)"


async def test_back_at_the_very_start_stays_there(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await coach.press("b", "b", "b")
        assert (coach.line("word"), coach.number) == ("GET READY", "12")


# Skip and easier


@pytest.mark.parametrize("key", KEYS["session.skip"])
async def test_skip_leaves_the_exercise_out_and_is_stored_as_skipped(
    tmp_path: Path, key: str
) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        coach.play(READY + LEFT_SET + SIDE + 8)
        await coach.press(key)
        assert said(coach) == "Skipped: Bird-dog."
        assert coach.line("name") == "Rest and slow breathing (90/90)"
        sets = the_session(coach).sets[:4]
        assert [each.skipped for each in sets] == [False, True, True, True]
        assert [each.completed for each in sets] == [True, False, False, False]
        assert [each.done for each in sets] == [Work(5, 35), Work(1, 8), Work(0, 0), Work(0, 0)]


async def test_skipping_the_last_exercise_ends_the_session(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await coach.press("s")
        assert isinstance(coach.screen, RatingScreen)
        assert the_session(coach).status is Status.COMPLETED
        assert the_session(coach).sets[0].skipped


@pytest.mark.parametrize("key", KEYS["session.easier"])
async def test_easier_takes_over_from_here_on(tmp_path: Path, key: str) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        coach.play(READY + LEFT_SET + SIDE + 8)
        await coach.press(key)
        assert said(coach) == "Easier from here on: Bird-dog, leg slide."
        assert coach.line("name") == "Bird-dog, leg slide"
        assert coach.line("word") == "GET READY"
        await coach.press("n", "n")
        sets = the_session(coach).sets
        assert [each.replaced for each in sets][:4] == [False, True, True, True]
        assert sets[4].stands_in_for == "bird_dog"


async def test_where_nothing_is_easier_it_says_so_and_goes_on(tmp_path: Path) -> None:
    async with following(tmp_path, KNEE_ROLLS) as coach:
        coach.play(READY + 6)
        await coach.press("e")
        assert said(coach) == "Knee rolls has no easier variant. Skip is on s."
        assert coach.line("name") == "Knee rolls"
        assert coach.line("word") == "MOVE · LEFT SIDE"
        coach.play(6)
        assert coach.number == "3", "the third repetition"


# More and less


async def test_ten_seconds_more(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        for key, number in zip(KEYS["session.longer"], ("22", "32"), strict=True):
            await coach.press(key)
            assert (coach.number, said(coach)) == (number, "+10 s")
        await coach.press("n")
        coach.play(5)
        await coach.press("plus")
        assert coach.number == "20"
        coach.play(20)
        assert the_session(coach).sets[0].done == Work(1, 25)


async def test_ten_seconds_less(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING, COBRA) as coach:
        coach.play(READY + 5)
        for key, number in zip(KEYS["session.shorter"], ("45", "35"), strict=True):
            await coach.press(key)
            assert (coach.number, said(coach)) == (number, "−10 s")
        coach.play(27)
        await coach.press("minus")
        assert coach.line("name") == "Cobra", "less than was left ends it"
        assert the_session(coach).sets[0].done == Work(0, 32), "and only what was held is done"


async def test_repetitions_become_more_and_fewer_by_whole_ones(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 15)
        assert "rep 3 of 5" in coach.line("place")
        await coach.press("plus")
        assert ("rep 3 of 6" in coach.line("place"), said(coach)) == (True, "+7 s")
        await coach.press("minus", "minus", "minus", "minus", "minus")
        assert "rep 3 of 3" in coach.line("place"), "never the one being done"
        coach.play(6)
        assert coach.line("word").startswith("CHANGE SIDE")
        await coach.press("s")
        assert the_session(coach).sets[0].done == Work(3, 21)


# This hurts


async def into_right_side(coach: Opened) -> None:
    """Nine seconds into the right side of the first set."""
    coach.play(READY + LEFT_SET + SIDE + 9)
    assert coach.line("word") == "MOVE · RIGHT SIDE"


@dataclass(frozen=True)
class Said:
    """What is pressed after "this hurts", what it means, and what is shown then."""

    keys: str
    pain: int
    answer: Answer
    name: str
    word: str


SAID = [
    Said("7e", 7, Answer.EASIER, "Bird-dog, leg slide", "GET READY"),
    Said("5s", 5, Answer.SKIP, "Rest and slow breathing (90/90)", "GET READY"),
    Said("5g", 5, Answer.GO_ON, "Bird-dog", "GO ON IN"),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said.answer))
@pytest.mark.parametrize("key", KEYS["session.hurts"])
async def test_what_hurts_stops_the_clock_and_is_stored_with_place_time_and_number(
    tmp_path: Path, key: str, said: Said
) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        await into_right_side(coach)
        await coach.press(key)
        assert isinstance(coach.screen, HurtDialog)
        assert "Bird-dog, right side, set 1 of 2" in coach.text
        coach.clock.advance(90)
        await coach.press(*said.keys)
        assert (coach.line("name"), coach.line("word")) == (said.name, said.word)

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
        assert coach.line("name") == "Rest and slow breathing (90/90)"
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
        coach.play(READY + 61)
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
        await coach.press("o", "l", "1")
        assert coach.words_in("#leg").startswith("[x]")
        assert all(word not in coach.keys for word in ("Easier", "Skip", "Go on"))
        await coach.press("enter")
        (report,) = the_session(coach).pain_reports
        assert (report.pain, report.leg, report.answer) == (1, True, Answer.END)
        assert not isinstance(coach.screen, HurtDialog | SessionScreen)


async def test_where_nothing_is_easier_only_skip_and_go_on_are_offered(tmp_path: Path) -> None:
    async with following(tmp_path, KNEE_ROLLS, BREATHING) as coach:
        coach.play(READY + 6)
        await coach.press("o", "9", "e")
        assert isinstance(coach.screen, HurtDialog)
        assert "Easier" not in coach.keys
        await coach.press("enter")
        assert the_session(coach).pain_reports[0].answer is Answer.SKIP
        assert coach.line("name") == "Rest and slow breathing (90/90)"


async def test_stop_signs_are_shown_with_the_number_that_means_stop(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, size=(80, 40)) as coach:
        await into_right_side(coach)
        await coach.press("o")
        assert "new numbness between the legs" in coach.words_in("#advice")
        await coach.press("2")
        assert "new numbness" not in coach.words_in("#advice")
        await coach.press("9")
        assert "i Stop signs" in coach.words_in("#advice")


# Leave


async def test_leaving_asks_and_keeps_what_was_done_as_a_partial_session(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + READY + 7)
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


# Sound


async def test_everything_heard_is_also_seen(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD, KNEE_ROLLS) as coach:
        seen: list[str] = []
        while len(seen) < 15:
            heard = len(coach.ear.heard)
            coach.play(0.5)
            if len(coach.ear.heard) > heard:
                seen.append(said(coach) if coach.ear.heard[-1].words else coach.number)
        # 3-2-1, go, half of 20 s, 3-2-1, done; again for the left side, and change
        assert seen == [
            *("3", "2", "1", "Go", "Half-way", "3", "2", "1", "Done"),
            *("3", "2", "1", "Go", "5", "5"),
        ]


async def test_mute_silences_the_bell_and_nothing_that_is_seen(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD) as coach:
        await coach.press("m")
        assert "sound off" in coach.line("section")
        assert not coach.panel.has_class("-flash")
        coach.play(9)
        assert coach.panel.has_class("-flash"), "the number flashes with the last three seconds"
        coach.play(3)
        assert said(coach) == "Go"
        coach.play(10)
        assert said(coach) == "Half-way"
        assert coach.ear.heard == []
        assert not coach.practice.settings.sound

        await coach.press("m")
        assert "sound off" not in coach.line("section")
        coach.play(9)
        assert coach.ear.heard == [Cue("")] * 3, "three, two, one"


# Auto-advance


async def test_without_auto_advance_each_exercise_waits_for_a_key(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, COBRA, BREATHING) as coach:
        await coach.press("a")
        assert "Each exercise waits for a key" in coach.text
        for key in "space", "n":
            coach.play(READY + 15)
            assert coach.line("word").startswith("READY WHEN YOU ARE")
            coach.play(600)
            assert coach.line("word").startswith("READY WHEN YOU ARE")
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", "12")
            assert is_running(coach)
            await coach.press("b")
            await coach.press("space")
        assert coach.line("name") == "Rest and slow breathing (90/90)"


async def test_sets_of_one_exercise_follow_each_other_all_the_same(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("a")
        coach.play(READY + LEFT_SET)
        assert coach.line("word").startswith("CHANGE SIDE")
        coach.play(SIDE + LEFT_SET)
        assert coach.line("word") == "REST"
        assert is_running(coach)


# Interruptions


@pytest.mark.parametrize("stand_still", [ManualClock.advance, ManualClock.sleep_through])
async def test_a_gap_pauses_the_session_at_the_last_moment_seen(
    tmp_path: Path, stand_still: Callable[[ManualClock, float], None]
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        stand_still(coach.clock, 5)
        coach.session.tick()
        assert coach.line("word").startswith("PAUSED")
        assert said(coach) == "Paused: the program stood still for 5 s."
        assert coach.number == "50"
        await coach.press("space")
        coach.play(3 + 50)
        await coach.settle()
        assert the_session(coach).sets[0].done == Work(1, 60)


async def test_a_short_hiccup_pauses_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        coach.clock.advance(1.9)
        coach.session.tick()
        assert (coach.line("word"), coach.number) == ("KEEP GOING", "49")


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
        assert coach.practice.standing().sessions_in_stage == 0


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
        monkeypatch.setattr(LogStore, "keep", refuse)
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
        assert coach.practice.unstored == {}

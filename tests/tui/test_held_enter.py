"""An Enter that is held down never answers or closes a page that has to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import Answers, ChoiceDialog
from backcoach.tui.widgets.key_presses import KeyPresses
from tests.support.coach import opened

HELD = 0.4
QUESTION = "Spare your knee?"
OPTIONS = [("yes", "Yes"), ("no", "Not now")]


@pytest.mark.parametrize(
    ("gap", "done", "waits"),
    [(0.0, False, False), (0.39, False, False), (0.4, False, True), (1.0, True, False)],
)
def test_a_press_counts_once_it_can_be_no_repeat(gap: float, done: bool, waits: bool) -> None:
    seconds, acts = [10.0], []
    timers: list[Callable[[], None]] = []
    presses = KeyPresses(lambda: seconds[0], HELD, "enter")
    seconds[0] += gap
    presses.add("enter")
    presses.if_pressed_anew(lambda: acts.append("done"), lambda _, call: timers.append(call))
    assert (bool(acts), bool(timers)) == (done, waits)
    for call in timers:
        call()
    assert bool(acts) is (done or waits), "no other one came"


def test_the_first_repeat_is_found_out_by_the_next() -> None:
    seconds, acts = [10.0], []
    timers: list[Callable[[], None]] = []
    presses = KeyPresses(lambda: seconds[0], HELD, "enter")
    for gap in (0.5, 0.03):
        seconds[0] += gap
        presses.add("enter")
        presses.if_pressed_anew(lambda: acts.append("done"), lambda _, call: timers.append(call))
    for call in timers:
        call()
    assert acts == []


def test_another_key_is_pressed_anew() -> None:
    acts: list[str] = []
    presses = KeyPresses(lambda: 10.0, HELD, "space")
    presses.add("enter")
    presses.if_pressed_anew(lambda: acts.append("done"), lambda _, call: None)
    assert acts == ["done"]


async def test_a_question_about_health_waits_for_a_press_of_its_own(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        coach.app.push_screen(ChoiceDialog(QUESTION, OPTIONS, careful=True))
        await coach.settle()
        await coach.hold("enter", 20)
        assert isinstance(coach.screen, ChoiceDialog)
        assert isinstance(coach.app.focused, Answers)
        await coach.press("enter")
        assert not isinstance(coach.screen, ChoiceDialog)


async def test_a_text_that_says_what_to_do_stays_until_it_can_be_read(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        coach.app.push_screen(AdviceDialog(coach.practice.book.catalogue.safety.worth_a_look))
        await coach.settle()
        await coach.hold("enter", 20)
        assert isinstance(coach.screen, AdviceDialog)
        await coach.press("enter")
        assert not isinstance(coach.screen, AdviceDialog)

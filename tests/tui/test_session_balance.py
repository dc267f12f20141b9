"""Balance on the screens: the question after a set, the one about help, what may be chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Log, SessionKind
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.floor_panel import FloorPanel
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.balance import well_done_at_two
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, following, opened
from tests.support.content import item
from tests.support.logs import a_log, a_profile, moment

HEEL = replace(item("heel_raise"), section=Section.BALANCE)
TANDEM = replace(item("tandem_stand"), section=Section.BALANCE)
ONE_SET, REST = 12 + 40, 20
ASKED = "Did you have to grab? g yes · h no"


@pytest.mark.parametrize(("key", "grabbed"), [("g", True), ("h", False)])
async def test_i1_3_the_question_is_answered_with_one_key(
    tmp_path: Path, key: str, grabbed: bool
) -> None:
    async with following(tmp_path, HEEL, TANDEM) as coach:
        assert ASKED not in coach.text and "g Grabbed" not in coach.keys
        coach.play(ONE_SET + REST + 40)
        assert coach.line("grab") == ASKED
        assert "g Grabbed" in coach.keys and "h No grab" in coach.keys
        await coach.press(key)
        assert ASKED not in coach.text and coach.session.player.position.is_moving
        said = "you had to grab" if grabbed else "no grab"
        assert f"Noted: {said}." in coach.text
        records = [each for each in coach.session.player.records() if each.item == 0]
        assert [each.grabbed for each in records] == [grabbed, grabbed]


async def test_i1_3_the_floor_view_asks_in_its_line_and_never_stops_for_it(tmp_path: Path) -> None:
    async with following(tmp_path, HEEL, TANDEM) as coach:
        await coach.press("f")
        coach.play(ONE_SET + REST + 40 + 4)
        coach.screen.query_one(FloorPanel).say("")
        assert ASKED in coach.text
        assert coach.session.player.position.is_moving
        await coach.press("h")
        assert coach.session.player.asks_about_grab is None
        assert coach.session.player.position.is_moving, "the key answers, and pauses nothing"
        await coach.press("h")
        assert not coach.session.player.position.is_moving, "elsewhere it pauses"


async def test_i1_3_a_key_that_answers_nothing_says_which_keys_there_are(tmp_path: Path) -> None:
    async with following(tmp_path, HEEL, TANDEM) as coach:
        await coach.press("g")
        assert "Does nothing" in coach.text


HELP = "Somebody at home, or a phone in reach?"


def older(*tags: str, days: int = 14) -> Log:
    """Somebody of 65 whose heel raises would go up to level 3 on day 14."""
    sessions = [each for each in well_done_at_two() if (each.local_date.day - 1) < days]
    return a_log(a_profile(tags=["age_65", *tags]), *sessions)


def on_day(number: int, hour: float = 19) -> ManualClock:
    return ManualClock(moment(number, hour))


def asked(coach: Opened) -> str:
    return coach.words_in(".dialog") if isinstance(coach.screen, ChoiceDialog) else ""


async def check_in(coach: Opened) -> None:
    """The morning left for later, then the questions before a session."""
    await coach.press("escape", "enter", "2", "enter", *NONE_OF_THESE)


@pytest.mark.parametrize(("keys", "near"), [((), False), (("down",), True)])
async def test_i1_4_help_is_asked_about_once_and_no_comes_first(
    tmp_path: Path, keys: tuple[str, ...], near: bool
) -> None:
    async with opened(tmp_path, log=older(), clock=on_day(14)) as coach:
        await check_in(coach)
        assert HELP in asked(coach)
        assert "From level 3 on the hand leaves the support" in asked(coach)
        await coach.press(*keys, "enter")
        profile = coach.practice.person.profile
        assert profile is not None and profile.help_near is near
        assert not coach.practice.person.help_to_ask_about()
        coming = coach.practice.standing.now().turn.balance
        assert coming is not None and coming.levels["heel_raise"] == (3 if near else 2)


async def test_i1_4_it_is_not_asked_a_session_before(tmp_path: Path) -> None:
    async with opened(tmp_path, log=older(days=11), clock=on_day(13)) as coach:
        await check_in(coach)
        assert HELP not in asked(coach)


async def test_i1_5_on_a_rest_day_balance_exercises_may_be_chosen(tmp_path: Path) -> None:
    async with opened(tmp_path, log=older(days=1), clock=on_day(1, 10)) as coach:
        await coach.press("escape")
        assert "or balance exercises" in coach.line("facts")
        await coach.press("enter", "2", "enter", *NONE_OF_THESE)
        assert "Balance exercises, " in asked(coach)
        await coach.press("down", "down", "enter")
        assert isinstance(coach.screen, SessionScreen)
        plan = coach.session.player.plan
        assert plan.kind is SessionKind.REST_DAY
        assert {each.exercise.id for each in plan.items} >= {"single_leg_stand", "side_steps"}


async def test_i1_1_about_you_turns_the_block_off_from_65_on(tmp_path: Path) -> None:
    async with opened(tmp_path, log=older(), clock=on_day(20)) as coach:
        await coach.press("escape", "y")
        assert "Balance exercises" in coach.text
        assert "yes, in every session" in coach.text
        parts = coach.screen.query_one("#parts")
        place = [each.id for each in parts.options].index("balance")  # type: ignore[attr-defined]
        await coach.press("home", *["down"] * place, "enter", "down", "enter")
        profile = coach.practice.person.profile
        assert profile is not None and not profile.balance_wanted
        assert coach.practice.standing.now().turn.balance is None


async def test_i1_1_whoever_is_unsteady_is_not_asked(tmp_path: Path) -> None:
    async with opened(tmp_path, log=older("balance"), clock=on_day(20)) as coach:
        await coach.press("escape", "y")
        assert "yes, in every session" not in coach.text


@pytest.mark.parametrize(("keys", "grabbed"), [(("down", "enter"), True), (("escape",), None)])
async def test_i1_3_what_was_not_answered_is_asked_once_more_after_the_session(
    tmp_path: Path, keys: tuple[str, ...], grabbed: bool | None
) -> None:
    async with following(tmp_path, HEEL) as coach:
        coach.play(600)
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)
        await coach.press("escape")
        assert isinstance(coach.screen, ChoiceDialog)
        assert "Did you have to grab?" in coach.text and HEEL.exercise.name in coach.text
        await coach.hold("enter", 20)
        assert isinstance(coach.screen, ChoiceDialog), "no answer is chosen beforehand"
        await coach.press(*keys)
        assert isinstance(coach.screen, SummaryScreen)
        (session,) = coach.stored().sessions
        assert {each.grabbed for each in session.sets} == {grabbed}


async def test_i1_3_what_was_answered_is_not_asked_again(tmp_path: Path) -> None:
    async with following(tmp_path, HEEL) as coach:
        coach.play(ONE_SET + 2)
        await coach.press("h")
        coach.play(600)
        await coach.settle()
        await coach.press("escape")
        assert isinstance(coach.screen, SummaryScreen)

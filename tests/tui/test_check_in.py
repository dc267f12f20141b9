"""The questions before every session, and where each answer leads."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from backcoach.coach.safety.check_in import Advice, Outcome, Symptom
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.scale import Scale
from tests.support.clock import EPOCH
from tests.support.coach import Opened, opened
from tests.support.content import catalogue

SAFETY = catalogue().safety
SYMPTOMS = SAFETY.check_in.symptoms


@dataclass(frozen=True)
class Sign:
    """A symptom with, where it is followed by a question, one of its answers."""

    symptom: Symptom
    option: int = 0

    def __str__(self) -> str:
        options = self.symptom.options
        return self.symptom.id + (f" {options[self.option].id}" if options else "")

    @property
    def outcome(self) -> Outcome:
        options = self.symptom.options
        return self.symptom.leads_to(options[self.option].id if options else None)


SIGNS = [Sign(each, n) for each in SYMPTOMS for n in range(len(each.options) or 1)]


async def the_questions(coach: Opened) -> Scale:
    await coach.press("enter")
    assert isinstance(coach.screen, CheckInScreen)
    return coach.screen.query_one(Scale)


async def mark(coach: Opened, symptom: Symptom) -> None:
    """Go to its line and mark it."""
    listing = coach.screen.query_one(Checklist)
    while listing.highlighted != SYMPTOMS.index(symptom):
        await coach.press("down")
    await coach.press("space")


def advised(coach: Opened) -> Advice | None:
    """The text that is laid over the screen, word for word."""
    if not isinstance(coach.screen, AdviceDialog):
        return None
    shown = coach.words_in(".dialog")
    texts = (SAFETY.emergency, SAFETY.urgent, SAFETY.no_workout, SAFETY.not_today)
    return next((each for each in texts if f"{each.title} {each.text}" in shown), None)


async def test_digits_choose_the_pain(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        for number in range(11):
            await coach.press(*str(number))
            assert scale.value == number
            assert f"[{number}]" in coach.text
            assert f"{number} of 10" in coach.text


async def test_a_later_digit_takes_the_place_of_the_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        seen = []
        for key in "3", "0", "1", "0", "0", "1", "2":
            await coach.press(key)
            seen.append(scale.value)
        assert seen == [3, 0, 1, 10, 0, 1, 2], "only 1 and then 0 are a ten"


async def test_arrows_move_the_pain_and_stop_at_the_ends(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        seen = []
        for key in "right", "right", "left", "left", "1", "0", "right", "left":
            await coach.press(key)
            seen.append(scale.value)
        assert seen == [0, 1, 0, 0, 1, 10, 10, 9]


async def test_enter_needs_a_number_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        assert "Type a number from 0 to 10" in coach.text
        await coach.press("enter", "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.screen.focused is scale
        await coach.press("tab", "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.screen.focused is scale, "it leads back to what is missing"
        assert coach.stored().check_ins == ()


async def test_none_of_these_goes_on_and_is_stored(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("3", "enter")
        assert SAFETY.check_in.none.lower() in coach.text.lower()
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        (check_in,) = coach.stored().check_ins
        assert (check_in.pain, check_in.symptoms, check_in.outcome) == (3, (), "go")
        assert (check_in.at, check_in.screen_version) == (EPOCH, SAFETY.version)


@pytest.mark.parametrize("sign", SIGNS, ids=str)
async def test_a_sign_leads_to_its_text_and_starts_nothing(tmp_path: Path, sign: Sign) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("2", "enter")
        await mark(coach, sign.symptom)
        assert f"[x] {sign.symptom.ask}" in coach.text
        assert "Nothing is started" in coach.text
        await coach.press("enter")
        if sign.symptom.question is not None:
            assert isinstance(coach.screen, ChoiceDialog)
            assert sign.symptom.question in coach.text
            await coach.press(*["down"] * sign.option, "enter")
        assert advised(coach) is SAFETY.advice(sign.outcome)
        assert "No session was started" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)

        stored = coach.stored()
        assert stored.sessions == ()
        (check_in,) = stored.check_ins
        assert check_in.symptoms == (sign.symptom.id,)
        assert check_in.outcome == sign.outcome


async def test_the_worst_of_several_signs_wins(tmp_path: Path) -> None:
    fever, chest = SAFETY.symptom("fever"), SAFETY.symptom("chest_pain")
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("9", "enter")
        await mark(coach, fever)
        await mark(coach, chest)
        await coach.press("enter")
        assert advised(coach) is SAFETY.emergency
        assert coach.stored().check_ins[0].symptoms == ("fever", "chest_pain")


async def test_a_mark_can_be_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("2", "enter", "down", "space", "space", "enter")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.stored().check_ins[0].symptoms == ()


async def test_back_from_a_further_question_leads_to_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("2", "enter")
        await mark(coach, SAFETY.symptom("leg_weakness"))
        await coach.press("enter", "escape")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.stored().check_ins == ()
        await coach.press("enter")
        assert isinstance(coach.screen, ChoiceDialog), "the mark stands, so it is asked again"


@pytest.mark.parametrize("pain", [8, 9, 10])
async def test_strong_pain_means_no_workout(tmp_path: Path, pain: int) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press(*str(pain), "enter", "enter")
        assert advised(coach) is SAFETY.no_workout
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        stored = coach.stored()
        assert stored.sessions == ()
        assert [(each.pain, each.outcome) for each in stored.check_ins] == [(pain, "no_workout")]


async def test_with_pain_of_seven_an_easy_session_opens(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("7", "enter", "enter")
        assert isinstance(coach.screen, ChoiceDialog)
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)


async def test_back_stores_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        before = coach.stored()
        await the_questions(coach)
        await coach.press("5", "enter", "space", "escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored() == before
        assert not before.check_ins

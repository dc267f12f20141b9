"""The questions before every session, and where each answer leads."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import FollowUp
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety.content import Advice
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.safety.signs import Symptom
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.mark_list import MarkList
from backcoach.tui.widgets.scale import Scale
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import NONE_OF_THESE, SIZES, Opened, opened, practice_in
from tests.support.content import catalogue

SAFETY = catalogue().safety
SYMPTOMS = SAFETY.check_in.rows(weekly=True, pregnant=False)


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
    listing = coach.screen.query_one(MarkList)
    while listing.highlighted != listing.get_option_index(symptom.id):
        await coach.press("down")
    await coach.press("space")


async def go_on(coach: Opened) -> None:
    """Press the last line."""
    await coach.press("end", "enter")


async def check_in_with(coach: Opened, symptom: str) -> None:
    """Answer the questions of a check-in: pain 2, and one symptom (id) marked."""
    await the_questions(coach)
    await coach.press("2", "enter")
    await mark(coach, SAFETY.symptom(symptom))
    await go_on(coach)


def advised(coach: Opened) -> Advice | None:
    """The text that is laid over the screen, word for word."""
    if not isinstance(coach.screen, AdviceDialog):
        return None
    shown = coach.words_in(".dialog")
    texts = filter(None, map(SAFETY.advice, Outcome))
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


async def test_a_click_on_a_number_chooses_it_and_one_beside_them_changes_nothing(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        region = scale.content_region
        numbers = coach.rows[region.y][region.x :]
        assert numbers.startswith(" 0  1  2  3  4  5  6  7  8  9  10 ")
        seen = []
        for column, line in ((0, 0), (2, 0), (3, 0), (29, 0), (30, 0), (33, 0), (34, 0), (4, 1)):
            await coach.pilot.click(offset=(region.x + column, region.y + line))
            await coach.settle()
            seen.append(scale.value)
        assert seen == [0, 0, 1, 9, 10, 10, 10, 10]
        assert "10 of 10" in coach.text


async def test_enter_needs_a_number_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        scale = await the_questions(coach)
        assert "Type a number from 0 to 10" in coach.text
        await coach.press("enter", "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.screen.focused is scale
        assert coach.stored().check_ins == ()


async def test_none_of_these_goes_on_and_is_stored(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("3", "enter")
        assert SAFETY.check_in.none.lower() in coach.text.lower()
        await coach.press(*NONE_OF_THESE)
        assert isinstance(coach.screen, SessionScreen)
        (check_in,) = coach.stored().check_ins
        assert (check_in.pain, check_in.symptoms, check_in.outcome) == (3, (), "go")
        assert (check_in.at, check_in.screen_version) == (EPOCH, SAFETY.version)


@pytest.mark.parametrize("sign", SIGNS, ids=str)
async def test_a5_a_sign_leads_to_its_text(tmp_path: Path, sign: Sign) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("2", "enter")
        await mark(coach, sign.symptom)
        assert "[x]" in coach.text
        await go_on(coach)
        if sign.symptom.question is not None:
            assert isinstance(coach.screen, ChoiceDialog)
            assert sign.symptom.question in coach.words_in(".dialog")
            await coach.press("enter")
            assert isinstance(coach.screen, ChoiceDialog), "no answer is chosen beforehand"
            await coach.press(*["down"] * (sign.option + 1), "enter")
        if sign.outcome.lock is not Lock.NONE:
            assert f"You marked: • {sign.symptom.ask}" in coach.words_in(".dialog")
            await coach.press("enter")
        assert advised(coach) is SAFETY.advice(sign.outcome)
        started = sign.outcome.goes_ahead
        assert ("No session was started" in coach.text) is not started
        (check_in,) = coach.stored().check_ins
        assert check_in.symptoms == (sign.symptom.id,)
        assert check_in.outcome == sign.outcome
        chosen = sign.symptom.options[sign.option].id if sign.symptom.options else None
        told = () if chosen is None else (FollowUp(sign.symptom.id, chosen),)
        assert check_in.follow_ups == told
        await coach.press("enter")
        assert coach.stored().sessions == ()
        assert isinstance(coach.screen, TodayScreen) is not started


async def test_the_worst_of_several_signs_wins(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("9", "enter")
        await mark(coach, SAFETY.symptom("heart_or_stroke_today"))
        await coach.press("home")
        await mark(coach, SAFETY.symptom("saddle_or_bladder"))
        await go_on(coach)
        await coach.press("enter")
        assert advised(coach) is SAFETY.call
        symptoms = coach.stored().check_ins[0].symptoms
        assert symptoms == ("saddle_or_bladder", "heart_or_stroke_today")


async def test_a_mark_can_be_taken_away(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("2", "enter", "down", "space", "space", "home", *NONE_OF_THESE)
        assert isinstance(coach.screen, SessionScreen)
        assert coach.stored().check_ins[0].symptoms == ()


async def test_a5_a_question_left_open_counts_as_its_worst_answer(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "one_leg")
        await coach.press("escape", "enter")
        assert advised(coach) is SAFETY.emergency


async def test_a5_go_back_from_what_was_marked_leads_to_the_list(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "saddle_or_bladder")
        await coach.press("down", "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.stored().check_ins == ()
        assert "[x] Numbness between the legs" in coach.text


async def test_a5_3_pain_in_a_leg_alone_is_an_easy_session_with_the_tag(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "one_leg")
        await coach.press("down", "down", "down", "enter")
        assert advised(coach) is SAFETY.about_the_leg
        await coach.press("enter")
        assert coach.practice.safety.lock() is Lock.NONE
        assert isinstance(coach.screen, ChoiceDialog)
        assert "an easy session today" in coach.words_in(".dialog")
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.tags == ("leg_symptoms",)


async def test_a5_6_a_small_knock_offers_to_mind_the_balance(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "accident")
        await coach.press("down", "down", "down", "enter")
        assert advised(coach) is SAFETY.small_knock
        await coach.press("enter")
        assert SAFETY.fall.ask in coach.words_in(".dialog")
        await coach.press("enter")
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.tags == ("balance",)
        assert "an easy session today" in coach.words_in(".dialog")


@pytest.mark.parametrize(("keys", "tags"), [(["enter"], ("balance",)), (["down", "enter"], ())])
async def test_a5_6_turning_back_from_the_offer_asks_again_before_the_next_session(
    tmp_path: Path, keys: list[str], tags: tuple[str, ...]
) -> None:
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "accident")
        await coach.press("down", "down", "down", "enter", "enter")
        assert SAFETY.fall.ask in coach.words_in(".dialog")
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        coach.clock.advance(60)
        await coach.press("enter", "2", "enter", *NONE_OF_THESE)
        assert SAFETY.fall.ask in coach.words_in(".dialog")
        await coach.press(*keys)
        profile = coach.practice.person.profile
        assert profile is not None
        assert profile.tags == tags
        assert not coach.practice.safety.fall_to_ask_about()


@pytest.mark.parametrize(("seen", "expected"), [(False, "emergency"), (True, "go")])
async def test_a5_2_known_and_checked_goes_on_only_after_a_hospital_s_yes(
    tmp_path: Path, seen: bool, expected: str
) -> None:
    if seen:
        practice = practice_in(tmp_path, ManualClock())
        practice.safety.keep_screening(("both_legs",))
        practice.safety.clear(ClearanceKind.SEEN_OK)
    async with opened(tmp_path) as coach:
        await check_in_with(coach, "both_legs")
        await coach.press("down", "down", "enter")
        if not seen:
            await coach.press("enter")
        assert coach.stored().check_ins[0].outcome == expected
        assert isinstance(coach.screen, SessionScreen) is seen


@pytest.mark.parametrize(("days", "shown"), [(6, False), (7, True)])
async def test_a5_7_row_7_is_shown_once_a_week(tmp_path: Path, days: int, shown: bool) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    rows = practice.safety.rows_to_ask()
    assert "weight_or_constant_pain" in {row.id for row in rows}, "at the first check-in"
    practice.sessions.check_in(
        practice.sessions.answered(2, {}, also_asked=("weight_or_constant_pain",))
    )
    clock.sleep_through(timedelta(days=days).total_seconds())
    assert ("weight_or_constant_pain" in {row.id for row in practice.safety.rows_to_ask()}) is shown
    assert len(practice.safety.rows_to_ask()) == 7 + shown


def test_a5_7p_both_share_one_row(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = practice_in(tmp_path, clock)
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "20"})
    rows = practice.safety.rows_to_ask()
    assert len(rows) == 8
    (shared,) = (row for row in rows if row.id == "weekly_or_pregnancy")
    assert [option.outcome for option in shared.options] == [Outcome.MATERNITY, Outcome.URGENT]
    practice.sessions.check_in(practice.sessions.answered(2, {}, also_asked=(shared.id,)))
    practice.book.log.reload()
    ids = [row.id for row in practice.safety.rows_to_ask()]
    assert len(ids) == 8
    assert "pregnancy_sign" in ids
    told = practice.sessions.check_in(practice.sessions.answered(2, {"pregnancy_sign": None}))
    assert told.outcome == "maternity"
    assert practice.safety.lock() is Lock.MATERNITY


@pytest.mark.parametrize("size", SIZES)
async def test_a5_eight_rows_fit_80x24_and_all_are_seen_at_60x20(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    practice = practice_in(tmp_path, ManualClock())
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "20"})
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    practice.sessions.check_in(
        practice.sessions.answered(2, {}, also_asked=("weekly_or_pregnancy",))
    )
    async with opened(tmp_path, size=size, screened=False) as coach:
        await the_questions(coach)
        await coach.press("2", "enter")
        listing = coach.screen.query_one(MarkList)
        assert listing.option_count == 10
        seen = coach.text
        if size == (60, 20):
            await coach.press("end")
            seen += coach.text
        else:
            assert listing.max_scroll_y == 0
        seen = " ".join(seen.replace("┃", " ").split())
        for row in coach.practice.safety.rows_to_ask():
            assert all(word in seen for word in row.ask.split())
        assert "Continue" in seen


@pytest.mark.parametrize("pain", [8, 9, 10])
async def test_strong_pain_means_no_workout(tmp_path: Path, pain: int) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press(*str(pain), "enter", *NONE_OF_THESE)
        assert "Once more: is anything on the list new?" in coach.text
        await coach.press("down", "enter")
        assert advised(coach) is SAFETY.no_workout
        await coach.press("escape")
        assert isinstance(coach.screen, TodayScreen)
        stored = coach.stored()
        assert stored.sessions == ()
        assert [(each.pain, each.outcome) for each in stored.check_ins] == [(pain, "no_workout")]


async def test_3_7_with_strong_pain_the_list_is_asked_about_once_more(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("8", "enter", *NONE_OF_THESE, "enter")
        assert isinstance(coach.screen, CheckInScreen)
        assert coach.stored().check_ins == ()
        await coach.press("8", "enter", "down", "space", "end", "enter")
        assert "Once more" not in coach.text, "something is marked"


async def test_with_pain_of_seven_an_easy_session_opens(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await the_questions(coach)
        await coach.press("7", "enter", *NONE_OF_THESE)
        assert isinstance(coach.screen, ChoiceDialog)
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)


async def test_back_stores_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        before = coach.stored()
        await the_questions(coach)
        await coach.press("5", "enter", "space", "escape", "escape")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored() == before
        assert not before.check_ins


@pytest.mark.parametrize(
    ("downs", "answer"), [(1, "gone"), (2, "better"), (3, "same")], ids=["gone", "better", "same"]
)
async def test_a6_2_every_check_in_asks_about_a_leg_with_trouble(
    tmp_path: Path, downs: int, answer: str
) -> None:
    async with opened(tmp_path) as coach:
        coach.practice.safety.keep_screening(("one_leg_pain",))
        await the_questions(coach)
        await coach.press("2", "enter", "enter", "enter")
        assert "And the leg?" in coach.words_in(".dialog")
        await coach.press("enter")
        assert "And the leg?" in coach.words_in(".dialog"), "no answer is chosen beforehand"
        await coach.press(*["down"] * downs, "enter")
        assert "easy session" in coach.words_in(".dialog")
        assert coach.stored().check_ins[-1].follow_ups == (FollowUp("leg", answer),)


async def test_a6_5_worse_asks_what_it_is_and_suggests_somebody(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        coach.practice.safety.keep_screening(("one_leg_pain",))
        await the_questions(coach)
        await coach.press("2", "enter", "enter", "enter", *["down"] * 4, "enter")
        assert "What is it?" in coach.words_in(".dialog")
        await coach.press("down", "down", "down", "enter")
        assert "see a GP or physiotherapist within days" in coach.words_in(".dialog")
        kept = coach.stored().check_ins[-1]
        assert (kept.outcome, kept.symptoms) == ("leg", ("one_leg",))
        assert coach.practice.safety.lock() is Lock.NONE

"""High everyday pain (programme.md §3.9), habitual soreness (§3.3): what is asked and offered."""

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.records import SessionKind
from backcoach.coach.safety.conditions import AGREED, SEEN
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.session import SessionScreen
from tests.coach.levels.test_soreness import BIRD_DOG, weeks
from tests.support.clock import ManualClock
from tests.support.coach import NONE_OF_THESE, Opened, fill, following, opened
from tests.support.logs import Fact, a_log, a_morning, moment
from tests.support.steady import steady, told_if_seen
from tests.tui.a_session import BIRD_DOG as DONE

SIX = (0, 2, 4, 7, 9, 11)
NOT_YET: dict[str, Fact] = {"told": told_if_seen(13, seen=False)}
SEEN_SAID: dict[str, Fact] = {"told": told_if_seen(13)}


def two_weeks(pain: int, kind: SessionKind = SessionKind.MAIN) -> dict[str, Fact]:
    return steady(pain, *SIX, kind=kind)


def at(
    tmp_path: Path, facts: Mapping[str, Fact], number: int = 14
) -> AbstractAsyncContextManager[Opened]:
    clock = ManualClock(moment(number, 12))
    return opened(tmp_path, log=a_log(*facts.values()), clock=clock, morning_put_off=True)


async def checked_in(coach: Opened, pain: str) -> None:
    await coach.press("enter", pain, "enter", *NONE_OF_THESE)
    if int(pain) >= 8:
        # Asked about the list once more: nothing on it.
        await coach.press("down", "enter")


def dialog(coach: Opened) -> str:
    assert isinstance(coach.screen, ChoiceDialog)
    return coach.words_in(".dialog")


@pytest.mark.parametrize(
    ("keys", "yes", "answers"),
    [
        ("enter", (), ()),
        ("down enter", (SEEN,), ()),
        ("down down enter", (SEEN,), (AGREED,)),
    ],
    ids=["not yet", "yes", "agreed"],
)
async def test_from_7_5_on_it_is_asked_whether_a_clinician_has_seen_them(
    tmp_path: Path, keys: str, yes: tuple[str, ...], answers: tuple[str, ...]
) -> None:
    async with at(tmp_path, steady(8), 0) as coach:
        await coach.press("enter")
        assert "seen you about this pain in the last 6 months?" in dialog(coach)
        await coach.press(*keys.split())
        assert isinstance(coach.screen, CheckInScreen)
        (told,) = (each for each in coach.stored().screenings if SEEN in each.groups)
        assert told.yes == yes
        assert tuple(each.answer for each in told.follow_ups) == answers
        # Once is enough for this week.
        await coach.press("escape", "enter")
        assert isinstance(coach.screen, CheckInScreen)


async def test_turning_back_from_the_question_starts_nothing(tmp_path: Path) -> None:
    async with at(tmp_path, steady(8), 0) as coach:
        await coach.press("enter", "escape")
        assert isinstance(coach.screen, TodayScreen)


async def test_at_8_a_few_easy_movements_on_request(tmp_path: Path) -> None:
    async with at(tmp_path, steady(8) | NOT_YET, 14) as coach:
        await checked_in(coach, "8")
        said = dialog(coach)
        assert said.startswith("Not the usual session today")
        assert "48 hours" in said
        assert "A few easy movements?" in said
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)
        assert coach.stored().sessions == ()
        await checked_in(coach, "8")
        await coach.press("down", "enter")
        assert coach.session.player.plan.template == "easy_day"


async def test_at_9_there_is_none(tmp_path: Path) -> None:
    async with at(tmp_path, steady(8) | NOT_YET, 14) as coach:
        await checked_in(coach, "9")
        assert "No workout today" in coach.text
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)


async def test_high_but_steady_goes_on_as_planned(tmp_path: Path) -> None:
    async with at(tmp_path, two_weeks(7)) as coach:
        await checked_in(coach, "7")
        assert "Your pain is high but steady" in dialog(coach)
        await coach.press("enter")
        assert coach.session.player.plan.template == "s2_a"
        # A worst pain of 8 is amber now.
        assert coach.session.player.pain.light_of(8) is Light.AMBER
        assert coach.session.player.pain.light_of(9) is Light.RED


async def test_seen_and_steady_at_8_the_easy_session_is_what_is_planned(tmp_path: Path) -> None:
    facts = two_weeks(8, SessionKind.FLARE) | SEEN_SAID
    async with at(tmp_path, facts) as coach:
        await checked_in(coach, "8")
        assert "Pain is 8, and steady: an easy session." in dialog(coach)
        await coach.press("enter")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.session.player.plan.template == "easy_day"


@pytest.mark.parametrize("more", [False, True])
async def test_of_what_is_always_sore_it_is_asked_whether_it_is_more_than_usual(
    tmp_path: Path, more: bool
) -> None:
    fill(tmp_path, a_log(*weeks(0, 2, 4), a_morning(5, 1)))
    async with following(tmp_path, DONE, clock=ManualClock(moment(7, 12))) as coach:
        coach.play(400)
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)
        await coach.press("2", "enter", "4", "enter", "enter")
        assert not coach.screen.query_one("#sore-more").display
        await coach.press("space")
        assert coach.screen.query_one("#sore-more").display
        await coach.press("enter", *(["space"] if more else []), "enter", "enter")
        ratings = coach.stored().sessions[-1].ratings
        assert ratings is not None
        assert (ratings.sore, ratings.sore_more) == ((BIRD_DOG,), (BIRD_DOG,) if more else ())

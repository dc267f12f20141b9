"""Visits every screen; a test can look at each one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from backcoach.coach.model.records import Log
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.dialogs.help import HelpScreen
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.learn import LearnScreen
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.measures import MeasuresScreen
from backcoach.tui.screens.questions.morning import MorningScreen
from backcoach.tui.screens.questions.profile import ProfileScreen
from backcoach.tui.screens.questions.profile_parts import ActivitiesDialog, MarkScreen, PainDialog
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.questions.review import ReviewScreen
from backcoach.tui.screens.questions.screening import ScreeningScreen
from backcoach.tui.screens.questions.welcome import WelcomeScreen
from backcoach.tui.screens.session.hurt import HurtDialog, WhereDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.screens.session.summary import SummaryScreen
from backcoach.tui.screens.session.weight import WeightDialog
from tests.support.clock import ManualClock
from tests.support.coach import Opened, following, opened
from tests.support.content import item
from tests.support.logs import a_log, a_session, moment

Size = tuple[int, int]
RaiseCheck = Callable[[str, Opened], Awaitable[None] | None]
"""Is told where it is; what it does to the screen it takes back."""
Walk = Callable[[Path, Size, RaiseCheck], Awaitable[None]]


def an_unrated_session() -> Log:
    return a_log(a_session(0), a_session(2, worst_pain=None))


async def go(coach: Opened, *stops: tuple[type[object], str, str], look: RaiseCheck) -> None:
    """From stop to stop: a screen, what is special there, the keys and seconds that lead on."""
    for screen, what, ways in stops:
        for way in ways.split():
            if way == "through":
                # In a small terminal Enter on the last line first shows the rest of the list.
                while isinstance(coach.screen, ScreeningScreen):
                    await coach.press("enter")
            elif way == "none":
                while isinstance(coach.screen, CheckInScreen):
                    await coach.press("enter")
            elif way == "on":
                await coach.press("end")
                while isinstance(coach.screen, CheckInScreen):
                    await coach.press("enter")
            elif way == "later":
                coach.clock.advance(60)
            elif way.endswith("s") and way[:-1].isdecimal():
                coach.play(float(way[:-1]))
            else:
                await coach.press(way)
        await coach.settle()
        assert isinstance(coach.screen, screen), what
        looking = look(f"{screen.__name__}: {what}", coach)
        if looking is not None:
            await looking


async def through_the_places(folder: Path, size: Size, look: RaiseCheck) -> None:
    """Everything that is not on the way through a session."""
    log, clock = an_unrated_session(), ManualClock(moment(3, 7))
    async with opened(folder, log=log, clock=clock, consented=False, size=size) as coach:
        await go(
            coach,
            (WelcomeScreen, "the disclaimer", ""),
            (ScreeningScreen, "its first page", "enter"),
            (MorningScreen, "after an unrated session", "through"),
            (TodayScreen, "ready to start", "escape"),
            (MarkScreen, "what is not at hand", "n"),
            (TodayScreen, "without something", "space enter"),
            (HistoryScreen, "an unrated session", "h"),
            (ProgressScreen, "stage 1", "p"),
            (ChoiceDialog, "start in stage 2", "2"),
            (ReviewScreen, "the first week", "escape r"),
            (MeasuresScreen, "average pain", "escape w"),
            (MeasuresScreen, "activities to name", "3 enter"),
            (MeasuresScreen, "one of them", "X enter enter"),
            (ExercisesScreen, "the first", "escape escape escape x"),
            (LearnScreen, "the first card", "i"),
            (HelpScreen, "over a place", "question_mark"),
            (ProfileScreen, "over a place", "escape t y"),
            (MarkScreen, "what to mind", "enter"),
            (PainDialog, "usual pain", "escape down down enter"),
            (ChoiceDialog, "the length", "escape down enter"),
            (ActivitiesDialog, "three lines", "escape down down enter"),
            (CheckInScreen, "without a number", "escape escape enter"),
            (CheckInScreen, "the second question", "9 enter"),
            (ChoiceDialog, "strong pain", "none"),
            (AdviceDialog, "no workout", "down enter"),
            (CheckInScreen, "all four questions", "enter later enter 2 u e e e"),
            (ChoiceDialog, "a walk first, in the first hour", "enter none"),
            (ChoiceDialog, "a rest day", "enter"),
            (CheckInScreen, "a mark", "escape enter 2 enter down space"),
            (ChoiceDialog, "what was marked", "on"),
            (AdviceDialog, "an emergency", "enter"),
            (TodayScreen, "locked", "enter"),
            look=look,
        )


async def through_a_session(folder: Path, size: Size, look: RaiseCheck) -> None:
    """A session in each of its states, with what may lie over it, and what comes after."""
    names = ("march_in_place", "bird_dog", "abdominal_brace", "functional_lift")
    items = [item(name) for name in names]
    async with following(folder, *items, size=size) as coach:
        await go(
            coach,
            (SessionScreen, "get ready", ""),
            (SessionScreen, "minutes and seconds", "112s"),
            (SessionScreen, "paused", "space"),
            (SessionScreen, "count-in", "space"),
            (SessionScreen, "down to the mat", "3s n 21s"),
            (SessionScreen, "repetitions", "12s"),
            (WhereDialog, "where", "o"),
            (HurtDialog, "before the number", "enter"),
            (HurtDialog, "after the number", "9"),
            (StopNowDialog, "from there", "i"),
            (HurtDialog, "a digit at once", "escape o 2"),
            (ChoiceDialog, "which part", "escape o down down enter"),
            (HurtDialog, "elsewhere, before the number", "enter"),
            (HurtDialog, "elsewhere, after the number", "l 6"),
            (ChoiceDialog, "a leg", "escape o down enter"),
            (SessionScreen, "change of side", "escape escape n"),
            (SessionScreen, "rest", "n n"),
            (SessionScreen, "waits for a key", "a m s"),
            (SessionScreen, "between holds", "n n 6s"),
            (SessionScreen, "with a weight", "s"),
            (WeightDialog, "nothing told yet", "w"),
            (ChoiceDialog, "leave?", "escape escape"),
            (RatingScreen, "a partial session", "down enter"),
            (RatingScreen, "what is sore", "2 enter 3 enter enter"),
            (SummaryScreen, "a partial session", "enter enter"),
            look=look,
        )


WALKS: tuple[Walk, ...] = (through_the_places, through_a_session)

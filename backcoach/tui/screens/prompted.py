"""The screen for each prompt of a journey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from backcoach.journeys.asking import prompts

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from backcoach.journeys.asking.prompts import Prompt

Answer = TypeVar("Answer")


def screen_for(prompt: Prompt[Answer]) -> Screen[Answer]:
    """The screen that asks or shows `prompt`; its result is the answer."""
    return cast("Screen[Answer]", SCREENS[type(prompt)](prompt))


def _choose(prompt: prompts.Choose) -> Screen[Any]:
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    return ChoiceDialog(
        prompt.question, prompt.options, prompt.more, chosen=prompt.chosen, careful=prompt.careful
    )


def _enter(prompt: prompts.Enter) -> Screen[Any]:
    from backcoach.tui.screens.questions.entry import EntryDialog

    return EntryDialog(prompt.kind, prompt.question, prompt.unsaid)


def _mark(prompt: prompts.Mark) -> Screen[Any]:
    from backcoach.tui.screens.questions.profile_parts import MarkScreen

    return MarkScreen(prompt.title, prompt.ask, prompt.lines, prompt.marked)


def _advice(prompt: prompts.ShowAdvice) -> Screen[Any]:
    from backcoach.tui.screens.dialogs.advice import AdviceDialog

    return AdviceDialog(prompt.advice, prompt.after)


def _welcome(_prompt: prompts.Welcome) -> Screen[Any]:
    from backcoach.tui.screens.questions.welcome import WelcomeScreen

    return WelcomeScreen()


def _screening(prompt: prompts.AskScreening) -> Screen[Any]:
    from backcoach.tui.screens.questions.screening import ScreeningScreen

    return ScreeningScreen(prompt.why, since_seen=prompt.since_seen)


def _check_in(_prompt: prompts.AskCheckIn) -> Screen[Any]:
    from backcoach.tui.screens.questions.check_in import CheckInScreen

    return CheckInScreen()


def _ready(prompt: prompts.CheckReady) -> Screen[Any]:
    from backcoach.tui.screens.dialogs.ready import ReadyDialog

    return ReadyDialog(prompt.ready)


def _profile(prompt: prompts.ShowProfile) -> Screen[Any]:
    from backcoach.tui.screens.questions.profile import ProfileScreen

    return ProfileScreen(first=prompt.first)


def _usual_pain(prompt: prompts.AskUsualPain) -> Screen[Any]:
    from backcoach.tui.screens.questions.profile_parts import PainDialog

    return PainDialog(prompt.pain)


def _activities(prompt: prompts.NameActivities) -> Screen[Any]:
    from backcoach.tui.screens.questions.profile_parts import ActivitiesDialog

    return ActivitiesDialog(prompt.activities)


def _session(prompt: prompts.RunSession) -> Screen[Any]:
    from backcoach.tui.screens.session.session import SessionScreen

    return SessionScreen(prompt.session, cut_off=prompt.cut_off)


def _where(_prompt: prompts.AskWhere) -> Screen[Any]:
    from backcoach.tui.screens.session.hurt import WhereDialog

    return WhereDialog()


def _how_much(prompt: prompts.AskHowMuch) -> Screen[Any]:
    from backcoach.tui.screens.session.hurt import HurtDialog

    return HurtDialog(prompt.player, prompt.level, prompt.where, prompt.digit)


def _stop_signs(_prompt: prompts.AskStopSigns) -> Screen[Any]:
    from backcoach.tui.screens.session.stop_now import StopNowDialog

    return StopNowDialog()


def _weight(prompt: prompts.AskWeight) -> Screen[Any]:
    from backcoach.tui.screens.session.weight import WeightDialog

    return WeightDialog(prompt.load, prompt.today, prompt.taken)


def _walk(prompt: prompts.AskWalk) -> Screen[Any]:
    from backcoach.tui.screens.session.walk import WalkDialog

    return WalkDialog(prompt.rules)


def _ratings(prompt: prompts.AskRatings) -> Screen[Any]:
    from backcoach.tui.screens.questions.rating import RatingScreen

    return RatingScreen(prompt.record, prompt.habitual)


def _summary(prompt: prompts.ShowSummary) -> Screen[Any]:
    from backcoach.tui.screens.session.summary import SummaryScreen

    return SummaryScreen(prompt.record, prompt.before, prompt.after)


def _morning(prompt: prompts.AskMorning) -> Screen[Any]:
    from backcoach.tui.screens.questions.morning import MorningScreen

    return MorningScreen(prompt.morning)


def _measures(prompt: prompts.AskMeasures) -> Screen[Any]:
    from backcoach.tui.screens.questions.measures import MeasuresScreen

    return MeasuresScreen(pain=prompt.pain, activities=prompt.activities, week=prompt.week)


def _review(prompt: prompts.ShowReview) -> Screen[Any]:
    from backcoach.tui.screens.questions.review import ReviewScreen

    return ReviewScreen(prompt.review)


SCREENS: dict[type[Prompt[Any]], Callable[[Any], Screen[Any]]] = {
    prompts.Choose: _choose,
    prompts.Enter: _enter,
    prompts.Mark: _mark,
    prompts.ShowAdvice: _advice,
    prompts.Welcome: _welcome,
    prompts.AskScreening: _screening,
    prompts.AskCheckIn: _check_in,
    prompts.CheckReady: _ready,
    prompts.ShowProfile: _profile,
    prompts.AskUsualPain: _usual_pain,
    prompts.NameActivities: _activities,
    prompts.RunSession: _session,
    prompts.AskWhere: _where,
    prompts.AskHowMuch: _how_much,
    prompts.AskStopSigns: _stop_signs,
    prompts.AskWeight: _weight,
    prompts.AskWalk: _walk,
    prompts.AskRatings: _ratings,
    prompts.ShowSummary: _summary,
    prompts.AskMorning: _morning,
    prompts.AskMeasures: _measures,
    prompts.ShowReview: _review,
}
"""What makes the screen of each kind of prompt."""

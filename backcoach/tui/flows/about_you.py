"""Opening About you: first whether anything about the user's health is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.screening_questions import Lock
from backcoach.tui.flows.safety import keep_answers
from backcoach.tui.screens.questions.profile import ProfileScreen

if TYPE_CHECKING:
    from backcoach.tui.coach import Coach
    from backcoach.tui.screens.questions.screening import ScreeningAnswers


async def about_you_after(app: Coach, answers: ScreeningAnswers | None) -> None:
    """Keep the answers to the pages that come first, then show About you.

    It is not shown when the user turned back, nor when the answers lock sessions: then Today says
    what to do. Call it from a worker: it waits for screens.
    """
    if answers is None or not await keep_answers(app, answers):
        return
    if app.practice.safety.lock() is not Lock.NONE:
        app.show_today()
        return
    await app.push_screen_wait(ProfileScreen())

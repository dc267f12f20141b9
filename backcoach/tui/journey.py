"""The way through a session: questions, the session itself, ratings, what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.safety import Outcome
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.session import SessionRecord
    from backcoach.tui.app import CoachApp


async def follow_session(app: CoachApp) -> None:
    """Lead the user from Start to the summary. Ends early wherever they turn back.

    Call it from a worker: it waits for screens.
    """
    from backcoach.tui.screens.advice import AdviceDialog
    from backcoach.tui.screens.check_in import CheckInScreen
    from backcoach.tui.screens.session import SessionScreen

    practice = app.practice
    stage_before = practice.standing().stage
    answers = await app.push_screen_wait(CheckInScreen())
    if answers is None:
        return
    try:
        rehearsal = app.speed != 1
        check_in = practice.check_in(answers.pain, answers.symptoms, rehearsal=rehearsal)
    except StoreError as error:
        app.warn(str(error))
        return
    advice = practice.catalogue.safety.advice(Outcome(check_in.outcome))
    if advice is not None:
        await app.push_screen_wait(AdviceDialog(advice))
        return
    standing = practice.standing()
    if standing.stage > stage_before:
        app.notify(f"Stage {standing.stage} is open: today is its first session.", markup=False)
    session = practice.open_session(practice.plan(app.length), check_in, app.speed)
    record = await app.push_screen_wait(SessionScreen(session))
    if record is not None:
        await look_back(app, record)


async def ask_morning(app: CoachApp, record: SessionRecord) -> bool:
    """Ask about the morning after `record` and keep the answer; False when it was put off.

    Call it from a worker: it waits for the screen.
    """
    from backcoach.tui.screens.morning import MorningScreen

    practice = app.practice
    answer = await app.push_screen_wait(MorningScreen(record))
    if answer is None:
        return False
    stage_before = practice.standing().stage
    try:
        practice.keep_morning(record, answer.pain, answer.back_to_usual)
    except StoreError as error:
        app.warn(str(error))
        return True
    stage = practice.standing().stage
    if stage > stage_before:
        app.notify(f"Stage {stage} is open. Progress says why.", markup=False)
    return True


async def look_back(app: CoachApp, record: SessionRecord) -> None:
    """Ratings, then what was done and what it changed."""
    from backcoach.tui.screens.rating import RatingScreen
    from backcoach.tui.screens.summary import SummaryScreen

    practice = app.practice
    before = practice.standing_without(record)
    ratings = await app.push_screen_wait(RatingScreen(record))
    if ratings is not None:
        try:
            record = practice.rate(record, ratings.worst_pain, ratings.effort, ratings.note)
        except StoreError as error:
            app.warn(str(error))
    await app.push_screen_wait(SummaryScreen(record, before, practice.standing()))

"""The way through a session: safety, questions, the session itself, ratings, what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.questions import Lock
from backcoach.coach.safety import Outcome
from backcoach.coach.screening import TICKS, Due
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.insight import MeasuresDue
    from backcoach.coach.session import SessionRecord
    from backcoach.practice import Practice
    from backcoach.tui.app import CoachApp


async def follow_session(app: CoachApp) -> None:
    """Lead the user from Start to the summary. Ends early wherever they turn back.

    Call it from a worker: it waits for screens.
    """
    from backcoach.tui.screens.advice import AdviceDialog
    from backcoach.tui.screens.check_in import CheckInScreen
    from backcoach.tui.screens.session import SessionScreen

    practice = app.practice
    if not await answer_if_due(app) or practice.lock() is not Lock.NONE:
        return
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


async def look_at_the_weeks(app: CoachApp) -> None:
    """Ask what is due about the last weeks, then show the review that has come; each once."""
    practice = app.practice
    due = practice.measures_due()
    if due is not None:
        await ask_measures(app, due)
        if practice.measures_due() is not None:
            app.remember(practice.put_off_measures)
    if practice.review_due():
        await show_review(app)
        app.remember(practice.see_review)


async def ask_measures(app: CoachApp, due: MeasuresDue | None = None) -> None:
    """Ask about the last weeks and keep what was answered; without `due` all there is to ask."""
    from backcoach.tui.screens.measures import MeasuresScreen

    practice = app.practice
    screen = (
        MeasuresScreen(pain=True, activities=True)
        if due is None
        else MeasuresScreen(pain=due.pain, activities=due.activities, week=due.week)
    )
    told = await app.push_screen_wait(screen)
    if told is None:
        return
    try:
        if told.names != practice.activities:
            practice.name_activities(told.names)
        if told.week_pain is not None or told.activities:
            practice.keep_measures(told.week_pain, told.activities)
    except StoreError as error:
        app.warn(str(error))


async def show_review(app: CoachApp) -> None:
    """The course so far, if there is one."""
    from backcoach.tui.screens.review import ReviewScreen

    review = app.practice.review()
    if review is None:
        app.notify("The review begins with your first session.", timeout=5)
        return
    await app.push_screen_wait(ReviewScreen(review))


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


def questions_first(practice: Practice) -> bool:
    """The safety questions come before anything else.

    While the coach is locked its text comes first: nobody is asked again at once after being told
    to get help. Somebody who never answered is asked all the same.
    """
    due = practice.screening_due()
    return due is Due.FIRST or (due is not None and practice.lock() is Lock.NONE)


async def answer_if_due(app: CoachApp) -> bool:
    """Ask the safety questions where they come first. False when the user turned back."""
    return not questions_first(app.practice) or await answer_questions(app)


async def answer_questions(app: CoachApp) -> bool:
    """Ask the safety questions and keep the answers. False when there are none to keep."""
    from backcoach.tui.screens.screening import ScreeningScreen

    yes = await app.push_screen_wait(ScreeningScreen(app.practice.screening_due()))
    if yes is None:
        return False
    try:
        app.practice.keep_screening(yes)
    except StoreError as error:
        app.warn(str(error))
        return False
    return True


async def lift_lock(app: CoachApp) -> None:
    """The one way out of the present lock: the questions again, or a tick after a question."""
    practice = app.practice
    lock = practice.lock()
    kind = TICKS.get(lock)
    if questions_first(practice) or kind is None:
        await answer_questions(app)
        return
    if not await _ticked(app, lock):
        return
    try:
        practice.clear(kind)
    except StoreError as error:
        app.warn(str(error))
        return
    app.notify("Kept with today’s date.", timeout=5)
    await answer_if_due(app)


async def _ticked(app: CoachApp, lock: Lock) -> bool:
    """Whether the user says yes to the question that comes before the tick."""
    from backcoach.tui.screens.choice import ChoiceDialog

    way_out = app.practice.catalogue.safety.screening.way_out(lock)
    if way_out is None:
        return False
    options = [("not_yet", "Not yet"), ("yes", way_out.button)]
    return await app.push_screen_wait(ChoiceDialog(way_out.ask, options)) == "yes"

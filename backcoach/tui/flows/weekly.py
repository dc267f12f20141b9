"""Between sessions: the morning after, the measures, the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.evidence.mornings import MorningToReport
    from backcoach.coach.review.schedule import MeasuresDue
    from backcoach.tui.coach import Coach


async def ask_morning(app: Coach, asked: MorningToReport) -> bool:
    """Ask about a morning and keep the answer; False when it was put off.

    Call it from a worker: it waits for the screen.
    """
    from backcoach.tui.screens.questions.morning import MorningScreen

    practice = app.practice
    answer = await app.push_screen_wait(MorningScreen(asked))
    if answer is None:
        return False
    before = practice.standing.now()
    try:
        practice.weeks.keep_morning(asked.session, answer.pain, answer.back_to_usual, asked.day)
    except StoreError as error:
        app.warn(str(error))
        return True
    now = practice.standing.now()
    if now.stage > before.stage:
        app.notify(f"Stage {now.stage} is open. Progress says why.", markup=False)
    if now.flare is not None and before.flare is None:
        app.notify(now.flare.why, timeout=15, markup=False)
    elif before.flare is not None and now.flare is None:
        app.notify("Flare-up mode is over. Your next sessions are lower at first.", markup=False)
    return True


async def look_at_the_weeks(app: Coach) -> None:
    """Ask what is due about the last weeks, then show the review that has come; each once."""
    practice = app.practice
    due = practice.weeks.measures_due()
    if due is not None:
        await ask_measures(app, due)
        if practice.weeks.measures_due() is not None:
            app.remember(practice.weeks.put_off_measures)
    if practice.weeks.review_due():
        await show_review(app)
        app.remember(practice.weeks.see_review)


async def ask_measures(app: Coach, due: MeasuresDue | None = None) -> None:
    """Ask about the last weeks and keep what was answered; without `due` all there is to ask."""
    from backcoach.tui.screens.questions.measures import MeasuresScreen

    practice = app.practice
    screen = (
        MeasuresScreen(pain=True, activities=True)
        if due is None
        else MeasuresScreen(pain=due.pain, activities=due.activities, week=due.week)
    )
    answers = await app.push_screen_wait(screen)
    if answers is None:
        return
    try:
        if answers.names != practice.person.activities:
            practice.person.name_activities(answers.names)
        if answers.week_pain is not None or answers.activities:
            practice.weeks.keep_measures(answers.week_pain, answers.activities)
    except StoreError as error:
        app.warn(str(error))


async def show_review(app: Coach) -> None:
    """The course so far, if there is one."""
    from backcoach.tui.screens.questions.review import ReviewScreen

    review = app.practice.weeks.review()
    if review is None:
        app.notify("The review begins with your first session.", timeout=5)
        return
    await app.push_screen_wait(ReviewScreen(review))

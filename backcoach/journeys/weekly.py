"""Between sessions: the morning after, the measures, the review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.journeys.asking.prompts import AskMeasures, AskMorning, ShowReview
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.evidence.mornings import MorningToReport
    from backcoach.coach.review.schedule import MeasuresDue
    from backcoach.journeys.asking.front import Front


async def ask_morning(front: Front, asked: MorningToReport) -> bool:
    """Ask about a morning and keep the answer; False when it was put off."""
    practice = front.practice
    answer = await front.ask(AskMorning(asked))
    if answer is None:
        return False
    before = practice.standing.now()
    try:
        practice.weeks.keep_morning(asked.session, answer.pain, answer.back_to_usual, asked.day)
    except StoreError as error:
        front.warn(str(error))
        return True
    now = practice.standing.now()
    if now.stage > before.stage:
        front.tell(f"Stage {now.stage} is open. Progress says why.")
    if now.flare is not None and before.flare is None:
        front.tell(now.flare.why, seconds=15)
    elif before.flare is not None and now.flare is None:
        front.tell("Flare-up mode is over. Your next sessions are lower at first.")
    return True


async def look_at_the_weeks(front: Front) -> None:
    """Ask what is due about the last weeks, then show the review that has come; each once."""
    practice = front.practice
    due = practice.weeks.measures_due()
    if due is not None:
        await ask_measures(front, due)
        if practice.weeks.measures_due() is not None:
            front.remember(practice.weeks.put_off_measures)
    if practice.weeks.review_due():
        await show_review(front)
        front.remember(practice.weeks.see_review)


async def ask_measures(front: Front, due: MeasuresDue | None = None) -> None:
    """Ask about the last weeks and keep what was answered; without `due` all there is to ask."""
    practice = front.practice
    screen = (
        AskMeasures(pain=True, activities=True)
        if due is None
        else AskMeasures(pain=due.pain, activities=due.activities, week=due.week)
    )
    answers = await front.ask(screen)
    if answers is None:
        return
    try:
        if answers.names != practice.person.activities:
            practice.person.name_activities(answers.names)
        if answers.week_pain is not None or answers.activities:
            practice.weeks.keep_measures(answers.week_pain, answers.activities)
    except StoreError as error:
        front.warn(str(error))


async def show_review(front: Front) -> None:
    """The course so far, if there is one."""
    review = front.practice.weeks.review()
    if review is None:
        front.tell("The review begins with your first session.", seconds=5)
        return
    await front.ask(ShowReview(review))

"""After a session and between sessions: ratings, summary, morning, measures, review, in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.formatting import day_words
from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH, Activity
from backcoach.coach.model.profile import MOST_ACTIVITIES
from backcoach.journeys.asking import measures
from backcoach.journeys.asking.answers import Answered, GotUp, RatingAnswers
from backcoach.journeys.asking.rating import (
    EFFORT,
    NOTE_LENGTH,
    PAIN_NOW,
    RATING_TITLE,
    SORE,
    SORE_MORE,
    WHICH_SORE,
    WORST_PAIN,
    done_exercises,
    is_of_today,
    rating_about,
)

if TYPE_CHECKING:
    from backcoach.journeys.asking.prompts import (
        AskMeasures,
        AskMorning,
        AskRatings,
        ShowReview,
        ShowSummary,
    )
    from backcoach.plain.front import PlainFront


async def ask_ratings(front: PlainFront, prompt: AskRatings) -> RatingAnswers | None:
    """Ask for two numbers, and for more that may be left out. `b` leaves it for later."""
    talk, safety = front.talk, front.practice.book.catalogue.safety
    earlier = prompt.record.ratings
    talk.say(RATING_TITLE)
    talk.say(f"{rating_about(front.practice, prompt.record)} b leaves this for later.")
    talk.say(WORST_PAIN)
    worst = talk.scale(safety.pain, default=None if earlier is None else earlier.worst_pain)
    if not isinstance(worst, int):
        return None
    talk.say(EFFORT)
    effort = talk.scale(safety.effort, default=None if earlier is None else earlier.effort)
    if not isinstance(effort, int):
        return None
    pain_now: int | str | None = None if earlier is None else earlier.pain_now
    if is_of_today(front.practice, prompt.record):
        talk.say(PAIN_NOW)
        now = pain_now if isinstance(pain_now, int) else None
        pain_now = talk.scale(safety.pain, default=now, optional=True)
        if pain_now is None:
            return None
    sore, more = _sore(front, prompt)
    if sore is None or more is None:
        return None
    note = talk.text("A note, if you like; Enter alone goes on:", NOTE_LENGTH)
    if note is None:
        return None
    if not note and earlier is not None:
        note = earlier.note
    now = pain_now if isinstance(pain_now, int) else None
    return RatingAnswers(worst, effort, note, now, sore, more)


def _sore(
    front: PlainFront, prompt: AskRatings
) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    """The exercises that left the back sore, and those sorer than usual; None for turning back."""
    done = done_exercises(prompt.record, front.practice.book.catalogue.exercises)
    if not done:
        return (), ()
    earlier = prompt.record.ratings
    front.talk.say(f"{WHICH_SORE} {SORE}")
    sore = front.talk.mark(done, none="none", marked=() if earlier is None else earlier.sore)
    habitual = [(id, name) for id, name in done if id in prompt.habitual]
    if not sore or not any(each in prompt.habitual for each in sore):
        return sore, ()
    front.talk.say(SORE_MORE)
    marked = () if earlier is None else earlier.sore_more
    more = front.talk.mark(habitual, none="none", marked=marked)
    return sore, None if more is None else tuple(each for each in more if each in sore)


async def show_summary(front: PlainFront, prompt: ShowSummary) -> None:
    """What was done, and what it changed."""
    from backcoach.report.session import sets_table
    from backcoach.report.summary import changes, headline, level_steps, rating_words, totals

    talk, content, record = front.talk, front.practice.book.catalogue, prompt.record
    talk.say(headline(record))
    talk.say(totals(record, content.programme))
    if record.ratings is not None:
        talk.say(rating_words(record, content.exercises))
    talk.say("What it changed")
    front.page(changes(record, prompt.before, prompt.after))
    steps = level_steps(record, prompt.before, prompt.after)
    if steps:
        talk.say("Your exercises")
    for step in steps:
        talk.say(f"- {step}")
    talk.say("What you did")
    front.page(sets_table(record, content.exercises))
    talk.wait_for_enter()


async def ask_morning(front: PlainFront, prompt: AskMorning) -> GotUp | None:
    """Ask two questions about one morning. `b` leaves it for later."""
    practice, talk, asked = front.practice, front.talk, prompt.morning
    safety = practice.book.catalogue.safety
    earlier = None if asked.session is None else practice.weeks.morning_of(asked.session)
    after = "" if asked.session is None else f", after {day_words(asked.session.local_date)}"
    talk.say(f"The morning of {day_words(asked.day)}{after}. b leaves this for later.")
    talk.say(safety.morning.ask)
    pain = talk.scale(safety.pain, default=None if earlier is None else earlier.pain)
    if not isinstance(pain, int):
        return None
    talk.say(safety.morning.usual)
    options = [("yes", safety.morning.yes), ("no", safety.morning.no)]
    usual = "no" if earlier is not None and earlier.back_to_usual is False else "yes"
    answer = talk.choose(options, default=usual)
    return None if answer is None else GotUp(pain, answer == "yes")


async def ask_measures(front: PlainFront, prompt: AskMeasures) -> Answered | None:
    """Ask about the last weeks; each question may be left out. `b` puts all of it off."""
    practice, talk = front.practice, front.talk
    talk.say(measures.MEASURES_TITLE)
    talk.say(f"{measures.measures_about(prompt.week)} b leaves this for later.")
    week_pain: int | str | None = None
    if prompt.pain:
        talk.say(measures.WEEK_PAIN)
        week_pain = talk.scale(practice.book.catalogue.safety.pain, optional=True)
        if week_pain is None:
            return None
    names = practice.person.activities
    scores: list[Activity] = []
    if prompt.activities:
        if not names:
            named = _names(front)
            if named is None:
                return None
            names = named
        for name in names:
            talk.say(f"{measures.RATE_IT} {name}")
            score = talk.number_0_to_10(measures.BETWEEN, optional=True)
            if score is None:
                return None
            if isinstance(score, int):
                scores.append(Activity(name, score))
    return Answered(week_pain if isinstance(week_pain, int) else None, names, tuple(scores))


def _names(front: PlainFront) -> tuple[str, ...] | None:
    """Up to three activities, one a line; an empty line ends them."""
    front.talk.say(f"{measures.NAME_THEM} {measures.EXAMPLE}.")
    lines: list[str] = []
    while len(lines) < MOST_ACTIVITIES:
        line = front.talk.text("One on each line; Enter alone goes on:", ACTIVITY_LENGTH)
        if line is None:
            return None
        if not line:
            break
        lines.append(line)
    return measures.named_activities(lines)


async def show_review(front: PlainFront, prompt: ShowReview) -> None:
    """What has changed since the start, and each week."""
    from backcoach.report.review import review_page

    content = front.practice.book.catalogue
    front.page(review_page(prompt.review, content.programme.review, content.exercises))
    front.talk.wait_for_enter()

"""The way through a session: questions, plan, the session itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import SessionKind
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.day import Choice
from backcoach.coach.safety.leg import LEG, LegAnswer
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.words.get_ready_words import have_ready_words
from backcoach.coach.words.profile_words import (
    HELP_ANSWERS,
    HELP_ASKED,
    LIFT_ASKED,
    LIFT_CHECKED,
    LIFT_NOT_YET,
    help_why,
)
from backcoach.coach.words.session_words import choice_words, offer_words, sentence
from backcoach.journeys.asking.prompts import NOT_STARTED, AskCheckIn, Choose, Mark, ShowAdvice
from backcoach.journeys.follow import begin
from backcoach.journeys.safety import answer_if_due, answer_questions, ask_if_seen
from backcoach.journeys.unfinished import answer_unfinished
from backcoach.store import StoreError

WALK_FIRST = (("no", "No"), ("yes", "Yes"))

if TYPE_CHECKING:
    from backcoach.coach.model.records import CheckIn
    from backcoach.coach.planning.day import Day
    from backcoach.coach.planning.plan import Plan
    from backcoach.coach.standing.standing import Standing
    from backcoach.journeys.asking.answers import CheckInAnswers
    from backcoach.journeys.asking.front import Front


async def follow_session(front: Front) -> None:
    """Lead the user from Start to the summary. Ends early wherever they turn back."""
    practice = front.practice
    may = await _may_begin(front) and await _back_after_time_away(front)
    if not may or not await ask_if_seen(front):
        return
    before, day = practice.standing.now(), practice.book.today()
    check_in = await _ask_before_session(front)
    if check_in is None:
        return
    if not _may_train_all_the_same(front, check_in) and await _advised(front, check_in):
        return
    if not await _shapes_the_plan(front):
        return
    standing = practice.standing.now()
    news = []
    if practice.book.today() != day:
        news.append("A new day has begun.")
    if standing.flare is not None and before.flare is None:
        news.append(standing.flare.why)
    session_day = practice.standing.day(check_in, standing)
    if session_day.first_hour and not await _goes_on_now(front, check_in):
        return
    asks = _offer_easy if session_day.choice is Choice.NONE else choose_session
    plan = await asks(front, session_day, standing, news)
    if plan is None:
        return
    if standing.stage > before.stage:
        begins = ": today is its first session" if plan.kind is SessionKind.MAIN else ""
        front.tell(f"Stage {standing.stage} is open{begins}.")
    await begin(front, plan, check_in)


async def _may_begin(front: Front) -> bool:
    """Nothing is left open by the session before, and nothing speaks against one."""
    if not await answer_unfinished(front):
        return False
    return await answer_if_due(front) and front.practice.safety.lock() is Lock.NONE


async def _back_after_time_away(front: Front) -> bool:
    """After some time without a session: was it illness? Then the safety questions come first.

    False when the user turned back, or the answers lock sessions.
    """
    practice = front.practice
    if not practice.safety.was_away():
        return True

    away = practice.book.catalogue.safety.time_away
    options = [("no", away.no), ("yes", away.yes)]
    answer = await front.ask(Choose(away.ask, options, careful=True))
    if answer != "yes":
        return answer is not None
    return await answer_questions(front, after_illness=True) and practice.safety.lock() is Lock.NONE


async def feel_a_flare(front: Front) -> None:
    """It feels like a flare: the warning signs first, then what helps, and the easy session."""
    practice = front.practice
    if not await _may_begin(front):
        return
    check_in = await _ask_before_session(front)
    if check_in is None:
        return
    # Pain too strong for a session is no reason not to call it a flare; a warning sign is.
    if check_in.symptoms and check_in.outcome != Outcome.GO:
        await _advised(front, check_in)
        return
    try:
        practice.weeks.report_flare()
    except StoreError as error:
        front.warn(str(error))
        return
    flare = practice.book.catalogue.safety.flare
    if check_in.outcome != Outcome.GO:
        await front.ask(Choose(flare.title, [("ok", "Go on")], flare.text, careful=True))
        await _advised(front, check_in)
        return
    standing = practice.standing.now()
    plan = practice.standing.plan(now=standing, day=practice.standing.day(check_in, standing))
    options = [("later", "Not now"), ("start", f"Start the easy session · {plan.minutes} min")]
    if await front.ask(Choose(flare.title, options, flare.text, careful=True)) == "start":
        await begin(front, plan, check_in)


async def _ask_before_session(front: Front) -> CheckIn | None:
    """The questions of the check-in, kept; None when the user turned back."""
    answers = await _answers(front)
    if answers is None:
        return None
    try:
        rehearsal = front.speed != 1
        answered = front.practice.sessions.answered(
            answers.pain,
            answers.symptoms,
            rehearsal=rehearsal,
            minutes_up=answers.minutes_up,
            energy=answers.energy,
            also_asked=answers.also_asked,
            leg=answers.leg,
        )
        return front.practice.sessions.check_in(answered)
    except StoreError as error:
        front.warn(str(error))
        return None


async def _answers(front: Front) -> CheckInAnswers | None:
    """The answers to the check-in; with great pain the list is asked about once more (§3.7)."""
    least = front.practice.book.catalogue.programme.readiness.no_workout_pain_min
    while True:
        answers = await front.ask(AskCheckIn())
        if answers is None or answers.symptoms or answers.pain < least:
            return answers
        asked = Choose(
            f"Pain is {answers.pain}. Once more: is anything on the list new?",
            [("list", "Look at the list again"), ("none", "No, nothing on it")],
            "With pain this strong, a sign on it matters more than anything else.",
            careful=True,
        )
        answer = await front.ask(asked)
        if answer != "list":
            return answers if answer == "none" else None


async def _advised(front: Front, check_in: CheckIn) -> bool:
    """Show what to mind, or to do instead of a session; False when there is nothing against one."""
    outcome = Outcome(check_in.outcome)
    safety = front.practice.book.catalogue.safety
    worse = any(
        each.question == LEG and each.answer == LegAnswer.WORSE for each in check_in.follow_ups
    )
    advice = safety.leg_worse if worse and outcome is Outcome.LEG else safety.advice(outcome)
    if advice is not None:
        after = "" if outcome.goes_ahead else NOT_STARTED
        await front.ask(ShowAdvice(advice, after))
    return not outcome.goes_ahead


def _may_train_all_the_same(front: Front, check_in: CheckIn) -> bool:
    """Whether pain is too high for most people, and there is a session or an easy one for this."""
    day = front.practice.standing.day(check_in)
    too_high = check_in.outcome == Outcome.NO_WORKOUT
    return too_high and (day.choice is not Choice.NONE or bool(day.offers))


async def _offer_easy(
    front: Front, day: Day, standing: Standing, news: Sequence[str] = ()
) -> Plan | None:
    """At high pain, say what helps and offer a few easy movements; their plan where wanted."""
    safety = front.practice.book.catalogue.safety
    offer = safety.easy_offer
    plan = front.practice.standing.plan(None, standing, day.choosing(Choice.EASY))
    lines = [*news, safety.no_workout.text, *filter(None, [day.suggestion]), offer.ask]
    options = [("no", offer.no), ("yes", f"{offer.yes}, {plan.minutes} min")]
    answer = await front.ask(Choose(offer.title, options, "\n\n".join(lines), careful=True))
    return plan if answer == "yes" else None


async def _shapes_the_plan(front: Front) -> bool:
    """Ask what changes the plan, where it is due: about a fall, lifting, and help near.

    False when the user turned back; then it is asked before the next session.
    """
    if not await _offer_balance(front) or not await _ask_about_lifting(front):
        return False
    return await _ask_about_help(front)


async def _offer_balance(front: Front) -> bool:
    """After a fall, offer to mind the balance from now on. False when the user turned back."""
    practice = front.practice
    if not practice.safety.fall_to_ask_about():
        return True
    offer = practice.book.catalogue.safety.fall
    options = [("yes", offer.yes), ("no", offer.no)]
    answer = await front.ask(Choose(offer.ask, options, careful=True))
    if answer is None:
        return False
    try:
        practice.safety.keep_fall(answer == "yes")
    except StoreError as error:
        front.warn(str(error))
    return True


async def ask_what_is_missing(front: Front) -> None:
    """Mark what of today's things is not at hand; from then on the session goes without it."""
    from backcoach.coach.planning.get_ready import things_of

    standing = front.practice.standing
    missing, day = standing.missing, standing.day()
    now = standing.plan(front.length, day=day)
    standing.miss(())
    whole = standing.plan(front.length, day=day)
    standing.miss(missing)
    listed = [*things_of(whole.items, whole.suit), *things_of(now.items, now.suit), *missing]
    if not listed:
        front.tell("Today's session needs nothing.")
        return
    words = front.practice.book.catalogue.programme.equipment.things
    marked = await front.ask(
        Mark(
            "Not at hand today",
            "Mark what you do not have today. Tomorrow it counts as there again.",
            {thing: words[thing] for thing in dict.fromkeys(listed)},
            missing,
        )
    )
    if marked is not None:
        standing.miss(marked)


async def _ask_about_lifting(front: Front) -> bool:
    """Ask once whether anybody has checked how the user lifts, where it changes a level.

    False when the user turned back.
    """
    person = front.practice.person
    if not person.lift_to_ask_about():
        return True

    options = [("no", sentence(LIFT_NOT_YET)), ("yes", sentence(LIFT_CHECKED))]
    answer = await front.ask(Choose(LIFT_ASKED, options, careful=True))
    if answer is None:
        return False
    try:
        person.keep_lift_checked(answer == "yes")
    except StoreError as error:
        front.warn(str(error))
    return True


async def _ask_about_help(front: Front) -> bool:
    """Ask once whether help is near, before a balance exercise goes up to where it is needed.

    False when the user turned back.
    """
    person = front.practice.person
    if not person.help_to_ask_about():
        return True

    why = help_why(front.practice.book.catalogue.programme)
    answer = await front.ask(Choose(HELP_ASKED, HELP_ANSWERS, why, careful=True))
    if answer is None:
        return False
    try:
        person.keep_help_near(answer == "yes")
    except StoreError as error:
        front.warn(str(error))
    return True


async def _goes_on_now(front: Front, check_in: CheckIn) -> bool:
    """Offer a walk until the first hour is over; False if the user takes it or turns back."""
    hour = front.practice.book.catalogue.programme.readiness.first_hour_minutes
    left = hour - (check_in.minutes_up or 0)
    question = f"Walk first and come back in {count(left, 'minute')}?"
    return await front.ask(Choose(question, WALK_FIRST)) == "no"


async def choose_session(
    front: Front, day: Day, standing: Standing, news: Sequence[str] = ()
) -> Plan | None:
    """The plan of `day`. Where it differs from what is planned it says so and lets choose.

    `news` are sentences about what has changed since the session of today was shown. None when the
    user turned back.
    """
    plans = front.practice.standing.choices(day, front.length, standing)
    proposed = plans[day.choice]
    ready = have_ready_words(proposed)
    expected = have_ready_words(front.practice.standing.plan(front.length, standing))
    if len(plans) == 1 and not day.differs and not news and ready == expected:
        return proposed
    options = [(choice.value, offer_words(choice, plan, day)) for choice, plan in plans.items()]
    lines = [*news, *(reason.sentence for reason in day.reasons)]
    if day.suggestion:
        lines.append(day.suggestion)
    lines.append(ready)
    chosen = await front.ask(
        Choose(f"Today: {choice_words(day.choice)}", options, "\n\n".join(lines), careful=True)
    )
    return None if chosen is None else plans[Choice(chosen)]

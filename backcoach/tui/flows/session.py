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
from backcoach.store import StoreError
from backcoach.tui.flows.follow import begin
from backcoach.tui.flows.safety import answer_if_due, answer_questions, ask_if_seen
from backcoach.tui.flows.unfinished import answer_unfinished

WALK_FIRST = (("no", "No"), ("yes", "Yes"))

if TYPE_CHECKING:
    from backcoach.coach.model.records import CheckIn
    from backcoach.coach.planning.day import Day
    from backcoach.coach.planning.plan import Plan
    from backcoach.coach.standing.standing import Standing
    from backcoach.tui.coach import Coach
    from backcoach.tui.screens.questions.check_in import CheckInAnswers


async def follow_session(app: Coach) -> None:
    """Lead the user from Start to the summary. Ends early wherever they turn back.

    Call it from a worker: it waits for screens.
    """
    practice = app.practice
    may = await _may_begin(app) and await _back_after_time_away(app) and await ask_if_seen(app)
    if not may:
        return
    before, day = practice.standing.now(), practice.book.today()
    check_in = await _ask_before_session(app)
    if check_in is None:
        return
    if not _may_train_all_the_same(app, check_in) and await _advised(app, check_in):
        return
    if not await _shapes_the_plan(app):
        return
    standing = practice.standing.now()
    news = []
    if practice.book.today() != day:
        news.append("A new day has begun.")
    if standing.flare is not None and before.flare is None:
        news.append(standing.flare.why)
    session_day = practice.standing.day(check_in, standing)
    if session_day.first_hour and not await _goes_on_now(app, check_in):
        return
    asks = _offer_easy if session_day.choice is Choice.NONE else choose_session
    plan = await asks(app, session_day, standing, news)
    if plan is None:
        return
    if standing.stage > before.stage:
        begins = ": today is its first session" if plan.kind is SessionKind.MAIN else ""
        app.notify(f"Stage {standing.stage} is open{begins}.", markup=False)
    await begin(app, plan, check_in)


async def _may_begin(app: Coach) -> bool:
    """Nothing is left open by the session before, and nothing speaks against one."""
    if not await answer_unfinished(app):
        return False
    return await answer_if_due(app) and app.practice.safety.lock() is Lock.NONE


async def _back_after_time_away(app: Coach) -> bool:
    """After some time without a session: was it illness? Then the safety questions come first.

    False when the user turned back, or the answers lock sessions.
    """
    practice = app.practice
    if not practice.safety.was_away():
        return True
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    away = practice.book.catalogue.safety.time_away
    options = [("no", away.no), ("yes", away.yes)]
    answer = await app.push_screen_wait(ChoiceDialog(away.ask, options, careful=True))
    if answer != "yes":
        return answer is not None
    return await answer_questions(app, after_illness=True) and practice.safety.lock() is Lock.NONE


async def feel_a_flare(app: Coach) -> None:
    """It feels like a flare: the warning signs first, then what helps, and the easy session.

    Call it from a worker: it waits for screens.
    """
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    practice = app.practice
    if not await _may_begin(app):
        return
    check_in = await _ask_before_session(app)
    if check_in is None:
        return
    # Pain too strong for a session is no reason not to call it a flare; a warning sign is.
    if check_in.symptoms and check_in.outcome != Outcome.GO:
        await _advised(app, check_in)
        return
    try:
        practice.weeks.report_flare()
    except StoreError as error:
        app.warn(str(error))
        return
    flare = practice.book.catalogue.safety.flare
    if check_in.outcome != Outcome.GO:
        told = ChoiceDialog(flare.title, [("ok", "Go on")], flare.text, careful=True)
        await app.push_screen_wait(told)
        await _advised(app, check_in)
        return
    standing = practice.standing.now()
    plan = practice.standing.plan(now=standing, day=practice.standing.day(check_in, standing))
    options = [("later", "Not now"), ("start", f"Start the easy session · {plan.minutes} min")]
    asked = ChoiceDialog(flare.title, options, flare.text, careful=True)
    if await app.push_screen_wait(asked) == "start":
        await begin(app, plan, check_in)


async def _ask_before_session(app: Coach) -> CheckIn | None:
    """The questions of the check-in, kept; None when the user turned back."""
    answers = await _answers(app)
    if answers is None:
        return None
    try:
        rehearsal = app.speed != 1
        answered = app.practice.sessions.answered(
            answers.pain,
            answers.symptoms,
            rehearsal=rehearsal,
            minutes_up=answers.minutes_up,
            energy=answers.energy,
            also_asked=answers.also_asked,
            leg=answers.leg,
        )
        return app.practice.sessions.check_in(answered)
    except StoreError as error:
        app.warn(str(error))
        return None


async def _answers(app: Coach) -> CheckInAnswers | None:
    """The answers to the check-in; with great pain the list is asked about once more (§3.7)."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog
    from backcoach.tui.screens.questions.check_in import CheckInScreen

    least = app.practice.book.catalogue.programme.readiness.no_workout_pain_min
    while True:
        answers = await app.push_screen_wait(CheckInScreen())
        if answers is None or answers.symptoms or answers.pain < least:
            return answers
        asked = ChoiceDialog(
            f"Pain is {answers.pain}. Once more: is anything on the list new?",
            [("list", "Look at the list again"), ("none", "No, nothing on it")],
            "With pain this strong, a sign on it matters more than anything else.",
            careful=True,
        )
        answer = await app.push_screen_wait(asked)
        if answer != "list":
            return answers if answer == "none" else None


async def _advised(app: Coach, check_in: CheckIn) -> bool:
    """Show what to mind, or to do instead of a session; False when there is nothing against one."""
    from backcoach.tui.screens.dialogs.advice import NOT_STARTED, AdviceDialog

    outcome = Outcome(check_in.outcome)
    safety = app.practice.book.catalogue.safety
    worse = any(
        each.question == LEG and each.answer == LegAnswer.WORSE for each in check_in.follow_ups
    )
    advice = safety.leg_worse if worse and outcome is Outcome.LEG else safety.advice(outcome)
    if advice is not None:
        after = "" if outcome.goes_ahead else NOT_STARTED
        await app.push_screen_wait(AdviceDialog(advice, after))
    return not outcome.goes_ahead


def _may_train_all_the_same(app: Coach, check_in: CheckIn) -> bool:
    """Whether pain is too high for most people, and there is a session or an easy one for this."""
    day = app.practice.standing.day(check_in)
    too_high = check_in.outcome == Outcome.NO_WORKOUT
    return too_high and (day.choice is not Choice.NONE or bool(day.offers))


async def _offer_easy(
    app: Coach, day: Day, standing: Standing, news: Sequence[str] = ()
) -> Plan | None:
    """At high pain, say what helps and offer a few easy movements; their plan where wanted."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    safety = app.practice.book.catalogue.safety
    offer = safety.easy_offer
    plan = app.practice.standing.plan(None, standing, day.choosing(Choice.EASY))
    lines = [*news, safety.no_workout.text, *filter(None, [day.suggestion]), offer.ask]
    options = [("no", offer.no), ("yes", f"{offer.yes}, {plan.minutes} min")]
    dialog = ChoiceDialog(offer.title, options, "\n\n".join(lines), careful=True)
    answer = await app.push_screen_wait(dialog)
    return plan if answer == "yes" else None


async def _shapes_the_plan(app: Coach) -> bool:
    """Ask what changes the plan, where it is due: about a fall, lifting, and help near.

    False when the user turned back; then it is asked before the next session.
    """
    if not await _offer_balance(app) or not await _ask_about_lifting(app):
        return False
    return await _ask_about_help(app)


async def _offer_balance(app: Coach) -> bool:
    """After a fall, offer to mind the balance from now on. False when the user turned back."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    practice = app.practice
    if not practice.safety.fall_to_ask_about():
        return True
    offer = practice.book.catalogue.safety.fall
    options = [("yes", offer.yes), ("no", offer.no)]
    answer = await app.push_screen_wait(ChoiceDialog(offer.ask, options, careful=True))
    if answer is None:
        return False
    try:
        practice.safety.keep_fall(answer == "yes")
    except StoreError as error:
        app.warn(str(error))
    return True


async def ask_what_is_missing(app: Coach) -> None:
    """Mark the things of today's session that are not at hand; from then on it goes without them.

    Call it from a worker: it waits for screens.
    """
    from backcoach.coach.planning.get_ready import things_of
    from backcoach.tui.screens.questions.profile_parts import MarkScreen

    standing = app.practice.standing
    missing, day = standing.missing, standing.day()
    now = standing.plan(app.length, day=day)
    standing.miss(())
    whole = standing.plan(app.length, day=day)
    standing.miss(missing)
    listed = [*things_of(whole.items, whole.suit), *things_of(now.items, now.suit), *missing]
    if not listed:
        app.notify("Today's session needs nothing.", markup=False)
        return
    words = app.practice.book.catalogue.programme.equipment.things
    marked = await app.push_screen_wait(
        MarkScreen(
            "Not at hand today",
            "Mark what you do not have today. Tomorrow it counts as there again.",
            {thing: words[thing] for thing in dict.fromkeys(listed)},
            missing,
        )
    )
    if marked is not None:
        standing.miss(marked)


async def _ask_about_lifting(app: Coach) -> bool:
    """Ask once whether anybody has checked how the user lifts, where it changes a level.

    False when the user turned back.
    """
    person = app.practice.person
    if not person.lift_to_ask_about():
        return True
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    options = [("no", sentence(LIFT_NOT_YET)), ("yes", sentence(LIFT_CHECKED))]
    answer = await app.push_screen_wait(ChoiceDialog(LIFT_ASKED, options, careful=True))
    if answer is None:
        return False
    try:
        person.keep_lift_checked(answer == "yes")
    except StoreError as error:
        app.warn(str(error))
    return True


async def _ask_about_help(app: Coach) -> bool:
    """Ask once whether help is near, before a balance exercise goes up to where it is needed.

    False when the user turned back.
    """
    person = app.practice.person
    if not person.help_to_ask_about():
        return True
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    why = help_why(app.practice.book.catalogue.programme)
    answer = await app.push_screen_wait(ChoiceDialog(HELP_ASKED, HELP_ANSWERS, why, careful=True))
    if answer is None:
        return False
    try:
        person.keep_help_near(answer == "yes")
    except StoreError as error:
        app.warn(str(error))
    return True


async def _goes_on_now(app: Coach, check_in: CheckIn) -> bool:
    """Offer a walk until the first hour is over; False if the user takes it or turns back."""
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    hour = app.practice.book.catalogue.programme.readiness.first_hour_minutes
    left = hour - (check_in.minutes_up or 0)
    question = f"Walk first and come back in {count(left, 'minute')}?"
    return await app.push_screen_wait(ChoiceDialog(question, WALK_FIRST)) == "no"


async def choose_session(
    app: Coach, day: Day, standing: Standing, news: Sequence[str] = ()
) -> Plan | None:
    """The plan of `day`. Where it differs from what is planned it says so and lets choose.

    `news` are sentences about what has changed since the session of today was shown. None when the
    user turned back.
    """
    from backcoach.tui.screens.dialogs.choice import ChoiceDialog

    plans = app.practice.standing.choices(day, app.length, standing)
    proposed = plans[day.choice]
    ready = have_ready_words(proposed)
    expected = have_ready_words(app.practice.standing.plan(app.length, standing))
    if len(plans) == 1 and not day.differs and not news and ready == expected:
        return proposed
    options = [(choice.value, offer_words(choice, plan, day)) for choice, plan in plans.items()]
    lines = [*news, *(reason.sentence for reason in day.reasons)]
    if day.suggestion:
        lines.append(day.suggestion)
    lines.append(ready)
    chosen = await app.push_screen_wait(
        ChoiceDialog(
            f"Today: {choice_words(day.choice)}", options, "\n\n".join(lines), careful=True
        )
    )
    return None if chosen is None else plans[Choice(chosen)]

"""The way through a session: safety, questions, the session itself, ratings, what it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.phrases import choice_words, offer_words
from backcoach.coach.questions import Lock
from backcoach.coach.readiness import Choice
from backcoach.coach.safety import Outcome
from backcoach.coach.screening import TICKS, Due
from backcoach.coach.session import Kind
from backcoach.store import StoreError
from backcoach.tui.unfinished import answer_unfinished

if TYPE_CHECKING:
    from backcoach.coach.insight import MeasuresDue
    from backcoach.coach.mornings import Asked
    from backcoach.coach.plan import Plan
    from backcoach.coach.progression import Standing
    from backcoach.coach.readiness import Day
    from backcoach.coach.safety import StopSigns
    from backcoach.coach.session import CheckIn, SessionRecord
    from backcoach.open_session import OpenSession
    from backcoach.practice import Practice
    from backcoach.tui.app import CoachApp


async def follow_session(app: CoachApp) -> None:
    """Lead the user from Start to the summary. Ends early wherever they turn back.

    Call it from a worker: it waits for screens.
    """
    practice = app.practice
    if not await answer_unfinished(app):
        return
    if not await answer_if_due(app) or practice.lock() is not Lock.NONE:
        return
    if not await _back_after_time_away(app):
        return
    before = practice.standing()
    check_in = await _ask_before_session(app)
    if check_in is None or await _advised(app, check_in):
        return
    standing = practice.standing()
    began = standing.flare is not None and before.flare is None
    plan = await choose_session(app, practice.day(check_in, standing), standing, began=began)
    if plan is None:
        return
    if standing.stage > before.stage:
        begins = ": today is its first session" if plan.kind is Kind.MAIN else ""
        app.notify(f"Stage {standing.stage} is open{begins}.", markup=False)
    await begin(app, plan, check_in)


async def _back_after_time_away(app: CoachApp) -> bool:
    """After some time without a session: was it illness? Then the safety questions come first.

    False when the user turned back, or the answers lock sessions.
    """
    practice = app.practice
    if not practice.was_away():
        return True
    from backcoach.tui.screens.choice import ChoiceDialog

    away = practice.catalogue.safety.time_away
    options = [("no", away.no), ("yes", away.yes)]
    answer = await app.push_screen_wait(ChoiceDialog(away.ask, options))
    if answer != "yes":
        return answer is not None
    return await answer_questions(app) and practice.lock() is Lock.NONE


async def feel_a_flare(app: CoachApp) -> None:
    """It feels like a flare: the warning signs first, then what helps, and the gentle session.

    Call it from a worker: it waits for screens.
    """
    from backcoach.tui.screens.choice import ChoiceDialog

    practice = app.practice
    if not await answer_unfinished(app):
        return
    if not await answer_if_due(app) or practice.lock() is not Lock.NONE:
        return
    check_in = await _ask_before_session(app)
    if check_in is None:
        return
    # Pain too strong for a session is no reason not to call it a flare; a warning sign is.
    if check_in.symptoms:
        await _advised(app, check_in)
        return
    try:
        practice.report_flare()
    except StoreError as error:
        app.warn(str(error))
        return
    flare = practice.catalogue.safety.flare
    if check_in.outcome != Outcome.GO:
        await app.push_screen_wait(ChoiceDialog(flare.title, [("ok", "Go on")], flare.text))
        await _advised(app, check_in)
        return
    standing = practice.standing()
    plan = practice.plan(now=standing, day=practice.day(check_in, standing))
    options = [("later", "Not now"), ("start", f"Start the gentle session · {plan.minutes} min")]
    if await app.push_screen_wait(ChoiceDialog(flare.title, options, flare.text)) == "start":
        await begin(app, plan, check_in)


async def _ask_before_session(app: CoachApp) -> CheckIn | None:
    """The questions of the check-in, kept; None when the user turned back."""
    from backcoach.tui.screens.check_in import CheckInScreen

    answers = await app.push_screen_wait(CheckInScreen())
    if answers is None:
        return None
    try:
        rehearsal = app.speed != 1
        return app.practice.check_in(
            answers.pain,
            answers.symptoms,
            rehearsal=rehearsal,
            minutes_up=answers.minutes_up,
            energy=answers.energy,
        )
    except StoreError as error:
        app.warn(str(error))
        return None


async def _advised(app: CoachApp, check_in: CheckIn) -> bool:
    """Show what to do instead of a session; False when there is nothing against one."""
    from backcoach.tui.screens.advice import AdviceDialog

    advice = app.practice.catalogue.safety.advice(Outcome(check_in.outcome))
    if advice is None:
        return False
    await app.push_screen_wait(AdviceDialog(advice))
    return True


async def begin(app: CoachApp, plan: Plan, check_in: CheckIn) -> None:
    """Open a session of this plan and follow it."""
    try:
        session = app.practice.open_session(plan, check_in, app.speed)
    except StoreError as error:
        app.warn(str(error))
        return
    await follow(app, session)


async def follow(app: CoachApp, session: OpenSession, *, cut_off: bool = False) -> None:
    """The session itself, on from where it was `cut_off` if it was, and what comes after it.

    After signs that need help at once nothing more is asked; History rates the session later.
    """
    from backcoach.tui.screens.session import SessionScreen

    record = await app.push_screen_wait(SessionScreen(session, cut_off=cut_off))
    if session.stopped is not None and await needs_help(app, session, session.stopped):
        return
    if record is not None:
        await look_back(app, record)


async def needs_help(app: CoachApp, session: OpenSession, signs: StopSigns) -> bool:
    """What to do about the signs that ended a session; False when they turned out to be none."""
    from backcoach.tui.screens.advice import ENDED, AdviceDialog
    from backcoach.tui.screens.new_signs import NewSignsScreen

    practice = app.practice
    answers: dict[str, str | None] = {}
    if signs.outcome is None:
        answers = await app.push_screen_wait(NewSignsScreen())
    advice = practice.catalogue.safety.advice(practice.signs_outcome(signs, answers))
    if advice is None:
        return False
    try:
        practice.keep_signs(session, signs, answers)
    except StoreError as error:
        app.warn(str(error))
    await app.push_screen_wait(AdviceDialog(advice, ENDED))
    return True


async def choose_session(
    app: CoachApp, day: Day, standing: Standing, *, began: bool = False
) -> Plan | None:
    """The plan of `day`. Where it differs from what is planned it says so and lets choose.

    `began` says that a flare-up has just begun. None when the user turned back.
    """
    from backcoach.tui.screens.choice import ChoiceDialog

    plans = app.practice.choices(day, app.length, standing)
    if len(plans) == 1 and not day.differs:
        return plans[day.choice]
    options = [(choice.value, offer_words(choice, plan, day)) for choice, plan in plans.items()]
    said = [reason.sentence for reason in day.reasons]
    if began and standing.flare is not None:
        said.insert(0, standing.flare.why)
    if day.suggestion:
        said.append(day.suggestion)
    chosen = await app.push_screen_wait(
        ChoiceDialog(f"Today: {choice_words(day.choice)}", options, "\n\n".join(said))
    )
    return None if chosen is None else plans[Choice(chosen)]


async def ask_morning(app: CoachApp, asked: Asked) -> bool:
    """Ask about a morning and keep the answer; False when it was put off.

    Call it from a worker: it waits for the screen.
    """
    from backcoach.tui.screens.morning import MorningScreen

    practice = app.practice
    answer = await app.push_screen_wait(MorningScreen(asked))
    if answer is None:
        return False
    before = practice.standing()
    try:
        practice.keep_morning(asked.session, answer.pain, answer.back_to_usual, asked.day)
    except StoreError as error:
        app.warn(str(error))
        return True
    now = practice.standing()
    if now.stage > before.stage:
        app.notify(f"Stage {now.stage} is open. Progress says why.", markup=False)
    if now.flare is not None and before.flare is None:
        app.notify(now.flare.why, timeout=15, markup=False)
    elif before.flare is not None and now.flare is None:
        app.notify("Flare-up mode is over. Your next sessions are lower at first.", markup=False)
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
            record = practice.rate(
                record,
                ratings.worst_pain,
                ratings.effort,
                ratings.note,
                pain_now=ratings.pain_now,
                sore=ratings.sore,
            )
        except StoreError as error:
            app.warn(str(error))
    await app.push_screen_wait(SummaryScreen(record, before, practice.standing()))
    await offer_another_place(app)


async def offer_another_place(app: CoachApp) -> None:
    """Try once more to store what could not be; where that fails, save it wherever they like."""
    from backcoach.care import other_places, save_elsewhere
    from backcoach.tui.screens.choice import ChoiceDialog

    practice = app.practice
    while practice.unstored:
        record = next(iter(practice.unstored.values()))
        try:
            practice.keep_session(record)
            continue
        except StoreError as error:
            problem = f"{error.path.name}: {error.problem}."
        folders = {str(place): place for place in other_places(practice.places)}
        options = [
            ("again", "Try again"),
            *((name, f"Save it in {name}") for name in folders),
            ("leave", "Go on without it"),
        ]
        ids = {f"option-{number}": name for number, (name, _) in enumerate(options)}
        shown = [(id, words) for id, (_, words) in zip(ids, options, strict=True)]
        question = "This session is not stored yet"
        app.clear_notifications()  # which say the same, and lie over the answers
        chosen: str | None = await app.push_screen_wait(ChoiceDialog(question, shown, problem))
        answer = ids.get(chosen or "")
        if answer == "leave":
            practice.give_up(record)
        elif answer in folders:
            try:
                saved = save_elsewhere(record, folders[answer])
            except StoreError as error:
                app.warn(str(error))
                continue
            del practice.unstored[record.id]
            app.warn(f"Saved in {saved}. Bring it in with: backcoach restore --add FILE --yes")


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
    await offer_profile(app)
    return True


async def offer_profile(app: CoachApp) -> None:
    """Ask somebody new about themselves, the first time nothing keeps them from a session.

    It may be left as it is, and is not asked again: a key leads there any time.
    """
    from backcoach.tui.screens.profile import ProfileScreen

    practice = app.practice
    earlier = practice.log.screenings[:-1]
    through = any(each.outcome is Lock.NONE for each in earlier)
    is_new = practice.profile is None and not practice.sessions and not through
    if is_new and practice.lock() is Lock.NONE:
        await app.push_screen_wait(ProfileScreen(first=True))


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
    if questions_first(practice):
        await answer_questions(app)
    else:
        await offer_profile(app)


async def _ticked(app: CoachApp, lock: Lock) -> bool:
    """Whether the user says yes to the question that comes before the tick."""
    from backcoach.tui.screens.choice import ChoiceDialog

    way_out = app.practice.catalogue.safety.screening.way_out(lock)
    if way_out is None:
        return False
    options = [("not_yet", "Not yet"), ("yes", way_out.button)]
    return await app.push_screen_wait(ChoiceDialog(way_out.ask, options)) == "yes"

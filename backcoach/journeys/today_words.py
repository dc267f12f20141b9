"""The text of each part of Today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backcoach.charts.calendar import DayMark, week_of
from backcoach.charts.days import marks_of
from backcoach.coach.model.formatting import count
from backcoach.coach.model.profile import SESSIONS_A_WEEK
from backcoach.coach.model.programme import Length, Programme
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.last_stage import eased_words
from backcoach.coach.planning.plan import Plan
from backcoach.coach.standing.standing import KEEPING, Standing
from backcoach.coach.words.get_ready_words import have_ready_words
from backcoach.coach.words.session_words import days_ago_words, flare_words
from backcoach.coach.words.stage_words import next_words

if TYPE_CHECKING:
    from backcoach.practice import Practice

SPECIAL_DAYS = {
    Choice.REST_DAY: "Rest day: an easy walk, gentle movement if you like",
    Choice.EASY: "Easy day: gentle movement, little and often",
}
GENTLE = (
    "Gentle for now: this session once or twice a day if you like, short walks, your usual day as"
    " far as it goes. No loads. Your stage and your levels wait for you."
)


NEW_DAY = "A new day has begun: this is its session."


def parts_of_today(
    practice: Practice,
    length: Length | None,
    standing: Standing,
    plan: Plan,
    day: Day,
    *,
    has_keys: bool = True,
) -> dict[str, str]:
    """The text of each part by its id. `length` is what the user chose for this session, if
    anything. Keys are named where the front end `has_keys`.
    """
    programme = practice.book.catalogue.programme
    stage = programme.stage(standing.stage)
    first = "Safety questions, then · " if practice.safety.screening_due() else ""
    return {
        "stage": f"Stage {stage.number} · {stage.name} · {_day(practice, standing)}",
        "facts": _facts(practice, length, standing, plan, day),
        "see": "\n".join(practice.safety.see_somebody()),
        "flare": _flare(standing),
        "missing": _missing(standing, programme, practice.book.today(), has_keys=has_keys),
        "start": f"{first}{_start(day)} · {plan.minutes} min",
        "ready": have_ready_words(plan),
        **_lock(practice),
    }


def _lock(practice: Practice) -> dict[str, str]:
    """The text in place of Start while sessions are locked."""
    safety, lock = practice.book.catalogue.safety, practice.safety.lock()
    advice = practice.safety.lock_advice()
    way_out = safety.screening.way_out(lock)
    if advice is None or way_out is None:
        return {"lock-title": "", "lock": ""}
    words = practice.safety.words_of_marks()
    marked = f"You marked: {'; '.join(words)}.\n" if words else ""
    return {
        "lock-title": f"! {advice.title}",
        "lock": f"{advice.text}\n\n{marked}{way_out.note}",
        "start": way_out.button,
    }


def _facts(
    practice: Practice, chosen: Length | None, standing: Standing, plan: Plan, day: Day
) -> str:
    last = days_ago_words(practice.standing.days_since_last())
    if standing.flare is not None:
        return f"Easy session · {plan.minutes} min · {last[:1].lower()}{last[1:]}"
    profile = standing.profile
    length = "length: coach’s choice"
    if chosen is not None:
        length = f"{plan.length.value} length, this time"
    elif profile is not None and profile.length is not None:
        length = f"{plan.length.value} length"
    session = f"Session {standing.sessions_in_stage + 1} of this stage"
    special = SPECIAL_DAYS.get(day.choice)
    if special is not None and Choice.BALANCE in day.offers:
        special += ", or balance exercises"
    return "\n".join(
        (
            special or f"{session} · {plan.minutes} min · {length}",
            f"{last} · {week_words(practice)}",
        )
    )


def week_marks(practice: Practice) -> dict[date, DayMark]:
    """What the days of this week were."""
    book = practice.book
    monday = week_of(book.today())[0]
    recent = [each for each in book.log.recent_so_far.sessions if each.local_date >= monday]
    return marks_of(recent, book.catalogue.programme.completion)


def week_words(practice: Practice) -> str:
    """How many of the sessions of this week are done: "1 of 3 this week"."""
    standing = practice.standing.now()
    planned = SESSIONS_A_WEEK if standing.profile is None else standing.profile.sessions_a_week
    if standing.keeping_since is not None:
        planned = practice.book.catalogue.programme.review.keep_sessions_a_week
    done = sum(mark is DayMark.DONE for mark in week_marks(practice).values())
    return f"{done} of {planned} this week"


def _day(practice: Practice, standing: Standing) -> str:
    """When the stage began, or for which weeks it is meant."""
    if standing.entered_on is None:
        return f"meant for {practice.book.catalogue.programme.stage(standing.stage).weeks}"
    return f"day {(practice.book.today() - standing.entered_on).days + 1}"


def _flare(standing: Standing) -> str:
    """The text for a flare-up or a gentler time, and how far the way back is."""
    flare = standing.flare
    if flare is None and standing.flare_less:
        lower = count(standing.flare_less, "level")
        return f"On the way back from a flare-up: your next session is {lower} lower."
    if flare is None:
        return ""
    lines = [flare_words(flare), GENTLE]
    return "\n".join([*lines, flare.suggestion] if flare.suggestion else lines)


def _missing(standing: Standing, programme: Programme, today: date, *, has_keys: bool) -> str:
    if not standing.lines:
        return _last_stage(standing, programme, has_keys=has_keys)
    if standing.staying:
        return f"You chose to stay in stage {standing.stage}. Progress shows how to go on."
    return next_words(standing, today)


def _last_stage(standing: Standing, programme: Programme, *, has_keys: bool) -> str:
    """What is special in the last stage now, and the key for it."""
    lines = []
    progress = "Progress (p)" if has_keys else "Progress"
    if eased := eased_words(standing.turn, programme.rotation):
        lines.append(f"{eased} Train as usual: e." if has_keys else eased)
    elif standing.turn.may_ease:
        after_all = " Take it easier after all: e." if has_keys else ""
        lines.append(f"You train as usual in an easier week.{after_all}")
    if standing.keeping_since is not None:
        lines.append(KEEPING)
    if lines:
        return "\n".join(lines)
    if standing.plateau is not None:
        weeks = count(standing.plateau.weeks, "training week")
        return f"No lift has gone up in {weeks}. {progress} has one piece of advice."
    if standing.offers_keeping:
        weeks = "" if programme.keeping is None else f"{programme.keeping.offered_week} weeks"
        where = f"k in {progress}" if has_keys else f"{progress} has that choice"
        return f"After {weeks} of training you may keep what you have: {where}."
    return "Stage 3 has no end: two or three sessions a week keep what you have built."


def _start(day: Day) -> str:
    """What Start begins today; after the questions there may be a choice."""
    return {Choice.EASY: "Easy session", Choice.REST_DAY: "Gentle movement"}.get(
        day.choice, "Start"
    )

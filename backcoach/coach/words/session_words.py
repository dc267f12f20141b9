"""Words for plans and sessions: doses, durations, sets, days."""

from __future__ import annotations

from datetime import timedelta

from backcoach.coach.flare_ups.rules import Flare
from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.exercise import Exercise, Level, Mode, Side
from backcoach.coach.model.formatting import count, day_words, lower_first, number
from backcoach.coach.model.records import Morning, SessionKind, SessionRecord, SetRecord
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import Step
from backcoach.coach.planning.weights_today import short_words


def sentence(words: str) -> str:
    """`words` with a capital letter at the start."""
    return words[:1].upper() + words[1:]


def duration_words(seconds: float) -> str:
    """A duration in words: "40 s", "5 min", "1 min 30 s"."""
    whole = round(seconds)
    if whole < 90 and whole != 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min" + (f" {rest} s" if rest else "")


def clock_words(seconds: int) -> str:
    """Seconds for a large display: "45", from 100 s on "4:59"."""
    return f"{seconds // 60}:{seconds % 60:02}" if seconds >= 100 else str(seconds)


def dose_words(exercise: Exercise, dose: Level) -> str:
    """A dose in one line: "2 × 8 reps, each side", "4-3-2 × 10 s, each side", "5 min"."""
    same = len(set(dose.reps)) == 1
    reps = str(dose.reps[0]) if same else "-".join(str(each) for each in dose.reps)
    times = f"{dose.sets} × " if same and dose.sets > 1 else ""
    if exercise.mode is Mode.REPS:
        words = f"{times}{reps} reps"
    elif exercise.mode is Mode.HOLD:
        seconds = duration_words(dose.hold_seconds or 0)
        words = f"{times}{seconds} hold" if reps == "1" else f"{times}{reps} × {seconds} hold"
    else:
        words = f"{times}{duration_words(dose.hold_seconds or 0)}"
    return f"{words}, each side" if exercise.per_side else words


def item_words(item: PlanItem) -> str:
    """A dose with its weight: "3 × 10 reps, 8 → 8.5 kg"."""
    words = dose_words(item.exercise, item.dose)
    load = item.dose.weight
    return words if load is None else f"{words}, {short_words(load, item.load)}"


def plan_rows(plan: Plan) -> tuple[tuple[str, str, str], ...]:
    """The rows of a plan: section (only where it begins), exercise and dose.

    Then come what is left out, and the reasons. A row without a dose is a sentence: how to do the
    exercise above it, or one of these.
    """
    rows: list[tuple[str, str, str]] = []
    previous = None
    for item in plan.items:
        section = item.section.words if item.section is not previous else ""
        previous = item.section
        rows.append((section, item.exercise.name, item_words(item)))
        rows += [("", note.sentence, "") for note in item.notes]
    if plan.left_out:
        rows.append(("", left_out_words(plan), ""))
    for place, reason in enumerate(plan.reasons):
        rows.append(("For you" if place == 0 else "", reason.sentence, ""))
    return tuple(rows)


def left_out_words(plan: Plan) -> str:
    """What there is no time for today, in a sentence; empty if there is time for all."""
    if not plan.left_out:
        return ""
    comes = "it comes" if len(plan.left_out) == 1 else "they come"
    return f"Left out for time: {', '.join(plan.left_out)} ({comes} first next time)."


def kind_words(kind: SessionKind) -> str:
    """The name of a session that is not a main one; empty for a main one."""
    return {SessionKind.FLARE: "Easy session", SessionKind.REST_DAY: "Rest-day session"}.get(
        kind, ""
    )


def choice_words(choice: Choice) -> str:
    """The name of a day by its session: "a rest day"."""
    return {
        Choice.PLANNED: "as planned",
        Choice.SHORT: "a short session",
        Choice.EASY: "an easy session",
        Choice.REST_DAY: "a rest day",
        Choice.BALANCE: "balance exercises",
        Choice.NONE: "no workout",
    }[choice]


def offer_words(choice: Choice, plan: Plan, day: Day) -> str:
    """One of the sessions offered on `day`: "Easy session, 9 min"."""
    names = {Choice.REST_DAY: "Gentle movement", Choice.BALANCE: "Balance exercises"}
    name = names.get(choice, f"{choice.capitalize()} session")
    if day.choice is Choice.REST_DAY and choice.kind is SessionKind.MAIN:
        name += " anyway"
    if day.lower and choice.kind is SessionKind.MAIN:
        name += f", {count(day.lower, 'level')} lower"
    return f"{name}, {plan.minutes} min"


def step_words(step: Step) -> str:
    """A step as announced: "Bird-dog, left leg back, set 1 of 2"."""
    parts = [step.exercise.name]
    if step.side is not Side.BOTH:
        parts.append(lower_first(step.exercise.side_name(step.side)))
    if step.sets > 1:
        parts.append(f"set {step.number} of {step.sets}")
    return ", ".join(parts)


def cut_off_words(record: SessionRecord, step: Step | None) -> str:
    """What is known of a session that was cut off, and the step it had reached, if known."""
    began = record.started_at + timedelta(minutes=record.utc_offset_minutes)
    items: dict[int, bool] = {}
    for each in record.sets:
        if not each.replaced:
            items[each.item] = items.get(each.item, True) and each.completed
    done = f"{sum(items.values())} of {count(len(items), 'exercise')} done"
    at = f"\nYou were at: {step_words(step)}." if step else ""
    return f"Begun on {day_words(began.date())} at {began:%H:%M}. {done}.{at}"


def unfinished_words(record: SessionRecord) -> str:
    """A session that is not in the log yet, since the user has not decided what to do with it."""
    return (
        "Not in this list yet: a session under way, or cut off; then opening backcoach asks about"
        f" it. {cut_off_words(record, None)}"
    )


def set_words(record: SetRecord) -> str:
    """What was done in one set, of what was planned: "8 of 8 reps, 6 kg", "20 of 30 s"."""
    with_weight = "" if record.weight is None else f", {weight_words(record.weight)}"
    return f"{_amount_words(record)}{with_weight}"


def _amount_words(record: SetRecord) -> str:
    if record.mode is Mode.REPS:
        return f"{record.done.reps} of {count(record.planned.reps, 'rep')}"
    # Whole seconds, rounded down so that never more is shown than was held.
    done, planned = int(record.done.seconds + 1e-6), number(record.planned.seconds)
    if record.mode is Mode.HOLD and record.planned.reps > 1:
        holds = f"{record.done.reps} of {record.planned.reps} holds"
        whole = record.completed or record.done.seconds == 0
        return holds if whole else f"{holds}, {done} of {planned} s"
    return f"{done} of {planned} s"


def set_mark(record: SetRecord) -> str:
    """A sign and a word for how a set went; the word alone is enough."""
    if record.replaced:
        return "→ easier variant"
    if record.spared:
        return "· left out" if record.done.seconds == 0 else "◐ in part"
    if record.skipped:
        return "– skipped"
    if record.completed:
        return "✓ done"
    return "◐ in part" if record.done.seconds > 0 else "· not reached"


def days_ago_words(days: int | None) -> str:
    """How long ago the last session was."""
    if days is None:
        return "This is your first session"
    if days == 0:
        return "Last session: today"
    return f"Last session: {'yesterday' if days == 1 else count(days, 'day') + ' ago'}"


def flare_words(flare: Flare) -> str:
    """Flare-up mode in one line: "Flare-up mode, day 3 · 1 of 2 calm mornings in a row"."""
    mornings = f"{flare.calm} of {count(flare.needed, 'calm morning')} in a row"
    return f"Flare-up mode, day {flare.day} · {mornings}"


def morning_words(morning: Morning | None) -> str:
    """How the back was the morning after: "2/10 on getting up, back to usual"."""
    if morning is None:
        return "not told yet"
    usual = {True: ", back to usual", False: ", not back to usual yet", None: ""}
    return f"{morning.pain}/10 on getting up{usual[morning.back_to_usual]}"

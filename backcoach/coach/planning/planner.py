"""Makes the plan of today's session: which template, and what is left out when time is short."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date

from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.steps_up import step_up
from backcoach.coach.levels.track import Rung
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import (
    ExerciseRole,
    Length,
    Programme,
    Section,
    Template,
    TemplateItem,
)
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind
from backcoach.coach.planning.balance_block import (
    block_for,
    never_left_out,
    with_balance,
    with_step_up,
)
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.filling import NEVER, Filling, fill, with_sets
from backcoach.coach.planning.fitting import adapt_item
from backcoach.coach.planning.last_stage import (
    budgets_of,
    in_last_stage,
    reasons_of,
)
from backcoach.coach.planning.order import entries_in_order, in_order
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import total_seconds
from backcoach.coach.planning.turns import in_turn, of_this_block, slots_of
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.suitability import Suit, suit_of, tailor

FIRST = UpNext(date(1, 1, 1))
"""What comes next for somebody of whom nothing is known."""


def plan_session(
    programme: Programme,
    exercises: Mapping[str, Exercise],
    *,
    stage: int,
    done_in_stage: int,
    length: Length | None,
    levels: Earned | None = None,
    day: Day | None = None,
    profile: Profile | None = None,
    first_hour: bool = False,
    missing: Collection[str] = (),
    turn: UpNext = FIRST,
) -> Plan:
    """The plan of the next session.

    `done_in_stage` is the number of completed sessions of this stage; A and B days alternate.
    Without `length` the first sessions are short (`programme.md` §2), later ones standard. The
    exercises of the main block are done at their `levels`, or at those of the template. `turn` says
    what comes next where exercises take turns.

    `day` may make the session shorter or lower for today, keep levels from going up, or replace it
    by the easy or the rest-day session; these are done as their templates say. Raises ValueError on
    a day without a workout.

    `profile`, `first_hour` (after getting up) and the things that are `missing` today decide which
    exercises are replaced, limited or done differently, each with its reason (`suitability.py`).
    """
    if day is not None:
        if day.choice is Choice.NONE:
            raise ValueError("no workout today")
        if day.choice is not Choice.PLANNED:
            length = Length.SHORT
    here = programme.stage(stage)
    if programme.is_last(stage) and turn is not FIRST:
        done_in_stage = turn.sessions
    template = _template_of_day(programme, day, turn) or _template(
        programme, stage, done_in_stage, length
    )
    chosen = length or (
        Length.SHORT if template.id == here.first_sessions_template else Length.STANDARD
    )
    steady = turn.balance is not None and turn.balance.is_steady
    suit = suit_of(
        profile, programme, exercises, first_hour=first_hour, missing=missing, steady=steady
    )
    slots = slots_of(programme, stage, turn)
    less = 0 if levels is None else levels.less
    levels, lower = _levels_of_day(levels, day)
    has_block = day is None or day.has_balance
    block = block_for(profile, suit, turn.balance, done_in_stage) if has_block else None
    whole = with_balance(of_this_block(template, programme, turn), block, lower + less, suit)
    suited = tailor(suit, whole, stage, slots)
    doing = {} if levels is None else levels.doing

    def last_done(entry: TemplateItem) -> int:
        here, there = entry.exercise, doing.get(entry.exercise, entry.exercise)
        return max(turn.done.get(here, NEVER), turn.done.get(there, NEVER))

    # Where more could go up than may, the first of the session do, so the order comes first.
    entries = entries_in_order(
        in_turn(suited.template.items, template.choose, turn, last_done), suit
    )
    items = [
        adapt_item(suit, item) for item in _items(entries, levels, suit, lower, turn.stretches)
    ]
    items = [with_step_up(item, block) for item in items]
    trim_order = here.trim_order or programme.trim_order
    if here.short_sets is not None and chosen is Length.SHORT and template.id in here.templates:
        balance = ExerciseRole.BALANCE
        items = [item for item in items if item.role is balance or item.role not in trim_order]
        items = [with_sets(item, here.short_sets) for item in items]
    else:
        items = in_last_stage(items, turn, programme)
        if turn.two_lifts and template.id in here.templates:
            items = [item for item in items if item.role not in trim_order]
    needed = {id for each in turn.unmet for id in (each, doing.get(each, each))}
    needed |= never_left_out(suit)
    rules = Filling(
        trim_order,
        budgets_of(turn, programme, suit.tags),
        programme.timing,
        suit,
        needed,
        turn.done,
        here.least_of(chosen) if template.id in here.all_templates else None,
        cuts_lift=chosen is Length.SHORT,
    )
    limit = programme.budgets.minutes(chosen) * 60 * (1 + programme.budgets.tolerance)
    fitting = in_order(fill(items, limit, rules))
    seconds = total_seconds(fitting, programme.timing, suit)
    while seconds > limit and (fewer := _one_repetition_less(items)) is not None:
        items, fitting = fewer, in_order(fill(fewer, limit, rules))
        seconds = total_seconds(fitting, programme.timing, suit)
    staying = {item.exercise.id for item in fitting}
    kind = SessionKind.MAIN if day is None else day.kind
    eased, chosen_so = reasons_of(turn, programme, kind)
    prompt = "" if day is None else day.prompt
    return Plan(
        stage=stage,
        template=template.id,
        template_name=template.name,
        length=chosen,
        items=tuple(fitting),
        seconds=seconds,
        programme_version=programme.version,
        left_out=tuple(item.exercise.name for item in items if item.exercise.id not in staying),
        kind=kind,
        prompt=prompt or "".join(reason.sentence for reason in eased),
        reasons=(*(() if day is None else day.reasons), *eased, *chosen_so, *suited.reasons),
        suit=suit,
    )


def _template(
    programme: Programme, stage: int, done_in_stage: int, length: Length | None
) -> Template:
    here = programme.stage(stage)
    days = (length is Length.LONG and here.long_templates) or here.templates
    name = days[done_in_stage % len(days)]
    if length is Length.SHORT and here.short_template:
        name = here.short_template
    elif (
        length is None
        and here.first_sessions_template
        and done_in_stage < programme.budgets.first_sessions
    ):
        name = here.first_sessions_template
    return programme.templates[name]


def _template_of_day(programme: Programme, day: Day | None, turn: UpNext) -> Template | None:
    """The template that replaces the stage's own today; None without one."""
    rest_days = programme.rest_day_templates or (programme.rest_day_template,)
    names = {
        Choice.EASY: programme.easy_template,
        Choice.REST_DAY: rest_days[(turn.on.timetuple().tm_yday - 1) % len(rest_days)],
        Choice.BALANCE: None if programme.balance is None else programme.balance.template,
    }
    name = None if day is None else names.get(day.choice)
    return None if name is None else programme.templates[name]


def _levels_of_day(levels: Earned | None, day: Day | None) -> tuple[Earned | None, int]:
    """The levels that apply today, and by how many the session is lowered."""
    if day is None:
        return levels, 0
    if day.kind is not SessionKind.MAIN:
        return None, 0
    if levels is not None and not day.raises:
        levels = replace(levels, today=None)
    return levels, day.lower


def _items(
    entries: Sequence[TemplateItem],
    levels: Earned | None,
    suit: Suit,
    lower: int,
    stretches: Mapping[str, int],
) -> list[PlanItem]:
    """The `entries` of a template at today's levels, the main exercises `lower` levels below them.

    An easier exercise that takes over is not done twice if it is in the session anyway; it does not
    take over if it does not suit today.
    """
    exercises = suit.exercises
    if levels is None:
        return [_item(_today(entry, lower, stretches), exercises) for entry in entries]
    moving = [
        entry
        for entry in entries
        if entry.section is Section.MAIN and entry.exercise in levels.book.moving
    ]
    rungs = levels.for_session([Rung(entry.exercise, entry.level) for entry in moving])
    today = {id(entry): rung for entry, rung in zip(moving, rungs, strict=True)}
    named = {entry.exercise for entry in entries}
    taken: set[str] = set()
    items: list[PlanItem] = []
    for entry in entries:
        rung = today.get(id(entry))
        if rung is not None and rung.exercise in suit.barred:
            rung = None
        if rung is None or rung.exercise == entry.exercise:
            level = entry.level if rung is None else rung.level
            item = _item(_today(replace(entry, level=level), lower, stretches), exercises)
            items.append(replace(item, notes=_steps_up(levels, entry.exercise, rung, exercises)))
        elif rung.exercise not in named | taken:
            taken.add(rung.exercise)
            other = replace(entry, exercise=rung.exercise, level=rung.level, seconds=None)
            item = _item(_today(other, lower, stretches), exercises)
            items.append(replace(item, notes=_steps_up(levels, entry.exercise, rung, exercises)))
    added = levels.repetitions([rung.exercise for rung in rungs])
    return [
        _with_repetitions(item, added[item.exercise.id])
        if item.exercise.id in added and item.dose.level == levels.level_of(item.exercise.id)
        else item
        for item in items
    ]


def _with_repetitions(item: PlanItem, reps: int) -> PlanItem:
    """The item with `reps` in each of its sets."""
    return replace(item, dose=replace(item.dose, reps=(reps,) * len(item.dose.reps)))


def _one_repetition_less(items: Sequence[PlanItem]) -> list[PlanItem] | None:
    """`items` without one of the repetitions added to those of a ladder; None without any.

    The exercise with the most of them has one less.
    """
    added = [
        item.dose.reps[0] - item.exercise.at(item.dose.level).reps[0]
        if item.exercise.mode is Mode.REPS and item.dose.weight is not None
        else 0
        for item in items
    ]
    most = max(added, default=0)
    if most <= 0:
        return None
    found, place = list(items), added.index(most)
    found[place] = _with_repetitions(found[place], found[place].dose.reps[0] - 1)
    return found


def _steps_up(
    levels: Earned, slot: str, rung: Rung | None, exercises: Mapping[str, Exercise]
) -> tuple[Reason, ...]:
    """What is more than last time, if the level of what is done for `slot` goes up today."""
    track = levels.book.tracks.get(slot)
    if track is None or rung is None:
        return ()
    before = track.rung
    if rung.exercise != before.exercise or rung.level <= before.level:
        return ()
    words = step_up(exercises[rung.exercise], before.level, rung.level)
    return () if words is None else (words,)


def _today(entry: TemplateItem, lower: int, stretches: Mapping[str, int]) -> TemplateItem:
    """`entry` at its level of today: a main exercise lowered, a stretch as often as it was done."""
    if entry.section is Section.MAIN:
        return replace(entry, level=max(1, entry.level - lower))
    if entry.section is Section.STRETCH and entry.exercise in stretches:
        level = stretches[entry.exercise]
        return replace(entry, level=min(level, entry.level_max or level))
    return entry


def _item(entry: TemplateItem, exercises: Mapping[str, Exercise]) -> PlanItem:
    exercise = exercises[entry.exercise]
    dose = exercise.at(entry.level)
    if entry.seconds is not None:
        dose = replace(dose, hold_seconds=entry.seconds)
    return PlanItem(entry.section, entry.role, exercise, dose)


def easier_item(
    item: PlanItem, exercises: Mapping[str, Exercise], level: int, suit: Suit | None = None
) -> PlanItem | None:
    """`item` replaced by the next easier one; None when there is nothing easier.

    This is the easier exercise at `level` (`programme.md` §3.3: its level 2), or the level below.
    An exercise done by the clock never lasts longer than what it replaces: five minutes of marching
    are no easier than half a minute of leg swings. An easier exercise that `suit` bars is skipped
    in favour of the next easier one.
    """
    easier = item.exercise.easier if suit is None else suit.easier(item.exercise)
    if easier is not None:
        exercise = exercises[easier]
        dose = exercise.at(level)
    elif item.dose.level > 1:
        exercise = item.exercise
        dose = exercise.at(item.dose.level - 1)
    else:
        return None
    if exercise.mode is Mode.TIME and dose.hold_seconds is not None:
        longest = _set_seconds(item) // len(exercise.sides)
        dose = replace(dose, hold_seconds=min(dose.hold_seconds, longest))
    new = PlanItem(item.section, item.role, exercise, dose)
    return new if suit is None else adapt_item(suit, new)


def _set_seconds(item: PlanItem) -> int:
    """Seconds of work in the first set, over all sides."""
    dose = item.dose
    each = dose.tempo.seconds if dose.tempo is not None else dose.hold_seconds or 0
    return dose.reps[0] * each * len(item.exercise.sides)

"""Today's plan: which template, and what is left out when time is short."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from backcoach.coach.earned import Earned
from backcoach.coach.exercise import Exercise, Mode
from backcoach.coach.plan import Plan, PlanItem
from backcoach.coach.programme import (
    Length,
    Programme,
    Section,
    Template,
    TemplateItem,
    Timing,
)
from backcoach.coach.session import Kind
from backcoach.coach.timeline import total_seconds
from backcoach.coach.track import Rung, moves


def plan_session(
    programme: Programme,
    exercises: Mapping[str, Exercise],
    *,
    stage: int,
    done_in_stage: int,
    length: Length | None,
    levels: Earned | None = None,
    in_flare: bool = False,
) -> Plan:
    """The session that comes next.

    `done_in_stage` counts the completed sessions of this stage: it alternates the A and B days.
    With no `length` the coach chooses: the first sessions are short (`programme.md` §2), then
    standard. The exercises of the main block are done at their `levels`, or at those of the
    template where there are none. In flare-up mode (`in_flare`, §3.6) it is the gentle session of
    that mode instead, as its template says.
    """
    if in_flare:
        return _flare_session(programme, exercises, stage)
    template = _template(programme, stage, done_in_stage, length)
    chosen = length or (
        Length.SHORT
        if template.id == programme.stage(stage).first_sessions_template
        else Length.STANDARD
    )
    items = _items(template, exercises, levels)
    limit = programme.budgets.minutes(chosen) * 60 * (1 + programme.budgets.tolerance)
    kept = fit(items, limit, programme)
    staying = {item.exercise.id for item in kept}
    return Plan(
        stage=stage,
        template=template.id,
        template_name=template.name,
        length=chosen,
        items=tuple(kept),
        seconds=total_seconds(kept, programme.timing),
        programme_version=programme.version,
        left_out=tuple(item.exercise.name for item in items if item.exercise.id not in staying),
    )


def _flare_session(programme: Programme, exercises: Mapping[str, Exercise], stage: int) -> Plan:
    """The gentle session of flare-up mode: never longer, harder or shorter than it is written."""
    template = programme.templates[programme.flare.template]
    items = tuple(_items(template, exercises, None))
    return Plan(
        stage=stage,
        template=template.id,
        template_name=template.name,
        length=Length.SHORT,
        items=items,
        seconds=total_seconds(items, programme.timing),
        programme_version=programme.version,
        kind=Kind.FLARE,
    )


def fit(items: Sequence[PlanItem], limit: float, programme: Programme) -> list[PlanItem]:
    """Shorten the session until it fits `limit` seconds (`programme.md` §2, planner rules).

    First the main exercises are capped at two sets, then the last item of the least needed role
    is left out, and so on. Warm-up, key exercises and cool-down are never in `trim_order`, so
    they always stay; where high levels make even these too long, one set is enough.
    """
    budgets, timing = programme.budgets, programme.timing
    kept = list(items)
    if total_seconds(kept, timing) <= limit:
        return kept
    _cap(kept, limit, budgets.capped_sets, timing)
    for role in programme.trim_order:
        while total_seconds(kept, timing) > limit:
            places = [place for place, item in enumerate(kept) if item.role is role]
            if not places:
                break
            del kept[places[-1]]
    _cap(kept, limit, budgets.fewest_sets, timing)
    return kept


def _cap(items: list[PlanItem], limit: float, sets: int, timing: Timing) -> None:
    """Cut main exercises to `sets` sets, the last ones first, as long as it is too long."""
    for place in reversed(range(len(items))):
        item = items[place]
        if total_seconds(items, timing) > limit and item.section is Section.MAIN:
            items[place] = replace(item, dose=replace(item.dose, reps=item.dose.reps[:sets]))


def _template(
    programme: Programme, stage: int, done_in_stage: int, length: Length | None
) -> Template:
    here = programme.stage(stage)
    name = here.templates[done_in_stage % len(here.templates)]
    if length is Length.SHORT and here.short_template:
        name = here.short_template
    elif (
        length is None
        and here.first_sessions_template
        and done_in_stage < programme.budgets.first_sessions
    ):
        name = here.first_sessions_template
    return programme.templates[name]


def _items(
    template: Template, exercises: Mapping[str, Exercise], levels: Earned | None
) -> list[PlanItem]:
    """The template at today's levels.

    An easier exercise that takes over and is in the session anyway is not done twice.
    """
    if levels is None:
        return [_item(entry, exercises) for entry in template.items]
    moving = [
        entry
        for entry in template.items
        if entry.section is Section.MAIN and moves(exercises[entry.exercise])
    ]
    rungs = levels.for_session([Rung(entry.exercise, entry.level) for entry in moving])
    today = {id(entry): rung for entry, rung in zip(moving, rungs, strict=True)}
    named = {entry.exercise for entry in template.items}
    taken: set[str] = set()
    items: list[PlanItem] = []
    for entry in template.items:
        rung = today.get(id(entry))
        if rung is None or rung.exercise == entry.exercise:
            level = entry.level if rung is None else rung.level
            items.append(_item(replace(entry, level=level), exercises))
        elif rung.exercise not in named | taken:
            taken.add(rung.exercise)
            other = replace(entry, exercise=rung.exercise, level=rung.level, seconds=None)
            items.append(_item(other, exercises))
    return items


def _item(entry: TemplateItem, exercises: Mapping[str, Exercise]) -> PlanItem:
    exercise = exercises[entry.exercise]
    dose = exercise.at(entry.level)
    if entry.seconds is not None:
        dose = replace(dose, hold_seconds=entry.seconds)
    return PlanItem(entry.section, entry.role, exercise, dose)


def easier_item(item: PlanItem, exercises: Mapping[str, Exercise], level: int) -> PlanItem | None:
    """The same place in the plan, one step easier; None when there is nothing easier.

    The easier exercise at `level` (`programme.md` §3.3: its level 2), else the rung below. One
    that is done by the clock never lasts longer than what it replaces: five minutes of marching
    are no easier than half a minute of leg swings.
    """
    if item.exercise.easier is not None:
        exercise = exercises[item.exercise.easier]
        dose = exercise.at(level)
    elif item.dose.level > 1:
        exercise = item.exercise
        dose = exercise.at(item.dose.level - 1)
    else:
        return None
    if exercise.mode is Mode.TIME and dose.hold_seconds is not None:
        longest = _set_seconds(item) // len(exercise.sides)
        dose = replace(dose, hold_seconds=min(dose.hold_seconds, longest))
    return PlanItem(item.section, item.role, exercise, dose)


def _set_seconds(item: PlanItem) -> int:
    """Seconds of work in the first set, all sides together."""
    dose = item.dose
    each = dose.tempo.seconds if dose.tempo is not None else dose.hold_seconds or 0
    return dose.reps[0] * each * len(item.exercise.sides)

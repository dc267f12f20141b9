"""Checks the programme: its times, its stages, and the templates of its sessions."""

from __future__ import annotations

from collections.abc import Mapping

from backcoach.catalogue.checks.limits import (
    BUDGETS,
    GET_READY,
    LEAST,
    PACE,
    RUNG,
    TIMING,
    WALK_BEFORE,
    check_between,
    check_bounds,
)
from backcoach.catalogue.checks.names import (
    check_counts_up,
    check_id,
    check_known,
    check_level,
    check_once,
)
from backcoach.catalogue.checks.rules import check_rules
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.programme import (
    ExerciseRole,
    Programme,
    Section,
    Stage,
    Template,
    TemplateItem,
)
from backcoach.coach.planning.order import place_of

NEVER_LEFT_OUT = (
    ExerciseRole.WARM_UP,
    ExerciseRole.KEY,
    ExerciseRole.LIFT,
    ExerciseRole.SECOND_LIFT,
    ExerciseRole.LOOSEN,
    ExerciseRole.COOL_DOWN,
)


def check_programme(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """Raise CatalogueError for the first inconsistency in the programme."""
    for tag in programme.tags:
        check_id(tag, file, join("tags", tag))
    _check_times(programme, file)
    _check_get_ready(programme, file)
    _check_trim_order(programme.trim_order, file, "trim_order")
    _check_stages(programme, file)
    for template in programme.templates.values():
        _check_template(template, exercises, file)
    _check_days(programme, file)
    check_rules(programme, exercises, file)


def _check_times(programme: Programme, file: str) -> None:
    check_bounds(programme.timing, TIMING, file, "timing")
    check_bounds(programme.pace, PACE, file, "pace")
    check_bounds(programme.budgets, BUDGETS, file, "budgets")
    timing, budgets = programme.timing, programme.budgets
    for stage, here in enumerate(programme.stages):
        for number, least in enumerate(here.least):
            check_bounds(least, LEAST, file, f"stages[{stage}].least[{number}]")
    if timing.stretch_hold_min_seconds > timing.stretch_hold_max_seconds:
        raise CatalogueError(file, "timing.stretch_hold_min_seconds", "is above the maximum")
    if not budgets.short_minutes <= budgets.standard_minutes <= budgets.long_minutes:
        raise CatalogueError(file, "budgets", "short, standard and long do not rise in this order")


def _check_get_ready(programme: Programme, file: str) -> None:
    """Every change takes longer than none; what is fetched is equipment."""
    if programme.timing.walk_before is not None:
        check_bounds(programme.timing.walk_before, WALK_BEFORE, file, "timing.walk_before")
    timing, rules, where = programme.timing, programme.timing.get_ready, "timing.get_ready"
    if rules is None:
        return
    check_bounds(rules, GET_READY, file, where)
    for key in ("chair_seconds", "turn_seconds", "down_seconds", "up_seconds"):
        if getattr(rules, key) < timing.get_ready_seconds:
            raise CatalogueError(file, join(where, key), "is below get_ready_seconds")
    for key in ("roll_over_seconds", "other_limb_seconds"):
        if getattr(rules, key) < timing.change_side_seconds:
            raise CatalogueError(file, join(where, key), "is below change_side_seconds")
    for index, thing in enumerate(rules.fetched):
        place = nth(join(where, "fetched"), index)
        check_known(thing, programme.equipment.things, "thing", file, place)
    for key in ("fetched", "unsteady_tags"):
        check_once(getattr(rules, key), "name", file, join(where, key))


def _check_trim_order(order: tuple[ExerciseRole, ...], file: str, where: str) -> None:
    for index, role in enumerate(order):
        if role in NEVER_LEFT_OUT:
            raise CatalogueError(
                file, nth(where, index), f'"{role}" is never left out', "take it out"
            )


def _check_days(programme: Programme, file: str) -> None:
    """The templates that take the place of those of a stage."""
    names = [("easy_template", programme.easy_template)]
    if programme.rest_day_template is not None:
        names.append(("rest_day_template", programme.rest_day_template))
    names += [
        (nth("rest_day_templates", index), name)
        for index, name in enumerate(programme.rest_day_templates)
    ]
    for place, name in names:
        check_known(name, programme.templates, "template", file, place)
    if len(names) == 1:
        raise CatalogueError(file, "rest_day_templates", "missing", "name one template or more")


def _check_stages(programme: Programme, file: str) -> None:
    if not programme.stages:
        raise CatalogueError(file, "stages", "no stage", "write a [[stages]] table")
    for index, stage in enumerate(programme.stages):
        where = nth("stages", index)
        check_counts_up("stage", stage.number, index, file, join(where, "number"))
        if not stage.templates:
            raise CatalogueError(file, join(where, "templates"), "this stage has no template")
        _check_trim_order(stage.trim_order, file, join(where, "trim_order"))
        for place, name in _named_templates(stage, where):
            check_known(name, programme.templates, "template", file, place)


def _named_templates(stage: Stage, where: str) -> list[tuple[str, str]]:
    """Each template that a stage names, with the key where it does."""
    names = [
        (nth(join(where, key), index), name)
        for key in ("templates", "long_templates")
        for index, name in enumerate(getattr(stage, key))
    ]
    if stage.first_sessions_template is not None:
        names.append((join(where, "first_sessions_template"), stage.first_sessions_template))
    if stage.short_template is not None:
        names.append((join(where, "short_template"), stage.short_template))
    return names


def _check_template(template: Template, exercises: Mapping[str, Exercise], file: str) -> None:
    where = join("templates", template.id)
    check_id(template.id, file, where)
    if not template.items:
        raise CatalogueError(file, join(where, "items"), "this template is empty")
    last, before = None, ""
    for index, item in enumerate(template.items):
        place = nth(join(where, "items"), index)
        _check_item(item, exercises, file, place)
        exercise = exercises[item.exercise]
        position = exercise.position_at(exercise.at(item.level))
        comes = place_of(item.section, item.role, position)
        if last is not None and comes < last:
            raise CatalogueError(
                file, place, f'"{item.exercise}" after "{before}"', "README.md has the order"
            )
        last, before = comes, item.exercise
    keys = sum(item.role is ExerciseRole.KEY for item in template.items)
    if template.choose is not None and not 1 <= template.choose <= keys:
        raise CatalogueError(file, join(where, "choose"), f"this template has {keys} key exercises")
    present = {item.section for item in template.items}
    for section, words in ((Section.WARM_UP, "warm-up"), (Section.COOL_DOWN, "cool-down")):
        if section not in present:
            raise CatalogueError(file, join(where, "items"), f"this template has no {words}")


def _check_item(
    item: TemplateItem, exercises: Mapping[str, Exercise], file: str, where: str
) -> None:
    check_known(item.exercise, exercises, "exercise", file, join(where, "exercise"))
    check_level(item.exercise, item.level, exercises, file, join(where, "level"))
    for section, role in (
        (Section.WARM_UP, ExerciseRole.WARM_UP),
        (Section.COOL_DOWN, ExerciseRole.COOL_DOWN),
    ):
        # Any other role could be left out when time is short.
        if item.section is section and item.role is not role:
            raise CatalogueError(
                file, join(where, "role"), f'section "{section}" needs the role "{role}"'
            )
    if item.beyond is not None:
        place = join(where, "beyond")
        check_known(item.beyond, exercises, "exercise", file, place)
        if exercises[item.beyond].harder != item.exercise:
            raise CatalogueError(file, place, f'"{item.exercise}" is not what follows it')
    if item.seconds is not None:
        place = join(where, "seconds")
        if exercises[item.exercise].mode is not Mode.TIME:
            raise CatalogueError(
                file, place, "only an exercise of mode time can have other seconds"
            )
        check_between(item.seconds, *RUNG["hold_seconds"], file, place)

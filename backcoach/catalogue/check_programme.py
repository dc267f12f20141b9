"""Checks the programme beyond the types of its fields: stages, templates, gates, numbers."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from backcoach.catalogue.errors import CatalogueError, join, nth, shown
from backcoach.catalogue.limits import (
    ABSENCE,
    BUDGETS,
    COMPLETION,
    DAYS_AT_LEVEL,
    EASING,
    ELSEWHERE,
    FAST_START,
    FLARE,
    GATE,
    GET_READY,
    LEG,
    LEVELS,
    LIGHTS,
    LOAD,
    LONG_STEP,
    PACE,
    READINESS,
    REPS,
    REVIEW,
    REVIEW_WEEK,
    ROTATION,
    RUNG,
    START_LATER,
    STEADY_HIGH,
    TIMING,
    WALK_BEFORE,
    check_between,
    check_bounds,
)
from backcoach.catalogue.names import check_id, check_known, check_once
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.programme import (
    ExerciseRole,
    Programme,
    Section,
    Stage,
    Template,
    TemplateItem,
)
from backcoach.coach.model.rules.levels import LevelMoves
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.model.rules.stages import Gate
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
    _check_numbers(programme, file)
    _check_get_ready(programme, file)
    _check_steady_high(programme, file)
    _check_trim_order(programme.trim_order, file, "trim_order")
    _check_stages(programme, file)
    for template in programme.templates.values():
        _check_template(template, exercises, file)
    _check_days(programme, file)
    _check_turns(programme, exercises, file)
    _check_days_at_level(programme.levels, exercises, file)
    _check_gates(programme, exercises, file)
    for exercise, most in programme.load.reps_max_of.items():
        place = join("load.reps_max_of", exercise)
        check_known(exercise, exercises, "exercise", file, place)
        check_between(most, *REPS, file, place)
    if programme.start_later is not None:
        check_bounds(programme.start_later, START_LATER, file, "start_later")
    _check_review(programme.review, file)


def _check_numbers(programme: Programme, file: str) -> None:
    check_bounds(programme.timing, TIMING, file, "timing")
    check_bounds(programme.pace, PACE, file, "pace")
    check_bounds(programme.budgets, BUDGETS, file, "budgets")
    check_bounds(programme.lights, LIGHTS, file, "lights")
    check_bounds(programme.completion, COMPLETION, file, "completion")
    check_bounds(programme.readiness, READINESS, file, "readiness")
    check_bounds(programme.easing, EASING, file, "easing")
    check_bounds(programme.levels, LEVELS, file, "levels")
    check_bounds(programme.load, LOAD, file, "load")
    check_bounds(programme.absence, ABSENCE, file, "absence")
    check_bounds(programme.flare, FLARE, file, "flare")
    _check_new_rules(programme, file)
    timing, budgets = programme.timing, programme.budgets
    if timing.stretch_hold_min_seconds > timing.stretch_hold_max_seconds:
        raise CatalogueError(file, "timing.stretch_hold_min_seconds", "is above the maximum")
    if not budgets.short_minutes <= budgets.standard_minutes <= budgets.long_minutes:
        raise CatalogueError(file, "budgets", "short, standard and long do not rise in this order")
    if programme.levels.down_effort_min <= programme.levels.effort_max:
        raise CatalogueError(file, "levels.down_effort_min", "is not above effort_max")
    rows = ("careful_pain_min", "short_pain_min", "no_workout_pain_min")
    for milder, stronger in pairwise(rows):
        if getattr(programme.readiness, milder) >= getattr(programme.readiness, stronger):
            raise CatalogueError(file, join("readiness", stronger), f"is not above {milder}")
    if programme.readiness.careful_pain_min <= programme.levels.pain_max:
        raise CatalogueError(file, "readiness.careful_pain_min", "is not above levels.pain_max")
    if programme.readiness.short_pain_min != programme.levels.usual_pain_below:
        raise CatalogueError(
            file, "readiness.short_pain_min", "is not levels.usual_pain_below", "write the same"
        )
    if programme.load.step_max_percent < programme.load.step_min_percent:
        raise CatalogueError(file, "load.step_max_percent", "is below step_min_percent")
    breaks = ("no_raise_days", "lower_days", "reduce_days", "restart_days")
    for shorter, longer in pairwise(breaks):
        if getattr(programme.absence, shorter) >= getattr(programme.absence, longer):
            raise CatalogueError(file, join("absence", longer), f"is not above {shorter}")
    flare = programme.flare
    # Otherwise a morning could both begin a flare and count as a calm one of it.
    if flare.calm_over_usual_max >= flare.morning_over_usual_min:
        raise CatalogueError(
            file, "flare.calm_over_usual_max", "is not below morning_over_usual_min"
        )
    if flare.second_lower_levels > flare.first_lower_levels:
        raise CatalogueError(file, "flare.second_lower_levels", "is above first_lower_levels")


def _check_days_at_level(levels: LevelMoves, exercises: Mapping[str, Exercise], file: str) -> None:
    rules = levels.days_at_level
    if (rules is None) == (levels.step_days is None):
        raise CatalogueError(
            file, "levels", "needs either days_at_level or step_days", "write one of the two"
        )
    if rules is None:
        return
    where = "levels.days_at_level"
    check_bounds(rules, DAYS_AT_LEVEL, file, where)
    seen: set[tuple[str, int]] = set()
    for index, step in enumerate(rules.longer):
        place = nth(join(where, "longer"), index)
        check_known(step.exercise, exercises, "exercise", file, join(place, "exercise"))
        top = len(exercises[step.exercise].ladder)
        if not 1 <= step.from_level < top:
            raise CatalogueError(
                file,
                join(place, "from_level"),
                f'"{step.exercise}" does not rise from level {shown(step.from_level)}',
                f"its ladder has levels 1 to {top}",
            )
        if (step.exercise, step.from_level) in seen:
            raise CatalogueError(file, place, "named twice")
        seen.add((step.exercise, step.from_level))
        check_bounds(step, LONG_STEP, file, place)
        if step.days < rules.usual:
            raise CatalogueError(file, join(place, "days"), "is below usual")


def _check_steady_high(programme: Programme, file: str) -> None:
    lights, readiness, rules = programme.lights, programme.readiness, programme.steady_high
    if (lights.steady_usual_min is None) != (lights.steady_red_peak_min is None):
        told = ("steady_usual_min", "steady_red_peak_min")
        missing = told[0] if lights.steady_usual_min is None else told[1]
        raise CatalogueError(file, join("lights", missing), "missing", "the two go together")
    if rules is None:
        return
    check_bounds(rules, STEADY_HIGH, file, "steady_high")
    if rules.mornings_min > rules.sessions:
        raise CatalogueError(file, "steady_high.mornings_min", "is above sessions")
    # There is one step for each pain from no_workout_pain_min on.
    if rules.pain_max != readiness.no_workout_pain_min:
        raise CatalogueError(
            file,
            "steady_high.pain_max",
            "is not readiness.no_workout_pain_min",
            "write the same",
        )
    if rules.easy_usual_min < readiness.clinician_usual_min:
        raise CatalogueError(
            file, "steady_high.easy_usual_min", "is below readiness.clinician_usual_min"
        )


def _check_new_rules(programme: Programme, file: str) -> None:
    """The rules that an earlier programme does not have."""
    if programme.leg is not None:
        check_bounds(programme.leg, LEG, file, "leg")
        check_known(programme.leg.tag, programme.tags, "tag", file, "leg.tag")
    elsewhere = programme.elsewhere
    if elsewhere is not None:
        check_bounds(elsewhere, ELSEWHERE, file, "elsewhere")
        if elsewhere.leave_out_min <= elsewhere.stop_min:
            raise CatalogueError(file, "elsewhere.leave_out_min", "is not above stop_min")


def _check_review(rules: ReviewRules, file: str) -> None:
    check_bounds(rules, REVIEW, file, "review")
    if not rules.weeks:
        raise CatalogueError(file, "review.weeks", "no week", "write at least one")
    for index, week in enumerate(rules.weeks):
        check_between(week, *REVIEW_WEEK, file, nth("review.weeks", index))
    for earlier, later in pairwise(rules.weeks):
        if earlier >= later:
            raise CatalogueError(file, "review.weeks", f"{later} comes after {earlier}")
    steps = ("encourage_after_weeks", "goal_weeks_min", "goal_weeks_max")
    for earlier_step, later_step in pairwise(steps):
        if getattr(rules, earlier_step) >= getattr(rules, later_step):
            raise CatalogueError(file, join("review", later_step), f"is not above {earlier_step}")


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


def _check_turns(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """The numbers of what takes turns, and of stretches."""
    rotation, stretches = programme.rotation, programme.stretches
    if rotation is not None:
        check_bounds(rotation, ROTATION, file, "rotation")
        if rotation.easier_week > rotation.block_weeks:
            raise CatalogueError(file, "rotation.easier_week", "is above block_weeks")
    if stretches is not None:
        for index, name in enumerate(stretches.exercises):
            check_known(name, exercises, "exercise", file, nth("stretches.exercises", index))
        rows = {"times": stretches.times, **(stretches.times_by_tag or {})}
        for key, times in rows.items():
            where = join("stretches", key if key == "times" else f"times_by_tag.{key}")
            if any(earlier > later for earlier, later in pairwise((1, *times))):
                raise CatalogueError(file, where, "these numbers do not rise")


def _check_stages(programme: Programme, file: str) -> None:
    if not programme.stages:
        raise CatalogueError(file, "stages", "no stage", "write a [[stages]] table")
    for index, stage in enumerate(programme.stages):
        where = nth("stages", index)
        if stage.number != index + 1:
            raise CatalogueError(
                file,
                join(where, "number"),
                f"expected stage {index + 1}, got {shown(stage.number)}",
                "stages go 1, 2, 3 from top to bottom",
            )
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
    _check_level(item.exercise, item.level, exercises, file, where)
    for section, role in (
        (Section.WARM_UP, ExerciseRole.WARM_UP),
        (Section.COOL_DOWN, ExerciseRole.COOL_DOWN),
    ):
        # Any other role could be left out when time is short.
        if item.section is section and item.role is not role:
            raise CatalogueError(
                file, join(where, "role"), f'section "{section}" needs the role "{role}"'
            )
    if item.seconds is not None:
        place = join(where, "seconds")
        if exercises[item.exercise].mode is not Mode.TIME:
            raise CatalogueError(
                file, place, "only an exercise of mode time can have other seconds"
            )
        check_between(item.seconds, *RUNG["hold_seconds"], file, place)


def _check_level(
    name: str, level: int, exercises: Mapping[str, Exercise], file: str, where: str
) -> None:
    check_known(name, exercises, "exercise", file, join(where, "exercise"))
    top = len(exercises[name].ladder)
    if not 1 <= level <= top:
        raise CatalogueError(
            file,
            join(where, "level"),
            f'"{name}" has no level {shown(level)}',
            f"its ladder has levels 1 to {top}",
        )


def _check_gates(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """One gate leads out of every stage but the last, in order."""
    if len(programme.gates) != len(programme.stages) - 1:
        raise CatalogueError(
            file,
            "gates",
            f"{len(programme.stages)} stages and {len(programme.gates)} gates",
            "one gate leads out of every stage but the last",
        )
    for index, gate in enumerate(programme.gates):
        where = nth("gates", index)
        for key, number in (("from_stage", index + 1), ("to_stage", index + 2)):
            if getattr(gate, key) != number:
                raise CatalogueError(
                    file,
                    join(where, key),
                    f"expected {number}, got {shown(getattr(gate, key))}",
                    "gates go from 1 to 2, then from 2 to 3",
                )
        _check_gate(gate, exercises, file, where)


def _check_gate(gate: Gate, exercises: Mapping[str, Exercise], file: str, where: str) -> None:
    check_bounds(gate, GATE, file, where)
    for key, most in (("sessions", "planned_sessions"), ("green_min", "light_sessions")):
        if getattr(gate, key) > getattr(gate, most):
            raise CatalogueError(file, join(where, key), f"is above {most}")
    if (gate.week_pain_max is None) != (gate.week_pain_days is None):
        missing = "week_pain_max" if gate.week_pain_max is None else "week_pain_days"
        raise CatalogueError(file, join(where, missing), "missing", "the two go together")
    if gate.steady_days is not None and gate.week_pain_max is None:
        raise CatalogueError(
            file, join(where, "steady_days"), "without week_pain_max", "leave it out"
        )
    if gate.fast_start is not None:
        fast = join(where, "fast_start")
        check_bounds(gate.fast_start, FAST_START, file, fast)
        for key in ("minimum_days", "sessions"):
            if getattr(gate.fast_start, key) > getattr(gate, key):
                raise CatalogueError(file, join(fast, key), "is above that of the gate")
    for index, alternatives in enumerate(gate.skills):
        place = nth(join(where, "skills"), index)
        if not alternatives:
            raise CatalogueError(file, place, "no exercise shows this skill")
        for number, marker in enumerate(alternatives):
            _check_level(marker.exercise, marker.level, exercises, file, nth(place, number))

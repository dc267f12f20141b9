"""Checks the numbers of the rules: their bounds, and that none contradicts another."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from backcoach.catalogue.checks.limits import (
    ABSENCE,
    COMPLETION,
    DAYS_AT_LEVEL,
    EASING,
    ELSEWHERE,
    FAST_START,
    FLARE,
    GATE,
    KEEPING,
    LEG,
    LEVELS,
    LIGHTS,
    LOAD,
    LONG_STEP,
    PLATEAU,
    READINESS,
    REPS,
    REVIEW,
    REVIEW_WEEK,
    ROTATION,
    START_LATER,
    STEADY_HIGH,
    check_between,
    check_bounds,
)
from backcoach.catalogue.checks.names import check_known, check_level
from backcoach.catalogue.errors import CatalogueError, join, nth, shown
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.rules.levels import LevelMoves
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.model.rules.stages import Gate


def check_rules(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """Raise CatalogueError for the first number of a rule that is wrong or contradicts another."""
    _check_numbers(programme, file)
    _check_pain_elsewhere(programme, file)
    _check_steady_high(programme, file)
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
    check_bounds(programme.lights, LIGHTS, file, "lights")
    check_bounds(programme.completion, COMPLETION, file, "completion")
    check_bounds(programme.readiness, READINESS, file, "readiness")
    check_bounds(programme.easing, EASING, file, "easing")
    check_bounds(programme.levels, LEVELS, file, "levels")
    check_bounds(programme.load, LOAD, file, "load")
    check_bounds(programme.absence, ABSENCE, file, "absence")
    check_bounds(programme.flare, FLARE, file, "flare")
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


def _check_pain_elsewhere(programme: Programme, file: str) -> None:
    """Pain in a leg and in other places; an earlier programme has no rules on it."""
    if programme.leg is not None:
        check_bounds(programme.leg, LEG, file, "leg")
        check_known(programme.leg.tag, programme.tags, "tag", file, "leg.tag")
    elsewhere = programme.elsewhere
    if elsewhere is not None:
        check_bounds(elsewhere, ELSEWHERE, file, "elsewhere")
        if elsewhere.leave_out_min <= elsewhere.stop_min:
            raise CatalogueError(file, "elsewhere.leave_out_min", "is not above stop_min")


def _check_steady_high(programme: Programme, file: str) -> None:
    lights, readiness, rules = programme.lights, programme.readiness, programme.steady_high
    if (lights.steady_usual_min is None) != (lights.steady_red_peak_min is None):
        pair = ("steady_usual_min", "steady_red_peak_min")
        missing = pair[0] if lights.steady_usual_min is None else pair[1]
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


def _check_turns(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """The numbers of what takes turns, and of stretches."""
    rotation, stretches = programme.rotation, programme.stretches
    if rotation is not None:
        check_bounds(rotation, ROTATION, file, "rotation")
        if rotation.easier_week > rotation.block_weeks:
            raise CatalogueError(file, "rotation.easier_week", "is above block_weeks")
        if rotation.easier_effort >= rotation.hard_effort:
            raise CatalogueError(file, "rotation.easier_effort", "is not below hard_effort")
    if programme.plateau is not None:
        check_bounds(programme.plateau, PLATEAU, file, "plateau")
    keeping = programme.keeping
    if keeping is not None:
        check_bounds(keeping, KEEPING, file, "keeping")
        for key, least in (keeping.sets_min_by_tag or {"sets_min": keeping.sets_min}).items():
            if not keeping.sets_min <= least <= keeping.sets_max:
                raise CatalogueError(file, join("keeping", key), "is not from sets_min to sets_max")
    if stretches is not None:
        for index, name in enumerate(stretches.exercises):
            check_known(name, exercises, "exercise", file, nth("stretches.exercises", index))
        rows = {"times": stretches.times, **(stretches.times_by_tag or {})}
        for key, times in rows.items():
            where = join("stretches", key if key == "times" else f"times_by_tag.{key}")
            if any(earlier > later for earlier, later in pairwise((1, *times))):
                raise CatalogueError(file, where, "these numbers do not rise")


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
            skill = nth(place, number)
            check_known(marker.exercise, exercises, "exercise", file, join(skill, "exercise"))
            check_level(marker.exercise, marker.level, exercises, file, join(skill, "level"))


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

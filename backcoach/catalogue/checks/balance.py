"""Checks the rules of the balance block."""

from __future__ import annotations

from collections.abc import Mapping

from backcoach.catalogue.checks.limits import BALANCE, check_bounds
from backcoach.catalogue.checks.names import check_known, check_once
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import ExerciseRole, Programme

WHERE = "balance"


def check_balance(programme: Programme, exercises: Mapping[str, Exercise], file: str) -> None:
    """Raise CatalogueError for the first inconsistency in the balance block."""
    rules = programme.balance
    orders = {"trim_order": programme.trim_order} | {
        join(nth("stages", index), "trim_order"): stage.trim_order
        for index, stage in enumerate(programme.stages)
        if stage.trim_order
    }
    if rules is None:
        return
    check_bounds(rules, BALANCE, file, WHERE)
    for key in ("tags", "always"):
        place = join(WHERE, key)
        check_once(getattr(rules, key), "tag", file, place)
        for index, tag in enumerate(getattr(rules, key)):
            check_known(tag, programme.tags, "tag", file, nth(place, index))
    check_known(rules.template, programme.templates, "template", file, join(WHERE, "template"))
    pairs = join(WHERE, "pairs")
    if not rules.pairs or not all(rules.pairs):
        raise CatalogueError(file, pairs, "a block without exercises", "name one or more in each")
    for index, pair in enumerate(rules.pairs):
        for number, exercise in enumerate(pair):
            check_known(exercise, exercises, "exercise", file, nth(nth(pairs, index), number))
    if rules.steady_exercise not in rules.exercises:
        place = join(WHERE, "steady_exercise")
        raise CatalogueError(file, place, f'"{rules.steady_exercise}" is not in pairs')
    if rules.steady_level > len(exercises[rules.steady_exercise].ladder):
        raise CatalogueError(file, join(WHERE, "steady_level"), "is above the ladder")
    for place, order in orders.items():
        # Otherwise it could never be left out, and a session might not fit into its time.
        if ExerciseRole.BALANCE not in order:
            raise CatalogueError(file, place, '"balance" is missing', "say when it is left out")

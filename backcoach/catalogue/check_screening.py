"""Checks the safety questions at the start beyond the types of their fields."""

from __future__ import annotations

from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.catalogue.limits import SCREENING, check_between, check_bounds
from backcoach.catalogue.names import check_id, check_once
from backcoach.coach.model.screening_questions import Lock, Question, Questions


def check_screening(questions: Questions, file: str, where: str = "screening") -> None:
    """Raise CatalogueError for the first question that leads nowhere, or lock without a way out."""
    check_bounds(questions, SCREENING, file, where)
    ways_out = join(where, "ways_out")
    if questions.ways_out.emergency.ask:
        place = join(join(ways_out, "emergency"), "ask")
        raise CatalogueError(file, place, "an emergency is lifted by the questions alone")
    for lock in (Lock.URGENT, Lock.CLINICIAN):
        way = questions.way_out(lock)
        if way is None or not way.ask:
            raise CatalogueError(file, join(join(ways_out, lock.value), "ask"), "missing")
    _check_groups(questions, file, join(where, "groups"))


def _check_groups(questions: Questions, file: str, groups: str) -> None:
    check_once([group.outcome.value for group in questions.groups], "outcome", file, groups)
    for lock in (Lock.EMERGENCY, Lock.URGENT, Lock.CLINICIAN):
        if all(group.outcome is not lock for group in questions.groups):
            raise CatalogueError(file, groups, f'no questions lead to "{lock.value}"')
    names: list[str] = []
    for index, group in enumerate(questions.groups):
        where = nth(groups, index)
        if group.outcome is Lock.NONE:
            raise CatalogueError(
                file, join(where, "outcome"), 'a warning sign cannot lead to "none"'
            )
        if not group.questions:
            raise CatalogueError(file, join(where, "questions"), "no question to ask")
        for number, question in enumerate(group.questions):
            _check_question(question, file, nth(join(where, "questions"), number))
            names += [question.id, *(feature.id for feature in question.features)]
    check_once(names, "question", file, groups)


def _check_question(question: Question, file: str, where: str) -> None:
    check_id(question.id, file, join(where, "id"))
    for index, feature in enumerate(question.features):
        check_id(feature.id, file, join(nth(join(where, "features"), index), "id"))
    has_list = bool(question.features)
    if bool(question.features_ask) != has_list or bool(question.features_min) != has_list:
        raise CatalogueError(
            file, where, "features, features_ask and features_min go together", "give all or none"
        )
    if has_list:
        most = len(question.features)
        check_between(question.features_min, 1, most, file, join(where, "features_min"))

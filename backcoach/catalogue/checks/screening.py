"""Checks the safety questions at the start beyond the types of their fields."""

from __future__ import annotations

from backcoach.catalogue.checks.limits import SCREENING, check_between, check_bounds
from backcoach.catalogue.checks.names import check_id, check_once
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.coach.model.screening_questions import (
    OPENED_BY,
    FollowUpKind,
    Lock,
    Question,
    Questions,
)
from backcoach.coach.safety.screening import EMERGENCY_PAGE

FEWEST_ANSWERS = 2


def check_screening(questions: Questions, file: str, where: str = "screening") -> None:
    """Raise CatalogueError for the first question that leads nowhere, or lock without a way out."""
    check_bounds(questions, SCREENING, file, where)
    for lock, opened_by in OPENED_BY.items():
        way = questions.way_out(lock)
        assert way is not None
        name = "emergency" if lock is Lock.CALL else lock.value
        place = join(join(join(where, "ways_out"), name), "answers")
        if len(way.answers) < FEWEST_ANSWERS or way.answers[0].clears is not None:
            raise CatalogueError(file, place, "the first answer leaves it locked, others open it")
        for index, answer in enumerate(way.answers[1:], start=1):
            if answer.clears not in opened_by:
                raise CatalogueError(file, nth(place, index), f"does not open the lock {name}")
    _check_groups(questions, file, join(where, "groups"))
    for index, earlier in enumerate(questions.earlier):
        if earlier.version == questions.version:
            place = join(nth(join(where, "earlier"), index), "version")
            raise CatalogueError(file, place, "is that of today")


def _check_groups(questions: Questions, file: str, groups: str) -> None:
    check_once([group.id for group in questions.groups], "group", file, groups)
    check_once([group.outcome.value for group in questions.groups], "outcome", file, groups)
    for lock in (Lock.EMERGENCY, Lock.URGENT, Lock.CLINICIAN):
        if all(group.outcome is not lock for group in questions.groups):
            raise CatalogueError(file, groups, f'no questions lead to "{lock.value}"')
    if questions.groups[0].id != EMERGENCY_PAGE:
        raise CatalogueError(file, nth(groups, 0), f'the first page is "{EMERGENCY_PAGE}"')
    names: list[str] = []
    for index, group in enumerate(questions.groups):
        where = nth(groups, index)
        check_id(group.id, file, join(where, "id"))
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
    asked = question.follow_up
    if asked is not None and bool(asked.options) is not (asked.kind is FollowUpKind.CHOICE):
        place = join(join(where, "follow_up"), "options")
        raise CatalogueError(file, place, "a choice has options, and nothing else does")
    has_list = bool(question.features)
    if bool(question.features_ask) != has_list or bool(question.features_min) != has_list:
        raise CatalogueError(
            file, where, "features, features_ask and features_min go together", "give all or none"
        )
    if has_list:
        most = len(question.features)
        check_between(question.features_min, 1, most, file, join(where, "features_min"))

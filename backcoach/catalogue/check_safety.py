"""Checks the safety questions before a session beyond types: every answer must lead somewhere."""

from __future__ import annotations

from backcoach.catalogue.check_screening import check_screening
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.catalogue.limits import PAIN, TIME_AWAY, check_between, check_bounds
from backcoach.catalogue.names import check_id, check_once
from backcoach.coach.safety.check_in import AnchoredScale, Outcome, Safety, Symptom


def check_safety(safety: Safety, file: str) -> None:
    """Raise CatalogueError for the first inconsistency in the safety texts and questions."""
    if not safety.disclaimer.paragraphs:
        raise CatalogueError(file, "disclaimer.paragraphs", "the disclaimer is empty")
    check_screening(safety.screening, file)
    check_bounds(safety.time_away, TIME_AWAY, file, "time_away")
    symptoms = safety.check_in.symptoms
    if not symptoms:
        raise CatalogueError(file, "check_in.symptoms", "no symptom to ask about")
    check_once([each.id for each in symptoms], "symptom", file, "check_in.symptoms")
    for index, symptom in enumerate(symptoms):
        _check_symptom(symptom, file, nth("check_in.symptoms", index))
    if not safety.stop_now:
        raise CatalogueError(file, "stop_now", "no sign to stop at")
    for index, group in enumerate(safety.stop_now):
        where = nth("stop_now", index)
        if not group.signs:
            raise CatalogueError(file, join(where, "signs"), "no sign to stop at")
        _refuse_go(group.outcome, file, where)
    _check_scale(safety.pain, file, "pain")
    _check_scale(safety.effort, file, "effort")


def _check_symptom(symptom: Symptom, file: str, where: str) -> None:
    check_id(symptom.id, file, join(where, "id"))
    _refuse_go(symptom.outcome, file, where)
    asks = symptom.question is not None and bool(symptom.options)
    if symptom.outcome is None and not asks:
        raise CatalogueError(
            file, where, "leads nowhere", "give it an outcome, or a question with options"
        )
    if symptom.outcome is not None and (symptom.question is not None or symptom.options):
        raise CatalogueError(
            file, where, "has both an outcome and a question", "take one of them out"
        )
    check_once([each.id for each in symptom.options], "option", file, join(where, "options"))
    for index, option in enumerate(symptom.options):
        place = nth(join(where, "options"), index)
        check_id(option.id, file, join(place, "id"))
        _refuse_go(option.outcome, file, place)


def _refuse_go(outcome: Outcome | None, file: str, where: str) -> None:
    """A warning sign must never lead on to the session."""
    if outcome is Outcome.GO:
        raise CatalogueError(file, join(where, "outcome"), 'a warning sign cannot lead to "go"')


def _check_scale(scale: AnchoredScale, file: str, where: str) -> None:
    if not scale.anchors:
        raise CatalogueError(file, join(where, "anchors"), "this scale has no words")
    above = -1
    for index, anchor in enumerate(scale.anchors):
        place = nth(join(where, "anchors"), index)
        check_between(anchor.lowest, *PAIN, file, join(place, "lowest"))
        check_between(anchor.highest, *PAIN, file, join(place, "highest"))
        if not above < anchor.lowest <= anchor.highest:
            raise CatalogueError(file, place, "overlaps", "scores rise from anchor to anchor")
        above = anchor.highest

"""Checks the safety questions before a session beyond types: every answer must lead somewhere."""

from __future__ import annotations

from backcoach.catalogue.checks.limits import ASKING, PAIN, TIME_AWAY, check_between, check_bounds
from backcoach.catalogue.checks.names import check_id, check_known, check_once
from backcoach.catalogue.checks.screening import check_screening
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.coach.model.programme import Programme
from backcoach.coach.safety.content import AnchoredScale, Safety
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.safety.signs import Shown, Symptom


def check_safety(safety: Safety, file: str) -> None:
    """Raise CatalogueError for the first inconsistency in the safety texts and questions."""
    if not safety.disclaimer.paragraphs:
        raise CatalogueError(file, "disclaimer.paragraphs", "the disclaimer is empty")
    check_screening(safety.screening, file)
    check_bounds(safety.time_away, TIME_AWAY, file, "time_away")
    check_bounds(safety.asking, ASKING, file, "asking")
    _check_list(safety.check_in.symptoms, file, "check_in.symptoms")
    _check_list(safety.stop_now.signs, file, "stop_now.signs")
    _check_symptom(safety.hurts.calf, file, "hurts.calf", may_go=True)
    _check_symptom(safety.lying.sign, file, "lying.sign", may_go=True)
    signs = [each.id for each in (*safety.check_in.symptoms, *safety.stop_now.signs)]
    for index, sign in enumerate(safety.lying.after):
        check_known(sign, signs, "sign", file, nth("lying.after", index))
    check_once([each.id for each in safety.hurts.places], "place", file, "hurts.places")
    worse = safety.leg.worse_asks
    check_known(worse, [each.id for each in safety.check_in.symptoms], "symptom", file, "leg")
    _check_advice(safety, file)
    _check_scale(safety.pain, file, "pain")
    _check_scale(safety.effort, file, "effort")


def check_answers(programme: Programme, safety: Safety, file: str) -> None:
    """CatalogueError for the first answer that a tag names and nobody can give."""
    given: dict[str, None] = {}
    for group in safety.screening.groups:
        for question in group.questions:
            given[question.id] = None
            options = () if question.follow_up is None else question.follow_up.options
            given |= {f"{question.id}.{option.id}": None for option in options}
    for symptom in (*safety.check_in.symptoms, *safety.stop_now.signs, *safety.asked_alone):
        given |= {f"{symptom.id}.{option.id}": None for option in symptom.options}
        given[symptom.id] = None
    for name, tag in programme.tags.items():
        where = join("tags", name)
        for index, answer in enumerate(tag.answers):
            check_known(answer, given, "answer", file, nth(join(where, "answers"), index))
        for index, other in enumerate(tag.implies):
            check_known(other, programme.tags, "tag", file, nth(join(where, "implies"), index))
    check_known(safety.fall.tag, programme.tags, "tag", "data/safety.toml", "fall.tag")
    for index, place in enumerate(safety.hurts.places):
        if place.tag is not None:
            where = nth("hurts.places", index)
            check_known(place.tag, programme.tags, "tag", "data/safety.toml", where)


def _check_list(symptoms: tuple[Symptom, ...], file: str, where: str) -> None:
    if all(each.when is not Shown.ALWAYS for each in symptoms):
        raise CatalogueError(file, where, "no sign that is always asked about")
    check_once([each.id for each in symptoms], "symptom", file, where)
    for index, symptom in enumerate(symptoms):
        _check_symptom(symptom, file, nth(where, index))


def _check_advice(safety: Safety, file: str) -> None:
    for group, each in enumerate(safety.screening.groups):
        for number, question in enumerate(each.questions):
            if question.advice:
                place = nth(join(nth("screening.groups", group), "questions"), number)
                try:
                    safety.advice_after(question.advice)
                except KeyError:
                    problem = f'there is no text "{question.advice}"'
                    raise CatalogueError(file, join(place, "advice"), problem) from None


def _check_symptom(symptom: Symptom, file: str, where: str, *, may_go: bool = False) -> None:
    check_id(symptom.id, file, join(where, "id"))
    if symptom.outcome is Outcome.GO:
        raise CatalogueError(file, join(where, "outcome"), 'a warning sign cannot lead to "go"')
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
    worst = max((each.outcome.severity for each in symptom.options), default=0)
    for index, option in enumerate(symptom.options):
        place = nth(join(where, "options"), index)
        check_id(option.id, file, join(place, "id"))
        if option.outcome is Outcome.GO and not (option.once_seen or may_go):
            raise CatalogueError(file, join(place, "outcome"), 'a warning sign cannot lead to "go"')
        if index == 0 and option.outcome.severity < worst:
            raise CatalogueError(file, place, "comes first", "the worst answer does")


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

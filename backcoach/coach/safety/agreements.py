"""Clinicians' agreement that was ticked in About you, and when it has to be renewed (§4.1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from backcoach.coach.model.adaptations import Tag
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import Clearance
from backcoach.coach.model.screening_questions import ClearanceKind, Questions
from backcoach.coach.safety.conditions import HealthAnswer

DAYS_A_WEEK = 7


def ticked_on(answers: Iterable[tuple[HealthAnswer, date]]) -> dict[str, date]:
    """The tags that are ticked now, each with the day since when.

    `answers` is all that was said, in order of time, with local days. A clinician's yes to a lock
    renews every tick.
    """
    ticks: dict[str, date] = {}
    for what, day in answers:
        if isinstance(what, Profile):
            ticks = {tag: ticks.get(tag, day) for tag in what.clinician_ok}
        elif isinstance(what, Clearance) and what.kind is ClearanceKind.CLINICIAN_OK:
            ticks = dict.fromkeys(ticks, day)
    return ticks


def outdated_ticks(
    answers: Iterable[tuple[HealthAnswer, date]],
    tags: Mapping[str, Tag],
    given: Collection[str],
    questions: Questions,
    today: date,
) -> tuple[str, ...]:
    """The tags whose tick is so old that it has to be renewed.

    These are the tags that the questions in `questions.agreed_again` ask about. Those `given` by
    answers to the questions themselves are left out: a lock asks for their renewal.
    """
    return tuple(
        tag
        for tag, day in ticked_on(answers).items()
        if tag in tags
        and tag not in given
        and _asked_by(tags[tag]) & set(questions.agreed_again)
        and (today - day).days >= questions.agreed_weeks * DAYS_A_WEEK
    )


def _asked_by(tag: Tag) -> set[str]:
    """The ids of the questions that set it."""
    return {answer.partition(".")[0] for answer in tag.answers}

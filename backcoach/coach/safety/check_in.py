"""What the answers of a check-in lead to (`programme.md` §3.7, §3.8 and §4)."""

from collections.abc import Collection, Mapping

from backcoach.coach.model.records import CheckIn
from backcoach.coach.safety.content import Safety
from backcoach.coach.safety.outcomes import Outcome, worst


def check_in_outcome(
    safety: Safety,
    no_workout_pain_min: int,
    pain: int,
    answers: Mapping[str, str | None],
    seen: Collection[str] = (),
) -> Outcome:
    """What a check-in leads to; the worst outcome wins.

    `answers` maps each chosen symptom to the option chosen for its question, or None. `pain` is
    0-10; from `no_workout_pain_min` on there is no workout (`programme.md` §3.7). `seen` holds
    the symptoms with which a hospital has said yes to exercise. Raises KeyError for a symptom or an
    option that does not exist.
    """
    found = [
        safety.symptom(symptom).leads_to(option, seen=symptom in seen)
        for symptom, option in answers.items()
    ]
    if pain >= no_workout_pain_min:
        found.append(Outcome.NO_WORKOUT)
    return worst(found)


_PASSING = (Outcome.GO, Outcome.EASY, Outcome.NOT_TODAY, Outcome.NO_WORKOUT)


def is_warning(check_in: CheckIn) -> bool:
    """Whether a warning sign was marked.

    Being unwell for a day is none, nor is a small knock, nor what a hospital knows of.
    """
    return bool(check_in.symptoms) and check_in.outcome not in _PASSING

"""The JSON documents of the commands: from the coach's shapes to plain data.

Here is what they share and what can be done: plan, exercises, profile. Keys and ids are stable.
Times are ISO-8601 in UTC ending in Z, dates are the user's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from backcoach.coach.model.exercise import Exercise, Level, Load
from backcoach.coach.model.profile import Profile, Weight
from backcoach.coach.model.reasons import Reason
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan, PlanItem

Document = dict[str, Any]
"""A JSON object."""


def utc(at: datetime) -> str:
    """An aware time in UTC to the second: "2024-03-15T07:30:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def weight_document(weight: Weight | None) -> Document | None:
    """An amount and its unit; None without a weight."""
    return None if weight is None else {"amount": weight.amount, "unit": weight.unit.value}


def plan_document(plan: Plan, day: Day, offers: Sequence[Choice]) -> Document:
    """`backcoach plan --json`: today's session, and what else is on offer."""
    return {
        "stage": plan.stage,
        "template": plan.template,
        "template_name": plan.template_name,
        "minutes": plan.minutes,
        "length": plan.length.value,
        "programme_version": plan.programme_version,
        "items": [_plan_item(item) for item in plan.items],
        "left_out": list(plan.left_out),
        "kind": plan.kind.value,
        "prompt": plan.prompt,
        "reasons": [_reason(reason) for reason in plan.reasons],
        "offers": [choice.value for choice in offers],
        "suggestion": day.suggestion,
    }


def no_plan_document(stage: int, programme_version: str, day: Day) -> Document:
    """The same on a day without a workout: `kind` is "none", and there is nothing to do."""
    return {
        "stage": stage,
        "template": None,
        "template_name": None,
        "minutes": 0,
        "length": None,
        "programme_version": programme_version,
        "items": [],
        "left_out": [],
        "kind": day.choice.value,
        "prompt": "",
        "reasons": [_reason(reason) for reason in day.reasons],
        "offers": [],
        "suggestion": day.suggestion,
    }


def profile_document(profile: Profile | None, blank: Profile) -> Document:
    """`backcoach profile --json`: what holds; `at` is null while nothing was said."""
    said = profile or blank
    return {
        "at": None if profile is None else utc(profile.at),
        "tags": list(said.tags),
        "clinician_ok": list(said.clinician_ok),
        "equipment": None if said.equipment is None else list(said.equipment),
        "usual_pain": said.usual_pain,
        "length": None if said.length is None else said.length.value,
        "sessions_a_week": said.sessions_a_week,
        "activities": list(said.activities),
        "trains_already": said.trains_already,
        "unit": said.unit.value,
    }


def exercises_document(exercises: Iterable[Exercise]) -> Document:
    """`backcoach exercises --json`: every exercise."""
    return {"exercises": [exercise_document(exercise) for exercise in exercises]}


def exercise_document(exercise: Exercise) -> Document:
    """`backcoach exercises ID --json`: one exercise, without the drawing of its figure."""
    cues = exercise.cues
    return {
        "id": exercise.id,
        "name": exercise.name,
        "stages": list(exercise.stages),
        "category": exercise.category.value,
        "mode": exercise.mode.value,
        "position": exercise.position.value,
        "per_side": exercise.per_side,
        "left": exercise.left,
        "right": exercise.right,
        "equipment": list(exercise.equipment),
        "core_set": exercise.core_set,
        "muscles": exercise.muscles,
        "cues": {
            "setup": cues.setup,
            "move": cues.move,
            "breathe": cues.breathe,
            "mistake": cues.mistake,
        },
        "stop": exercise.stop,
        "ladder": [_dose(level) | {"note": level.note} for level in exercise.ladder],
        "easier": exercise.easier,
        "harder": exercise.harder,
        "floor_free": exercise.floor_free,
        "tags": list(exercise.tags),
        "evidence": exercise.evidence,
        "source": exercise.source,
        "named_in_article": exercise.named_in_article,
    }


def _plan_item(item: PlanItem) -> Document:
    exercise = item.exercise
    return {
        "section": item.section.value,
        "role": item.role.value,
        "exercise": exercise.id,
        "name": exercise.name,
        "mode": exercise.mode.value,
        "per_side": exercise.per_side,
        "held": None if item.load is None else weight_document(item.load.held),
        "suggested": None if item.load is None else weight_document(item.load.suggested),
        **_dose(item.dose),
        "notes": [_reason(note) for note in item.notes],
    }


def _reason(reason: Reason) -> Document:
    return {"rule": reason.rule, "sentence": reason.sentence}


def _dose(dose: Level) -> Document:
    return {
        "level": dose.level,
        "sets": dose.sets,
        "reps": list(dose.reps),
        "seconds": dose.hold_seconds,
        "tempo": None if dose.tempo is None else list(dose.tempo),
        "rest": dose.rest_seconds,
        "weight": None if dose.weight is None else _load(dose.weight),
    }


def _load(load: Load) -> Document:
    kg = None if load.kg is None else list(load.kg)
    return {"kg": kg, "times": load.times, "optional": load.optional}

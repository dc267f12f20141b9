"""The JSON documents of the reading commands: from the coach's shapes to plain data.

Keys and ids are stable. Times are ISO-8601 in UTC ending in Z, dates are the user's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from backcoach.coach.completion import completed_share
from backcoach.coach.day import Choice, Day
from backcoach.coach.earned import Earned
from backcoach.coach.exercise import Exercise, Level, Load
from backcoach.coach.flare import Flare
from backcoach.coach.ledger import Decision, story
from backcoach.coach.plan import Plan, PlanItem, Reason
from backcoach.coach.profile import Profile, Weight
from backcoach.coach.programme import Programme
from backcoach.coach.progression import Standing
from backcoach.coach.rules import Completion
from backcoach.coach.session import (
    CheckIn,
    Morning,
    PainReport,
    Ratings,
    SessionRecord,
    SetRecord,
    Work,
)

Document = dict[str, Any]
"""A JSON object."""


def utc(at: datetime) -> str:
    """An aware time in UTC to the second: "2024-03-15T07:30:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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


def progress_document(standing: Standing, programme: Programme) -> Document:
    """`backcoach progress --json`: the stage, the gate to the next one, and why."""
    since = standing.entered_on
    return {
        "stage": standing.stage,
        "name": programme.stage(standing.stage).name,
        "since": None if since is None else since.isoformat(),
        "sessions": standing.sessions_in_stage,
        "open": standing.open,
        "staying": standing.staying,
        "gates": [
            {
                "id": line.id,
                "label": line.label,
                "needed": line.needed,
                "have": line.have,
                "met": line.met,
                "reason": line.reason,
                "sessions": list(line.sessions),
            }
            for line in standing.lines
        ],
        "reasons": list(standing.reasons),
        "changes": [
            {
                "on": change.on.isoformat(),
                "from_stage": change.from_stage,
                "to_stage": change.to_stage,
                "reason": change.reason,
            }
            for change in standing.changes
        ],
        "suggestion": standing.suggestion,
        "levels": [
            {"exercise": rung.exercise, "level": rung.level} for rung in standing.levels.rungs
        ],
        "decisions": [_decision(each) for each in standing.levels.decisions],
        "flare": flare_document(standing.flare),
        "levels_lower": standing.levels.less,
    }


def flare_document(flare: Flare | None) -> Document | None:
    """Flare-up mode as it stands; None outside it."""
    if flare is None:
        return None
    return {
        "since": flare.since.isoformat(),
        "day": flare.day,
        "rule": flare.rule,
        "why": flare.why,
        "calm_mornings": flare.calm,
        "needed_mornings": flare.needed,
        "suggestion": flare.suggestion,
    }


def why_document(exercise: Exercise, levels: Earned) -> Document:
    """`backcoach why ID --json`: the story of one exercise, oldest first."""
    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "level": levels.level_of(exercise.id),
        "decisions": [_decision(each) for each in story(levels.decisions, exercise.id)],
    }


def history_document(
    sessions: Iterable[SessionRecord], completion: Completion, mornings: Mapping[str, Morning]
) -> Document:
    """`backcoach history --json`: every session with every set, oldest first.

    `mornings` are the answers about the mornings after, by session id.
    """
    return {
        "sessions": [
            _session(session, completion, mornings.get(session.id)) for session in sessions
        ]
    }


def morning_document(morning: Morning) -> Document:
    """`backcoach checkin --json`: the answer as it was kept."""
    return {"session": morning.session} | _morning(morning)


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
        "per_side": exercise.per_side,
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
        "held": None if item.load is None else _weight(item.load.held),
        "suggested": None if item.load is None else _weight(item.load.suggested),
        **_dose(item.dose),
        "notes": [_reason(note) for note in item.notes],
    }


def _reason(reason: Reason) -> Document:
    return {"rule": reason.rule, "sentence": reason.sentence}


def _decision(decision: Decision) -> Document:
    return {
        "rule": decision.rule,
        "on": decision.on.isoformat(),
        "exercise": decision.exercise or None,
        "from": decision.from_level or None,
        "to": decision.to_level or None,
        "other": decision.other,
        "evidence": {
            "sessions": list(decision.evidence.sessions),
            "numbers": dict(decision.evidence.numbers),
        },
        "sentence": decision.sentence,
    }


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


def _weight(weight: Weight | None) -> Document | None:
    return None if weight is None else {"amount": weight.amount, "unit": weight.unit.value}


def _session(session: SessionRecord, completion: Completion, morning: Morning | None) -> Document:
    return {
        "id": session.id,
        "started_at": utc(session.started_at),
        "ended_at": utc(session.ended_at),
        "utc_offset_minutes": session.utc_offset_minutes,
        "date": session.local_date.isoformat(),
        "kind": session.kind.value,
        "status": session.status.value,
        "rehearsal": session.is_rehearsal,
        "speed": session.speed,
        "stage": session.stage,
        "template": session.template,
        "length": session.length.value,
        "programme_version": session.programme_version,
        "app_version": session.app_version,
        "planned_seconds": session.planned_seconds,
        "active_seconds": session.active_seconds,
        "share_done": round(completed_share(session, completion), 3),
        "check_in": None if session.check_in is None else _check_in(session.check_in),
        "sets": [_set(record) for record in session.sets],
        "pain_reports": [_pain_report(report) for report in session.pain_reports],
        "ratings": None if session.ratings is None else _ratings(session.ratings),
        "morning": None if morning is None else _morning(morning),
    }


def _morning(morning: Morning) -> Document:
    return {
        "id": morning.id,
        "at": utc(morning.at),
        "day": morning.day.isoformat(),
        "pain": morning.pain,
        "back_to_usual": morning.back_to_usual,
    }


def _check_in(check_in: CheckIn) -> Document:
    return {
        "id": check_in.id,
        "at": utc(check_in.at),
        "pain": check_in.pain,
        "symptoms": list(check_in.symptoms),
        "outcome": check_in.outcome,
        "minutes_up": check_in.minutes_up,
        "energy": None if check_in.energy is None else check_in.energy.value,
        "screen_version": check_in.screen_version,
    }


def _set(record: SetRecord) -> Document:
    return {
        "item": record.item,
        "section": record.section.value,
        "exercise": record.exercise,
        "stands_in_for": record.stands_in_for,
        "level": record.level,
        "mode": record.mode.value,
        "side": record.side.value,
        "number": record.number,
        "planned": _work(record.planned),
        "done": _work(record.done),
        "completed": record.completed,
        "skipped": record.skipped,
        "replaced": record.replaced,
        "spared": record.spared,
        "pain": record.pain,
        "weight": _weight(record.weight),
    }


def _work(work: Work) -> Document:
    return {"reps": work.reps, "seconds": work.seconds}


def _pain_report(report: PainReport) -> Document:
    return {
        "item": report.item,
        "exercise": report.exercise,
        "level": report.level,
        "side": report.side.value,
        "number": report.number,
        "second": report.second,
        "pain": report.pain,
        "answer": report.answer.value,
        "leg": report.leg,
    }


def _ratings(ratings: Ratings) -> Document:
    return {
        "at": utc(ratings.at),
        "worst_pain": ratings.worst_pain,
        "effort": ratings.effort,
        "note": ratings.note,
        "pain_now": ratings.pain_now,
        "sore": list(ratings.sore),
    }

"""The JSON documents of where somebody stands and why, as `documents` makes the others."""

from __future__ import annotations

from backcoach.cli.documents import Document
from backcoach.coach.evidence.decisions import Decision, decisions_about
from backcoach.coach.flare_ups.rules import Flare
from backcoach.coach.levels.earned import Earned
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.standing.standing import Standing


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
        "decisions": [_decision(each) for each in decisions_about(levels.decisions, exercise.id)],
    }


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

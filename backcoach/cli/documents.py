"""Makes the JSON documents of the commands, and the parts that several of them share.

A record becomes an object with its fields, as in an export; a command adds computed values and
leaves out what only the log needs. Keys and ids are stable. Times are ISO 8601 in UTC, ending in Z;
dates are those of the user's local time.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from backcoach.store.codec import plain

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    from backcoach.coach.evidence.decisions import Decision
    from backcoach.coach.flare_ups.rules import Flare
    from backcoach.coach.model.exercise import Level

Document = dict[str, Any]
"""A JSON object. It may also hold tuples, dates and aware times."""


def as_json(document: Document | None, indent: int = 0) -> str:
    """`document` as text, with all lines but the first indented by `indent` columns."""
    text = json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False, default=_words_of)
    return text.replace("\n", f"\n{' ' * indent}")


def _words_of(at: date) -> str:
    """A date or an aware time as text, since JSON has no type for them."""
    return utc(at) if isinstance(at, datetime) else at.isoformat()


def utc(at: datetime) -> str:
    """An aware time in UTC to the second: "2024-03-15T07:30:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def fields_of(record: DataclassInstance | NamedTuple, *left_out: str) -> Document:
    """The fields of `record` by name, without those in `left_out`."""
    named = record._asdict() if isinstance(record, tuple) else plain(record)
    return {name: value for name, value in named.items() if name not in left_out}


def dose_document(dose: Level) -> Document:
    """A level of an exercise, without its note."""
    return {
        "level": dose.level,
        "sets": dose.sets,
        "reps": dose.reps,
        "seconds": dose.hold_seconds,
        "tempo": dose.tempo,
        "rest": dose.rest_seconds,
        "weight": None if dose.weight is None else fields_of(dose.weight),
    }


def flare_document(flare: Flare | None) -> Document | None:
    """The present flare-up; None if there is none."""
    if flare is None:
        return None
    return {
        "since": flare.since,
        "day": flare.day,
        "rule": flare.rule,
        "why": flare.why,
        "calm_mornings": flare.calm,
        "needed_mornings": flare.needed,
        "suggestion": flare.suggestion,
    }


def decision_document(decision: Decision) -> Document:
    """A decision about the level of an exercise, or of all at once."""
    return {
        "rule": decision.rule,
        "on": decision.on,
        "exercise": decision.exercise or None,
        "from": decision.from_level or None,
        "to": decision.to_level or None,
        "other": decision.other,
        "evidence": {
            "sessions": decision.evidence.sessions,
            "numbers": dict(decision.evidence.numbers),
        },
        "sentence": decision.sentence,
    }

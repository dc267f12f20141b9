"""The JSON documents of what was done and said, as `documents` makes the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from backcoach.cli.documents import Document, utc, weight_document
from backcoach.cli.output import as_json
from backcoach.coach.evidence.completion import completed_share
from backcoach.coach.model.records import (
    CheckIn,
    Morning,
    PainReport,
    Ratings,
    SessionRecord,
    SetRecord,
    Work,
)
from backcoach.coach.model.rules import Completion


def history_parts(
    sessions: Iterable[SessionRecord],
    completion: Completion,
    mornings: Mapping[str, Morning],
    unfinished: SessionRecord | None,
) -> Iterator[str]:
    """`backcoach history --json`: every session with every set, oldest first, as parts of a text.

    `mornings` are the answers about the mornings after, by session id; `unfinished` is under way,
    or was cut off.
    """
    opening = '{\n  "sessions": ['
    for session in sessions:
        document = _session(session, completion, mornings.get(session.id))
        yield f"{opening}\n    {as_json(document, 4)}"
        opening = ","
    yield '{\n  "sessions": [],' if opening != "," else "\n  ],"
    last = None if unfinished is None else _session(unfinished, completion, None)
    yield f'\n  "unfinished": {as_json(last, 2)}\n}}\n'


def morning_document(morning: Morning) -> Document:
    """`backcoach checkin --json`: the answer as it was kept."""
    return {"session": morning.session} | _morning(morning)


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
        "weight": weight_document(record.weight),
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

"""The JSON document of `backcoach simulate`."""

from __future__ import annotations

from collections.abc import Sequence

from backcoach.cli.documents import Document
from backcoach.simulation.person_report import PersonReport
from backcoach.simulation.summary import KindSummary, Summary


def simulation_document(summary: Summary, stories: Sequence[PersonReport], seed: int) -> Document:
    """The summary, what was broken, and everybody's weeks."""
    return {
        "seed": seed,
        "people": summary.people,
        "weeks": summary.weeks,
        "broken": list(summary.broken),
        "kinds": [_kind(kind) for kind in summary.kinds],
        "stories": [_report(report) for report in stories],
    }


def _kind(kind: KindSummary) -> Document:
    return {
        "kind": kind.kind,
        "people": kind.people,
        "sessions": kind.sessions,
        "flares": kind.flares,
        "pain": {"first_week": kind.pain[0], "last_week": kind.pain[1]},
        "stages": [
            {
                "stage": stage,
                "reached": reached,
                "weeks": dict(zip(("first", "middle", "last"), kind.weeks[stage], strict=True))
                if stage in kind.weeks
                else None,
            }
            for stage, reached in kind.reached.items()
        ],
    }


def _report(report: PersonReport) -> Document:
    return {
        "id": report.id,
        "kind": report.kind,
        "sessions": report.sessions,
        "flares": report.flares,
        "stages": list(report.stages),
        "levels": list(report.levels),
        "pain": list(report.pain),
        "reached": {str(stage): week for stage, week in report.reached.items()},
        "held_by": [{"line": line, "reason": reason} for line, reason in report.held_by],
    }

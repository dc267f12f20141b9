"""The JSON document of `backcoach simulate`."""

from __future__ import annotations

from collections.abc import Sequence

from backcoach.cli.documents import Document
from backcoach.simulation.story import Story
from backcoach.simulation.summary import KindSummary, Summary


def simulation_document(summary: Summary, stories: Sequence[Story], seed: int) -> Document:
    """The summary, what was broken, and everybody's weeks."""
    return {
        "seed": seed,
        "people": summary.people,
        "weeks": summary.weeks,
        "broken": list(summary.broken),
        "kinds": [_kind(kind) for kind in summary.kinds],
        "stories": [_story(story) for story in stories],
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


def _story(story: Story) -> Document:
    return {
        "id": story.id,
        "kind": story.kind,
        "sessions": story.sessions,
        "flares": story.flares,
        "stages": list(story.stages),
        "levels": list(story.levels),
        "pain": list(story.pain),
        "reached": {str(stage): week for stage, week in story.reached.items()},
        "held_by": [{"line": line, "reason": reason} for line, reason in story.held_by],
    }

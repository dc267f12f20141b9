"""Writes the JSON Schema of an export, `data/export.schema.json`, from the types of the log.

`make schema` runs it; a test compares the file with the types.
"""

from __future__ import annotations

import inspect
import json
import re
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, get_type_hints

import msgspec

from backcoach.coach.model.outcome_measures import Activity, Measures
from backcoach.coach.model.profile import MOST_ACTIVITIES, Profile, Weight
from backcoach.coach.model.records import (
    CheckIn,
    Morning,
    PainReport,
    Ratings,
    SessionRecord,
    SetRecord,
)
from backcoach.store import codec
from backcoach.store.copies.transfer import SCHEMA_VERSION, Export
from backcoach.store.tables import TABLES
from backcoach.store.years.sealed import PROGRAM

FILE = Path(__file__).parents[1] / "data" / "export.schema.json"

_SCORE = {"minimum": codec.SCORES[0], "maximum": codec.SCORES[-1]}
_A_WEEK = {"minimum": codec.SESSIONS_A_WEEK[0], "maximum": codec.SESSIONS_A_WEEK[-1]}
_WALK = {"minimum": codec.WALK_MINUTES[0], "maximum": codec.WALK_MINUTES[-1]}
_MINUTES_OF_A_DAY = 24 * 60
_OFFSET = {"exclusiveMinimum": -_MINUTES_OF_A_DAY, "exclusiveMaximum": _MINUTES_OF_A_DAY}

BEYOND_TYPES: dict[tuple[type, str], dict[str, Any]] = {
    (Export, "program"): {"const": PROGRAM},
    (Export, "schema_version"): {"enum": list(range(1, SCHEMA_VERSION + 1))},
    **{(kind, codec.OFFSET): _OFFSET for kind in TABLES},
    (SetRecord, "pain"): _SCORE,
    (Weight, "amount"): {"exclusiveMinimum": 0},
    (PainReport, "pain"): _SCORE,
    (CheckIn, "pain"): _SCORE,
    (CheckIn, "minutes_up"): {"minimum": 0},
    (Ratings, "worst_pain"): _SCORE,
    (Ratings, "effort"): _SCORE,
    (Ratings, "pain_now"): _SCORE,
    (Morning, "pain"): _SCORE,
    (Profile, "usual_pain"): _SCORE,
    (Profile, "sessions_a_week"): _A_WEEK,
    (SessionRecord, "walk_minutes"): _WALK,
    (Profile, "activities"): {"maxItems": MOST_ACTIVITIES},
    (Activity, "score"): _SCORE,
    (Measures, "week_pain"): _SCORE,
    (Measures, "activities"): {"maxItems": MOST_ACTIVITIES},
}
"""What the store checks besides the types, as far as a schema can say it of one value."""


def schema() -> dict[str, Any]:
    """The schema of a whole document."""
    _, kinds = msgspec.json.schema_components([Export], ref_template="#/$defs/{name}")
    by_name = {kind.__name__: kind for kind in _reachable(Export)}
    for name, described in kinds.items():
        if "description" in described:
            words = " ".join(inspect.cleandoc(described["description"]).split())
            described["description"] = re.sub(r"\bNone\b", "null", words)
        if name in by_name:
            _describe(by_name[name], described)
    document = kinds.pop(Export.__name__)
    document["title"] = "An export of backcoach"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **document,
        "$defs": dict(sorted(kinds.items())),
    }


def written() -> str:
    """The schema as it stands in the file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _describe(kind: type, described: dict[str, Any]) -> None:
    """Add to the schema of one dataclass what is known beyond the types of its fields."""
    described["additionalProperties"] = False
    hints = get_type_hints(kind)
    for name, value in described["properties"].items():
        if hints[name] is datetime:
            value["format"] = "date-time"
        if hints[name] in (int, float, int | None):
            value |= {"minimum": -codec.LARGEST, "maximum": codec.LARGEST}
        # Bounds don't touch what they are not about: null passes a minimum.
        value.update(BEYOND_TYPES.get((kind, name), {}))


def _reachable(kind: Any) -> set[type]:  # noqa: ANN401
    """`kind` and every dataclass in it."""
    if isinstance(kind, type) and is_dataclass(kind):
        hints = get_type_hints(kind)
        inner = (_reachable(hints[each.name]) for each in fields(kind))
        return {kind}.union(*inner)
    return set().union(*map(_reachable, getattr(kind, "__args__", ())))


if __name__ == "__main__":
    FILE.write_text(written(), encoding="utf-8")

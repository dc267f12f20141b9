"""The JSON Schema and the page about exports say what the program does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from backcoach.coach.model import profile, records
from backcoach.paths import content_dir
from backcoach.store.copies.transfer import Export, decode_export, encode_export
from backcoach.store.disk.files import BYTES_MAX
from tests.store.records import MORNING, SMALL_LOG
from tests.store.test_transfer import put
from tests.support.json_schema import faults
from tools import export_schema

PAGE = Path(__file__).parents[2] / "docs" / "export-format.md"
SCHEMA = json.loads(export_schema.FILE.read_text(encoding="utf-8"))
WHOLE = encode_export(SMALL_LOG, MORNING)

Edit = Callable[[dict[str, Any]], object]


def test_the_shipped_schema_is_what_the_types_say() -> None:
    text = export_schema.FILE.read_text(encoding="utf-8")
    assert text == export_schema.written(), "write it again with: make schema"


def test_it_lies_in_the_content_that_the_wheel_carries() -> None:
    assert content_dir() / "export.schema.json" == export_schema.FILE


def test_an_export_fits() -> None:
    assert faults(json.loads(WHOLE), SCHEMA) == []


def test_a_record_without_what_has_a_default_fits_too() -> None:
    document = json.loads(WHOLE)
    for name, kind in (("sessions", "SessionRecord"), ("profiles", "Profile")):
        required = SCHEMA["$defs"][kind]["required"]
        document[name][0] = {key: document[name][0][key] for key in required}
    del document["flares"]
    assert faults(document, SCHEMA) == []
    assert decode_export(json.dumps(document).encode(), Path("x")).profiles[0].sessions_a_week == 3


@pytest.mark.parametrize(
    ("edit", "fault"),
    [
        (put("program", value="anki"), "$.program: not backcoach"),
        (put("schema_version", value=4), "$.schema_version: not one of [1, 2, 3]"),
        (put("dreams", value=[]), "$.dreams: unknown"),
        (put("flares", value={}), "$.flares: not array"),
        (lambda document: document["flares"][0].pop("at"), "$.flares[0].at: missing"),
        (put("flares", 0, "at", value="2026-03-02"), "$.flares[0].at: not date-time"),
        (put("mornings", 0, "day", value="2 March"), "$.mornings[0].day: not date"),
        (put("mornings", 0, "pain", value=11), "$.mornings[0].pain: not at most 10"),
        (put("mornings", 0, "pain", value=-1), "$.mornings[0].pain: not at least 0"),
        (put("mornings", 0, "pain", value=None), "$.mornings[0].pain: not integer"),
        (put("check_ins", 0, "minutes_up", value=-1), "$.check_ins[0].minutes_up: not at least 0"),
        (put("check_ins", 0, "energy", value="fine"), "$.check_ins[0].energy: none of the choices"),
        (put("sessions", 0, "status", value="done"), "$.sessions[0].status: not one of ["),
        (put("sessions", 0, "utc_offset_minutes", value=1440), "not less than 1440"),
        (put("flares", 0, "utc_offset_minutes", value=-1440), "not more than -1440"),
        (
            put("sessions", 0, "sets", 0, "pain", value=11),
            "$.sessions[0].sets[0].pain: not at most",
        ),
        (put("sessions", 0, "sets", 0, "weight", "amount", value=0), "sets[0].weight: none of the"),
        (put("sessions", 0, "ratings", "effort", value=11), "$.sessions[0].ratings: none of the"),
        (put("profiles", 0, "sessions_a_week", value=5), "$.profiles[0].sessions_a_week: not at"),
        (
            put("profiles", 0, "activities", value=["a"] * 4),
            "$.profiles[0].activities: not at most",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_the_program_too(edit: Edit, fault: str) -> None:
    document = json.loads(WHOLE)
    edit(document)
    assert any(fault in each for each in faults(document, SCHEMA))
    with pytest.raises(Exception, match="Nothing was changed"):
        decode_export(json.dumps(document).encode(), Path("x"))


OF_THE_LOG = (Export.__module__, records.__name__, profile.__name__)


def test_the_page_tells_every_field_and_every_word() -> None:
    page = PAGE.read_text(encoding="utf-8")
    kinds: list[Any] = [Export, *vars(records).values(), *vars(profile).values()]
    for kind in kinds:
        if is_dataclass(kind) and kind.__module__ in OF_THE_LOG:
            for field in fields(kind):
                assert f"`{field.name}`" in page, f"{kind}: {field.name}"
    for name, described in SCHEMA["$defs"].items():
        for word in described.get("enum", ()):
            assert f"`{word}`" in page, f"{name}: {word}"
    for name in SCHEMA["properties"]:
        assert re.search(rf'"{name}": ', page)
    assert f"{BYTES_MAX // 2**20} MiB" in page

"""An import of any file ends with a valid log, or with one line and nothing changed."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from backcoach.cli.commands.history import history_parts
from backcoach.coach.evidence.mornings import latest_answers
from backcoach.coach.model.records import Log
from backcoach.coach.standing.standing import standing
from backcoach.legible import is_legible
from backcoach.report.session import session_report
from backcoach.store import LogStore, StoreError
from backcoach.store.copies.transfer import decode_export, encode_export
from tests.store.records import MORNING, SMALL_LOG
from tests.support.content import catalogue
from tests.support.json_schema import faults
from tools import export_schema

WHOLE = encode_export(SMALL_LOG, MORNING)
SCHEMA = json.loads(export_schema.FILE.read_text(encoding="utf-8"))
NAME = Path("from elsewhere.json")

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 4, 11, 10**9, 2**63, 2**64, -(10**30), 10**400),
    *(0.0, -0.0, 0.5, 2.0, 1e308, -1e308, 5e-324),
    *(
        "",
        " ",
        "1",
        "null",
        "bird_dog",
        "one_leg",
        "\x1b[2J",
        "\x00",
        "\u202e",
        "\ud800",
        "x" * 5000,
    ),
    *("1900-01-01T00:00:00Z", "2200-12-31T23:59:59.999999Z", "9999-12-31T23:59:59Z"),
    *("0001-01-01T00:00:00Z", "2026-03-02T07:30:60Z", "2026-03-02T07:30:00", "2026-03-02"),
    *("0001-01-01", "9999-12-31", "2026-02-30", "2026-03-02T07:30:00+14:00"),
    *([], {}, [[]], [None], ["a", "a"], {"id": "x"}, [{"id": "x", "at": "2026-03-02T07:30:00Z"}]),
)
KEYS = ("id", "at", "pain", "sets", "meta", "flares", "", "a b", "\x1b", "schema_version", "…")


def places(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:  # noqa: ANN401
    """The way to everything in `value`."""
    steps: list[Any] = []
    if isinstance(value, dict):
        steps = list(value)
    elif isinstance(value, list):
        steps = list(range(len(value)))
    return [found for step in steps for found in [(*at, step), *places(value[step], (*at, step))]]


def mutate(document: Any, chance: Random) -> None:  # noqa: ANN401
    """Change one thing in `document`."""
    ways = places(document)
    if not ways:
        return
    *way, last = chance.choice(ways)
    inside = document
    for step in way:
        inside = inside[step]
    match chance.randrange(9):
        case 0:
            del inside[last]
        case 1 if isinstance(inside, dict):
            inside[chance.choice(KEYS)] = inside.pop(last)
        case 2 if isinstance(inside, list):
            inside.append(inside[last])
        case 2 | 3:
            elsewhere = document
            for step in chance.choice(ways):
                elsewhere = elsewhere[step]
            inside[last] = json.loads(json.dumps(elsewhere))
        case 3 | 4 if isinstance(inside[last], int | float):
            inside[last] = inside[last] * chance.choice((-1, 10, 1000, 0.1)) + chance.choice((0, 1))
        case 5 | 6 | 7:
            kind = type(inside[last])
            inside[last] = chance.choice([each for each in VALUES if type(each) is kind])
        case _:
            inside[last] = chance.choice(VALUES)


def garble(text: bytes, chance: Random) -> bytes:
    """Change some bytes of `text`."""
    content = bytearray(text)
    for _ in range(chance.choice((1, 1, 1, 4))):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(9)] = chance.choice(
            (b"", b"\0", b"0", b'"', b"{", b"]", b",", b"\xff", b"\xc2\x9b", b"\\u0000", b"1e999")
        )
    return bytes(content)


def case(seed: int) -> bytes:
    chance = Random(seed)
    if KINDS[seed % len(KINDS)] == "bytes":
        return garble(WHOLE, chance)
    document = json.loads(WHOLE)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        mutate(document, chance)
    return json.dumps(document).encode()


def judge(text: bytes) -> bool:
    """Whether `text` is let in, once it is sure that nothing else than that can happen."""
    try:
        log = decode_export(text, NAME)
    except StoreError as error:
        line = str(error)
        assert is_legible(line)
        assert line.startswith(f"{NAME}: ")
        assert line.endswith("Nothing was changed.")
        return False
    assert faults(json.loads(text.removeprefix(b"\xef\xbb\xbf")), SCHEMA) == []
    live_with(log)
    return True


def live_with(log: Log) -> None:
    """Keep `log`, take it out again, and ask all that is asked of a log."""
    with tempfile.TemporaryDirectory() as folder:
        store = LogStore(Path(folder) / "log")
        store.save_all(log)
        kept = LogStore(Path(folder) / "log").load()
    assert decode_export(encode_export(kept, MORNING), NAME) == kept
    content = catalogue()
    for number in (0, 400):
        today = MORNING.date().replace(year=2026 + number // 365)
        standing(kept, content.programme, today, exercises=content.exercises)
    told = latest_answers(kept.mornings)
    list(history_parts(kept.sessions, content.programme.completion, told, None))
    for session in kept.sessions:
        session_report(session, content.programme, content.exercises)


KINDS = ("values and structure", "values and structure", "values and structure", "bytes")
"""What is changed, by the seed."""


def judge_all(seeds: range) -> None:
    let_in = dict.fromkeys(KINDS, 0)
    for seed in seeds:
        try:
            let_in[KINDS[seed % len(KINDS)]] += judge(case(seed))
        except Exception as error:
            raise AssertionError(f"the document of seed {seed}") from error
    print(f"{len(seeds)} documents, let in: {let_in}")
    # Both must happen often for this to say anything.
    assert len(seeds) * 0.1 < sum(let_in.values()) < len(seeds) * 0.6


def test_a_changed_document_is_let_in_or_refused_in_one_line() -> None:
    judge_all(range(600))


@pytest.mark.slow
def test_thousands_of_changed_documents_are_let_in_or_refused_in_one_line() -> None:
    judge_all(range(600, 20_600))

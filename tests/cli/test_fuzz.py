"""Whatever a file holds, a command that reads it ends well or in one line with exit code 2."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from backcoach.legible import is_legible
from tests.cli.outcome import Outcome, Run, everything_in
from tests.store.test_transfer_always import case

DATA = Path(__file__).resolve().parents[2] / "data"
ROUNDS = [40, pytest.param(5_000, marks=pytest.mark.slow)]


def end_of(outcome: Outcome) -> str:
    assert outcome.code in (0, 2), outcome.err
    assert outcome.err.count("\n") == (outcome.code == 2), outcome.err
    assert all(map(is_legible, (outcome.out + outcome.err).split("\n")))
    return "refused" if outcome.code else "read"


@pytest.mark.parametrize("rounds", ROUNDS)
def test_an_import_is_done_or_refused_in_one_line(
    run: Run, folder: Path, tmp_path: Path, rounds: int
) -> None:
    ends = Counter[str]()
    file = tmp_path / "export.json"
    for seed in range(rounds):
        file.write_bytes(case(seed))
        outcome = run("import", file, "--data-dir", folder)
        ends[end_of(outcome)] += 1
        if outcome.code:
            assert everything_in(tmp_path).keys() == {"export.json"}, seed
        else:
            assert end_of(run("progress", "--data-dir", folder)) == "read", seed
        shutil.rmtree(folder, ignore_errors=True)
    print("imports:", dict(ends))
    assert min(ends["read"], ends["refused"]) > rounds / 20


@pytest.mark.parametrize("rounds", ROUNDS)
def test_content_is_read_or_refused_in_one_line(
    run: Run, tmp_path: Path, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ends = Counter[str]()
    content = tmp_path / "data"
    shutil.copytree(DATA, content)
    monkeypatch.setenv("BACKCOACH_CONTENT_DIR", str(content))
    files = sorted(content.rglob("*.toml"))
    for seed in range(rounds):
        chance = Random(seed)
        file = chance.choice(files)
        whole = file.read_bytes()
        file.write_bytes(garbled(whole, chance))
        command = chance.choice((("exercises",), ("plan",), ("why", "bird_dog")))
        ends[end_of(run(*command, "--data-dir", tmp_path / "log"))] += 1
        file.write_bytes(whole)
    print("contents:", dict(ends))
    assert ends["refused"] > rounds / 10


LINES = (
    b"",
    b"reps = [1]",
    b"[",
    b"[[ladder]]",
    b'name = "\\u001b"',
    b"x = 1",
    b'"" = {}',
    b"\xff",
)


def garbled(whole: bytes, chance: Random) -> bytes:
    """`whole` with a line changed, doubled, moved or cut off, or some bytes of it changed."""
    lines = whole.split(b"\n")
    at = chance.randrange(len(lines))
    match chance.randrange(5):
        case 0:
            lines[at] = chance.choice(LINES)
        case 1:
            lines.insert(at, chance.choice(lines))
        case 2:
            lines[at] = (
                lines[at].partition(b"=")[0] + b"= " + chance.choice(lines).rpartition(b"= ")[2]
            )
        case 3:
            del lines[at:]
        case _:
            place = chance.randrange(len(whole))
            return whole[:place] + chance.randbytes(chance.randrange(4)) + whole[place + 1 :]
    return b"\n".join(lines)

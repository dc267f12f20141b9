"""Whatever a file holds, a command that reads it ends well or in one line with exit code 2."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from backcoach.cache_file import save_cache
from backcoach.legible import is_legible
from backcoach.store import LogStore
from backcoach.store.journal import Journal
from tests.cli.outcome import Outcome, Run, everything_in
from tests.store.records import SMALL_LOG, session
from tests.store.test_journal import ENTRIES, HEAD
from tests.store.test_transfer_always import case

DATA = Path(__file__).resolve().parents[2] / "data"
ROUNDS = [60, pytest.param(5_000, marks=pytest.mark.slow)]


def end_of(outcome: Outcome) -> str:
    assert outcome.code in (0, 2), outcome.err
    assert outcome.err.count("\n") == (outcome.code == 2), outcome.err
    assert all(map(is_legible, (outcome.out + outcome.err).split("\n")))
    return "refused" if outcome.code else "read"


@pytest.mark.parametrize("rounds", [100, *ROUNDS[1:]])
def test_an_import_is_done_or_refused_in_one_line(
    run: Run,
    folder: Path,
    tmp_path: Path,
    rounds: int,
    record_property: Callable[[str, object], None],
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
    record_property("figure", f"{rounds:,} imports: {dict(ends)}")
    assert min(ends["read"], ends["refused"]) > rounds / 20


@pytest.mark.parametrize("rounds", ROUNDS)
def test_content_is_read_or_refused_in_one_line(
    run: Run,
    tmp_path: Path,
    rounds: int,
    monkeypatch: pytest.MonkeyPatch,
    record_property: Callable[[str, object], None],
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
    record_property("figure", f"{rounds:,} contents: {dict(ends)}")
    assert ends["refused"] > rounds / 10


def files_of_all_kinds(run: Run, home: Path) -> dict[str, bytes]:
    """One of each kind that backcoach writes, and of others."""
    folder = home / "sound"
    LogStore(folder / "log").save_all(SMALL_LOG)
    run("backup", home / "backup", "--data-dir", folder)
    run("export", home / "export", "--data-dir", folder)
    journal = Journal(home / "journal")
    journal.begin(HEAD)
    journal.add(ENTRIES[0], session(9), sync=True)
    journal.close()
    found = {name: (home / name).read_bytes() for name in ("backup", "export", "journal")}
    shutil.copy(folder / "log" / "2026.json", home / "year")
    found["year"] = (home / "year").read_bytes()
    found["settings"] = b'{"sound": false, "theme": "nord"}'
    found["history"] = run("history", "--json", "--data-dir", folder).out.encode()
    found["foreign"] = b"Date,Exercise,Reps\n2026-01-01,Squat,5\n"
    save_cache(home / "cache", "key", b"content")
    found["cache"] = (home / "cache").read_bytes()
    return found


PLACES = (
    "log/2026.json",
    "log/2026 (1).json",
    "log.json",
    "settings.json",
    "settings (1).json",
    "session.journal",
    "restoring.zip",
    "backups/daily-2026-03-01.zip",
    "cache/content.bin",
    "write.lock",
    "elsewhere",
)
"""Where a file may turn up; only the last is none of those that backcoach has names for."""

COMMANDS = (
    ("history",),
    ("history", "--json"),
    ("progress",),
    ("doctor", "--json"),
    ("restore",),
    ("import", "{file}"),
    ("import", "{file}", "--replace"),
    ("restore", "{file}"),
    ("restore", "{file}", "--yes"),
    ("restore", "{file}", "--add", "--yes"),
    ("profile", "--set", "pain=3"),
)


@pytest.mark.parametrize("rounds", [150, pytest.param(10_000, marks=pytest.mark.slow)])
def test_any_file_in_any_place_is_read_or_refused_in_one_line(
    run: Run,
    folder: Path,
    tmp_path: Path,
    rounds: int,
    record_property: Callable[[str, object], None],
) -> None:
    kinds = files_of_all_kinds(run, tmp_path)
    whole = tmp_path / "sound"
    ends = Counter[str]()
    for seed in range(rounds):
        chance = Random(seed)
        shutil.copytree(whole, folder)
        file = folder / chance.choice(PLACES)
        content = chance.choice(sorted(kinds.items()))[1]
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(disguised(content, kinds, chance))
        command = chance.choice(COMMANDS)
        words = (word.format(file=file) for word in command)
        outcome = run(*words, "--data-dir", folder)
        if command[0] == "doctor":
            assert (outcome.code in (0, 1), outcome.err) == (True, ""), seed
            ends["looked at"] += 1
        elif "session.journal: " in outcome.err and outcome.code == 0:
            # The history is told all the same.
            assert (outcome.err.count("\n"), command[0]) == (1, "history"), seed
            ends["read"] += 1
        else:
            ends[end_of(outcome)] += 1
        shutil.rmtree(folder)
    record_property("figure", f"{rounds:,} files: {dict(ends)}")
    assert min(ends["read"], ends["refused"]) > rounds / 10


def disguised(content: bytes, kinds: dict[str, bytes], chance: Random) -> bytes:
    """`content` as it is, marked, cut, changed, mixed with another kind, or with absurd numbers."""
    at = chance.randrange(len(content))
    flipped = bytes([content[at] ^ 1 << chance.randrange(8)])
    ways: tuple[Callable[[], bytes], ...] = (
        lambda: content,
        lambda: b"\xef\xbb\xbf" + content,
        lambda: content.decode("latin-1").encode("utf-16"),
        lambda: content[:at],
        lambda: content[:at] + chance.choice(sorted(kinds.values())),
        lambda: content[:at] + flipped + content[at + 1 :],
        lambda: re.sub(rb"\d+", b"9" * 5_000, content, count=1 + at % 3),
        lambda: garbled(content, chance),
    )
    return chance.choice(ways)()


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

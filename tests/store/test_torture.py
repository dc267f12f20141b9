"""A data folder damaged in every way: each ends in a clear message or a recovery.

What counts, each time: no error but a StoreError of one line, no byte of the damaged file changed
by looking, never a log with less in it than there was unless that is said, and the newest good
backup gives back what it held.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest

from backcoach import care
from backcoach.coach.model.records import Log
from backcoach.legible import is_legible
from backcoach.paths import Places
from backcoach.store import LogStore, StoreError
from backcoach.store.errors import DamagedError
from tests.store.records import SMALL_LOG, session

PARTS = 200
FLIPS = 1_600
FEW = 11
"""Of the cases of a kind, one in so many is tried at every run; all of them by `make torture`."""

YEAR = "log/2026.json"
LOG = Log(
    sessions=(session(-100), *SMALL_LOG.sessions),
    check_ins=SMALL_LOG.check_ins,
    choices=SMALL_LOG.choices,
    consents=SMALL_LOG.consents,
    mornings=SMALL_LOG.mornings,
    screenings=SMALL_LOG.screenings,
    clearances=SMALL_LOG.clearances,
    profiles=SMALL_LOG.profiles,
    flares=SMALL_LOG.flares,
)


class Case(NamedTuple):
    """One way to damage the file of a year: its name and what then stands in its place."""

    name: str
    content: bytes | None
    """None for a folder in its place."""


def cut_short(whole: bytes) -> Iterator[Case]:
    for part in range(PARTS):
        length = len(whole) * part // PARTS
        yield Case(f"cut at {part}/{PARTS}", whole[:length])


def flipped(whole: bytes) -> Iterator[Case]:
    chance = Random(7)
    for number in range(FLIPS):
        content = bytearray(whole)
        for _ in range(1 + number % 3):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        yield Case(f"flip {number}", bytes(content))


def with_nul_bytes(whole: bytes) -> Iterator[Case]:
    yield Case("all NUL", b"\0" * len(whole))
    for part in range(0, PARTS, 2):
        at = len(whole) * part // PARTS
        yield Case(f"hole at {part}/{PARTS}", whole[:at] + b"\0" * 64 + whole[at + 64 :])


WRONG: tuple[Any, ...] = (None, True, -1, 1.5, 10**30, "text", [], {}, [[]], {"a": 1})


def with_wrong_types(whole: bytes) -> Iterator[Case]:
    """Each value in the file becomes something else, one at a time."""
    chance = Random(11)
    for number, path in enumerate(_paths(json.loads(whole))):
        log = json.loads(whole)
        place = log
        for step in path[:-1]:
            place = place[step]
        old = place[path[-1]]
        place[path[-1]] = chance.choice([each for each in WRONG if each != old])
        yield Case(f"value {number} {path}", json.dumps(log).encode())


def _paths(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    steps: Any = ()
    if isinstance(value, dict):
        steps = value.items()
    elif isinstance(value, list):
        steps = enumerate(value)
    for step, inner in steps:
        yield (*above, step)
        yield from _paths(inner, (*above, step))


def something_else(_whole: bytes) -> Iterator[Case]:
    for content in (
        b"",
        b" ",
        b"\n",
        b"null",
        b"[]",
        b"{}",
        b"PK\x03\x04",
        b"\xff\xfe",
        b"{" * 9_000,
    ):
        yield Case(f"just {content[:4]!r}", content)
    yield Case("a folder", None)


KINDS: tuple[Callable[[bytes], Iterator[Case]], ...] = (
    cut_short,
    flipped,
    with_nul_bytes,
    with_wrong_types,
    something_else,
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a log of two years and a backup of it."""
    home = tmp_path_factory.mktemp("sound")
    LogStore(home / "log").save_all(LOG)
    care.back_up(Places(home, home, home / "cache"), None, date(2026, 3, 9))
    return home


def damage(home: Path, case: Case) -> None:
    place = home / YEAR
    place.unlink()
    if case.content is None:
        place.mkdir()
        (place / "mine").write_text("mine")
    else:
        place.write_bytes(case.content)


def is_untouched(home: Path, case: Case) -> bool:
    place = home / YEAR
    if case.content is None:
        return (place / "mine").read_text() == "mine"
    return place.read_bytes() == case.content


def look(home: Path, case: Case) -> str:
    """What becomes of one case: "told" or "refused"; anything else fails."""
    store = LogStore(home / "log", lambda: date(2026, 3, 10))
    try:
        log = store.load()
    except StoreError as error:
        assert is_legible(str(error))
        assert "nothing was changed" in str(error).lower()
        assert is_untouched(home, case)
        with pytest.raises(StoreError):
            store.save(session(9))
        assert is_untouched(home, case)
        return "refused" if isinstance(error, DamagedError) else "newer"
    assert log == LOG or store.changed_outside() or store.newer(), "nobody is told"
    assert is_untouched(home, case)
    return "told"


def recover(home: Path) -> None:
    """The way back from any damage, as it is offered."""
    places = Places(home, home, home / "cache")
    offer = care.newest_offer(places)
    assert offer is not None
    assert offer.log == LOG
    care.accept(places, offer)
    assert LogStore(home / "log").load() == LOG


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("every", [FEW, pytest.param(1, marks=pytest.mark.slow)])
def test_damage_is_told_and_the_backup_gives_everything_back(
    sound: Path, tmp_path: Path, every: int, kind: Callable[[bytes], Iterator[Case]]
) -> None:
    whole = (sound / YEAR).read_bytes()
    ends: dict[str, int] = {}
    few = 1 if kind is something_else else every
    for number, case in enumerate(kind(whole)):
        if number % few or case.content == whole:
            continue
        home = tmp_path / "home"
        shutil.copytree(sound, home)
        damage(home, case)
        end = look(home, case)
        recover(home)
        ends[end] = ends.get(end, 0) + 1
        shutil.rmtree(home)
    assert sum(ends.values()) >= 10
    print(kind.__name__, ends)


def test_there_are_enough_cases(sound: Path) -> None:
    whole = (sound / YEAR).read_bytes()
    numbers = [sum(1 for _ in kind(whole)) for kind in KINDS]
    assert sum(numbers) >= 2_000
    assert sum(numbers) // FEW >= 180

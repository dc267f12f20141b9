"""Whatever the disk does, a command ends well or in one line, and the log loses nothing."""

from __future__ import annotations

import errno
import os
import shutil
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest

from backcoach.cli import context
from backcoach.store import LogStore
from tests.cli.outcome import Run
from tests.store.disk import LOOKING, WRITING, Disk
from tests.store.records import facts_of
from tests.support.clock import ManualClock
from tests.support.logs import a_log, a_session, day, moment

ERRORS = (errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES)

COMMANDS = (
    ("plan",),
    ("progress",),
    ("history", "--json"),
    ("review",),
    ("exercises",),
    ("checkin", "--pain", "2"),
    ("flare", "--none-of-these"),
    ("measure", "--pain", "3", "--activity", "bending=4"),
    ("profile", "--set", "pain=3"),
    ("backup",),
    ("backup", "{home}/mine.zip"),
    ("restore",),
    ("restore", "{home}/other.zip", "--yes", "--add"),
    ("export", "{home}/mine.json"),
    ("import", "{home}/other.json"),
    ("doctor",),
)


@pytest.fixture
def home(run: Run, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with a log, a document and a backup with one session more."""
    monkeypatch.setattr(os, "fsync", lambda _handle: None)
    monkeypatch.setattr("backcoach.store.disk.lock.WAIT_SECONDS", 0)
    monkeypatch.setattr(context, "SystemClock", lambda _speed: ManualClock(moment(9, 9)))
    for place, numbers in ((tmp_path / "other", (2, 4, 7)), (folder, (2, 4))):
        LogStore(place / "log", lambda: day(1)).save_all(a_log(*map(a_session, numbers)))
        LogStore(place / "log", lambda: day(8)).save(a_session(4))
    assert run("export", folder / "other.json", "--data-dir", tmp_path / "other").code == 0
    assert run("backup", folder / "other.zip", "--data-dir", tmp_path / "other").code == 0
    return folder


def facts(home: Path) -> set[Any]:
    return set(facts_of(LogStore(home / "log").load()))


def fail_everywhere(run: Run, home: Path, words: tuple[str, ...], calls: tuple[str, ...]) -> None:
    before, model = facts(home), home.with_name("model")
    shutil.copytree(home, model)
    line = [word.format(home=home) for word in words]
    with pytest.MonkeyPatch.context() as patch:
        steps = Disk(patch, -1, None, calls).steps_of(lambda: run(*line, "--data-dir", home))
    wanted = facts(home) >= before
    assert wanted
    for step, number in zip(range(len(steps)), cycle(ERRORS), strict=False):
        shutil.rmtree(home)
        shutil.copytree(model, home)
        with pytest.MonkeyPatch.context() as patch:
            Disk(patch, step, OSError(number, os.strerror(number)), calls)
            outcome = run(*line, "--data-dir", home)
        about = f"{errno.errorcode[number]} at {step}, {steps[step]}: {outcome.err}"
        assert outcome.code in ((0, 1, 2) if words[0] == "doctor" else (0, 2)), about
        assert "inside the program" not in outcome.err, about
        assert outcome.err.count("\n") == (outcome.code == 2), about
        assert facts(home) >= before, about


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_call_that_fails_is_one_line_and_loses_nothing(
    run: Run, home: Path, words: tuple[str, ...]
) -> None:
    fail_everywhere(run, home, words, WRITING)


@pytest.mark.slow
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_look_that_fails_is_one_line_and_loses_nothing(
    run: Run, home: Path, words: tuple[str, ...]
) -> None:
    fail_everywhere(run, home, words, LOOKING)

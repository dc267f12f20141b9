"""`history --json` is one document, however long, and takes little memory for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run, keep
from tests.cli.test_errors import assert_one_line
from tests.support.logs import a_morning, a_session

YEARS = 6
MEGABYTES = 250


def years_of(number: int, each: timedelta) -> Log:
    """`number` sessions, with so much time between them."""
    first = a_session(1)
    sessions = (
        replace(
            first,
            id=f"session-{index}",
            started_at=first.started_at + index * each,
            ended_at=first.ended_at + index * each,
        )
        for index in range(number)
    )
    return Log(sessions=tuple(sessions))


@pytest.mark.parametrize("number", [0, 1, 2, 3 * YEARS])
def test_it_is_laid_out_as_one_document_would_be(run: Run, folder: Path, number: int) -> None:
    log = years_of(number, timedelta(days=365 // 3))
    LogStore(places(str(folder)).log).save_all(log)
    outcome = run("history", "--json", "--data-dir", folder)
    document = json.loads(outcome.out)
    assert [each["id"] for each in document["sessions"]] == [each.id for each in log.sessions]
    assert list(document) == ["sessions", "unfinished"]
    assert outcome.out == json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def test_an_answer_of_another_year_is_told_beside_its_session(run: Run, folder: Path) -> None:
    sessions = years_of(2, timedelta(days=300)).sessions
    keep(folder, *sessions)
    first, last = a_morning(2, 3, session=sessions[1].id), a_morning(2, 6, session=sessions[0].id)
    for answer in (first, replace(last, id="another")):
        LogStore(places(str(folder)).log).save(answer)
    told = json.loads(run("history", "--json", "--data-dir", folder).out)["sessions"]
    assert [each["morning"]["pain"] for each in told] == [6, 3]


def test_of_a_log_that_is_damaged_anywhere_nothing_is_printed(run: Run, folder: Path) -> None:
    LogStore(places(str(folder)).log).save_all(years_of(9, timedelta(days=122)))
    files = sorted((folder / "log").iterdir())
    assert len(files) > 2
    whole = files[-1].read_bytes()
    files[-1].write_bytes(whole[:-20])
    assert_one_line(run("history", "--json", "--data-dir", folder), files[-1].name)
    files[-1].write_bytes(whole.replace(b'"id": "session-8"', b'"id": "session-0"'))
    assert_one_line(run("history", "--json", "--data-dir", folder), "session-0", "another year's")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="nothing tells the most memory a process took")
@pytest.mark.parametrize("per_year", [400, 10_000])
def test_ten_thousand_sessions_take_little_memory(
    folder: Path, per_year: int, record_property: Callable[[str, object], None]
) -> None:
    log = years_of(10_000, timedelta(days=365) / per_year)
    LogStore(places(str(folder)).log).save_all(log)
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    command = (sys.executable, "-m", "backcoach", "history", "--json", "--data-dir", str(folder))
    done = subprocess.run(
        (sys.executable, "-c", script, *command), check=True, capture_output=True, text=True
    )
    peak = int(done.stdout) / (2**20 if sys.platform == "darwin" else 2**10)
    record_property("figure", f"{peak:.0f} MB at most, {per_year} sessions a year")
    assert peak < MEGABYTES

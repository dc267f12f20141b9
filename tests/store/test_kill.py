"""A process killed at any instant leaves a log that loads, with every record it confirmed."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from backcoach.store import LogStore
from tests.store.processes import start
from tests.store.records import SMALL_LOG, file_with, session
from tests.store.test_files import STEPS

KEEP_ON = """
import sys
from pathlib import Path
from backcoach.store import LogStore
from tests.store.records import session

store, number = LogStore(Path(sys.argv[1])), int(sys.argv[2])
while True:
    store.save(session(number))
    print(number, flush=True)
    number += 1
"""

DIE_AT_A_STEP = """
import os, signal, sys
from pathlib import Path
from backcoach.store import LogStore
from tests.store.records import session

left = int(sys.argv[2])

def mortal(name):
    real = getattr(os, name)
    def call(*args, **options):
        global left
        left -= 1
        if left < 0:
            if name == "write":
                real(args[0], bytes(args[1])[:1000])
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **options)
    setattr(os, name, call)

for name in ("open", "write", "fsync", "replace"):
    mortal(name)
LogStore(Path(sys.argv[1])).save(session(3))
"""


@pytest.mark.parametrize("rounds", [15, pytest.param(300, marks=pytest.mark.slow)])
def test_killed_at_random_instants_it_loses_nothing_it_has_kept(
    tmp_path: Path, rounds: int
) -> None:
    path, chance = tmp_path / "log" / "2026.json", random.Random(rounds)
    kept = 0
    for _ in range(rounds):
        with start(KEEP_ON, path.parent, kept) as process:
            assert process.stdout is not None
            for _ in range(chance.randint(1, 6)):
                process.stdout.readline()
            for _ in range(chance.randint(0, 100_000)):
                pass
            process.kill()
            process.stdout.read()
        sessions = LogStore(path.parent).load().sessions
        assert len(sessions) > kept
        kept = len(sessions)
        assert sessions == tuple(session(number) for number in range(kept))


@pytest.mark.parametrize("step", range(len(STEPS)))
def test_killed_before_or_amid_a_step_it_leaves_the_old_log_or_the_new(
    tmp_path: Path, step: int
) -> None:
    path = tmp_path / "log" / "2026.json"
    before = file_with(path)
    with start(DIE_AT_A_STEP, path.parent, step) as process:
        assert process.wait() == -signal.SIGKILL
    if step <= STEPS.index("replace"):
        assert path.read_bytes() == before
    else:
        assert LogStore(path.parent).load().sessions == (*SMALL_LOG.sessions, session(3))
    LogStore(path.parent).save(session(4))
    assert session(4) in LogStore(path.parent).load().sessions

"""Measures how long storing takes with years of sessions, and compares it with its limits.

With 4,000 sessions storing a set may take 5 ms and a session 30 ms; the time of a plain append is
printed beside it for comparison. 20,000 sessions are measured without a limit.
"""

from __future__ import annotations

import os
import shutil
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, timedelta
from functools import partial
from pathlib import Path

from backcoach.clock import SystemClock
from backcoach.coach.model.records import Log, Morning
from backcoach.coach.session.commands import Next
from backcoach.coach.session.segment_timer import SessionState
from backcoach.paths import content_dir, places
from backcoach.practice import Practice
from backcoach.store import LogStore
from tests.support.clock import ManualClock

MANY, VERY_MANY = 4_000, 20_000
SET_MS_MAX, SESSION_MS_MAX = 5.0, 30.0
RUNS = 15


def years_of_sessions(folder: Path, like: Path, number: int) -> None:
    """Write a log of `number` sessions up to yesterday, one a day, copied from those in `like`."""
    log = LogStore(places(str(like)).log).load()
    yesterday = SystemClock().now().astimezone(UTC) - timedelta(days=1)
    sessions, check_ins, mornings = [], [], []
    for index in range(number):
        model = log.sessions[index % len(log.sessions)]
        by = yesterday - timedelta(days=number - 1 - index) - model.ended_at
        assert model.check_in is not None
        check_in = replace(model.check_in, id=f"check-in-{index}", at=model.check_in.at + by)
        session = replace(
            model,
            id=f"session-{index}",
            started_at=model.started_at + by,
            ended_at=model.ended_at + by,
            check_in=check_in,
        )
        day = session.local_date + timedelta(days=1)
        at = session.ended_at + timedelta(hours=14)
        sessions.append(session)
        check_ins.append(check_in)
        mornings.append(Morning(f"morning-{index}", at, session.id, day, 2, True))
    years = Log(
        sessions=tuple(sessions),
        check_ins=tuple(check_ins),
        mornings=tuple(mornings),
        consents=log.consents,
        screenings=log.screenings,
        profiles=log.profiles,
    )
    LogStore(places(str(folder)).log).save_all(years)
    shutil.copy(places(str(like)).settings, places(str(folder)).settings)


def opened_once(folder: Path) -> float:
    """Open the log as the coach does and close it; the milliseconds until it is loaded."""
    practice = Practice(places(str(folder)), SystemClock(), content_dir())
    _ = practice.book.catalogue
    begun = time.perf_counter()
    practice.standing.now()
    practice.safety.lock()
    practice.safety.screening_due()
    practice.weeks.morning_due(practice.book.today())
    practice.weeks.measures_due()
    practice.weeks.review_due()
    known = (time.perf_counter() - begun) * 1000
    practice.book.remember()
    practice.book.open_sooner_next_time()
    return known


def measure_store(folder: Path) -> bool:
    """Print how long storing a set and a session takes; whether that is within the limits."""
    many = folder / "many"
    very_many = folder / "very many"
    years_of_sessions(very_many, folder / "data", VERY_MANY)
    print(f"first opening with {VERY_MANY:,} sessions: {opened_once(very_many):.0f} ms")
    print(
        f"later openings: {opened_once(very_many):.0f} ms, with {MANY:,}: {opened_once(many):.0f}"
    )
    held = True
    for place, number in ((many, MANY), (very_many, VERY_MANY)):
        figures = store_figures(place)
        words = ", ".join(f"{name} {median:.1f} ms" for name, median in figures.items())
        print(f"with {number:,} sessions: {words}")
        if number == MANY:
            held = figures["a set"] <= SET_MS_MAX and figures["a session"] <= SESSION_MS_MAX
    return held


def store_figures(place: Path) -> dict[str, float]:
    """The median milliseconds of each write while sessions are done."""
    clock = ManualClock(SystemClock().now())
    practice = Practice(places(str(place)), clock, content_dir())
    times: dict[str, list[float]] = {}

    def timed(name: str, run: Callable[[], object]) -> None:
        begun = time.perf_counter()
        run()
        times.setdefault(name, []).append((time.perf_counter() - begun) * 1000)

    LogStore(places(str(place)).log, practice.book.today).save_all(Log())  # the backup of the day
    check_in = practice.sessions.check_in(practice.sessions.answered(2, {}))
    plan = practice.standing.plan()
    with (place / "small").open("ab", buffering=0) as small:

        def append() -> None:
            small.write(b"x" * 8_000)
            os.fsync(small.fileno())

        for _ in range(RUNS):
            session = practice.sessions.open(plan, check_in)
            session.start()
            while session.player.position.state is not SessionState.ENDED:
                session.recorder.send(Next())
                clock.advance(1)
                session.recorder.tick()
                timed("a set", partial(session.recorder.send, Next()))
                timed("bare append and sync of 8 KB", append)
            timed("a session", session.end)
            clock.advance(86_400 / 4)
    return {name: statistics.median(found) for name, found in times.items()}

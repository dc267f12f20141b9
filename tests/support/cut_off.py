"""Creates a folder with a session that was cut off."""

from __future__ import annotations

from pathlib import Path

from backcoach.coach.session.commands import PauseOrResume
from backcoach.open_session import OpenSession
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.content import item, plan_of


def cut_off_in(folder: Path, seconds: float = 90) -> OpenSession:
    """Follow a session of cobra and bird-dog for so long, then end the program abruptly."""
    clock = ManualClock()
    practice = practice_in(folder, clock)
    plan = plan_of(item("cobra"), item("bird_dog", 2))
    session = practice.sessions.open(
        plan, practice.sessions.check_in(practice.sessions.answered(2, {}))
    )
    session.start()
    while seconds > 0:
        clock.advance(0.5)
        seconds -= 0.5
        session.recorder.tick()
    session.recorder.send(PauseOrResume())
    return session

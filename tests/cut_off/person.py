"""A user whose program ends abruptly during a session."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.planning.plan import Plan
from backcoach.coach.session.segment_timer import SessionState
from backcoach.open_session import OpenSession
from backcoach.practice import Practice
from backcoach.practice.unfinished import Unfinished
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.content import item, plan_of

PLAN = plan_of(item("cobra"), item("bird_dog", 2), item("front_plank"))


class Person:
    """Somebody with a program that dies now and then; each life has its own clock."""

    def __init__(self, folder: Path, speed: float = 1.0) -> None:
        self.folder = folder
        self.clock = ManualClock(speed=speed)
        self.practice = practice_in(folder, self.clock)
        self.sessions: list[OpenSession] = []

    def begin(self, plan: Plan = PLAN) -> OpenSession:
        session = self.practice.sessions.open(
            plan,
            self.practice.sessions.check_in(self.practice.sessions.answered(2, {})),
            self.clock.speed,
        )
        session.start()
        self.sessions.append(session)
        return session

    def pass_seconds(self, session: OpenSession, seconds: float, every: float = 0.5) -> None:
        while seconds > 0 and session.player.position.state is not SessionState.ENDED:
            self.clock.advance(min(every, seconds))
            seconds -= every
            session.recorder.tick()

    def to_the_end(self, session: OpenSession) -> SessionRecord:
        while session.player.position.state is not SessionState.ENDED:
            assert session.player.position.state in (SessionState.RUNNING, SessionState.COUNTING_IN)
            self.pass_seconds(session, 60)
        record = session.end()
        assert record is not None
        return record

    def later(self, hours: float = 0.1) -> Practice:
        """Killed, and begun anew; the machine was started anew as well."""
        self.die()
        self.clock = ManualClock(self.clock.now() + timedelta(hours=hours), self.clock.speed)
        self.practice = practice_in(self.folder, self.clock)
        return self.practice

    def asked(self) -> Unfinished:
        found = self.practice.unfinished.found()
        assert found is not None
        return found

    def go_on(self) -> OpenSession:
        session = self.asked().session
        assert session is not None
        return self.take_up(session)

    def take_up(self, session: OpenSession) -> OpenSession:
        session.take_up()
        self.sessions.append(session)
        return session

    def die(self) -> None:
        """The system closes the files of a process that is no more."""
        for session in self.sessions:
            session._journal.close()
        self.sessions.clear()


def is_over(session: OpenSession) -> bool:
    return session.player.position.state is SessionState.ENDED


def done(record: SessionRecord) -> list[tuple[str, int, float]]:
    """What was done of each set."""
    return [(each.exercise, each.done.reps, each.done.seconds) for each in record.sets]

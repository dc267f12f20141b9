"""A running session: its player, its journal, and its record so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from backcoach import __version__
from backcoach.clock import Clock
from backcoach.coach.model.days import offset_minutes_of
from backcoach.coach.model.records import CheckIn, SessionRecord, Status
from backcoach.coach.session.commands import SessionCommand, Start, TakeUp
from backcoach.coach.session.events import Event
from backcoach.coach.session.player import Player
from backcoach.coach.session.recorder import RecordedCommand, Recorder, SessionTime
from backcoach.store import StoreError
from backcoach.store.journal import Journal, JournalContent

ROUNDING = 0.02
"""Seconds that rounding may add or take away: sets are stored in hundredths of a second."""
RECORD_EVERY = 5.0
"""Least seconds between two records in the journal if no set ended, as a key may be held down."""


class Begun(NamedTuple):
    """The properties of a session that never change. `started_at` is local."""

    id: str
    started_at: datetime
    check_in: CheckIn | None
    speed: float


class OpenSession:
    """Follows one plan, and passes the record to `keep`, which stores it, at the end.

    Until then the journal has all commands and what was done. Send commands through `recorder`;
    read the state from `player`. `stopped` are the warning signs for which it was ended; None if
    there were none.
    """

    def __init__(
        self,
        begun: Begun,
        recorder: Recorder,
        time: SessionTime,
        journal: Journal,
        *,
        clock: Clock,
        keep: Callable[[SessionRecord], None],
    ) -> None:
        self.begun = begun
        self.recorder = recorder
        self.stopped: dict[str, str | None] | None = None
        self.problem: StoreError | None = None
        """Why the latest change is not on disk; None if it is."""
        self._time = time
        self._journal = journal
        self._clock = clock
        self._keep = keep
        self._known = (begun.started_at, 0.0)
        """A wall-clock time, and the session's time at that instant."""
        self._written_last: tuple[object, float] = ((), -RECORD_EVERY)
        """The number of sets done, and the session's time, at the last record in the journal."""
        self._is_stored = False

    @property
    def player(self) -> Player:
        """The present snapshot of the session."""
        return self.recorder.player

    @property
    def id(self) -> str:
        """The id of its record."""
        return self.begun.id

    @property
    def check_in(self) -> CheckIn | None:
        """The check-in before the session."""
        return self.begun.check_in

    @property
    def speed(self) -> float:
        """The speed; above 1 the session is a rehearsal."""
        return self.begun.speed

    @property
    def something_done(self) -> bool:
        """Whether there was any work, skip or pain report, so that there is something to store."""
        return bool(self.player.pain.reports) or any(
            record.done.seconds > 0 or record.skipped for record in self.player.records()
        )

    # Following

    def start(self) -> list[Event]:
        """Start the first exercise."""
        return self._follow(Start())

    def take_up(self) -> list[Event]:
        """Resume the session where it was cut off."""
        self.player.stand_still()
        self._known = (max(self._ended_at, self._clock.now()), self._time.asleep)
        return self._follow(TakeUp())

    def _follow(self, first: SessionCommand) -> list[Event]:
        # A session keeps its own speed, whatever the present one of the clock is.
        rate = self.speed / getattr(self._clock, "speed", 1.0)
        self._time.follow(self._clock, rate)
        self.recorder.on_command = self._write_down
        return self.recorder.send(first)

    def _write_down(self, entry: RecordedCommand, must_last: bool) -> None:
        """Add a command to the journal. If that fails the session goes on.

        The next call then tries again. Once the session is stored nothing is added: a late key
        would start a new journal.
        """
        if self._is_stored:
            return
        record = self._record_to_write() if must_last and self.something_done else None
        try:
            self._journal.add(entry, record, sync=must_last)
        except StoreError as error:
            self.problem = error
        else:
            self.problem = None if must_last else self.problem

    def _record_to_write(self) -> SessionRecord | None:
        """The record, if a set ended or some time has passed since the last one; else None."""
        record = self.record()
        finished = (
            tuple((each.exercise, each.completed, each.skipped) for each in record.sets),
            record.pain_reports,
        )
        before, at = self._written_last
        if finished == before and self._time.asleep - at < RECORD_EVERY:
            return None
        self._written_last = (finished, self._time.asleep)
        return record

    def close(self) -> None:
        """Write everything up to now to the journal, so that the session can be resumed."""
        self.recorder.mark()
        self._journal.close()

    # The record

    def record(self) -> SessionRecord:
        """The record of the session at the last look at the clock."""
        player, plan = self.player, self.player.plan
        started_at = self.begun.started_at
        return SessionRecord(
            id=self.id,
            started_at=started_at.astimezone(UTC),
            ended_at=self._ended_at.astimezone(UTC),
            utc_offset_minutes=offset_minutes_of(started_at),
            status=Status.COMPLETED if player.finished else Status.PARTIAL,
            stage=plan.stage,
            template=plan.template,
            length=plan.length,
            programme_version=plan.programme_version,
            app_version=__version__,
            planned_seconds=round(plan.seconds),
            active_seconds=round(player.position.active_seconds, 1),
            sets=player.records(),
            check_in=self.check_in,
            pain_reports=tuple(player.pain.reports),
            speed=self.speed,
            kind=plan.kind,
            walk_minutes=player.walk_minutes,
        )

    @property
    def _ended_at(self) -> datetime:
        """The wall-clock time by the session's own counter, even if the clock was set since."""
        at, then = self._known
        return at + timedelta(seconds=(self._time.asleep - then) / self.speed)

    def end(self) -> SessionRecord | None:
        """Store what was done. Returns None if nothing was; raises StoreError and keeps the
        journal.
        """
        record = self.record() if self.something_done else None
        if record is not None:
            self._keep(record)
        self._journal.remove()
        self._is_stored = True
        return record

    # Resuming

    def play_back(self, written: JournalContent) -> bool:
        """Play back the journal. Returns whether the result agrees with the record in it."""
        try:
            for each in written.notes:
                if isinstance(each, RecordedCommand):
                    self.recorder.play_back(each)
                elif _agree(each, self.record()):
                    self._known = (each.ended_at, self._time.asleep)
                else:
                    return False
        except ValueError:
            return False
        return True


def _agree(recorded: SessionRecord, played: SessionRecord) -> bool:
    """Whether both records have the same work. Rounding depends on how often the clock was read."""
    if len(recorded.sets) != len(played.sets) or recorded.pain_reports != played.pain_reports:
        return False
    return all(
        abs(one.done.seconds - other.done.seconds) < ROUNDING
        and replace(one, done=replace(one.done, seconds=0))
        == replace(other, done=replace(other.done, seconds=0))
        for one, other in zip(recorded.sets, played.sets, strict=True)
    )

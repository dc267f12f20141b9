"""A session while it is followed: its player, its journal, and the record that grows with it."""

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
"""Seconds: what is kept of a set is rounded to hundredths."""
RECORD_EVERY = 5.0
"""Seconds between two records in the journal when nothing was finished: a key may be held down."""


class Begun(NamedTuple):
    """What is true of a session from its first moment. `started_at` is local."""

    id: str
    started_at: datetime
    check_in: CheckIn | None
    speed: float


class OpenSession:
    """Follows one plan and hands what was done of it to `keep` at the end, which stores it.

    Until then the journal holds all commands and what was done. Commands go through `recorder`;
    `player` is there to be asked. `stopped` are the signs for which it was ended; None
    where it was not.
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
        """Why the last thing that was done is not on disk; None while it is."""
        self._time = time
        self._journal = journal
        self._clock = clock
        self._keep = keep
        self._known = (begun.started_at, 0.0)
        """An instant on the clock on the wall, and what the session had counted by then."""
        self._written_last: tuple[object, float] = ((), -RECORD_EVERY)
        """What was finished, and what the session had counted, when it was last recorded."""
        self._is_stored = False

    @property
    def player(self) -> Player:
        """Where the session is."""
        return self.recorder.player

    @property
    def id(self) -> str:
        """The id of its record."""
        return self.begun.id

    @property
    def check_in(self) -> CheckIn | None:
        """What was said before it."""
        return self.begun.check_in

    @property
    def speed(self) -> float:
        """How many times as fast as in earnest; above 1 it is a rehearsal."""
        return self.begun.speed

    @property
    def something_done(self) -> bool:
        """Any work, skip or pain report: there is something to keep."""
        return bool(self.player.pain_reports) or any(
            record.done.seconds > 0 or record.skipped for record in self.player.records()
        )

    # Following

    def start(self) -> list[Event]:
        """Begin with the first exercise."""
        return self._follow(Start())

    def take_up(self) -> list[Event]:
        """Go on where the session was cut off."""
        self.player.stand_still()
        self._known = (max(self._ended_at, self._clock.now()), self._time.asleep)
        return self._follow(TakeUp())

    def _follow(self, first: SessionCommand) -> list[Event]:
        # A session keeps its own speed, whatever that of the clock is by now.
        rate = self.speed / getattr(self._clock, "speed", 1.0)
        self._time.follow(self._clock, rate)
        self.recorder.on_command = self._write_down
        return self.recorder.send(first)

    def _write_down(self, entry: RecordedCommand, must_last: bool) -> None:
        """Put it into the journal; when that fails the session goes on, and the next try tells.

        Once the session is stored a key may still be on its way: it would begin a new journal.
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
        """The record, where something was finished since the last one, or some time has passed."""
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
        """Leave it as it is, to be gone on with: all up to now is in the journal."""
        self.recorder.mark()
        self._journal.close()

    # What there is of it

    def record(self) -> SessionRecord:
        """The session as it stood at the last look at the clock."""
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
            active_seconds=round(player.active_seconds, 1),
            sets=player.records(),
            check_in=self.check_in,
            pain_reports=tuple(player.pain_reports),
            speed=self.speed,
            kind=plan.kind,
        )

    @property
    def _ended_at(self) -> datetime:
        """The instant, as far from the start as it was, whatever was done to the clock since."""
        at, then = self._known
        return at + timedelta(seconds=(self._time.asleep - then) / self.speed)

    def end(self) -> SessionRecord | None:
        """Store what was done; None when nothing was. Raises StoreError, and keeps the journal."""
        record = self.record() if self.something_done else None
        if record is not None:
            self._keep(record)
        self._journal.remove()
        self._is_stored = True
        return record

    # After it was cut off

    def play_back(self, written: JournalContent) -> bool:
        """Bring it to where the journal left it; whether that agrees with what was done by then."""
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


def _agree(kept: SessionRecord, played: SessionRecord) -> bool:
    """Whether both say the same was done. How often a clock was looked at changes rounding."""
    if len(kept.sets) != len(played.sets) or kept.pain_reports != played.pain_reports:
        return False
    return all(
        abs(one.done.seconds - other.done.seconds) < ROUNDING
        and replace(one, done=replace(one.done, seconds=0))
        == replace(other, done=replace(other.done, seconds=0))
        for one, other in zip(kept.sets, played.sets, strict=True)
    )

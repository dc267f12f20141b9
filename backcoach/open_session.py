"""A session while it is followed: its player, and the record that grows with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from backcoach import __version__
from backcoach.clock import Clock
from backcoach.coach.player import Player
from backcoach.coach.safety import StopSigns
from backcoach.coach.session import CheckIn, SessionRecord, Status


class OpenSession:
    """Follows one plan and hands what is done of it to `keep`, which stores it.

    `stopped` are the signs for which it was ended; None where it was not.
    """

    def __init__(
        self,
        session_id: str,
        player: Player,
        clock: Clock,
        keep: Callable[[SessionRecord], None],
        *,
        check_in: CheckIn | None,
        speed: float,
    ) -> None:
        self.player = player
        self.check_in = check_in
        self.speed = speed
        self.stopped: StopSigns | None = None
        self._id = session_id
        self._clock = clock
        self._keep = keep
        self._started = clock.now()
        self._counted = clock.awake_or_asleep()

    @property
    def id(self) -> str:
        """The id of its record."""
        return self._id

    @property
    def something_done(self) -> bool:
        """Any work, skip or pain report: there is something to keep."""
        return bool(self.player.pain_reports) or any(
            record.done.seconds > 0 or record.skipped for record in self.player.records()
        )

    def record(self) -> SessionRecord:
        """The session as it stands now."""
        player, plan = self.player, self.player.plan
        offset = self._started.utcoffset()
        return SessionRecord(
            id=self._id,
            started_at=self._started.astimezone(UTC),
            ended_at=self._ended_at.astimezone(UTC),
            utc_offset_minutes=0 if offset is None else int(offset.total_seconds() // 60),
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
        counted = self._clock.awake_or_asleep() - self._counted
        return self._started + timedelta(seconds=counted / self.speed)

    def keep(self) -> SessionRecord | None:
        """Store what was done so far; None when nothing was."""
        if not self.something_done:
            return None
        record = self.record()
        self._keep(record)
        return record

"""The one door to a person's practice: what can be done, what was done, and what comes next.

The command line and the screens both go through it; nothing else writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.clock import Clock
from backcoach.coach import safety
from backcoach.coach.plan import Plan
from backcoach.coach.planner import plan_session
from backcoach.coach.programme import Length
from backcoach.coach.progression import Standing, standing
from backcoach.coach.session import (
    CheckIn,
    Consent,
    Decision,
    Log,
    Ratings,
    SessionRecord,
    StageChoice,
)
from backcoach.paths import Places
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.files import write_atomically

if TYPE_CHECKING:
    from backcoach.open_session import OpenSession


class Practice:
    """Opens the content and the log of one person. Reads lazily, writes at once."""

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.places = places
        self.clock = clock
        self._content = content
        self._store = LogStore(places.log)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Exercises, programme and safety texts. Raises CatalogueError."""
        return load_catalogue(self._content)

    @cached_property
    def _settings(self) -> Settings:
        return load_settings(self.places.settings)

    @property
    def settings(self) -> Settings:
        """The user's settings. Raises StoreError when the file is damaged."""
        return self._settings

    @cached_property
    def _log(self) -> Log:
        return self._store.load()

    @property
    def log(self) -> Log:
        """Everything recorded. Raises StoreError when the file is damaged."""
        return self._log

    def reload(self) -> None:
        """Forget what was read, so that the next look reads the file again."""
        self.__dict__.pop("_log", None)

    # Where the user stands

    def today(self) -> date:
        """The local date."""
        return self.clock.now().date()

    def standing(self) -> Standing:
        """Stage, gates and why, computed from the log."""
        return self._standing_after(self.log)

    def standing_without(self, record: SessionRecord) -> Standing:
        """Where the user would stand had `record` not happened: what it changed shows beside it."""
        others = tuple(each for each in self.log.sessions if each.id != record.id)
        return self._standing_after(replace(self.log, sessions=others))

    def _standing_after(self, log: Log) -> Standing:
        now = self.clock.now()
        offset = now.utcoffset()
        minutes = 0 if offset is None else int(offset.total_seconds() // 60)
        content = self.catalogue
        return standing(
            log,
            content.programme,
            now.date(),
            offset_minutes=minutes,
            exercises=content.exercises,
        )

    def plan(self, length: Length | None = None, now: Standing | None = None) -> Plan:
        """The session that comes next; `length` overrides the user's setting.

        `now` is the standing where the caller has it already.
        """
        now = now or self.standing()
        return plan_session(
            self.catalogue.programme,
            self.catalogue.exercises,
            stage=now.stage,
            done_in_stage=now.sessions_in_stage,
            length=length or self.settings.length,
            levels=now.levels,
        )

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """All sessions, oldest first, rehearsals included."""
        return self.log.sessions

    @property
    def last_session(self) -> SessionRecord | None:
        """The latest real session."""
        return next((s for s in reversed(self.log.sessions) if not s.is_rehearsal), None)

    def days_since_last(self) -> int | None:
        """Whole local days since the latest real session; None without one."""
        last = self.last_session
        return None if last is None else max(0, (self.today() - last.local_date).days)

    # Consent and choices

    @property
    def consented(self) -> bool:
        """The present version of the disclaimer was accepted."""
        version = self.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self.log.consents)

    def consent(self) -> None:
        """Record that the disclaimer was read and accepted."""
        version = self.catalogue.safety.disclaimer.version
        self._store.keep_consent(Consent(self.new_id(), self._now(), version))
        self.reload()

    def choose(self, decision: Decision, stage: int) -> None:
        """Record the user's own decision about their stage."""
        self._store.keep_choice(StageChoice(self.new_id(), self._now(), decision, stage))
        self.reload()

    def change_settings(self, settings: Settings) -> None:
        """Store `settings`; they hold in this run even when they can't be written."""
        self.__dict__["_settings"] = settings
        save_settings(self.places.settings, settings)

    # A session, from check-in to ratings

    def check_in(self, pain: int, answers: Mapping[str, str | None]) -> CheckIn:
        """Record how the user is today and what follows from it (`CheckIn.outcome`)."""
        content = self.catalogue
        minimum = content.programme.readiness.no_workout_pain_min
        outcome = safety.outcome(content.safety, minimum, pain, answers)
        record = CheckIn(
            self.new_id(),
            self._now(),
            pain,
            tuple(answers),
            outcome.value,
            content.safety.version,
        )
        self._store.keep_check_in(record)
        self.reload()
        return record

    def open_session(self, plan: Plan, check_in: CheckIn | None, speed: float = 1.0) -> OpenSession:
        """Begin to follow `plan`. Nothing is stored before something was done."""
        # The player is needed only now; the first screen is there sooner without it.
        from backcoach.coach.player import Player
        from backcoach.open_session import OpenSession

        content = self.catalogue
        player = Player(
            plan,
            content.exercises,
            content.programme.timing,
            self.clock,
            speed=speed,
            auto_advance=self.settings.auto_advance,
        )
        return OpenSession(
            self.new_id(), player, self.clock, self.keep_session, check_in=check_in, speed=speed
        )

    def keep_session(self, record: SessionRecord) -> None:
        """Store a session, or store it again with more in it."""
        self._store.keep_session(record)
        self.reload()

    def rate(self, record: SessionRecord, worst_pain: int, effort: int, note: str) -> SessionRecord:
        """Add the ratings to a stored session."""
        rated = replace(record, ratings=Ratings(self._now(), worst_pain, effort, note))
        self.keep_session(rated)
        return rated

    def keep_crash_report(self, report: str) -> Path | None:
        """Write what went wrong beside the log; None when even that can't be written."""
        try:
            place = self.places.data / "crash.txt"
            write_atomically(place, report.encode())
            return place
        except StoreError:
            return None

    def _now(self) -> datetime:
        return self.clock.now().astimezone(UTC)

    def new_id(self) -> str:
        """An id for a new record: it sorts by time and is never given twice."""
        return f"{self._now():%Y%m%dT%H%M%SZ}-{os.urandom(3).hex()}"

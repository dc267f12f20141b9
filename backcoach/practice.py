"""The one door to a person's practice: what can be done, what was done, and what comes next.

The command line and the screens both go through it; nothing else writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.clock import Clock
from backcoach.coach import insight, mornings, safety, screening
from backcoach.coach.measures import Activity, Measures
from backcoach.coach.plan import Plan
from backcoach.coach.planner import plan_session
from backcoach.coach.profile import Profile
from backcoach.coach.programme import Length
from backcoach.coach.progression import Standing, standing
from backcoach.coach.questions import ClearanceKind, Lock
from backcoach.coach.screening import Due
from backcoach.coach.session import (
    CheckIn,
    Clearance,
    Consent,
    Decision,
    Log,
    Morning,
    Ratings,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.paths import Places
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.files import write_atomically

if TYPE_CHECKING:
    from backcoach.coach.review import Review
    from backcoach.open_session import OpenSession


class Practice:
    """Opens the content and the log of one person. Reads lazily, writes at once."""

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.places = places
        self.clock = clock
        self.content = content
        self._store = LogStore(places.log)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Exercises, programme and safety texts. Raises CatalogueError."""
        return load_catalogue(self.content)

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
        content = self.catalogue
        return standing(
            log,
            content.programme,
            self.today(),
            offset_minutes=self._offset_minutes(),
            exercises=content.exercises,
        )

    def _offset_minutes(self) -> int:
        """How far east of UTC the user is now."""
        offset = self.clock.now().utcoffset()
        return 0 if offset is None else int(offset.total_seconds() // 60)

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

    # Consent

    @property
    def consented(self) -> bool:
        """The present version of the disclaimer was accepted."""
        version = self.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self.log.consents)

    def consent(self) -> None:
        """Record that the disclaimer was read and accepted."""
        version = self.catalogue.safety.disclaimer.version
        self._store.keep(Consent(self.new_id(), self._now(), version))
        self.reload()

    # The safety questions at the start

    def screening_due(self) -> Due | None:
        """Why the safety questions have to be asked now; None when they need not be."""
        return screening.screening_due(self.log, self.catalogue.safety.screening, self.clock.now())

    def lock(self) -> Lock:
        """What keeps a session from starting, computed from the log."""
        return screening.standing_lock(self.log, self.catalogue.safety.screening)

    def keep_screening(self, yes: Sequence[str]) -> Screening:
        """Record the answers; `yes` holds the ids of all that was marked, empty for none."""
        questions = self.catalogue.safety.screening
        outcome = screening.outcome_of(yes, questions)
        record = Screening(self.new_id(), self._now(), questions.version, tuple(yes), outcome)
        self._store.keep(record)
        self.reload()
        return record

    def clear(self, kind: ClearanceKind) -> Clearance:
        """Record the user's tick; it belongs to the latest answers.

        Raises ValueError when the questions have never been answered.
        """
        answered = screening.latest_screening(self.log)
        if answered is None:
            raise ValueError("nothing has been answered yet")
        record = Clearance(self.new_id(), self._now(), answered.id, kind)
        self._store.keep(record)
        self.reload()
        return record

    # Choices

    def choose(self, decision: Decision, stage: int) -> None:
        """Record the user's own decision about their stage."""
        self._store.keep(StageChoice(self.new_id(), self._now(), decision, stage))
        self.reload()

    def change_settings(self, settings: Settings) -> None:
        """Store `settings`; they hold in this run even when they can't be written."""
        self.__dict__["_settings"] = settings
        save_settings(self.places.settings, settings)

    # The morning after

    def morning_due(self, today: date) -> SessionRecord | None:
        """The session whose morning after is to be asked about on opening the coach `today`.

        None as well when the question was put off on that day.
        """
        if self.settings.morning_put_off == today:
            return None
        return mornings.morning_due(self.log, today, self.catalogue.programme.readiness)

    def put_off_morning(self) -> None:
        """Don't ask again today; the settings hold in this run even when they can't be written."""
        self.change_settings(replace(self.settings, morning_put_off=self.today()))

    def keep_morning(
        self,
        session: SessionRecord,
        pain: int,
        back_to_usual: bool | None,
        day: date | None = None,
    ) -> Morning:
        """Record how the back was on getting up after `session`: pain 0-10, and as usual or not.

        `day` is the local date of that morning, the one after the session unless told otherwise.
        """
        day = day or mornings.morning_after(session)
        record = Morning(self.new_id(), self._now(), session.id, day, pain, back_to_usual)
        self._store.keep(record)
        self.reload()
        return record

    def morning_of(self, session: SessionRecord) -> Morning | None:
        """The answer that stands for the morning after `session`; None without one."""
        return self.morning_answers.get(session.id)

    @property
    def morning_answers(self) -> dict[str, Morning]:
        """The answers that stand, by session id."""
        return mornings.standing_answers(self.log.mornings)

    # The outcome measures and the review

    def measures_due(self) -> insight.MeasuresDue | None:
        """What is to be asked about the last weeks on opening the coach; None when nothing is."""
        return insight.measures_due(
            self.log,
            self.today(),
            self.catalogue.programme,
            put_off=self.settings.measures_put_off,
            offset_minutes=self._offset_minutes(),
        )

    def put_off_measures(self) -> None:
        """Ask no more about what is due by now; the settings hold even when not written."""
        self.change_settings(replace(self.settings, measures_put_off=self.today()))

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities the user follows, in their words; empty while none is named."""
        profile = self._last_profile()
        return () if profile is None else profile.activities

    def name_activities(self, names: Sequence[str]) -> None:
        """Record which activities the user follows from now on; all else in the profile stays."""
        before = self._last_profile() or Profile("", self._now())
        record = replace(before, id=self.new_id(), at=self._now(), activities=tuple(names))
        self._store.keep(record)
        self.reload()

    def _last_profile(self) -> Profile | None:
        return max(self.log.profiles, key=attrgetter("at", "id"), default=None)

    def keep_measures(self, week_pain: int | None, activities: Sequence[Activity]) -> Measures:
        """Record the average pain of the last 7 days and how the activities go, all 0-10.

        Raises ValueError when neither is told.
        """
        if week_pain is None and not activities:
            raise ValueError("nothing was told")
        record = Measures(self.new_id(), self._now(), week_pain, tuple(activities))
        self._store.keep(record)
        self.reload()
        return record

    def review(self) -> Review | None:
        """The course so far, and from the first review on its verdict; None before any session."""
        # Needed only when somebody looks; the first screen is there sooner without it.
        from backcoach.coach.review import review

        return review(
            self.log,
            self.today(),
            self.catalogue.programme,
            self.standing().levels,
            offset_minutes=self._offset_minutes(),
        )

    def review_due(self) -> bool:
        """Whether a review has come that was not shown yet."""
        programme = self.catalogue.programme
        course = insight.course_on(self.log, self.today(), programme)
        return course is not None and insight.review_due(
            course, self.today(), programme.review, self.settings.review_seen
        )

    def see_review(self) -> None:
        """It was shown; the settings hold in this run even when they can't be written."""
        self.change_settings(replace(self.settings, review_seen=self.today()))

    # A session, from check-in to ratings

    def check_in(
        self, pain: int, answers: Mapping[str, str | None], *, rehearsal: bool = False
    ) -> CheckIn:
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
            rehearsal,
        )
        self._store.keep(record)
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
        self._store.keep(record)
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

"""The one door to a person's practice: what can be done, what was done, and what comes next.

The command line and the screens both go through it; nothing else writes.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from backcoach.catalogue import Catalogue, keep_parsed, load_catalogue
from backcoach.clock import Clock
from backcoach.coach import insight, mornings, safety, screening
from backcoach.coach.day import Choice, Day
from backcoach.coach.measures import Activity, Measures
from backcoach.coach.mornings import Asked
from backcoach.coach.plan import Plan
from backcoach.coach.profile import Profile, tidy
from backcoach.coach.programme import Length
from backcoach.coach.progression import Standing, standing
from backcoach.coach.questions import ClearanceKind, Lock
from backcoach.coach.screening import Due
from backcoach.coach.session import (
    CheckIn,
    Clearance,
    Consent,
    Decision,
    Energy,
    FlareReport,
    Log,
    Morning,
    Ratings,
    Screening,
    SessionRecord,
    StageChoice,
)
from backcoach.coach.suit import Suit, suit_of
from backcoach.coach.today import day_for, plan_for
from backcoach.paths import Places
from backcoach.store import LogStore, Settings, StoreError, load_settings, save_settings
from backcoach.store.codec import R
from backcoach.store.errors import BusyError
from backcoach.store.files import write_atomically

if TYPE_CHECKING:
    from backcoach.coach.review import Review
    from backcoach.coach.safety import StopSigns
    from backcoach.open_session import OpenSession
    from backcoach.shortcut import Shortcut
    from backcoach.store.transfer import Comparison

WORTH_IT = 300
"""Sessions from which on more is kept than the log: fewer are read as quickly as it is."""


class Practice:
    """Opens the content and the log of one person. Reads lazily, writes at once."""

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.places = places
        self.clock = clock
        self.content = content
        self._store = LogStore(places.log, self.today)
        self.read_only = ""
        """Why nothing is written here; empty when it may be."""
        self.unstored: dict[str, SessionRecord] = {}
        """Sessions that could not be stored, by id; each further attempt clears its own."""
        self._known: tuple[date, timedelta | None, Standing] | None = None

    @cached_property
    def catalogue(self) -> Catalogue:
        """Exercises, programme and safety texts. Raises CatalogueError."""
        return load_catalogue(self.content, self.places.parsed)

    def open_sooner_next_time(self) -> None:
        """Keep the content as it was parsed; call it where it is known to be sound."""
        keep_parsed(self.content, self.places.parsed)

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

    def newer(self) -> str:
        """Why the log that was read must not be written: a newer version did; empty otherwise."""
        error = self._store.newer()
        return "" if error is None else error.problem

    def changed_outside(self) -> str:
        """The files of the log that something else than backcoach has changed; empty if none."""
        return ", ".join(path.name for path in self._store.changed_outside())

    @property
    def backup_problem(self) -> str:
        """Why today's backup could not be made; empty when it could."""
        return self._store.backup_problem

    def reload(self) -> None:
        """Forget what was read, so that the next look reads the files again."""
        for name in ("_log", "recent"):
            self.__dict__.pop(name, None)
        self._known = None

    @cached_property
    def _shortcut(self) -> Shortcut | None:
        """The quick way past years of sessions that are known already; None without one."""
        if not self.places.walked.exists():
            return None
        checksums = self._store.checksums()
        if checksums is None:
            return None
        from backcoach.shortcut import key_of, load_shortcut

        return load_shortcut(self.places.walked, key_of(checksums, self.content), self.catalogue)

    @cached_property
    def recent(self) -> Log:
        """The part of the log that all that comes up on opening is answered from; often smaller.

        Of most sessions only their time is left: whatever looks back further asks `log`.

        Raises StoreError when a file is damaged.
        """
        shortcut = self._shortcut
        return self.log if shortcut is None else shortcut.recent

    @property
    def _weeks(self) -> Log:
        """What tells when somebody trained and what they told; all of it on a day set back."""
        shortcut = self._shortcut
        return self.recent if shortcut is None or shortcut.reaches(self.today()) else self.log

    def remember(self) -> None:
        """Keep for the next start what takes long to compute; nothing happens when that fails."""
        if self.read_only:
            return
        shortcut = self.__dict__.get("_shortcut")
        if shortcut is None and len(self.__dict__.get("_log", Log()).sessions) < WORTH_IT:
            return
        with suppress(StoreError), self._store.still():
            self._remember(shortcut)

    def _remember(self, shortcut: Shortcut | None) -> None:
        from backcoach.shortcut import key_of, save_shortcut, shortcut_of

        if shortcut is not None:
            if not shortcut.since or not self._store.followed():
                return
            shortcut = shortcut.moved_on()
        checksums = self._store.checksums()
        if checksums is None:
            return
        shortcut = shortcut or shortcut_of(self._store.load(), self.catalogue)
        if shortcut is not None:
            save_shortcut(self.places.walked, key_of(checksums, self.content), shortcut)

    def _keep(self, record: R) -> None:
        """Store `record`. What was known before stays known where it doesn't change it."""
        self._check_may_write()
        self._store.keep(record)
        shortcut = self.__dict__.get("_shortcut")
        if shortcut is not None:
            shortcut.add(record)
            if not self._store.followed() or shortcut.goes_back(record):
                self.__dict__["_shortcut"] = None
        self.reload()

    def _check_may_write(self) -> None:
        if self.read_only:
            raise BusyError(self.places.data, self.read_only, "Nothing was changed.")

    # Where the user stands

    def today(self) -> date:
        """The local date."""
        return self.clock.now().date()

    def local_day(self, at: datetime) -> date:
        """The date of an instant on the user's clock."""
        return at.astimezone(self.clock.now().tzinfo).date()

    def standing(self) -> Standing:
        """Stage, gates and why, computed from the log; once for each state of it and day."""
        now = self.clock.now()
        offset, known = now.utcoffset(), self._known
        if known is None or known[:2] != (now.date(), offset):
            shortcut = self._shortcut
            quick = None if shortcut is None else shortcut.standing(now.date())
            found = quick or self._standing_after(self.log)
            known = self._known = (now.date(), offset, found)
        return known[2]

    def standing_with(self, check_in: CheckIn) -> Standing:
        """Where the user would stand after `check_in`, which need not be stored."""
        return self._standing_after(replace(self.log, check_ins=(*self.log.check_ins, check_in)))

    def standing_without(self, record: SessionRecord) -> Standing:
        """Where the user would stand had `record` not happened: what it changed shows beside it."""
        shortcut = self._shortcut
        quick = None if shortcut is None else shortcut.standing(self.today(), without=record.id)
        if quick is not None:
            return quick
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

    def day(self, check_in: CheckIn | None = None, now: Standing | None = None) -> Day:
        """Which session fits today, after `check_in` or before there is one.

        `now` is the standing where the caller has it already.
        """
        now = now or self.standing()
        return day_for(now, check_in, self.today(), self.catalogue.programme)

    def plan(
        self,
        length: Length | None = None,
        now: Standing | None = None,
        day: Day | None = None,
    ) -> Plan:
        """The session that comes next; `length` overrides that of the profile.

        `now` is the standing where the caller has it already, `day` what today makes of it.
        """
        content, now = self.catalogue, now or self.standing()
        return plan_for(now, day, content.programme, content.exercises, length)

    def choices(self, day: Day, length: Length | None, now: Standing) -> dict[Choice, Plan]:
        """What can be done on `day`, what is proposed first, each with its plan.

        An offer that leads to the very session that is proposed is left out.
        """
        plans: dict[Choice, Plan] = {}
        for choice in (day.choice, *day.offers):
            plan = self.plan(length, now, day.choosing(choice))
            if all(plan.items != other.items for other in plans.values()):
                plans[choice] = plan
        return plans

    @property
    def sessions(self) -> tuple[SessionRecord, ...]:
        """All sessions, oldest first, rehearsals included."""
        return self.log.sessions

    @property
    def last_session(self) -> SessionRecord | None:
        """The latest real session."""
        return next((s for s in reversed(self.recent.sessions) if not s.is_rehearsal), None)

    def days_since_last(self) -> int | None:
        """Whole local days since the latest real session; None without one."""
        last = self.last_session
        return None if last is None else max(0, (self.today() - last.local_date).days)

    # Who somebody is

    @property
    def profile(self) -> Profile | None:
        """What the user last said of themselves; None while nobody has asked."""
        return max(self.recent.profiles, key=attrgetter("at", "id"), default=None)

    @property
    def suit(self) -> Suit:
        """What the profile changes about each exercise."""
        return suit_of(self.profile, self.catalogue.programme, self.catalogue.exercises)

    def profile_to_change(self) -> Profile:
        """The same to be changed and handed to `keep_profile`; a blank one while there is none."""
        return self.profile or Profile("", self._now())

    def keep_profile(self, wanted: Profile) -> Profile:
        """Record that `wanted` holds from now on; its id and time are given anew.

        Tags that come with others join them, and a clinician's agreement goes with its tag. Nothing
        is recorded where nothing changed.
        """
        tidied = tidy(wanted, self.catalogue.programme)
        before = self.profile
        if before is not None and replace(tidied, id=before.id, at=before.at) == before:
            return before
        at = self._now()
        if before is not None:
            # Two changes at one instant, or a clock set back: the later one holds all the same.
            at = max(at, before.at + timedelta(microseconds=1))
        record = replace(tidied, id=self.new_id(), at=at)
        self._keep(record)
        return record

    # Consent

    @property
    def consented(self) -> bool:
        """The present version of the disclaimer was accepted."""
        version = self.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self.recent.consents)

    def consent(self) -> None:
        """Record that the disclaimer was read and accepted."""
        version = self.catalogue.safety.disclaimer.version
        self._keep(Consent(self.new_id(), self._now(), version))

    # The safety questions at the start

    def screening_due(self) -> Due | None:
        """Why the safety questions have to be asked now; None when they need not be."""
        return screening.screening_due(
            self.recent, self.catalogue.safety.screening, self.clock.now()
        )

    def lock(self) -> Lock:
        """What keeps a session from starting, computed from the log."""
        return screening.standing_lock(self.recent, self.catalogue.safety.screening)

    def was_away(self) -> bool:
        """So long without a session that somebody may have been ill, and nobody has asked since."""
        days, last = self.days_since_last(), self.last_session
        if days is None or last is None or days < self.catalogue.safety.time_away.days:
            return False
        answered = screening.latest_screening(self.recent)
        return answered is None or self.local_day(answered.at) <= last.local_date

    def keep_screening(self, yes: Sequence[str]) -> Screening:
        """Record the answers; `yes` holds the ids of all that was marked, empty for none."""
        questions = self.catalogue.safety.screening
        outcome = screening.outcome_of(yes, questions)
        record = Screening(self.new_id(), self._now(), questions.version, tuple(yes), outcome)
        self._keep(record)
        return record

    def clear(self, kind: ClearanceKind) -> Clearance:
        """Record the user's tick; it belongs to the latest answers.

        Raises ValueError when the questions have never been answered.
        """
        answered = screening.latest_screening(self.recent)
        if answered is None:
            raise ValueError("nothing has been answered yet")
        record = Clearance(self.new_id(), self._now(), answered.id, kind)
        self._keep(record)
        return record

    # Choices

    def choose(self, decision: Decision, stage: int) -> None:
        """Record the user's own decision about their stage."""
        self._keep(StageChoice(self.new_id(), self._now(), decision, stage))

    def change_settings(self, settings: Settings) -> None:
        """Store `settings`; they hold in this run even when they can't be written."""
        self.__dict__["_settings"] = settings
        if self.read_only:
            return
        save_settings(self.places.settings, settings)

    # The morning after

    def morning_due(self, today: date) -> Asked | None:
        """The morning to be asked about on opening the coach `today`.

        None as well when the question was put off on that day.
        """
        if self.settings.morning_put_off == today:
            return None
        readiness = self.catalogue.programme.readiness
        flare_since = self._flare_since()
        # In a flare-up any morning told of may be the one asked about.
        log = self.recent if flare_since is None else self.log
        return mornings.morning_due(log, today, readiness, flare_since)

    def morning_to_answer(self) -> Asked | None:
        """The morning an answer given now is about when nobody says; None when there is none."""
        return mornings.asked_by_itself(self.log, self.today(), self._flare_since())

    def _flare_since(self) -> date | None:
        flare = self.standing().flare
        return None if flare is None else flare.since

    def put_off_morning(self) -> None:
        """Don't ask again today; the settings hold in this run even when they can't be written."""
        self.change_settings(replace(self.settings, morning_put_off=self.today()))

    def keep_morning(
        self,
        session: SessionRecord | None,
        pain: int,
        back_to_usual: bool | None,
        day: date | None = None,
    ) -> Morning:
        """Record how the back was on getting up: pain 0-10, and as usual or not.

        `day` is the local date of that morning. Unless told otherwise it is the one after
        `session`, or today's where it is about no session, as in a flare-up.
        """
        if day is None:
            day = self.today() if session is None else mornings.morning_after(session)
        about = None if session is None else session.id
        record = Morning(self.new_id(), self._now(), about, day, pain, back_to_usual)
        self._keep(record)
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
            self._weeks,
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
        profile = self.profile
        return () if profile is None else profile.activities

    def name_activities(self, names: Sequence[str]) -> None:
        """Record which activities the user follows from now on; all else in the profile stays."""
        self.keep_profile(replace(self.profile_to_change(), activities=tuple(names)))

    def keep_measures(self, week_pain: int | None, activities: Sequence[Activity]) -> Measures:
        """Record the average pain of the last 7 days and how the activities go, all 0-10.

        Raises ValueError when neither is told.
        """
        if week_pain is None and not activities:
            raise ValueError("nothing was told")
        record = Measures(self.new_id(), self._now(), week_pain, tuple(activities))
        self._keep(record)
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
        course = insight.course_on(self._weeks, self.today(), programme)
        return course is not None and insight.review_due(
            course, self.today(), programme.review, self.settings.review_seen
        )

    def see_review(self) -> None:
        """It was shown; the settings hold in this run even when they can't be written."""
        self.change_settings(replace(self.settings, review_seen=self.today()))

    # Flare-up mode

    def report_flare(self) -> FlareReport:
        """Record that it feels like a flare. Ask the questions of §4.2 first."""
        record = FlareReport(self.new_id(), self._now())
        self._keep(record)
        return record

    # A session, from check-in to ratings

    def check_in(
        self,
        pain: int,
        answers: Mapping[str, str | None],
        *,
        rehearsal: bool = False,
        minutes_up: int | None = None,
        energy: Energy | None = None,
    ) -> CheckIn:
        """Record how the user is today and what follows from it (`CheckIn.outcome`)."""
        record = self.answered(
            pain, answers, rehearsal=rehearsal, minutes_up=minutes_up, energy=energy
        )
        self._keep(record)
        return record

    def answered(
        self,
        pain: int,
        answers: Mapping[str, str | None],
        *,
        rehearsal: bool = False,
        minutes_up: int | None = None,
        energy: Energy | None = None,
    ) -> CheckIn:
        """A check-in with these answers, as it would be recorded."""
        content = self.catalogue
        minimum = content.programme.readiness.no_workout_pain_min
        outcome = safety.outcome(content.safety, minimum, pain, answers)
        return CheckIn(
            self.new_id(),
            self._now(),
            pain,
            tuple(answers),
            outcome.value,
            content.safety.version,
            rehearsal,
            minutes_up,
            energy,
        )

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
            content.programme.lights,
            before=None if check_in is None else check_in.pain,
            speed=speed,
            auto_advance=self.settings.auto_advance,
        )
        return OpenSession(
            self.new_id(), player, self.clock, self.keep_session, check_in=check_in, speed=speed
        )

    def signs_outcome(self, signs: StopSigns, answers: Mapping[str, str | None]) -> safety.Outcome:
        """What follows from signs that ended a session; `answers` are those of the check-in list.

        Raises KeyError for a symptom or an option that does not exist.
        """
        if signs.outcome is not None:
            return signs.outcome
        content = self.catalogue
        minimum = content.programme.readiness.no_workout_pain_min
        return safety.outcome(content.safety, minimum, 0, answers)

    def keep_signs(
        self, session: OpenSession, signs: StopSigns, answers: Mapping[str, str | None]
    ) -> CheckIn:
        """Record what ended `session`; it locks the coach as the same answer before one does."""
        before = session.check_in
        record = CheckIn(
            self.new_id(),
            self._now(),
            0 if before is None else before.pain,
            tuple(answers) if signs.outcome is None else (safety.STOP_NOW,),
            self.signs_outcome(signs, answers).value,
            self.catalogue.safety.version,
            session.speed != 1,
            during=session.id,
        )
        self._keep(record)
        return record

    def keep_session(self, record: SessionRecord) -> None:
        """Store a session, or store it again with more in it; one that can't be is `unstored`."""
        try:
            self._keep(record)
        except StoreError:
            self.unstored[record.id] = record
            raise
        self.unstored.pop(record.id, None)

    def rate(
        self,
        record: SessionRecord,
        worst_pain: int,
        effort: int,
        note: str,
        *,
        pain_now: int | None = None,
        sore: Sequence[str] = (),
    ) -> SessionRecord:
        """Add the ratings to a stored session; `sore` holds ids of its exercises."""
        said = Ratings(self._now(), worst_pain, effort, note, pain_now, tuple(sore))
        rated = replace(record, ratings=said)
        self.keep_session(rated)
        return rated

    # The log elsewhere

    def export_text(self) -> bytes:
        """The whole log as one document; `docs/export-format.md` tells its fields."""
        from backcoach.store.transfer import encode_export

        return encode_export(self.log, self.clock.now())

    def export_to(self, path: Path) -> int:
        """Make that document the whole of the file `path`, for the user alone; its bytes."""
        text = self.export_text()
        write_atomically(path, text)
        return len(text)

    def read_export(self, text: bytes, name: Path) -> Comparison:
        """The document `text` beside the log. Raises StoreError, which calls it `name`."""
        from backcoach.store.transfer import compare, decode_export

        return compare(self.log, decode_export(text, name))

    def keep_export(self, found: Comparison, *, replace: bool) -> None:
        """Keep what is new to the log, and with `replace` what differs too, in one write.

        Where that is nothing, nothing is written.
        """
        from backcoach.store.transfer import joined, size

        wanted = joined(found.new, found.different) if replace else found.new
        if size(wanted):
            self._check_may_write()
            self._store.keep_all(wanted)
            self.__dict__["_shortcut"] = None
            self.reload()

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

"""The user's standing, and the session that comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import CheckIn, Log, SessionRecord
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.today import day_for, lengths_on_offer, plan_for, rest_over_at
from backcoach.coach.standing.standing import Standing, standing
from backcoach.practice.book import Book


class Standings:
    """Computes stage, gates, the day and the plan from the log of `book`."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._missing: tuple[date, frozenset[str]] | None = None
        """What is not at hand, and the day of which that was said."""
        self._known: tuple[int, date, int, Standing] | None = None
        """The cached standing, with the revision, the day and the UTC offset that it belongs to."""

    def now(self) -> Standing:
        """Stage, gates and reasons, computed from the log; cached for each revision and day."""
        log, today = self._book.log, self._book.today()
        offset, known = self._book.now().offset_minutes, self._known
        if known is None or known[:3] != (log.changes, today, offset):
            cache = log.standing_cache
            quick = None if cache is None else cache.standing(today)
            found = quick or self._after(log.so_far)
            known = self._known = (log.changes, today, offset, found)
        return known[3]

    def with_check_in(self, check_in: CheckIn) -> Standing:
        """The standing after `check_in`, which need not be stored."""
        log = self._book.log.so_far
        return self._after(replace(log, check_ins=(*log.check_ins, check_in)))

    def without_session(self, record: SessionRecord) -> Standing:
        """The standing without `record`; the difference to `now` is what the record changed."""
        cache = self._book.log.standing_cache
        today = self._book.today()
        quick = None if cache is None else cache.standing(today, without=record.id)
        if quick is not None:
            return quick
        log = self._book.log.so_far
        others = tuple(each for each in log.sessions if each.id != record.id)
        return self._after(replace(log, sessions=others))

    def _after(self, log: Log) -> Standing:
        content = self._book.catalogue
        return standing(
            log,
            content.programme,
            self._book.today(),
            offset_minutes=self._book.now().offset_minutes,
            exercises=content.exercises,
            earlier=content.earlier,
        )

    def day(self, check_in: CheckIn | None = None, now: Standing | None = None) -> Day:
        """The kind of session for today, after `check_in` or before there is one.

        `now` is the standing if the caller already has it.
        """
        instant = self._book.now()
        return day_for(
            now or self.now(),
            check_in,
            instant.at,
            self._book.catalogue.programme,
            offset_minutes=instant.offset_minutes,
            has_future_session=self._book.log.has_future_session(),
        )

    def rest_over_at(self) -> datetime | None:
        """When the rest after the last main session is over (UTC); None if it is over already.

        Until then, time alone makes another session of that of today.
        """
        instant = self._book.now()
        return rest_over_at(
            self.now(), instant.at, self._book.catalogue.programme, instant.offset_minutes
        )

    def plan(
        self,
        length: Length | None = None,
        now: Standing | None = None,
        day: Day | None = None,
    ) -> Plan:
        """The plan of the next session; `length` overrides that of the profile.

        `now` is the standing and `day` the kind of session for today, if the caller already has
        them.
        """
        content, now = self._book.catalogue, now or self.now()
        return plan_for(
            now, day, content.programme, content.exercises, length, missing=self.missing
        )

    @property
    def missing(self) -> frozenset[str]:
        """The ids of things that are not at hand today; stored nowhere."""
        if self._missing is None or self._missing[0] != self._book.today():
            return frozenset()
        return self._missing[1]

    def miss(self, things: Iterable[str]) -> None:
        """From here on plan without these things, until the day ends."""
        self._missing = self._book.today(), frozenset(things)

    def lengths(self, now: Standing) -> tuple[Length, ...]:
        """The lengths to choose from; a long session only where it is much longer."""
        content = self._book.catalogue
        return lengths_on_offer(now, content.programme, content.exercises)

    def choices(self, day: Day, length: Length | None, now: Standing) -> dict[Choice, Plan]:
        """The options for `day`, the suggested one first, each with its plan.

        Options with the same plan as the suggested one are left out.
        """
        plans: dict[Choice, Plan] = {}
        for choice in (day.choice, *day.offers):
            plan = self.plan(length, now, day.choosing(choice))
            if all(plan.items != other.items for other in plans.values()):
                plans[choice] = plan
        return plans

    @property
    def last_session(self) -> SessionRecord | None:
        """The latest real session."""
        sessions = self._book.log.recent_so_far.sessions
        return next((each for each in reversed(sessions) if not each.is_rehearsal), None)

    def days_since_last(self) -> int | None:
        """Whole local days since the latest real session; None if there is none."""
        last = self.last_session
        return None if last is None else max(0, (self._book.today() - last.local_date).days)

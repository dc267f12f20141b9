"""Where somebody stands, and which session comes next."""

from __future__ import annotations

from dataclasses import replace

from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import CheckIn, Log, SessionRecord
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.standing.standing import Standing, standing
from backcoach.practice.book import Book


class Standings(Book):
    """Answers from the log: stage, gates, the day, the plan."""

    def standing(self) -> Standing:
        """Stage, gates and why, computed from the log; once for each state of it and day."""
        today, offset, known = self.today(), self._offset_minutes(), self._known
        if known is None or known[:2] != (today, offset):
            shortcut = self._quick
            quick = None if shortcut is None else shortcut.standing(today)
            found = quick or self._standing_after(self.log_so_far)
            known = self._known = (today, offset, found)
        return known[2]

    def standing_with(self, check_in: CheckIn) -> Standing:
        """Where the user would stand after `check_in`, which need not be stored."""
        log = self.log_so_far
        return self._standing_after(replace(log, check_ins=(*log.check_ins, check_in)))

    def standing_without(self, record: SessionRecord) -> Standing:
        """Where the user would stand had `record` not happened: what it changed shows beside it."""
        shortcut = self._quick
        quick = None if shortcut is None else shortcut.standing(self.today(), without=record.id)
        if quick is not None:
            return quick
        log = self.log_so_far
        others = tuple(each for each in log.sessions if each.id != record.id)
        return self._standing_after(replace(log, sessions=others))

    def _standing_after(self, log: Log) -> Standing:
        content = self.catalogue
        return standing(
            log,
            content.programme,
            self.today(),
            offset_minutes=self._offset_minutes(),
            exercises=content.exercises,
            earlier=content.earlier,
        )

    def day(self, check_in: CheckIn | None = None, now: Standing | None = None) -> Day:
        """Which session fits today, after `check_in` or before there is one.

        `now` is the standing where the caller has it already.
        """
        now = now or self.standing()
        return day_for(
            now,
            check_in,
            self.today(),
            self.catalogue.programme,
            offset_minutes=self._offset_minutes(),
            trained_ahead=self.trained_ahead(),
        )

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
        return next((s for s in reversed(self.recent_so_far.sessions) if not s.is_rehearsal), None)

    def days_since_last(self) -> int | None:
        """Whole local days since the latest real session; None without one."""
        last = self.last_session
        return None if last is None else max(0, (self.today() - last.local_date).days)

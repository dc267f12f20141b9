"""Between sessions: the morning after, the outcome measures, the review, a flare-up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from backcoach.coach.evidence import mornings
from backcoach.coach.evidence.mornings import MorningToReport
from backcoach.coach.model.outcome_measures import Activity, Measures
from backcoach.coach.model.records import FlareReport, Morning, SessionRecord
from backcoach.coach.review import schedule
from backcoach.practice.book import Book
from backcoach.practice.standing import Standings

if TYPE_CHECKING:
    from backcoach.coach.review.review import Review


class Weeks:
    """Asks about what comes between the sessions, and keeps what was told."""

    def __init__(self, book: Book, standing: Standings) -> None:
        self._book = book
        self._standing = standing

    # The morning after

    def morning_due(self, today: date) -> MorningToReport | None:
        """The morning to be asked about on opening the coach `today`.

        None as well when the question was put off on that day.
        """
        if self._book.settings.morning_put_off == today:
            return None
        readiness = self._book.catalogue.programme.readiness
        flare_since = self._flare_since()
        # In a flare-up any morning told of may be the one asked about.
        log = self._book.log.recent_so_far if flare_since is None else self._book.log.so_far
        offset = self._book.now().offset_minutes
        return mornings.morning_due(log, today, readiness, flare_since, offset)

    def morning_to_answer(self) -> MorningToReport | None:
        """The morning an answer given now is about when nobody says; None when there is none."""
        log, today = self._book.log.so_far, self._book.today()
        return mornings.default_morning(log, today, self._flare_since())

    def _flare_since(self) -> date | None:
        flare = self._standing.now().flare
        return None if flare is None else flare.since

    def put_off_morning(self) -> None:
        """Don't ask again today; the settings hold in this run even when they can't be written."""
        self._book.change_settings(replace(self._book.settings, morning_put_off=self._book.today()))

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
            day = self._book.today() if session is None else mornings.morning_after(session)
        now = self._book.now()
        record = Morning(
            id=self._book.new_id(),
            at=now.at,
            session=None if session is None else session.id,
            day=day,
            pain=pain,
            back_to_usual=back_to_usual,
            utc_offset_minutes=now.offset_minutes,
        )
        self._book.save(record)
        return record

    def morning_of(self, session: SessionRecord) -> Morning | None:
        """The answer that stands for the morning after `session`; None without one."""
        return self.morning_answers.get(session.id)

    @property
    def morning_answers(self) -> dict[str, Morning]:
        """The answers that stand, by session id."""
        return mornings.latest_answers(self._book.log.all.mornings)

    # The outcome measures and the review

    def measures_due(self) -> schedule.MeasuresDue | None:
        """What is to be asked about the last weeks on opening the coach; None when nothing is."""
        return schedule.measures_due(
            self._book.log.recent_so_far,
            self._book.today(),
            self._book.catalogue.programme,
            put_off=self._book.settings.measures_put_off,
            offset_minutes=self._book.now().offset_minutes,
        )

    def put_off_measures(self) -> None:
        """Ask no more about what is due by now; the settings hold even when not written."""
        today = self._book.today()
        self._book.change_settings(replace(self._book.settings, measures_put_off=today))

    def keep_measures(self, week_pain: int | None, activities: Sequence[Activity]) -> Measures:
        """Record the average pain of the last 7 days and how the activities go, all 0-10.

        Raises ValueError when neither is told.
        """
        if week_pain is None and not activities:
            raise ValueError("nothing was told")
        now = self._book.now()
        record = Measures(
            id=self._book.new_id(),
            at=now.at,
            week_pain=week_pain,
            activities=tuple(activities),
            utc_offset_minutes=now.offset_minutes,
        )
        self._book.save(record)
        return record

    def review(self) -> Review | None:
        """The course so far, and from the first review on its verdict; None before any session."""
        # Needed only when somebody looks; the first screen is there sooner without it.
        from backcoach.coach.review.review import review

        return review(
            self._book.log.so_far,
            self._book.today(),
            self._book.catalogue.programme,
            self._standing.now().levels,
            offset_minutes=self._book.now().offset_minutes,
        )

    def review_due(self) -> bool:
        """Whether a review has come that was not shown yet."""
        programme = self._book.catalogue.programme
        course = schedule.course_on(self._book.log.recent_so_far, self._book.today(), programme)
        return course is not None and schedule.review_due(
            course, self._book.today(), programme.review, self._book.settings.review_seen
        )

    def see_review(self) -> None:
        """It was shown; the settings hold in this run even when they can't be written."""
        self._book.change_settings(replace(self._book.settings, review_seen=self._book.today()))

    # Flare-up mode

    def report_flare(self) -> FlareReport:
        """Record that it feels like a flare. Ask the questions of §4.2 first."""
        now = self._book.now()
        record = FlareReport(
            id=self._book.new_id(), at=now.at, utc_offset_minutes=now.offset_minutes
        )
        self._book.save(record)
        return record

"""Between sessions: the morning after, the outcome measures, the review, and flare-ups."""

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
    """Tells what is due to be asked between sessions, and records the answers."""

    def __init__(self, book: Book, standing: Standings) -> None:
        self._book = book
        self._standing = standing

    # The morning after

    def morning_due(self, today: date) -> MorningToReport | None:
        """The morning to ask about when the coach is opened `today`; None if there is none.

        None as well if the question was put off on that day.
        """
        if self._book.settings.morning_put_off == today:
            return None
        readiness = self._book.catalogue.programme.readiness
        flare_since = self._flare_since()
        # In a flare-up the answer may be about the morning of any day.
        log = self._book.log.recent_so_far if flare_since is None else self._book.log.so_far
        offset = self._book.now().offset_minutes
        return mornings.morning_due(log, today, readiness, flare_since, offset)

    def morning_to_answer(self) -> MorningToReport | None:
        """The morning that an answer without a date refers to; None if there is none."""
        log, today = self._book.log.so_far, self._book.today()
        return mornings.default_morning(log, today, self._flare_since())

    def _flare_since(self) -> date | None:
        flare = self._standing.now().flare
        return None if flare is None else flare.since

    def put_off_morning(self) -> None:
        """Don't ask again today. The setting applies in this run even if it can't be written."""
        self._book.change_settings(replace(self._book.settings, morning_put_off=self._book.today()))

    def keep_morning(
        self,
        session: SessionRecord | None,
        pain: int,
        back_to_usual: bool | None,
        day: date | None = None,
    ) -> Morning:
        """Record how the back was on getting up: pain 0-10, and whether that was as usual.

        `day` is the local date of that morning; by default the one after `session`, or today for an
        answer without a session, as in a flare-up.
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
        """The latest answer about the morning after `session`; None if there is none."""
        return self.morning_answers.get(session.id)

    @property
    def morning_answers(self) -> dict[str, Morning]:
        """The latest answers, by session id."""
        return mornings.latest_answers(self._book.log.all.mornings)

    # The outcome measures and the review

    def measures_due(self) -> schedule.MeasuresDue | None:
        """The questions about the last weeks that are due; None if there are none."""
        return schedule.measures_due(
            self._book.log.recent_so_far,
            self._book.today(),
            self._book.catalogue.programme,
            put_off=self._book.settings.measures_put_off,
            offset_minutes=self._book.now().offset_minutes,
        )

    def put_off_measures(self) -> None:
        """Put off what is due now. The setting applies in this run even if it can't be written."""
        today = self._book.today()
        self._book.change_settings(replace(self._book.settings, measures_put_off=today))

    def keep_measures(self, week_pain: int | None, activities: Sequence[Activity]) -> Measures:
        """Record the average pain of the last 7 days and how the activities go, each 0-10.

        Raises ValueError if neither is given.
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
        """The progress so far, with a verdict from the first review on; None before any session."""
        # Imported here so that the first screen is shown sooner.
        from backcoach.coach.review.review import review

        return review(
            self._book.log.so_far,
            self._book.today(),
            self._book.catalogue.programme,
            self._standing.now().levels,
            offset_minutes=self._book.now().offset_minutes,
        )

    def review_due(self) -> bool:
        """Whether a review is due that has not been shown."""
        programme = self._book.catalogue.programme
        course = schedule.course_on(self._book.log.recent_so_far, self._book.today(), programme)
        return course is not None and schedule.review_due(
            course, self._book.today(), programme.review, self._book.settings.review_seen
        )

    def see_review(self) -> None:
        """Record that the review was shown. The setting applies in this run even if it can't be
        written.
        """
        self._book.change_settings(replace(self._book.settings, review_seen=self._book.today()))

    # Flare-up mode

    def report_flare(self) -> FlareReport:
        """Record that the user reports a flare-up. Ask about the warning signs of §4.2 before."""
        now = self._book.now()
        record = FlareReport(
            id=self._book.new_id(), at=now.at, utc_offset_minutes=now.offset_minutes
        )
        self._book.save(record)
        return record

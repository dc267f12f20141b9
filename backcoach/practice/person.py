"""Who somebody is and what they agreed to: profile, consent, safety questions, choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter

from backcoach.coach.model.profile import Profile, tidy
from backcoach.coach.model.records import (
    Clearance,
    Consent,
    Log,
    Screening,
    StageChoice,
    StageDecision,
)
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety import screening
from backcoach.coach.safety.screening import Due
from backcoach.coach.suitability import Suit, suit_of
from backcoach.practice.book import Book
from backcoach.practice.standing import Standings

JUST_AFTER = timedelta(microseconds=1)


class Person:
    """Knows the person: what they said of themselves, and what keeps them from a session."""

    def __init__(self, book: Book, standing: Standings) -> None:
        self._book = book
        self._standing = standing

    @property
    def profile(self) -> Profile | None:
        """What the user last said of themselves; None while nobody has asked."""
        return max(self._book.log.recent.profiles, key=attrgetter("at", "id"), default=None)

    @property
    def suit(self) -> Suit:
        """What the profile changes about each exercise."""
        return suit_of(self.profile, self._book.catalogue.programme, self._book.catalogue.exercises)

    def profile_to_change(self) -> Profile:
        """The same to be changed and handed to `keep_profile`; a blank one while there is none."""
        now = self._book.now()
        return self.profile or Profile("", now.at, utc_offset_minutes=now.offset_minutes)

    def keep_profile(self, wanted: Profile) -> Profile:
        """Record that `wanted` holds from now on; its id and time are given anew.

        Tags that come with others join them, and a clinician's agreement goes with its tag. Nothing
        is recorded where nothing changed.
        """
        tidied = tidy(wanted, self._book.catalogue.programme)
        before = self.profile
        if before is not None and before == replace(
            tidied, id=before.id, at=before.at, utc_offset_minutes=before.utc_offset_minutes
        ):
            return before
        now = self._book.now()
        # Two changes at one instant, or a clock set back: the later one holds all the same.
        at = now.at if before is None else max(now.at, before.at + JUST_AFTER)
        record = replace(
            tidied, id=self._book.new_id(), at=at, utc_offset_minutes=now.offset_minutes
        )
        self._book.save(record)
        return record

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities the user follows, in their words; empty while none is named."""
        profile = self.profile
        return () if profile is None else profile.activities

    def name_activities(self, names: Sequence[str]) -> None:
        """Record which activities the user follows from now on; all else in the profile stays."""
        self.keep_profile(replace(self.profile_to_change(), activities=tuple(names)))

    def choose(self, decision: StageDecision, stage: int) -> None:
        """Record the user's own decision about their stage."""
        now = self._book.now()
        self._book.save(
            StageChoice(
                id=self._book.new_id(),
                at=now.at,
                decision=decision,
                stage=stage,
                utc_offset_minutes=now.offset_minutes,
            )
        )

    # Consent

    @property
    def consented(self) -> bool:
        """The present version of the disclaimer was accepted."""
        version = self._book.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self._book.log.recent.consents)

    def consent(self) -> None:
        """Record that the disclaimer was read and accepted."""
        version = self._book.catalogue.safety.disclaimer.version
        now = self._book.now()
        self._book.save(
            Consent(
                id=self._book.new_id(),
                at=now.at,
                version=version,
                utc_offset_minutes=now.offset_minutes,
            )
        )

    # The safety questions at the start

    def screening_due(self) -> Due | None:
        """Why the safety questions have to be asked now; None when they need not be."""
        return screening.screening_due(
            self._screened, self._book.catalogue.safety.screening, self._book.clock.now()
        )

    @property
    def _screened(self) -> Log:
        """The answers as they were given, and the sessions as they count now."""
        answers, counting = self._book.log.recent, self._book.log.recent_so_far
        return answers if counting is answers else replace(answers, sessions=counting.sessions)

    def lock(self) -> Lock:
        """What keeps a session from starting, computed from the log."""
        return screening.standing_lock(self._book.log.recent, self._book.catalogue.safety.screening)

    def was_away(self) -> bool:
        """So long without a session that somebody may have been ill, and nobody has asked since."""
        days, last = self._standing.days_since_last(), self._standing.last_session
        if days is None or last is None or days < self._book.catalogue.safety.time_away.days:
            return False
        answered = screening.latest_screening(self._book.log.recent)
        return answered is None or self._book.day_of_entry(answered) <= last.local_date

    def keep_screening(self, yes: Sequence[str]) -> Screening:
        """Record the answers; `yes` holds the ids of all that was marked, empty for none."""
        questions = self._book.catalogue.safety.screening
        record = Screening(
            id=self._book.new_id(),
            at=self._after_all_answers(),
            version=questions.version,
            yes=tuple(yes),
            outcome=screening.outcome_of(yes, questions),
            utc_offset_minutes=self._book.now().offset_minutes,
        )
        self._book.save(record)
        return record

    def _after_all_answers(self) -> datetime:
        """Now, or just after the last safety answer where that is dated later.

        An answer from a clock that was ahead must not outlast those that came after it.
        """
        now, latest = self._book.now().at, screening.latest_answer(self._book.log.recent)
        return now if latest is None or latest <= now else latest + JUST_AFTER

    def clear(self, kind: ClearanceKind) -> Clearance:
        """Record the user's tick; it belongs to the latest answers.

        Raises ValueError when the questions have never been answered.
        """
        answered = screening.latest_screening(self._book.log.recent)
        if answered is None:
            raise ValueError("nothing has been answered yet")
        record = Clearance(
            id=self._book.new_id(),
            at=self._after_all_answers(),
            screening=answered.id,
            kind=kind,
            utc_offset_minutes=self._book.now().offset_minutes,
        )
        self._book.save(record)
        return record

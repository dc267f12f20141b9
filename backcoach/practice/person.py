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
from backcoach.practice.standing import Standings

JUST_AFTER = timedelta(microseconds=1)


class Person(Standings):
    """Knows the person: what they said of themselves, and what keeps them from a session."""

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
        return self.profile or Profile("", self._now(), utc_offset_minutes=self._offset_minutes())

    def keep_profile(self, wanted: Profile) -> Profile:
        """Record that `wanted` holds from now on; its id and time are given anew.

        Tags that come with others join them, and a clinician's agreement goes with its tag. Nothing
        is recorded where nothing changed.
        """
        tidied = tidy(wanted, self.catalogue.programme)
        before = self.profile
        if before is not None and before == replace(
            tidied, id=before.id, at=before.at, utc_offset_minutes=before.utc_offset_minutes
        ):
            return before
        at = self._now()
        if before is not None:
            # Two changes at one instant, or a clock set back: the later one holds all the same.
            at = max(at, before.at + JUST_AFTER)
        offset = self._offset_minutes()
        record = replace(tidied, id=self.new_id(), at=at, utc_offset_minutes=offset)
        self._keep(record)
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
        self._keep(StageChoice(self.new_id(), self._now(), decision, stage, self._offset_minutes()))

    # Consent

    @property
    def consented(self) -> bool:
        """The present version of the disclaimer was accepted."""
        version = self.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self.recent.consents)

    def consent(self) -> None:
        """Record that the disclaimer was read and accepted."""
        version = self.catalogue.safety.disclaimer.version
        self._keep(Consent(self.new_id(), self._now(), version, self._offset_minutes()))

    # The safety questions at the start

    def screening_due(self) -> Due | None:
        """Why the safety questions have to be asked now; None when they need not be."""
        return screening.screening_due(
            self._screened, self.catalogue.safety.screening, self.clock.now()
        )

    @property
    def _screened(self) -> Log:
        """The answers as they were given, and the sessions as they count now."""
        log = self.recent_so_far
        return log if log is self.recent else replace(self.recent, sessions=log.sessions)

    def lock(self) -> Lock:
        """What keeps a session from starting, computed from the log."""
        return screening.standing_lock(self.recent, self.catalogue.safety.screening)

    def was_away(self) -> bool:
        """So long without a session that somebody may have been ill, and nobody has asked since."""
        days, last = self.days_since_last(), self.last_session
        if days is None or last is None or days < self.catalogue.safety.time_away.days:
            return False
        answered = screening.latest_screening(self.recent)
        return answered is None or self.day_of_entry(answered) <= last.local_date

    def keep_screening(self, yes: Sequence[str]) -> Screening:
        """Record the answers; `yes` holds the ids of all that was marked, empty for none."""
        questions = self.catalogue.safety.screening
        outcome = screening.outcome_of(yes, questions)
        record = Screening(
            self.new_id(),
            self._after_all_answers(),
            questions.version,
            tuple(yes),
            outcome,
            self._offset_minutes(),
        )
        self._keep(record)
        return record

    def _after_all_answers(self) -> datetime:
        """Now, or just after the last safety answer where that is dated later.

        An answer from a clock that was ahead must not outlast those that came after it.
        """
        now, latest = self._now(), screening.latest_answer(self.recent)
        return now if latest is None or latest <= now else latest + JUST_AFTER

    def clear(self, kind: ClearanceKind) -> Clearance:
        """Record the user's tick; it belongs to the latest answers.

        Raises ValueError when the questions have never been answered.
        """
        answered = screening.latest_screening(self.recent)
        if answered is None:
            raise ValueError("nothing has been answered yet")
        at = self._after_all_answers()
        record = Clearance(self.new_id(), at, answered.id, kind, self._offset_minutes())
        self._keep(record)
        return record

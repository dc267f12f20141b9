"""The person: profile, consent, choices, and what is known of their health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from backcoach.coach.evidence.moments import health_answers
from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.profile import Profile, tidy
from backcoach.coach.model.records import Consent, StageChoice, StageDecision
from backcoach.coach.safety.conditions import Conditions, conditions_after
from backcoach.coach.suitability import Suit, suit_of
from backcoach.practice.book import JUST_AFTER, Book
from backcoach.practice.standing import Standings


class Person:
    """Reads and records profile, consent and choices."""

    def __init__(self, book: Book, standing: Standings) -> None:
        self._book = book
        self._standing = standing

    @property
    def profile(self) -> Profile | None:
        """The latest profile with what the user's safety answers add to it today.

        None if there is no profile yet.
        """
        return self.conditions.on(self._book.today(), self._book.catalogue.programme)

    @property
    def conditions(self) -> Conditions:
        """Everything the user has said about their health."""
        now = self._book.now()
        answers = health_answers(self._book.log.recent, self._book.today(), now.offset_minutes)
        return conditions_after(answers, self._book.catalogue.programme)

    @property
    def suit(self) -> Suit:
        """What the profile changes in each exercise."""
        coming = self._standing.now().turn.balance
        return suit_of(
            self.profile,
            self._book.catalogue.programme,
            self._book.catalogue.exercises,
            steady=coming is not None and coming.is_steady,
        )

    def profile_to_change(self) -> Profile:
        """The profile to change and pass to `keep_profile`; a blank one if there is none."""
        now = self._book.now()
        return self.profile or Profile("", now.at, utc_offset_minutes=now.offset_minutes)

    def keep_profile(self, wanted: Profile) -> Profile:
        """Record `wanted` as the profile from now on, with a new id and the present time.

        Adds the tags that its tags imply; a clinician's agreement is removed with its tag. Records
        nothing if nothing changed.
        """
        tidied = tidy(wanted, self._book.catalogue.programme)
        before = self.profile
        if before is not None and before == replace(
            tidied, id=before.id, at=before.at, utc_offset_minutes=before.utc_offset_minutes
        ):
            return before
        now = self._book.now()
        # Two changes may have the same time, or the clock was set back: the later change applies.
        at = now.at if before is None else max(now.at, before.at + JUST_AFTER)
        record = replace(
            tidied, id=self._book.new_id(), at=at, utc_offset_minutes=now.offset_minutes
        )
        self._book.save(record)
        return record

    @property
    def activities(self) -> tuple[str, ...]:
        """The activities that the user tracks, in the user's words."""
        profile = self.profile
        return () if profile is None else profile.activities

    def name_activities(self, names: Sequence[str]) -> None:
        """Record which activities the user tracks from now on, and change nothing else."""
        self.keep_profile(replace(self.profile_to_change(), activities=tuple(names)))

    def choose(self, decision: StageDecision, stage: int, exercise: str | None = None) -> None:
        """Record the user's decision about their stage, or about `exercise` (id) in it."""
        now = self._book.now()
        self._book.save(
            StageChoice(
                id=self._book.new_id(),
                at=now.at,
                decision=decision,
                stage=stage,
                utc_offset_minutes=now.offset_minutes,
                exercise=exercise,
            )
        )

    def lift_to_ask_about(self) -> bool:
        """Whether to ask if somebody has checked how the user lifts.

        It is asked once, in the last stage, of somebody whose levels it would change.
        """
        profile, stages = self.profile, self._book.catalogue.programme.stages
        if profile is None or profile.lift_checked is not None:
            return False
        in_last = self._standing.now().stage == stages[-1].number
        return in_last and self.suit.depends_on(Lift.LIFT_CHECKED)

    def keep_lift_checked(self, checked: bool) -> None:
        """Record whether somebody has checked how the user lifts."""
        self.keep_profile(replace(self.profile_to_change(), lift_checked=checked))

    def help_to_ask_about(self) -> bool:
        """Whether to ask if somebody is at home or a phone in reach while the user trains.

        It is asked once, when a balance exercise would go up to a level that needs it.
        """
        profile, coming = self.profile, self._standing.now().turn.balance
        if profile is None or profile.help_near is not None or coming is None:
            return False
        return coming.waits_for_help

    def keep_help_near(self, near: bool) -> None:
        """Record whether somebody is at home or a phone in reach while the user trains."""
        self.keep_profile(replace(self.profile_to_change(), help_near=near))

    # Consent

    @property
    def consented(self) -> bool:
        """Whether the user has accepted the present version of the disclaimer."""
        version = self._book.catalogue.safety.disclaimer.version
        return any(consent.version == version for consent in self._book.log.recent.consents)

    def consent(self) -> None:
        """Record that the user has read and accepted the disclaimer."""
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

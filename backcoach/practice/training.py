"""A session, from check-in to ratings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from backcoach.coach.model.records import CheckIn, Energy, Ratings, SessionRecord
from backcoach.coach.safety import check_in as safety
from backcoach.practice.weeks import Weeks
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.safety.check_in import StopSigns
    from backcoach.open_session import OpenSession


class Training(Weeks):
    """Leads from the questions before a session to what is kept of it."""

    def check_in(self, answered: CheckIn) -> CheckIn:
        """Record how the user is today and what follows from it (`CheckIn.outcome`)."""
        self._keep(answered)
        return answered

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
            utc_offset_minutes=self._offset_minutes(),
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
            utc_offset_minutes=self._offset_minutes(),
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

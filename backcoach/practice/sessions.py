"""A session: the check-in before it, following it, and storing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

from backcoach.coach.evidence.elsewhere import often_elsewhere
from backcoach.coach.model.days import offset_minutes_of
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import CheckIn, Energy, FollowUp, Ratings, SessionRecord
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.plan import Plan
from backcoach.coach.safety import screening
from backcoach.coach.safety.check_in import check_in_outcome
from backcoach.coach.safety.leg import LEG, LegAnswer
from backcoach.coach.safety.outcomes import Outcome, worst
from backcoach.coach.safety.questions import HurtPlace
from backcoach.practice.book import Book
from backcoach.practice.safety import SafetyQuestions
from backcoach.practice.standing import Standings
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.open_session import Begun, OpenSession
    from backcoach.store.journal import Journal


class LockedError(Exception):
    """No session may start: a safety answer has locked sessions, and nobody has opened the lock."""

    def __init__(self) -> None:
        super().__init__("Sessions are locked for now; Today says why, and how to go on.")


class Sessions:
    """Handles one session, from its check-in to its stored record.

    During a session the journal has all of it, so that one that is cut off can be resumed.
    """

    def __init__(self, book: Book, standing: Standings, safety: SafetyQuestions) -> None:
        self._book = book
        self._standing = standing
        self._safety = safety
        self.unstored: dict[str, SessionRecord] = {}
        """Sessions that could not be stored, by id; storing one later removes it."""

    # Before a session

    def check_in(self, answered: CheckIn) -> CheckIn:
        """Record how the user is today and what follows from it (`CheckIn.outcome`)."""
        self._book.save(answered)
        return answered

    def answered(
        self,
        pain: int,
        answers: Mapping[str, str | None],
        *,
        rehearsal: bool = False,
        minutes_up: int | None = None,
        energy: Energy | None = None,
        also_asked: Sequence[str] = (),
        leg: LegAnswer | None = None,
    ) -> CheckIn:
        """A check-in with these answers, which is not recorded.

        `answers` maps what was marked to the option chosen about it, or None. `also_asked` are the
        rows shown that are not shown every time, `leg` what was answered about a leg with trouble.
        """
        content = self._book.catalogue
        minimum = content.programme.readiness.no_workout_pain_min
        seen = screening.seen_about(self._book.log.recent, content.safety.screening)
        outcome = check_in_outcome(content.safety, minimum, pain, answers, seen)
        now = self._book.now()
        return CheckIn(
            id=self._book.new_id(),
            at=now.at,
            pain=pain,
            symptoms=tuple(answers),
            outcome=outcome.value,
            screen_version=content.safety.version,
            rehearsal=rehearsal,
            minutes_up=minutes_up,
            energy=energy,
            utc_offset_minutes=now.offset_minutes,
            follow_ups=(*_follow_ups_of(answers), *(() if leg is None else (FollowUp(LEG, leg),))),
            also_asked=tuple(also_asked),
        )

    # Following a session

    def open(self, plan: Plan, check_in: CheckIn | None, speed: float = 1.0) -> OpenSession:
        """Start a session of `plan`. Nothing is written before its first command.

        Raises LockedError while sessions are locked, BusyError if nothing may be written, and
        StoreError if the journal of another session can't be moved to the backups; deal with
        `unfinished` first.
        """
        # Imported here so that the first screen is shown sooner.
        from backcoach.coach.session.plan_codec import written
        from backcoach.open_session import Begun
        from backcoach.store.journal import VERSION, Head, Journal

        if self._safety.lock() is not Lock.NONE:
            raise LockedError
        self._book.check_may_write()
        self._book.put_journal_aside()
        begun = Begun(self._book.new_id(), self._book.clock.now(), check_in, speed)
        journal = Journal(self._book.places.journal)
        journal.begin(
            Head(
                version=VERSION,
                id=begun.id,
                started_at=begun.started_at.astimezone(UTC),
                utc_offset_minutes=offset_minutes_of(begun.started_at),
                speed=speed,
                auto_advance=self._book.settings.auto_advance,
                check_in=check_in,
                plan=written(plan),
            )
        )
        return self.following(begun, plan, journal, self._book.settings.auto_advance)

    def following(
        self, begun: Begun, plan: Plan, journal: Journal, auto_advance: bool
    ) -> OpenSession:
        """The session of `plan` as it is at its beginning, to be followed and written down.

        With `auto_advance` each set begins by itself.
        """
        from backcoach.coach.evidence.lights import lights_for
        from backcoach.coach.session.player import Player
        from backcoach.coach.session.recorder import Recorder, SessionTime
        from backcoach.open_session import OpenSession

        content, now = self._book.catalogue, self._standing.now()
        # A session cut off before an update goes on by the times it was begun with.
        programme = content.earlier.get(plan.programme_version, content.programme)
        timing, time = programme.timing, SessionTime()
        player = Player(
            plan,
            content.exercises,
            timing,
            time,
            lights_for(now.usual if now.usual_is_known else None, content.programme.lights),
            before=None if begun.check_in is None else begun.check_in.pain,
            elsewhere=content.programme.elsewhere,
            speed=begun.speed,
            auto_advance=auto_advance,
        )
        recorder = Recorder(player, time, timing.gap_seconds, begun.speed)
        return OpenSession(begun, recorder, time, journal, clock=self._book.clock, keep=self.save)

    # Storing a session

    def signs_outcome(self, signs: Mapping[str, str | None]) -> Outcome:
        """The worst outcome of these warning signs.

        `signs` maps each sign, from the list of when to stop or from the check-in, to the option
        chosen for it, or None. Raises KeyError for an unknown sign.
        """
        texts = self._book.catalogue.safety
        signs_known = (*texts.check_in.symptoms, *texts.stop_now.signs, *texts.asked_alone)
        known = {each.id: each for each in signs_known}
        return worst([known[sign].leads_to(option) for sign, option in signs.items()])

    def keep_signs(self, session: OpenSession, signs: Mapping[str, str | None]) -> CheckIn:
        """Record the warning signs that ended `session`; they lock sessions as in a check-in."""
        before = session.check_in
        now = self._book.now()
        record = CheckIn(
            id=self._book.new_id(),
            at=now.at,
            pain=0 if before is None else before.pain,
            symptoms=tuple(signs),
            outcome=self.signs_outcome(signs).value,
            screen_version=self._book.catalogue.safety.version,
            rehearsal=session.speed != 1,
            during=session.id,
            utc_offset_minutes=now.offset_minutes,
            follow_ups=_follow_ups_of(signs),
        )
        self._book.save(record)
        return record

    def barred_by(self, tag: str) -> tuple[str, ...]:
        """The exercises that carry a tag, by id."""
        return tuple(self._book.catalogue.programme.tags[tag].exercises)

    def left_out_for_the_leg(self) -> tuple[str, ...]:
        """The exercises that new pain in a leg leaves out of the rest of a session."""
        rules = self._book.catalogue.programme.leg
        return () if rules is None else self.barred_by(rules.tag)

    def place_to_spare(self, record: SessionRecord) -> HurtPlace | None:
        """The part that hurt often enough for its tag to be offered after the session `record`."""
        content = self._book.catalogue
        rules, log = content.programme.elsewhere, self._book.log.so_far
        if rules is None:
            return None
        where = often_elsewhere(record, log.sessions, rules)
        places = (each for each in content.safety.hurts.places if each.tag is not None)
        return next((each for each in places if each.id in where), None)

    def save(self, record: SessionRecord) -> None:
        """Store a session, or store it again with more data; on failure, add it to `unstored`."""
        try:
            self._book.save(record)
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
        sore_more: Sequence[str] = (),
    ) -> SessionRecord:
        """Add ratings to a session and store it; `sore`, `sore_more` hold ids of its exercises."""
        ratings = Ratings(
            at=self._book.now().at,
            worst_pain=worst_pain,
            effort=effort,
            note=note,
            pain_now=pain_now,
            sore=tuple(sore),
            sore_more=tuple(sore_more),
        )
        rated = replace(record, ratings=ratings)
        self.save(rated)
        return rated

    def grabs_to_ask_about(self, record: SessionRecord) -> list[str]:
        """The exercises (ids) for balance of which nobody said if there was need to grab."""
        if record.is_rehearsal:
            return []
        done = [
            each
            for each in record.sets
            if each.section is Section.BALANCE and each.done.seconds > 0
        ]
        told = {each.exercise for each in done if each.grabbed is not None}
        return [each for each in dict.fromkeys(one.exercise for one in done) if each not in told]

    def tell_grabs(self, record: SessionRecord, grabbed: Mapping[str, bool]) -> SessionRecord:
        """Add to a session whether there was need to grab, by exercise, and store it."""
        sets = tuple(
            replace(each, grabbed=grabbed[each.exercise])
            if each.section is Section.BALANCE
            and each.exercise in grabbed
            and each.done.seconds > 0
            else each
            for each in record.sets
        )
        told = replace(record, sets=sets)
        self.save(told)
        return told


def _follow_ups_of(answers: Mapping[str, str | None]) -> tuple[FollowUp, ...]:
    return tuple(FollowUp(each, option) for each, option in answers.items() if option is not None)

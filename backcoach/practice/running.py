"""The session under way: begun, cut off, gone on with."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, timedelta, timezone
from typing import TYPE_CHECKING

from backcoach.coach.model.days import offset_minutes_of
from backcoach.coach.model.records import CheckIn, SessionRecord
from backcoach.coach.planning.plan import Plan
from backcoach.practice.training import Training
from backcoach.store import StoreError
from backcoach.store.files import mode_at

if TYPE_CHECKING:
    from backcoach.open_session import Begun, OpenSession
    from backcoach.store.journal import Head, Journal, JournalContent


@dataclass(slots=True)
class Unfinished:
    """A session that was cut off: what was done of it, and how to go on.

    `session` stands where it was cut off; None where only what was done is known. `is_over`: it had
    come to its end, and only the log was not reached any more.
    """

    record: SessionRecord
    session: OpenSession | None
    is_over: bool
    is_old: bool
    is_damaged: bool


class Running(Training):
    """Keeps a session under way in the journal, and asks about one that was cut off."""

    def open_session(self, plan: Plan, check_in: CheckIn | None, speed: float = 1.0) -> OpenSession:
        """Begin to follow `plan`. Nothing is stored before it is followed.

        Raises BusyError where nothing may be written, and StoreError where the journal of another
        session can't be put aside; answer `unfinished` before.
        """
        # The player is needed only now; the first screen is there sooner without it.
        from backcoach.coach.session.plan_codec import written
        from backcoach.open_session import Begun
        from backcoach.store.journal import VERSION, Head, Journal

        self._check_may_write()
        self._put_journal_aside()
        begun = Begun(self.new_id(), self.clock.now(), check_in, speed)
        journal = Journal(self.places.journal)
        journal.begin(
            Head(
                version=VERSION,
                id=begun.id,
                started_at=begun.started_at.astimezone(UTC),
                utc_offset_minutes=offset_minutes_of(begun.started_at),
                speed=speed,
                auto_advance=self.settings.auto_advance,
                check_in=check_in,
                plan=written(plan),
            )
        )
        return self._session(begun, plan, journal, self.settings.auto_advance)

    def _session(
        self, begun: Begun, plan: Plan, journal: Journal, auto_advance: bool
    ) -> OpenSession:
        from backcoach.coach.session.player import Player
        from backcoach.coach.session.recorder import Tape, Taped
        from backcoach.open_session import OpenSession

        content = self.catalogue
        timing, tape = content.programme.timing, Tape()
        player = Player(
            plan,
            content.exercises,
            timing,
            tape,
            content.programme.lights,
            before=None if begun.check_in is None else begun.check_in.pain,
            speed=begun.speed,
            auto_advance=auto_advance,
        )
        taped = Taped(player, tape, timing.gap_seconds, begun.speed)
        return OpenSession(begun, taped, tape, journal, clock=self.clock, keep=self.keep_session)

    # After a cut

    @property
    def is_unfinished(self) -> bool:
        """Whether a journal lies there, readable or not; a quick look that reads nothing."""
        try:
            return bool(mode_at(self.places.journal))
        except StoreError:
            return True

    def unfinished(self, stored: Collection[str] | None = None) -> Unfinished | None:
        """The session that was cut off and not answered for, or is under way; None without one.

        `stored` are the ids of all sessions of the log, where they are known already. None as well
        where nothing was done of it. Changes nothing. Raises StoreError when its journal can't be
        read.
        """
        if not self.is_unfinished:
            return None
        from backcoach.store.journal import read_journal

        written = read_journal(self.places.journal)
        if written is None:
            return None
        found = self._found(written)
        if found is None:
            return None
        if stored is None:
            stored = {each.id for each in self.log.sessions}
        return None if found.record.id in stored else found

    def waiting(self) -> SessionRecord | None:
        """What the journal holds, where the log can't be read to tell whether it is in there."""
        from backcoach.store.journal import read_journal

        with suppress(StoreError):
            journal = read_journal(self.places.journal)
            return None if journal is None else journal.record
        return None

    def tidy_journal(self) -> None:
        """Take away a journal about which there is nothing to ask; for whoever has the folder.

        A damaged one, which may have held more than can be read, goes among the backups.
        """
        from backcoach.store.journal import read_journal

        with suppress(StoreError):
            if not self.read_only and self.is_unfinished and self.unfinished() is None:
                journal = read_journal(self.places.journal)
                self._forget_journal(damaged=journal is not None and journal.torn)

    def _found(self, written: JournalContent) -> Unfinished | None:
        session = None if written.head is None else self._played_back(written.head, written)
        if session is not None and not written.torn:
            record = session.record() if session.something_done else None
        else:
            session, record = None, written.record
        if record is None:
            return None
        from backcoach.coach.session.clockwork import State

        hours = self.catalogue.programme.timing.take_up_within_hours
        return Unfinished(
            record=record,
            session=session,
            is_over=session is not None and session.player.state is State.ENDED,
            is_old=self._now() - record.ended_at > timedelta(hours=hours),
            is_damaged=written.torn,
        )

    def _played_back(self, head: Head, written: JournalContent) -> OpenSession | None:
        """The session as it stood; None where it can't be followed as it was any more."""
        from backcoach.coach.session.plan_codec import read_again
        from backcoach.open_session import Begun
        from backcoach.store.journal import Journal

        content = self.catalogue
        try:
            plan = read_again(head.plan, content.programme, content.exercises)
        except KeyError:
            return None
        zone = timezone(timedelta(minutes=head.utc_offset_minutes))
        begun = Begun(head.id, head.started_at.astimezone(zone), head.check_in, head.speed)
        journal = Journal(self.places.journal, written.end)
        session = self._session(begun, plan, journal, head.auto_advance)
        return session if session.play_back(written) else None

    def keep_unfinished(self, found: Unfinished) -> SessionRecord:
        """Store what was done of it. Raises StoreError, and then it is asked about again."""
        self.keep_session(found.record)
        with suppress(StoreError):  # the log tells that it is answered
            self._forget_journal(damaged=found.is_damaged)
        return found.record

    def throw_away(self, found: Unfinished) -> None:
        """Forget what was done of it. Raises StoreError when the journal can't be removed."""
        self._forget_journal(damaged=found.is_damaged)

    def give_up(self, record: SessionRecord) -> None:
        """Go on without a session that could not be stored.

        Only its own journal goes: that of another session still waits for an answer.
        """
        self.unstored.pop(record.id, None)
        with suppress(StoreError):
            journal = self._journal_of(record)
            if journal is not None:
                self._forget_journal(damaged=journal.torn)

    def saved_elsewhere(self, record: SessionRecord) -> None:
        """`record`, which could not be stored, is in a file of its own.

        A journal that knows all of it stays, for the next start to store. One that knows less goes:
        once that was stored, there would be no bringing in the rest.
        """
        self.unstored.pop(record.id, None)
        with suppress(StoreError):
            journal = self._journal_of(record)
            known = None if journal is None else journal.record
            if known is None or _done(known) != _done(record):
                self.give_up(record)

    def _journal_of(self, record: SessionRecord) -> JournalContent | None:
        """What the journal holds, where that is of this session."""
        from backcoach.store.journal import read_journal

        journal = read_journal(self.places.journal)
        return journal if journal is not None and journal.id == record.id else None

    def _forget_journal(self, *, damaged: bool = False) -> None:
        # Where nothing may be written, it is that of a session somebody else follows right now.
        self._check_may_write()
        if damaged:
            self._put_journal_aside()
            return
        from backcoach.store.journal import remove_journal

        remove_journal(self.places.journal)

    def _put_journal_aside(self) -> None:
        """Nothing that may be wanted is overwritten: it goes among the backups."""
        if self.is_unfinished:
            from backcoach.store.restore import put_aside

            put_aside(self.places.data, self.places.journal)


def _done(record: SessionRecord) -> tuple[object, ...]:
    return record.sets, record.pain_reports

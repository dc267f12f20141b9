"""A session that was cut off: what was done of it, and resuming, storing or discarding it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import TYPE_CHECKING

from backcoach.coach.model.records import SessionRecord
from backcoach.practice.book import Book
from backcoach.practice.sessions import Sessions
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.open_session import OpenSession
    from backcoach.store.journal import Head, JournalContent


@dataclass(slots=True)
class Unfinished:
    """A session that was cut off: what was done of it, and how to resume it.

    `session` is in the state in which it was cut off; None if only what was done is known.
    `is_over`: all of it was done, but it could not be stored in the log any more. `is_old`: it
    ended so long ago that resuming it is not suggested first. `is_damaged`: its journal has lines
    that can't be read.
    """

    record: SessionRecord
    session: OpenSession | None
    is_over: bool
    is_old: bool
    is_damaged: bool


class UnfinishedSessions:
    """Finds the session in the journal, and does with it what the user decides."""

    def __init__(self, book: Book, sessions: Sessions) -> None:
        self._book = book
        self._sessions = sessions

    @property
    def is_there(self) -> bool:
        """Whether there is a journal, readable or not. Does not read it."""
        return self._book.has_journal

    def found(self, stored: Collection[str] | None = None) -> Unfinished | None:
        """The session that was cut off or is under way; None if there is none or nothing was done
        in it.

        `stored` are the ids of all sessions in the log, if the caller knows them. Changes nothing.
        Raises StoreError if the journal can't be read.
        """
        if not self.is_there:
            return None
        from backcoach.store.journal import read_journal

        written = read_journal(self._book.places.journal)
        if written is None:
            return None
        found = self._of(written)
        if found is None:
            return None
        if stored is None:
            stored = {each.id for each in self._book.log.all.sessions}
        return None if found.record.id in stored else found

    def waiting(self) -> SessionRecord | None:
        """The session in the journal, whether or not it is in the log, which can't be read."""
        from backcoach.store.journal import read_journal

        with suppress(StoreError):
            journal = read_journal(self._book.places.journal)
            return None if journal is None else journal.record
        return None

    def tidy(self) -> None:
        """Remove a journal that has nothing to resume or store. Does nothing if nothing may be
        written.

        A damaged one, which may have had more than can be read, is moved to the backups.
        """
        from backcoach.store.journal import read_journal

        with suppress(StoreError):
            if not self._book.read_only and self.is_there and self.found() is None:
                journal = read_journal(self._book.places.journal)
                self._forget_journal(damaged=journal is not None and journal.torn)

    def _of(self, written: JournalContent) -> Unfinished | None:
        session = None if written.head is None else self._played_back(written.head, written)
        if session is not None and not written.torn:
            record = session.record() if session.something_done else None
        else:
            session, record = None, written.record
        if record is None:
            return None
        from backcoach.coach.session.segment_timer import SessionState

        hours = self._book.catalogue.programme.timing.take_up_within_hours
        return Unfinished(
            record=record,
            session=session,
            is_over=session is not None and session.player.position.state is SessionState.ENDED,
            is_old=self._book.now().at - record.ended_at > timedelta(hours=hours),
            is_damaged=written.torn,
        )

    def _played_back(self, head: Head, written: JournalContent) -> OpenSession | None:
        """The session in the state in which it was cut off; None if it can't be resumed exactly."""
        from backcoach.coach.session.plan_codec import read_again
        from backcoach.open_session import Begun
        from backcoach.store.journal import Journal

        content = self._book.catalogue
        try:
            plan = read_again(head.plan, content.programme, content.exercises)
        except KeyError:
            return None
        zone = timezone(timedelta(minutes=head.utc_offset_minutes))
        begun = Begun(head.id, head.started_at.astimezone(zone), head.check_in, head.speed)
        journal = Journal(self._book.places.journal, written.end)
        session = self._sessions.following(begun, plan, journal, head.auto_advance)
        return session if session.play_back(written) else None

    def keep(self, found: Unfinished) -> SessionRecord:
        """Store what was done. Raises StoreError, and then the journal stays."""
        self._sessions.save(found.record)
        with suppress(StoreError):  # the log tells that it is answered
            self._forget_journal(damaged=found.is_damaged)
        return found.record

    def throw_away(self, found: Unfinished) -> None:
        """Discard what was done. Raises StoreError if the journal can't be removed."""
        self._forget_journal(damaged=found.is_damaged)

    def give_up(self, record: SessionRecord) -> None:
        """Discard a session that could not be stored.

        Its journal is removed, but not that of another session.
        """
        self._sessions.unstored.pop(record.id, None)
        with suppress(StoreError):
            journal = self._journal_of(record)
            if journal is not None:
                self._forget_journal(damaged=journal.torn)

    def saved_elsewhere(self, record: SessionRecord) -> None:
        """Note that `record`, which could not be stored, has been saved to a file of its own.

        A journal with all of it stays, so that the next start stores it. One with less is removed:
        if that were stored, the complete file could not be imported any more.
        """
        self._sessions.unstored.pop(record.id, None)
        with suppress(StoreError):
            journal = self._journal_of(record)
            known = None if journal is None else journal.record
            if known is None or _done(known) != _done(record):
                self.give_up(record)

    def _journal_of(self, record: SessionRecord) -> JournalContent | None:
        """The journal if it belongs to this session."""
        from backcoach.store.journal import read_journal

        journal = read_journal(self._book.places.journal)
        return journal if journal is not None and journal.id == record.id else None

    def _forget_journal(self, *, damaged: bool = False) -> None:
        # If this instance is read-only, the journal belongs to the session of another instance.
        self._book.check_may_write()
        if damaged:
            self._book.put_journal_aside()
            return
        from backcoach.store.journal import remove_journal

        remove_journal(self._book.places.journal)


def _done(record: SessionRecord) -> tuple[object, ...]:
    return record.sets, record.pain_reports

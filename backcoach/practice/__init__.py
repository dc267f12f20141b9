"""The interface to a person's practice, for the command line and the screens alike."""

from __future__ import annotations

from pathlib import Path

from backcoach.clock import Clock
from backcoach.paths import Places
from backcoach.practice.book import Book
from backcoach.practice.person import Person
from backcoach.practice.safety import SafetyQuestions
from backcoach.practice.sessions import Sessions
from backcoach.practice.standing import Standings
from backcoach.practice.unfinished import UnfinishedSessions
from backcoach.practice.weeks import Weeks


class Practice:
    """The practice of one person, in seven parts.

    `book` reads and writes content, settings and log. The others compute from it and record through
    it: `standing` the stage and the next session, `person` profile and consent, `safety` the safety
    questions and what locks sessions, `weeks` what is asked between sessions, `sessions` one
    session from its check-in to its record, and `unfinished` one that was cut off.
    """

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.book = Book(places, clock, content)
        self.standing = Standings(self.book)
        self.person = Person(self.book, self.standing)
        self.safety = SafetyQuestions(self.book, self.standing, self.person)
        self.weeks = Weeks(self.book, self.standing)
        self.sessions = Sessions(self.book, self.standing, self.safety)
        self.unfinished = UnfinishedSessions(self.book, self.sessions)

"""The one door to a person's practice: what can be done, what was done, and what comes next.

The command line and the screens both go through it; nothing else writes.
"""

from __future__ import annotations

from pathlib import Path

from backcoach.clock import Clock
from backcoach.paths import Places
from backcoach.practice.book import Book
from backcoach.practice.person import Person
from backcoach.practice.sessions import Sessions
from backcoach.practice.standing import Standings
from backcoach.practice.weeks import Weeks


class Practice:
    """All that one person does with the coach, in five parts.

    `book` reads and writes: content, settings, log. The others answer from it and record through
    it: `standing` knows where somebody stands and what comes next, `person` who they are and what
    they agreed to, `weeks` what comes between the sessions, and `sessions` leads through one.
    """

    def __init__(self, places: Places, clock: Clock, content: Path) -> None:
        self.book = Book(places, clock, content)
        self.standing = Standings(self.book)
        self.person = Person(self.book, self.standing)
        self.weeks = Weeks(self.book, self.standing)
        self.sessions = Sessions(self.book)

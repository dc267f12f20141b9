"""The safety questions page by page: which pages there are, what a page asks, and when it ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.screening_questions import (
    FollowUpKind,
    FollowUpQuestion,
    Group,
    Lock,
    Question,
)
from backcoach.coach.safety.screening import EMERGENCY_PAGE, Due, marks
from backcoach.journeys.asking.answers import ScreeningAnswers
from backcoach.journeys.asking.marking import is_right
from backcoach.journeys.asking.prompts import Choose, Enter

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front

WHY = {
    Due.FIRST: "Before your first session, {lists}.",
    Due.VERSION: "The questions have changed since you answered them: {lists}.",
    Due.CHECK_IN: "You named something new, so the lists come again.",
    Due.GAP: "It has been a while. Welcome back; {lists} before you go on.",
    Due.WEEKS: "Every few weeks the coach asks again: {lists}.",
    Due.OPENED: "Sessions are open again. Once more, to be sure: {lists}.",
    Due.ABOUT_YOU: "First whether anything has changed: {lists}. About you comes next.",
}
LISTS = {1: "one short list", 2: "two short lists", 3: "three short lists", 4: "four short lists"}


@frozen
class Page:
    """A list to mark: the group with this `number`, or the features of one of its questions."""

    number: int
    ask: str
    hint: str
    lines: Sequence[tuple[str, str]]
    group: Group
    is_group: bool = True


class ScreeningPages:
    """The pages that are due, with the marks and answers given so far. Stores nothing.

    With `since_seen` it asks only about the emergency signs, of a user whom a hospital has seen.
    """

    def __init__(self, front: Front, why: Due | None = None, *, since_seen: bool = False) -> None:
        self._front = front
        self._practice = front.practice
        self._why = why
        self._since_seen = since_seen
        self.index = 0
        """The place of the present page."""
        self.marked: set[str] = set()
        """The ids that are marked, on all pages."""
        self._asked_pages: tuple[Group, ...] | None = None
        self._known: frozenset[str] = frozenset()
        self._follow_ups: dict[str, str] = {}

    @property
    def page(self) -> Page:
        """The present page."""
        return self._pages()[self.index]

    @property
    def title(self) -> str:
        """What the questions are about, and which list this is."""
        questions = self._practice.book.catalogue.safety.screening
        return f"{questions.title} · {self.page.number} of {len(self._groups)}"

    @property
    def why_words(self) -> str:
        """Why the questions are asked; on the first page only."""
        if self.index or self._why is None:
            return ""
        lists = LISTS.get(len(self._groups), "some short lists")
        return WHY[self._why].format(lists=lists)

    def take_marks(self, marked: Collection[str]) -> None:
        """Take what is marked on the present page."""
        shown = {name for name, _ in self.page.lines}
        self.marked = (self.marked - shown) | set(marked)

    async def answer(self) -> ScreeningAnswers | int | None:
        """Ask the follow-up questions of this page.

        Returns all answers after the last page, else the place of the next one; None where the user
        turned back. Marks that lock sessions have to be confirmed. Signs of an emergency end the
        questions.
        """
        page = self.page
        if page.is_group and not (
            await self._about_known(page.group) and await self._follow_up(page.group)
        ):
            return None
        locking = [question.ask for lock, question in self._locking(page)]
        if locking and not await is_right(self._front, locking):
            return None
        return self._answers() if self._is_last(page) else self.index + 1

    @property
    def what_comes(self) -> str:
        """What going on from this page does, with the marks it has."""
        page = self.page
        if self._locking(page):
            return "Continue: tells you what to do about what you marked."
        if self._is_last(page):
            return "Continue: that was the last list."
        return "Continue: on to the next list."

    @property
    def _groups(self) -> tuple[Group, ...]:
        if self._asked_pages is None:
            safety = self._practice.safety
            if self._since_seen:
                # After a hospital visit no sign counts as known: each is asked about again.
                groups = self._practice.book.catalogue.safety.screening.groups[:1]
            elif self._why is Due.ABOUT_YOU:
                groups, self._known = safety.pages_about_you(), safety.known_conditions()
            else:
                groups, self._known = safety.pages_due(), safety.known_signs()
            self._asked_pages = groups
        return self._asked_pages

    def _pages(self) -> list[Page]:
        """The groups in order, each followed by the feature lists of its marked questions."""
        questions = self._practice.book.catalogue.safety.screening
        pages = []
        for number, group in enumerate(self._groups, start=1):
            ask = questions.since_seen if self._since_seen else group.ask
            asked = [each for each in group.questions if each.id not in self._known]
            lines = [(each.id, each.ask) for each in asked]
            pages.append(Page(number, ask, group.hint, lines, group))
            for question in group.questions:
                if question.features and question.id in self.marked:
                    lines = [(each.id, each.ask) for each in question.features]
                    pages.append(Page(number, question.features_ask, "", lines, group, False))
        return pages

    async def _about_known(self, group: Group) -> bool:
        """Ask whether known signs of this page are new or worse; a yes marks them.

        False if the user went back.
        """
        questions = self._practice.book.catalogue.safety.screening
        known = [each for each in group.questions if each.id in self._known]
        if not known:
            return True
        self.marked -= {each.id for each in known}
        words = questions.known_words.format(words="; ".join(each.ask for each in known))
        options = [("yes", questions.known_yes), ("no", questions.known_no)]
        answer = await self._front.ask(Choose(words, options, questions.known_ask, chosen=False))
        if answer == "yes":
            self.marked |= {each.id for each in known}
        return answer is not None

    async def _follow_up(self, group: Group) -> bool:
        """Ask the follow-up questions of the marks on this page. False if the user went back."""
        for question in group.questions:
            if question.id not in self.marked:
                self._follow_ups.pop(question.id, None)
            elif question.follow_up is not None:
                answer = await self._asked(question.follow_up)
                if answer is None:
                    return False
                self._follow_ups[question.id] = answer
        return True

    async def _asked(self, asked: FollowUpQuestion) -> str | None:
        if asked.kind is FollowUpKind.CHOICE:
            options = [(each.id, each.text) for each in asked.options]
            return await self._front.ask(Choose(asked.ask, options, careful=True))
        return await self._front.ask(Enter(asked.kind, asked.ask, asked.unsaid))

    def _answers(self) -> ScreeningAnswers:
        """The answers on the pages that were shown.

        The features of a question that is no longer marked are left out.
        """
        pages = self._pages()[: self.index + 1]
        shown = {name for page in pages for name, _ in page.lines}
        shown |= {each.id for page in pages for each in page.group.questions} & self._known
        yes = tuple(each for each in self._in_order(pages) if each in shown & self.marked)
        groups = tuple(dict.fromkeys(page.group.id for page in pages))
        return ScreeningAnswers(
            yes, groups, {id: answer for id, answer in self._follow_ups.items() if id in yes}
        )

    def _in_order(self, pages: Sequence[Page]) -> list[str]:
        """The ids of all lines of these pages, each once."""
        names: list[str] = []
        for page in pages:
            of_page = [each.id for each in page.group.questions] if page.is_group else []
            names += [*of_page, *(name for name, _ in page.lines)]
        return list(dict.fromkeys(names))

    def _locking(self, page: Page) -> list[tuple[Lock, Question]]:
        """The marked questions of a page that lock sessions, each with its lock."""
        found = marks(self.marked, [page.group])
        return [(lock, question) for lock, question in found if lock is not Lock.NONE]

    def _is_last(self, page: Page) -> bool:
        emergency = page.group.id == EMERGENCY_PAGE and bool(self._locking(page))
        return emergency or self.index + 1 == len(self._pages())

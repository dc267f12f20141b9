"""The safety questions at the start: one page for each group, and the questions that follow."""

from __future__ import annotations

from collections.abc import Sequence

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.screening_questions import (
    FollowUpKind,
    FollowUpQuestion,
    Group,
    Lock,
    Question,
)
from backcoach.coach.safety.screening import EMERGENCY_PAGE, Due, marks
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.questions.entry import EntryDialog
from backcoach.tui.screens.questions.marking import is_right, mark_list
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.mark_list import MarkList

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
class ScreeningAnswers:
    """The ids of the marked questions and of the pages shown, and the follow-up answers."""

    yes: tuple[str, ...]
    groups: tuple[str, ...]
    follow_ups: dict[str, str]


@frozen
class Page:
    """A list to mark: the group with this `number`, or the features of one of its questions."""

    number: int
    ask: str
    hint: str
    lines: Sequence[tuple[str, str]]
    group: Group
    is_group: bool = True


class ScreeningScreen(CoachScreen[ScreeningAnswers | None]):
    """Asks the pages that are due. None if the user went back. Stores nothing.

    With `since_seen` it asks only about the emergency signs, of a user whom a hospital has seen.
    """

    CSS_PATH = "screening.tcss"
    BINDINGS = pick("question.back")
    scope = Scope.QUESTIONS

    def __init__(self, why: Due | None = None, *, since_seen: bool = False) -> None:
        super().__init__()
        self._why = why
        self._since_seen = since_seen
        self._index = 0
        self._marked: set[str] = set()
        self._asked_pages: tuple[Group, ...] | None = None
        self._known: frozenset[str] = frozenset()
        self._follow_ups: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Compose the present page, and a line that says what happens next."""
        questions = self.practice.book.catalogue.safety.screening
        page = self._pages()[self._index]
        place = f"{questions.title} · {page.number} of {len(self._groups)}"
        lines = list(page.lines)
        with Vertical(classes="page"):
            yield Static(place, classes="title", markup=False)
            if self._index == 0 and self._why is not None:
                lists = LISTS.get(len(self._groups), "some short lists")
                words = WHY[self._why].format(lists=lists)
                yield Static(words, classes="quiet", markup=False)
            yield Static(page.ask, id="ask", markup=False)
            if page.hint:
                yield Static(page.hint, classes="quiet", markup=False)
            with Vertical(id="list"):
                yield mark_list(self.coach, lines, none=questions.none, marked=self._marked)
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start with the first page."""
        self._begin_page()

    def on_mark_list_marks_changed(self) -> None:
        """Update the line that says what happens next."""
        if not self.is_turning:
            self._take_marks()
            self._say_what_comes()

    def on_mark_list_continued(self) -> None:
        """Finish this page once, also when Continue is pressed twice at once."""
        if self.is_there:
            self._take_marks()
            self.answer_page()

    @work(exclusive=True)
    async def answer_page(self) -> None:
        """Ask the follow-up questions of this page, then turn to the next one or close.

        Marks that lock sessions have to be confirmed. Signs of an emergency end the questions.
        """
        page = self._pages()[self._index]
        if page.is_group and not (
            await self._about_known(page.group) and await self._follow_up(page.group)
        ):
            return
        locking = [question.ask for lock, question in self._locking(page)]
        if locking and not await is_right(self.coach, locking):
            return
        if self._is_last(page):
            self.dismiss(self._answers())
        else:
            await self._turn_to(self._index + 1)

    async def action_back(self) -> None:
        """Turn one page back, with its marks; on the first page, close without storing anything."""
        if not self.is_there:
            return
        self._take_marks()
        if self._index == 0:
            self.dismiss(None)
            return
        await self._turn_to(self._index - 1)

    async def _turn_to(self, index: int) -> None:
        self._index = index
        await self.turn()
        self._begin_page()

    def _begin_page(self) -> None:
        listing = self.query_one(MarkList)
        listing.border_title = "Enter or space marks"
        listing.focus()
        self._say_what_comes()

    @property
    def _groups(self) -> tuple[Group, ...]:
        if self._asked_pages is None:
            safety = self.practice.safety
            if self._since_seen:
                # After a hospital visit no sign counts as known: each is asked about again.
                groups = self.practice.book.catalogue.safety.screening.groups[:1]
            elif self._why is Due.ABOUT_YOU:
                groups, self._known = safety.pages_about_you(), safety.known_conditions()
            else:
                groups, self._known = safety.pages_due(), safety.known_signs()
            self._asked_pages = groups
        return self._asked_pages

    def _pages(self) -> list[Page]:
        """The groups in order, each followed by the feature lists of its marked questions."""
        questions = self.practice.book.catalogue.safety.screening
        pages = []
        for number, group in enumerate(self._groups, start=1):
            ask = questions.since_seen if self._since_seen else group.ask
            asked = [each for each in group.questions if each.id not in self._known]
            lines = [(each.id, each.ask) for each in asked]
            pages.append(Page(number, ask, group.hint, lines, group))
            for question in group.questions:
                if question.features and question.id in self._marked:
                    lines = [(each.id, each.ask) for each in question.features]
                    pages.append(Page(number, question.features_ask, "", lines, group, False))
        return pages

    def _take_marks(self) -> None:
        shown = {name for name, _ in self._pages()[self._index].lines}
        self._marked = (self._marked - shown) | set(self.query_one(MarkList).marked)

    async def _about_known(self, group: Group) -> bool:
        """Ask whether known signs of this page are new or worse; a yes marks them.

        False if the user went back.
        """
        questions = self.practice.book.catalogue.safety.screening
        known = [each for each in group.questions if each.id in self._known]
        if not known:
            return True
        self._marked -= {each.id for each in known}
        words = questions.known_words.format(words="; ".join(each.ask for each in known))
        options = [("yes", questions.known_yes), ("no", questions.known_no)]
        dialog = ChoiceDialog(words, options, questions.known_ask, chosen=False)
        answer = await self.app.push_screen_wait(dialog)
        if answer == "yes":
            self._marked |= {each.id for each in known}
        return answer is not None

    async def _follow_up(self, group: Group) -> bool:
        """Ask the follow-up questions of the marks on this page. False if the user went back."""
        for question in group.questions:
            if question.id not in self._marked:
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
            dialog = ChoiceDialog(asked.ask, options, careful=True)
            return await self.app.push_screen_wait(dialog)
        return await self.app.push_screen_wait(EntryDialog(asked.kind, asked.ask, asked.unsaid))

    def _answers(self) -> ScreeningAnswers:
        """The answers on the pages that were shown.

        The features of a question that is no longer marked are left out.
        """
        pages = self._pages()[: self._index + 1]
        shown = {name for page in pages for name, _ in page.lines}
        shown |= {each.id for page in pages for each in page.group.questions} & self._known
        yes = tuple(each for each in self._in_order(pages) if each in shown & self._marked)
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
        found = marks(self._marked, [page.group])
        return [(lock, question) for lock, question in found if lock is not Lock.NONE]

    def _is_last(self, page: Page) -> bool:
        emergency = page.group.id == EMERGENCY_PAGE and bool(self._locking(page))
        return emergency or self._index + 1 == len(self._pages())

    def _say_what_comes(self) -> None:
        if self.is_turning:
            return
        listing = self.query_one(MarkList)
        page = self._pages()[self._index]
        if not listing.is_answered:
            words = "Mark what applies, or the first line, then Continue."
        elif not listing.is_seen:
            words = "Continue: the rest of the list."
        elif self._locking(page):
            words = "Continue: tells you what to do about what you marked."
        else:
            words = "Continue: on to the next list."
            if self._is_last(page):
                words = "Continue: that was the last list."
        self.query_one("#consequence", Static).update(words)

"""The safety questions at the start: one page per group, None of these is one key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Static

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.safety.screening import Due, outcome_of
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.key_bar import KeyBar

WHY = {
    Due.FIRST: "Before your first session, three short lists.",
    Due.VERSION: "The questions have changed since you answered them. Three short lists.",
    Due.CHECK_IN: "You named something new, so the three lists come again.",
    Due.GAP: "It has been a while. Welcome back; three short lists before you go on.",
    Due.WEEKS: "Every few weeks the coach asks again. Three short lists.",
}


@frozen
class ScreeningPage:
    """One list to mark. `number` counts the groups; a list that belongs to a line keeps its."""

    number: int
    ask: str
    hint: str
    lines: Sequence[tuple[str, str]]
    leads_to: Lock


class ScreeningScreen(CoachScreen[list[str] | None]):
    """The ids of all that was marked; None when the user turned back. Stores nothing."""

    CSS_PATH = "screening.tcss"
    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, why: Due | None = None) -> None:
        super().__init__()
        self._why = why
        self._index = 0
        self._marked: set[str] = set()
        self._seen = self._drawn = False

    def compose(self) -> ComposeResult:
        """The present page: what is asked, the list, what Enter will do."""
        questions = self.practice.book.catalogue.safety.screening
        page = self._pages()[self._index]
        place = f"{questions.title} · {page.number} of {len(questions.groups)}"
        with Vertical(classes="page"):
            yield Static(place, classes="title", markup=False)
            if self._index == 0 and self._why is not None:
                yield Static(WHY[self._why], classes="quiet", markup=False)
            yield Static(page.ask, id="ask", markup=False)
            if page.hint:
                yield Static(page.hint, classes="quiet", markup=False)
            with Vertical(id="list"):
                yield Checklist(page.lines, marked=self._marked)
            yield Static(id="consequence", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Ready to mark."""
        self._begin_page()

    def on_checklist_marked(self) -> None:
        """A mark may decide what happens next."""
        if not self.is_turning:
            self._take_marks()
            self._say_what_enter_does()

    async def on_checklist_confirmed(self) -> None:
        """This page is answered."""
        await self.action_accept()

    async def action_accept(self) -> None:
        """On to the next page. Signs of an emergency end the questions at once.

        Nobody answers for lines they have not seen: where the list is longer than the window, the
        first Enter goes to its end, and a key that came before the list was drawn does nothing.
        """
        if not self._drawn or not self.is_there:
            return
        self._take_marks()
        if not self._seen_to_the_end():
            checklist = self.query_one(Checklist)
            checklist.action_last()
            # To the end of the last line too, which may be longer than the window.
            checklist.scroll_end(animate=False)
            return
        if self._is_last():
            self.dismiss(self._yes())
            return
        await self._turn_to(self._index + 1)

    async def action_back(self) -> None:
        """One page back, its marks kept; from the first one back to today, nothing recorded."""
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
        checklist = self.query_one(Checklist)
        checklist.border_title = "Space marks what applies"
        checklist.highlighted = 0
        checklist.focus()
        self._seen = self._drawn = False
        self.watch(checklist, "scroll_y", self._say_what_enter_does, init=False)
        # How much of the list fits is known once it is laid out.
        self.call_after_refresh(self._be_drawn)

    def _be_drawn(self) -> None:
        self._drawn = True
        self._say_what_enter_does()

    def _pages(self) -> list[ScreeningPage]:
        """The groups in order, each followed by the lists of its marked questions."""
        pages = []
        groups = self.practice.book.catalogue.safety.screening.groups
        for number, group in enumerate(groups, start=1):
            lines = [(each.id, each.ask) for each in group.questions]
            pages.append(ScreeningPage(number, group.ask, group.hint, lines, group.outcome))
            for question in group.questions:
                if question.features and question.id in self._marked:
                    lines = [(each.id, each.ask) for each in question.features]
                    pages.append(
                        ScreeningPage(number, question.features_ask, "", lines, group.outcome)
                    )
        return pages

    def _take_marks(self) -> None:
        shown = {name for name, _ in self._pages()[self._index].lines}
        self._marked = (self._marked - shown) | set(self.query_one(Checklist).marked)

    def _yes(self) -> list[str]:
        """What is marked on the pages that were shown: a list whose line lost its mark is not."""
        pages = self._pages()[: self._index + 1]
        return [name for page in pages for name, _ in page.lines if name in self._marked]

    def _is_last(self) -> bool:
        return self._outcome() is Lock.EMERGENCY or self._index + 1 == len(self._pages())

    def _outcome(self) -> Lock:
        return outcome_of(self._yes(), self.practice.book.catalogue.safety.screening)

    def _seen_to_the_end(self) -> bool:
        checklist = self.query_one(Checklist)
        self._seen = self._seen or checklist.scroll_target_y >= checklist.max_scroll_y
        return self._seen or self._outcome() is Lock.EMERGENCY

    def _say_what_enter_does(self) -> None:
        if self.is_turning:
            return
        questions = self.practice.book.catalogue.safety.screening
        if self.query_one(Checklist).marked:
            words = "what you marked, go on."
        else:
            words = f"{questions.none[:1].lower()}{questions.none[1:]}, go on."
        if not self._seen_to_the_end():
            words = "the rest of the list."
        elif self._is_last() and self._outcome() is not Lock.NONE:
            words = "tells you what to do about what you marked."
        self.query_one("#consequence", Static).update(f"Enter: {words}")

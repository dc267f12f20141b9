"""A list, with details of the highlighted line beside or below it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import RenderableType
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.selectable import Sheet


class Browser(Container):
    """A list of lines with ids, and a detail view that the screen fills.

    Posts `Chosen` when another line is highlighted.
    """

    DEFAULT_CSS = """
    Browser {
        height: 1fr;
        layout: vertical;
        & > OptionList, & > VerticalScroll { border: round $foreground 30%; padding: 0 1; }
        & > OptionList { height: 2fr; background: $background; }
        & > VerticalScroll { height: 3fr; }
        & > OptionList:focus, & > VerticalScroll:focus { border: round $accent; }
        Static { height: auto; }
    }
    """

    class Chosen(Message):
        """A line was highlighted; `id` is its id."""

        def __init__(self, id: str) -> None:
            self.id = id
            super().__init__()

    def __init__(self, title: str, picture: Widget | None = None, *, legend: str = "") -> None:
        """`picture` is placed between the list and the detail, `legend` below the list."""
        super().__init__()
        self._title = title
        self._legend = legend
        self._picture = picture
        self._lines: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        """The list, then the detail."""
        yield Lines()
        if self._picture is not None:
            yield self._picture
        with VerticalScroll():
            yield Sheet(id="detail", markup=False)

    def on_mount(self) -> None:
        """Name the list."""
        listing = self.query_one(OptionList)
        listing.border_title, listing.border_subtitle = self._title, self._legend

    def fill(self, lines: Sequence[tuple[str, Text]]) -> None:
        """Show these (id, line) pairs.

        The highlighted id stays highlighted if it is still there.
        """
        plain = [(id, line.plain) for id, line in lines]
        if plain == self._lines:
            return
        chosen = self.chosen
        self._lines = plain
        listing = self.query_one(OptionList)
        listing.clear_options()
        listing.add_options(Option(Content.from_rich_text(line), id=id) for id, line in lines)
        ids = [id for id, _ in lines]
        if ids:
            listing.highlighted = ids.index(chosen) if chosen in ids else 0

    def choose(self, id: str) -> None:
        """Highlight the line with this id."""
        self.query_one(OptionList).highlighted = [each for each, _ in self._lines].index(id)

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted line; None in an empty list."""
        index = self.query_one(OptionList).highlighted
        return None if index is None or index >= len(self._lines) else self._lines[index][0]

    def show(self, detail: RenderableType) -> None:
        """Show `detail` from its top."""
        self.query_one("#detail", Sheet).update(detail)
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Post the id of the highlighted line."""
        event.stop()
        if event.option.id is not None:
            self.post_message(self.Chosen(event.option.id))

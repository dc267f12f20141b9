"""A list of lines that can be marked, with a sign and not only a colour."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.two_columns import TwoColumns


class Checklist(Lines):
    """Space marks a line, Enter accepts. `marked` has the ids in the order of the lines."""

    BINDINGS = [
        Binding("space", "mark", "Mark", id="checklist.mark", show=True),
        Binding("enter", "accept", show=False),
    ]

    class Marked(Message):
        """A line was marked or unmarked."""

    class Confirmed(Message):
        """Enter was pressed."""

        def __init__(self, checklist: Checklist) -> None:
            super().__init__()
            self.checklist = checklist

    def __init__(
        self,
        lines: Sequence[tuple[str, str]],
        *,
        marked: Collection[str] = (),
        id: str | None = None,
    ) -> None:
        self._texts = dict(lines)
        self._marked = set(marked)
        super().__init__(*(Option(self._line(name), id=name) for name in self._texts), id=id)

    @property
    def marked(self) -> list[str]:
        """Ids of the marked lines."""
        return [name for name in self._texts if name in self._marked]

    def action_mark(self) -> None:
        """Mark or unmark the line under the cursor."""
        if self.highlighted is None:
            return
        name = self.get_option_at_index(self.highlighted).id
        if name is not None:
            self._marked ^= {name}
            self.replace_option_prompt(name, self._line(name))
            self.post_message(self.Marked())

    def action_accept(self) -> None:
        """Accept the marks."""
        self.post_message(self.Confirmed(self))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Mark the line that was clicked."""
        event.stop()
        self.action_mark()

    def _line(self, name: str) -> TwoColumns:
        mark = "[x]" if name in self._marked else "[ ]"
        return TwoColumns(Text(mark), Text(self._texts[name]), gap=1)

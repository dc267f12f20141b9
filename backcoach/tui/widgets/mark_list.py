"""Several lines to mark, after a line for none of these and before one that goes on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from rich.text import Text
from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from backcoach.tui.widgets.key_presses import KeyPresses
from backcoach.tui.widgets.lines import Lines
from backcoach.tui.widgets.two_columns import TwoColumns

NONE, CONTINUE = "none-of-these", "continue"
"""The ids of the first and of the last line."""


class MarkList(Lines):
    """Enter and space mark the line under the cursor, or take its mark away.

    With `none` the first line says that none applies: it and the others exclude each other. The
    last line, `go_on`, leaves the list once something is marked, and where there is no `none` also
    with nothing marked, as `back` says. A key that is held down never presses it, which `presses`
    tell. Where the list is longer than its window, the last line first shows what nobody has seen
    yet.
    """

    BINDINGS = [
        Binding("space", "mark('space')", "Mark", id="checklist.mark", show=True),
        Binding("enter", "mark('enter')", show=False),
    ]

    class MarksChanged(Message):
        """A mark was set or taken away."""

    class Continued(Message):
        """The last line was pressed: the marks stand."""

    def __init__(
        self,
        lines: Sequence[tuple[str, str]],
        *,
        presses: KeyPresses,
        none: str = "",
        go_on: str = "Continue",
        back: str = "",
        marked: Collection[str] = (),
        id: str | None = None,
    ) -> None:
        self._texts = {NONE: none, **dict(lines)} if none else dict(lines)
        self._go_on, self._back = go_on, back
        self._marked = self._texts.keys() & set(marked)
        self._presses = presses
        self._seen = 0.0
        options = [Option(self._line(name), id=name) for name in self._texts]
        super().__init__(*options, Option(self._last(), id=CONTINUE), id=id)

    @property
    def marked(self) -> list[str]:
        """Ids of the marked lines, in their order; none where none applies."""
        return [name for name in self._texts if name in self._marked and name != NONE]

    @property
    def is_answered(self) -> bool:
        """Whether the last line may be pressed."""
        return bool(self._marked) or bool(self._back)

    @property
    def is_seen(self) -> bool:
        """Whether every line was in sight."""
        return self._seen >= self.virtual_size.height

    def on_mount(self) -> None:
        """The cursor starts on the first line, and follows what comes into sight."""
        self.highlighted = 0
        self.watch(self, "scroll_y", self._note_seen, init=False)
        self.call_after_refresh(self._note_seen)

    def on_resize(self) -> None:
        """More may be in sight."""
        self.call_after_refresh(self._note_seen)

    def action_mark(self, key: str) -> None:
        """Mark the line under the cursor, take its mark away, or go on."""
        self._presses.add(key)
        if self.highlighted is None:
            return
        name = self.get_option_at_index(self.highlighted).id or CONTINUE
        if name == CONTINUE:
            self._presses.if_pressed_anew(self._accept, self.set_timer)
        else:
            self._mark(name)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A click does what a key does, and is never held down."""
        event.stop()
        if event.option.id == CONTINUE:
            self._accept()
        elif event.option.id is not None:
            self._mark(event.option.id)

    def _accept(self) -> None:
        if not self.is_answered:
            return
        if self.is_seen:
            self.post_message(self.Continued())
        else:
            self.scroll_to(y=self._seen, animate=False)

    def _mark(self, name: str) -> None:
        changed = {name}
        if name in self._marked:
            self._marked.remove(name)
        else:
            cleared = self._marked & {NONE} if name != NONE else set(self._marked)
            self._marked = (self._marked - cleared) | {name}
            changed |= cleared
        for each in changed:
            self.replace_option_prompt(each, self._line(each))
        self.replace_option_prompt(CONTINUE, self._last())
        if name == NONE and NONE in self._marked:
            self.highlighted = self.option_count - 1
        self.post_message(self.MarksChanged())

    def _note_seen(self) -> None:
        top = self.scroll_offset.y
        if top <= self._seen:
            height = self.scrollable_content_region.height
            self._seen = max(self._seen, min(top + height, self.virtual_size.height))
            self.post_message(self.MarksChanged())

    # What it shows

    def _line(self, name: str) -> TwoColumns:
        mark = "[x]" if name in self._marked else "[ ]"
        return TwoColumns(Text(mark), Text(self._texts[name]), gap=1)

    def _last(self) -> Text:
        words = self._go_on if self._marked or not self._back else self._back
        return Text(f" →  {words}", style="bold")

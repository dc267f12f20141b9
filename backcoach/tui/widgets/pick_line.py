"""A question on one line that may stay unanswered; a key or a click goes through its answers."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widgets import Static


class PickLine(Static):
    """Shows `ask` and its answers, the chosen one in brackets; `value` is its id, None at first.

    `key` is the key that goes to the next answer, `action` the action it runs; a click does the
    same.
    """

    DEFAULT_CSS = """
    PickLine { height: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    """

    value: reactive[str | None] = reactive(None)

    class Picked(Message):
        """Another answer was chosen."""

    def __init__(
        self, ask: str, answers: Sequence[tuple[str, str]], *, key: str, action: str, id: str
    ) -> None:
        super().__init__(id=id)
        self._ask = ask
        self._answers = dict(answers)
        self._key = key
        self._action = action

    def move_on(self) -> None:
        """Choose the next answer; after the last one none."""
        order = [None, *self._answers]
        self.value = order[(order.index(self.value) + 1) % len(order)]
        self.post_message(self.Picked())

    def render(self) -> Content:
        """Key, question and answers; the chosen one is in brackets, whatever the colours."""
        parts = [Content.styled(self._key, "bold"), Content(f"  {self._ask}: ")]
        for name, words in self._answers.items():
            chosen = name == self.value
            text = f"[{words}]" if chosen else f" {words} "
            parts.append(Content.styled(text, "bold reverse" if chosen else "$text-muted"))
        return Content("").join(parts)

    async def on_click(self) -> None:
        """Do what the key does."""
        await self.run_action(self._action)

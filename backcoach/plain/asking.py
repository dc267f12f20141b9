"""Questions in lines: a numbered choice, a list to mark, a number, a text.

None as an answer means that the user typed `b` to turn back. An answer that is not understood is
asked for again, with what can be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING, TypeVar

from backcoach.journeys.asking.prompts import Listing

if TYPE_CHECKING:
    from backcoach.coach.safety.content import AnchoredScale
    from backcoach.plain.lines import Printed, Typed

Result = TypeVar("Result")

BACK = "b"
NONE_OF_THESE = "none of these"
HIGHEST = 10


class Conversation:
    """Asks in lines, and waits for what is typed."""

    def __init__(self, typed: Typed, printed: Printed) -> None:
        self._typed = typed
        self.say = printed.line

    def ask(self, prompt: str, read: Callable[[str], Result]) -> Result | None:
        """Print `prompt`, and read a line until `read` takes it; it raises ValueError otherwise."""
        self.say(prompt)
        while True:
            typed = self._typed.line()
            if typed is None:
                continue
            if typed.lower() == BACK:
                return None
            try:
                return read(typed)
            except ValueError as error:
                self.say(str(error) or prompt)

    def wait_for_enter(self) -> None:
        """Wait until what was printed is read."""
        self.ask("Enter goes on:", lambda _typed: True)

    def choose(
        self, options: Sequence[tuple[str, str]], *, default: str | None = None
    ) -> str | None:
        """One of the options (id, words) by its number; `default` is what Enter alone gives."""
        for number, (_, words) in enumerate(options, start=1):
            self.say(f"{number}  {words}")
        ids = [id for id, _ in options]
        shown = "" if default is None else f" [{ids.index(default) + 1}]"
        prompt = f"Number, or b to go back{shown}:"

        def read(typed: str) -> str:
            if not typed and default is not None:
                return default
            return ids[_number(typed, 1, len(ids), prompt) - 1]

        return self.ask(prompt, read)

    def scale(
        self, scale: AnchoredScale, *, default: int | None = None, optional: bool = False
    ) -> int | str | None:
        """A number from 0 to 10, or "" where it is `optional` and left out."""
        return self.number_0_to_10(words_of(scale), default=default, optional=optional)

    def number_0_to_10(
        self, words: str, *, default: int | None = None, optional: bool = False
    ) -> int | str | None:
        """The same; `words` say what the numbers mean."""
        if words:
            self.say(words)
        shown = "" if default is None else f" [{default}]"
        left_out = ", Enter leaves it out" if optional and default is None else ""
        prompt = f"Number from 0 to 10{left_out}, or b to go back{shown}:"

        def read(typed: str) -> int | str:
            if not typed and default is not None:
                return default
            if not typed and optional:
                return ""
            return _number(typed, 0, HIGHEST, prompt)

        return self.ask(prompt, read)

    def mark(
        self,
        lines: Sequence[tuple[str, str]],
        *,
        none: str = NONE_OF_THESE,
        marked: Collection[str] | None = None,
    ) -> tuple[str, ...] | None:
        """Any of the lines (id, words), by their numbers; `none` are the words for none of them.

        Lists back what is marked, and only then Enter goes on. Without anything `marked`
        beforehand Enter alone gives no answer.
        """
        for number, (_, words) in enumerate(lines, start=1):
            self.say(f"{number}  {words}")
        self.say(f"0  {none}")
        chosen = None if marked is None else tuple(id for id, _ in lines if id in marked)
        prompt = "Numbers of what applies, with spaces between, or b to go back:"
        words_of_id = dict(lines)
        while True:
            if chosen is not None:
                listed = "; ".join(words_of_id[each] for each in chosen) or none
                prompt = f"Marked: {listed}. Enter goes on; or numbers anew, or b to go back:"

            def read(
                typed: str, now: tuple[str, ...] | None = chosen, ask: str = prompt
            ) -> tuple[tuple[str, ...], bool]:
                if not typed:
                    if now is None:
                        raise ValueError(ask)
                    return now, True
                return _marks(typed, [id for id, _ in lines], ask), False

            answer = self.ask(prompt, read)
            if answer is None:
                return None
            chosen, is_done = answer
            if is_done:
                return chosen

    def text(self, prompt: str, most: int) -> str | None:
        """A line of text with at most so many characters; it may be empty."""
        return self.ask(prompt, lambda typed: typed[:most])

    def more(self, more: str | Listing) -> None:
        """Print what there is to know about a question."""
        if isinstance(more, str):
            if more:
                self.say(more)
            return
        for each in filter(None, (more.head, *(f"- {each}" for each in more.words), more.tail)):
            self.say(each)


def words_of(scale: AnchoredScale) -> str:
    """What the numbers of a scale mean, in one line."""
    ends = [
        f"{each.lowest if each.lowest == each.highest else f'{each.lowest} to {each.highest}'}"
        f" {each.words}"
        for each in scale.anchors
    ]
    return ", ".join(ends)


def _number(typed: str, lowest: int, highest: int, prompt: str) -> int:
    if not typed.isascii() or not typed.isdecimal() or len(typed) > len(str(highest)):
        raise ValueError(prompt)
    number = int(typed)
    if not lowest <= number <= highest:
        raise ValueError(prompt)
    return number


def _marks(typed: str, ids: Sequence[str], prompt: str) -> tuple[str, ...]:
    numbers = [_number(each, 0, len(ids), prompt) for each in typed.replace(",", " ").split()]
    if not numbers or (0 in numbers and len(numbers) > 1):
        raise ValueError(prompt)
    return tuple(id for number, id in enumerate(ids, start=1) if number in numbers)

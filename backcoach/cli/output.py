"""Prints the output of commands: sentences, a table or page, or JSON.

Nothing else in the command line prints. Output may contain text from outside: characters that a
terminal would interpret are replaced here.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from backcoach.cli.terminal import ROWS_USUAL, page_width, repertoire_of
from backcoach.legible import escaped, in_place, legible, one_line

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType
    from rich.segment import Segment

    from backcoach.cli.documents import Document

SAID_MAX = 10_000
"""Longest sentence in characters: enough for the longest path a system allows."""

NO_SESSIONS = "No sessions yet. Whenever you are ready, begin with: backcoach start"


def say(sentence: str) -> None:
    """Print one line."""
    # Spaces are kept, so that a path can be copied.
    shown = legible(sentence) if len(sentence) <= SAID_MAX else one_line(sentence, SAID_MAX)
    print(repertoire_of(sys.stdout).fitted(shown))


def draws_finely() -> bool:
    """Whether the output can show braille and blocks that fill part of a cell."""
    return repertoire_of(sys.stdout).is_full


def print_json(document: Document) -> int:
    """Print a document in UTF-8 whatever the locale says. Returns the exit code 0."""
    from backcoach.cli.documents import as_json

    return print_document(as_json(document))


def print_document(text: str) -> int:
    """Print JSON; characters that a terminal would interpret are written as JSON escapes."""
    return print_parts([text.removesuffix("\n"), "\n"])


def print_parts(parts: Iterable[str]) -> int:
    """The same for a text in parts; no part may end within a JSON escape."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    for part in parts:
        print(escaped(part), end="")
    return 0


def print_page(content: RenderableType) -> int:
    """Print a table or page as wide as the terminal; in a pipe, as `page_width` says."""
    from rich.console import Console
    from rich.segment import Segment

    repertoire = repertoire_of(sys.stdout)

    def fitted(line: str) -> str:
        return repertoire.fitted(in_place(line))

    class PlainConsole(Console):
        """A console that passes no control characters on, and leaves a broken pipe to `main`."""

        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterable[Segment]:
            for text, style, control in super().render(renderable, options):
                yield Segment("\n".join(map(fitted, text.split("\n"))), style, control)

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    console = PlainConsole(
        # With only one of the two, Rich takes the other from the environment.
        width=page_width(),
        height=ROWS_USUAL,
        markup=False,
        highlight=False,
        emoji=False,
    )
    console.print(content)
    return 0

"""What commands print: JSON, or a table or page in words."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

from backcoach.legible import escaped

if TYPE_CHECKING:
    from rich.console import RenderableType

    from backcoach.cli.documents import Document


def print_json(document: Document) -> int:
    """A document alone on stdout, in UTF-8 whatever the locale says."""
    return print_document(json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False))


def print_document(text: str) -> int:
    """JSON alone on stdout; whatever a terminal would obey is written as JSON's own escape."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    print(escaped(text.removesuffix("\n")))
    return 0


def print_page(content: RenderableType) -> int:
    """A table or page on stdout, as wide as the terminal, 80 columns in a pipe."""
    from rich.console import Console

    class PlainConsole(Console):
        """A console that leaves a broken pipe to `main`."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    PlainConsole(markup=False, highlight=False, emoji=False).print(content)
    return 0

"""Selecting with a mouse and copying, in a real terminal."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.outside import A_SESSION, coach, leave, work
from tests.e2e.terminal import Terminal


def drag(terminal: Terminal, words: str) -> None:
    """Over `words`, wherever they are."""
    (row,) = [number for number, line in enumerate(terminal.screen, 1) if words in line]
    first = terminal.screen[row - 1].index(words) + 1
    last = first + len(words) - 1
    terminal.send(b"\x1b[<0;%d;%dM\x1b[<32;%d;%dM" % (first, row, last, row))
    terminal.send(b"\x1b[<0;%d;%dm" % (last, row))


def test_copies_what_is_selected_and_nothing_where_nothing_is(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        work(terminal)
        drag(terminal, "KEEP GOING")
        terminal.press("ctrl+c")
        terminal.wait_for(lambda terminal: terminal.copied == ["KEEP GOING"])
        drag(terminal, "K")
        # With nothing selected the key does what it does in other programs.
        terminal.press("ctrl+c")
        terminal.wait_for("Leave this session?")
        terminal.press("escape")
        # What lies under the question can be seen beside it.
        terminal.wait_for(lambda terminal: "Leave this session?" not in terminal.text)
        leave(terminal)
        assert terminal.wait_exit() == 0
        assert terminal.copied == ["KEEP GOING"]

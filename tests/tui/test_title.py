"""The title of the terminal: saved once, shown, and given back however the session ends."""

import pytest

from backcoach.tui.system.title import RESTORE, SAVE, TITLE_MAX, TerminalTitle, has_title


def test_the_title_before_is_saved_once_and_restored_once() -> None:
    written: list[str] = []
    owed: list[bytes] = []
    title = TerminalTitle(written.append, owed.append)
    title.restore()
    title.show("Cobra")
    title.show("Cobra")
    title.show("Paused: Cobra")
    assert owed == [RESTORE.encode()]
    title.restore()
    title.restore()
    assert written == [f"{SAVE}\x1b]0;Cobra\x07", "\x1b]0;Paused: Cobra\x07", RESTORE]
    assert owed == [RESTORE.encode(), b""]


def test_a_name_can_end_no_title_and_has_an_end_itself() -> None:
    written: list[str] = []
    TerminalTitle(written.append, lambda _owed: None).show("a\x07b\x1b]" + "c" * 200)
    (shown,) = written
    assert shown.removeprefix(SAVE).startswith("\x1b]0;a?b?]ccc")
    assert len(shown) == len(SAVE) + len("\x1b]0;") + TITLE_MAX + 1


@pytest.mark.parametrize(
    ("name", "has"),
    [
        *(("xterm-256color", True), ("tmux-256color", True), ("foot", True), ("screen", True)),
        *(
            ("linux", False),
            ("screen.linux", False),
            ("vt220", False),
            ("dumb", False),
            ("", False),
        ),
    ],
)
def test_terminals_without_a_title_get_none(name: str, has: bool) -> None:
    assert has_title({"TERM": name}) is has

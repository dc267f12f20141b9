"""Bytes that are no keys, during a session in a real terminal."""

from __future__ import annotations

from pathlib import Path

from backcoach.tui.system.terminal_input import PASTE_SECONDS, SEQUENCE_SECONDS, TICK_SECONDS
from tests.e2e.outside import A_SESSION, assert_the_running_set_was_kept, coach, leave, work

NOISE = (
    b"\xe9\xff\x80\xed\xa0\x80"  # no UTF-8
    b"\x1b[M\x43\x98\x2a"  # mouse as of X10, past column 95
    b"\x1b[99999999999999u\x1b[55296u\x1b[97:65:99;1:3u\x1b[;;;u"
    b"\x1b[48;99999;99999;99999;99999t\x1b[?2048;1$y\x1b[<0;99999;99999M\x1b[99999;99999R"
)
ENDLESS = (b"\x1bP1;2|and no end", b"\x1b[200~a paste without its end")
REPORTS_POSITIONS = 4
LONGEST_PAUSE = max(PASTE_SECONDS, SEQUENCE_SECONDS) + TICK_SECONDS


def test_no_bytes_end_or_deafen_the_coach_in_a_session(tmp_path: Path) -> None:
    with coach(tmp_path, *A_SESSION) as terminal:
        before = terminal.settings
        work(terminal)
        (keyboard,) = terminal.keyboards
        assert keyboard & REPORTS_POSITIONS
        for each in (NOISE, *ENDLESS):
            terminal.send(each)
            # A key is heard after a pause, where it may still belong to what came before.
            if each in ENDLESS:
                terminal.will_show("PAUSED", LONGEST_PAUSE)
            terminal.press("space")
            terminal.wait_for("PAUSED")
            terminal.press("space")
            terminal.wait_for("KEEP GOING")
        leave(terminal)
        assert terminal.wait_exit() == 0
        assert terminal.settings == before
    assert_the_running_set_was_kept(tmp_path)
    assert not (tmp_path / "crash.txt").exists()

"""Characters that a terminal can't show are replaced by similar ones of the same width."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from backcoach.figure.cells import QUADRANTS
from backcoach.glyphs import (
    CONSOLE_SIGNS,
    FULL,
    UTF_8,
    Glyphs,
    Repertoire,
    codec_of,
    repertoire_for,
)

ENCODINGS = ("ascii", "latin-1", "cp1252", "cp437", "cp850", "koi8-r", "gbk", "shift_jis", UTF_8)
LIMITED = [
    *(repertoire_for(encoding) for encoding in ENCODINGS if encoding != UTF_8),
    *(Repertoire(glyphs) for glyphs in (Glyphs.CP437, Glyphs.ASCII)),
]


@pytest.mark.parametrize(
    ("encoding", "terminal", "glyphs"),
    [
        ("utf-8", "xterm-256color", Glyphs.UNICODE),
        ("UTF8", "", Glyphs.UNICODE),
        ("utf-8", "bogus", Glyphs.UNICODE),
        ("utf-8", "linux", Glyphs.CP437),
        ("utf-8", "linux-16color", Glyphs.CP437),
        ("utf-8", "screen.linux", Glyphs.CP437),
        ("utf-8", "vt100", Glyphs.ASCII),
        ("utf-8", "vt220", Glyphs.ASCII),
        ("utf-8", "ansi", Glyphs.ASCII),
        ("utf-8", "sun", Glyphs.ASCII),
        ("iso8859-1", "xterm", Glyphs.ASCII),
        ("ANSI_X3.4-1968", "xterm", Glyphs.ASCII),
        ("cp1252", "", Glyphs.ASCII),
        ("cp437", "xterm", Glyphs.CP437),
        ("koi8-r", "linux", Glyphs.CP437),
        ("iso8859-1", "linux", Glyphs.ASCII),
        ("gbk", "xterm", Glyphs.ASCII),  # its box drawing takes two cells
        ("utf-16", "xterm", Glyphs.ASCII),
        ("no-such-encoding", "xterm", Glyphs.ASCII),
        (None, "xterm", Glyphs.ASCII),
    ],
)
def test_the_glyphs_suit_encoding_and_terminal(
    encoding: str | None, terminal: str, glyphs: Glyphs
) -> None:
    assert repertoire_for(encoding, terminal).glyphs is glyphs


@pytest.mark.parametrize(
    ("encoding", "wanted", "glyphs"),
    [
        ("utf-8", Glyphs.UNICODE, Glyphs.UNICODE),
        ("utf-8", Glyphs.ASCII, Glyphs.ASCII),
        ("latin-1", Glyphs.UNICODE, Glyphs.ASCII),
        ("cp437", Glyphs.ASCII, Glyphs.ASCII),
    ],
)
def test_the_user_may_want_others_but_not_what_has_no_bytes(
    encoding: str, wanted: Glyphs, glyphs: Glyphs
) -> None:
    assert repertoire_for(encoding, "linux", wanted).glyphs is glyphs


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-7", "cp037", "rot13", "hex", "\0"])
def test_an_encoding_that_does_not_contain_ascii_is_not_used(encoding: str) -> None:
    assert codec_of(encoding) == "ascii"


@pytest.mark.parametrize("repertoire", LIMITED, ids=str)
@given(text=st.text() | st.text("aé–“…腰🙂\u200d👩\u0301┏━█▟✓ЖΩ\x9b\ud800"))
@example("👩\u200d👩\u200d👧 e\u0301 🔎 ✓")
def test_what_is_shown_can_be_shown_and_is_as_wide(repertoire: Repertoire, text: str) -> None:
    shown = repertoire.fitted(text)
    assert cell_len(shown) == cell_len(text)
    assert all(map(repertoire.holds, shown))
    assert repertoire.fitted(shown) == shown
    shown.encode(repertoire.encoding)


@given(text=st.text())
def test_a_full_repertoire_changes_nothing(text: str) -> None:
    assert FULL.fitted(text) == text


@pytest.mark.parametrize(
    ("repertoire", "text", "shown"),
    [
        (Repertoire(Glyphs.ASCII), "− “Knie” … 5 × 10° → ✓ ○", '- "Knie" . 5 x 10o > + o'),
        (Repertoire(Glyphs.ASCII), "Rücken, Ελλάδα", "Rucken, ??????"),
        (Repertoire(Glyphs.CP437), "Rücken · 5 × 10 → ✓ ▸Today", "Rücken · 5 x 10 → + >Today"),
        (repertoire_for("latin-1"), "Rücken · 5 × 10 → ✓ €", "Rücken · 5 × 10 > + ?"),
        (repertoire_for("koi8-r"), "спина é", "спина e"),
        (repertoire_for("gbk"), "腰 × é", "腰 x e"),
        (repertoire_for("ascii"), "腰痛 👩\u200d👩\u200d👧", "???? ??"),
    ],
)
def test_a_lookalike_stands_for_what_is_missing(
    repertoire: Repertoire, text: str, shown: str
) -> None:
    assert repertoire.fitted(text) == shown


@pytest.mark.parametrize("repertoire", [Repertoire(Glyphs.CP437), Repertoire(Glyphs.ASCII)])
def test_frames_stay_different_from_each_other(repertoire: Repertoire) -> None:
    frames = ("╭─╮│", "┏━┓┃", "╔═╗║", "┏╍┓╏")
    assert len({repertoire.fitted(frame) for frame in frames}) == len(frames)
    assert repertoire.fitted("━") != repertoire.fitted("─")


def test_nothing_that_is_drawn_becomes_a_question_mark() -> None:
    drawn = f"─│┌┐└┘├┤┬┴┼╭╮╰╯━┃┏┓┗┛═║╔╗╚╝╍╏▁▂▃▄▅▆▇▔▮▯‖•✓✗○◐▶▸◂←→↑↓×·–−…’“”§°{QUADRANTS}"
    for repertoire in LIMITED:
        assert "?" not in repertoire.fitted(drawn)


def test_the_signs_of_the_console_are_in_code_page_437() -> None:
    # Codes below 32, which this codec does not have, are signs too: ↑ ↓ → ← ▲ ▼ • § among them.
    assert CONSOLE_SIGNS - set("↑↓→←▲▼•§") <= set(bytes(range(128, 256)).decode("cp437"))

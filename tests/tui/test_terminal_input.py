"""What a terminal may send, and what becomes of it: bytes in, events out."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.events import Key, Paste
from textual.message import Message

from backcoach.tui.system.terminal_input import (
    LONGEST_PASTE,
    PASTE_SECONDS,
    PAUSE_SECONDS,
    SEQUENCE_SECONDS,
    TerminalInput,
)

Entry = str | tuple[str, str | None]


class Line:
    """A terminal's line into the coach, with a clock that stands still by itself."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._input = TerminalInput(now=lambda: self.seconds)

    def send(self, *pieces: bytes) -> list[Entry]:
        """All at once, each of them read by itself."""
        return told(each for piece in pieces for each in self._input.take(piece))

    def wait(self, seconds: float) -> list[Entry]:
        self.seconds += seconds
        return told(self._input.tick())


def told(messages: Iterable[Message]) -> list[Entry]:
    """Keys by name with the character they type; other events by their class."""
    return [
        (each.key, each.character)
        if isinstance(each, Key)
        else ("paste", each.text)
        if isinstance(each, Paste)
        else type(each).__name__
        for each in messages
    ]


def keys(text: str) -> list[Entry]:
    return [(each if each != " " else "space", each) for each in text]


PIECES = [
    *(b"\x1b", b"[", b"O", b"]", b"P", b"M", b"<", b";", b":", b"u", b"~", b"A", b"R", b"t", b"$y"),
    *(b"\x1b[", b"\x1b[200~", b"\x1b[201~", b"\x1b]0;", b"\x1bP", b"\x1b_", b"\x1b[M", b"\x1b\\"),
    *(b"99999999999999", b"55296", b"1114112", b"57400", b"97:65:99", b"?2048;1", b"48;", b"27;"),
    *(b"\xe9", b"\xed\xa0\x80", b"\xf0\x9f", b"\xc3", b"\xa9", b"\x00", b"\x07", b"\x9b", b"n"),
]
noise = st.lists(st.sampled_from(PIECES) | st.binary(min_size=1, max_size=6), max_size=12)
pauses = st.sampled_from([0.0, 0.05, PAUSE_SECONDS])


@given(st.lists(st.tuples(noise.map(b"".join), pauses), max_size=8))
def test_whatever_comes_the_next_keys_after_a_pause_are_heard(
    pieces: list[tuple[bytes, float]],
) -> None:
    line = Line()
    for piece, pause in pieces:
        line.send(piece)
        line.wait(pause)
    line.wait(max(PASTE_SECONDS, SEQUENCE_SECONDS))
    assert line.send(b"n", b" ") == keys("n ")


@given(st.binary(max_size=40), st.data())
def test_where_the_bytes_are_cut_makes_no_difference(sent: bytes, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(sent)), max_size=5).map(sorted))
    pieces = [sent[a:b] for a, b in zip([0, *cuts], [*cuts, len(sent)], strict=True)]
    whole, cut = Line(), Line()
    assert whole.send(sent) == cut.send(*pieces)
    assert whole.wait(1) == cut.wait(1)


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (b"\xe9 ", keys(" ")),
        (b"\xa9\xbf\x80n", keys("n")),
        (b"\xed\xa0\x80n", keys("n")),
        (b"\xf0\x9f\x92n", keys("n")),
        ("é🦴".encode(), [("é", "é"), ("bone", "🦴")]),
        (b"\x1b[M\x43\x98\x2an", keys("n")),
        (b"\x1b[M\xc3\xa9\xffn", keys("n")),
        (b"\x1b[48;99999;99999;99999;99999tn", keys("n")),
        (b"\x1b[48;24;80;0;0tn", keys("n")),
        (b"\x1b[?2048;1$yn", keys("n")),
        (b"\x1b[?2026;2$yn", ["TerminalSupportsSynchronizedOutput", *keys("n")]),
        (b"\x1b[99999999999;1Rn", keys("n")),
        (b"\x1b[<0;99999999999;1Mn", keys("n")),
        (b"\x1b]11;rgb:0000/0000/0000\x1b\\n", keys("n")),
        (b"\x1b]0;title\x07n", keys("n")),
        (b"\x1b\\n", keys("n")),
        (b"\x1bP1+r544e\x1b\\\x1b_Gi=1;OK\x1b\\n", keys("n")),
        (b"\x1b]0;cut short\x11", [("ctrl+q", "\x11")]),
        (b"\x1b[12;\rn", [("enter", "\r"), *keys("n")]),
        (b"\x1b[12;\x1b[Bn", [("down", None), *keys("n")]),
        (b"\x1b\x1b\x1b[B", [("escape", "\x1b"), ("escape", "\x1b"), ("down", None)]),
        (b"\x1b[I\x1b[O", ["AppFocus", "AppBlur"]),
        (b"\x1b[<0;3;4M\x1b[<65;3;4M", ["MouseDown", "MouseScrollDown"]),
        (b"\x1bn", [("alt+n", "n")]),
        (b"\x1b[[A\x1bOQ\x1b[14~", [("f1", None), ("f2", None), ("f4", None)]),
    ],
)
def test_what_is_no_text_costs_at_most_itself(sent: bytes, heard: list[Entry]) -> None:
    assert Line().send(sent) == heard


def test_an_esc_is_heard_when_nothing_follows_it() -> None:
    line = Line()
    assert line.send(b"\x1b") == []
    assert line.wait(PAUSE_SECONDS) == [("escape", "\x1b")]
    assert line.send(b"\x1b[") == []
    assert line.wait(PAUSE_SECONDS) == [("left_square_bracket", "[")]


def test_a_sequence_may_come_slowly() -> None:
    line = Line()
    for piece in (b"\x1b", b"[", b"1", b";", b"5"):
        assert line.send(piece) == []
        assert line.wait(PAUSE_SECONDS / 2) == []
    assert line.send(b"C") == [("ctrl+right", None)]


def test_a_key_held_down_is_heard_although_a_control_string_never_ended() -> None:
    line = Line()
    line.send(b"\x1b]0;")
    heard: list[Entry] = []
    for _ in range(100):
        line.wait(0.03)
        heard += line.send(b"n")
    assert len(heard) > 100 - SEQUENCE_SECONDS / 0.03 - 2


# Paste


def test_a_paste_is_one_event_however_it_is_cut() -> None:
    line = Line()
    assert line.send(b"\x1b[20", b"0~one\rt", b"wo \xc3", b"\xa9\x00\x1b[2", b"01~n") == [
        ("paste", "one\rtwo é"),
        *keys("n"),
    ]


def test_a_paste_with_bytes_that_are_no_text_is_kept_but_for_those() -> None:
    assert Line().send(b"\x1b[200~ab\xed\xa0\x80cd\xe9\x1b[201~n") == [
        ("paste", "abcd"),
        *keys("n"),
    ]


def test_a_paste_without_its_end_is_over_when_nothing_more_comes() -> None:
    line = Line()
    assert line.send(b"\x1b[200~abc") == []
    assert line.wait(PASTE_SECONDS / 2) == []
    assert line.send(b"defgh") == []
    assert line.wait(PASTE_SECONDS / 2) == []
    assert line.wait(PASTE_SECONDS / 2) == [("paste", "abcdefgh")]
    assert line.send(b" ") == keys(" ")
    assert line.send(b"\x1b[201~") == []  # its end, too late


def test_a_key_held_down_does_not_prolong_it() -> None:
    line = Line()
    line.send(b"\x1b[200~abc")
    for _ in range(int(PASTE_SECONDS / 0.03) + 1):
        line.wait(0.03)
        line.send(b"o")
    assert line.send(b"o") == keys("o")


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        (b"\x1b[B", [("down", None)]),
        (b"\x1b[111;1;111u", [("o", "o")]),
        (b"\x1b[<0;3;4M", ["MouseDown"]),
        (b"\x1b[200~de\x1b[201~", [("paste", "de")]),
    ],
)
def test_whatever_else_a_terminal_reports_by_itself_ends_it(
    sent: bytes, heard: list[Entry]
) -> None:
    line = Line()
    line.send(b"\x1b[200~abc")
    line.wait(PAUSE_SECONDS)
    assert line.send(sent) == [("paste", "abc"), *heard]


def test_esc_alone_ends_it() -> None:
    line = Line()
    line.send(b"\x1b[200~abc", b"\x1b")
    assert line.wait(PAUSE_SECONDS) == [("paste", "abc"), ("escape", "\x1b")]


def test_colours_in_a_pasted_text_are_left_out() -> None:
    sent = b"\x1b[200~a\x1b[31mb\x1b]0;t\x07c\x1b(Bd\x1b[201~"
    assert Line().send(sent) == [("paste", "abc(Bd")]


@pytest.mark.parametrize(
    "inside", [b"\x1b[A", b"\x1bOQ", b"\x1b[1;5D", b"\x1b[<0;3;4M", b"\x1b[115u"]
)
def test_no_key_is_pressed_by_a_sequence_within_a_pasted_text(inside: bytes) -> None:
    sent = b"\x1b[200~ab" + inside + b"qs\x1b[201~"
    assert Line().send(sent) == [("paste", "abqs")]
    assert Line().send(*(bytes([each]) for each in sent)) == [("paste", "abqs")]


def test_of_an_endless_paste_the_beginning_is_kept() -> None:
    line = Line()
    for _ in range(50):
        assert line.send(b"\x1b[200~" if not line.seconds else b"x" * 4096) == []
        line.wait(0.01)
    assert line.wait(PASTE_SECONDS) == [("paste", "x" * LONGEST_PASTE)]


# Key reports


@pytest.mark.parametrize(
    ("sent", "heard"),
    [
        # A space, and other keys that type something
        ("57430u", ("media_play_pause", None)),
        ("32u", ("space", " ")),
        ("32;2u", ("space", " ")),
        ("32;65u", ("space", " ")),
        ("27;2;32~", ("space", " ")),
        ("32;2;8239u", ("space", "\u202f")),
        ("111;1;111u", ("o", "o")),
        ("111;2u", ("o", "O")),
        ("79;2u", ("o", "O")),
        ("111:79;2;79u", ("o", "O")),
        ("111;65;79u", ("o", "O")),
        ("111;65u", ("o", "O")),
        ("111;66u", ("o", "o")),
        ("111;129u", ("o", "o")),
        ("111;193;79u", ("o", "O")),
        ("49:33;2u", ("exclamation_mark", "!")),
        ("101;1;8364u", ("euro_sign", "€")),
        ("111;3;248u", ("ø", "ø")),
        # Enter and its like
        ("13u", ("enter", "\r")),
        ("13;2u", ("enter", "\r")),
        ("13;65u", ("enter", "\r")),
        ("13;5u", ("ctrl+enter", None)),
        ("9u", ("tab", "\t")),
        ("9;2u", ("shift+tab", None)),
        ("9;66u", ("shift+tab", None)),
        ("127;2u", ("backspace", "\x7f")),
        ("127;129u", ("backspace", "\x7f")),
        ("27u", ("escape", "\x1b")),
        ("27;2u", ("escape", "\x1b")),
        ("27;193u", ("escape", "\x1b")),
        # With Ctrl or Alt
        ("113;5u", ("ctrl+q", None)),
        ("113;69u", ("ctrl+q", None)),
        ("81;69u", ("ctrl+q", None)),
        ("1081::113;5u", ("ctrl+q", None)),
        ("111;3u", ("alt+o", None)),
        ("1;5C", ("ctrl+right", None)),
        ("1;65C", ("right", None)),
        ("1;2D", ("shift+left", None)),
        ("5;129~", ("pageup", None)),
        ("1Q", ("f2", None)),
        ("1;65S", ("f4", None)),
        # The number pad
        ("57400u", ("1", "1")),
        ("57400;129;49u", ("1", "1")),
        ("57399;129u", ("0", "0")),
        ("57413;129;43u", ("plus", "+")),
        ("57412u", ("minus", "-")),
        ("57414;129u", ("enter", "\r")),
        ("57418;129u", ("right", None)),
        # Repeated is pressed again
        ("110;1:1u", ("n", "n")),
        ("110;1:2u", ("n", "n")),
    ],
)
def test_a_key_report_is_the_key_with_what_it_types(
    sent: str, heard: tuple[str, str | None]
) -> None:
    assert Line().send(b"\x1b[" + sent.encode()) == [heard]


@pytest.mark.parametrize(
    "sent",
    [
        *("110;1:3u", "32;1:3u", "13;1:3u", "1;1:3C", "97:65:99;1:3u", "57400;129:3u"),  # released
        *(
            "57441;2u",
            "57442u",
            "57358;65;65u",
            "57360;129u",
            "57439u",
        ),  # Shift, Ctrl, locks, volume
        *("99999999999999u", "1114112u", "55296u", "57344u", "63743u", "0u", "u", "1u", "128u"),
        *(";;;u", ":::u", ";;;;;;;;;u", "0;0u", "99999999~", "27;2~", "27;2;55296~", "1;2;3;4X"),
    ],
)
def test_what_is_no_key_press_is_nothing(sent: str) -> None:
    assert Line().send(b"\x1b[" + sent.encode(), b"n") == keys("n")


def test_an_input_method_types_several_characters_at_once() -> None:
    assert Line().send(b"\x1b[0;;25105:30340u") == keys("我的")
    assert Line().send(b"\x1b[0;;97:55296:1114112:7:98u") == keys("ab")


@given(st.from_regex(rb"\x1b\[[0-9:;]{0,24}[u~A-HPQRS]", fullmatch=True))
def test_no_report_of_whatever_numbers_harms_the_next_key(report: bytes) -> None:
    line = Line()
    line.send(report)
    line.wait(PASTE_SECONDS)
    assert line.send(b"n") == keys("n")

"""What is shown of a text from outside: all that can be read, and nothing that would be obeyed."""

import json
import sys
import unicodedata

import pytest

from backcoach.legible import SHOWN_MAX, escaped, legible, one_line


@pytest.mark.parametrize(
    "text", ["", "Stiff — dann gut.", "腰痛", "قدم", "😀 e\u0301", "[b]x[/] $y :smile: \\n"]
)
def test_what_can_be_read_stays_as_it_is(text: str) -> None:
    assert legible(text) == text
    assert one_line(text) == text
    assert escaped(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "?[31mred?[0m"),
        ("\x1b]0;title\x07", "?]0;title?"),
        ("\x9b31mred", "?31mred"),
        ("a\x00b\x7fc", "a?b?c"),
        ("right\u202eleft\u2066\u200f", "rightleft"),
        ("\ufeffmark", "mark"),
        ("\U0001f468\u200d\U0001f467", "\U0001f468\U0001f467"),
        ("no\u00a0break\u3000wide", "no break wide"),
        ("\ud800 \ue000 \U0010ffff", "? ? ?"),
        ("a\tb\nc\r\nd\x85e\u2028f", "a b c d e f"),
    ],
)
def test_what_a_terminal_would_obey_is_not_shown(text: str, shown: str) -> None:
    assert one_line(text) == shown
    assert legible(text).isprintable()


def test_no_character_gets_through() -> None:
    everything = list(map(chr, range(sys.maxunicode + 1)))
    assert legible("".join(everything)).isprintable()
    letters = [each for each in everything if unicodedata.category(each)[0] in "LMNPS"]
    assert "".join(letters) == legible("".join(letters))


def test_a_long_text_is_cut_and_says_so() -> None:
    assert one_line("x" * SHOWN_MAX) == "x" * SHOWN_MAX
    assert one_line("x" * (SHOWN_MAX + 1)) == "x" * (SHOWN_MAX - 1) + "…"
    assert one_line("\x1b" * 100_000) == "?" * (SHOWN_MAX - 1) + "…"
    assert one_line(" " * 100_000 + "end") == "…"
    assert one_line("a \n b" * 9, most=5) == "a ba…"


def test_escaping_changes_no_meaning() -> None:
    # Two lone halves beside each other would be read as a whole: one will do.
    everything = "".join(map(chr, [*range(0xD801), *range(0xE000, 0x11_0000)]))
    document = json.dumps({"note": everything, everything[:300]: [1, None]}, ensure_ascii=False)
    text = escaped(f"{{\n {document[1:]}")
    assert all(line.isprintable() for line in text.split("\n"))
    assert json.loads(text) == {"note": everything, everything[:300]: [1, None]}
    assert "ä" in text

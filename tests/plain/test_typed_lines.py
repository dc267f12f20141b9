"""What is typed, read as bytes from a pipe: any bytes at all, their end, and signals."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.plain.lines import LONGEST, InputEnded, TypedLines
from backcoach.plain.run import SIGNALS, _ended_by_signals

PATIENCE_SECONDS = 30
"""Only a reader that hangs takes so long."""


def all_lines(typed: TypedLines) -> list[str]:
    lines: list[str] = []
    while True:
        try:
            line = typed.line(PATIENCE_SECONDS)
        except InputEnded:
            return lines
        assert line is not None
        lines.append(line)


@settings(max_examples=60, deadline=None, database=None)
@given(st.lists(st.one_of(st.binary(max_size=40), st.just(b"\n"), st.just(b"p\n")), max_size=30))
def test_any_bytes_are_lines_and_what_enter_did_not_send_is_none(pieces: list[bytes]) -> None:
    ours, theirs = os.pipe()
    typed = TypedLines(ours)
    for piece in pieces:
        os.write(theirs, piece)
    os.close(theirs)
    *sent, _unsent = b"".join(pieces).split(b"\n")
    assert all_lines(typed) == [each.decode(errors="replace").strip() for each in sent]
    with pytest.raises(InputEnded):
        typed.line()
    os.close(ours)


def test_of_an_endless_line_only_its_beginning_is_kept() -> None:
    ours, theirs = os.pipe()
    typed = TypedLines(ours)
    for _ in range(20):
        os.write(theirs, b"7" * 10_000)
    os.write(theirs, b"\np\n")
    os.close(theirs)
    assert all_lines(typed) == ["7" * LONGEST, "p"]
    os.close(ours)


@pytest.mark.parametrize("name", [each for each in SIGNALS if hasattr(signal, each)])
def test_a_signal_is_the_end_of_what_is_typed(name: str) -> None:
    ours, theirs = os.pipe()
    typed = TypedLines(ours)
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with _ended_by_signals(typed) as received:
        signal.raise_signal(number)
        with pytest.raises(InputEnded):
            typed.line(PATIENCE_SECONDS)
    assert received == [number]
    assert signal.getsignal(number) is before
    os.close(theirs)

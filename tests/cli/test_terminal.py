"""Any encoding, any width, any kind of terminal: a page, or one line; never a fault."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backcoach.__main__ import main
from backcoach.cli import terminal
from backcoach.glyphs import Glyphs, Repertoire
from backcoach.store import Settings
from backcoach.tui.app.run import repertoire_now
from tests.cli.outcome import Run, keep
from tests.support.logs import a_session

COMMANDS = (
    ("plan",),
    ("progress",),
    ("history",),
    ("exercises",),
    ("exercises", "bird_dog"),
    ("why", "bird_dog"),
    ("review",),
    ("flare",),
    ("profile",),
    ("restore",),
    ("doctor",),
    ("--help",),
    ("plan", "--help"),
    ("profile", "--help"),
)
MISTAKES = (("bogüs",), ("exercises", "brücke"), ("plan", "--päin"))
ENCODINGS = ("ascii", "latin-1", "cp437", "cp1252", "koi8-r", "gbk", "utf-16", "utf-8")


class Printed:
    """What was printed on two streams that have an encoding of their own."""

    def __init__(self, encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self._streams = [io.TextIOWrapper(io.BytesIO(), encoding=encoding) for _ in range(2)]
        for name, stream in zip(("stdout", "stderr"), self._streams, strict=True):
            monkeypatch.setattr(sys, name, stream)

    def __str__(self) -> str:
        for stream in self._streams:
            stream.flush()
        return "".join(stream.buffer.getvalue().decode(stream.encoding) for stream in self._streams)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_command_prints_in_every_encoding(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, a_session(1), a_session(3, share=0.5))
    for words in (*COMMANDS, *MISTAKES):
        printed = Printed(encoding, monkeypatch)
        code = main([*words, *(() if "--help" in words else ("--data-dir", str(tmp_path)))])
        assert code == (2 if words in MISTAKES else 0), (words, str(printed))
        assert str(printed).strip()
        assert "inside the program" not in str(printed)
        assert "\\u" not in str(printed)


def test_lookalikes_stand_for_what_has_no_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = Printed("ascii", monkeypatch)
    main(["exercises", "bird_dog", "--data-dir", str(tmp_path)])
    assert "  -  cannot kneel" in str(printed)
    assert "d########" in str(printed)
    assert "?" not in str(printed)


def test_the_linux_console_gets_what_its_fonts_have(
    run: Run, tmp_path: Path, in_a_terminal: Callable[[int, int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    in_a_terminal(80, 24)
    monkeypatch.setenv("TERM", "linux")
    shown = run("exercises", "bird_dog", "--data-dir", tmp_path).out
    assert "█" in shown
    assert not set("▟▙▀▄▔━–×") & set(shown)


@pytest.mark.parametrize("columns", [1, 2, 5, 11, 20, 39, 40, 300, 65_535])
def test_every_command_prints_in_a_terminal_of_any_width(
    run: Run, tmp_path: Path, columns: int, in_a_terminal: Callable[[int, int], None]
) -> None:
    keep(tmp_path, a_session(1), a_session(3, share=0.5))
    in_a_terminal(columns, 1)
    for words in COMMANDS:
        outcome = run(*words, *(() if "--help" in words else ("--data-dir", tmp_path)))
        assert (outcome.code, outcome.err) == (0, ""), words
        assert outcome.out.strip()


@pytest.mark.parametrize(
    ("columns", "width"),
    [
        (None, 80), ("", 80), ("0", 80), ("-5", 80), ("abc", 80), ("²", 80), ("1e3", 80),
        ("99999999", 80), ("9" * 400, 80), ("1", 40), ("39", 40), ("60", 60), ("1000", 1000),
    ],
)  # fmt: skip
def test_in_a_pipe_columns_says_how_wide_a_page_is(
    columns: str | None, width: int, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINES", columns or "0")
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    assert terminal.page_width() == width
    for words in (("plan",), ("exercises", "bird_dog")):
        outcome = run(*words, "--data-dir", tmp_path)
        assert outcome.code == 0
        assert max(map(len, outcome.out.splitlines())) <= width


def test_in_a_terminal_its_own_size_counts(
    in_a_terminal: Callable[[int, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    in_a_terminal(100, 30)
    monkeypatch.setenv("COLUMNS", "60")
    assert terminal.page_width() == 100


@pytest.mark.parametrize(
    ("told", "size"),
    [((0, 0), (80, 24)), ((0, 30), (80, 30)), ((132, 0), (132, 24)), ((100, 30), (100, 30))],
)
def test_what_a_serial_line_does_not_tell_is_taken_to_be_usual(
    told: tuple[int, int], size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "get_terminal_size", lambda _handle: os.terminal_size(told))
    with Path(os.devnull).open("w", encoding="utf-8") as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        assert terminal.terminal_size() == size


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("name", ["dumb", "DUMB", "unknown"])
@pytest.mark.parametrize("words", [(), ("start",)])
def test_where_only_lines_can_be_printed_the_coach_opens_in_lines(
    run: Run, folder: Path, name: str, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", name)
    assert opened_plain(run, monkeypatch, *words, "--data-dir", folder)


@pytest.mark.usefixtures("in_a_terminal")
def test_lines_can_be_asked_for_by_an_option_and_by_a_setting(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in (("--plain",), ("start", "--plain"), ("--plain", "start")):
        assert opened_plain(run, monkeypatch, *words, "--data-dir", folder), words
    folder.mkdir()
    (folder / "settings.json").write_text('{"plain": true}')
    assert opened_plain(run, monkeypatch, "--data-dir", folder)


def test_lines_need_no_terminal(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert opened_plain(run, monkeypatch, "--plain", "--data-dir", folder)


def test_other_commands_have_no_such_option(run: Run) -> None:
    assert run("--plain", "plan").err == (
        "backcoach: plan has no option --plain; see: backcoach plan --help\n"
    )


def opened_plain(run: Run, monkeypatch: pytest.MonkeyPatch, *words: str | Path) -> bool:
    """Whether this command line opens the coach in lines."""
    opened: list[object] = []

    def run_plain(practice: object, **_: object) -> int:
        opened.append(practice)
        return 0

    monkeypatch.setattr("backcoach.plain.run.run_plain", run_plain)
    return run(*words).code == 0 and len(opened) == 1


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("name", [None, "", "vt100", "linux", "never-heard-of", "\x1b[31m"])
def test_any_other_terminal_is_tried(name: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TERM", raising=False)
    if name is not None:
        monkeypatch.setenv("TERM", name)
    terminal.check_terminal()


@pytest.mark.parametrize("name", [None, "", "dumb", "unknown", "never-heard-of"])
def test_plain_commands_need_no_terminal_at_all(
    run: Run, tmp_path: Path, name: str | None, in_a_terminal: Callable[[int, int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    in_a_terminal(80, 24)
    monkeypatch.delenv("TERM", raising=False)
    if name is not None:
        monkeypatch.setenv("TERM", name)
    outcome = run("plan", "--data-dir", tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Stage 1 of 3" in outcome.out


@pytest.mark.usefixtures("in_a_terminal")
def test_the_check_up_tells_what_is_drawn_with(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, settings, found in (
        ("xterm-256color", "{}", "UTF-8"),
        ("linux", "{}", "UTF-8, drawn with CP437"),
        ("vt220", "{}", "UTF-8, drawn with ASCII"),
        ("linux", '{"glyphs": "unicode"}', "UTF-8"),
        ("xterm", '{"glyphs": "ascii"}', "UTF-8, drawn with ASCII"),
    ):
        monkeypatch.setenv("TERM", name)
        (tmp_path / "settings.json").write_text(settings)
        document = json.loads(run("doctor", "--json", "--data-dir", tmp_path).out)
        checks = {check["name"]: check for check in document["checks"]}
        assert (checks["letters"]["found"], checks["letters"]["state"]) == (found, "ok")


def test_the_glyphs_a_user_wants_are_drawn_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "linux")
    monkeypatch.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert repertoire_now(Settings()) == Repertoire(Glyphs.CP437)
    assert repertoire_now(Settings(glyphs="unicode")) == Repertoire()
    assert repertoire_now(Settings(glyphs="ascii")) == Repertoire(Glyphs.ASCII)

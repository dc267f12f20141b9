"""Ways to run a command line and to look at everything it did."""

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from backcoach.__main__ import main
from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.cli import check_up, context, parser, terminal
from tests.cli.outcome import Outcome, Run
from tests.support.clock import ManualClock
from tests.support.content import CONTENT, catalogue
from tests.support.logs import moment


@pytest.fixture(autouse=True)
def content_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The content that comes with the coach is the same in every run; other content is read."""
    really = load_catalogue

    def known(folder: Path, cache: Path | None = None) -> Catalogue:
        return catalogue() if folder == CONTENT else really(folder, cache)

    monkeypatch.setattr("backcoach.catalogue.load_catalogue", known)
    monkeypatch.setattr("backcoach.practice.book.load_catalogue", known)


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """What keeps the screen on is not the same on every machine."""
    monkeypatch.setattr("backcoach.desktop.awake.ways", lambda _environment: [])


@pytest.fixture(autouse=True, scope="session")
def parser_built_once() -> Iterator[None]:
    """It holds nothing of a command line, and takes longer to build than most of them to run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "build_parser", cache(parser.build_parser))
        yield


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line, given as words, in this process."""

    def run_words(*words: str | Path) -> Outcome:
        capsys.readouterr()
        code = main([str(word) for word in words])
        printed = capsys.readouterr()
        return Outcome(code, printed.out, printed.err)

    return run_words


@pytest.fixture
def on_day(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the command line run at noon of a day, counted as in `tests.support.logs`."""

    def set_clock(number: int) -> None:
        monkeypatch.setattr(context, "SystemClock", lambda _speed: ManualClock(moment(number, 12)))

    return set_clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "data"


@pytest.fixture
def in_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """Make believe that there is a terminal, 80×24 unless told otherwise."""

    def of_size(columns: int, rows: int) -> None:
        size = os.terminal_size((columns, rows))
        monkeypatch.setattr(terminal, "terminal_size", lambda: size)
        monkeypatch.setattr(check_up, "terminal_size", lambda: size)

    monkeypatch.setattr(terminal, "is_terminal", lambda stream: True)
    of_size(80, 24)
    return of_size

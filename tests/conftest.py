"""Fixtures that isolate every test: no user folders, fixed day, no waiting, no network."""

import gc
import os
import socket
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import count

import pytest
from hypothesis import settings

from backcoach.clock import SystemClock
from tests.support.clock import EPOCH

# The same examples at every run: a check that is green stays green. `make torture` draws others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("other", deadline=None)
settings.load_profile("same")


def pytest_sessionfinish() -> None:
    """Save what was measured in this process before it says that it is done (`make coverage`).

    A process that takes longer than 10 seconds to end, as on a busy machine, is killed by xdist.
    """
    if "coverage" in sys.modules and (measured := sys.modules["coverage"].Coverage.current()):
        measured.save()


SELDOM = 20_000
"""New objects after which garbage is looked for."""


@pytest.fixture(autouse=True, scope="session")
def style_sheets_parsed_once() -> Iterator[None]:
    """Every test of a screen opens an app of its own; the style sheets stay the same."""
    # Here, because the process that only hands out the tests needs no Textual.
    from tests.support.style_sheets import parsed_once

    with parsed_once():
        yield


@pytest.fixture(autouse=True, scope="session")
def apps_are_tidied_away() -> Iterator[None]:
    """The coach freezes what was loaded when it opens, which is meant for one app a process.

    Here that would keep every app of every test before it: what is frozen is what there is before
    the first.
    """
    gc.collect()
    gc.freeze()
    # Looked for garbage as often as Python does by itself, an app costs a quarter more.
    gc.set_threshold(SELDOM)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gc, "freeze", lambda: None)
        patch.setattr(gc, "collect", lambda *_generation: 0)
        yield


@pytest.fixture(autouse=True)
def nobody_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home of its own, and none of the variables that change where or how things are shown."""
    home = tmp_path_factory.getbasetemp() / "home"
    home.mkdir(exist_ok=True)
    monkeypatch.setenv("HOME", str(home))
    for name in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(home / name.lower()))
    for name in ("DATA_DIR", "CONTENT_DIR"):
        monkeypatch.delenv(f"BACKCOACH_{name}", raising=False)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pulls the plug during a test: there is no need to wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(autouse=True)
def always_the_same_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock on the wall shows the same morning in UTC, whenever and wherever the tests run.

    Each look at it is a second later. Tests of that clock, and of the program as a whole, have a
    fixture of this name that does nothing.
    """
    looks = count()

    def now(_clock: SystemClock) -> datetime:
        return EPOCH + timedelta(seconds=next(looks))

    monkeypatch.setattr(SystemClock, "now", now)


@pytest.fixture(autouse=True)
def nothing_to_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever sleeps or looks for the network fails; again, not where the program is run."""
    really = time.sleep

    def refuse(*_given: object) -> None:
        raise AssertionError("no test sleeps or uses the network")

    def sleep(seconds: float) -> None:
        # That is how Python waits for the end of another process.
        if sys._getframe(1).f_globals["__name__"] == "subprocess":
            return really(seconds)
        return refuse()

    monkeypatch.setattr(time, "sleep", sleep)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures a test has to show, such as how often it killed and what was lost."""
    reports: Iterable[pytest.TestReport] = terminalreporter.getreports("passed")
    for report in reports:
        for name, figure in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {figure}")

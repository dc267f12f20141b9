"""What holds for every test: no file and no setting of whoever runs them."""

import os
from collections.abc import Iterable

import pytest
from hypothesis import settings

# The same examples at every run: a check that is green stays green. `make torture` draws others.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("other", deadline=None)
settings.load_profile("same")


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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures a test has to show, such as how often it killed and what was lost."""
    reports: Iterable[pytest.TestReport] = terminalreporter.getreports("passed")
    for report in reports:
        for name, figure in report.user_properties:
            if name == "figure":
                terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {figure}")

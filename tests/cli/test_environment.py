"""Environment variables with odd values are ignored; valid ones are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from backcoach.cli.environment import VARIABLES, forget_size, prepare

LONG = "9" * 400
ODD = ("", " ", "abc", "-1", "1e99", LONG, "²", "json:loads", "/no/such/place", "a\nb", "☃")
HARMLESS = {
    "TEXTUAL": {*ODD},
    "NO_COLOR": {*ODD} - {""},
    "TEXTUAL_PRESS": {"abc"},
    "TEXTUAL_SCREENSHOT": {"-1"},
    "TEXTUAL_DEBUG": {*ODD},
    "TEXTUAL_LOG": {*ODD} - {"", "/no/such/place", LONG},
    "TEXTUAL_SCREENSHOT_FILENAME": {*ODD} - {"", "/no/such/place", LONG},
}
"""Odd values that the toolkit takes without harm; a file may be called anything."""


@pytest.mark.parametrize("variable", VARIABLES)
@pytest.mark.parametrize("value", ODD)
def test_an_odd_value_is_taken_out(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {variable: value, "HOME": "/home/anna"}
    prepare(environ)
    kept = value in HARMLESS.get(variable, ())
    assert environ == ({variable: value} if kept else {}) | {"HOME": "/home/anna"}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TEXTUAL", "debug,devtools"),
        ("TEXTUAL_ANIMATIONS", "none"),
        ("TEXTUAL_ANIMATIONS", "FULL"),
        ("TEXTUAL_COLOR_SYSTEM", "256"),
        ("TEXTUAL_COLOR_SYSTEM", "truecolor"),
        ("TEXTUAL_DEBUG", "1"),
        ("TEXTUAL_DIM_FACTOR", "50"),
        ("TEXTUAL_DISABLE_KITTY_KEY", "1"),
        ("TEXTUAL_FPS", "30"),
        ("TEXTUAL_LOG", "textual.log"),
        ("TEXTUAL_PRESS", "h,down,wait:100,ctrl+q,?"),
        ("TEXTUAL_SCREENSHOT", "3"),
        ("TEXTUAL_SCREENSHOT_LOCATION", "."),
        ("TEXTUAL_SMOOTH_SCROLL", "0"),
        ("TEXTUAL_THEME", "nord"),
        ("ESCDELAY", "25"),
        ("NO_COLOR", "1"),
        ("COLORTERM", "truecolor"),
        ("FORCE_COLOR", "1"),
    ],
)
def test_a_value_that_makes_sense_is_left_alone(
    variable: str, value: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    environ = {variable: value}
    prepare(environ)
    assert environ == {variable: value}


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TEXTUAL", "headless"),
        ("TEXTUAL_COLOR_SYSTEM", "none"),
        ("TEXTUAL_DRIVER", "textual.drivers.headless_driver:HeadlessDriver"),
        ("TEXTUAL_DRIVER", "no.such"),
        ("TEXTUAL_FPS", "0"),
        ("TEXTUAL_LOG", "."),
        ("TEXTUAL_PRESS", "wait:abc"),
        ("TEXTUAL_SCREENSHOT", "99999999999"),
        ("ESCDELAY", "99999999"),
    ],
)
def test_what_would_hang_or_break_the_coach_is_taken_out(variable: str, value: str) -> None:
    environ = {variable: value}
    prepare(environ)
    assert environ == {}


def test_in_a_folder_that_takes_no_file_the_toolkit_writes_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Rights don't bind an administrator, so the answer of the system is put on.
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    environ = {"TEXTUAL_DEBUG": "1", "TEXTUAL_LOG": "textual.log", "TEXTUAL_SCREENSHOT": "1"}
    prepare(environ)
    assert environ == {}


def test_the_size_said_by_the_environment_is_forgotten() -> None:
    environ = {"COLUMNS": "120", "LINES": "40", "TERM": "xterm"}
    forget_size(environ)
    assert environ == {"TERM": "xterm"}

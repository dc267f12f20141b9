"""The coach in unusual environments, each in a real terminal."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from backcoach.glyphs import Glyphs, Repertoire
from tests.e2e.installation import Installed
from tests.e2e.terminal import Terminal

STALE = {"COLUMNS": "120", "LINES": "40"}
ODD = {
    "TEXTUAL": "headless",
    "TEXTUAL_COLOR_SYSTEM": "none",
    "TEXTUAL_DRIVER": "json:loads",
    "TEXTUAL_FPS": "9" * 400,
    "TEXTUAL_LOG": "/no/such/place",
    "TEXTUAL_PRESS": "wait:abc",
    "TEXTUAL_SCREENSHOT_LOCATION": "/no/such/place",
    "TEXTUAL_THEME": "bogus",
    "ESCDELAY": "9" * 400,
    "UNICODE_VERSION": "bogus",
}
POSIX = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    ("variables", "repertoire"),
    [
        (ODD, Repertoire()),
        (POSIX, Repertoire(Glyphs.ASCII)),
        ({"PYTHONIOENCODING": "utf-16"}, Repertoire(Glyphs.ASCII)),
        ({"TERM": "linux"}, Repertoire(Glyphs.CP437)),
        ({"TERM": ""}, Repertoire()),
    ],
    ids=["odd variables", "posix locale", "utf-16", "linux console", "no TERM"],
)
def test_the_coach_opens_in_the_size_of_the_terminal_and_follows_it(
    installed: Installed, tmp_path: Path, variables: Mapping[str, str], repertoire: Repertoire
) -> None:
    env = {**installed.environment(tmp_path), **STALE, **variables}
    with Terminal([installed.command], env) as terminal:
        terminal.wait_for(lambda seen: "Not now" in seen.screen[23])
        assert all(repertoire.holds(each) for each in terminal.text)
        terminal.resize(60, 20)
        terminal.wait_for(lambda seen: "Not now" in seen.screen[19])
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert not (tmp_path / "crash.txt").exists()

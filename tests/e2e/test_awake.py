"""A real session keeps a screen saver off, and lets it come again, however it ends."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.bus import ScreenSaver, private_bus
from tests.e2e.outside import coach, leave, work

pytestmark = pytest.mark.slow


@pytest.fixture
def saver(monkeypatch: pytest.MonkeyPatch) -> Iterator[ScreenSaver]:
    with private_bus() as address:
        monkeypatch.setattr("tests.e2e.outside.BUS", address)
        saver = ScreenSaver(address)
        try:
            yield saver
        finally:
            saver.close()


@pytest.mark.parametrize("how", ["leave", "kill -9", "ctrl+z"])
def test_the_screen_is_free_within_a_second_of_the_end(
    tmp_path: Path, saver: ScreenSaver, how: str
) -> None:
    with coach(tmp_path, "start") as terminal:
        work(terminal)
        saver.seconds_until(held=True)
        began = time.monotonic()
        if how == "leave":
            leave(terminal)
        elif how == "ctrl+z":
            terminal.press("ctrl+z")
        else:
            terminal.signal(signal.SIGKILL)
        saver.seconds_until(held=False)
        assert time.monotonic() - began < 1

"""What holds for all tests of the screens: nothing that only costs time."""

import asyncio

import pytest
from textual._compositor import Compositor
from textual.timer import Timer

A_DAY = 86_400.0


@pytest.fixture(autouse=True)
def drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal, so nothing is drawn for it: a quarter of the time.

    `Opened.rows` draws the whole screen whenever a test looks. Tests that are about the drawing
    itself have a fixture of this name that does nothing.
    """
    monkeypatch.setattr(Compositor, "render_update", lambda *_args, **_options: None)


@pytest.fixture(autouse=True)
def timers_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes but what a test lets pass, however slow the machine is.

    `Opened.settle` draws and `Opened.play` ticks; nothing else in these tests needs a timer.
    """

    async def wait(_timer: Timer) -> None:
        await asyncio.sleep(A_DAY)

    monkeypatch.setattr(Timer, "_run", wait)

"""What goes on beside the screen of a session, from its first second to its last."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from backcoach.desktop.awake import KeepAwake
from backcoach.remote.requests import ControlRequest
from backcoach.remote.status import Reply, SessionStatus
from backcoach.tui.system import beside as module
from backcoach.tui.system.beside import Beside


@dataclass
class Lamp:
    """Stands in for what keeps the screen on."""

    is_on: bool = False
    waited: float = 0.0

    def start(self) -> None:
        self.is_on = True

    def stop(self, wait_seconds: float = 0.0) -> None:
        self.is_on, self.waited = False, wait_seconds


@dataclass
class Running:
    """A session of which only one thing is known: whether its clock runs."""

    is_moving: bool = True

    def status(self) -> SessionStatus:
        raise AssertionError("nobody asks")

    async def answer(self, _request: ControlRequest) -> Reply:
        raise AssertionError("nobody asks")


@pytest.fixture(autouse=True)
def without_a_socket(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HAS_SOCKETS", False)


def begun(session: Running) -> tuple[Beside, Lamp]:
    lamp = Lamp()
    return Beside(session, Path(), cast("KeepAwake", lamp)), lamp


async def test_the_screen_stays_on_from_the_start_to_the_end() -> None:
    beside, lamp = begun(Running())
    assert lamp.is_on
    beside.end()
    assert not lamp.is_on


async def test_it_may_go_off_in_a_long_pause_and_stays_on_again_after_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = Running()
    beside, lamp = begun(session)
    session.is_moving = False
    beside.show()
    await asyncio.sleep(0)
    assert lamp.is_on
    session.is_moving = True
    beside.show()
    monkeypatch.setattr(module, "PAUSE_SECONDS", 0)
    session.is_moving = False
    beside.show()
    while lamp.is_on:
        await asyncio.sleep(0)
    session.is_moving = True
    beside.show()
    assert lamp.is_on
    beside.end()


async def test_it_may_go_off_while_the_coach_is_stopped() -> None:
    beside, lamp = begun(Running())
    beside.suspend()
    assert (lamp.is_on, lamp.waited) == (False, module.SUSPEND_SECONDS)
    beside.end()

"""What goes on beside the screen while a session runs: control by other programs.

Imported when the first session starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Protocol

from backcoach.remote.addresses import HAS_SOCKETS, addresses
from backcoach.remote.requests import ControlRequest
from backcoach.remote.server import ControlServer
from backcoach.remote.status import Reply, SessionStatus


class ControlledSession(Protocol):
    """A running session, as other programs may see and control it."""

    def status(self) -> SessionStatus:
        """The state as it is now."""
        ...

    async def answer(self, request: ControlRequest) -> Reply:
        """Carry out a request."""
        ...


class Beside:
    """Everything beside the screen of one session, from its start to its end.

    No call blocks, and none fails: what is not possible on this machine is left out.
    """

    def __init__(self, remote: ControlledSession, data: Path) -> None:
        """`data` is the data folder. To be called on the app's thread."""
        self._remote = remote
        self._server: ControlServer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        if HAS_SOCKETS:
            self._server = ControlServer(addresses(data, create=True), remote.answer)
            self._begin(self._server.open())

    def show(self) -> None:
        """The state of the session has changed."""
        if self._server is not None and self._server.is_followed:
            self._server.publish(self._remote.status())

    def end(self) -> None:
        """End all of it."""
        for task in self._tasks:
            task.cancel()
        if self._server is not None:
            self._server.close()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        """Do something in a task, which must be held on to until it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

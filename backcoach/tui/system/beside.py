"""What goes on beside the screen while a session runs: other programs' control, the title.

Imported when the first session starts.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path
from typing import Protocol

from backcoach.desktop.awake import PAUSE_SECONDS, KeepAwake
from backcoach.desktop.media_player import MediaPlayer
from backcoach.remote.addresses import HAS_SOCKETS, addresses
from backcoach.remote.requests import ControlRequest
from backcoach.remote.server import ControlServer
from backcoach.remote.status import Reply, SessionStatus, title_words
from backcoach.tui.system.title import TerminalTitle

SUSPEND_SECONDS = 0.3
"""How long the desktop has to hear that the screen may go off, before the coach is stopped."""


class ControlledSession(Protocol):
    """A running session, as other programs may see and control it."""

    @property
    def is_moving(self) -> bool:
        """Whether its clock runs."""
        ...

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

    def __init__(
        self,
        remote: ControlledSession,
        data: Path,
        awake: KeepAwake | None = None,
        title: TerminalTitle | None = None,
        *,
        on_bus: bool = False,
    ) -> None:
        """`data` is the data folder; without `awake` the screen may go off.

        `on_bus` says that the desktop sees the session as a media player.

        To be called on the app's thread.
        """
        self._remote = remote
        self._awake = awake
        self._title = title
        self._player: MediaPlayer | None = None
        self._resting: asyncio.TimerHandle | None = None
        self._server: ControlServer | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        if HAS_SOCKETS:
            self._server = ControlServer(addresses(data, create=True), remote.answer)
            self._begin(self._server.open())
        if on_bus:
            self._player = MediaPlayer(remote.status, remote.answer)
            self._begin(self._player.run())
        self.show()

    def show(self) -> None:
        """The state of the session has changed."""
        if self._awake is not None:
            self._stay_awake(self._awake, is_moving=self._remote.is_moving)
        is_followed = self._server is not None and self._server.is_followed
        if self._title is None and self._player is None and not is_followed:
            return
        status = self._remote.status()
        if self._title is not None:
            self._title.show(f"{title_words(status)} – backcoach")
        if self._player is not None:
            self._player.show(status)
        if self._server is not None:
            self._server.publish(status)

    def end(self) -> None:
        """End all of it."""
        self._let_sleep()
        if self._title is not None:
            self._title.restore()
        for task in self._tasks:
            task.cancel()
        if self._server is not None:
            self._server.close()

    def suspend(self) -> None:
        """The coach is stopped, as by ctrl+z, and can do nothing until it goes on."""
        self._let_sleep(SUSPEND_SECONDS)
        if self._title is not None:
            self._title.restore()

    def _stay_awake(self, awake: KeepAwake, *, is_moving: bool) -> None:
        """Keep the screen on, but not throughout a long pause."""
        if not is_moving:
            if self._resting is None and awake.is_on:
                loop = asyncio.get_running_loop()
                self._resting = loop.call_later(PAUSE_SECONDS, self._let_sleep)
            return
        self._do_not_rest()
        awake.start()

    def _let_sleep(self, wait_seconds: float = 0.0) -> None:
        self._do_not_rest()
        if self._awake is not None:
            self._awake.stop(wait_seconds)

    def _do_not_rest(self) -> None:
        if self._resting is not None:
            self._resting.cancel()
            self._resting = None

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        """Do something in a task, which must be held on to until it is done."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled():
            # An error that nobody asks for would be written over the screen.
            task.exception()

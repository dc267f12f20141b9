"""Keeps the screen on while a session runs.

No single way works on every desktop, so all of them are used at once. Each ends with the process,
however that ends: the desktop frees what a closed connection held, and `systemd-inhibit` runs until
the pipe to it closes.

Not tried on macOS and Windows, where wakepy asks the system itself.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple, Protocol

from backcoach.cues.outputs import is_remote
from backcoach.legible import one_line

if TYPE_CHECKING:
    from wakepy import Mode

ANSWER_SECONDS = 1.0
"""How long a way may take until it holds; measured: 30 ms."""

PAUSE_SECONDS = 600
"""A pause longer than this lets the screen go off (judgement)."""

REASON_MAX = 80
"""Characters of a reason that is not known in words."""


class NotHeldError(Exception):
    """This way can't keep the screen on here. The text is the reason, in a few words."""


class Inhibitor(Protocol):
    """One way to keep the screen on. It is used on one thread only."""

    name: str

    def hold(self) -> None:
        """Keep the screen on from now on. Raises NotHeldError."""
        ...

    def release(self) -> None:
        """Let it go off again. Does nothing where nothing is held."""
        ...


class Desktop:
    """Asks the desktop, or on macOS and Windows the system, by wakepy."""

    name = "the desktop"

    def __init__(self) -> None:
        self._mode: Mode | None = None

    def hold(self) -> None:
        """Ask each service that wakepy knows, until one says yes."""
        try:
            self._mode = _presenting()
        except (ImportError, OSError, RuntimeError) as error:
            raise NotHeldError(reason_words(str(error))) from error

    def release(self) -> None:
        """Take the request back."""
        mode, self._mode = self._mode, None
        if mode is not None:
            # The connection may have gone, and the request with it.
            with suppress(OSError, RuntimeError):
                mode.__exit__(None, None, None)


def _presenting() -> Mode:
    """A request to keep the screen on that was heard. Raises NotHeldError where none was."""
    import logging

    from wakepy import keep

    # What it logs would be written over the screen.
    logging.getLogger("wakepy").propagate = False
    logging.getLogger("wakepy").addHandler(logging.NullHandler())
    mode = keep.presenting(on_fail="pass")
    mode.__enter__()
    if mode.result.success:
        return mode
    mode.__exit__(None, None, None)
    reasons = {
        each.method_name: reason_words(each.failure_reason)
        for each in mode.result.list_methods(ignore_platform_fails=True)
    }
    if len(set(reasons.values())) == 1:
        # All methods fail for the same reason; their names would tell nobody more.
        raise NotHeldError(next(iter(reasons.values())))
    each_one = (f"{name}: {reason}" for name, reason in reasons.items())
    raise NotHeldError("; ".join(each_one) or "not known on this system")


REASONS = {
    "DBUS_SESSION_BUS_ADDRESS is not set": "no desktop session here",
    "ServiceUnknown": "not there",
    "NameHasNoOwner": "not there",
    "NoReply": "no answer",
    "TimeoutError": "no answer",
}
"""Reasons in plain words, by what stands in the error."""


def reason_words(reason: str) -> str:
    """The reason of a failure in a few words."""
    for part, words in REASONS.items():
        if part in reason:
            return words
    return one_line(reason.rpartition("failed with message: ")[2], REASON_MAX)


class Systemd:
    """`systemd-inhibit`, for as long as the program runs that it starts: until its input ends."""

    name = "systemd"
    _COMMAND = (
        *("--what=idle:sleep", "--who=backcoach", "--why=A session is running"),
        *("sh", "-c", "echo held; exec cat"),
    )

    def __init__(self, program: str) -> None:
        """`program` is the path of `systemd-inhibit`."""
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Start it, and wait until it holds."""
        try:
            process = subprocess.Popen(
                (self._program, *self._COMMAND),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as error:
            raise NotHeldError("it could not be started") from error
        self._process = process
        assert process.stdout is not None
        answers, _, _ = select.select([process.stdout], [], [], ANSWER_SECONDS)
        if not answers or not os.read(process.stdout.fileno(), 100):
            self.release()
            raise NotHeldError("not allowed here" if answers else "no answer")

    def release(self) -> None:
        """End it. A kill is only for one that hangs."""
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with suppress(OSError):
                    pipe.close()
        try:
            process.wait(ANSWER_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def ways(environment: Mapping[str, str], platform: str = sys.platform) -> list[Inhibitor]:
    """The ways of this machine. None over SSH: the screen is that of another machine."""
    if is_remote(environment):
        return []
    found: list[Inhibitor] = [Desktop()]
    program = shutil.which("systemd-inhibit", path=environment.get("PATH"))
    if program and platform == "linux":
        found.append(Systemd(program))
    return found


class Held(NamedTuple):
    """Whether one way keeps the screen on; if not, `reason` says why."""

    name: str
    reason: str = ""

    @property
    def works(self) -> bool:
        """Whether it keeps the screen on."""
        return not self.reason


class KeepAwake:
    """Keeps the screen on between `start` and `stop`, on a thread: neither waits for anything."""

    def __init__(self, ways: Callable[[], Iterable[Inhibitor]]) -> None:
        """`ways` is called at each start, on the thread."""
        self._ways = ways
        self._over: threading.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def is_on(self) -> bool:
        """Whether it was started and not stopped since."""
        return self._over is not None

    def start(self) -> None:
        """Keep the screen on from now on. Does nothing if that is so already."""
        if self._over is None:
            self._over = threading.Event()
            arguments = (self._ways, self._over)
            self._thread = threading.Thread(
                target=_hold_until, args=arguments, name="awake", daemon=True
            )
            self._thread.start()

    def stop(self, wait_seconds: float = 0.0) -> None:
        """Let the screen go off again; wait at most so long until that is done."""
        over, self._over = self._over, None
        if over is not None and self._thread is not None:
            over.set()
            self._thread.join(wait_seconds)


def _hold_until(ways: Callable[[], Iterable[Inhibitor]], over: threading.Event) -> None:
    holding = []
    for way in ways():
        with suppress(NotHeldError):
            way.hold()
            holding.append(way)
    over.wait()
    for way in holding:
        way.release()


def tried(ways: Iterable[Inhibitor]) -> list[Held]:
    """Whether each of `ways` works, tried for a moment, all at once; never raises.

    It takes a second at most: what has not answered by then is left alone.
    """
    results: dict[str, Held] = {}

    def try_one(way: Inhibitor) -> None:
        try:
            way.hold()
        except NotHeldError as error:
            results[way.name] = Held(way.name, str(error))
        else:
            results[way.name] = Held(way.name)
            way.release()

    asked = list(ways)
    threads = [threading.Thread(target=try_one, args=(way,), daemon=True) for way in asked]
    for thread in threads:
        thread.start()
    deadline = monotonic() + ANSWER_SECONDS
    for thread in threads:
        thread.join(max(0.0, deadline - monotonic()))
    return [results.get(way.name, Held(way.name, "no answer within a second")) for way in asked]

"""Handles signals, job control of the shell, and a terminal that is closed.

Textual by itself does not restore the terminal when it is terminated by a signal, loses its
settings when it is stopped from outside, and reads from a closed terminal in an endless loop that
uses a whole core.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import time
from contextlib import AbstractContextManager, contextmanager, suppress
from contextvars import Context, copy_context
from threading import Thread
from threading import enumerate as enumerate_threads
from types import FrameType
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Handler = Callable[[int, FrameType | None], Any] | int | None

ENDING = ("SIGTERM", "SIGHUP", "SIGINT")
SIGNALLED = 128
"""Shells call the exit code of a program that ended by signal n 128 + n; so does the coach."""

GRACE_SECONDS = 0.8
"""How long the coach may take to end the usual way, which needs 0.2 s."""

SETTLE_SECONDS = 0.05
"""A stop that one sends to oneself comes within this time, or not at all."""

KEYS, STREAMS = 0, (0, 1, 2)

AS_USUAL = (
    b"\x18"  # whatever sequence was cut short
    b"\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    b"\x1b[?1016l\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
)
"""Takes back all that is asked of a terminal: see `TerminalDriver`, and Textual's `LinuxDriver`."""


class SignalTarget(Protocol):
    """What the listener needs of the application."""

    def pause(self) -> None:
        """Pause the session, if one is running."""

    def store_progress(self) -> None:
        """Store what is not stored yet. May be called from any thread, and more than once."""

    def end_on_signal(self, exit_code: int) -> None:
        """Store what was done, and end with `exit_code`."""

    def suspend(self) -> AbstractContextManager[None]:
        """Restore the terminal for the duration of the `with` block."""


class SignalListener:
    """Handles signals within its `with` block; `listen` is called once the first screen is there.

    On Windows it does nothing.
    """

    def __init__(self, target: SignalTarget) -> None:
        self.also_restore = b""
        """What has to be written to the terminal besides, to leave it as it was."""
        self._target = target
        self._signal = 0
        self._left = False
        self._is_ending = False
        self._before: dict[int, Handler] = {}
        self._thread: Thread | None = None
        self._context: Context = copy_context()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def exit_code(self) -> int:
        """128 + the signal that ended the coach; 0 if there was none."""
        return SIGNALLED + self._signal if self._signal else 0

    if sys.platform == "win32":

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            """Nothing was listened to."""

        def listen(self) -> None:
            """There is nothing to listen to."""

        def suspend_to_shell(self) -> None:
            """There is no shell to go back to."""

    else:

        def __enter__(self) -> Self:
            self._pipe_out, self._pipe_in = os.pipe()
            os.set_blocking(self._pipe_in, False)
            self._terminal = _Terminal()
            for name in ENDING:
                number = getattr(signal, name)
                # A signal that was ignored at the start, as under nohup, stays ignored.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._on_signal)
            return self

        def __exit__(self, *_problem: object) -> None:
            self._left = True
            for number, handler in self._before.items():
                signal.signal(number, handler)
            if self._signal:
                # The rest has to be done in time too, so the thread keeps running. If it is
                # restoring the terminal already, wait for it, as leaving would cut that short.
                if self._is_ending and self._thread is not None:
                    self._thread.join()
                return
            os.close(self._pipe_in)
            if self._thread is not None:
                self._thread.join()
            os.close(self._pipe_out)

        def _on_signal(self, number: int, _frame: FrameType | None) -> None:
            self._signal = self._signal or number
            # A signal handler must do next to nothing, as it interrupts any other code.
            with suppress(BlockingIOError):
                os.write(self._pipe_in, b".")

        def listen(self) -> None:
            """Start to listen, in a thread that sleeps until something happens."""
            self._context, self._loop = copy_context(), asyncio.get_running_loop()
            self._handle_job_control()
            self._thread = Thread(target=self._wait, name="signals", daemon=True)
            self._thread.start()

        # Ending

        def _wait(self) -> None:
            import select

            poll = select.poll()
            poll.register(self._pipe_out, select.POLLIN)
            # A hang-up is reported even when no event is asked for.
            poll.register(KEYS, 0)
            while not self._signal:
                happened = dict(poll.poll())
                events = happened.get(KEYS, 0)
                if events & select.POLLNVAL:
                    poll.unregister(KEYS)  # this system can't poll terminals
                elif events:
                    self._signal = signal.SIGHUP
                if self._pipe_out in happened and not os.read(self._pipe_out, 1):
                    return
            poll.unregister(self._pipe_out)
            self._end(poll)

        def _end(self, poll: Any) -> None:  # noqa: ANN401
            """End in the usual way, or at once if that takes too long.

            This uses real time, whatever clock the session uses: the sender of a signal waits only
            so long.
            """
            deadline = time.monotonic() + GRACE_SECONDS
            with suppress(RuntimeError):  # the loop has ended already
                assert self._loop is not None
                end = self._target.end_on_signal
                self._loop.call_soon_threadsafe(end, self.exit_code, context=self._context.copy())
            # A hang-up often follows the signal.
            if poll.poll(GRACE_SECONDS * 1000):
                self._terminal.replace()
            time.sleep(max(0.0, deadline - time.monotonic()))
            # Set one flag, then read the other; `__exit__` does it the other way round. So
            # whichever of the two threads comes later knows of the other.
            self._is_ending = True
            self._end_now(restore=not self._left)

        def _end_now(self, *, restore: bool) -> None:
            with suppress(Exception):
                self._context.copy().run(self._target.store_progress)
            if restore:
                self._terminal.restore(self.also_restore)
            os._exit(self.exit_code)

        # Stopping and continuing

        @contextmanager
        def _without_job_control(self) -> Iterator[None]:
            """Do not handle the shell's signals while the coach itself stops and continues."""
            assert self._loop is not None
            for number in (signal.SIGTSTP, signal.SIGCONT):
                self._loop.remove_signal_handler(number)
            yield
            self._handle_job_control()

        def _handle_job_control(self) -> None:
            assert self._loop is not None
            self._loop.add_signal_handler(signal.SIGTSTP, self._on_stop)
            self._loop.add_signal_handler(signal.SIGCONT, self._on_continue)

        def _on_stop(self) -> None:
            self._target.pause()
            self.suspend_to_shell()

        def suspend_to_shell(self) -> None:
            """Stop, with all child processes, until the shell continues the coach.

            Where there is no shell to do that, the system ignores the stop.
            """
            with self._without_job_control(), self._target.suspend():
                os.kill(0, signal.SIGTSTP)
                time.sleep(SETTLE_SECONDS)
                self._wait_for_the_terminal()
                if self._signal:
                    self._end_now(restore=False)

        def _on_continue(self) -> None:
            """Continue after a stop without notice, as by `kill -STOP`.

            The shell has used the terminal.
            """
            self._target.pause()
            with self._without_job_control():
                self._wait_for_the_terminal()
                if not self._signal:
                    with self._target.suspend():
                        """Only this makes Textual set up the terminal again."""

        def _wait_for_the_terminal(self) -> None:
            """Stay stopped while in the background, as after `bg`."""
            while not self._signal and self._terminal.is_with_others():
                os.kill(0, signal.SIGSTOP)
                time.sleep(SETTLE_SECONDS)


if sys.platform != "win32":
    import termios

    class _Terminal:
        """The terminal as it was before the coach used it."""

        def __init__(self) -> None:
            self._name = ""
            self._attributes: list[Any] | None = None
            self._streams: list[int] = []
            with suppress(OSError, termios.error):
                self._name = os.ttyname(KEYS)
                self._attributes = termios.tcgetattr(KEYS)
                it = os.fstat(KEYS).st_rdev
                self._streams = [each for each in STREAMS if os.fstat(each).st_rdev == it]

        def is_with_others(self) -> bool:
            """Whether the coach is in the background."""
            try:
                return os.tcgetpgrp(KEYS) != os.getpgrp()
            except OSError:
                return False

        def replace(self) -> None:
            """Replace the closed terminal by /dev/null, so that writing does not fail."""
            nowhere = os.open(os.devnull, os.O_RDWR)
            for each in self._streams:
                os.dup2(nowhere, each)

        def restore(self, besides: bytes) -> None:
            """Restore the terminal's settings, even if output to it is blocked."""
            if self._attributes is None:
                return
            with suppress(OSError, termios.error):
                handle = os.open(self._name, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY)
                termios.tcsetattr(handle, termios.TCSANOW, self._attributes)
                self.replace()
                for each in enumerate_threads():
                    # Whoever waits in the middle of writing shuts out all others; waked up, it
                    # goes on where nothing waits any more.
                    signal.pthread_kill(each.ident or 0, signal.SIGTERM)
                time.sleep(SETTLE_SECONDS)
                termios.tcflush(handle, termios.TCOFLUSH)
                os.write(handle, AS_USUAL + besides)

"""What reaches a running coach past its keys: signals, a shell that stops it, a terminal that goes.

Textual by itself dies in the alternate screen when it is told to end, forgets how the terminal was
when it is stopped from outside, and reads the end of a closed terminal over and over, at the cost
of a whole core.
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
    """What is asked of the coach."""

    def pause(self) -> None:
        """Let no session run on."""

    def keep_what_was_done(self) -> None:
        """Store what is not stored yet; called from whatever thread, and maybe twice."""

    def end_as_told(self, exit_code: int) -> None:
        """Keep what was done, and end."""

    def suspend(self) -> AbstractContextManager[None]:
        """Leave the terminal as it was before, for as long as this is entered."""


class SignalListener:
    """Listens for as long as it is entered; from the first screen on, `listen` does the rest.

    On Windows, which knows nothing of all this, it does nothing.
    """

    def __init__(self, target: SignalTarget) -> None:
        self._target = target
        self._told = 0
        self._left = False
        self._ends_at_once = False
        self._before: dict[int, Handler] = {}
        self._thread: Thread | None = None
        self._context: Context = copy_context()
        self._loop: asyncio.AbstractEventLoop | None = None

    @property
    def exit_code(self) -> int:
        """128 + the signal that told the coach to end; 0 while none did."""
        return SIGNALLED + self._told if self._told else 0

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
            self._hear, self._tell = os.pipe()
            os.set_blocking(self._tell, False)
            self._terminal = _Terminal()
            for name in ENDING:
                number = getattr(signal, name)
                # What whoever started the coach wants ignored, as nohup does, stays ignored.
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._told_to_end)
            return self

        def __exit__(self, *_problem: object) -> None:
            self._left = True
            for number, handler in self._before.items():
                signal.signal(number, handler)
            if self._told:
                # What still is to be done has to be done in time too. But where the terminal is
                # being put right already, to leave now would cut that short: the thread ends it.
                if self._ends_at_once and self._thread is not None:
                    self._thread.join()
                return
            os.close(self._tell)
            if self._thread is not None:
                self._thread.join()
            os.close(self._hear)

        def _told_to_end(self, number: int, _frame: FrameType | None) -> None:
            self._told = self._told or number
            # Next to nothing, since it may come between any two steps of anything.
            with suppress(BlockingIOError):
                os.write(self._tell, b".")

        def listen(self) -> None:
            """From now on, in a thread that sleeps until something happens."""
            self._context, self._loop = copy_context(), asyncio.get_running_loop()
            self._hear_the_shell()
            self._thread = Thread(target=self._wait, name="signals", daemon=True)
            self._thread.start()

        # To end

        def _wait(self) -> None:
            import select

            poll = select.poll()
            poll.register(self._hear, select.POLLIN)
            # That the other end is gone is said without being asked for.
            poll.register(KEYS, 0)
            while not self._told:
                happened = dict(poll.poll())
                seen = happened.get(KEYS, 0)
                if seen & select.POLLNVAL:
                    poll.unregister(KEYS)  # a system that can't tell of terminals
                elif seen:
                    self._told = signal.SIGHUP
                if self._hear in happened and not os.read(self._hear, 1):
                    return
            poll.unregister(self._hear)
            self._end(poll)

        def _end(self, poll: Any) -> None:  # noqa: ANN401
            """The usual way, if that can be done in time.

            Real time, whatever clock the session goes by: whoever tells a program to end waits so
            long and no longer.
            """
            deadline = time.monotonic() + GRACE_SECONDS
            with suppress(RuntimeError):  # it is over already
                assert self._loop is not None
                end = self._target.end_as_told
                self._loop.call_soon_threadsafe(end, self.exit_code, context=self._context.copy())
            # A hang-up often follows the signal that tells of it.
            if poll.poll(GRACE_SECONDS * 1000):
                self._terminal.replace()
            time.sleep(max(0.0, deadline - time.monotonic()))
            # First this and then the question, as `__exit__` does it the other way round: whichever
            # of the two comes later knows of the other.
            self._ends_at_once = True
            self._end_at_once(put_right=not self._left)

        def _end_at_once(self, *, put_right: bool) -> None:
            with suppress(Exception):
                self._context.copy().run(self._target.keep_what_was_done)
            if put_right:
                self._terminal.put_right()
            os._exit(self.exit_code)

        # To stop and to go on

        @contextmanager
        def _deaf_to_the_shell(self) -> Iterator[None]:
            """While stopping and going on, both of which are nothing to hear of."""
            assert self._loop is not None
            for number in (signal.SIGTSTP, signal.SIGCONT):
                self._loop.remove_signal_handler(number)
            yield
            self._hear_the_shell()

        def _hear_the_shell(self) -> None:
            assert self._loop is not None
            self._loop.add_signal_handler(signal.SIGTSTP, self._stop)
            self._loop.add_signal_handler(signal.SIGCONT, self._go_on)

        def _stop(self) -> None:
            self._target.pause()
            self.suspend_to_shell()

        def suspend_to_shell(self) -> None:
            """Back to the shell until it brings the coach back, with all that was started with it.

            Where there is no shell to do that, the system ignores the stop.
            """
            with self._deaf_to_the_shell(), self._target.suspend():
                os.kill(0, signal.SIGTSTP)
                time.sleep(SETTLE_SECONDS)
                self._wait_for_the_terminal()
                if self._told:
                    self._end_at_once(put_right=False)

        def _go_on(self) -> None:
            """Stopped without a word, as by `kill -STOP`: the shell has had the terminal since."""
            self._target.pause()
            with self._deaf_to_the_shell():
                self._wait_for_the_terminal()
                if not self._told:
                    with self._target.suspend():
                        """What Textual keeps of the terminal is right again only after this."""

        def _wait_for_the_terminal(self) -> None:
            """Brought back to the background, as by `bg`, there is nothing to do but to wait."""
            while not self._told and self._terminal.is_with_others():
                os.kill(0, signal.SIGSTOP)
                time.sleep(SETTLE_SECONDS)


if sys.platform != "win32":
    import termios

    class _Terminal:
        """The terminal as it is before the coach takes it over."""

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
            """It is gone: what is written goes nowhere, and nothing fails for it."""
            nowhere = os.open(os.devnull, os.O_RDWR)
            for each in self._streams:
                os.dup2(nowhere, each)

        def put_right(self) -> None:
            """As it was before, even where it takes nothing more of what is being written."""
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
                os.write(handle, AS_USUAL)

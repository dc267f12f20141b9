"""A real pseudo-terminal with a screen one can look at: what a user would see and type.

Nothing here sleeps: every wait is for output of the program, with a deadline.
"""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from typing import Self

import pyte

KEYS = {
    "backspace": b"\x7f",
    "down": b"\x1b[B",
    "end": b"\x1b[F",
    "enter": b"\r",
    "escape": b"\x1b",
    "left": b"\x1b[D",
    "pagedown": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "right": b"\x1b[C",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "tab": b"\t",
    "up": b"\x1b[A",
    **{f"ctrl+{letter}": bytes([ord(letter) - 96]) for letter in "abcdefghijklmnopqrstuvwxyz"},
}

# A session leader takes the terminal as its own and then becomes the program, so that resizing
# and Ctrl+C reach it, also where the tests themselves run in the background, which ignores Ctrl+C.
# Not in a forked copy of the test process: forks and threads don't mix.
LAUNCH = """
import fcntl, os, signal, sys, termios
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execvp(sys.argv[1], sys.argv[1:])
"""

# Control strings, and sequences with a private prefix other than "?", which pyte would print.
UNKNOWN_TO_PYTE = re.compile(rb"\x1b[P_X^].*?\x1b\\|\x1b\[[<=>][0-9;:]*[@-~]", re.DOTALL)
UNFINISHED = re.compile(rb"\x1b(?:[P_X^](?:[^\x1b]|\x1b(?!\\))*|\[[<=>?]?[0-9;:$]*)?$", re.DOTALL)

# pyte has one screen only: whoever goes to the other one, or comes back, finds it blank.
OTHER_SCREEN = re.compile(rb"(\x1b\[\?1049[hl])")
KEYBOARD = re.compile(rb"\x1b\[([<=>])([0-9]*)(?:;2)?u")
"""Modes of the keyboard: put on the stack, added to the top of it, taken off."""

TITLE = re.compile(rb"\x1b(?:\[(22|23);0t|\]0;([^\x07]*)\x07)")
"""A title that is saved, restored or set."""

COPIED = re.compile(rb"\x1b\]52;c;([^\x07\x1b]*)(?:\x07|\x1b\\)")
"""What a program asks a terminal to put into the clipboard, in base 64."""

Condition = str | Callable[["Terminal"], bool]


class Terminal:
    """A program running in a terminal of its own. Use it with `with`: it never outlives that."""

    def __init__(
        self,
        argv: Sequence[str | os.PathLike[str]],
        env: Mapping[str, str],
        columns: int = 80,
        rows: int = 24,
        cwd: str | os.PathLike[str] | None = None,
    ) -> None:
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._lines: list[str] | None = None
        self._unread = b""
        self._written = bytearray()
        self._keyboards: list[int] = []
        self._ended = False
        self._handle, program_end = pty.openpty()
        self._name = os.ttyname(program_end)
        self._set_size(columns, rows)
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", LAUNCH, *(os.fspath(word) for word in argv)],
                stdin=program_end,
                stdout=program_end,
                stderr=program_end,
                env={"TERM": "xterm-256color", **env},
                cwd=cwd,
                start_new_session=True,
            )
        finally:
            os.close(program_end)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_problem: object) -> None:
        self.close()

    @property
    def process_id(self) -> int:
        """The program, as the system knows it."""
        return self._process.pid

    @property
    def screen(self) -> list[str]:
        """The lines as they stand now, without trailing blanks."""
        if self._lines is None:
            self._lines = [line.rstrip() for line in self._screen.display]
        return self._lines

    @property
    def text(self) -> str:
        """The whole screen as one text."""
        return "\n".join(self.screen)

    @property
    def modes(self) -> frozenset[int]:
        """The terminal's own modes that are on: 25 shows the cursor, 1049 is the other screen."""
        # pyte keeps the modes a program may set by their number, and these times 32.
        return frozenset(mode // 32 for mode in self._screen.mode if mode % 32 == 0)

    @property
    def echoes(self) -> bool:
        """Keys are shown as they are typed, as a shell expects it."""
        return bool(termios.tcgetattr(self._handle)[3] & termios.ECHO)

    @property
    def settings(self) -> tuple[object, ...]:
        """All that a program may leave changed behind it, and must not."""
        return self.modes, termios.tcgetattr(self._handle), self.keyboards

    @property
    def keyboards(self) -> tuple[int, ...]:
        """The stack of keyboard modes: 4 is added to one that reports positions of keys."""
        return tuple(self._keyboards)

    @property
    def title(self) -> str:
        """The title of the window, empty at first."""
        title, saved = "", [""]
        for what, words in TITLE.findall(self._written):
            if what == b"22":
                saved.append(title)
            elif what == b"23":
                title = saved.pop()
            else:
                title = words.decode()
        return title

    @property
    def copied(self) -> list[str]:
        """What was put into the clipboard so far, each time it was."""
        return [b64decode(text).decode() for text in COPIED.findall(self._written)]

    @property
    def colours(self) -> set[str]:
        """Every colour on the screen, of letters and behind them: six hex digits, or a name."""
        rows, columns = range(self._screen.lines), range(self._screen.columns)
        cells = [self._screen.buffer[row][column] for row in rows for column in columns]
        return {colour for cell in cells for colour in (cell.fg, cell.bg)}

    def shows(self, wanted: Condition) -> bool:
        """Whether `wanted` (a text on the screen, or a condition) holds now."""
        return wanted in self.text if isinstance(wanted, str) else wanted(self)

    def wait_for(self, wanted: Condition, seconds: float = 10) -> None:
        """Until the screen shows `wanted`; AssertionError if it does not in time."""
        if not self.will_show(wanted, seconds):
            why = "the program ended" if self._ended else f"{seconds:.0f} s are over"
            raise AssertionError(f"{why} and still no {wanted!r}:\n{self.text}")

    def will_show(self, wanted: Condition, seconds: float) -> bool:
        """Until the screen shows `wanted`, or the time is over: whether it does."""
        deadline = time.monotonic() + seconds
        while not self.shows(wanted):
            if not self._read(deadline):
                return False
        return True

    def read_unseen(self, seconds: float) -> int:
        """Take what the program writes for so long without showing it, which costs next to nothing.

        The screen is out of date afterwards. Returns how many bytes it wrote.
        """
        deadline, written = time.monotonic() + seconds, 0
        while (left := deadline - time.monotonic()) > 0:
            if select.select([self._handle], [], [], left)[0]:
                written += len(os.read(self._handle, 65536))
        return written

    def wipe(self) -> None:
        """Forget what was shown, so that only what is drawn again is seen."""
        self._screen.erase_in_display(2)
        self._lines = None

    def hang_up(self) -> None:
        """Close the window."""
        os.close(self._handle)
        self._handle = -1
        self._ended = True

    def press(self, *keys: str) -> None:
        """Type keys by name ("enter", "ctrl+c", "a"); one write each, as from a keyboard."""
        for key in keys:
            code = KEYS.get(key, key.encode())
            os.write(self._handle, code)

    def send(self, sent: bytes) -> None:
        """Send bytes as they are, whether or not they are a key."""
        os.write(self._handle, sent)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window larger or smaller."""
        self._screen.resize(rows, columns)
        self._lines = None
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self._process.send_signal(number)

    def stand_still(self, seconds: float) -> None:
        """Stop the program for a while, as a shell's `kill -STOP` or a sleeping machine does."""
        self._process.send_signal(signal.SIGSTOP)
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            self._process.send_signal(signal.SIGCONT)
        else:
            raise AssertionError(f"the program ended while it was stopped:\n{self.text}")

    def wait_exit(self, seconds: float = 10) -> int:
        """Until the program ends by itself; its exit code. AssertionError when it does not."""
        deadline = time.monotonic() + seconds
        while self._read(deadline):
            continue
        try:
            return self._process.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(f"still running after {seconds} s:\n{self.text}") from None

    def stop_output(self) -> None:
        """Let nothing more through to the screen, as Ctrl+S does: whoever writes has to wait."""
        handle = os.open(self._name, os.O_RDWR | os.O_NOCTTY)
        termios.tcflow(handle, termios.TCOOFF)
        os.close(handle)

    def leave_unread(self, seconds: float) -> int | None:
        """Take nothing of what the program writes for so long; its exit code if it ended."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def close(self) -> None:
        """End the program if it still runs, and give back the terminal."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def _read(self, deadline: float) -> bool:
        """Show what the program writes next; False once it ended or the deadline has passed."""
        left = deadline - time.monotonic()
        if self._ended or left <= 0:
            return False
        ready, _, _ = select.select([self._handle], [], [], left)
        if not ready:
            return False
        try:
            written = os.read(self._handle, 65536)
        except OSError as error:
            # Linux says EIO where others read nothing: no program holds the other end any more.
            if error.errno != errno.EIO:
                raise
            written = b""
        self._ended = not written
        self._written += written
        self._show(written)
        return not self._ended

    def _set_keyboard(self, what: bytes, flags: int) -> None:
        if what == b">":
            self._keyboards.append(flags)
        elif what == b"=":
            self._keyboards[-1] |= flags
        else:
            self._keyboards.pop()

    def _show(self, written: bytes) -> None:
        whole = self._unread + written
        cut = UNFINISHED.search(whole)
        self._unread = whole[cut.start() :] if cut else b""
        shown = whole[: cut.start()] if cut else whole
        for what, flags in KEYBOARD.findall(shown):
            self._set_keyboard(what, int(flags or b"0"))
        shown = OTHER_SCREEN.sub(b"\\1\x1b[2J\x1b[H", UNKNOWN_TO_PYTE.sub(b"", shown))
        self._stream.feed(shown)
        self._lines = None

    def _set_size(self, columns: int, rows: int) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self._handle, termios.TIOCSWINSZ, size)

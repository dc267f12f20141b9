"""Parses what the terminal sends, so that no bytes can end the coach or block its keys.

Textual 8.2.8 ends at bytes that are not UTF-8 (https://github.com/Textualize/textual/issues/6456)
and at key reports with sub-fields. After the start of a paste it takes everything as pasted until
the end sequence, which may have been lost. An unknown sequence becomes a key press for each of its
characters. This parser divides the bytes into text and sequences by the grammar of ECMA-48; known
sequences are looked up in Textual's own tables, and others are dropped.
"""

from __future__ import annotations

import re
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.events import AppBlur, AppFocus, Key, Paste
from textual.keys import Keys
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

from backcoach.tui.system.key_reports import REPORT, keys_of

if TYPE_CHECKING:
    from textual.driver import Driver

ESC = b"\x1b"

WHOLE = re.compile(
    rb"""\x1b(?:
      \[M[^\x1b]{3}                                 # mouse as of X10: three bytes of any value
    | \[\[[@-~]                                     # function keys of the Linux console
    | \[(?!M|\[)[0-?]*[ -/]*[@-~]                   # control sequence
    | O[0-?]*[@-~]                                  # keys in application mode
    | [\]P_X^][\x08-\x0d\x20-\xff]*(?:\x07|\x1b\\)  # control string: OSC, DCS, APC, SOS, PM
    | (?![\[O\]P_X^])[\x00-\x1a\x1c-\x7f]           # Alt with a key
    )""",
    re.VERBOSE | re.DOTALL,
)
BEGUN = re.compile(
    rb"""\x1b(?:
      \[(?:M[^\x1b]{0,2} | \[ | (?!M|\[)[0-?]*[ -/]*)
    | O[0-?]*
    | [\]P_X^][\x08-\x0d\x20-\xff]*\x1b?
    )?""",
    re.VERBOSE | re.DOTALL,
)
"""What may become one of these when more bytes come."""

MOUSE = re.compile(r"\x1b\[<\d{1,3};\d{1,5};\d{1,5}[Mm]")
TELLING: dict[str, Callable[[], Message]] = {
    "\x1b[I": AppFocus,
    "\x1b[O": AppBlur,
    **{f"\x1b[?2026;{mode}$y": TerminalSupportsSynchronizedOutput for mode in (1, 2, 3, 4)},
}
"""Reports without a parameter that varies."""
PASTE_BEGINS, PASTE_ENDS, STRING_ENDS = "\x1b[200~", "\x1b[201~", "\x1b\\"

LONGEST_SEQUENCE = 4096
"""In bytes. Without its end by then, it is dropped."""
PAUSE_SECONDS = min(constants.ESCAPE_DELAY, 1.0)
"""A sequence ends with a pause of this length; ESCDELAY (milliseconds) sets it for slow lines."""
SEQUENCE_SECONDS = 5 * PAUSE_SECONDS
"""A sequence ends after this time even if bytes keep coming, as they do from a held key."""
TICK_SECONDS = 0.1
"""How often pauses are looked for."""

LONGEST_PASTE = 100_000
"""In characters. The rest is dropped."""
PASTE_SECONDS = 0.5
"""A paste whose end does not come is over after a pause of this length."""
TYPED_AT_ONCE = 3
"""In bytes. Reads of this size or less are taken for keys, which don't prolong a paste."""


class TerminalInput(XTermParser):
    """Turns bytes into Textual's messages; replaces Textual's own parser.

    Pass what was read to `take`. Call `tick` every `TICK_SECONDS`; it returns messages that depend
    on a pause: an Esc that begins no sequence, or a paste whose end was lost. `now` is a monotonic
    clock in seconds.
    """

    def __init__(self, debug: bool = False, now: Callable[[], float] = monotonic) -> None:
        super().__init__(debug)
        self._now = now
        self._decoder = getincrementaldecoder("utf-8")("ignore")
        self._buffer = b""
        self._begun_at = self._came_at = 0.0
        self._pasted: list[str] | None = None
        self._paste_room = 0
        self._pasted_at = self._pasted_until = 0.0

    def feed(self, data: str) -> Iterable[Message]:
        """The messages in `data`, which Windows supplies as characters."""
        return self.take(data.encode("utf-8", "ignore"))

    def take(self, data: bytes) -> list[Message]:
        """The messages in `data`, which may begin and end in the middle of a sequence."""
        now = self._came_at = self._now()
        if len(data) > TYPED_AT_ONCE:
            self._pasted_until = now + PASTE_SECONDS
        if not self._buffer:
            self._begun_at = now
        self._buffer += data
        return list(self._messages(is_over=False))

    def tick(self) -> list[Message]:
        """The messages that follow from there being no input until now."""
        now = self._now()
        messages: list[Message] = []
        late = now - self._came_at >= PAUSE_SECONDS
        if late or now - self._begun_at >= SEQUENCE_SECONDS:
            messages.extend(self._messages(is_over=True))
        if now >= self._pasted_until:
            messages.extend(self._end_paste())
        return messages

    def _messages(self, *, is_over: bool) -> Iterator[Message]:
        """Parse the buffer; an incomplete sequence stays in it unless it `is_over`."""
        while self._buffer:
            if not self._buffer.startswith(ESC):
                text, escape, rest = self._buffer.partition(ESC)
                self._buffer = escape + rest
                yield from self._text(self._decoder.decode(text))
            elif whole := WHOLE.match(self._buffer):
                self._cut(whole.end())
                yield from self._sequence(whole[0].decode("latin-1"))
            else:
                begun = BEGUN.match(self._buffer)
                assert begun is not None  # it begins with an ESC
                is_open = begun.end() == len(self._buffer) < LONGEST_SEQUENCE
                if is_open and not is_over:
                    return
                # The last ESC of a sequence that is given up may begin the next one.
                length = len(begun[0].rstrip(ESC)) or 1
                given_up = self._buffer[:length]
                self._cut(length)
                if is_open:
                    yield from self._keys_of_a_pause(given_up.decode("latin-1"))
                elif given_up == ESC and self._buffer.startswith(ESC) and self._pasted is None:
                    yield Key("escape", "\x1b")

    def _cut(self, length: int) -> None:
        self._buffer = self._buffer[length:]
        self._begun_at = self._came_at

    def _text(self, text: str) -> Iterator[Message]:
        if self._pasted is not None:
            self._paste(text)
            return
        for character in text:
            # No key sends the other control characters, 0x80 to 0x9f.
            if not "\x80" <= character <= "\x9f":
                yield from self._keys(character)

    def _sequence(self, sequence: str) -> Iterator[Message]:
        if sequence == PASTE_ENDS:
            yield from self._end_paste()
        elif sequence == PASTE_BEGINS:
            yield from self._end_paste()
            self._pasted, self._paste_room = [], LONGEST_PASTE
            self._pasted_at = self._came_at
            self._pasted_until = self._came_at + PASTE_SECONDS
        elif self._pasted is not None and len(sequence) == 2:
            self._paste(sequence[1:])
        else:
            # An error in one sequence, or in Textual's parsing of it, must cost only that one.
            try:
                events = list(self._events(sequence))
            except Exception:
                return
            if not events:
                return
            if self._pasted is not None:
                # A copied text may hold sequences, which are not meant as keys. What comes by
                # itself tells that the end was lost.
                if self._came_at - self._pasted_at < PAUSE_SECONDS:
                    return
                yield from self._end_paste()
            yield from events

    def _events(self, sequence: str) -> Iterable[Message]:
        """The messages of a complete sequence; none if it is unknown.

        In-band reports of the window's size are not requested: the system reports it too, and can't
        be made to report a wrong one.
        """
        if sequence in TELLING:
            return [TELLING[sequence]()]
        if MOUSE.fullmatch(sequence):
            event = self.parse_mouse_code(sequence)
            return [event] if event is not None else []
        report = REPORT.fullmatch(sequence)
        keys = keys_of(report) if report else None
        if keys is not None:
            return keys
        if sequence in ANSI_SEQUENCES_KEYS:
            return self._keys(sequence)
        with_alt = len(sequence) == 2 and sequence != STRING_ENDS
        return self._keys(sequence[1], alt=True) if with_alt else []

    def _keys(self, sequence: str, *, alt: bool = False) -> list[Key]:
        keys = self._sequence_to_key_events(sequence, alt=alt)
        return [each for each in keys if each.key != Keys.Ignore]

    def _keys_of_a_pause(self, given_up: str) -> Iterator[Message]:
        """Esc, or Alt with the character that could have begun a sequence."""
        if len(given_up) > 2 or (self._pasted is not None and len(given_up) == 2):
            return
        yield from self._end_paste()
        if len(given_up) == 1:
            yield Key("escape", "\x1b")
        else:
            yield from self._keys(given_up[1], alt=True)

    # Paste

    def _paste(self, text: str) -> None:
        assert self._pasted is not None
        self._pasted_at = self._came_at
        self._pasted.append(text[: self._paste_room])
        self._paste_room = max(0, self._paste_room - len(text))

    def _end_paste(self) -> Iterator[Message]:
        """End the paste, if there is one, with the text received."""
        if self._pasted is None:
            return
        pasted, self._pasted = "".join(self._pasted), None
        self._decoder.reset()
        # https://github.com/Textualize/textual/issues/1661
        text = pasted.replace("\x00", "")
        if text:
            yield Paste(text)


if sys.platform == "win32":
    from textual.drivers import win32
    from textual.drivers.windows_driver import WindowsDriver

    class TerminalMonitor(win32.EventMonitor):
        """Keeps reading the console after an error, which half a character can cause."""

        def run(self) -> None:
            """Read until told to stop; Textual's own method returns at the first error."""
            while not self.exit_event.is_set():
                super().run()
                self.exit_event.wait(TICK_SECONDS)

    def driver_class() -> type[Driver]:
        """The driver for this system, reading through `TerminalInput`."""
        # Textual creates the monitor and, when it begins to read, the parser by these names.
        win32.EventMonitor = TerminalMonitor  # type: ignore[misc]
        win32.XTermParser = TerminalInput  # type: ignore[attr-defined]
        return WindowsDriver

else:
    import os
    import selectors

    from textual.drivers.linux_driver import KITTY_REPORT_ALTERNATE_KEYS, LinuxDriver

    class TerminalDriver(LinuxDriver):
        """The driver for Linux and macOS, reading through `TerminalInput`."""

        def start_application_mode(self) -> None:
            """Take the terminal over, and ask it to report the position of each key too.

            This is added to the entry that Textual has just pushed on the terminal's stack of
            keyboard modes. On leaving, Textual pops that entry.
            """
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if not constants.DISABLE_KITTY_KEY:
                self.write(f"\x1b[={KITTY_REPORT_ALTERNATE_KEYS};2u")

        def _query_in_band_window_resize(self) -> None:
            """Don't: see `TerminalInput`."""

        def run_input_thread(self) -> None:
            """Read until told to stop."""
            terminal = TerminalInput(self._debug)
            with selectors.SelectSelector() as selector:
                selector.register(self.fileno, selectors.EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(TICK_SECONDS):
                        data = os.read(self.fileno, 4096)
                        if not data:  # it is closed, and will be for as long as this goes on
                            self.exit_event.wait(TICK_SECONDS)
                        for message in terminal.take(data):
                            self.process_message(message)
                    for message in terminal.tick():
                        self.process_message(message)

    def driver_class() -> type[Driver]:
        """The driver for this system, reading through `TerminalInput`."""
        return TerminalDriver

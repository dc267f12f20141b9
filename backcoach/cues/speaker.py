"""Plays cues on a thread of its own, so that a session never waits for sound."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from backcoach.cues.cue import Cue, Sound
from backcoach.cues.outputs import BellOutput, Output, OutputFailed
from backcoach.cues.tones import RATE, samples_of
from backcoach.cues.utterance import Utterance

STALE_SECONDS = 0.3
"""A cue that is heard later than this after its moment misleads; it is left out (judgement)."""

_END_SECONDS = 1.0
"""How long the end of the program waits for its players to be gone."""

_BYTES_A_SECOND = 2 * RATE
_PIECE_SECONDS = 0.06
_AHEAD_SECONDS = 0.12
"""Words are handed to a stream in pieces, this much before they are heard, so that they can be cut
off. A thread that is held up for less than this leaves no gap in them."""

_WAITING = 8
"""Cues that may wait at most. They only wait while a output is made ready, or hangs."""


class Speaker(Protocol):
    """Something that makes the sounds of a session. No call blocks, and none fails."""

    def open(self) -> None:
        """Make ready: a session begins, or goes on after a long pause."""
        ...

    def sound(self, cue: Cue, volume: int) -> None:
        """Sound `cue` now, at a volume 0-10."""
        ...

    def say(self, said: Utterance, volume: int) -> None:
        """Say `said` now, at a volume 0-10. What is still being said is cut off."""
        ...

    def close(self) -> None:
        """End every player once what it has been given is heard. `sound` opens again."""
        ...

    def end(self) -> None:
        """End every player now: the program ends."""
        ...


class Voice(Protocol):
    """Says words as samples. All is called on the speaker's thread."""

    def samples_of(self, text: str, volume: int, *, quiet: bool = False) -> bytes | None:
        """`text` as samples (see `tones`) at a volume 0-10; None where it can't be said."""
        ...


class ThreadedSpeaker:
    """A speaker that goes down the list of outputs it is given until one works.

    `outputs` is called anew each time the speaker opens, on its thread. `tell` gets a sentence the
    first time that a output does not work, and is called on that thread as well. `voice` says
    words; without one only their tones are heard.
    """

    def __init__(
        self,
        outputs: Callable[[], Iterable[Output]],
        tell: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
        voice: Voice | None = None,
    ) -> None:
        self._voice = voice
        self._outputs = outputs
        self._tell = tell
        self._now = now
        self._told: set[str] = set()
        self._playing: _Playing | None = None
        self._closing: list[_Playing] = []

    def open(self) -> None:
        """Begin with the first output that works. Does nothing while open."""
        if self._playing is None:
            self._playing = _Playing(self._outputs, self._tell_once, self._now, self._voice)

    def sound(self, cue: Cue, volume: int) -> None:
        """Hand a cue to the thread, opening first where that was not done."""
        self._hand_over(_Waiting(self._now(), cue, volume))

    def say(self, said: Utterance, volume: int) -> None:
        """Hand words to the thread, which cuts off what it still says."""
        self._hand_over(_Waiting(self._now(), said.cue, volume, said.texts, said.instead))

    def _hand_over(self, waiting: _Waiting) -> None:
        self.open()
        if self._playing is not None and waiting.volume > 0:
            self._playing.put(waiting)

    def close(self) -> None:
        """End every player once what it has been given is heard. `sound` opens again."""
        playing, self._playing = self._playing, None
        if playing is not None:
            playing.close()
            self._closing = [each for each in self._closing if each.thread.is_alive()]
            self._closing.append(playing)

    def end(self) -> None:
        """End every player now, also one that hangs, and wait for a moment until it is gone."""
        self.close()
        for each in self._closing:
            each.end()
        for each in self._closing:
            each.thread.join(_END_SECONDS)

    def _tell_once(self, words: str) -> None:
        if words not in self._told:
            self._told.add(words)
            self._tell(words)


class _Waiting(NamedTuple):
    """A cue, words or both, and the moment at which they belong. See `Utterance`."""

    at: float
    cue: Cue | None
    volume: int
    texts: tuple[str, ...] = ()
    instead: bool = False


class _Playing:
    """A queue, the thread that empties it and the output in use, from opening to closing."""

    def __init__(
        self,
        outputs: Callable[[], Iterable[Output]],
        tell: Callable[[str], None],
        now: Callable[[], float],
        voice: Voice | None,
    ) -> None:
        self._outputs = outputs
        self._tell = tell
        self._now = now
        self._voice = voice
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(_WAITING)
        self._taken: deque[_Waiting | None] = deque()
        """What came while something was being said, and is to be played next."""
        self._output: Output | None = None
        self._closed = threading.Event()
        self._ended = threading.Event()
        self.thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self.thread.start()

    # Called by the session

    def put(self, waiting: _Waiting) -> None:
        """Have a cue played. Where too many wait, it is dropped."""
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(waiting)

    def close(self) -> None:
        """Have the thread end after what waits."""
        with contextlib.suppress(queue.Full):
            self._queue.put_nowait(None)
        self._closed.set()

    def end(self) -> None:
        """Have the thread end now, whatever it waits for."""
        self._ended.set()
        if (output := self._output) is not None:
            output.silence()

    # On the thread

    def _run(self) -> None:
        remaining = iter(self._outputs())
        self._go_on_to_next(remaining, "")
        while not self._ended.is_set() and (waiting := self._next()) is not None:
            self._play(waiting, remaining)
            # A queue that was full had no room for the end.
            if self._closed.is_set() and self._queue.empty() and not self._taken:
                break
        if self._output is not None:
            self._stop(self._output)

    def _next(self) -> _Waiting | None:
        return self._taken.popleft() if self._taken else self._queue.get()

    def _stop(self, output: Output) -> None:
        """End a output: at once if the program ends, else once all is heard."""
        if self._ended.is_set():
            output.silence()
        output.stop()

    def _play(self, waiting: _Waiting, remaining: Iterator[Output]) -> None:
        """Play a cue or words by the first output that can, unless their moment is over."""
        tone, words = self._samples(waiting)
        sound = None if waiting.cue is None else waiting.cue.sound
        while self._output is not None and not self._ended.is_set():
            if self._now() - waiting.at > STALE_SECONDS:
                return
            try:
                if words and self._output.takes_pieces:
                    self._play_in_pieces(self._output, sound, tone + words)
                else:
                    self._output.play(sound, tone + words)
                return
            except OutputFailed as error:
                if not self._ended.is_set():
                    self._output.stop()
                    self._go_on_to_next(remaining, f"{self._output.name}: {error}")

    def _samples(self, waiting: _Waiting) -> tuple[bytes, bytes]:
        """The tone and the words. Words that can't be said leave the tone."""
        cue, volume = waiting.cue, waiting.volume
        quiet = cue is not None and cue.quiet
        words = b""
        if self._voice is not None:
            for each in waiting.texts:
                words += self._voice.samples_of(each, volume, quiet=quiet) or b""
        if cue is None or (waiting.instead and words):
            return b"", words
        return samples_of(cue.sound, volume, quiet=quiet), words

    def _play_in_pieces(self, output: Output, sound: Sound | None, samples: bytes) -> None:
        """Play `samples`, unless something else comes, shortly before each piece is heard."""
        began, size = time.monotonic(), 2 * round(_PIECE_SECONDS * RATE)
        for start in range(0, len(samples), size):
            due = began + start / _BYTES_A_SECOND - _AHEAD_SECONDS
            if self._comes_before(due):
                return
            output.play(sound, samples[start : start + size])

    def _comes_before(self, due: float) -> bool:
        """Wait until the instant `due`. Returns whether something else is to be played now.

        The end of a session cuts nothing off, the end of the program does.
        """
        if self._ended.is_set():
            return True
        if self._closed.is_set():
            return False
        with contextlib.suppress(queue.Empty):
            self._taken.append(self._queue.get(timeout=max(0.0, due - time.monotonic())))
        return any(self._taken)

    def _go_on_to_next(self, remaining: Iterator[Output], failed: str) -> None:
        """Start the next output that can be started; None is left where none can.

        `failed` says what did not work before; the user is told that and what is used instead.
        """
        self._output = None
        for output in remaining:
            try:
                output.start()
            except OutputFailed as error:
                output.stop()
                failed = failed or f"{output.name}: {error}"
                continue
            if self._ended.is_set():
                self._stop(output)
                return
            self._output = output
            break
        for sound in Sound:
            samples_of(sound, 1)  # makes the waves before they are needed
        if failed:
            instead = (
                self._output.name
                if self._output is not None
                else "nothing; the screen shows it all"
            )
            self._tell(f"No sound by {failed}. Now by {instead}.")
        elif isinstance(self._output, BellOutput) and self._output.why:
            self._tell(f"Sound by {self._output.name}: {self._output.why}.")

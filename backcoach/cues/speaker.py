"""Plays cues on a thread of its own, so that a session never waits for sound."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from backcoach.cues.cue import Cue, Sound
from backcoach.cues.outputs import Output, OutputFailed
from backcoach.cues.tones import samples_of

STALE_SECONDS = 0.3
"""A cue that is heard later than this after its moment misleads; it is left out (judgement)."""

_END_SECONDS = 1.0
"""How long the end of the program waits for its players to be gone."""

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

    def close(self) -> None:
        """End every player once what it has been given is heard. `sound` opens again."""
        ...

    def end(self) -> None:
        """End every player now: the program ends."""
        ...


class ThreadedSpeaker:
    """A speaker that goes down the list of outputs it is given until one works.

    `outputs` is called anew each time the speaker opens, on its thread. `tell` gets a sentence the
    first time that a output does not work, and is called on that thread as well.
    """

    def __init__(
        self,
        outputs: Callable[[], Iterable[Output]],
        tell: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._outputs = outputs
        self._tell = tell
        self._now = now
        self._told: set[str] = set()
        self._playing: _Playing | None = None
        self._closing: list[_Playing] = []

    def open(self) -> None:
        """Begin with the first output that works. Does nothing while open."""
        if self._playing is None:
            self._playing = _Playing(self._outputs, self._tell_once, self._now)

    def sound(self, cue: Cue, volume: int) -> None:
        """Hand a cue to the thread, opening first where that was not done."""
        self.open()
        if self._playing is not None and volume > 0:
            self._playing.put(_Waiting(self._now(), cue, volume))

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
    """A cue, and the moment at which it belongs."""

    at: float
    cue: Cue
    volume: int


class _Playing:
    """A queue, the thread that empties it and the output in use, from opening to closing."""

    def __init__(
        self,
        outputs: Callable[[], Iterable[Output]],
        tell: Callable[[str], None],
        now: Callable[[], float],
    ) -> None:
        self._outputs = outputs
        self._tell = tell
        self._now = now
        self._queue: queue.Queue[_Waiting | None] = queue.Queue(_WAITING)
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
        while not self._ended.is_set() and (waiting := self._queue.get()) is not None:
            self._play(waiting, remaining)
            # A queue that was full had no room for the end.
            if self._closed.is_set() and self._queue.empty():
                break
        if self._output is not None:
            self._stop(self._output)

    def _stop(self, output: Output) -> None:
        """End a output: at once if the program ends, else once all is heard."""
        if self._ended.is_set():
            output.silence()
        output.stop()

    def _play(self, waiting: _Waiting, remaining: Iterator[Output]) -> None:
        """Play a cue by the first output that can, unless its moment is over."""
        cue = waiting.cue
        samples = samples_of(cue.sound, waiting.volume, quiet=cue.quiet)
        while self._output is not None and not self._ended.is_set():
            if self._now() - waiting.at > STALE_SECONDS:
                return
            try:
                self._output.play(cue.sound, samples)
                return
            except OutputFailed as error:
                if not self._ended.is_set():
                    self._output.stop()
                    self._go_on_to_next(remaining, f"{self._output.name}: {error}")

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

"""Tells a key that is pressed anew from one that is held down."""

from __future__ import annotations

from collections.abc import Callable

REPEATS_BEGIN_WITHIN = 1.0
"""Seconds a terminal waits at most before a key that is held down begins to repeat."""

REPEATS_EVERY = 0.15
"""Seconds between the repeats at most; after so long without one, a key was pressed anew."""


class KeyPresses:
    """The presses of keys, on the clock `now` in seconds.

    Repeats of a key that is held down come within `held_seconds` of each other. `held` is a key
    that may be down from before.
    """

    def __init__(self, now: Callable[[], float], held_seconds: float, held: str = "") -> None:
        self._now = now
        self._held_seconds = held_seconds
        self._last = (held, now()) if held else None
        self._gap: float | None = None
        self._count = 0

    def add(self, key: str) -> None:
        """Note that `key` was pressed, or repeated."""
        now, before = self._now(), self._last
        self._last = (key, now)
        self._count += 1
        self._gap = None if before is None or before[0] != key else max(0.0, now - before[1])

    def if_pressed_anew(
        self, act: Callable[[], object], set_timer: Callable[[float, Callable[[], None]], object]
    ) -> None:
        """Call `act` if the last press was no repeat.

        Where it may have been the first repeat, `set_timer` is asked to call back once another one
        would have come.
        """
        if self._gap is not None and self._gap < self._held_seconds:
            return
        if self._gap is None or self._gap >= REPEATS_BEGIN_WITHIN:
            act()
            return
        count = self._count

        def unless_repeated() -> None:
            if count == self._count:
                act()

        set_timer(REPEATS_EVERY, unless_repeated)

"""The time, behind a small interface, so that tests and rehearsals can use another clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Gives the time in three ways. The two counters never go backwards."""

    def monotonic(self) -> float:
        """Seconds of a counter that stops while the machine sleeps."""
        ...

    def awake_or_asleep(self) -> float:
        """Seconds of a counter that continues while the machine sleeps."""
        ...

    def now(self) -> datetime:
        """The aware local date and time."""
        ...


class SystemClock:
    """The machine's clock, `speed` times as fast."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def monotonic(self) -> float:
        """Seconds, times the speed, of a counter that stops while the machine sleeps."""
        return time.monotonic() * self.speed

    def awake_or_asleep(self) -> float:
        """Seconds, times the speed, of a counter that continues while the machine sleeps.

        Linux calls this clock BOOTTIME. On macOS the kernel's MONOTONIC includes sleep, which
        `time.monotonic` there does not; elsewhere `time.monotonic` is the best there is.
        """
        name = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
        seconds = time.monotonic() if name is None else time.clock_gettime(name)
        return seconds * self.speed

    def now(self) -> datetime:
        """The present, aware, in the machine's time zone. Never sped up, since it dates records.

        The zone is read at every call, so a traveller need not close the coach. UTC replaces a zone
        that is a day or more from it, which `TZ` may name but no Python datetime can have.
        """
        if hasattr(time, "tzset"):
            time.tzset()
        now = datetime.now(UTC)
        try:
            return now.astimezone()
        except ValueError:
            return now

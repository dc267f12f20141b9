"""The time, behind one small interface, so that tests and rehearsals can bring their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Three ways of telling the time. The two counters only ever grow."""

    def monotonic(self) -> float:
        """Seconds of a counter that stands still while the machine sleeps."""
        ...

    def awake_or_asleep(self) -> float:
        """Seconds of a counter that runs on while the machine sleeps."""
        ...

    def now(self) -> datetime:
        """The aware local date and time."""
        ...


class SystemClock:
    """The machine's own clock, `speed` times as fast."""

    def __init__(self, speed: float = 1.0) -> None:
        self.speed = speed

    def monotonic(self) -> float:
        """Seconds that stand still in sleep, times the speed."""
        return time.monotonic() * self.speed

    def awake_or_asleep(self) -> float:
        """Seconds that run on in sleep, times the speed.

        Linux names that clock BOOTTIME; on macOS the kernel's own MONOTONIC counts sleep, which
        `time.monotonic` there does not; elsewhere `time.monotonic` is the best there is.
        """
        name = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
        seconds = time.monotonic() if name is None else time.clock_gettime(name)
        return seconds * self.speed

    def now(self) -> datetime:
        """The present, aware, in the machine's own zone. Never sped up: it dates records.

        The zone is the one that is set by now: who travels need not close the coach. UTC stands in
        for a zone a day or more from it, which `TZ` may name but no Python datetime can have.
        """
        if hasattr(time, "tzset"):
            time.tzset()
        now = datetime.now(UTC)
        try:
            return now.astimezone()
        except ValueError:
            return now

"""A monkey test: random keys, pastes, clicks, sizes and days on all screens.

`python -m tools.monkey --moves 200000` runs until something breaks, and prints how to repeat it.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from random import SystemRandom

from tests.monkey.course import LENGTH, Maker, Stable, from_ranges
from tests.monkey.coverage import unreached
from tests.monkey.moves import Ride, ride
from tests.monkey.noise import noisy_ride

TOLD_EVERY = 40
"""Rides after which the figures are told."""


def main() -> int:
    """Run; returns 1 when something broke."""
    parser = argparse.ArgumentParser(prog="python -m tools.monkey", description=__doc__)
    parser.add_argument("--moves", type=int, help="so many moves in all, on rides of other seeds")
    parser.add_argument("--seed", type=int, help="of the ride, or of the first of them")
    parser.add_argument("--length", type=int, default=LENGTH, help="moves of a ride")
    parser.add_argument("--noise", action="store_true", help="raw bytes from the terminal instead")
    parser.add_argument("--only", help="just these moves of the one ride, such as 3,7-9")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        stable = Stable(Path(home))
        seed = SystemRandom().randrange(10**9) if given.seed is None else given.seed
        make = noisy_ride if given.noise else ride
        if given.moves is None:
            wanted = make(seed, given.length)
            return _ride_one(stable, wanted, given.only)
        return _ride_many(stable, seed, given.length, given.moves, make)


def _ride_one(stable: Stable, wanted: Ride, only: str | None) -> int:
    fall = stable.ride(wanted if only is None else wanted.only(from_ranges(only)))
    print(fall or f"Nothing broke on ride {wanted.seed}: {stable.notes}")
    return 0 if fall is None else 1


def _ride_many(stable: Stable, seed: int, length: int, moves: int, make: Maker) -> int:
    begun, busy = time.perf_counter(), time.process_time()
    notes, failed = stable.notes, 0
    while notes.moves < moves:
        wanted = make(seed, length)
        fall = stable.ride(wanted)
        if fall is not None:
            failed += 1
            print(stable.report(wanted, fall), flush=True)
        seed += 1
        if notes.rides % TOLD_EVERY == 0 or notes.moves >= moves:
            seconds, busy_seconds = time.perf_counter() - begun, time.process_time() - busy
            print(
                f"{notes.figures}; {notes.moves / seconds:.0f} moves/s"
                f" ({notes.moves / busy_seconds:.0f} for each of the processor);"
                f" {failed} rides failed",
                flush=True,
            )
    print(f"Never reached: {', '.join(unreached(notes)) or 'nothing'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

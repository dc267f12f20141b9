"""Measures how long the simulation of many people over half a year takes, and runs all its checks.

`make bench` simulates 1,000 people, which may take a minute on two cores; `python -m
tools.bench_people 10000` simulates as many as given.
"""

from __future__ import annotations

import os
import sys
import time

from backcoach.paths import content_dir
from backcoach.simulation.run import simulate
from backcoach.simulation.summary import summary_of

PEOPLE, WEEKS, SEED = 1000, 26, 1
SECONDS_MAX = 60
CORES = 2
"""What the bound is meant for; with fewer cores it is only printed."""


def measure_people(people: int = PEOPLE) -> bool:
    """Print the seconds and the failed checks; whether none failed within the time limit."""
    begun = time.perf_counter()
    summary = summary_of(simulate(content_dir(), people, WEEKS, SEED), WEEKS)
    seconds = time.perf_counter() - begun
    bound = SECONDS_MAX * people / PEOPLE
    cores = os.cpu_count() or 1
    print(
        f"{people} people live {WEEKS} weeks in {seconds:.0f} s on {cores} cores"
        f" (bound {bound:.0f} on {CORES}), {len(summary.broken)} promises broken"
    )
    for words in summary.broken[:10]:
        print(f"  {words}")
    return not summary.broken and (seconds <= bound or cores < CORES)


if __name__ == "__main__":
    sys.exit(0 if measure_people(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE) else 1)

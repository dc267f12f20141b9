"""Runs many random rides, and reduces a failing one to the shortest that still fails."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.monkey import moves
from tests.monkey.driver import Driver, FallError, quickly
from tests.monkey.life import Notes
from tests.monkey.moves import Ride, Way
from tests.monkey.worlds import Worlds

Maker = Callable[[int, int], Ride]
"""A ride from a seed and a number of moves."""
LENGTH = 120
"""Moves of a ride."""
TIDIED_EVERY = 20
"""Rides."""
TRIES = 80
"""Rides at most to make a failing one shorter."""


class Stable:
    """Rides on fresh copies of the worlds. `notes` are those of all rides."""

    def __init__(self, home: Path) -> None:
        self.notes = Notes()
        self._home = home
        self._worlds = Worlds(home / "worlds")

    def ride(self, ride: Ride, notes: Notes | None = None) -> FallError | None:
        """Ride it once; what broke, None when nothing did."""
        with quickly(), tempfile.TemporaryDirectory(dir=self._home) as place:
            folder = Path(place) / "data"
            self._worlds.make(ride.world, folder)
            try:
                asyncio.run(Driver(ride, folder, notes or self.notes).ride())
            except FallError as fall:
                return fall
        if self.notes.rides % TIDIED_EVERY == 0:
            # Each opening of the coach keeps what there is from ever being tidied up.
            gc.unfreeze()
            gc.collect()
        return None

    def ride_all(
        self, seeds: Iterable[int], length: int = LENGTH, make: Maker = moves.ride
    ) -> None:
        """Ride the rides of these seeds; AssertionError about the first that fails."""
        for seed in seeds:
            wanted = make(seed, length)
            fall = self.ride(wanted)
            if fall is not None:
                raise AssertionError(self.report(wanted, fall))

    def report(self, failing: Ride, fall: FallError) -> str:
        """What broke, the moves that are needed for it, and the command that does them again."""

        def fails(kept: list[int]) -> bool:
            other = self.ride(failing.only(kept), Notes())
            return other is not None and other.kind == fall.kind

        numbers = shortest(list(range(fall.number + 1)), fails)
        needed = [f"  {number}: {failing.steps[number]}" for number in numbers]
        again = f"python -m tools.monkey --seed {failing.seed} --length {len(failing.steps)}"
        if failing.way is Way.NOISE:
            again += " --noise"
        if numbers:
            again += f" --only {as_ranges(numbers)}"
        start = f"{failing.world}, {failing.way}, {failing.size[0]}×{failing.size[1]}"
        return "\n".join([str(fall), f"From: {start}", *needed, f"Again: {again}"])


def shortest(numbers: list[int], fails: Callable[[list[int]], bool]) -> list[int]:
    """Fewer of `numbers` that still fail: halves, quarters and so on are left out in turn."""
    tries, size = 0, (len(numbers) + 1) // 2
    while size and tries < TRIES:
        at = 0
        while at < len(numbers) and tries < TRIES:
            without = numbers[:at] + numbers[at + size :]
            tries += 1
            if fails(without):
                numbers = without
            else:
                at += size
        size = size // 2
    return numbers


def as_ranges(numbers: list[int]) -> str:
    """[1, 2, 3, 7] as "1-3,7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ",".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def from_ranges(words: str) -> list[int]:
    """The same back again."""
    ends = [part.split("-") for part in words.split(",")]
    return [number for each in ends for number in range(int(each[0]), int(each[-1]) + 1)]

"""Many lives at once, and what became of them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.coach.model.frozen import frozen
from backcoach.simulation.people import kinds_with
from backcoach.simulation.story import Story, live_through

CHUNK = 20
"""People a process lives through at a time."""


@frozen
class Task:
    """Some of the people, for one process."""

    content: Path
    seed: int
    weeks: int
    numbers: range


def simulate(content: Path, people: int, weeks: int, seed: int) -> list[Story]:
    """The stories of `people` persons over `weeks` weeks; the same `seed` tells the same ones."""
    tasks = [
        Task(content, seed, weeks, range(first, min(first + CHUNK, people)))
        for first in range(0, people, CHUNK)
    ]
    workers = min(len(tasks), os.cpu_count() or 1)
    if workers <= 1:
        return [story for task in tasks for story in _tell(task)]
    with ProcessPoolExecutor(workers) as pool:
        return [story for stories in pool.map(_tell, tasks) for story in stories]


def _tell(task: Task) -> list[Story]:
    catalogue = _catalogue(task.content)
    kinds = kinds_with(tuple(catalogue.programme.tags))
    return [
        live_through(number, kinds[number % len(kinds)], catalogue, task.weeks, task.seed)
        for number in task.numbers
    ]


@lru_cache(maxsize=1)
def _catalogue(content: Path) -> Catalogue:
    return load_catalogue(content)

"""Simulates many people, spread over several processes."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from functools import lru_cache
from pathlib import Path

from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.coach.model.frozen import frozen
from backcoach.simulation.people import kinds_with
from backcoach.simulation.person_report import PersonReport, simulate_person

CHUNK = 20
"""Number of people that a process simulates per task."""


@frozen
class Task:
    """Some of the people, by number, to be simulated by one process."""

    content: Path
    seed: int
    weeks: int
    numbers: range


def simulate(
    content: Path, people: int, weeks: int, seed: int, jobs: int | None = None
) -> list[PersonReport]:
    """Reports on `people` people over `weeks` weeks; the same `seed` gives the same reports.

    `jobs` is the number of processes, None for one on each core.
    """
    tasks = [
        Task(content, seed, weeks, range(first, min(first + CHUNK, people)))
        for first in range(0, people, CHUNK)
    ]
    workers = min(len(tasks), jobs or os.cpu_count() or 1)
    if workers <= 1:
        return [report for task in tasks for report in _simulate(task)]
    with ProcessPoolExecutor(workers) as pool:
        return [report for reports in pool.map(_simulate, tasks) for report in reports]


def _simulate(task: Task) -> list[PersonReport]:
    catalogue = _catalogue(task.content)
    kinds = kinds_with(tuple(catalogue.programme.tags))
    return [
        simulate_person(number, kinds[number % len(kinds)], catalogue, task.weeks, task.seed)
        for number in task.numbers
    ]


@lru_cache(maxsize=1)
def _catalogue(content: Path) -> Catalogue:
    return load_catalogue(content)

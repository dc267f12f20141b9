"""Measures processor time and memory of a running session, in real pseudo-terminals.

All programs are measured over the same seconds, so that other load affects all alike.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from tests.e2e.outside import answer_the_questions
from tests.e2e.terminal import Terminal

SECONDS = 60
SIZE = 80, 24
"""What a terminal opens with; the figure of a session then has 40 by 12 cells."""
PERCENT_MAX = 3.5
"""Of one core, for a session with its figure moving twelve times a second."""
MEMORY_MAX = 45
"""MiB resident, for the same."""

WITHOUT_FIGURE = """
from backcoach.tui.system.event_loop import load_without_ssl
load_without_ssl()
import backcoach.tui.widgets.stage_panel as stage
from backcoach.__main__ import main
stage.figure_place = lambda _room: ""
main([])
"""
DATA = "with", "without", "repetitions", "floor", "exercises"
"""Folders somebody has practised in, one for each program: it locks its own."""

BOUND = "session with figure", "repetitions with figure", "floor view with figure"


MOVING_BYTES = 3_000
"""Written a second by whatever has a moving figure: less is no figure that moves."""


class Cost(NamedTuple):
    """The cost of one program.

    Per cent of one core, MiB resident at the end, bytes written per second.
    """

    percent: float
    memory: float
    written: float


def measure_running(folder: Path, bare: Path, size: tuple[int, int] = SIZE) -> bool:
    """Print what each program costs over a minute; whether that is within the limits."""
    coach = sys.executable, "-m", "backcoach"
    with ExitStack() as stack:

        def open_terminal(name: str, *argv: str) -> Terminal:
            own = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
            own["BACKCOACH_DATA_DIR"] = str(folder / name)
            return stack.enter_context(Terminal(argv, own, *size))

        programs = {"bare Textual app": open_terminal("bare", sys.executable, str(bare))}
        programs["session without figure"] = open_terminal(
            "without", sys.executable, "-c", WITHOUT_FIGURE
        )
        programs["session with figure"] = open_terminal("with", *coach)
        programs["repetitions with figure"] = open_terminal("repetitions", *coach)
        programs["floor view with figure"] = open_terminal("floor", *coach)
        programs["exercises with figure"] = open_terminal("exercises", *coach)
        prepare(programs)
        costs = measure(programs, SECONDS)
    print(f"over {SECONDS} s in a terminal of {size[0]}×{size[1]}:")
    for name, cost in costs.items():
        print(
            f"{name:23} {cost.percent:4.2f} % of one core, {cost.memory:4.1f} MiB,"
            f" {cost.written / 1024:4.1f} KiB/s written"
        )
    print(f"bounds for {', '.join(BOUND)}: {PERCENT_MAX} %, {MEMORY_MAX} MiB")
    for name, cost in costs.items():
        if name.endswith("with figure") and cost.written < MOVING_BYTES:
            raise AssertionError(f"the {name} stood still, so nothing was measured")
    return all(
        costs[name].percent <= PERCENT_MAX and costs[name].memory <= MEMORY_MAX for name in BOUND
    )


def prepare(programs: Mapping[str, Terminal]) -> None:
    """Bring every program to where it is measured, all at once.

    Whoever is there is read on until the last one is: a session whose terminal nobody reads stands
    still, and pauses for that.
    """
    coming = set(programs)

    def bring(name: str, terminal: Terminal) -> None:
        try:
            begin(name, terminal)
        finally:
            coming.discard(name)
        while coming:
            terminal.read_unseen(0.05)

    with ThreadPoolExecutor(len(programs)) as pool:
        list(pool.map(bring, programs, programs.values()))


def begin(name: str, terminal: Terminal) -> None:
    """From its first screen to what is measured."""
    if "bare" in name:
        terminal.wait_for("hello")
    elif "exercises" in name:
        terminal.wait_for("▸Today", 30)
        terminal.press("x")
        terminal.wait_for("▸Exercises")
    else:
        into_work(terminal)
        if "floor" in name:
            terminal.press("f")
        while "repetitions" in name and not terminal.will_show("MOVE", 0.5):
            terminal.press("n")


def into_work(terminal: Terminal) -> None:
    """From Today through the questions into the first exercise, minutes of moving."""
    terminal.wait_for("▸Today", 30)
    terminal.press("enter")
    answer_the_questions(terminal, pain="2")
    terminal.wait_for("GET READY")
    terminal.press("n")
    terminal.wait_for("KEEP GOING")


def measure(programs: Mapping[str, Terminal], seconds: float = SECONDS) -> dict[str, Cost]:
    """The cost of each program over the same seconds, its output read all along."""
    with ThreadPoolExecutor(len(programs)) as pool:
        read_on(pool, programs, 2)
        begun = {name: processor_seconds(each.process_id) for name, each in programs.items()}
        since = time.monotonic()
        written = read_on(pool, programs, seconds)
        took = time.monotonic() - since
    return {
        name: Cost(
            100 * (processor_seconds(each.process_id) - begun[name]) / took,
            resident(each.process_id),
            written[name] / took,
        )
        for name, each in programs.items()
    }


def read_on(
    pool: ThreadPoolExecutor, programs: Mapping[str, Terminal], seconds: float
) -> dict[str, int]:
    """Read what they all write for so long; a terminal nobody reads would stop its program.

    How many bytes that was, by name.
    """
    written = pool.map(lambda each: each.read_unseen(seconds), programs.values())
    return dict(zip(programs, written, strict=True))


def processor_seconds(process: int) -> float:
    """Spent by a process so far, by itself and by the system for it."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> float:
    """MiB of a process that lie in memory."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    assert found is not None
    return int(found[1]) / 1024

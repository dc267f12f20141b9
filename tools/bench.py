"""Runs the benchmarks, and tells whether each is within its limit.

The start of the coach (process start to first full frame, in a real pseudo-terminal) may take at
most 1.5 times that of a bare Textual app on the same machine, and with 4,000 sessions at most 1.25
times its own. Runs alternate, so that other load affects all alike; the medians are compared. The
limits for a running session are in `tools.running`, those for storing in `tools.bench_store`.
"""

from __future__ import annotations

import compileall
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

import pyte

import backcoach
from backcoach.clock import SystemClock
from backcoach.coach.model.exercise import Side
from backcoach.figure import Drawing, Frames
from backcoach.figure.frames import PLACES_A_POSE
from backcoach.paths import content_dir, places
from backcoach.practice import Practice
from tests.support.coach import practice_in
from tests.support.content import catalogue
from tools.bench_people import measure_people
from tools.bench_replay import measure_replay
from tools.bench_store import MANY, measure_store, opened_once, years_of_sessions
from tools.running import DATA, measure_running
from tools.screenshots import practise

COLUMNS, ROWS = 100, 30
RUNS = 15
QUIET_SECONDS = 0.4
FULL_SHARE = 0.95
START_RATIO_MAX = 1.5
MANY_RATIO_MAX = 1.25

FIGURES = ("bird_dog", "squat", "bridge", "cat_cow")
FIGURE_SIZE = (60, 20)

BARE_APP = """
from textual.app import App
from textual.widgets import Footer, Static

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]

    def compose(self):
        yield Static("hello world " * 100)
        yield Footer()

Bare().run()
"""


def seconds_to_full_frame(argv: list[str], env: dict[str, str]) -> float:
    """Seconds from fork until 95 % of the cells of the settled screen are drawn."""
    begun = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.execvpe(argv[0], argv, env)
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    chunks: list[tuple[float, bytes]] = []
    try:
        while select.select([terminal], [], [], QUIET_SECONDS if len(chunks) > 3 else 5)[0]:
            chunks.append((time.perf_counter() - begun, os.read(terminal, 65536)))
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)
    filled = _filled_after(chunks)
    wanted = filled[-1] * FULL_SHARE
    return next(at for (at, _), cells in zip(chunks, filled, strict=True) if cells >= wanted)


def bare_app(folder: Path) -> Path:
    """A minimal Textual app to compare with."""
    bare = folder / "bare.py"
    bare.write_text(BARE_APP, encoding="utf-8")
    return bare


def practised(data: Path) -> None:
    """The folder of somebody who has done eight sessions and opened the coach before."""
    practise(data, 8)
    # Those sessions lie in the past: answered today, the safety questions are not asked again.
    practice = practice_in(data, SystemClock())
    practice.safety.keep_screening(())
    # Nothing else is to be asked on opening either.
    practice.weeks.put_off_measures()
    practice.weeks.see_review()
    # The content as the program itself names it, or what is kept of it would not be used.
    Practice(places(str(data)), SystemClock(), content_dir()).book.open_sooner_next_time()


def _filled_after(chunks: list[tuple[float, bytes]]) -> list[int]:
    """Cells that are not blank after each piece of output."""
    screen = pyte.Screen(COLUMNS, ROWS)
    stream = pyte.ByteStream(screen)
    filled: list[int] = []
    for _, output in chunks:
        stream.feed(output)
        filled.append(sum(len(line.replace(" ", "")) for line in screen.display))
    return filled


def measure_start(folder: Path) -> bool:
    """Print both medians and their ratio; whether they are within the limit."""
    # As after an installation: modules edited since would be compiled anew at every start.
    compileall.compile_dir(Path(backcoach.__file__).parent, quiet=2)
    bare = bare_app(folder)
    data = folder / "data"
    practised(data)
    coach = [sys.executable, "-m", "backcoach"]
    many = folder / "many"
    years_of_sessions(many, data, MANY)
    opened_once(many)
    runs = {
        "bare Textual app": ([sys.executable, str(bare)], data),
        "backcoach": (coach, data),
        f"with {MANY:,} sessions": (coach, many),
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(RUNS):
        for name, (argv, where) in runs.items():
            env = os.environ | {"BACKCOACH_DATA_DIR": str(where), "TERM": "xterm-256color"}
            times[name].append(seconds_to_full_frame(argv, env))
    for name, values in times.items():
        low, median = min(values), statistics.median(values)
        print(f"start of {name:19} median {median * 1000:5.0f} ms, fastest {low * 1000:5.0f} ms")
    medians = [statistics.median(values) for values in times.values()]
    ratio, many_ratio = medians[1] / medians[0], medians[2] / medians[1]
    print(f"ratio {ratio:.2f} (bound {START_RATIO_MAX})")
    print(f"ratio with {MANY:,} sessions {many_ratio:.2f} (bound {MANY_RATIO_MAX})")
    return ratio <= START_RATIO_MAX and many_ratio <= MANY_RATIO_MAX


def measure_figure() -> None:
    """Print what a frame costs in each drawing, drawn and from the cache, and the import."""
    code = (
        "import time, backcoach.coach.session.snapshot; t = time.perf_counter();"
        " import backcoach.figure;"
        " print((time.perf_counter() - t) * 1000)"
    )
    took = [
        float(
            subprocess.run(
                [sys.executable, "-c", code], check=True, capture_output=True, text=True
            ).stdout
        )
        for _ in range(RUNS)
    ]
    print(f"import of the figure, the coach being there: {statistics.median(took):.1f} ms")
    exercises = catalogue().exercises
    for drawing in Drawing:
        drawn: list[float] = []
        for id in FIGURES:
            frames = Frames(exercises[id], Side.LEFT, FIGURE_SIZE, drawing)
            for step in range(PLACES_A_POSE + 1):
                begun = time.perf_counter()
                frames.at_place(step / PLACES_A_POSE)
                drawn.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        for _ in range(1000):
            frames.at_place(0.5)
        again = (time.perf_counter() - begun) * 1000
        frame = statistics.mean(drawn) * 1000
        print(
            f"figure in {drawing.value:11} {frame:4.2f} ms a frame,"
            f" {frame * (PLACES_A_POSE + 1):3.0f} ms a movement, {again:.1f} µs from the cache"
        )


def main() -> int:
    """Run every benchmark; returns 1 when one exceeds its limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        held = [measure_start(folder), measure_store(folder)]
        for each in DATA:
            practised(folder / each)
        held.append(measure_running(folder, bare_app(folder)))
    measure_figure()
    held += [measure_replay(), measure_people()]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

"""Changes the rules a little, one change at a time, and says which changes no test notices.

    make mutants ARGS="levels flare_ups --share 10"

The tests are collected once. For each mutation a process is forked off, in which the function that
changes gets its new code, and the tests that call it run until the first fails: those of its room
first. What has an effect while a module is imported needs a new process, and all tests.

Mutations that change nothing a test could see are named in `mutants_equivalent.toml` with the
reason; one that is named there and is gone, or is noticed after all, is an error.
"""

from __future__ import annotations

import argparse
import functools
import gc
import importlib
import os
import random
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

from tools.mutations import Mutation, mutations_of

ROOT = Path(__file__).resolve().parent.parent
COACH = ROOT / "backcoach" / "coach"
EQUIVALENT = ROOT / "tools" / "mutants_equivalent.toml"
ROOMS = {
    "levels": "levels",
    "evidence": "evidence",
    "stages": "stages",
    "flare_ups": "flare_ups",
    "review": "review",
    "safety": "safety",
    "readiness": "planning/readiness.py",
    "suitability": "suitability.py",
}
TESTS_OF = {"readiness": "planning", "suitability": "test_"}
TESTS = ("tests/coach", "tests/simulation")
LEAST_PERCENT = 97
SECONDS = 60
"""Of the processor, after which a mutation is taken to run for ever."""

Cache = type(functools.lru_cache(len))
Function = tuple[str, str, int]
"""File, name and first line of a function."""


def key(mutation: Mutation) -> tuple[str, str, str]:
    """What a mutation is known by, whatever the number of its line."""
    return mutation.file.relative_to(COACH).as_posix(), mutation.function, mutation.text


def mutations_of_room(room: str) -> list[Mutation]:
    """All mutations of a room, file by file."""
    place = COACH / ROOMS[room]
    files = [place] if place.is_file() else sorted(place.rglob("*.py"))
    return [each for file in files for each in mutations_of(file, file.read_text("utf-8"))]


def equivalents() -> dict[tuple[str, str, str], str]:
    """What is named as no different, with the reason."""
    if not EQUIVALENT.is_file():
        return {}
    named = tomllib.loads(EQUIVALENT.read_text("utf-8")).get("equivalent", [])
    return {
        (entry["file"], entry["function"], text): entry["reason"]
        for entry in named
        for text in entry["mutations"]
    }


def unknown(known: Iterable[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """What is named as no different and does not exist (any more)."""
    known = set(known)
    return [each for each in equivalents() if each not in known]


# --- one mutation in a process of its own ------------------------------------------------------


def code_of(mutation: Mutation) -> CodeType:
    """The changed file, compiled."""
    return compile(mutation.code(), str(mutation.file), "exec", dont_inherit=True)


def codes_in(code: CodeType) -> Iterator[CodeType]:
    """All code in a file, functions in functions too."""
    for const in code.co_consts:
        if isinstance(const, CodeType):
            yield const
            yield from codes_in(const)


def functions() -> dict[Function, list[FunctionType]]:
    """Every function of the coach there is in this process."""
    found: dict[Function, list[FunctionType]] = defaultdict(list)
    for each in gc.get_objects():
        if isinstance(each, FunctionType) and each.__code__.co_filename.startswith(str(COACH)):
            code = each.__code__
            found[code.co_filename, code.co_qualname, code.co_firstlineno].append(each)
    return found


def function_of(mutation: Mutation) -> Function:
    return str(mutation.file), mutation.function, mutation.first_line


def changed_in(mutation: Mutation, found: dict[Function, list[FunctionType]]) -> CodeType | None:
    """The new code of the function that changes; None where its module must be imported anew."""
    live = found.get(function_of(mutation), [])
    if not mutation.function or not live:
        return None
    for code in codes_in(code_of(mutation)):
        if (code.co_qualname, code.co_firstlineno) == function_of(mutation)[1:]:
            same = all(each.__code__.co_freevars == code.co_freevars for each in live)
            return code if same else None
    return None


def caches() -> list[Callable[[], None]]:
    """What empties the caches that may hold what was worked out before a change."""
    return [
        each.cache_clear
        for each in gc.get_objects()
        if isinstance(each, Cache)
        and each.__module__.startswith(("backcoach.coach.", "tests."))
        and each.__module__ != "tests.support.content"
    ]


# --- running -----------------------------------------------------------------------------------


@dataclass
class Result:
    """How one mutation ended: the name of the test that noticed it, None where none did."""

    mutation: Mutation
    noticed_by: str | None


@dataclass
class Runner:
    """A plugin of pytest that runs the collected tests once for each mutation."""

    tried: Sequence[tuple[str, Mutation]]
    jobs: int
    results: list[tuple[str, Result]] = field(default_factory=list)
    callers: dict[Function, list[int]] = field(default_factory=dict)
    seconds: dict[int, float] = field(default_factory=dict)
    noticed: dict[Function, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    later: list[tuple[str, Mutation]] = field(default_factory=list)
    forget: list[Callable[[], None]] = field(default_factory=list)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of running the tests once."""
        importlib.import_module("tests.support.style_sheets")
        session.config._tmp_path_factory.getbasetemp()  # type: ignore[attr-defined]
        found = functions()
        self.forget = caches()
        gc.collect()
        gc.freeze()
        gc.disable()
        self._look_around(session)
        children: dict[int, tuple[str, Mutation, int]] = {}
        for room, mutation in self.tried:
            while len(children) >= self.jobs:
                self._wait(children, session)
            reader, writer = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.close(reader)
                self._try(session, room, mutation, found, writer)
            os.close(writer)
            children[pid] = room, mutation, reader
        while children:
            self._wait(children, session)
        for room, mutation in self.later:
            self._done(room, mutation, "a new process" if is_noticed(room, mutation) else None)
        return True

    def _look_around(self, session: pytest.Session) -> None:
        """Run all tests as they are, and see which functions each calls and how long it takes."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writer)
            with os.fdopen(reader, encoding="utf-8") as told:
                for line in told:
                    place, seconds, *calls = line.rstrip("\n").split("\t")
                    self.seconds[int(place)] = float(seconds)
                    for each in calls:
                        file, name, first = each.split("|")
                        self.callers.setdefault((file, name, int(first)), []).append(int(place))
            if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) or not self.seconds:
                sys.exit("the tests fail as they are: see make test")
            return
        silence()
        seen: set[CodeType] = set()
        here = str(COACH)

        def look(frame: FrameType, _event: str, _given: object) -> None:
            if frame.f_code.co_filename.startswith(here):
                seen.add(frame.f_code)

        with os.fdopen(writer, "w", encoding="utf-8") as tell:
            for number in range(len(session.items)):
                seen.clear()
                began = time.process_time()
                sys.settrace(look)
                run(session, [number], session.items[number + 1 : number + 2])
                sys.settrace(None)
                took = time.process_time() - began
                called = {
                    f"{code.co_filename}|{code.co_qualname}|{code.co_firstlineno}" for code in seen
                }
                tell.write("\t".join([str(number), f"{took:.4f}", *sorted(called)]) + "\n")
        os._exit(bool(session.testsfailed))

    def _order(self, session: pytest.Session, room: str, mutation: Mutation) -> list[int]:
        """The tests that call the function: what noticed others, its room, then the quick ones."""
        before = self.noticed[function_of(mutation)]
        own = f"tests/coach/{TESTS_OF.get(room, room + '/')}"

        def place(number: int) -> tuple[int, bool, float]:
            elsewhere = not session.items[number].nodeid.startswith(own)
            return -before[number], elsewhere, self.seconds[number]

        return sorted(self.callers.get(function_of(mutation), []), key=place)

    def _try(
        self,
        session: pytest.Session,
        room: str,
        mutation: Mutation,
        found: dict[Function, list[FunctionType]],
        writer: int,
    ) -> None:
        """In the forked process, which ends here."""
        silence()
        code = changed_in(mutation, found)
        if code is None:
            os.write(writer, b"later")
            os._exit(0)
        for each in found[function_of(mutation)]:
            each.__code__ = code
        for empty in self.forget:
            empty()
        import resource

        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
        noticed = run(session, self._order(session, room, mutation))
        os.write(writer, b"-" if noticed is None else str(noticed).encode())
        os._exit(0)

    def _wait(
        self, children: dict[int, tuple[str, Mutation, int]], session: pytest.Session
    ) -> None:
        pid, _status = os.wait()
        room, mutation, reader = children.pop(pid)
        with os.fdopen(reader, encoding="utf-8") as told:
            said = told.read()
        if said == "later":
            self.later.append((room, mutation))
        elif said == "-":
            self._done(room, mutation, None)
        elif said:
            self.noticed[function_of(mutation)][int(said)] += 1
            self._done(room, mutation, session.items[int(said)].nodeid)
        else:
            self._done(room, mutation, "it ran too long, or crashed")

    def _done(self, room: str, mutation: Mutation, noticed_by: str | None) -> None:
        self.results.append((room, Result(mutation, noticed_by)))
        done, total = len(self.results), len(self.tried)
        if noticed_by is None and key(mutation) not in equivalents():
            file, function, text = key(mutation)
            print(f"{file}:{mutation.line} {function}: {text}", flush=True)
        if done % 50 == 0:
            print(f"  {done} of {total}", file=sys.stderr, flush=True)


def silence() -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for each in (0, 1, 2):
        os.dup2(nothing, each)


def run(
    session: pytest.Session, numbers: Sequence[int], then: Sequence[pytest.Item] = ()
) -> int | None:
    """Run these tests until one fails, and say which. `then` is what runs after them, if known."""
    items = [session.items[number] for number in numbers]
    failed = session.testsfailed
    for place, (number, item) in enumerate(zip(numbers, items, strict=True)):
        following = next(iter([*items[place + 1 : place + 2], *then]), None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed > failed:
            return number
    return None


def is_noticed(room: str, mutation: Mutation) -> bool:
    """Whether the tests fail in a new process, in which the module is imported with its change."""
    number = [key(each) for each in mutations_of_room(room)].index(key(mutation))
    told = [sys.executable, "-m", "tools.mutants", room, "--only", str(number)]
    return subprocess.run(told, cwd=ROOT, capture_output=True, check=False).returncode != 0


def import_changed(mutation: Mutation) -> None:
    """From now on, that file is imported with its change."""
    code, usual = code_of(mutation), SourceFileLoader.get_code

    def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
        return code if self.path == str(mutation.file) else usual(self, fullname)

    setattr(SourceFileLoader, "get_code", get_code)  # noqa: B010  (the checker can't assign to it)


class ShortFailures:
    """A plugin of pytest: no time goes into making the example of a failing property small."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self) -> None:
        """Before a profile is loaded. A slow machine is no failing test either."""
        from hypothesis import HealthCheck, Phase, settings

        settings.register_profile(
            "mutants",
            derandomize=True,
            deadline=None,
            phases=(Phase.explicit, Phase.generate),
            suppress_health_check=[HealthCheck.too_slow],
        )


def options(tests: Iterable[str]) -> list[str]:
    """Those of pytest."""
    return ["-x", "-s", "--no-header", "--no-summary", "--hypothesis-profile=mutants", *tests]


def try_only(room: str, number: int) -> int:
    """Run all tests with one mutation there from the start; 0 where none notices it."""
    import_changed(mutations_of_room(room)[number])
    own = TESTS_OF.get(room, room)
    places = [ROOT / "tests" / "coach" / own] if own != "test_" else []
    return int(pytest.main(options([*map(str, places), *TESTS]), plugins=[ShortFailures()]))


def main() -> int:
    """Try the mutations of some rooms, or a share of them; 1 where too many go unnoticed."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__.split("\n\n")[0])
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="all unless some are named")
    parser.add_argument("--share", type=float, default=100, help="percent of them, by lot")
    parser.add_argument("--of", default="", help="only files and functions with this in their name")
    parser.add_argument("--seed", type=int, default=1, help="of the lot")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    told = parser.parse_args()
    rooms: list[str] = told.rooms or list(ROOMS)
    if told.only is not None:
        return try_only(rooms[0], told.only)
    began = time.monotonic()
    every = [(room, each) for room in rooms for each in mutations_of_room(room)]
    lot = random.Random(told.seed)
    tried = [
        (room, each)
        for room, each in every
        if lot.random() * 100 < told.share and told.of in f"{each.file}:{each.function}"
    ]
    lot.shuffle(tried)
    runner = Runner(tried, told.jobs)
    status = pytest.main(options(TESTS), plugins=[ShortFailures(), runner])
    if status != pytest.ExitCode.OK:
        return int(status)
    return summary(runner.results, rooms, time.monotonic() - began)


def summary(results: Sequence[tuple[str, Result]], rooms: Sequence[str], seconds: float) -> int:
    """Say how many were noticed in each room, and whether that is enough."""
    named = equivalents()
    noticed_all = tried_all = 0
    wrong: list[str] = []
    for room in rooms:
        of_room = [result for at, result in results if at == room]
        alike = [each for each in of_room if key(each.mutation) in named]
        wrong += [
            f"named as no different, but noticed by {each.noticed_by}: {key(each.mutation)}"
            for each in alike
            if each.noticed_by is not None
        ]
        tried = len(of_room) - len(alike)
        noticed = sum(each.noticed_by is not None for each in of_room if each not in alike)
        noticed_all, tried_all = noticed_all + noticed, tried_all + tried
        print(f"{room:12} {noticed:5} of {tried:5} noticed, {len(alike)} no different")
    if set(rooms) == set(ROOMS):
        known = {key(each) for room in ROOMS for each in mutations_of_room(room)}
        wrong += [f"named as no different, but there is none: {each}" for each in unknown(known)]
    percent = 100 * noticed_all / max(1, tried_all)
    print(f"{noticed_all} of {tried_all} noticed, {percent:.1f} %, in {seconds / 60:.1f} minutes")
    print("\n".join(wrong))
    return int(bool(wrong) or percent < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())

"""Changes the rules a little, one change at a time, and says which changes no test notices.

    make mutants ARGS="levels flare_ups --share 10"

The tests are collected once, and run once as they are to see which lines each of them runs. For
each mutation a process is forked off, in which the function that changes gets its new code, and the
tests that run the changed lines run until the first fails: those first that cost little and have
noticed other mutations nearby. What has an effect while a module is imported needs a new process,
and all tests.

Each result is written to `build/mutants.jsonl` at once. With `--resume`, what stands there is not
tried again: a mutation that was noticed as long as its function and the test that noticed it are
there, one that was not as long as neither the rules nor the tests have changed.

Mutations that change nothing a test could see are named in `mutants_equivalent.toml` with the
reason; one that is named there and is gone, or is noticed after all, is an error.
"""

from __future__ import annotations

import argparse
import functools
import gc
import hashlib
import importlib
import json
import math
import os
import random
import resource
import signal
import subprocess
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from importlib.machinery import SourceFileLoader
from pathlib import Path
from types import CodeType, FunctionType

import pytest
from coverage import Coverage

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
RESULTS = ROOT / "build" / "mutants.jsonl"
LEAST_PERCENT = 97
SLOWER = 10
"""A test that takes so many times as long as without the mutation is taken to run for ever."""
SECONDS_MORE = 3
"""Of the processor; what it may take besides, because caches are empty at first."""

ELSEWHERE = "a new process"
FOR_EVER = "it ran too long, or crashed"

Cache = type(functools.lru_cache(len))
Function = tuple[str, str, int]
"""File, name and first line of a function."""


@dataclass
class Result:
    """How one mutation ended: the name of the test that noticed it, None where none did."""

    mutation: Mutation
    noticed_by: str | None


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


# --- what was found before ------------------------------------------------------------------


def everything(chosen: Iterable[str]) -> str:
    """The same as long as the same tests are chosen, and neither they nor the rules change."""
    told = hashlib.sha256(" ".join(chosen).encode())
    for folder in (COACH, *(ROOT / each for each in (*TESTS, "tests/support"))):
        for file in sorted(folder.rglob("*.py")):
            told.update(file.read_bytes())
    return told.hexdigest()[:16]


def write_down(result: Result, state: str) -> None:
    """Add one result to the file."""
    entry = {
        "mutation": key(result.mutation),
        "held_by": result.mutation.held_by,
        "state": state,
        "noticed_by": result.noticed_by,
    }
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(json.dumps(entry) + "\n")


def known_results(mutations: Iterable[Mutation], tests: Iterable[str], state: str) -> list[Result]:
    """Those of earlier runs that still hold."""
    there = {*tests, ELSEWHERE, FOR_EVER}
    found: dict[tuple[str, str, str], dict[str, str | None]] = {}
    if RESULTS.is_file():
        for line in RESULTS.read_text("utf-8").splitlines():
            entry = json.loads(line)
            found[tuple(entry["mutation"])] = entry
    results = []
    for mutation in mutations:
        entry = found.get(key(mutation), {})
        noticed_by = entry.get("noticed_by")
        holds = entry.get("held_by") == mutation.held_by and noticed_by in there
        if holds if noticed_by else entry.get("state") == state:
            results.append(Result(mutation, noticed_by))
    return results


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


def caches() -> list[functools._lru_cache_wrapper[object]]:
    """Those that may hold what was worked out before a change."""
    return [
        each
        for each in gc.get_objects()
        if isinstance(each, Cache)
        and each.__module__.startswith(("backcoach.coach.", "tests."))
        and each.__module__ != "tests.support.content"
    ]


# --- running -----------------------------------------------------------------------------------


@dataclass
class Runner:
    """A plugin of pytest that runs the collected tests once for each mutation."""

    tried: Sequence[tuple[str, Mutation]]
    jobs: int
    resume: bool
    state: str
    within: float = math.inf
    results: list[tuple[str, Result]] = field(default_factory=list)
    reached: dict[tuple[str, int], set[int]] = field(default_factory=dict)
    """The tests that run a line of a file."""
    seconds: dict[int, float] = field(default_factory=dict)
    noticed: dict[Function | Path, Counter[int]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    """How often a test noticed a mutation of that function, and of that file."""
    later: list[tuple[str, Mutation]] = field(default_factory=list)
    forget: list[functools._lru_cache_wrapper[object]] = field(default_factory=list)

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
        RESULTS.parent.mkdir(exist_ok=True)
        open_ones = self._not_known(session)
        if open_ones:
            self._look_around(session)
        children: dict[int, tuple[str, Mutation, int]] = {}
        for room, mutation in open_ones:
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
            self._done(room, mutation, ELSEWHERE if is_noticed(room, mutation) else None)
        return True

    def _not_known(self, session: pytest.Session) -> list[tuple[str, Mutation]]:
        """What is to be tried: all, or what earlier runs have not told."""
        if not self.resume:
            return list(self.tried)
        numbers = {item.nodeid: number for number, item in enumerate(session.items)}
        known = {
            key(each.mutation): each
            for each in known_results((each for _, each in self.tried), numbers, self.state)
        }
        for room, mutation in self.tried:
            if result := known.get(key(mutation)):
                self.results.append((room, result))
                if result.noticed_by in numbers:
                    self._learn(mutation, numbers[result.noticed_by])
        return [each for each in self.tried if key(each[1]) not in known]

    def _learn(self, mutation: Mutation, number: int) -> None:
        self.noticed[function_of(mutation)][number] += 1
        self.noticed[mutation.file][number] += 1

    def _look_around(self, session: pytest.Session) -> None:
        """Run all tests as they are, and see which lines each runs and how long it takes."""
        reader, writer = os.pipe()
        pid = os.fork()
        if pid:
            os.close(writer)
            with os.fdopen(reader, encoding="utf-8") as told:
                for line in told:
                    found = json.loads(line)
                    if "seconds" in found:
                        self.seconds = dict(enumerate(found["seconds"]))
                    else:
                        for number, tests in found["lines"].items():
                            self.reached[found["file"], int(number)] = set(tests)
            if os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) or not self.seconds:
                sys.exit("the tests fail as they are: see make test")
            return
        silence()
        # Tests that share what was worked out once run the same lines, whichever comes first.
        shared = {each.__module__ for each in self.forget if each.__module__.startswith("tests.")}
        names = [each.nodeid.partition(".py")[0].replace("/", ".") for each in session.items]
        groups: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(names):
            groups[name if name in shared else str(number)].append(number)
        seconds = []
        watch = Coverage(data_file=None, include=[f"{COACH}/*"], config_file=False)
        watch.start()
        for number in range(len(session.items)):
            watch.switch_context(names[number] if names[number] in shared else str(number))
            began = time.process_time()
            passes(session, number, *range(len(session.items))[number + 1 : number + 2])
            seconds.append(time.process_time() - began)
        watch.stop()
        data = watch.get_data()
        with os.fdopen(writer, "w", encoding="utf-8") as tell:
            tell.write(json.dumps({"seconds": seconds}) + "\n")
            for file in data.measured_files():
                lines = {
                    line: [number for each in contexts for number in groups[each]]
                    for line, contexts in data.contexts_by_lineno(file).items()
                }
                tell.write(json.dumps({"file": file, "lines": lines}) + "\n")
        os._exit(bool(session.testsfailed))

    def _order(self, session: pytest.Session, room: str, mutation: Mutation) -> list[int]:
        """The tests that run the changed lines, in the order of what they cost and promise."""
        in_function, in_file = self.noticed[function_of(mutation)], self.noticed[mutation.file]
        own = f"tests/coach/{TESTS_OF.get(room, room + '/')}"

        def place(number: int) -> float:
            of_room = session.items[number].nodeid.startswith(own)
            promise = 1 + 3 * of_room + in_file[number] + 9 * in_function[number]
            return self.seconds[number] / promise

        file = str(mutation.file)
        reach = set[int]().union(*(self.reached.get((file, line), ()) for line in mutation.lines))
        return sorted((each for each in reach if self.seconds[each] <= self.within), key=place)

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
        for each_cache in self.forget:
            each_cache.cache_clear()
        signal.signal(signal.SIGXCPU, signal.SIG_DFL)
        order = self._order(session, room, mutation)
        for place, number in enumerate(order):
            allowed = time.process_time() + SLOWER * self.seconds[number] + SECONDS_MORE
            resource.setrlimit(resource.RLIMIT_CPU, (int(allowed), resource.RLIM_INFINITY))
            if not passes(session, number, *order[place + 1 : place + 2]):
                os.write(writer, str(number).encode())
                os._exit(0)
        os.write(writer, b"-")
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
            self._learn(mutation, int(said))
            self._done(room, mutation, session.items[int(said)].nodeid)
        else:
            self._done(room, mutation, FOR_EVER)

    def _done(self, room: str, mutation: Mutation, noticed_by: str | None) -> None:
        result = Result(mutation, noticed_by)
        self.results.append((room, result))
        write_down(result, self.state)
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


def passes(session: pytest.Session, number: int, following: int | None = None) -> bool:
    """Run a test. What it shares with the one that follows is kept, and torn down without one."""
    item, failed = session.items[number], session.testsfailed
    then = None if following is None else session.items[following]
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=then)
    return session.testsfailed == failed


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
    quiet = ["-x", "-s", "--no-header", "--no-summary", "--tb=no"]
    return [*quiet, "--hypothesis-profile=mutants", *tests]


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
    parser.add_argument("--tests", nargs="+", default=TESTS, help="those to run, if not all")
    parser.add_argument(
        "--within", type=float, default=math.inf, help="seconds that a test may take, to be run"
    )
    parser.add_argument("--resume", action="store_true", help="use what build/mutants.jsonl tells")
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
    state = everything([*told.tests, str(told.within)])
    runner = Runner(tried, told.jobs, told.resume, state, told.within)
    status = pytest.main(options(told.tests), plugins=[ShortFailures(), runner])
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
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(each.ru_utime + each.ru_stime for each in used)
    print(
        f"{noticed_all} of {tried_all} noticed, {percent:.1f} %, in {seconds / 60:.1f} minutes"
        f" ({processor / 60:.1f} of a processor)"
    )
    print("\n".join(wrong))
    return int(bool(wrong) or percent < LEAST_PERCENT)


if __name__ == "__main__":
    sys.exit(main())

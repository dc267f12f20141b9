"""Runs the test suite on every supported Python of this machine.

Each has a virtual environment of its own, made by `make test` as a user's is. All of them are made
at once, because that mostly waits for the disk and the network; the suites run one after the other,
each on two processors.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PASSED, FAILED = 0, 1
NOT_YET_DECLARED = ("3.14",)
"""Tried where it is there, so that the day it is declared brings no surprise."""


def declared() -> list[str]:
    """The versions that pyproject.toml names, oldest first, such as "3.11"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = (each.rpartition(" :: ")[2] for each in project["classifiers"])
    return [name for name in names if name.startswith("3.")]


def found(version: str) -> Path | None:
    """An interpreter of this version that really runs, or None."""
    for candidate in candidates(version):
        program = "import sys; print('%d.%d' % sys.version_info[:2], sys.executable)"
        answer = subprocess.run(
            [candidate, "-c", program], capture_output=True, text=True, check=False
        )
        if answer.returncode == 0 and answer.stdout.startswith(f"{version} "):
            return Path(answer.stdout.partition(" ")[2].strip())
    return None


def candidates(version: str) -> Iterator[Path]:
    """Where an interpreter of this version may be: on the path, or in pyenv's folder.

    What pyenv puts on the path only runs for the versions that are chosen at the moment.
    """
    if on_path := shutil.which(f"python{version}"):
        yield Path(on_path)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob(f"versions/{version}.*/bin/python{version}"), reverse=True)


def make(target: str, version: str, python: Path) -> int:
    """Make `target` in the environment for this version; the exit code."""
    words = ["make", target, f"PYTHON={python}", f"VENV=.venv-{version}"]
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def main() -> int:
    """Run the suite on each and print a table; 1 when one of them fails."""
    lines, failed = [], False
    versions = [*declared(), *NOT_YET_DECLARED]
    pythons = {version: found(version) for version in versions}
    there = {version: python for version, python in pythons.items() if python is not None}
    began = time.monotonic()
    with ThreadPoolExecutor() as pool:
        # What can't be made is tried again by the suite, which then says why.
        list(pool.map(partial(make, "developed"), there, there.values()))
    print(f"environments made in {time.monotonic() - began:.0f} s", flush=True)
    for version, python in pythons.items():
        if python is None:
            lines.append(f"Python {version}: not on this machine")
            continue
        print(f"== Python {version}: {python}", flush=True)
        began = time.monotonic()
        code = make("test", version, python)
        failed = failed or code != 0
        verdict = "failed" if code else "passed"
        lines.append(f"Python {version}: {verdict} in {time.monotonic() - began:.0f} s")
    print("\n".join(lines))
    return FAILED if failed else PASSED


if __name__ == "__main__":
    sys.exit(main())

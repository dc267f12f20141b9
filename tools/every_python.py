"""Runs the test suite on every supported Python of this machine.

Each has a virtual environment of its own, created by `make test` like a user's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
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


def main() -> int:
    """Run the suite on each and print a table; 1 when one of them fails."""
    lines, failed = [], False
    for version in (*declared(), *NOT_YET_DECLARED):
        python = found(version)
        if python is None:
            lines.append(f"Python {version}: not on this machine")
            continue
        print(f"== Python {version}: {python}", flush=True)
        began = time.monotonic()
        suite = subprocess.run(
            ["make", "test", f"PYTHON={python}", f"VENV=.venv-{version}"], cwd=ROOT, check=False
        )
        failed = failed or suite.returncode != 0
        verdict = "failed" if suite.returncode else "passed"
        seconds = time.monotonic() - began
        lines.append(f"Python {version}: {verdict} in {seconds:.0f} s, environment included")
    print("\n".join(lines))
    return FAILED if failed else PASSED


if __name__ == "__main__":
    sys.exit(main())

"""Runs small inputs that once failed, each a program of its own, and says a line for each.

    make cases CASES=FOLDER

A case is a shell or Python file that drives the command named by BACKCOACH and prints what it saw;
what is right is written down here. A case this table does not know is run all the same, and its
last line shown.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tools.every_python import found

ROOT = Path(__file__).resolve().parent.parent
SECONDS = 300
NO_CASE = {"drive.py"}


@dataclass(frozen=True, slots=True)
class Right:
    """What the output of a case holds, and what it must not hold; regular expressions."""

    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


EXPECTED: dict[str, Right] = {}


def run(case: Path) -> str:
    """All that a case prints, on either stream."""
    scripts = Path(sys.executable).parent
    environment = {
        **os.environ,
        "BACKCOACH": str(scripts / "backcoach"),
        "PATH": f"{scripts}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    if newest := found("3.13") or found("3.12"):
        environment["PYTHON"] = str(newest)
    program = [sys.executable, str(case)] if case.suffix == ".py" else ["bash", str(case)]
    try:
        done = subprocess.run(
            program,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        output = error.stdout or b""
        return f"{output.decode(errors='replace')}\nstill running after {SECONDS} seconds"
    return done.stdout.decode(errors="replace")


def main(folder: str) -> int:
    """Run every case of `folder`; 1 when one shows what it must not, 2 when there is none."""
    cases = [
        each
        for each in sorted(Path(folder).glob("*.*"))
        if each.suffix in (".py", ".sh") and each.name not in NO_CASE
    ]
    if not cases:
        sys.stderr.write(f"no cases in {folder}; name a folder with: make cases CASES=FOLDER\n")
        return 2
    failed = 0
    for case in cases:
        output = run(case)
        right = EXPECTED.get(case.stem)
        if right is None:
            lines = output.strip().splitlines() or [""]
            print(f"?       {case.name}: {lines[-1]}", flush=True)
            continue
        wrong = [f"lacks {each!r}" for each in right.holds if not re.search(each, output, re.M)]
        wrong += [f"holds {each!r}" for each in right.never if re.search(each, output, re.M)]
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok':7} {case.name}", flush=True)
        if wrong:
            print("\n".join(f"        {line}" for line in [*wrong, *output.splitlines()]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

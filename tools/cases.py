"""Runs a folder of regression cases, each a program of its own, and prints a line for each.

    make cases CASES=FOLDER

A case is a shell or Python file that runs the command named by BACKCOACH and prints what it saw;
the expected output is in the table here. A case that is not in the table is run too, and its last
line is printed.
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
OF_MAKE = {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}


@dataclass(frozen=True, slots=True)
class Right:
    """Regular expressions that the output of a case must, and must not, match."""

    holds: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    ends_after: int | None = None
    """Seconds after which a coach that a shell case opens, and gives no keys, is ended."""
    needs: str = ""
    """What only a person can provide; without it the case is left out, and that is said."""


NEVER_ANYWHERE = (r"Traceback", r"inside the program", r"crash: (?!None)")

EXPECTED: dict[str, Right] = {
    "F01_bytes_that_are_no_utf8": Right(
        holds=(r"(?s)(status None, crash: None.*){3}",), never=(r"status \d",)
    ),
    "F03_paste_that_never_ends": Right(
        holds=("^space:.*PAUSED", "^o:.*hurts", r"^ctrl\+q:.*PAUSED", "^Esc:.*PAUSED")
    ),
    "F04_letters_of_an_8_bit_locale": Right(holds=("Exercises",), never=(r"\\u[0-9a-f]{4}",)),
    "F05_stale_columns": Right(
        holds=("first line:  backcoach ",), never=("at least", r"LINES=5: [1-9]")
    ),
    "F06_shift_space": Right(holds=(r"^\['tie MY shoes'",)),
    "F08_caps_lock": Right(holds=("H on Today:.*▸History", "O in a session:.*This hurts")),
    "F10_copying_from_history": Right(
        holds=tuple(
            rf"^{name} \['.{{9}}" for name in ("History", "Exercises", "Review", "Progress")
        )
    ),
    "F11_linux_console_glyphs": Right(
        # Fonts of 28 and 32 rows are in a format that this case does not read.
        never=(r"^(?!.*\d\dx16).*lacks \S",)
    ),
    "F13_toolkit_environment": Right(never=("internal",), ends_after=6),
    "F14_oldest_dependencies": Right(never=(r"\S",)),
    "F15_own_file_wrong_command": Right(
        holds=(
            "is a backup of backcoach.*backcoach restore ",
            "is an export of backcoach.*backcoach import ",
            "is a file of a log of backcoach.*backcoach restore ",
            "prints with --json.*backcoach export ",
        )
    ),
    "F16_over_the_date_line": Right(holds=("Auckland.*rest_day", "Los_Angeles.*rest_day")),
    "F18_conflicting_copy": Right(
        holds=("sync-conflict", "conflicted copy", "to put right"), never=("All is well",)
    ),
    "F19_today_after_midnight": Right(holds=("10 seconds past midnight",)),
    "F20_settings_with_bom": Right(never=("!   settings",)),
    "F23_once_with_sudo": Right(
        needs="PYTHON and PYTHONPATH of an installation that another user may read"
    ),
    "R1_flare_after_travel": Right(
        holds=(r'(?s)("kind": "flare".*){2}', r"(?s)(flare True.*){2}"),
        never=("flare False", "nothing was changed"),
    ),
    "R2_cache_bit": Right(holds=("Numbness",), never=("Dumbness", "sound file")),
    "R3_python_3_12": Right(holds=("██████", "▄")),
    "R4_moved_checkout": Right(holds=(r"(?s)(^backcoach \d.*){2}",), never=("Error 127",)),
    "R5_no_ensurepip": Right(holds=(r"(?s)python3-venv.*^backcoach \d.*^exit 0.*^exit 0",)),
}


def run(case: Path, ends_after: int | None) -> str:
    """Everything that a case prints, on either stream."""
    scripts = Path(sys.executable).parent
    command = str(scripts / "backcoach")
    if ends_after is not None:
        command = f"timeout --foreground {ends_after} {command}"
    environment = {
        # A `make` inside a case must not take itself for a part of the one that runs the cases.
        **{name: value for name, value in os.environ.items() if name not in OF_MAKE},
        "BACKCOACH": command,
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
    """Run every case of `folder`; returns 1 when one fails, 2 when there is none."""
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
        known = case.stem in EXPECTED
        right = EXPECTED.get(case.stem, Right())
        if right.needs:
            print(f"left    {case.name}: needs {right.needs}", flush=True)
            continue
        output = run(case, right.ends_after)
        never = (*right.never, *NEVER_ANYWHERE)
        wrong = [f"lacks {each!r}" for each in right.holds if not re.search(each, output, re.M)]
        wrong += [f"holds {each!r}" for each in never if re.search(each, output, re.M)]
        if not (known or wrong):
            lines = output.strip().splitlines() or [""]
            print(f"?       {case.name}: {lines[-1]}", flush=True)
            continue
        failed += bool(wrong)
        print(f"{'FAILED' if wrong else 'ok':7} {case.name}", flush=True)
        if wrong:
            print("\n".join(f"        {line}" for line in [*wrong, *output.splitlines()]))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:2]))

"""The coach in a real terminal, or in a shell with job control, from the source.

It runs on the folder of somebody who has answered the questions already: that is half a second to
a session.
"""

from __future__ import annotations

import os
import re
import shlex
import signal
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from backcoach.clock import SystemClock
from backcoach.coach.model.records import SessionRecord, Status
from backcoach.desktop.preflight import output_now
from tests.e2e.installation import REPOSITORY, measured
from tests.e2e.terminal import Terminal
from tests.support.coach import practice_in

PROMPT = "shell>"
BUS = ""
"""The address of the session bus that the coach finds; none if it is empty."""
CHECK = "Ready for the mat?"
A_SESSION = ("start", "--speed", "10")

MINUTES_LEFT = re.compile(r"(\d+) min left")

ENDED = {signal.SIGTERM: 143, signal.SIGHUP: 129, signal.SIGINT: 130}
"""Exit codes, as shells count them."""

IN_REACH = """
import backcoach.practice.standing as standing
import backcoach.tui.screens.session.floor as floor
import backcoach.tui.screens.session.session as session
import backcoach.tui.screens.places.today as today
import backcoach.tui.system.terminal_input as driver

def broken(*_):
    1 / 0
"""
"""What may be broken on purpose, with `broken`."""


def prepared(folder: Path) -> Path:
    """Somebody who has consented and answered all that is asked before the first session."""
    practice = practice_in(folder, SystemClock())
    practice.person.consent()
    practice.safety.keep_screening(())
    practice.person.keep_profile(practice.person.profile_to_change())
    # As if the check before the first session had been seen.
    checked = replace(practice.book.settings, sound_checked=output_now(variables(folder)))
    practice.book.change_settings(checked)
    return folder


def command(folder: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "backcoach", *words, "--data-dir", str(folder)]


def variables(folder: Path) -> dict[str, str]:
    return {
        "HOME": str(folder),
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY),
        **({"DBUS_SESSION_BUS_ADDRESS": BUS} if BUS else {}),
        **measured(),
    }


def coach(
    folder: Path,
    *words: str,
    ignored: Sequence[signal.Signals] = (),
    broken: str = "",
    new: bool = False,
    columns: int = 80,
) -> Terminal:
    """The coach in a window of its own, with these signals ignored and with this amiss in it."""
    if not new:
        prepared(folder)
    argv = command(folder, *words)
    if ignored or broken:
        code = [
            "import signal, sys",
            *(f"signal.signal({number:d}, signal.SIG_IGN)" for number in ignored),
            *([IN_REACH, broken] if broken else []),
            "from backcoach.__main__ import main",
            "sys.exit(main())",
        ]
        argv[1:3] = ["-c", "\n".join(code)]
    return Terminal(argv, variables(folder), columns, cwd=folder)


def shell(folder: Path, *words: str) -> Terminal:
    """A shell with job control, in which $COACH is the coach."""
    prepared(folder)
    # A program of its own, so that the name is one word wherever the repository lies.
    coach = folder.with_name(f"{folder.name}-coach")
    line = shlex.join(command(folder, *(words or A_SESSION)))
    coach.write_text(f"#!/bin/sh\nexec {line}\n", encoding="utf-8")
    coach.chmod(0o755)
    env = {**variables(folder), "COACH": str(coach), "PS1": PROMPT, "HISTFILE": ""}
    return Terminal(["sh", "-i"], env, cwd=folder)


def answer_the_questions(terminal: Terminal, pain: str = "3") -> None:
    """From the questions before a session to its first exercise: `pain` 0-10, nothing new."""
    terminal.wait_for("Pain now")
    terminal.press(pain)
    terminal.wait_for(f"[{pain}]")
    terminal.press("enter")
    none_of_these(terminal)
    terminal.wait_for(lambda shown: shown.shows("min left") or shown.shows(CHECK))
    if terminal.shows(CHECK):
        terminal.press("enter")
        terminal.wait_for("min left")


def none_of_these(terminal: Terminal) -> None:
    """Answer the list of signs: two keys, as the same one twice might be held down."""
    terminal.wait_for("[ ] None of these")
    terminal.press("space")
    terminal.wait_for("[x] None of these")
    terminal.press("enter")


def work(terminal: Terminal) -> None:
    """From the questions before a session into its first set, until some of that is done."""
    answer_the_questions(terminal)
    terminal.press("n")
    terminal.wait_for("KEEP GOING")
    there = terminal.text
    terminal.wait_for(lambda shown: shown.text != there)


def leave(terminal: Terminal) -> None:
    terminal.press("ctrl+q")
    terminal.wait_for("Leave this session?")
    terminal.press("ctrl+q")


# What is seen, and what is found afterwards


def minutes_left(terminal: Terminal) -> int:
    """The minutes left of the session, as soon as the screen shows them.

    A screen arrives in pieces: other words of it may be there before these are.
    """
    terminal.wait_for(lambda shown: MINUTES_LEFT.search(shown.text) is not None)
    found = MINUTES_LEFT.search(terminal.text)
    assert found is not None
    return int(found[1])


def the_session(folder: Path) -> SessionRecord:
    """The only session there is, in the log or still to be gone on with."""
    practice = practice_in(folder, SystemClock())
    found = practice.unfinished.found()
    (session,) = practice.book.log.all.sessions if found is None else (found.record,)
    return session


def assert_the_running_set_was_kept(folder: Path) -> None:
    session = the_session(folder)
    assert session.status is Status.PARTIAL
    begun = session.sets[0]
    assert 0 < begun.done.seconds < begun.planned.seconds
    assert not begun.completed

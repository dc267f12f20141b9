"""`backcoach check`: whether a session can be heard and read from the mat, and what to do."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page
from backcoach.cli.terminal import is_terminal, terminal_size

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from threading import Thread

    from rich.table import Table

    from backcoach.cli.context import Context
    from backcoach.desktop.preflight import Finding
    from backcoach.store import Settings

ALL_SECONDS = 1.0
TONE_SECONDS = 2.0
"""How long the tone may still be heard after the page is printed."""


class Arguments(NamedTuple):
    """Whether to print JSON."""

    as_json: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    add_json(parser)


def run(args: Arguments, context: Context) -> int:
    """Play a tone, and print a line for each part of the check."""
    from backcoach.coach.words.get_ready_words import have_ready_words
    from backcoach.desktop.preflight import ready_finding, window_finding
    from backcoach.tui.screens.session.floor_layout import letter_rows

    practice = context.practice
    size = terminal_size()
    found, threads = _looked(practice.book.settings)
    found += [
        window_finding(*letter_rows(size.columns, size.lines)),
        ready_finding(have_ready_words(practice.standing.plan())),
    ]
    if args.as_json:
        from backcoach.cli.documents import fields_of

        print_json({"findings": [fields_of(each) for each in found]})
    else:
        print_page(findings_table(found))
    for thread in threads:
        thread.join(TONE_SECONDS)
    return 0


def _looked(settings: Settings) -> tuple[list[Finding], list[Thread]]:
    """What takes time to look at, as far as it has answered within a second.

    Also the threads, which end when the tone has been heard.
    """
    from queue import Empty, SimpleQueue
    from time import monotonic

    from backcoach.cues.utterance import VoiceLevel
    from backcoach.desktop.preflight import TAKES_TIME, Wanted, late, look

    answers: SimpleQueue[Finding] = SimpleQueue()
    wanted = Wanted(
        settings.sound, settings.volume, settings.keep_awake, VoiceLevel(settings.voice)
    )
    threads = look(wanted, os.environ, _ring, answers.put)
    found: dict[str, Finding] = {}
    deadline = monotonic() + ALL_SECONDS
    while len(found) < len(TAKES_TIME):
        try:
            answer = answers.get(timeout=max(0.0, deadline - monotonic()))
        except Empty:
            break
        found[answer.name] = answer
    return [found.get(name) or late(name) for name in TAKES_TIME], threads


def _ring() -> None:
    """Ring the terminal's bell, where there is one."""
    if is_terminal(sys.stderr):
        sys.stderr.write("\a")
        sys.stderr.flush()


def findings_table(found: Sequence[Finding]) -> Table:
    """One row for each part; what to do is below how it is."""
    from rich.text import Text

    from backcoach.report.layout import plain_table, stacked

    table = plain_table("", "", "How it is, and what to do")
    for each in found:
        to_do = f"→ {each.to_do}" if each.to_do else ""
        mark = "✓ ok" if each.ok else "· no"
        table.add_row(Text(mark), Text(each.name), stacked(each.words, to_do))
    return table

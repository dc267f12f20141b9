"""Converts the text of options to values.

Each function raises ArgumentTypeError for an invalid text; argparse prints its message.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from backcoach.cli.errors import quoted
from backcoach.legible import has_controls

if TYPE_CHECKING:
    from backcoach.coach.model.programme import Length
    from backcoach.coach.model.records import Energy
    from backcoach.cues.utterance import VoiceLevel

SPEED_MIN, SPEED_MAX = 1.0, 100.0
LENGTHS = ("short", "standard", "long")
ENERGIES = ("good", "ok", "poor")
STANDARD = "-"
"""Stands for standard input or output in place of a file."""

MINUTES_MAX = 1440
"""A day."""
DAYS_MAX = 100_000


def folder(text: str) -> str:
    """The name of a folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return text


def file(text: str) -> str:
    """The name of a file, or STANDARD."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the file is empty")
    if "\0" in text:
        raise argparse.ArgumentTypeError("no file has such a name")
    return text


def length(text: str) -> Length:
    """A session length."""
    if text not in LENGTHS:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not short, standard or long")
    from backcoach.coach.model.programme import Length

    return Length(text)


def voice(text: str) -> VoiceLevel | str:
    """How much is heard; "" stands for what the settings say."""
    from backcoach.cues.utterance import VoiceLevel

    levels = {"full": VoiceLevel.FULL, "brief": VoiceLevel.BRIEF, "tones": VoiceLevel.TONES}
    if text and text not in levels:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not full, brief or tones")
    return levels[text] if text else ""


def speed(text: str) -> float:
    """How many times as fast a rehearsal runs, from SPEED_MIN to SPEED_MAX."""
    try:
        speed = float(text)
    except ValueError:
        speed = float("nan")
    if not SPEED_MIN <= speed <= SPEED_MAX:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number from 1 to 100")
    return speed


def pain(text: str) -> int:
    """A score from 0 to 10."""
    if text not in [str(number) for number in range(11)]:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number from 0 to 10")
    return int(text)


def energy(text: str) -> Energy:
    """How the user slept and feels."""
    if text not in ENERGIES:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not good, ok or poor")
    from backcoach.coach.model.records import Energy

    return Energy(text)


def minutes(text: str) -> int:
    """Whole minutes, up to one day."""
    # isdecimal alone accepts digits of other scripts, which are mistakes here.
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or int(text) > MINUTES_MAX:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a whole number of minutes from 0 to {MINUTES_MAX}"
        )
    return int(text)


def days_back(text: str) -> float:
    """A positive number of days, which may have decimals."""
    with suppress(ValueError):
        if 0 < float(text) <= DAYS_MAX:
            return float(text)
    raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number of days, up to {DAYS_MAX}")


def activity(text: str) -> tuple[str, int]:
    """An activity and its score, from "WORDS=N"."""
    words, equals, score = text.rpartition("=")
    name = " ".join(words.split())
    if not equals or not name or has_controls(name):
        example = '"putting on socks=4"'
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not an activity such as {example}")
    return name, pain(score)


def yes_or_no(text: str) -> bool:
    """Yes or no."""
    if text not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not yes or no")
    return text == "yes"


def day(text: str) -> date:
    """A date such as 2026-03-02."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        # Python accepts other formats too; one is enough to explain.
        if day.isoformat() == text:
            return day
    raise argparse.ArgumentTypeError(f"{quoted(text)} is not a date such as 2026-03-02")


def whole(least: int, most: int) -> Callable[[str], int]:
    """Converts to a whole number from `least` to `most`."""

    def read(text: str) -> int:
        with suppress(ValueError):
            if text.isascii() and least <= int(text) <= most:
                return int(text)
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a whole number from {least} to {most}"
        )

    return read

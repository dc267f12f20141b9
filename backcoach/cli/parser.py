"""What can be typed after `backcoach`, read into one plain object."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import NoReturn

from backcoach import __version__
from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError, did_you_mean, quoted

SPEED_MIN, SPEED_MAX = 1.0, 100.0
LENGTHS = ("short", "standard", "long")
COMMANDS = {
    "start": "begin today's session at once",
    "plan": "list today's exercises",
    "progress": "show your stage and what opens the next one",
    "history": "list the sessions so far",
    "exercises": "list all exercises, or show one of them",
    "checkin": "record how your back was the morning after a session",
    "review": "show what has changed since you began, and week by week",
    "measure": "record the average pain of your last 7 days, and how your activities go",
    "why": "tell how the level of an exercise came about",
}
READING = ("plan", "progress", "history", "exercises", "why", "review")
WITH_JSON = (*READING, "checkin", "measure")


def parse(argv: Sequence[str]) -> Arguments:
    """Read a command line.

    Raises UserError for a mistake in it, and SystemExit once help or version are printed.
    """
    _check_command(argv)
    found, unknown = _parser().parse_known_args(argv)
    command = found.command or ""
    if unknown:
        raise UserError(_unknown(unknown[0], command))
    return Arguments(
        command,
        found.data_dir,
        getattr(found, "as_json", False),
        getattr(found, "minutes", None),
        getattr(found, "speed", 1.0),
        getattr(found, "exercise", None),
        getattr(found, "pain", None),
        getattr(found, "usual", None),
        getattr(found, "for_day", None),
        tuple(getattr(found, "activities", None) or ()),
    )


class _Parser(argparse.ArgumentParser):
    """An argparse parser that raises instead of printing a page of usage."""

    def error(self, message: str) -> NoReturn:
        """Raise UserError with the way to the help of this command."""
        raise UserError(f"{message.removeprefix('argument ')}; see: {self.prog} --help")


def _parser() -> _Parser:
    parser = _Parser(
        prog="backcoach",
        description="A guided workout coach for people with back pain. Without a command it opens.",
        epilog="It gives general exercise information; it does not replace a clinician's advice.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"backcoach {__version__}",
        help="print the version and exit",
    )
    _add_data_dir(parser, None)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="backcoach"
    )
    for name, words in COMMANDS.items():
        command = commands.add_parser(
            name, help=words, description=f"{words.capitalize()}.", allow_abbrev=False
        )
        # SUPPRESS: a command without the option must not undo one given before it.
        _add_data_dir(command, argparse.SUPPRESS)
        if name in WITH_JSON:
            command.add_argument(
                "--json", action="store_true", dest="as_json", help="print JSON instead of words"
            )
        if name in ("start", "plan"):
            command.add_argument(
                "--minutes",
                type=_length,
                metavar="LENGTH",
                help="how much time there is today: short, standard or long",
            )
        if name == "start":
            command.add_argument(
                "--speed",
                type=_speed,
                default=1.0,
                metavar="N",
                help="rehearse N times as fast, 1 to 100; a rehearsal never counts",
            )
        if name == "exercises":
            command.add_argument("exercise", nargs="?", metavar="ID", help="for example bird_dog")
        if name == "checkin":
            _add_morning(command)
        if name == "measure":
            _add_measures(command)
        if name == "why":
            command.add_argument("exercise", metavar="EXERCISE", help="for example bird_dog")
    return parser


def _add_morning(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pain",
        type=_pain,
        required=True,
        metavar="N",
        help="back pain on getting up, 0 (none) to 10 (worst you can imagine)",
    )
    command.add_argument(
        "--usual", type=_yes_or_no, metavar="yes|no", help="whether it was back to usual"
    )
    command.add_argument(
        "--for",
        type=_day,
        dest="for_day",
        metavar="DATE",
        help="the day of the session, for example 2026-03-02; otherwise the last one before today",
    )


def _add_measures(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pain",
        type=_pain,
        metavar="N",
        help="average back pain of the last 7 days, 0 (none) to 10 (worst you can imagine)",
    )
    command.add_argument(
        "--activity",
        type=_activity,
        action="append",
        dest="activities",
        metavar='"WORDS=N"',
        help="one of up to three activities that are hard because of your back, and how it goes,"
        " 0 (cannot do it) to 10 (as before the back trouble); can be given again",
    )


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        type=_folder,
        default=default,
        metavar="DIR",
        help="keep log and settings in this folder (also: BACKCOACH_DATA_DIR)",
    )


def _folder(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return text


def _length(text: str) -> str:
    if text not in LENGTHS:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not short, standard or long")
    return text


def _speed(text: str) -> float:
    try:
        speed = float(text)
    except ValueError:
        speed = float("nan")
    if not SPEED_MIN <= speed <= SPEED_MAX:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a number from 1 to 100")
    return speed


def _pain(text: str) -> int:
    if text not in [str(number) for number in range(11)]:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not a whole number from 0 to 10")
    return int(text)


def _activity(text: str) -> tuple[str, int]:
    words, equals, score = text.rpartition("=")
    name = " ".join(words.split())
    if not equals or not name or not name.isprintable():
        example = '"putting on socks=4"'
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not an activity such as {example}")
    return name, _pain(score)


def _yes_or_no(text: str) -> bool:
    if text not in ("yes", "no"):
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not yes or no")
    return text == "yes"


def _day(text: str) -> date:
    with suppress(ValueError):
        day = date.fromisoformat(text)
        # Python reads other ways to write a date too; one is enough to explain.
        if day.isoformat() == text:
            return day
    raise argparse.ArgumentTypeError(f"{quoted(text)} is not a date such as 2026-03-02")


def _check_command(argv: Sequence[str]) -> None:
    """Look at the first word before argparse does: its own message would list, not suggest."""
    words = iter(argv)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif word.startswith("--data-dir=") or word in ("--version", "--help", "-h", "--"):
            continue
        elif word.startswith("-"):
            raise UserError(_unknown(word, ""))
        elif word not in COMMANDS:
            near = did_you_mean(word, COMMANDS)
            raise UserError(f"there is no command {quoted(word)}; {near}see: backcoach --help")
        else:
            return


def _unknown(word: str, command: str) -> str:
    """What to say about a word that nothing asked for."""
    see = f"see: backcoach {command} --help" if command else "see: backcoach --help"
    if not word.startswith("-"):
        return f"{command} does not take {quoted(word)}; {see}"
    option = word.partition("=")[0]
    if not command and option in _HOMES:
        example = f"backcoach {_HOMES[option]} {option}"
        return f"{option} comes after a command; for example: {example}"
    if option in _HOMES or option in _COMMON:
        return f"{command} has no option {option}; {see}"
    near = did_you_mean(option, [*_COMMON, *_HOMES])
    return f"there is no option {quoted(option)}; {near}{see}"


_COMMON = ("--data-dir", "--version", "--help")
_HOMES = {
    "--json": "plan",
    "--minutes": "start",
    "--speed": "start",
    "--pain": "checkin",
    "--usual": "checkin",
    "--for": "checkin",
    "--activity": "measure",
}
"""Options of single commands, with a command that takes them."""

"""What can be typed after `backcoach`, read into one plain object."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import NoReturn

from backcoach import __version__
from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError, did_you_mean, quoted

SPEED_MIN, SPEED_MAX = 1.0, 100.0
LENGTHS = ("short", "standard", "long")
ENERGIES = ("good", "ok", "poor")
MINUTES_MAX = 1440
"""A day."""
PEOPLE_MAX, WEEKS_MAX, SEED_MAX = 100_000, 520, 2**31 - 1
COMMANDS = {
    "start": "begin today's session at once",
    "plan": "list today's exercises",
    "progress": "show your stage and what opens the next one",
    "history": "list the sessions so far",
    "exercises": "list all exercises, or show one of them",
    "checkin": "record how your back was the morning after a session",
    "why": "tell how the level of an exercise came about",
    "export": "write the whole log into one file to take elsewhere",
    "import": "add what such a file holds to the log",
    "simulate": "let virtual people train for weeks, and check every promise of the rules",
}
READING = ("plan", "progress", "history", "exercises", "why")
WITH_JSON = (*READING, "checkin", "export", "import", "simulate")


def parse(argv: Sequence[str]) -> Arguments:
    """Read a command line.

    Raises UserError for a mistake in it, and SystemExit once help or version are printed.
    """
    _check_command(argv)
    found, unknown = _parser().parse_known_args(argv)
    command = found.command or ""
    if unknown:
        raise UserError(_unknown(unknown[0], command))
    _check_together(found)
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
        getattr(found, "slept", None),
        getattr(found, "minutes_up", None),
        getattr(found, "file", ""),
        getattr(found, "force", False),
        getattr(found, "dry_run", False),
        getattr(found, "differing", None),
        getattr(found, "people", 0),
        getattr(found, "weeks", 0),
        getattr(found, "seed", 0),
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
        if name == "plan":
            _add_today(command)
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
        if name == "why":
            command.add_argument("exercise", metavar="EXERCISE", help="for example bird_dog")
        if name == "export":
            _add_export(command)
        if name == "import":
            _add_import(command)
        if name == "simulate":
            _add_simulate(command)
    return parser


def _add_today(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--pain",
        type=_pain,
        metavar="N",
        help="what it would be with this much back pain now, 0 to 10; nothing is stored",
    )
    command.add_argument(
        "--slept",
        type=_energy,
        metavar="good|ok|poor",
        help="with --pain: how you slept and feel",
    )
    command.add_argument(
        "--up",
        type=_minutes,
        dest="minutes_up",
        metavar="MINUTES",
        help="with --pain: how many minutes ago you got up",
    )


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


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=_file, metavar="FILE", help="where to write it; - for standard output"
    )
    command.add_argument(
        "--force", action="store_true", help="write over the file if it is there already"
    )


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=_file, metavar="FILE", help="what export wrote; - for standard input"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="say what would change and write nothing"
    )
    differing = command.add_mutually_exclusive_group()
    differing.add_argument(
        "--replace",
        action="store_const",
        const="replace",
        dest="differing",
        help="where a record differs from yours, take the one from FILE",
    )
    differing.add_argument(
        "--keep",
        action="store_const",
        const="keep",
        dest="differing",
        help="where a record differs from yours, leave yours",
    )


def _add_simulate(command: argparse.ArgumentParser) -> None:
    for option, most, default, words in (
        ("--people", PEOPLE_MAX, 100, "how many people"),
        ("--weeks", WEEKS_MAX, 26, "for how many weeks"),
        ("--seed", SEED_MAX, 1, "another seed lets other things happen; the same one the same"),
    ):
        least = 0 if option == "--seed" else 1
        command.add_argument(
            option,
            type=_whole(least, most),
            default=default,
            metavar="N",
            help=f"{words}, {least} to {most} (otherwise {default})",
        )


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        type=_folder,
        default=default,
        metavar="DIR",
        help="keep log and settings in this folder (also: BACKCOACH_DATA_DIR)",
    )


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        with suppress(ValueError):
            if text.isascii() and least <= int(text) <= most:
                return int(text)
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a whole number from {least} to {most}"
        )

    return read


def _folder(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return text


def _file(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError("the name of the file is empty")
    if "\0" in text:
        raise argparse.ArgumentTypeError("no file has such a name")
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


def _energy(text: str) -> str:
    if text not in ENERGIES:
        raise argparse.ArgumentTypeError(f"{quoted(text)} is not good, ok or poor")
    return text


def _minutes(text: str) -> int:
    # isdecimal alone lets digits of other scripts through; int reads them, nobody means them.
    if not (text.isascii() and text.isdecimal()) or len(text) > 4 or int(text) > MINUTES_MAX:
        raise argparse.ArgumentTypeError(
            f"{quoted(text)} is not a whole number of minutes from 0 to {MINUTES_MAX}"
        )
    return int(text)


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


def _check_together(found: argparse.Namespace) -> None:
    """How somebody slept says nothing of a session while nothing is known of the pain."""
    for key, option, value in (("slept", "--slept", "poor"), ("minutes_up", "--up", "30")):
        if getattr(found, key, None) is not None and found.pain is None:
            example = f"backcoach plan --pain 2 {option} {value}"
            raise UserError(f"{option} goes with --pain; for example: {example}")


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
    "--slept": "plan",
    "--up": "plan",
    "--force": "export",
    "--dry-run": "import",
    "--replace": "import",
    "--keep": "import",
    "--people": "simulate",
    "--weeks": "simulate",
    "--seed": "simulate",
}
"""Options of single commands, with a command that takes them."""

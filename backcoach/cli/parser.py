"""What can be typed after `backcoach`, read into one plain object."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from backcoach import __version__
from backcoach.cli.arguments import Arguments
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.options import OF_COMMAND, add_data_dir
from backcoach.cli.terminal import page_width

COMMANDS = {
    "start": "begin today's session at once",
    "plan": "list today's exercises",
    "progress": "show your stage and what opens the next one",
    "history": "list the sessions so far",
    "exercises": "list all exercises, or show one of them",
    "checkin": "record how your back was on getting up, the morning after a session",
    "flare": "record that it feels like a flare, after a look at the warning signs",
    "review": "show what has changed since you began, and week by week",
    "measure": "record the average pain of your last 7 days, and how your activities go",
    "why": "tell how the level of an exercise came about",
    "backup": "write a backup of everything, into a file of your choice or among the others",
    "restore": "list the backups, or get one of them back",
    "doctor": "check your data, the folder, the terminal and sound, and say what to do",
    "export": "write the whole log into one file to take elsewhere",
    "import": "add what such a file holds to the log",
    "profile": "show what you said about yourself, or change it",
    "simulate": "let virtual people train for weeks, and check every promise of the rules",
}
READING = ("plan", "progress", "history", "exercises", "why", "review")
WITH_JSON = (
    *READING,
    *("checkin", "export", "import", "profile", "flare", "measure", "simulate", "doctor"),
)


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
    known = {name: getattr(found, name) for name in Arguments._fields if hasattr(found, name)}
    return Arguments(**{**known, "command": command})


class _Help(argparse.HelpFormatter):
    """Help as wide as all other pages."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=page_width() - 2)


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
        formatter_class=_Help,
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"backcoach {__version__}",
        help="print the version and exit",
    )
    add_data_dir(parser, None)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="backcoach"
    )
    for name, words in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=words,
            description=f"{words.capitalize()}.",
            allow_abbrev=False,
            formatter_class=_Help,
        )
        # SUPPRESS: a command without the option must not undo one given before it.
        add_data_dir(command, argparse.SUPPRESS)
        if name in WITH_JSON:
            command.add_argument(
                "--json", action="store_true", dest="as_json", help="print JSON instead of words"
            )
        for add in OF_COMMAND.get(name, ()):
            add(command)
    return parser


def _check_together(found: argparse.Namespace) -> None:
    """How somebody slept says nothing of a session while nothing is known of the pain.

    Nor does a check-up alone change anything.
    """
    if found.command == "doctor" and found.yes and found.set_back is None:
        raise UserError("--yes goes with --set-back; for example: backcoach doctor --set-back")
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
    "--set": "profile",
    "--none-of-these": "flare",
    "--activity": "measure",
    "--people": "simulate",
    "--weeks": "simulate",
    "--seed": "simulate",
    "--yes": "restore",
    "--add": "restore",
    "--set-back": "doctor",
}
"""Options of single commands, with a command that takes them."""

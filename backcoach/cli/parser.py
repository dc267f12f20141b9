"""Parses the command line into the arguments of one command."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any, NamedTuple, NoReturn

from backcoach import __version__
from backcoach.cli.commands import NAMES, OPEN, load
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.options import add_data_dir, add_plain
from backcoach.cli.terminal import page_width


class Request(NamedTuple):
    """A parsed command line: the command by its name, its `Arguments`, and the data folder."""

    command: str
    args: Any
    data_dir: str | None


def parse(argv: Sequence[str]) -> Request:
    """Read a command line.

    Raises UserError for a mistake in it, and SystemExit once help or version are printed.
    """
    name = _called(argv)
    found, unknown = build_parser(name).parse_known_args(argv)
    if unknown:
        raise UserError(_unknown(unknown[0], name))
    arguments = load(name).Arguments
    if found.plain and "plain" not in arguments._fields:
        raise UserError(f"{name} has no option --plain; see: backcoach {name} --help")
    given = {each: getattr(found, each) for each in arguments._fields if hasattr(found, each)}
    return Request(name, arguments(**given), found.data_dir)


class _Help(argparse.HelpFormatter):
    """Formats help as wide as all other pages."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=page_width() - 2)


class _Parser(argparse.ArgumentParser):
    """An argparse parser that raises instead of printing a page of usage."""

    def error(self, message: str) -> NoReturn:
        """Raise UserError that points to the help of this command."""
        raise UserError(f"{message.removeprefix('argument ')}; see: {self.prog} --help")


def build_parser(called: str) -> argparse.ArgumentParser:
    """The parser of the whole command line.

    It has all commands, for the help, but only the one `called` has its options, since they are in
    its module and no other one is imported.
    """
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
    add_plain(parser, default=False)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", prog="backcoach"
    )
    for name, (_, words) in NAMES.items():
        command = commands.add_parser(
            name,
            help=words,
            description=f"{words.capitalize()}.",
            allow_abbrev=False,
            formatter_class=_Help,
        )
        if name == called:
            _add_options(command, name)
    return parser


def command_parser(name: str) -> argparse.ArgumentParser:
    """The parser of the command called `name` alone."""
    parser = _Parser(prog=f"backcoach {name}", allow_abbrev=False)
    _add_options(parser, name)
    return parser


def _add_options(parser: argparse.ArgumentParser, name: str) -> None:
    # SUPPRESS: without it, a command would reset an option given before it.
    add_data_dir(parser, argparse.SUPPRESS)
    load(name).add_arguments(parser)


def _called(argv: Sequence[str]) -> str:
    """The name of the command in the command line; OPEN if there is none.

    Raises UserError for an unknown command. argparse would list all commands without suggesting
    one.
    """
    words = iter(argv)
    for word in words:
        if word == "--data-dir":
            next(words, None)
        elif word.startswith("--data-dir=") or word in (*_COMMON, "-h", "--"):
            continue
        elif word.startswith("-"):
            raise UserError(_unknown(word, OPEN))
        elif word not in NAMES:
            near = did_you_mean(word, NAMES)
            raise UserError(f"there is no command {quoted(word)}; {near}see: backcoach --help")
        else:
            return word
    return OPEN


def _unknown(word: str, command: str) -> str:
    """The error for an argument that no option takes."""
    see = f"see: backcoach {command} --help" if command else "see: backcoach --help"
    if not word.startswith("-"):
        return f"{command} does not take {quoted(word)}; {see}"
    option, takers = word.partition("=")[0], _takers()
    if not command and option in takers:
        example = f"backcoach {takers[option]} {option}"
        return f"{option} comes after a command; for example: {example}"
    if option in takers or option in _COMMON:
        return f"{command} has no option {option}; {see}"
    near = did_you_mean(option, [*_COMMON, *takers])
    return f"there is no option {quoted(option)}; {near}{see}"


_COMMON = ("--data-dir", "--plain", "--version", "--help")


def _takers() -> dict[str, str]:
    """Each option of single commands with one command that takes it: one that requires it, else the
    first.

    This imports every command, so it is for errors only.
    """
    taken = [(action, name) for name in NAMES for action in command_parser(name)._actions]
    # `sort` is stable, so commands stay in the order of the help.
    taken.sort(key=lambda pair: not pair[0].required)
    takers: dict[str, str] = {}
    for action, name in taken:
        for option in action.option_strings:
            if option.startswith("--") and option not in _COMMON:
                takers.setdefault(option, name)
    return takers

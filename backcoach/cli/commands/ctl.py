"""`backcoach ctl`: controls a running session from another window, or says where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.errors import UserError, did_you_mean
from backcoach.cli.options import add_json
from backcoach.cli.output import print_document, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from backcoach.cli.context import Context
    from backcoach.remote.status import Reply, SessionStatus

NO_SESSION = "No session is running."
ENDED_BY_CTRL_C = 130


class Arguments(NamedTuple):
    """`words` is the request; the others say how a status is printed, and how often."""

    words: list[str]
    as_json: bool
    follow: bool
    tmux: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the request, `--json`, `--follow` and `--tmux`."""
    from backcoach.remote.requests import VERBS

    add_json(parser)
    parser.add_argument(
        "words",
        nargs="+",
        metavar="REQUEST",
        help=f"one of: {VERBS}; after hurts comes how much, 0 to 10, and, if you like, where;"
        " after say what to show",
    )
    parser.add_argument(
        "--follow",
        action="store_true",
        help="with status: print it anew with every change, until the session ends",
    )
    parser.add_argument(
        "--tmux",
        action="store_true",
        help="with status: one short line for a status bar, empty without a session",
    )


def run(args: Arguments, context: Context) -> int:
    """Send the request to the running session, and print what it answers."""
    from backcoach.remote.addresses import HAS_SOCKETS
    from backcoach.remote.requests import RequestError, Verb, parse

    if not HAS_SOCKETS:
        raise UserError("ctl is not on this system, which has no unix sockets for Python")
    line = " ".join(args.words)
    try:
        request = parse(line)
    except RequestError as error:
        near = did_you_mean(args.words[0], [each.value for each in Verb])
        raise UserError(f"{error}{f'; {near.rstrip()}' if near else ''}")
    if request.verb is not Verb.STATUS and (args.follow or args.tmux or args.as_json):
        raise UserError("--json, --follow and --tmux go with: backcoach ctl status")
    if request.verb is Verb.FOLLOW:
        raise UserError("to follow a session: backcoach ctl status --follow")
    where = addresses_of(context.places.data)
    if request.verb is Verb.STATUS:
        return _print_status(where, _printer(args), follow=args.follow)
    reply = next(_replies(where, line), None)
    if reply is None:
        raise UserError("no session is running; begin one with: backcoach start")
    from backcoach.remote.status import status_words

    assert reply.status is not None  # a request that was carried out
    say(reply.words or status_words(reply.status))
    return 0


def addresses_of(data: Path) -> list[Path]:
    """Where a session on this data folder may listen."""
    from backcoach.remote.addresses import addresses

    return addresses(data)


def _print_status(
    where: list[Path], show: Callable[[SessionStatus | None], None], *, follow: bool
) -> int:
    is_running = False
    try:
        for reply in _replies(where, "follow" if follow else "status"):
            show(reply.status)
            is_running = True
    except KeyboardInterrupt:
        return ENDED_BY_CTRL_C
    if not is_running or follow:
        show(None)
    return 0


def _printer(args: Arguments) -> Callable[[SessionStatus | None], None]:
    """How a status is printed; None stands for no session."""
    import sys

    from backcoach.remote.status import bar_words, status_words

    def show(status: SessionStatus | None) -> None:
        if args.as_json:
            import msgspec

            indent = 0 if args.follow else 2
            text = msgspec.json.encode({"session": status})
            print_document(msgspec.json.format(text, indent=indent).decode())
        elif args.tmux:
            say(bar_words(status))
        else:
            say(NO_SESSION if status is None else status_words(status))
        # Whoever reads a pipe waits for each line.
        sys.stdout.flush()

    return show


def _replies(where: list[Path], line: str) -> Iterator[Reply]:
    """The answers to a request; none without a session. Raises UserError for a refusal."""
    from backcoach.remote.client import NoAnswerError, NoSessionError, replies

    try:
        for reply in replies(where, line):
            if not reply.ok:
                raise UserError(reply.words)
            yield reply
    except NoSessionError:
        return
    except NoAnswerError:
        raise UserError("the session does not answer; look at its screen")

"""Sends a request to a running session, and reads the answers."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from backcoach.remote.status import Reply

PATIENCE_SECONDS = 2.0
"""How long to wait for an answer, which comes within a second or not at all."""


class NoSessionError(Exception):
    """No session is running, as far as can be seen."""


class NoAnswerError(Exception):
    """The session did not answer, or not in a way that can be read."""


def replies(addresses: Sequence[Path], line: str) -> Iterator[Reply]:
    """The answer to the request in `line`; to one that follows, an answer with each change.

    Raises NoSessionError or NoAnswerError. Following ends without either when the session does.
    """
    with _connected(addresses) as connection:
        try:
            connection.sendall(f"{line}\n".encode())
            with connection.makefile("rb") as answers:
                first = True
                for answer in answers:
                    yield msgspec.json.decode(answer, type=Reply)
                    first = False
                    connection.settimeout(None)
        except (OSError, ValueError) as error:
            raise NoAnswerError from error
    if first:
        raise NoAnswerError


def _connected(addresses: Sequence[Path]) -> socket.socket:
    for address in addresses:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(PATIENCE_SECONDS)
        try:
            connection.connect(str(address))
        except TimeoutError as error:
            connection.close()
            raise NoAnswerError from error
        except OSError:
            connection.close()
            continue
        return connection
    raise NoSessionError

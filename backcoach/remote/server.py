"""Answers the requests of other programs over a unix socket, while a session runs.

Whatever comes in, the session goes on undisturbed: a client gets one line of limited length and one
second, only a limited number of them is served at a time, and only those of the same user.
"""

from __future__ import annotations

import asyncio
import os
import socket
import stat
import struct
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from backcoach.remote.requests import LINE_MAX, ControlRequest, RequestError, Verb, parse
from backcoach.remote.status import Reply, SessionStatus

PATIENCE_SECONDS = 1.0
"""How long a client may take to send its request, or to take the answer."""

CLIENTS_MAX = 256
FOLLOWERS_MAX = 16

UNREAD_MAX = 32_768
"""Bytes that a follower may leave unread; one that leaves more is not there any more."""

Answer = Callable[[ControlRequest], Awaitable[Reply]]


class ControlServer:
    """Listens at the first of `addresses` where that is possible.

    `answer` carries out a request. `follow` requests are answered here: they get a line with each
    status that is published.
    """

    def __init__(self, addresses: Sequence[Path], answer: Answer) -> None:
        self.address: Path | None = None
        """Where it listens; None while it does not."""
        self._addresses = addresses
        self._answer = answer
        self._server: asyncio.Server | None = None
        self._clients: set[asyncio.StreamWriter] = set()
        self._followers: set[asyncio.StreamWriter] = set()
        self._published = b""
        self._most = _clients_max()

    async def open(self) -> None:
        """Begin to listen. Where that is not possible anywhere, `address` stays None."""
        for address in self._addresses:
            listening = _listening_at(address)
            if listening is None:
                continue
            try:
                self._server = await asyncio.start_unix_server(
                    self._serve, sock=listening, limit=LINE_MAX
                )
            except OSError:
                listening.close()
                continue
            self.address = address
            return

    def close(self) -> None:
        """End all connections, and remove the socket."""
        if self._server is not None:
            self._server.close()
        if self.address is not None:
            with suppress(OSError):
                self.address.unlink()
        self._server = self.address = None
        for writer in list(self._clients):
            writer.close()

    @property
    def is_followed(self) -> bool:
        """Whether anybody waits for what is published."""
        return bool(self._followers)

    def publish(self, status: SessionStatus) -> None:
        """Send the status to all who follow, if it is another one than before."""
        line = _line(Reply(ok=True, status=status))
        if line == self._published:
            return
        self._published = line
        for writer in list(self._followers):
            if writer.transport.get_write_buffer_size() > UNREAD_MAX:
                writer.transport.abort()
            else:
                writer.write(line)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serve one client. Never raises: asyncio would write that over the screen."""
        if len(self._clients) >= self._most or not is_own(writer.get_extra_info("socket")):
            writer.transport.abort()
            return
        self._clients.add(writer)
        try:
            await self._serve_request(reader, writer)
        except (OSError, TimeoutError):
            """The client went away, or is too slow."""
        finally:
            self._clients.discard(writer)
            self._followers.discard(writer)
            writer.close()

    async def _serve_request(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        async with asyncio.timeout(PATIENCE_SECONDS):
            request, reply = await self._reply_to(reader)
            writer.write(_line(reply))
            await writer.drain()
        if request is not None and request.verb is Verb.FOLLOW and reply.ok:
            self._followers.add(writer)
            await reader.read(1)  # until the client closes its end

    async def _reply_to(self, reader: asyncio.StreamReader) -> tuple[ControlRequest | None, Reply]:
        try:
            line = await reader.readline()
        except ValueError:
            return None, Reply(ok=False, words=f"a request has at most {LINE_MAX} bytes")
        try:
            request = parse(line.decode("utf-8", "replace"))
        except RequestError as error:
            return None, Reply(ok=False, words=str(error))
        if request.verb is Verb.FOLLOW and len(self._followers) >= FOLLOWERS_MAX:
            return request, Reply(ok=False, words=f"{FOLLOWERS_MAX} programs follow already")
        return request, await self._answer(request)


def _line(reply: Reply) -> bytes:
    return msgspec.json.encode(reply) + b"\n"


def _listening_at(address: Path) -> socket.socket | None:
    """A socket that listens at `address`, only for this user; None where that is not possible.

    One that a killed process left behind is removed; one at which somebody answers is not.
    """
    with suppress(OSError):
        if not stat.S_ISSOCK(address.lstat().st_mode) or _somebody_answers(address):
            return None
        address.unlink()
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        listening.bind(str(address))
        listening.listen(CLIENTS_MAX)
        listening.setblocking(False)
    except OSError:
        listening.close()
        return None
    finally:
        os.umask(before)
    return listening


def _somebody_answers(address: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.setblocking(False)
        try:
            probe.connect(str(address))
        except BlockingIOError:  # so many wait that it takes no more
            return True
        except OSError:
            return False
    return True


def is_own(connection: socket.socket) -> bool:
    """Whether the process at the other end belongs to this user, as far as the system tells."""
    try:
        if sys.platform == "linux":
            told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
            (_process, user, _group) = struct.unpack("iII", told)
        elif sys.platform == "darwin":
            # `struct xucred`: a version, then the user; level and name are those of <sys/un.h>.
            (_version, user) = struct.unpack("II", connection.getsockopt(0, 1, 8))
        else:
            return True
    except (OSError, struct.error):
        return False
    return bool(user == os.getuid())


def _clients_max() -> int:
    """How many clients are served at a time: files must be left for the log."""
    import resource

    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return CLIENTS_MAX if most == resource.RLIM_INFINITY else min(CLIENTS_MAX, most // 4)

"""The socket of a session: whatever comes in, each other client gets its answer."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from backcoach.coach.session.snapshot import snapshot
from backcoach.remote import server as module
from backcoach.remote.requests import ControlRequest
from backcoach.remote.server import ControlServer
from backcoach.remote.status import Reply, SessionStatus, status_of
from tests.support.content import item
from tests.support.following import begin

HERE = Path("session.sock")
"""Relative, as the folders of tests have long names."""


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    # However busy the machine is.
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 600)


async def answer(request: ControlRequest) -> Reply:
    return Reply(ok=True, words=request.verb)


@asynccontextmanager
async def listening(*addresses: Path) -> AsyncIterator[ControlServer]:
    server = ControlServer(addresses or (HERE,), answer)
    await server.open()
    try:
        yield server
    finally:
        server.close()
        await all_are_closed()


async def all_are_closed() -> None:
    """Until nothing waits but this test: the ends of connections are handled in the loop."""
    while len(asyncio.all_tasks()) > 1:
        await asyncio.sleep(0)


async def closed(writer: asyncio.StreamWriter) -> None:
    writer.close()
    with suppress(ConnectionError):
        await writer.wait_closed()


async def send(line: bytes, address: Path = HERE) -> bytes:
    """What comes back for `line`, up to the end of the connection."""
    reader, writer = await asyncio.open_unix_connection(address)
    writer.write(line)
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        await closed(writer)


def read(line: bytes) -> Reply:
    return msgspec.json.decode(line, type=Reply)


async def test_a_request_gets_its_answer() -> None:
    async with listening():
        assert read(await send(b"pause\n")) == Reply(ok=True, words="pause")


async def test_the_socket_is_for_its_user_alone_and_goes_at_the_end() -> None:
    async with listening():
        assert HERE.stat().st_mode & 0o777 == 0o600
    assert not HERE.exists()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"x" * 4096 + b"\n", "a request has at most 1024 bytes"),
        (b"x" * 4096, "a request has at most 1024 bytes"),
        (b"\xff\xfe\x00\n", "there is no"),
        (b"\n", "there is no"),
    ],
)
async def test_what_is_no_request_is_refused_and_the_next_one_answered(
    line: bytes, words: str
) -> None:
    async with listening():
        refused = read(await send(line))
        assert not refused.ok
        assert words in refused.words
        assert read(await send(b"go\n")).ok


async def test_two_hundred_who_say_nothing_keep_nobody_from_an_answer() -> None:
    async with listening():
        silent = [await asyncio.open_unix_connection(HERE) for _ in range(200)]
        assert read(await send(b"go\n")).ok
        for _, writer in silent:
            await closed(writer)


async def test_there_is_a_limit_to_how_many_are_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "CLIENTS_MAX", 1)
    async with listening():
        _, waiting = await asyncio.open_unix_connection(HERE)
        assert await send(b"go\n") == b""
        await closed(waiting)


async def test_who_says_nothing_in_time_is_sent_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE_SECONDS", 0)
    async with listening():
        reader, writer = await asyncio.open_unix_connection(HERE)
        assert await reader.read() == b""
        await closed(writer)


async def test_another_user_gets_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    me = os.getuid()
    async with listening():
        monkeypatch.setattr(os, "getuid", lambda: me + 1)
        assert await send(b"go\n") == b""
        monkeypatch.setattr(os, "getuid", lambda: me)
        assert read(await send(b"go\n")).ok


async def test_a_socket_left_behind_is_taken_over_and_one_in_use_is_not() -> None:
    with socket.socket(socket.AF_UNIX) as killed:
        killed.bind(str(HERE))
    other = Path("other.sock")
    async with listening(HERE, other) as first, listening(HERE, other) as second:
        assert (first.address, second.address) == (HERE, other)
        assert read(await send(b"go\n")).ok


async def test_a_file_in_its_place_is_left_alone() -> None:
    HERE.write_text("mine", encoding="utf-8")
    async with listening() as server:
        assert server.address is None
    assert HERE.read_text(encoding="utf-8") == "mine"


# Following


def status(seconds_left: int = 12) -> SessionStatus:
    player, _ = begin(item("cobra"))
    found = status_of(snapshot(player), asking=False, floor=False, speed=1.0)
    return replace(found, seconds_left=seconds_left)


async def until_followed(server: ControlServer) -> None:
    while not server.is_followed:
        await asyncio.sleep(0)


async def test_who_follows_gets_a_line_with_each_change() -> None:
    async with listening() as server:
        reader, writer = await asyncio.open_unix_connection(HERE)
        writer.write(b"follow\n")
        assert read(await reader.readline()).ok
        await until_followed(server)
        for seconds in (12, 12, 11):
            server.publish(status(seconds))
        got = [read(await reader.readline()).status for _ in range(2)]
        assert got == [status(12), status(11)]
        server.close()
        assert await reader.read() == b""
        await closed(writer)


async def test_who_follows_and_reads_nothing_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "UNREAD_MAX", 0)
    async with listening() as server:
        with socket.socket(socket.AF_UNIX) as client:
            client.setblocking(False)
            client.connect(str(HERE))
            client.send(b"follow\n")
            await until_followed(server)
            seconds = 0
            while server.is_followed:
                seconds += 1
                server.publish(status(seconds))
                await asyncio.sleep(0)


async def test_only_so_many_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FOLLOWERS_MAX", 0)
    async with listening():
        assert read(await send(b"follow\n")).words == "0 programs follow already"

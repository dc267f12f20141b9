"""A session as a media player: what the desktop may ask and do, without a bus."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from backcoach.coach.session.player import Player
from backcoach.coach.session.snapshot import snapshot
from backcoach.desktop.media_player import (
    BUS_NAME,
    PATH,
    PLAYER,
    PROPERTIES,
    ROOT,
    MediaPlayer,
)
from backcoach.remote.requests import ControlRequest, Verb
from backcoach.remote.status import Reply, SessionStatus, status_of
from tests.support.clock import play
from tests.support.content import item
from tests.support.following import begin

jeepney = pytest.importorskip("jeepney", reason="jeepney is installed on Linux only")


class Bus:
    """Takes what is sent."""

    def __init__(self) -> None:
        self.sent: list[Any] = []

    async def send(self, message: Any) -> None:  # noqa: ANN401
        self.sent.append(message)


class Desktop:
    """A desktop that calls the methods of the player of a session."""

    def __init__(self) -> None:
        self.session, self.clock = begin(item("bird_dog"))
        self.asked: list[Verb] = []
        self.player = MediaPlayer(lambda: status(self.session), self._answer)

    async def _answer(self, request: ControlRequest) -> Reply:
        self.asked.append(request.verb)
        return Reply(ok=True)

    async def call(self, interface: str, member: str, *body: str) -> Any:  # noqa: ANN401
        address = jeepney.DBusAddress(PATH, BUS_NAME, interface)
        message = jeepney.new_method_call(address, member, "s" * len(body), body)
        message = jeepney.Parser().feed(message.serialise(serial=7))[0]
        (reply,) = await self.player.replies_to(message)
        # It can be written in the notation that it names, and read again.
        return jeepney.Parser().feed(reply.serialise(serial=8))[0]

    async def get(self, name: str) -> Any:  # noqa: ANN401
        return (await self.call(PROPERTIES, "Get", PLAYER, name)).body[0][1]


def status(session: Player) -> SessionStatus:
    return status_of(snapshot(session), asking=False, floor=False, speed=1.0)


async def test_it_shows_what_is_done_and_how_far_the_session_is() -> None:
    desktop = Desktop()
    whole = (await desktop.call(PROPERTIES, "GetAll", PLAYER)).body[0]
    track = whole["Metadata"][1]
    assert track["xesam:title"][1] == "Bird-dog, left leg back · set 1 of 2"
    assert whole["PlaybackStatus"][1] == "Playing"
    play(desktop.session, desktop.clock, 10)
    assert await desktop.get("Position") == 10_000_000
    assert (await desktop.get("Metadata"))["mpris:length"] == track["mpris:length"]
    desktop.session.pause_or_resume()
    assert await desktop.get("PlaybackStatus") == "Paused"
    assert (await desktop.call(PROPERTIES, "Get", ROOT, "Identity")).body[0][1] == "backcoach"


async def test_each_button_makes_the_request_that_it_stands_for() -> None:
    desktop = Desktop()
    for button in ("Play", "Pause", "Stop", "Next", "Previous", "PlayPause"):
        await desktop.call(PLAYER, button)
    desktop.session.pause_or_resume()
    await desktop.call(PLAYER, "PlayPause")
    expected = ["go", "pause", "pause", "next", "back", "pause", "go"]
    assert desktop.asked == expected


@pytest.mark.parametrize(
    ("interface", "member", "body"),
    [
        (PLAYER, "Seek", ()),
        (ROOT, "Quit", ()),
        (PROPERTIES, "Get", (PLAYER, "Nothing")),
        (PROPERTIES, "Set", (PLAYER, "Volume")),
    ],
)
async def test_what_it_can_not_do_is_refused(
    interface: str, member: str, body: tuple[str, ...]
) -> None:
    desktop = Desktop()
    reply = await desktop.call(interface, member, *body)
    assert reply.header.message_type is jeepney.MessageType.error
    assert desktop.asked == []


async def test_a_change_is_told_once_and_a_second_that_passes_not_at_all() -> None:
    desktop, bus = Desktop(), Bus()
    desktop.player._bus = cast("Any", bus)
    for _ in range(5):
        desktop.player.show(status(desktop.session))
        play(desktop.session, desktop.clock, 1)
    desktop.session.pause_or_resume()
    desktop.player.show(status(desktop.session))
    await asyncio.gather(*desktop.player._sending)
    told = [jeepney.Parser().feed(each.serialise(serial=9))[0].body[1] for each in bus.sent]
    assert [each["PlaybackStatus"][1] for each in told] == ["Playing", "Paused"]


async def test_without_a_bus_there_is_no_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    await Desktop().player.run()
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=nowhere")
    await Desktop().player.run()

"""A real session on a bus of its own, controlled as by a headset's button."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backcoach.desktop.media_player import BUS_NAME, PATH, PLAYER
from tests.e2e.bus import private_bus
from tests.e2e.outside import coach, leave, work

pytestmark = pytest.mark.slow


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    from jeepney.io.blocking import open_dbus_connection

    with private_bus() as address:
        monkeypatch.setattr("tests.e2e.outside.BUS", address)
        with open_dbus_connection(address) as connection:
            yield connection


def test_a_button_pauses_and_goes_on_and_the_title_is_that_of_the_exercise(
    tmp_path: Path,
    bus: Any,  # noqa: ANN401
) -> None:
    from jeepney import DBusAddress, MessageType, Properties, new_method_call

    player = DBusAddress(PATH, BUS_NAME, PLAYER)

    def title() -> str:
        reply = bus.send_and_get_reply(Properties(player).get("Metadata"))
        return str(reply.body[0][1]["xesam:title"][1])

    def is_there() -> bool:
        reply = bus.send_and_get_reply(Properties(player).get("Metadata"))
        return reply.header.message_type is MessageType.method_return

    def press(button: str) -> None:
        reply = bus.send_and_get_reply(new_method_call(player, button))
        assert reply.header.message_type is MessageType.method_return

    with coach(tmp_path, "start") as terminal:
        work(terminal)
        terminal.wait_for(lambda _shown: is_there())
        name, _, limb = title().partition(" · ")[0].partition(", ")
        assert name in terminal.text
        assert limb.capitalize() in terminal.text
        press("PlayPause")
        terminal.wait_for("PAUSED")
        assert title().startswith("Paused: ")
        press("PlayPause")
        terminal.wait_for("KEEP GOING")
        press("Next")
        terminal.wait_for("GET READY")
        leave(terminal)
        terminal.wait_exit(3)
    assert not is_there()

"""Shows a session to the desktop as a media player (MPRIS), so that its media keys control it.

A headset's button, the media keys of a keyboard, the lock screen and a phone by KDE Connect then
pause and go on. This is https://specifications.freedesktop.org/mpris-spec/latest/ over the session
bus. Nothing can be done that the keys of the session can't do.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from backcoach.coach.session.segment_timer import SessionState
from backcoach.remote.requests import ControlRequest, Verb
from backcoach.remote.status import Reply, SessionStatus, title_words

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.asyncio import DBusConnection

BUS_NAME = "org.mpris.MediaPlayer2.backcoach"
PATH = "/org/mpris/MediaPlayer2"
ROOT, PLAYER = "org.mpris.MediaPlayer2", "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"

MICROSECONDS = 1_000_000

Property = tuple[str, Any]
"""The type of a value in the notation of D-Bus, and the value."""

TRACK = "/org/backcoach/session"

METHODS = {
    "Play": Verb.GO,
    "Pause": Verb.PAUSE,
    "Stop": Verb.PAUSE,
    "Next": Verb.NEXT,
    "Previous": Verb.BACK,
}
"""The requests for methods of a player; PlayPause is one of two, by what is on."""

ROOT_PROPERTIES: dict[str, Property] = {
    "Identity": ("s", "backcoach"),
    "CanQuit": ("b", False),
    "CanRaise": ("b", False),
    "HasTrackList": ("b", False),
    "SupportedUriSchemes": ("as", []),
    "SupportedMimeTypes": ("as", []),
}


class PlayerState(NamedTuple):
    """What a media player shows of a session, which as a whole is its track."""

    title: str
    plays: bool
    seconds: int
    """How long the session is."""
    position: int
    """How many of them are over."""

    @property
    def shown(self) -> tuple[object, ...]:
        """What others are told when it changes; for the position they ask."""
        return self.title, self.plays, self.seconds

    def properties(self) -> dict[str, Property]:
        """The properties of a player."""
        track: dict[str, Property] = {
            "mpris:trackid": ("o", TRACK),
            "mpris:length": ("x", self.seconds * MICROSECONDS),
            "xesam:title": ("s", self.title),
            "xesam:artist": ("as", ["backcoach"]),
        }
        always = ("CanGoNext", "CanGoPrevious", "CanPlay", "CanPause", "CanControl")
        return {
            "PlaybackStatus": ("s", "Playing" if self.plays else "Paused"),
            "Metadata": ("a{sv}", track),
            "Position": ("x", self.position * MICROSECONDS),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Volume": ("d", 1.0),
            "CanSeek": ("b", False),
            **dict.fromkeys(always, ("b", True)),
        }


class MediaPlayer:
    """The session as a player on the session bus. `run` until it is cancelled, and `show` changes.

    `status` is the state now, and `answer` carries out a request.
    """

    def __init__(
        self,
        status: Callable[[], SessionStatus],
        answer: Callable[[ControlRequest], Awaitable[Reply]],
    ) -> None:
        self._status = status
        self._answer = answer
        self._longest = 0
        self._told: tuple[object, ...] = ()
        self._bus: DBusConnection | None = None
        self._sending: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Be a player until this is cancelled; at once nothing where there is no bus."""
        if "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
            return
        # What fails has no other way to be told, and the session goes on without.
        with suppress(ImportError, OSError, EOFError, KeyError, ValueError, RuntimeError):
            # The import takes longer than a look at the clock may.
            await asyncio.to_thread(import_module, "jeepney.io.asyncio")
            from jeepney.io.asyncio import open_dbus_connection

            async with await open_dbus_connection("SESSION") as bus:
                await self._serve(bus)

    async def _serve(self, bus: DBusConnection) -> None:
        from jeepney.bus_messages import DBusNameFlags, message_bus

        await bus.send(message_bus.RequestName(BUS_NAME, DBusNameFlags.do_not_queue))
        # Another coach may be the player of that name; a second name does no harm.
        await bus.send(message_bus.RequestName(f"{BUS_NAME}.instance{os.getpid()}"))
        self._bus = bus
        self.show(self._status())
        try:
            while True:
                for reply in await self.replies_to(await bus.receive()):
                    await bus.send(reply)
        finally:
            self._bus = None

    async def replies_to(self, message: Message) -> list[Message]:
        """Do what a message asks for. Returns the answer, if it is a call of a method."""
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        if message.header.message_type is not MessageType.method_call:
            return []
        fields = message.header.fields
        interface, member = fields.get(HeaderFields.interface), fields.get(HeaderFields.member)
        if interface == PROPERTIES and member in ("Get", "GetAll"):
            known = self._properties(message.body[0])
            if member == "GetAll":
                return [new_method_return(message, "a{sv}", (known,))]
            if message.body[1] in known:
                return [new_method_return(message, "v", (known[message.body[1]],))]
        elif interface == PLAYER and (member in METHODS or member == "PlayPause"):
            plays = self._state().plays
            verb = METHODS.get(member) or (Verb.PAUSE if plays else Verb.GO)
            await self._answer(ControlRequest(verb))
            return [new_method_return(message)]
        return [new_error(message, "org.freedesktop.DBus.Error.NotSupported")]

    def show(self, status: SessionStatus) -> None:
        """Tell the desktop of a change. The position is no such change: whoever shows it asks."""
        state = self._state(status)
        if self._bus is None or state.shown == self._told:
            return
        self._told = state.shown
        task = asyncio.get_running_loop().create_task(self._tell(self._bus, state))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def _tell(self, bus: DBusConnection, state: PlayerState) -> None:
        from jeepney import DBusAddress, new_signal

        emitter = DBusAddress(PATH, interface=PROPERTIES)
        changed = {
            name: value
            for name, value in state.properties().items()
            if name in ("PlaybackStatus", "Metadata")
        }
        with suppress(OSError, RuntimeError):
            await bus.send(
                new_signal(emitter, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, []))
            )

    def _properties(self, interface: str) -> dict[str, Property]:
        if interface == ROOT:
            return ROOT_PROPERTIES
        return self._state().properties() if interface == PLAYER else {}

    def _state(self, status: SessionStatus | None = None) -> PlayerState:
        status = status or self._status()
        left = status.session_seconds_left
        self._longest = max(self._longest, left)
        moves = status.state in (SessionState.RUNNING, SessionState.COUNTING_IN)
        plays = moves and not status.asking
        return PlayerState(title_words(status), plays, self._longest, self._longest - left)

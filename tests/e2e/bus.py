"""A session bus of the test's own, and a screen saver on it that counts who keeps it off."""

from __future__ import annotations

import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

PATIENCE = 10.0


@contextmanager
def private_bus() -> Iterator[str]:
    """The address of a bus that nobody else uses."""
    if shutil.which("dbus-daemon") is None:
        pytest.skip("dbus-daemon is missing")
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as daemon:
        assert daemon.stdout is not None
        try:
            yield daemon.stdout.readline().strip()
        finally:
            daemon.terminate()


class ScreenSaver:
    """`org.freedesktop.ScreenSaver`, as a desktop has it: who goes away holds nothing any more."""

    def __init__(self, address: str) -> None:
        self._holders: dict[int, str] = {}
        self._changed = threading.Condition()
        self._over = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(address,), daemon=True)
        self._thread.start()
        assert self._ready.wait(PATIENCE)

    def close(self) -> None:
        self._over.set()
        self._thread.join()

    def seconds_until(self, *, held: bool) -> float:
        """How long it takes until somebody keeps it off, or nobody."""
        began = time.monotonic()
        with self._changed:
            assert self._changed.wait_for(lambda: bool(self._holders) is held, PATIENCE)
        return time.monotonic() - began

    def _serve(self, address: str) -> None:
        from jeepney import HeaderFields, MatchRule, MessageType, new_method_return
        from jeepney.bus_messages import message_bus
        from jeepney.io.blocking import open_dbus_connection

        with open_dbus_connection(address) as bus:
            bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.ScreenSaver"))
            gone = MatchRule(type="signal", member="NameOwnerChanged")
            bus.send_and_get_reply(message_bus.AddMatch(gone))
            self._ready.set()
            while not self._over.is_set():
                try:
                    message = bus.receive(timeout=0.05)
                except TimeoutError:
                    continue
                fields, kind = message.header.fields, message.header.message_type
                member = fields.get(HeaderFields.member)
                with self._changed:
                    if kind is MessageType.method_call and member == "Inhibit":
                        cookie = len(self._holders) + 1
                        self._holders[cookie] = fields[HeaderFields.sender]
                        bus.send(new_method_return(message, "u", (cookie,)))
                    elif kind is MessageType.method_call and member == "UnInhibit":
                        self._holders.pop(message.body[0], None)
                        bus.send(new_method_return(message))
                    elif kind is MessageType.signal and member == "NameOwnerChanged":
                        name, _, new = message.body
                        left = {key: each for key, each in self._holders.items() if each != name}
                        self._holders = self._holders if new else left
                    self._changed.notify_all()

"""Runs the coach until the user leaves, and stores what is left to store then."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from backcoach.coach.model.programme import Length
from backcoach.glyphs import Glyphs, Repertoire, repertoire_for
from backcoach.journeys.closing import complain, complain_about_backups, held, save_unstored
from backcoach.practice import Practice
from backcoach.store import Settings
from backcoach.tui.app.app import CoachApp, Preflight
from backcoach.tui.system.signals import SignalListener

if TYPE_CHECKING:
    from backcoach.care import Offer
    from backcoach.tui.system.beside import Beside, ControlledSession

CRASHED = 1


def run_coach(
    practice: Practice,
    *,
    start: bool = False,
    length: Length | None = None,
    offer: Offer | None = None,
) -> int:
    """Run the coach until the user leaves. Returns the exit code.

    With an `offer` the log is damaged, and the first screen asks whether to accept it.
    """
    speed = getattr(practice.book.clock, "speed", 1.0)
    repertoire = repertoire_now(practice.book.settings)
    with held(practice):
        if offer is not None:
            from backcoach.tui.screens.dialogs.damaged import RESTORED

            code = _run(CoachApp(practice, offer=offer, repertoire=repertoire))
            if code != RESTORED:
                return code
        code = _run(
            CoachApp(
                practice,
                speed=speed,
                start=start,
                length=length,
                beside=_beside,
                preflight=_preflight,
                repertoire=repertoire,
            )
        )
        if code != CRASHED:
            practice.book.remember()
    complain_about_backups(practice)
    if code != CRASHED:
        practice.book.open_sooner_next_time()
    return code


def _beside(app: CoachApp, remote: ControlledSession) -> Beside:
    """Begin what goes on beside the screen of a session. Nothing of it is imported before."""
    from backcoach.desktop.awake import KeepAwake, ways
    from backcoach.tui.system.beside import Beside
    from backcoach.tui.system.title import TerminalTitle, has_title

    def write(sequence: str) -> None:
        if app._driver is not None:
            app._driver.write(sequence)

    def owe(sequence: bytes) -> None:
        if app.listener is not None:
            app.listener.also_restore = sequence

    awake = KeepAwake(lambda: ways(os.environ)) if app.settings.keep_awake else None
    title = TerminalTitle(write, owe) if has_title(os.environ) else None
    on_bus = sys.platform == "linux"
    return Beside(remote, app.practice.book.places.data, awake, title, on_bus=on_bus)


def _preflight() -> Preflight:
    """What looks at the machine before a session. Nothing of it is imported before."""
    from backcoach.tui.system.preflight import SystemPreflight

    return SystemPreflight()


def repertoire_now(settings: Settings) -> Repertoire:
    """The characters to draw with, given that Textual draws on stderr in the terminal TERM."""
    wanted = None if settings.glyphs is None else Glyphs(settings.glyphs)
    return repertoire_for(sys.stderr.encoding, os.environ.get("TERM", ""), wanted)


def _run(app: CoachApp) -> int:
    """Run it until it ends. Returns its exit code, or the one a screen ended it with."""
    practice = app.practice
    with SignalListener(app) as listener:
        app.listener = listener
        try:
            code = app.run()
        finally:
            app.end_sound()
    if practice.sessions.unstored:
        save_unstored(practice, is_seen=not listener.exit_code)
    if listener.exit_code:
        return listener.exit_code
    if app.crash_report:
        place = practice.book.keep_crash_report(app.crash_report)
        where = f" What happened is written in {place}." if place else ""
        complain(f"something went wrong inside the program.{where}")
        return CRASHED
    return app.return_code or code or 0

"""Looks at the machine before a session, on threads, for the app's thread."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from contextlib import suppress
from contextvars import copy_context

from backcoach.cues.utterance import VoiceLevel
from backcoach.desktop.preflight import Finding, Wanted, look, output_now
from backcoach.store import Settings


class SystemPreflight:
    """Looks at this machine."""

    def look(
        self, settings: Settings, ring: Callable[[], None], report: Callable[[Finding], None]
    ) -> None:
        """Play a tone, or `ring` the bell, and look at what takes time.

        `report` gets each finding a moment later, on the app's thread.
        """
        loop, context = asyncio.get_running_loop(), copy_context()

        def later(call: Callable[[], None]) -> None:
            # The app may be gone by now.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(call, context=context.copy())

        wanted = Wanted(
            settings.sound, settings.volume, settings.keep_awake, VoiceLevel(settings.voice)
        )
        look(
            wanted,
            os.environ,
            lambda: later(ring),
            lambda finding: later(lambda: report(finding)),
        )

    async def output(self) -> str:
        """By what sound is made now."""
        return await asyncio.to_thread(output_now, os.environ)

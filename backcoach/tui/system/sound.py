"""The speaker of a running app: its players run on a thread, its bell and words on the app's."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable
from contextvars import copy_context

from backcoach.cues.outputs import outputs
from backcoach.cues.speaker import ThreadedSpeaker, Voice


def system_speaker(
    bell: Callable[[], None], tell: Callable[[str], None], voice: Voice
) -> ThreadedSpeaker:
    """A speaker with the players of this machine and a voice. To be called on the app's thread.

    `bell` rings the terminal's bell, and `tell` shows how sound is made from now on; both are
    called on the app's thread, a moment later.
    """
    loop, context = asyncio.get_running_loop(), copy_context()

    def later(call: Callable[[], None]) -> None:
        # The app may be gone by now.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(call, context=context)

    return ThreadedSpeaker(
        lambda: outputs(lambda: later(bell), os.environ),
        lambda words: later(lambda: tell(words)),
        voice=voice,
    )

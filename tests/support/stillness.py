"""Keeps an app that no terminal shows from drawing, and its timers from running."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from textual._compositor import Compositor
from textual.timer import Timer
from textual.widgets import OptionList

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.screen import Screen

A_DAY = 86_400.0


@contextmanager
def drawn_only_when_asked() -> Iterator[None]:
    """Inside, a change is not drawn by itself, but `Opened.rows` and pictures show all of it.

    Drawing every change for a terminal that is not there takes a quarter of the time of a test.
    """
    render = Compositor.render_update

    def when_asked(
        compositor: Compositor,
        full: bool = False,
        screen_stack: list[Screen[object]] | None = None,
        simplify: bool = False,
    ) -> RenderableType | None:
        if full:
            return render(compositor, full, screen_stack, simplify)
        for each in (compositor, *(screen._compositor for screen in screen_stack or ())):
            for widget in each.visible_widgets:
                if isinstance(widget, OptionList):
                    # It counts its rows when it is drawn, and may need another layout then.
                    widget._update_lines()
        return None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Compositor, "render_update", when_asked)
        yield


@contextmanager
def timers_stopped() -> Iterator[None]:
    """Inside, no timer ever fires, so that nothing depends on how fast the machine is.

    `Opened.settle` draws and `Opened.play` ticks, which is all that timers would do.
    """

    async def wait(_timer: Timer) -> None:
        await asyncio.sleep(A_DAY)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Timer, "_run", wait)
        yield

"""The footer with the keys that work now, wrapped over as many lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from backcoach.tui.commands import command

GAP = 2

TALL = 24
"""Rows from which all keys have their place."""


class KeyBar(Widget):
    """A footer that wraps instead of hiding what does not fit. Keys can be clicked."""

    DEFAULT_CSS = """
    KeyBar {
        dock: bottom;
        height: auto;
        max-height: 3;
        padding: 0 1;
        background: $panel;
        color: $text-muted;
        text-wrap: nowrap;
    }
    """

    _shown = Content()

    def __init__(self, essential: Sequence[str] = ()) -> None:
        """In a low window with `essential` commands (ids), these alone and by one key each."""
        super().__init__()
        self._essential = tuple(essential)

    def on_mount(self) -> None:
        """Follow the screen's bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines that the keys need at this width."""
        return _lines(self._lay_out(width))

    def render(self) -> Content:
        """The keys, computed here so that the very first frame has them."""
        self._shown = self._lay_out(self.content_size.width)
        return self._shown

    def _bindings_changed(self, _screen: Screen[object]) -> None:
        self.call_after_refresh(self._refresh_if_changed)

    def _refresh_if_changed(self) -> None:
        if not self.is_attached:
            return
        present = self._lay_out(self.content_size.width)
        # It may have been drawn already, but only a layout changes its height.
        if present != self._shown or _lines(present) != self.content_size.height:
            self.refresh(layout=True)

    def _lay_out(self, width: int) -> Content:
        shown: dict[str, tuple[Binding, bool]] = {}
        for _node, binding, enabled, _tooltip in self.screen.active_bindings.values():
            if binding.show and binding.id is not None:
                shown.setdefault(binding.id, (binding, enabled))
        whole = _wrapped(tuple(shown.values()), width)
        if not self._essential or self.screen.size.height >= TALL or _lines(whole) == 1:
            return whole
        few = (shown[each] for each in self._essential if each in shown)
        short = tuple(
            (replace(binding, key_display=command(binding.id or "").first_key_words), enabled)
            for binding, enabled in few
        )
        return _wrapped(short, width)


# Asked for several times in every layout, and nearly always the same.
@lru_cache(maxsize=16)
def _wrapped(shown: tuple[tuple[Binding, bool], ...], width: int) -> Content:
    lines: list[list[Content]] = [[]]
    used = 0
    for part in (_part(binding, enabled) for binding, enabled in shown):
        length = part.cell_length
        if lines[-1] and used + GAP + length > width:
            lines.append([])
            used = 0
        used += length + (GAP if lines[-1] else 0)
        lines[-1].append(part)
    gap = Content(" " * GAP)
    return Content("\n").join(gap.join(line) for line in lines)


def _lines(keys: Content) -> int:
    return keys.plain.count("\n") + 1


def _part(binding: Binding, enabled: bool) -> Content:
    keys = binding.key_display or binding.key
    content = Content(f"{keys} {binding.description}").stylize("bold $text", 0, len(keys))
    if not enabled:
        return content.stylize("dim")
    return content.stylize(Style.from_meta({"@click": f"app.simulate_key('{binding.key}')"}))

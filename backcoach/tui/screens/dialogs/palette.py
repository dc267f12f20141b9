"""The list of commands that ctrl+p opens: Textual's own, made safe for a quick hand."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Types and finds commands; what it offers is `CoachApp.get_system_commands`."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once, as every screen of the coach."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where there is no room for the list, Textual's trips over a page of it."""
        if action == "command_list":
            return bool(self.query_one(CommandList).scrollable_content_region)
        return super().check_action(action, parameters)

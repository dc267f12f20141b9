"""The command palette of ctrl+p: Textual's own, made robust against fast typing."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette


class Palette(CommandPalette):
    """Finds commands by their text; they come from `CoachApp.get_system_commands`."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Close once, even if asked twice, as every screen of the coach."""
        return super().dismiss(result) if self.is_active else AwaitComplete()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Where the list has no room, Textual's own version fails on a page key."""
        if action == "command_list":
            return bool(self.query_one(CommandList).scrollable_content_region)
        return super().check_action(action, parameters)

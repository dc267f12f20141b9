"""A list of lines to choose from."""

from __future__ import annotations

from textual.widgets import OptionList

from backcoach.tui.widgets.selectable import SelectableLines


class Lines(SelectableLines, OptionList):
    """Textual's list, which trips over Page Up and Page Down where there is no room for it."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A page needs room."""
        if action in ("page_up", "page_down"):
            return bool(self.scrollable_content_region)
        return super().check_action(action, parameters)

    def text_select_all(self) -> None:
        """Nothing: a double click chooses twice, and selects no text."""

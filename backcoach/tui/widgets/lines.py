"""A list of lines to choose from."""

from __future__ import annotations

from textual.widgets import OptionList

from backcoach.tui.widgets.selectable import SelectableLines


class Lines(SelectableLines, OptionList):
    """A list like Textual's, which fails on Page Up and Page Down when it has no height."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is room for a page."""
        if action in ("page_up", "page_down"):
            return bool(self.scrollable_content_region)
        return super().check_action(action, parameters)

    def text_select_all(self) -> None:
        """Select nothing: a double click chooses a line twice."""

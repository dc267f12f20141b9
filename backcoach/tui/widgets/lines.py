"""A list of lines to choose from."""

from __future__ import annotations

from textual.widgets import OptionList


class Lines(OptionList):
    """Textual's list, which trips over Page Up and Page Down where there is no room for it."""

    def action_page_up(self) -> None:
        """Up one page."""
        if self.scrollable_content_region:
            super().action_page_up()

    def action_page_down(self) -> None:
        """Down one page."""
        if self.scrollable_content_region:
            super().action_page_down()

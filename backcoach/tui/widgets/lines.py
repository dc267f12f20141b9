"""A list of lines to choose from."""

from __future__ import annotations

from textual.geometry import Size
from textual.widgets import OptionList

from backcoach.tui.widgets.selectable import SelectableLines


class Lines(SelectableLines, OptionList):
    """A list like Textual's, which fails without height on Page Up and Page Down, and without width
    when it is laid out.
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The rows that the lines take; in a width of nothing as many as in one of a letter."""
        padding = self.get_component_styles("option-list--option").padding.width
        return super().get_content_height(container, viewport, max(width, padding + 1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether there is room for a page.

        This is asked for every key and whenever the keys are shown. The place on the screen, which
        Textual would have to look up, makes no difference.
        """
        if action in ("page_up", "page_down"):
            inside = self.outer_size.region.shrink(self.styles.gutter)
            return bool(inside.shrink(self.scrollbar_gutter))
        return super().check_action(action, parameters)

    def action_page_up(self) -> None:
        """Move up by a page, unless the list is not laid out at the moment."""
        if self.scrollable_content_region:
            super().action_page_up()  # type: ignore[no-untyped-call]

    def action_page_down(self) -> None:
        """Move down by a page, unless the list is not laid out at the moment."""
        if self.scrollable_content_region:
            super().action_page_down()  # type: ignore[no-untyped-call]

    def text_select_all(self) -> None:
        """Select nothing: a double click chooses a line twice."""

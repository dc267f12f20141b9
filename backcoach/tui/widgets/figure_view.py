"""Shows one frame of a figure at a time, in the colours of the theme."""

from __future__ import annotations

from typing import Any

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from backcoach.coach.model.exercise import Exercise, Level, Side
from backcoach.figure import (
    Drawing,
    Frame,
    Frames,
    Moment,
    Palette,
    Role,
    Row,
    colour_of,
    drawing_for,
    fits,
    frames_of,
)
from backcoach.figure.raster import Ink
from backcoach.tui.filters.drawable import draws_whole_cells
from backcoach.tui.widgets.selectable import NoText

COLOURS = {"standard": 16, "windows": 16, "256": 256, "truecolor": 1 << 24}

SHADES = {
    Role.GROUND: ("foreground", 0.3),
    Role.PROP: ("secondary", 0.6),
    Role.FAR: ("primary", 0.4),
    Role.TRUNK: ("primary", 0.7),
    Role.HEAD: ("foreground", 1.0),
    Role.NEAR: ("primary", 1.0),
}
"""The theme's colour for each role, and how far it stands out from the background."""

STRIPS_KEPT = 512
"""Rows of frames that are kept as lines of the screen: more than most movements have."""

RaiseCheck = tuple[int, Color, tuple[LineFilter, ...]]
"""What the lines of a figure depend on besides its rows: width, background, filters."""


def colours_of(app: App[Any]) -> int:
    """The number of colours of the terminal; 0 when none are wanted."""
    if app.no_color:
        return 0
    if app.is_headless:
        return COLOURS["truecolor"]
    return COLOURS.get(app.console.color_system or "", 0)


def drawing_of(app: App[Any], wanted: Drawing | None) -> Drawing:
    """How to draw in the terminal of `app`, unless the user has set it (`wanted`).

    Each quadrant character has a substitute of one cell where the terminal lacks it; other block
    characters do not.
    """
    if draws_whole_cells(app):
        return Drawing.QUADRANTS
    return drawing_for(colours_of(app), wanted)


def palette_of(app: App[Any], background: Color) -> Palette:
    """The colour of each role in the present theme."""
    variables = app.theme_variables
    palette = {Role.NOTHING: background.rgb}
    for role, (name, strength) in SHADES.items():
        colour = Color.parse(variables[name])
        palette[role] = background.blend(colour, strength).rgb
    return palette


BESIDE, UNDER = "-beside", "-under"
PLACES = (BESIDE, UNDER)
"""Classes of what holds a figure: where it stands to the words or the number."""


class FigureView(NoText, Widget):
    """Shows a frame in the room it has, and redraws only rows that changed.

    It stays empty where there is too little room for a figure; see `has_room`.
    """

    DEFAULT_CSS = """
    FigureView { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, wanted: Drawing | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._wanted = wanted
        self._shown: tuple[Exercise, Side, Level | None] | None = None
        self._at: Moment | float = 0.0
        self._frame: Frame | None = None
        self._frames: Frames | None = None
        self._frames_for: tuple[object, ...] = ()
        self._styles: dict[tuple[Ink, Ink], Style] = {}
        self._palette: Palette = {}
        self._strips: dict[Row | None, Strip] = {}
        self._look: RaiseCheck = 0, Color(0, 0, 0), ()

    def on_mount(self) -> None:
        """Follow the theme."""
        self.app.theme_changed_signal.subscribe(self, lambda _theme: self._repaint())

    @property
    def has_room(self) -> bool:
        """Whether a figure can be read in the present size."""
        return self.display and fits(*self.size)

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown now."""
        return self._frame

    def show(self, exercise: Exercise, side: Side, dose: Level | None, at: Moment | float) -> None:
        """Show `exercise` at a moment, or at a place of its movement (the number of a key pose)."""
        self._shown, self._at = (exercise, side, dose), at
        self._draw()

    @property
    def frames(self) -> Frames | None:
        """The frames in the present size; None where there is nothing to show, or no room."""
        if self._shown is None or not self.has_room:
            return None
        exercise, side, dose = self._shown
        width, height = self.size
        drawing = drawing_of(self.app, self._wanted)
        # Called twelve times a second; comparing ids is quicker than comparing exercises.
        wanted = exercise.id, side, dose, width, height, drawing
        if self._frames is None or wanted != self._frames_for:
            self._frames = frames_of(exercise, side, (width, height), drawing, dose)
            self._frames_for = wanted
            self._strips.clear()
        return self._frames

    def on_resize(self) -> None:
        """Show the same moment in the new size."""
        self._draw()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows of the frame, with empty space around them.

        A movement shows the same rows again and again, so each is built once, and what Textual
        computes for it (colours, cropped parts, output) is cached with it. If the widget drew
        single lines, as widgets usually do, every row would be built again for every frame. Borders
        and padding are not supported; a figure needs none.
        """
        width, height = self.size
        look = width, self.background_colors[1], tuple(self.get_line_filters())
        if look != self._look or len(self._strips) > STRIPS_KEPT:
            self._look = look
            self._strips.clear()
        rows = self._frame.rows if self._frame else ()
        top = (height - len(rows)) // 2
        strips = [
            self._strip(rows[y - top] if 0 <= y - top < len(rows) else None)
            for y in crop.line_range
        ]
        if crop.column_span != (0, width):
            return [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def _strip(self, row: Row | None) -> Strip:
        """The line for `row` in the present colours."""
        strip = self._strips.get(row)
        if strip is None:
            width, background, filters = self._look
            strip = self._line(row, width)
            for each in filters:
                strip = strip.apply_filter(each, background)
            self._strips[row] = strip
        return strip

    def _line(self, row: Row | None, width: int) -> Strip:
        blank = self._style(0, 0)
        if row is None:
            return Strip.blank(width, blank)
        segments = [Segment(run.text, self._style(run.ink, run.ground)) for run in row]
        cells = sum(len(run.text) for run in row)
        left = (width - cells) // 2
        if left < 0:
            # Of a frame for a wider figure, drawn before this widget heard that it is narrower:
            # what is too long would push all that stands to the right of it out of its place.
            return Strip(segments, cells).crop(-left, -left + width)
        sides = [Segment(" " * each, blank) for each in (left, width - cells - left)]
        return Strip([sides[0], *segments, sides[1]], width)

    def _draw(self) -> None:
        frames = self.frames
        before = self._frame
        if frames is None:
            self._frame = None
        elif isinstance(self._at, Moment):
            self._frame = frames.at(self._at)
        else:
            self._frame = frames.at_place(self._at)
        if self._frame is before:
            return
        if before is None or self._frame is None or len(before.rows) != len(self._frame.rows):
            self.refresh()
            return
        top, width = (self.size.height - len(before.rows)) // 2, self.size.width
        changed = [
            Region(0, top + index, width, 1)
            for index, (old, new) in enumerate(zip(before.rows, self._frame.rows, strict=True))
            if old is not new
        ]
        if changed:
            self.refresh(*changed)

    def _style(self, ink: Ink, ground: Ink) -> Style:
        style = self._styles.get((ink, ground))
        if style is None:
            if not self._palette:
                self._palette = palette_of(self.app, self.background_colors[1])
            front = Color(*colour_of(ink, self._palette)).rich_color
            back = Color(*colour_of(ground, self._palette)).rich_color
            style = self._styles[ink, ground] = Style(color=front, bgcolor=back)
        return style

    def _repaint(self) -> None:
        self._strips.clear()
        self._styles.clear()
        self._palette = {}
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """With `height: auto`, all the height there is."""
        return container.height

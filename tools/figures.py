"""Draws contact sheets of the figure, cell by cell from its frames.

`make screenshots` draws those that the documents show into `screenshots/figures/`, and `make
screenshots ARGS=--all` every one into `build/screenshots/figures/`. The block characters are drawn
as what they stand for, so that no font comes between: a picture of the frames, not of a terminal.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence

from textual.color import Color
from textual.theme import Theme

from backcoach.coach.model.exercise import Exercise, Side
from backcoach.figure import Drawing, Frame, Frames, Palette, Role, colour_of
from backcoach.figure.cells import GROUND, QUADRANTS, SIGNS, Rgb
from backcoach.figure.movement import looks_of, props_of
from backcoach.tui.app.themes import THEMES
from backcoach.tui.widgets.figure_view import SHADES
from tests.support.content import catalogue
from tools.pictures import FOLDER as PICTURES
from tools.pictures import folder_for, shown_in_documents

FOLDER = PICTURES / "figures"
SIZE = (40, 12)
"""The size at which a movement must be told from others without its name."""
LARGE = (60, 20)
CELL = 4
ACROSS = 6
LABEL = 22
SHOWN = ("bird_dog", "dead_bug", "bridge", "single_leg_bridge", "cat_cow")

Part = tuple[float, float, float, float]
WHOLE: dict[str, list[Part]] = {
    " ": [],
    "█": [(0, 0, 1, 1)],
    "▀": [(0, 0, 1, 0.5)],
    "▄": [(0, 0.5, 1, 0.5)],
    GROUND: [(0, 0, 1, 1 / 8)],
}

Labelled = tuple[str, Frame]


def key_frames(
    exercise: Exercise, side: Side, drawing: Drawing, size: tuple[int, int]
) -> Iterator[Labelled]:
    """Every key pose of every look, once, with its name."""
    seen: set[tuple[object, ...]] = set()
    for name, dose in looks_of(exercise):
        frames = Frames(exercise, side, size, drawing, dose)
        for place, pose in enumerate(frames.movement.poses):
            picture = pose.name, props_of(exercise, dose)
            if picture not in seen:
                seen.add(picture)
                yield f"{exercise.id}, {name}: {pose.name}", frames.at_place(place)


def palette_from(theme: Theme) -> Palette:
    """The colours of the roles in a theme."""
    background = Color.parse(theme.background or "black")
    palette = {Role.NOTHING: background.rgb}
    for role, (name, strength) in SHADES.items():
        colour = Color.parse(getattr(theme, name))
        palette[role] = background.blend(colour, strength).rgb
    return palette


def monochrome() -> Palette:
    """One colour on black: what is left to a terminal without colours."""
    return {role: (0, 0, 0) if role is Role.NOTHING else (220, 220, 220) for role in Role}


def sheet(
    pictures: Sequence[Labelled], palette: Palette, size: tuple[int, int], across: int = ACROSS
) -> str:
    """All pictures in rows, each under its name, as SVG."""
    wide, high = size[0] * CELL + 14, size[1] * 2 * CELL + LABEL + 8
    parts: list[str] = []
    words = hex_of(palette[Role.HEAD])
    for index, (label, frame) in enumerate(pictures):
        left, top = index % across * wide + 7, index // across * high
        parts.append(
            f'<text x="{left}" y="{top + 15}" fill="{words}" font-family="sans-serif"'
            f' font-size="9">{label}</text>'
        )
        parts += frame_paths(frame, palette, left, top + LABEL)
    width, height = wide * min(across, len(pictures)), high * -(-len(pictures) // across)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}"'
        f' shape-rendering="crispEdges">\n'
        f'<rect width="100%" height="100%" fill="{hex_of(palette[Role.NOTHING])}"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def frame_paths(frame: Frame, palette: Palette, left: int, top: int) -> Iterator[str]:
    """One path for each colour of a frame."""
    paths: dict[Rgb, list[str]] = defaultdict(list)
    for y, row in enumerate(frame.rows):
        at = left
        for run in row:
            upper = top + y * 2 * CELL
            if run.ground:
                _add(paths[colour_of(run.ground, palette)], at, upper, len(run.text) * CELL, 8)
            for sign in run.text:
                for x, down, width, height in parts_of(sign):
                    place = paths[colour_of(run.ink, palette)]
                    _add(place, at + x * CELL, upper + down * 8, width * CELL, height * 8)
                at += CELL
    for colour, drawn in paths.items():
        yield f'<path fill="{hex_of(colour)}" d="{"".join(drawn)}"/>'


def _add(path: list[str], x: float, y: float, width: float, height: float) -> None:
    path.append(f"M{x:.4g} {y:.5g}h{width:.3g}v{height:.3g}h-{width:.3g}z")


def parts_of(sign: str) -> list[Part]:
    """The inked rectangles of a character, as shares of its cell: x, y, width, height."""
    if sign in WHOLE:
        return WHOLE[sign]
    if sign in QUADRANTS:
        bits = QUADRANTS.index(sign)
        return [(i % 2 / 2, i // 2 / 2, 0.5, 0.5) for i in range(4) if bits >> i & 1]
    if sign in SIGNS[Drawing.SEXTANTS]:
        bits = SIGNS[Drawing.SEXTANTS].index(sign)
        return [(i % 2 / 2, i // 2 / 3, 0.5, 1 / 3) for i in range(6) if bits >> i & 1]
    bits = SIGNS[Drawing.BRAILLE].index(sign)
    return [
        (i % 2 / 2 + 0.125, i // 2 / 4 + 0.0625, 0.25, 0.125) for i in range(8) if bits >> i & 1
    ]


def hex_of(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def sheets() -> Iterator[tuple[str, str]]:
    """Every sheet: the name of its file and the picture."""
    exercises = catalogue().exercises
    dark, light = (palette_from(theme) for theme in THEMES)
    for name, drawing, palette in (
        ("poses-dark", Drawing.HALF_BLOCKS, dark),
        ("poses-light", Drawing.HALF_BLOCKS, light),
        ("poses-monochrome", Drawing.QUADRANTS, monochrome()),
    ):
        pictures = [
            each
            for exercise in exercises.values()
            for each in key_frames(exercise, Side.RIGHT, drawing, SIZE)
        ]
        yield name, sheet(pictures, palette, SIZE)
    both = [
        (f"{label}, {side.value}", frame)
        for exercise in exercises.values()
        if exercise.per_side
        for side in (Side.LEFT, Side.RIGHT)
        for label, frame in list(key_frames(exercise, side, Drawing.HALF_BLOCKS, SIZE))[-1:]
    ]
    yield "sides", sheet(both, dark, SIZE)
    for name, palette in (("modes", dark), ("modes-monochrome", monochrome())):
        compared: list[Labelled] = []
        for id in SHOWN:
            for drawing in Drawing:
                *_, (label, frame) = key_frames(exercises[id], Side.RIGHT, drawing, LARGE)
                compared.append((f"{label}, {drawing.value}", frame))
        yield name, sheet(compared, palette, LARGE, len(Drawing))


def main() -> None:
    """Draw those that the documents show, or with `--all` every one."""
    everything = "--all" in sys.argv[1:]
    shown = shown_in_documents()
    for name, picture in sheets():
        file = FOLDER / f"{name}.svg"
        if everything or file in shown:
            place = folder_for(file, everything=everything) / file.name
            place.write_text(picture, encoding="utf-8")
            print(place)


if __name__ == "__main__":
    main()

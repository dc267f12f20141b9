"""Writes what every scene shows as text into `tests/golden/`, for the tests to compare with.

After a change that is meant: `make goldens`, or `python -m tools.goldens SCENE` for some of them,
and `git diff` shows what became of each screen. A
file holds the screen at 80×24 and again after the terminal has been given other sizes, then which
colours and emphasis the cells have at 80×24, then a checksum of all cells with all of their colours
for each size and shade.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from textual._compositor import LayoutUpdate

from backcoach.figure.cells import QUADRANTS
from tests.support.coach import SIZES, Opened
from tests.support.style_sheets import parsed_once
from tools.pictures import ROOT
from tools.screenshots import (
    SCENES,
    SHOWN_FOLDER,
    Practised,
    Scene,
    at_rest,
    folder_of,
    shades_of,
    staged,
)

FOLDER = ROOT / "tests" / "golden"
FIRST = (80, 24)
READ = (FIRST, (60, 20), (120, 40))
"""The sizes whose text is kept; of the others there is the checksum alone."""
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
EMPHASIS = ("bold", "dim", "italic", "underline", "reverse", "strike", "blink")
IN_FIGURE = "."
"""Stands for the colours of a cell of the figure, or of a large number: a shade for each."""
CHECKSUMS = "--- checksums of all cells with their colours"
OTHERS = "--- the same in other sizes and shades"

Size = tuple[int, int]


class Cell(NamedTuple):
    """A character on the screen; a wide one stands for two cells."""

    text: str
    look: str


Rows = list[list[Cell]]


def file_of(scene: str) -> Path:
    """Where the text of a scene is kept."""
    return FOLDER / f"{scene}.txt"


def rows_of(coach: Opened) -> Rows:
    """Every row of the terminal, with what lies dimmed under a dialog."""
    update = coach.app.screen._compositor.render_update(
        full=True, screen_stack=coach.app._background_screens
    )
    assert isinstance(update, LayoutUpdate)
    # The help names the data folder, which differs from run to run.
    folder = folder_of(coach)
    shown = SHOWN_FOLDER[-len(folder) :].ljust(len(folder))
    rows: Rows = []
    for strips in update.strips:
        segments = [segment for strip in strips for segment in strip if not segment.control]
        row = [Cell(sign, look_of(each.style)) for each in segments for sign in each.text]
        text = "".join(cell.text for cell in row).replace(folder, shown)
        rows.append([Cell(sign, cell.look) for sign, cell in zip(text, row, strict=True)])
    return rows


def look_of(style: Style | None) -> str:
    """How a cell looks, such as "bold #e8e6e1 on #14181b"."""
    if style is None:
        return ""
    emphasis = [name for name in EMPHASIS if getattr(style, name)]
    return " ".join([*emphasis, named(style.color), "on", named(style.bgcolor)])


def named(colour: Color | None) -> str:
    if colour is None:
        return "default"
    return colour.name if colour.triplet is None else colour.triplet.hex


def text_of(rows: Rows) -> list[str]:
    """The characters alone, without the blanks at the ends of the rows."""
    return ["".join(cell.text for cell in row).rstrip() for row in rows]


def looks_of(rows: Rows) -> list[str]:
    """A letter in place of each cell, and below it what each letter stands for.

    Cells that look like most of the screen are left blank. The letter comes from the look itself,
    so that one more look leaves the letters of the others as they are.
    """
    looks = [[seen_of(cell) for cell in row] for row in rows]
    every = [look for row in looks for look in row]
    usual = max(sorted(set(every)), key=every.count)
    letters = {IN_FIGURE: IN_FIGURE, usual: " "}
    # Where there is nothing to see, the colour of the characters makes no difference.
    letters[f"on {usual.rpartition('on ')[2]}"] = " "
    legend = []
    for look in sorted(set(every) - set(letters)):
        at = crc32(look.encode()) % len(LETTERS)
        free = [each for each in LETTERS[at:] + LETTERS[:at] if each not in letters.values()]
        letters[look] = free[0]
        legend.append(f"{free[0]}: {look}")
    width = [[cell_len(cell.text) for cell in row] for row in rows]
    drawn = [
        "".join(letters[look] * cells for look, cells in zip(row, wide, strict=True)).rstrip()
        for row, wide in zip(looks, width, strict=True)
    ]
    return [*drawn, *legend]


def seen_of(cell: Cell) -> str:
    """What can be seen of its look."""
    if cell.text == " ":
        blank = cell.look.rpartition("on ")[2]
        return cell.look if re.search("underline|reverse|strike", cell.look) else f"on {blank}"
    return IN_FIGURE if cell.text in QUADRANTS or cell.text in "▀▄█" else cell.look


def checksum(rows: Rows) -> str:
    """Of every cell, with its colours."""
    return f"{crc32(repr([[tuple(cell) for cell in row] for row in rows]).encode()):08x}"


def sized(size: Size) -> str:
    return f"{size[0]}x{size[1]}"


async def give_size(coach: Opened, size: Size) -> None:
    """Let the terminal have this size, and wait until all is drawn in it."""
    if coach.app.size != size:
        await coach.resize(*size)
        await at_rest(coach)


async def as_text(coach: Opened) -> list[str]:
    """The part of the file that is read: the scene in its sizes, and how it looks in the first."""
    parts: list[str] = []
    sums: list[str] = []
    looks: list[str] = []
    for size in READ:
        await give_size(coach, size)
        rows = rows_of(coach)
        parts += [f"--- {sized(size)}", *text_of(rows)]
        looks = looks or looks_of(rows)
        sums.append(f"{sized(size)} dark {checksum(rows)}")
    return [*parts, f"--- colours in {sized(FIRST)}", *looks, CHECKSUMS, *sums]


async def other_checksums(scene: Scene, practised: Practised) -> list[str]:
    """A line for each size and shade of which no text is kept."""
    lines: list[str] = []
    for shade in shades_of(scene[0]):
        async with staged(scene, FIRST, shade, practised) as coach:
            # Through the same sizes, so that the screen has come the same way.
            for size in (*READ, *(each for each in SIZES if each not in READ)):
                await give_size(coach, size)
                if shade != "dark" or size not in READ:
                    lines.append(f"{sized(size)} {shade} {checksum(rows_of(coach))}")
    return lines


async def main(*names: str) -> None:
    """Write the text of the scenes of these names; of every scene where none is given."""
    FOLDER.mkdir(exist_ok=True)
    with parsed_once(), tempfile.TemporaryDirectory() as home:
        practised = Practised(Path(home))
        for scene in SCENES:
            if not names or scene[0] in names:
                async with staged(scene, FIRST, "dark", practised) as coach:
                    lines = await as_text(coach)
                lines += [OTHERS, *await other_checksums(scene, practised)]
                file_of(scene[0]).write_text("\n".join([*lines, ""]), encoding="utf-8")
                print(file_of(scene[0]).name)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))

"""Draws one set of bird-dog as an animated SVG: the frames, number and words of a session.

Run it with `make screenshots`. Every frame is drawn once and shown when its turn comes, so the
picture is small and needs only a browser.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from backcoach.coach.model.exercise import Side, Tempo
from backcoach.coach.model.formatting import lower_first
from backcoach.coach.session.snapshot import Phase, rep_at
from backcoach.figure import Drawing, Frame, Frames, Moment, Palette, Role
from backcoach.figure.cells import Run
from backcoach.tui.app.themes import THEMES
from backcoach.tui.widgets.numeral import rows_of
from backcoach.tui.widgets.stage_panel import phase_words
from tests.support.content import catalogue
from tools.figures import CELL, FOLDER, frame_paths, hex_of, palette_from

FILE = FOLDER / "bird-dog-set.svg"
EXERCISE, SIDE, REPS = "bird_dog", Side.LEFT, 5
FRAMES_A_SECOND = 12
FIGURE = (48, 14)
NUMBER = (18, 10)
MARGIN, HEAD = 16, 30
SHOWN_WIDTH = 760

Steps = Sequence[object]
"""What is shown in each twelfth of a second."""


def show_in_turn(content: str, mine: Sequence[bool], seconds: float) -> str:
    """`content`, visible only in those of the equal parts of `seconds` that are `mine`."""
    values, times = ["visible" if mine[0] else "hidden"], ["0"]
    for index in range(1, len(mine)):
        if mine[index] != mine[index - 1]:
            values.append("visible" if mine[index] else "hidden")
            times.append(f"{index / len(mine):.4f}")
    if len(values) == 1:
        return f"<g>{content}</g>"
    return (
        f'<g visibility="{values[0]}"><animate attributeName="visibility" calcMode="discrete"'
        f' dur="{seconds:g}s" repeatCount="indefinite" values="{";".join(values)}"'
        f' keyTimes="{";".join(times)}"/>{content}</g>'
    )


def in_turn(steps: Steps, drawn: Mapping[object, str], seconds: float) -> Iterator[str]:
    """Each drawing once, visible in its steps."""
    for key, content in drawn.items():
        yield show_in_turn(content, [step is key or step == key for step in steps], seconds)


def set_of(tempo: Tempo, frames: Frames) -> tuple[list[Frame], list[Phase], list[int]]:
    """Frame, phase and number of every step of the set."""
    duration = float(REPS * tempo.seconds)
    shown: tuple[list[Frame], list[Phase], list[int]] = [], [], []
    for step in range(round(duration * FRAMES_A_SECOND)):
        rep = rep_at(step / FRAMES_A_SECOND, duration, tempo)
        shown[0].append(frames.at(Moment(rep.phase, rep.share)))
        shown[1].append(rep.phase)
        shown[2].append(rep.number)
    return shown


def number_frame(number: int) -> Frame:
    """The number as the session draws it."""
    rows = rows_of(str(number), *NUMBER)
    return Frame(tuple((Run(row, int(Role.NEAR), 0),) for row in rows))


def words(text: str, colour: str, x: int, y: int, size: int = 11) -> str:
    """One line of words."""
    return (
        f'<text x="{x}" y="{y}" fill="{colour}" font-family="monospace" font-size="{size}"'
        f' font-weight="bold">{text}</text>'
    )


def picture(palette: Palette, work: str) -> str:
    """The whole animation."""
    exercise = catalogue().exercises[EXERCISE]
    tempo = exercise.at(1).tempo
    assert tempo is not None
    frames, phases, numbers = set_of(
        tempo, Frames(exercise, SIDE, FIGURE, Drawing.HALF_BLOCKS, exercise.at(1))
    )
    whole, once = REPS * tempo.seconds, tempo.seconds
    a_rep = once * FRAMES_A_SECOND
    left = MARGIN + NUMBER[0] * CELL + MARGIN
    width, height = left + FIGURE[0] * CELL + MARGIN, HEAD + FIGURE[1] * 2 * CELL + MARGIN
    ink, quiet = hex_of(palette[Role.HEAD]), hex_of(palette[Role.GROUND])
    drawn: dict[object, str] = defaultdict(str)
    for frame in frames[:a_rep]:
        if frame not in drawn:
            drawn[frame] = "".join(frame_paths(frame, palette, left, HEAD))
    of_work = {**palette, Role.NEAR: rgb(work)}
    counts: dict[object, str] = {
        number: "".join(frame_paths(number_frame(number), of_work, MARGIN, HEAD + 16))
        for number in range(1, REPS + 1)
    }
    spoken: dict[object, str] = {
        phase: words(f"▸ {phase_words(exercise)[phase].upper()}", work, MARGIN, height - MARGIN)
        for phase in Phase
    }
    parts = [
        words(f"{exercise.name} · {lower_first(exercise.side_words(SIDE))}", ink, MARGIN, 20, 12),
        f'<path stroke="{quiet}" d="M{left - 8} {HEAD}v{height - HEAD - MARGIN}"/>',
        *in_turn(frames[:a_rep], drawn, once),
        *in_turn(numbers, counts, whole),
        *in_turn(phases[:a_rep], spoken, once),
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{SHOWN_WIDTH}" shape-rendering="crispEdges">\n'
        f'<rect width="100%" height="100%" fill="{hex_of(palette[Role.NOTHING])}"/>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def rgb(colour: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour written as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def dark() -> str:
    """The picture in the dark theme."""
    theme = THEMES[0]
    assert theme.success is not None
    return picture(palette_from(theme), theme.success)


def main() -> None:
    """Draw it."""
    FILE.write_text(dark(), encoding="utf-8")
    print(FILE.name, f"{FILE.stat().st_size / 1024:.0f} KB")


if __name__ == "__main__":
    main()

"""Every chart in every size, with and without colour, as text to look at; and what charts promise.

After a change that is meant: `python -m tests.charts.test_charts` writes the files anew.
"""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.charts.bars import Bar, bars, filled
from backcoach.charts.calendar import DayMark, legend, month, week, year
from backcoach.charts.chart import Chart, Draw, Room, Shade
from backcoach.charts.ladder import Climbed, Stop, ladder, ladders, path, rungs
from backcoach.charts.line import Bounds, Series, line, ticks
from backcoach.charts.sentences import change
from backcoach.charts.spark import spark
from backcoach.glyphs import Glyphs, Repertoire

GOLDEN = Path(__file__).parent / "golden"
SIZES = ((40, 12), (60, 20), (80, 24), (120, 40))
ASCII = Repertoire(Glyphs.ASCII, "ascii")
LETTERS = dict(zip(Shade, " .do!~", strict=True))
"""The shade of each cell, as a letter."""

BEGAN, TODAY = date(2026, 9, 7), date(2026, 11, 30)
THURSDAY = date(2026, 11, 26)
PAINS = (6, 6, 5, 7, 5, 6, 5, 5, 4, 8, 8, 7, 6, 5, 5, 4, 4, 5, 4, 3, 4, 3, 3, 4, 3, 3, 2, 3)
BEFORE = [(BEGAN + timedelta(days=3 * place), float(pain)) for place, pain in enumerate(PAINS)]
WORST = [(day, min(10, pain + 2)) for day, pain in BEFORE]
FLARE = (BEGAN + timedelta(days=27), BEGAN + timedelta(days=36))
MARKS = {day: DayMark.DONE for day, _ in BEFORE[:-1]} | {
    TODAY - timedelta(days=2): DayMark.EASY,
    TODAY - timedelta(days=5): DayMark.PART,
    **{FLARE[0] + timedelta(days=each): DayMark.FLARE for each in range(10)},
}
STEPS = ("2 × 6 reps, each side", "2 × 8 reps", "3 × 8 reps, hold 5 s", "3 × 10 reps, hold 8 s")
CLIMBED = (
    Climbed("Bird-dog", 2, 4),
    Climbed("Single-leg bridge (band or dumbbell)", 1, 3),
    Climbed("Side plank from the knees", 3, 3),
)
STOPS = (
    Stop("Wake up your core", "behind you"),
    Stop("Build strength", "you are here, day 23"),
    Stop("Train for life", "week 7 on"),
)
NEEDED = (
    Bar("Days in this stage", "9 of 28 days", 9 / 28, done=False),
    Bar("Sessions done", "9 of 12", 0.75, done=False),
    Bar("Calm sessions", "3 of 3", 1.0, done=True),
    Bar("Mornings back to usual", "2 of 3", 2 / 3, done=False),
)

CHARTS: dict[str, Draw] = {
    "line": lambda room: line(
        [Series(BEFORE, "b"), Series(WORST, "w")],
        room,
        change("Pain before sessions", BEFORE),
        band=(3, 5),
        hard=[FLARE],
    ),
    "line-few": lambda room: line([Series(BEFORE[:4])], room, change("Pain", BEFORE[:4])),
    "line-none": lambda room: line([Series([])], room, change("Pain", [])),
    "bars": lambda room: bars(NEEDED, room, "1 of 4 in place"),
    "month": lambda room: month(
        MARKS, date(2026, 11, 25), TODAY, room, f"November: {legend(MARKS)}"
    ),
    "year": lambda room: year(MARKS, date(2026, 11, 25), TODAY, room, "27 sessions in 12 weeks"),
    "week": lambda room: week(MARKS, {THURSDAY: "next"}, THURSDAY, room, "1 of 3 this week"),
    "week-row": lambda room: week(MARKS, {}, THURSDAY, Room(room.width, 1, room.fine), "This week"),
    "ladder": lambda room: ladder(STEPS, 2, room, "Level 2 of 4"),
    "ladders": lambda room: ladders(CLIMBED, room, "Your levels now"),
    "path": lambda room: path(STOPS, 1, room, "Stage 2 of 3"),
    "spark": lambda room: spark([*PAINS, None, 2], 10, room, change("Pain", BEFORE)),
}


def shades_of(chart: Chart) -> str:
    """A letter for the shade of each cell."""
    rows = (
        "".join(
            LETTERS[piece.shade] if sign != " " else " " for piece in row for sign in piece.text
        )
        for row in chart.lines
    )
    return "\n".join(row.rstrip() for row in rows)


def as_text(name: str) -> str:
    """The chart in all sizes; the shades of the first two sizes; and in ASCII."""
    parts = []
    for place, size in enumerate(SIZES):
        chart = CHARTS[name](Room(*size))
        parts += [f"--- {size[0]}x{size[1]}: {chart.sentence}", chart.text]
        if place < 2:
            parts += ["--- its shades", shades_of(chart)]
    coarse = CHARTS[name](Room(*SIZES[0], fine=False))
    ascii_text = "\n".join(map(ASCII.fitted, coarse.text.split("\n")))
    return "\n".join([*parts, "--- 40x12 in ASCII", ascii_text, ""])


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_looks_as_it_did(name: str) -> None:
    assert as_text(name) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_keeps_to_its_room_and_says_a_sentence(name: str) -> None:
    for width in range(24, 121, 3):
        for height in (3, 6, 12, 40):
            for fine in (True, False):
                chart = CHARTS[name](Room(width, height, fine))
                assert chart.sentence
                assert all(len(row) <= width for row in chart.text.split("\n")), (width, height)
                if name.startswith("line"):
                    assert len(chart.lines) <= height


@pytest.mark.parametrize("name", CHARTS)
def test_in_ascii_nothing_is_lost(name: str) -> None:
    chart = CHARTS[name](Room(60, 12, fine=False))
    assert "?" not in "".join(map(ASCII.fitted, chart.text.split("\n")))


@given(st.integers(0, 3), st.integers(1, 250), st.integers(1, 60))
def test_ticks_are_whole_numbers_at_equal_distances_from_end_to_end(
    bottom: int, span: int, rows: int
) -> None:
    bounds = Bounds(bottom, bottom + span)
    found = ticks(bounds, rows)
    assert {found[0], found[-1]} == {bottom, bottom + span}
    assert len({after - before for before, after in pairwise(found)}) == 1
    assert len(found) <= max(2, rows)


@given(st.floats(0, 1), st.integers(1, 60), st.booleans())
def test_only_a_whole_bar_looks_whole(share: float, width: int, fine: bool) -> None:
    full, empty = filled(share, width, fine=fine)
    assert len(full) + len(empty) == width
    if fine or width > 1:
        assert (full == "█" * width) is (share == 1)
        assert (full == "") is (share == 0)


def test_the_first_and_the_last_value_lie_where_their_ticks_are() -> None:
    ends = [(BEGAN, 10.0), (TODAY, 0.0)]
    rows = line([Series(ends)], Room(60, 12), "").text.split("\n")
    assert rows[0].startswith("10 ┤")
    assert rows[0][4] != " "
    assert rows[10].startswith(" 0 ┤")
    assert rows[10][-1] != "┤"


def test_no_line_is_drawn_over_weeks_without_a_value() -> None:
    points = [(BEGAN, 5.0), (BEGAN + timedelta(days=60), 5.0)]
    drawn = line([Series(points)], Room(60, 12), "").text.split("\n")[:-1]
    assert all(row[10:50].strip() == "" for row in drawn)
    assert sum(row[4:].strip() != "" for row in drawn) == 1


@pytest.mark.parametrize(
    ("pains", "days", "said"),
    [
        ((6, 6, 6, 5, 3, 3, 3), 2, "Pain 6 → 3 in 12 weeks"),
        ((4, 4), 1, "Pain 4, the same, in 7 days"),
        ((4,), 1, "Pain 4"),
        ((), 1, "Pain: not known yet"),
    ],
)
def test_a_change_is_one_sentence(pains: tuple[int, ...], days: int, said: str) -> None:
    points = [(BEGAN + timedelta(days=days * 7 * place), pain) for place, pain in enumerate(pains)]
    assert change("Pain", points) == said


def test_a_small_ladder_has_a_rung_for_each_level() -> None:
    assert rungs(2, 4) == "▮▮▯▯"
    assert rungs(5, 4) == "▮▮▮▮▮"


if __name__ == "__main__":
    for each in CHARTS:
        (GOLDEN / f"{each}.txt").write_text(as_text(each), encoding="utf-8")

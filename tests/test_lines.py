"""Every numbered line of the rules that a test can hold has one named after it.

`test_a6_3_seven_days_of_gone_end_it` is a test of line A6.3; a name may hold two lines, as in
`test_d4_and_e3_2_...`. Tables of rows (A2, A5) name their rows in tables of their own, which are
looked at here.
"""

import re
from pathlib import Path

import pytest

from tests.coach.safety.test_check_in_rows import TABLE as A5
from tests.coach.safety.test_start_screen import TABLE as A2

LINES = {
    "a": "1_1 1_2 1_3 1_4 1_5 2 3 4 5 5_2 5_3 5_6 5_7 5_7p 6_1 6_2 6_3 6_4 6_5 6_6 6_7"
    " 7 8 9 10 10_1 10_2 10_3 11 12 13_1 13_2 13_3 14",
    "b": "1_1 1_2 1_3 1_4 1_5 1_6 1_7 2 3_1 3_2 3_3 3_4 3_5 3_6 3_7"
    " 4_1 4_2 4_3 4_4 4_5 4_6 4_7 4_8 4_9 4_10 4_11",
    "c": "1 2 3 4 5 6 7 8 9 10",
    "d": "1 2 3 4 5",
    "e": "1 2 3_1 3_2 3_3 4 5 6 7",
    "i": "1_1 1_2 1_3 1_4 1_5 1_6 1_7 2",
}
"""By section, the lines that have tests of their own."""
NAME = re.compile(
    r"def test_(?P<line>[a-ei]\d+(?:_\d+p?)?)_(?:and_(?P<other>[a-ei]\d+(?:_\d+p?)?)_)?"
)


def lines_tested() -> set[str]:
    """The lines that names of tests begin with; a test of A10.3 is one of A10 too."""
    found: set[str] = set()
    for path in Path(__file__).parent.rglob("test_*.py"):
        for match in NAME.finditer(path.read_text(encoding="utf-8")):
            lines = [each for each in match.groups() if each is not None]
            found.update(lines, (each.partition("_")[0] for each in lines))
    return found


def test_every_line_has_a_test_named_after_it() -> None:
    lines = {f"{section}{each}" for section, told in LINES.items() for each in told.split()}
    assert sorted(lines - lines_tested()) == []


@pytest.mark.parametrize(("group", "rows"), [("E", 7), ("U", 9), ("C", 10), ("D", 6)])
def test_every_row_of_the_start_screen_stands_in_its_table(group: str, rows: int) -> None:
    named = {row.name.partition(" ")[0] for row in A2}
    assert {f"{group}{number}" for number in range(1, rows + 1)} <= named


def test_every_row_of_the_check_in_stands_in_its_table() -> None:
    rows = {row.line for row in A5}
    assert rows == {f"A5.{each}" for each in (1, 2, 3, 4, 5, 6, 7, "7p", 8)}

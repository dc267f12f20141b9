"""The figure beside the number of a session: in time with it, and only where it has room."""

from pathlib import Path

import pytest
from textual.geometry import Size

from backcoach.coach.model.exercise import Level
from backcoach.coach.session.snapshot import Phase
from backcoach.figure.movement import movement_of
from backcoach.tui.widgets.figure_view import FigureView
from backcoach.tui.widgets.numeral import Numeral
from backcoach.tui.widgets.stage_panel import figure_place, phase_words
from tests.support.coach import Opened, following
from tests.support.content import catalogue, item

BIRD_DOG = item("bird_dog")  # left and right, two sets of 5 × (2 out, 3 hold, 2 back), 30 s rest
BRACE = item("abdominal_brace")  # 5 holds of 5 s
READY, TURN, REPS, REP = 12, 15, 5, 7


def view(coach: Opened) -> FigureView:
    return coach.session.query_one(FigureView)


def phase_at(tenth: int) -> tuple[Phase, float]:
    """Phase and share of a repetition of 2, 3 and 2 seconds, so many tenths after it began."""
    if tenth < 20:
        return Phase.OUT, tenth / 20
    if tenth < 50:
        return Phase.HOLD, (tenth - 20) / 30
    return Phase.BACK, (tenth - 50) / 20


@pytest.mark.parametrize("key", ["", "f"], ids=["session", "floor view"])
async def test_figure_and_count_agree_at_every_tenth_of_a_second_of_a_set(
    tmp_path: Path, key: str
) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press(*key)
        coach.play(READY)
        figure = coach.screen.query_one(FigureView)
        frames = figure.frames
        assert frames is not None
        shown = set()
        for tenth in range(REPS * REP * 10):
            rep, into = divmod(tenth, REP * 10)
            phase, share = phase_at(into)
            expected = frames.at_place(frames.movement.place(phase, share))
            assert figure.frame is expected, tenth / 10
            shown.add(figure.frame)
            if key:
                assert coach.screen.query_one("#floor-number", Numeral).value == str(rep + 1)
            else:
                assert coach.number == str(rep + 1), tenth / 10
                assert f"▸ {phase_words(BIRD_DOG.exercise)[phase].upper()}" in coach.line(
                    "phases"
                ), tenth / 10
            coach.play(0.1)
        assert len(shown) > 10


async def test_a_pause_freezes_the_figure(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 1)
        await coach.press("space")
        frozen = view(coach).frame
        for _ in range(5):
            coach.play(0.7)
            assert view(coach).frame is frozen
        await coach.press("space")
        coach.play(3)
        assert view(coach).frame is frozen
        coach.play(0.5)
        assert view(coach).frame is not frozen


async def test_reduced_motion_shows_two_stills_for_a_repetition(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"reduced_motion": true}')
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 0.1)
        shown = set()
        for _ in range(REP * 10):
            coach.play(0.1)
            shown.add(view(coach).frame)
        assert len(shown) == 2


async def test_a_rest_shows_the_exercise_that_comes(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, BRACE) as coach:
        coach.play(READY + 4 * 35 + 2 * 5 + 30 + 2)
        assert (coach.line("word"), coach.line("name"), coach.number) == (
            "GET READY",
            "Abdominal brace · level 1",
            str(TURN - 2),
        )
        frames = view(coach).frames
        assert frames is not None
        assert frames.movement == movement_of(catalogue().exercises["abdominal_brace"], dose())


def dose() -> Level:
    return catalogue().exercises["abdominal_brace"].at(1)


@pytest.mark.parametrize(
    ("width", "height", "place"),
    [
        (58, 9, "-beside"),
        (57, 9, "-beside"),
        (52, 9, "-beside"),
        (51, 9, ""),
        (58, 8, ""),
        (24, 17, "-under"),
        (57, 17, "-under"),
        (58, 17, "-beside"),
        (24, 16, ""),
        (23, 17, ""),
    ],
)
def test_where_the_figure_stands(width: int, height: int, place: str) -> None:
    assert figure_place(Size(width, height)) == place


@pytest.mark.parametrize(
    ("size", "there"),
    [
        ((60, 20), True),
        ((60, 18), False),
        ((80, 24), True),
        ((60, 40), True),
        ((120, 40), True),
        ((200, 60), True),
    ],
)
async def test_the_figure_makes_way_for_the_text(
    tmp_path: Path, size: tuple[int, int], there: bool
) -> None:
    async with following(tmp_path, BIRD_DOG, size=size) as coach:
        coach.play(READY + 1)
        await coach.settle()
        assert (view(coach).frame is not None and view(coach).region.area > 0) is there
        assert coach.number == "1"


async def test_a_hidden_figure_is_not_worked_out(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, size=(60, 18)) as coach:
        coach.play(READY + 1)
        assert view(coach).frames is None

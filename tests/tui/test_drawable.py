"""Where a terminal can't show every character, the screens are drawn with those it can."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.glyphs import Glyphs, Repertoire, repertoire_for
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.screens.session.floor_panel import FloorPanel
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.widgets.browser import Browser
from tests.support.coach import Opened, following, opened
from tests.support.content import item
from tests.support.logs import a_log, a_session
from tests.tui.places import on_day
from tests.tui.walks import WALKS, Walk

CONSOLE = Repertoire(Glyphs.CP437)
ASCII = Repertoire(Glyphs.ASCII)
LATIN_1 = repertoire_for("latin-1")
LIMITED = pytest.mark.parametrize("repertoire", [CONSOLE, ASCII], ids=["console", "ascii"])


def draw_with(repertoire: Repertoire, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every coach that is opened have a terminal with no more than that."""
    limited = partial(opened, repertoire=repertoire)
    for place in ("tests.support.coach", "tests.tui.walks", __name__):
        monkeypatch.setattr(f"{place}.opened", limited)


def missing(coach: Opened, repertoire: Repertoire) -> set[str]:
    """What is on the screen and can't be shown."""
    return {each for each in coach.text if not repertoire.holds(each)}


@pytest.mark.parametrize(
    ("repertoire", "size"), [(CONSOLE, (120, 40)), (ASCII, (60, 20))], ids=["console", "ascii"]
)
@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.__name__)
async def test_every_screen_is_drawn_with_what_there_is(
    walk: Walk, size: tuple[int, int], repertoire: Repertoire, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    draw_with(repertoire, monkeypatch)

    def look(stop: str, coach: Opened) -> None:
        assert not missing(coach, repertoire), stop
        assert "??" not in coach.text.replace("????", ""), stop

    await walk(tmp_path, size, look)


@LIMITED
async def test_palette_and_messages_too(
    repertoire: Repertoire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_with(repertoire, monkeypatch)
    async with opened(tmp_path) as coach:
        coach.app.warn("“Größe” – 腰 ✓ 🙂")
        await coach.press("ctrl+p")
        assert not missing(coach, repertoire)


@pytest.mark.parametrize("repertoire", [CONSOLE, ASCII, LATIN_1], ids=str)
async def test_what_a_person_wrote_is_shown_with_signs_and_kept(
    repertoire: Repertoire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_with(repertoire, monkeypatch)
    session = a_session(0)
    assert session.ratings is not None
    note = "Rücken 腰痛 🙂 спина"
    log: Log = a_log(replace(session, ratings=replace(session.ratings, note=note)))
    async with opened(tmp_path, log=log, clock=on_day(1), morning_put_off=True) as coach:
        await coach.press("h")
        await coach.settle()
        u = "u" if repertoire is ASCII else "ü"
        assert f"R{u}cken ???? ?? ?????" in " ".join(coach.text.split())
        assert not missing(coach, repertoire)
        kept = coach.practice.book.log.all.sessions[0].ratings
        assert kept is not None
        assert kept.note == note


@LIMITED
async def test_the_states_of_a_session_have_frames_of_their_own(
    repertoire: Repertoire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_with(repertoire, monkeypatch)
    async with following(tmp_path, item("bird_dog"), size=(80, 24)) as coach:
        frames = {"ready": frame(coach)}
        coach.play(12 + 5)
        await coach.settle()
        frames["work"] = frame(coach)
        await coach.press("space")
        frames["paused"] = frame(coach)
        await coach.press("space")
        coach.play(3)
        await coach.press("n", "n", "n")
        await coach.settle()
        frames["rest"] = frame(coach)
        assert coach.line("word") == "REST"
        assert len(set(frames.values())) == len(frames), frames


def frame(coach: Opened) -> str:
    """The upper edge and the sides of the frame round number and figure."""
    region = coach.screen.query_one("#stage").region
    rows = coach.rows
    edge = rows[region.y][region.x + 5 : region.x + 15]
    return edge + "".join(row[region.x] for row in rows[region.y + 1 : region.bottom - 1])


@LIMITED
async def test_the_states_of_the_floor_view_have_bars_of_their_own(
    repertoire: Repertoire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_with(repertoire, monkeypatch)
    async with following(tmp_path, item("bird_dog"), size=(80, 24)) as coach:
        await coach.press("f")
        bars = {"ready": bar(coach)}
        coach.play(12 + 5)
        await coach.settle()
        bars["work"] = bar(coach)
        await coach.press("space")
        bars["paused"] = bar(coach)
        await coach.press("space")
        coach.play(3)
        await coach.press("right", "right", "right")
        bars["rest"] = bar(coach)
        assert len(set(bars.values())) == len(bars), bars


def bar(coach: Opened) -> str:
    """The bar at the left edge."""
    assert coach.screen.query_one(FloorPanel)
    return "\n".join(row[:5] for row in coach.rows)


@pytest.mark.parametrize(
    ("repertoire", "signs", "ink"), [(CONSOLE, "█▒░", "█"), (ASCII, "db#_", "#")]
)
async def test_figure_and_number_are_drawn_in_a_matching_way(
    repertoire: Repertoire, signs: str, ink: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_with(repertoire, monkeypatch)
    (tmp_path / "settings.json").write_text('{"drawing": "braille"}')
    async with opened(tmp_path, size=(120, 40)) as coach:
        await coach.press("x")
        assert isinstance(coach.screen, ExercisesScreen)
        coach.screen.query_one(Browser).choose("bird_dog")
        await coach.settle()
        region = coach.screen.query_one("#figure").region
        drawn = [row[region.x : region.right] for row in coach.rows[region.y : region.bottom]]
        assert set(signs) <= set("".join(drawn))
    async with following(tmp_path, item("bird_dog"), size=(120, 40)) as coach:
        assert isinstance(coach.screen, SessionScreen)
        region = coach.screen.query_one("Numeral").region
        number = [row[region.x : region.right] for row in coach.rows[region.y : region.bottom]]
        assert set("".join(number)) == {" ", ink}

"""The floor view: what is shown, how states differ, and which keys do what."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.geometry import Size

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import Status
from backcoach.coach.planning.plan import LoadToday, PlanItem
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import snapshot
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from backcoach.tui.screens.dialogs.help import HelpScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.floor_layout import (
    LEAST_ROWS,
    SIDE_SCALE,
    arrange,
    columns_of,
    gap_under,
    large_side,
    plan_of,
)
from backcoach.tui.screens.session.floor_panel import FloorPanel
from backcoach.tui.screens.session.hurt import HurtDialog, WhereDialog
from backcoach.tui.screens.session.session import SessionScreen
from backcoach.tui.screens.session.session_words import floor_lines
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.widgets.figure_view import FigureView
from backcoach.tui.widgets.numeral import DOTS_HIGH, Large, Numeral, as_letters, rows_of
from tests.support.coach import SIZES, Opened, following
from tests.support.content import catalogue, item

BIRD_DOG = item("bird_dog")  # left and right, two sets of 5 × (2 out, 3 hold, 2 back), 30 s rest
CURL_UP = item("curl_up", level=2)  # 4, 3, 2 holds of 8 s, 20 s rest
MARCH = item("march_in_place")  # 300 s
READY, SET = 12, 35
KG = WeightUnit.KG


def numeral(coach: Opened, id: str) -> Numeral:
    return coach.screen.query_one(f"#floor-{id}", Numeral)


def number(coach: Opened) -> str:
    return numeral(coach, "number").value


def word(coach: Opened) -> str:
    return numeral(coach, "word").value


def figure(coach: Opened) -> FigureView:
    return coach.screen.query_one(FigureView)


async def test_f_goes_to_the_floor_view_and_back(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 8)
        await coach.press("f")
        assert isinstance(coach.screen, FloorScreen)
        coach.screen.query_one(FloorPanel).say("")
        coach.play(3)
        assert (word(coach), number(coach)) == ("STAY", "2")
        assert numeral(coach, "number").tail == "OF 5"
        assert coach.line("floor-line") == "Bird-dog · left leg back"
        assert coach.line("floor-foot") == "set 1 of 2 · 3 min left · then right leg back"
        await coach.press("f")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.number == "2"
        assert "▸ STAY" in coach.line("phases")
        await coach.press("f", "escape")
        assert isinstance(coach.screen, SessionScreen)
        assert coach.session.player.position.state is SessionState.RUNNING


async def test_a_setting_begins_in_it(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text(json.dumps({"floor_view": True}))
    async with following(tmp_path, BIRD_DOG) as coach:
        assert isinstance(coach.screen, FloorScreen)
        assert numeral(coach, "title").value == "BIRD-DOG"
        assert numeral(coach, "side").value == "LEFT LEG"


async def test_there_is_nothing_but_lines_word_number_figure_and_bars(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("f")
        panel = coach.screen.query_one(FloorPanel)
        assert panel.region == coach.screen.region
        shown = [each for each in panel.walk_children() if not each.children]
        assert [type(each).__name__ for each in shown] == [
            "Sheet",
            "Numeral",
            "Numeral",
            "Numeral",
            "Numeral",
            "FigureView",
            "Sheet",
            "Sheet",
        ]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_number_takes_two_fifths_of_the_height_and_the_figure_has_room(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with following(tmp_path, MARCH, BIRD_DOG, size=size) as coach:
        await coach.press("f")
        for keys in ("", "right", "right right"):  # 12 s, 300 s, a repetition
            await coach.press(*keys.split())
            coach.play(1)
            await coach.settle()
            large = numeral(coach, "number")
            drawn = rows_of(large.value, *large.size, tail=large.tail)
            rows = [row for row in drawn if row.strip()]
            least = 0.4 * size[1] if keys else LEAST_ROWS
            assert len(rows) >= least, large.value
            x, y, width, height = large.region
            seen = [row[x : x + width].strip() for row in coach.rows[y : y + height]]
            assert [row for row in seen if row] == [row.strip() for row in rows]
            assert figure(coach).has_room
            assert figure(coach).frame is not None


@pytest.mark.parametrize("height", [12, 20, 24, 40, 60])
@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
@pytest.mark.parametrize("text", ["8", "88", "8:88", "88:88"])
def test_number_and_figure_fit_side_by_side_or_over_each_other(
    width: int, height: int, text: str
) -> None:
    room = Size(width, height)
    (columns, rows), place = arrange(room, 0.4 * height, Large(text))
    assert columns <= width
    assert rows <= height
    shown = rows_of(text, columns, rows)
    if place == "-beside":
        assert width - columns - 2 >= 24
    if place == "-under":
        assert height - rows - gap_under(room) >= 8
    if place:
        assert len(shown) >= 0.4 * height
    else:
        assert shown == rows_of(text, width, height)


def test_a_word_is_as_high_as_a_number() -> None:
    assert len(rows_of("PAUSED", 80, 5)) == DOTS_HIGH
    assert all(len(set(map(len, rows_of(word, 80, 5)))) == 1 for word in ("GET READY", "MOVE"))


@pytest.mark.parametrize("height", range(5, 61))
def test_digits_grow_from_five_rows_to_the_full_height(height: int) -> None:
    rows = rows_of("8", 200, height)
    assert height - 2 <= len(rows) <= height
    assert rows[0].count("█") > 0
    assert len({len(row) for row in rows}) == 1


async def test_states_differ_in_word_in_shape_and_in_colour(tmp_path: Path) -> None:
    looks: dict[str, tuple[str, ...]] = {}

    async def look(coach: Opened) -> None:
        await coach.settle()
        rows = coach.rows[:4]
        assert [row[:5] for row in rows] == [row[-5:] for row in rows]
        colour = coach.screen.query_one(FloorPanel).styles.color
        assert numeral(coach, "number").colors[3] == colour
        looks[word(coach)] = (*(row[:5] for row in rows), str(colour))

    async with following(tmp_path, CURL_UP) as coach:
        await coach.press("f")
        await look(coach)
        coach.play(READY + 3)
        await look(coach)
        await coach.press("space")
        await look(coach)
        await coach.press("space")
        coach.play(3)
        await coach.press("right")
        await look(coach)
    assert set(looks) == {"GET READY", "HOLD", "PAUSED", "REST"}
    assert len({look[-1] for look in looks.values()}) == 4
    assert {word: look[:4] for word, look in looks.items()} == {
        "GET READY": ("█████", "█████", "     ", "     "),
        "HOLD": ("█████",) * 4,
        "PAUSED": ("██ ██",) * 4,
        "REST": ("  │  ",) * 4,
    }


async def test_a_hand_on_the_keyboard_pauses_and_skips_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 8)
        await coach.press("f")
        player = coach.session.player

        def state() -> SessionState:
            return player.position.state

        before = player.position.step, player.position.elapsed, coach.practice.book.settings
        for key in "snbeqmadvxt+-.1":
            await coach.press(key)
            assert state() is SessionState.PAUSED, key
            assert isinstance(coach.screen, FloorScreen), key
            coach.play(5)
            await coach.press(key)
            assert state() is SessionState.PAUSED, "pausing twice does not go on"
            await coach.press("space")
            coach.play(1.5)
            await coach.press(key)
            assert state() is SessionState.PAUSED, "nor does the count let it through"
            await coach.press("space")
            coach.play(3, 0.5)
            assert state() is SessionState.RUNNING
            assert (
                player.position.step,
                player.position.elapsed,
                coach.practice.book.settings,
            ) == before
        for key in ("tab", "f5", "home"):
            await coach.press(key)
            assert state() is SessionState.PAUSED, key


async def test_a_click_pauses_and_what_does_nothing_says_so(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 8)
        await coach.press("f")
        await coach.pilot.click(FloorPanel)
        await coach.settle()
        assert coach.session.player.position.state is SessionState.PAUSED
        assert (word(coach), numeral(coach, "title").value) == ("PAUSED", "SPACE GOES ON")
        for key in ("x", "g", "ctrl+b"):
            coach.screen.query_one(FloorPanel).say("")
            await coach.press(key)
            assert coach.line("floor-foot") == "Does nothing here · space goes on", key
        await coach.pilot.click(FloorPanel)
        await coach.settle()
        assert coach.session.player.position.state is SessionState.PAUSED
        assert coach.line("floor-line") == "Bird-dog · left leg back", "it is never covered"


async def test_in_a_rest_it_says_large_what_comes_next(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, CURL_UP) as coach:
        await coach.press("f", "right", "right", "right", "right")
        assert (word(coach), numeral(coach, "title").value) == ("REST", "NEXT: LEFT LEG")
        coach.screen.query_one(FloorPanel).say("")
        assert coach.line("floor-line") == "Next: Bird-dog, left leg back, set 2 of 2"
        assert "min left" in coach.line("floor-foot")


@pytest.mark.parametrize("name", [each.id for each in catalogue().exercises.values() if each.left])
def test_left_and_right_are_five_rows_high_at_80x24_and_names_are_large(name: str) -> None:
    practised = catalogue().exercises[name]
    for side in (Side.LEFT, Side.RIGHT):
        words = large_side(practised, side, columns_of(80) // SIDE_SCALE)
        assert side.value.upper() in words
        assert len(rows_of(words, columns_of(80), 6)) == 5
    title = as_letters(practised.name.partition(" (")[0])
    assert Large(title).fits_narrow(columns_of(80), 3)


@pytest.mark.parametrize(
    ("width", "left", "right"),
    [
        (100, "LEFT LEG BACK", "RIGHT LEG BACK"),
        (49, "LEFT LEG BACK", "RIGHT LEG BACK"),
        (47, "LEFT LEG", "RIGHT LEG"),  # both sides are told alike
        (31, "LEFT LEG", "RIGHT LEG"),
        (30, "LEFT", "RIGHT"),
        (1, "LEFT", "RIGHT"),
    ],
)
def test_as_much_of_a_side_is_told_as_fits(width: int, left: str, right: str) -> None:
    told = [large_side(BIRD_DOG.exercise, side, width) for side in (Side.LEFT, Side.RIGHT)]
    assert told == [left, right]


@pytest.mark.parametrize("size", [(1, 1), (30, 5), (40, 10), (60, 20), (80, 24), (200, 60)])
@pytest.mark.parametrize("whole", [False, True])
async def test_all_parts_together_are_never_higher_than_the_screen(
    tmp_path: Path, size: tuple[int, int], whole: bool
) -> None:
    async with following(tmp_path, BIRD_DOG, CURL_UP) as coach:
        for _ in range(12):
            now = snapshot(coach.session.player)
            plan = plan_of(now, Size(*size), floor_lines(coach.session.player, now), whole=whole)
            rows = 1 + plan.banners.rows + plan.gap + len(plan.lines) + plan.foot
            figure = 8 if plan.figure == "-beside" else plan.number.height + 8 * bool(plan.figure)
            assert rows + min(figure, 1) <= max(size[1], 3)
            if plan.figure:
                assert rows + figure <= size[1]
            coach.session.action_next()


@pytest.mark.parametrize("key", ["space", "enter"])
async def test_space_and_enter_pause_and_go_on(tmp_path: Path, key: str) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 8)
        await coach.press("f", key)
        assert coach.session.player.position.state is SessionState.PAUSED
        await coach.press(key)
        assert word(coach) == "GO ON IN"
        coach.play(3)
        assert word(coach) == "REACH"


@pytest.mark.parametrize(
    ("on", "back"),
    [
        *(("pagedown", "pageup"), ("right", "left"), ("down", "up")),
        ("media_track_next", "media_track_previous"),
    ],
)
async def test_a_clicker_is_a_remote(tmp_path: Path, on: str, back: str) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("f", on)
        assert word(coach) == "REACH"
        coach.play(8)
        assert number(coach) == "2"
        await coach.press(back)
        assert word(coach) == "GO ON IN"
        coach.play(3)
        assert (word(coach), number(coach)) == ("REACH", "1")
        await coach.press(on)
        assert word(coach) == "CHANGE SIDE · BIRD-DOG"
        assert numeral(coach, "side").value == "RIGHT LEG"
        assert coach.line("floor-line") == "Bird-dog · right leg back", "no cue covers it"
        assert coach.line("floor-foot") == "Change: right leg back, left arm forward"


async def test_pain_and_help_are_still_a_key_away(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 8)
        await coach.press("f", "o")
        assert isinstance(coach.screen, WhereDialog)
        await coach.press("escape")
        assert isinstance(coach.screen, FloorScreen)
        await coach.press("o", "enter")
        assert isinstance(coach.screen, HurtDialog)
        await coach.press("escape")
        assert isinstance(coach.screen, FloorScreen)
        await coach.press("question_mark")
        assert isinstance(coach.screen, HelpScreen)
        shown = coach.words_in("HelpScreen .dialog")
        without_scrollbar = re.sub(" [▁▂▃▄▅▆▇█]{2}", "", shown)
        assert without_scrollbar.startswith("Help In the floor view")


async def test_the_signs_to_stop_at_are_a_key_away_and_end_the_session(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 9)
        await coach.press("f", "i")
        assert isinstance(coach.screen, StopNowDialog)
        await coach.press("end", "enter")
        assert isinstance(coach.screen, FloorScreen)
        assert word(coach) == "GO ON IN"
        await coach.press("i", "down", "enter", "end", "enter", "enter")
        assert isinstance(coach.screen, AdviceDialog)
        (session,) = coach.stored().sessions
        assert (session.status, session.sets[0].done.seconds) == (Status.PARTIAL, 9)


async def test_what_to_take_stands_in_the_line_until_work_begins(tmp_path: Path) -> None:
    with_weights = replace(item("squat", 5), load=LoadToday(KG, Weight(8, KG), None))
    async with following(tmp_path, with_weights) as coach:
        await coach.press("f")
        coach.screen.query_one(FloorPanel).say("")
        assert coach.line("floor-line") == "Squat · take 8 kg"
        coach.play(READY + 1)
        coach.screen.query_one(FloorPanel).say("")
        assert coach.line("floor-line") == "Squat"


@pytest.mark.parametrize(
    ("exercise", "size", "line"),
    [
        (item("bridge", 5), (60, 20), "Bridge · take 5 kg if you like"),
        (
            item("single_leg_bridge", 5),
            (120, 40),
            "Single-leg bridge (band or dumbbell) · left foot down · take 2–5 kg if you like",
        ),
        (
            item("single_leg_bridge", 5),
            (80, 24),
            "Single-leg bridge · left foot down · take 2–5 kg if you like",
        ),
        (item("romanian_deadlift", 1), (60, 20), "Romanian deadlift (light) · take a weight"),
    ],
)
async def test_in_a_narrow_line_the_weight_goes_before_what_stands_in_brackets(
    tmp_path: Path, exercise: PlanItem, size: tuple[int, int], line: str
) -> None:
    async with following(tmp_path, exercise, size=size) as coach:
        await coach.press("f")
        coach.screen.query_one(FloorPanel).say("")
        coach.play(0.1)
        assert coach.line("floor-line") == line
        await coach.settle()
        assert line in coach.rows[0]


async def test_when_the_session_ends_the_floor_view_does_too(tmp_path: Path) -> None:
    async with following(tmp_path, item("rest_breathing")) as coach:
        await coach.press("f", "question_mark")
        coach.clock.advance(1)
        session = coach.app.screen_stack[-3]
        assert isinstance(session, SessionScreen)
        for _ in range(80):
            coach.clock.advance(1)
            session.tick()
        await coach.settle()
        assert isinstance(coach.screen, HelpScreen)
        await coach.press("escape")
        session.tick()
        await coach.settle()
        assert isinstance(coach.screen, RatingScreen)


def ground(coach: Opened) -> object:
    """The colour behind the line."""
    strip = coach.screen._compositor.render_strips()[0]
    style = list(strip)[len(list(strip)) // 2].style
    assert style is not None
    return style.bgcolor


async def inverted_at(coach: Opened, seconds: int) -> list[int]:
    """The seconds of these in whose beginning the screen is inside out; later it is as before."""
    await coach.settle()
    before, turned = ground(coach), []
    for second in range(seconds):
        coach.play(0.3)
        await coach.settle()
        if ground(coach) != before:
            turned.append(second)
        coach.play(0.7, 0.7)
        await coach.settle()
        assert ground(coach) == before
    return turned


async def test_the_last_seconds_and_the_end_of_work_invert_the_screen_once(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, item("rest_breathing"), item("rest_breathing")) as coach:
        await coach.press("f")
        coach.play(READY + 49.8)
        assert await inverted_at(coach, 12) == [7, 8, 9, 10]


def grounds(coach: Opened) -> set[tuple[int, int, int]]:
    """The colours behind all blank cells; behind a reversed one that is the colour of letters."""
    found = set()
    for strip in coach.screen._compositor.render_strips():
        for text, style, _ in strip:
            assert style is not None
            behind = style.color if style.reverse else style.bgcolor
            assert behind is not None
            if not text.strip():
                red, green, blue = behind.get_truecolor()
                found.add((red, green, blue))
    return found


@pytest.mark.parametrize("no_color", [False, True])
async def test_the_whole_screen_is_inverted_without_colours_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, no_color: bool
) -> None:
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    async with following(tmp_path, item("rest_breathing"), item("rest_breathing")) as coach:
        await coach.press("f")
        coach.play(READY + 49.8)
        await coach.settle()
        before = grounds(coach)
        coach.play(7.5, 0.3)
        await coach.settle()
        after = grounds(coach)
        # Every ground was dark and is light: no strip is left as it was.
        assert all(sum(colour) < 200 for colour in before)
        assert all(sum(colour) > 500 for colour in after)


@pytest.mark.parametrize("setting", [{"flash": False}, {"reduced_motion": True}])
async def test_inverting_can_be_turned_off(tmp_path: Path, setting: dict[str, bool]) -> None:
    (tmp_path / "settings.json").write_text(json.dumps(setting))
    async with following(tmp_path, item("rest_breathing"), item("rest_breathing")) as coach:
        await coach.press("f")
        coach.play(READY + 54.8)
        assert await inverted_at(coach, 6) == []


async def test_what_is_said_stands_at_the_foot_for_a_moment(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("f")
        assert coach.line("floor-foot") == "any key or click pauses · f esc goes back"
        coach.screen.query_one(FloorPanel).say("")
        coach.play(READY)
        assert coach.line("floor-foot") == "Go"
        assert coach.line("floor-line") == "Bird-dog · left leg back"


async def test_the_palette_offers_what_works_there(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("f")
        offered = [each.title for each in coach.app.get_system_commands(coach.screen)]
        for title in ("Pause (space enter)", "Next (→ PageDown)", "Whole view (f esc)"):
            assert title in offered
        assert not any(each.startswith("Skip") for each in offered)

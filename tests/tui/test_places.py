"""From place to place; the exercises and the help."""

from itertools import permutations
from pathlib import Path

import pytest

from backcoach.tui.commands import COMMANDS
from backcoach.tui.screens.dialogs.help import HelpScreen
from backcoach.tui.screens.places.exercises import ExercisesScreen
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.learn import LearnScreen
from backcoach.tui.screens.places.progress import ProgressScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.widgets.browser import Browser
from tests.support.coach import Opened, following, opened
from tests.support.content import catalogue, item
from tests.support.weeks import log_of, next_weeks
from tests.tui.places import HIGHER, chosen, on_day, opened_later

PLACES = {
    "t": TodayScreen,
    "h": HistoryScreen,
    "p": ProgressScreen,
    "x": ExercisesScreen,
    "i": LearnScreen,
}


# From place to place


async def test_each_place_is_one_key_away_from_each_other(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        for here, there in permutations(PLACES, 2):
            await coach.press(here)
            assert isinstance(coach.screen, PLACES[here])
            await coach.press(there)
            assert isinstance(coach.screen, PLACES[there])


async def test_the_key_of_a_place_leads_nowhere_from_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        for key, place in PLACES.items():
            await coach.press(key, key)
            assert isinstance(coach.screen, place)
            assert f"▸{place.place_name}" in coach.rows[0]


@pytest.mark.parametrize("key", ["t", "p"])
async def test_q_closes_the_coach(tmp_path: Path, key: str) -> None:
    async with opened(tmp_path) as coach:
        await coach.press(key, "q")
        assert not coach.app.is_running
        assert coach.app.return_value == 0


# Exercises


async def test_all_exercises_are_listed(tmp_path: Path) -> None:
    exercises = catalogue().exercises.values()
    async with opened(tmp_path, size=(120, len(exercises) + 20)) as coach:
        await coach.press("x")
        listed = coach.words_in("Browser > OptionList")
        assert f"{len(exercises)} exercises" in coach.text
        assert all(exercise.name in listed for exercise in exercises)


async def test_in_few_rows_one_reads_how_it_is_done(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(60, 20)) as coach:
        await coach.press("x")
        for id in ("cat_cow", "bird_dog", "single_leg_bridge"):
            coach.screen.query_one(Browser).choose(id)
            await coach.settle()
            cues = catalogue().exercises[id].cues
            page = coach.words_in("Browser > VerticalScroll")
            assert f"Set up {cues.setup} Move {cues.move} Breathe {cues.breathe}" in page


async def test_the_arrows_show_the_page_of_each_exercise(tmp_path: Path) -> None:
    exercises = list(catalogue().exercises.values())
    async with opened(tmp_path, size=HIGHER) as coach:
        await coach.press("x")
        for exercise in exercises[:4]:
            page = coach.words_in("Browser > VerticalScroll")
            assert page.startswith(f"{exercise.name} Set up {exercise.cues.setup} ")
            assert f"Id {exercise.id} Stages " in page
            for said in (exercise.cues.setup, exercise.stop, exercise.source):
                assert said in page
            await coach.press("down")
        await coach.press("end")
        assert chosen(coach) == exercises[-1].id
        assert exercises[-1].name in coach.words_in("Browser > VerticalScroll")


# Help


async def test_help_lists_every_command_in_every_place(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(90, 250)) as coach:
        for key, place in PLACES.items():
            await coach.press(key, "question_mark")
            assert isinstance(coach.screen, HelpScreen)
            assert_lists_every_command(coach)
            await coach.press("escape")
            assert isinstance(coach.screen, place)


async def test_help_lists_every_command_and_stops_no_session(tmp_path: Path) -> None:
    async with following(tmp_path, item("rest_breathing"), size=(90, 250)) as coach:
        await coach.press("f1")
        assert_lists_every_command(coach)
        assert coach.words_in(".dialog").startswith("Help During a session")
        await coach.press("escape")
        assert coach.line("word") == "GET READY"


async def test_help_over_a_question_names_only_the_keys_it_takes(tmp_path: Path) -> None:
    async with opened(tmp_path, screened=False, size=(90, 250)) as coach:
        await coach.press("question_mark")
        shown = coach.words_in(".dialog")
        assert shown.startswith("Help Questions esc Back Go back Every")
        assert "Leave this question out" not in shown


async def test_help_says_when_to_stop_and_where_the_data_is(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(90, 250)) as coach:
        await coach.press("question_mark")
        shown = coach.words_in(".dialog")
        safety = catalogue().safety
        for each in safety.stop_now.rows(pregnant=False):
            advice = safety.advice(each.leads_to(None))
            assert advice is not None
            assert f"{each.ask}: {advice.title}." in shown
        assert "not a medical device" in shown


def assert_lists_every_command(coach: Opened) -> None:
    shown = coach.words_in(".dialog")
    for each in COMMANDS:
        assert f"{each.key_words} {each.label} {each.help}" in shown
        assert each.scope.value in shown


async def test_in_the_last_stage_the_plan_has_the_whole_width(tmp_path: Path) -> None:
    log = log_of(next_weeks())
    async with opened_later(tmp_path, log=log, clock=on_day(42), size=(120, 40)) as coach:
        assert "Stage 3 has no end" in coach.text
        assert "March on the spot (or an easy walk)" in coach.text

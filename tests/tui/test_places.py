"""Today, History, Progress, Exercises and Help: what each shows and where its keys lead."""

from datetime import timedelta
from functools import partial
from itertools import permutations
from pathlib import Path

import pytest

from backcoach.coach.phrases import plan_rows
from backcoach.coach.programme import Length
from backcoach.coach.session import Decision, SessionRecord
from backcoach.store import StoreError
from backcoach.tui.commands import COMMANDS
from backcoach.tui.screens.check_in import CheckInScreen
from backcoach.tui.screens.choice import ChoiceDialog
from backcoach.tui.screens.exercises import ExercisesScreen
from backcoach.tui.screens.help import HelpScreen
from backcoach.tui.screens.history import HistoryScreen
from backcoach.tui.screens.progress import ProgressScreen
from backcoach.tui.screens.rating import RatingScreen
from backcoach.tui.screens.summary import SummaryScreen
from backcoach.tui.screens.today import TodayScreen
from backcoach.tui.widgets.browser import Browser
from backcoach.tui.widgets.plan_list import PlanList
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import Opened, following, opened
from tests.support.content import catalogue, item, programme
from tests.support.logs import a_log, a_session, a_set, day, moment
from tests.support.weeks import FIRST_WEEKS, first_weeks, log_of, next_weeks

PLACES = {
    "t": TodayScreen,
    "h": HistoryScreen,
    "p": ProgressScreen,
    "x": ExercisesScreen,
}
HIGH = (120, 70)
HIGHER = (120, 110)

opened_later = partial(opened, morning_put_off=True)


def on_day(number: int, hour: float = 7) -> ManualClock:
    return ManualClock(moment(number, hour))


def words(coach: Opened) -> str:
    """All of the screen as running words, without frames."""
    return " ".join(coach.text.replace("│", " ").split())


def chosen(coach: Opened) -> str | None:
    return coach.screen.query_one(Browser).chosen


def detail(coach: Opened) -> list[str]:
    """The lines beside or below the list."""
    region = coach.screen.query_one("Browser > VerticalScroll").content_region
    rows = coach.rows[region.y : region.bottom]
    return [row[region.x : region.right] for row in rows]


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


# Today


async def test_today_shows_stage_session_plan_and_minutes(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 40)) as coach:
        plan = coach.practice.plan()
        assert coach.line("stage") == f"Stage 1 · {programme().stage(1).name}"
        assert "Session 1 of this stage" in coach.line("facts")
        assert f"{plan.minutes} min" in coach.line("facts")
        assert "This is your first session" in coach.line("facts")
        assert coach.line("start") == f"Start · {plan.minutes} min"
        for _section, name, dose in plan_rows(plan):
            assert any(name in row and dose in row for row in coach.rows)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(1, "Last session: today"), (24, "Last session: yesterday"), (96, "Last session: 4 days ago")],
)
async def test_today_says_how_long_ago_the_last_session_was(
    tmp_path: Path, hours: float, expected: str
) -> None:
    log = a_log(a_session(0, hour=9))
    async with opened_later(tmp_path, log=log, clock=ManualClock(moment(0, 9 + hours))) as coach:
        assert expected in coach.line("facts")


async def test_rehearsals_are_no_last_session(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=a_log(a_session(0, speed=10)), clock=on_day(1)) as coach:
        assert "This is your first session" in coach.line("facts")


async def test_today_says_what_misses_for_the_next_stage(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(13, 9)) as coach:
        assert "Towards stage 2: 7 of 8 met." in coach.line("missing")
        assert "time in this stage, 13 days (needs 14 days)" in coach.line("missing")


async def test_today_in_stage_3_misses_nothing(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(next_weeks()), clock=on_day(42)) as coach:
        assert coach.line("stage").startswith("Stage 3")
        assert "Stage 3 has no end" in coach.line("missing")


async def test_the_length_key_goes_round_and_the_plan_changes_with_it(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(15)) as coach:
        seen = []
        for length in (Length.SHORT, Length.STANDARD, Length.LONG, None):
            await coach.press("l")
            assert coach.app.length is length
            plan = coach.practice.plan(length)
            assert coach.screen.query_one(PlanList).rows == plan_rows(plan)
            assert coach.line("start") == f"Start · {plan.minutes} min"
            seen.append(plan.minutes)
        assert seen[0] < seen[1]
    async with opened_later(tmp_path, clock=on_day(15)) as coach:
        await coach.press("l")
        assert "short length, this time" in coach.line("facts")
    async with opened_later(tmp_path, clock=on_day(15)) as coach:
        assert "length: coach’s choice" in coach.line("facts"), "the profile says what is usual"


async def test_start_is_on_enter_and_on_s(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        for key in "enter", "s", "space":
            await coach.press(key)
            assert isinstance(coach.screen, CheckInScreen)
            await coach.press("escape")


async def test_today_is_new_after_midnight(tmp_path: Path) -> None:
    log = a_log(a_session(0, hour=20))
    async with opened_later(tmp_path, log=log, clock=on_day(0, 22)) as coach:
        assert "Last session: today" in coach.line("facts")
        coach.clock.sleep_through(timedelta(hours=9).total_seconds())
        await coach.press("h", "t")
        assert "Last session: yesterday" in coach.line("facts")


# History


async def test_an_empty_history_says_what_will_be_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("h")
        assert "Nothing here yet" in coach.text
        assert not coach.screen.query_one(Browser).display
        await coach.press("up", "down", "enter", "r")
        assert isinstance(coach.screen, HistoryScreen)


async def test_one_session_is_shown_with_each_set_of_each_side(tmp_path: Path) -> None:
    async with following(tmp_path, item("bird_dog"), item("cobra"), size=HIGH) as coach:
        coach.play(12 + 35 + 5 + 14)
        await coach.press("n", "n", "s")
        coach.play(12 + 5)
        await coach.press("o", "5", "s", "3", "enter", "6", "enter", "1", "enter", "space")
        await coach.press(*["enter"] * 3, "h")
        rows = [" ".join(row.split()) for row in detail(coach)]
        assert "Bird-dog 1 L 5 of 5 reps ✓ done" in rows
        assert "1 R 2 of 5 reps ◐ in part" in rows
        assert "2 L 0 of 5 reps – skipped" in rows
        assert "2 R 0 of 5 reps – skipped" in rows
        assert "Cobra 1 5 of 15 s – skipped · hurt 5/10" in rows
        assert "Hurt 5/10: Cobra, set 1, after 5 s; skipped." in rows
        assert "Pain before 2/10 · worst pain 3/10 · after 1/10 · effort 6/10" in rows
        assert "Left the back sore: Bird-dog." in rows


async def test_three_hundred_sessions_are_listed_latest_first(tmp_path: Path) -> None:
    log = a_log(*(a_session(number, worst_pain=number % 4) for number in range(300)))
    async with opened_later(tmp_path, log=log, clock=on_day(300)) as coach:
        await coach.press("h")
        assert chosen(coach) == "session-299-18"
        assert f"{day(299):%Y-%m-%d}" in coach.text
        await coach.press("down", "down")
        assert chosen(coach) == "session-297-18"
        assert "Worst pain 1/10" in words(coach).replace("worst", "Worst")
        await coach.press("end")
        assert chosen(coach) == "session-0-18"
        assert f"{day(0):%Y-%m-%d}" in coach.text
        await coach.press("p", "h")
        assert chosen(coach) == "session-0-18", "the place keeps where one was"


async def test_an_exercise_that_is_no_longer_in_the_content_shows_by_its_id(tmp_path: Path) -> None:
    log = a_log(a_session(0, sets=(a_set("headstand"),)))
    async with opened_later(tmp_path, log=log, clock=on_day(1)) as coach:
        await coach.press("h")
        assert "headstand" in coach.text


async def test_a_session_left_unrated_can_be_rated_later(tmp_path: Path) -> None:
    log = a_log(a_session(0), a_session(2, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=on_day(3)) as coach:
        await coach.press("h")
        assert "not rated" in coach.text
        assert "r Rate" in coach.keys
        await coach.press("r")
        assert isinstance(coach.screen, RatingScreen)
        assert "Pain now" not in coach.text, "that would be another day's"
        await coach.press("4", "enter", "6", *["enter"] * 3)
        assert isinstance(coach.screen, SummaryScreen)
        await coach.press("enter")
        assert isinstance(coach.screen, HistoryScreen)
        assert "not rated" not in coach.text
        ratings = coach.stored().sessions[-1].ratings
        assert ratings is not None
        assert (ratings.worst_pain, ratings.effort) == (4, 6)
        assert ratings.at == moment(3, 7)
        assert "r Rate" not in coach.keys, "it is rated now"


async def test_rating_left_for_later_stays_for_later(tmp_path: Path) -> None:
    async with opened_later(
        tmp_path, log=a_log(a_session(0, worst_pain=None)), clock=on_day(1)
    ) as coach:
        await coach.press("h", "r", "4", "escape", "enter")
        assert isinstance(coach.screen, HistoryScreen)
        assert coach.stored().sessions[0].ratings is None
        assert "r Rate" in coach.keys


@pytest.mark.parametrize(
    "session",
    [a_session(0), a_session(0, speed=20, worst_pain=None)],
    ids=["already rated", "a rehearsal"],
)
async def test_rating_is_not_offered_for(tmp_path: Path, session: SessionRecord) -> None:
    async with opened_later(tmp_path, log=a_log(session), clock=on_day(1)) as coach:
        await coach.press("h")
        assert "r Rate" not in coach.keys
        await coach.press("r")
        assert isinstance(coach.screen, HistoryScreen)


async def test_a_rating_needs_both_numbers_and_letters_go_into_the_note(tmp_path: Path) -> None:
    log = a_log(a_session(0, worst_pain=None))
    async with opened_later(tmp_path, log=log, clock=on_day(1)) as coach:
        await coach.press("h", "r", "enter", "3", "enter", "enter")
        assert isinstance(coach.screen, RatingScreen)
        await coach.press("tab", "tab")
        await coach.type("mad? hxq 12")
        await coach.press("enter")
        assert isinstance(coach.screen, RatingScreen), "the effort is still missing"
        await coach.press("7", *["enter"] * 4)
        ratings = coach.stored().sessions[0].ratings
        assert ratings is not None
        assert (ratings.worst_pain, ratings.effort, ratings.note) == (3, 7, "mad? hxq 12")
        assert coach.practice.settings.sound, "m wrote a letter and muted nothing"


# Progress


@pytest.mark.parametrize("size", [(120, 70), (60, 80)], ids=["wide", "narrow"])
async def test_progress_shows_every_line_of_the_gate(tmp_path: Path, size: tuple[int, int]) -> None:
    log = a_log(*(a_session(number) for number in FIRST_WEEKS[:3]))
    async with opened_later(tmp_path, log=log, clock=on_day(6), size=size) as coach:
        await coach.press("p")
        standing = coach.practice.standing()
        assert len(standing.lines) == 8
        met = sum(line.met for line in standing.lines)
        assert f"Towards stage 2: {met} of 8 met" in words(coach)
        for line in standing.lines:
            for said in (line.label, line.have, line.needed):
                if said is not line.needed or not line.met:
                    assert said in words(coach) or _folded(said, coach)
            if not line.met:
                assert f"{line.label}: {line.reason}" in words(coach)
        assert "you are here" in coach.line("stages")


def _folded(said: str, coach: Opened) -> bool:
    """A cell of a table breaks over lines; its words are there one by one."""
    return all(word in coach.text for word in said.split())


async def test_staying_and_taking_it_back_are_recorded_with_their_date(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(13, 9)) as coach:
        await coach.press("p", "s")
        assert "You stay in stage 1" in coach.text
        (choice,) = coach.stored().choices
        assert (choice.decision, choice.stage, choice.at) == (Decision.STAY, 1, moment(13, 9))
        coach.clock.sleep_through(timedelta(days=2).total_seconds())
        await coach.press("t")
        assert coach.line("stage").startswith("Stage 1")
        assert "You chose to stay in stage 1" in coach.line("missing")
        await coach.press("p", "s")
        assert [each.decision for each in coach.stored().choices] == [
            Decision.STAY,
            Decision.GO_ON,
        ]
        assert coach.practice.standing().stage == 2
        await coach.press("t")
        assert coach.line("stage").startswith("Stage 2")


async def test_starting_in_stage_2_asks_first(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await coach.press("p")
        assert "2 Start in stage 2" in coach.keys
        for no in "enter", "escape":
            await coach.press("2")
            assert isinstance(coach.screen, ChoiceDialog)
            await coach.press(no)
            assert isinstance(coach.screen, ProgressScreen)
        assert coach.stored().choices == ()
        assert coach.practice.standing().stage == 1


async def test_starting_in_stage_2_is_recorded_shown_and_offered_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path, size=HIGH) as coach:
        await coach.press("p", "2", "down", "enter")
        (choice,) = coach.stored().choices
        assert (choice.decision, choice.stage, choice.at) == (Decision.START_IN, 2, EPOCH)
        assert "Towards stage 3" in coach.text
        assert "2 March 2026" in words(coach), "why, with its date"
        assert "Start in stage 2" not in coach.keys
        await coach.press("2")
        assert isinstance(coach.screen, ProgressScreen)
        await coach.press("t")
        assert coach.line("stage").startswith("Stage 2")


async def test_who_reached_stage_2_is_not_offered_to_start_there(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(15)) as coach:
        await coach.press("p")
        assert "Start in stage 2" not in coach.keys
        assert "s Stay here" in coach.keys


async def test_in_stage_3_there_is_no_gate_and_nothing_to_stay_in(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(next_weeks()), clock=on_day(43)) as coach:
        await coach.press("p")
        assert "You are in the last stage. It has no end." in coach.text
        assert "Stay here" not in coach.keys
        await coach.press("s", "2")
        assert isinstance(coach.screen, ProgressScreen)
        assert coach.stored().choices == ()


async def test_a_choice_that_cannot_be_stored_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened_later(tmp_path, log=a_log(a_session(0)), clock=on_day(1)) as coach:

        def refuse(decision: Decision, stage: int) -> None:
            raise StoreError(tmp_path / "log.json", "the disk is full", "Make room.")

        monkeypatch.setattr(coach.practice, "choose", refuse)
        await coach.press("p", "s")
        assert "the disk is full" in coach.text
        assert "You stay in stage" not in coach.text


# Exercises


async def test_all_exercises_are_listed(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 60)) as coach:
        await coach.press("x")
        assert "44 exercises" in coach.text
        listed = coach.words_in("Browser > OptionList")
        exercises = catalogue().exercises.values()
        assert len(exercises) == 44
        assert all(exercise.name in listed for exercise in exercises)


async def test_the_arrows_show_the_page_of_each_exercise(tmp_path: Path) -> None:
    exercises = list(catalogue().exercises.values())
    async with opened(tmp_path, size=HIGHER) as coach:
        await coach.press("x")
        for exercise in exercises[:4]:
            page = coach.words_in("Browser > VerticalScroll")
            assert page.startswith(f"{exercise.name} Id {exercise.id} ")
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
        assert shown.startswith(
            "Help Questions enter Go on Take this answer esc Back Go back Every"
        )
        assert "Leave this question out" not in shown


async def test_help_says_when_to_stop_and_where_the_data_is(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(90, 250)) as coach:
        await coach.press("question_mark")
        shown = coach.words_in(".dialog")
        for each in catalogue().safety.stop_now:
            assert all(sign in shown for sign in each.signs)
            assert each.action in shown
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

"""Today: the stage, the session, and what is missing for the next stage."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.programme import Length
from backcoach.coach.model.records import StageDecision
from backcoach.coach.words.get_ready_words import have_ready_words
from backcoach.coach.words.session_words import plan_rows
from backcoach.tui.screens.questions.check_in import CheckInScreen
from backcoach.tui.screens.questions.profile_parts import MarkScreen
from backcoach.tui.widgets.checklist import Checklist
from backcoach.tui.widgets.moving_figure import MovingFigure
from backcoach.tui.widgets.plan_list import PlanList
from tests.support.clock import ManualClock
from tests.support.coach import opened
from tests.support.content import programme
from tests.support.logs import a_log, a_session, moment
from tests.support.training import Trainee, day_number
from tests.support.weeks import first_weeks, log_of, next_weeks
from tests.tui.places import on_day, opened_later

# Today


async def test_today_shows_stage_session_plan_and_minutes(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(100, 40)) as coach:
        plan = coach.practice.standing.plan()
        stage = programme().stage(1)
        assert coach.line("stage") == f"Stage 1 · {stage.name} · meant for {stage.weeks}"
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


async def test_d5_what_to_have_ready_is_said_before_start(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        words = have_ready_words(coach.practice.standing.plan())
        assert coach.line("ready") == words
        assert words.startswith("Have ready: ")


async def test_d5_what_is_not_at_hand_today_is_planned_around_and_not_kept(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(next_weeks()), clock=on_day(42)) as coach:
        assert "a step" in coach.line("ready")
        await coach.press("n")
        assert isinstance(coach.screen, MarkScreen)
        listed = coach.screen.query_one(Checklist)
        assert listed.marked == []
        steps = [option.id for option in listed.options].index("step")
        await coach.press(*["down"] * steps, "space", "enter")
        assert "a step" not in coach.line("ready")
        assert coach.practice.standing.missing == {"step"}
        assert coach.practice.person.profile_to_change().equipment is None
        coach.clock.sleep_through(timedelta(days=1).total_seconds())
        assert coach.practice.standing.missing == frozenset()


async def test_d5_turning_back_changes_nothing(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        before = coach.line("ready")
        await coach.press("n", "space", "escape")
        assert (coach.line("ready"), coach.practice.standing.missing) == (before, frozenset())


async def test_rehearsals_are_no_last_session(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=a_log(a_session(0, speed=10)), clock=on_day(1)) as coach:
        assert "This is your first session" in coach.line("facts")


async def test_today_says_what_misses_for_the_next_stage(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(13, 9)) as coach:
        assert coach.line("missing") == (
            "Stage 2 opens on 15 January 2024 at the earliest. Only time is missing."
        )


async def test_the_week_is_a_strip_with_its_count(tmp_path: Path) -> None:
    log = a_log(a_session(0), a_session(2, share=0.4), a_session(3, speed=10))
    async with opened_later(tmp_path, log=log, clock=on_day(4)) as coach:
        assert "1 of 3 this week" in coach.line("facts")
        assert "Mo█   Tu·   We▒   Th·   Fr▸   Sa    Su" in coach.text
        await coach.resize(120, 40)
        assert "██   ·    ▒▒   ·    ▸" in coach.text
        assert "next" in coach.text


async def test_the_figure_of_what_comes_first_moves_where_there_is_room(tmp_path: Path) -> None:
    async with opened(tmp_path, size=(120, 40)) as coach:
        await coach.settle()
        first = coach.practice.standing.plan().items[0].exercise
        assert f"First: {first.name}" in coach.text
        figure = coach.screen.query_one(MovingFigure)
        before = figure.frame
        coach.clock.advance(1.3)
        figure.tick()
        assert figure.frame is not before
        await coach.press("h", "t")
        assert figure.frame is not None
    async with opened(tmp_path, size=(100, 40)) as coach:
        assert not coach.screen.query(MovingFigure)


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
            plan = coach.practice.standing.plan(length)
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


async def test_c7_e_skips_an_easier_week_and_takes_it_back(tmp_path: Path) -> None:
    trainee = Trainee(stage=2)
    day = next(day for day in range(0, 140, 7) if eased_before(trainee, day))
    clock = ManualClock(datetime.combine(day_number(day), time(12), UTC))
    async with opened(tmp_path, log=trainee.log, clock=clock) as coach:
        assert "An easier week on purpose" in coach.line("missing")
        assert "e Easier" in coach.keys
        await coach.press("e")
        assert "You train as usual in an easier week" in coach.line("missing")
        clock.advance(1)
        await coach.press("e")
        assert "An easier week on purpose" in coach.line("missing")
        told = [each.decision for each in coach.stored().choices[1:]]
        assert told == [StageDecision.SKIP_EASIER, StageDecision.TAKE_EASIER]


def eased_before(trainee: Trainee, day: int) -> bool:
    """Whether the week that begins on `day` is an easier one; if not, train through it."""
    if trainee.standing(day).turn.eased:
        return True
    for _ in trainee.train(weeks=1, since=day // 7):
        pass
    trainee.settle(day + 5)
    return False

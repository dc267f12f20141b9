"""Progress: the gate line by line, and the choices about the stage."""

from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from backcoach.coach.model.records import StageDecision
from backcoach.coach.standing.standing import KEEPING
from backcoach.coach.words.stage_words import needed_words
from backcoach.store import StoreError
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.progress import ProgressScreen
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import opened
from tests.support.logs import a_log, a_session, moment
from tests.support.training import Trainee, day_number, on_a_plateau
from tests.support.weeks import FIRST_WEEKS, first_weeks, log_of, next_weeks
from tests.tui.places import HIGH, on_day, opened_later, words

# Progress


@pytest.mark.parametrize("size", [(120, 70), (60, 80)], ids=["wide", "narrow"])
async def test_progress_shows_every_line_of_the_gate(tmp_path: Path, size: tuple[int, int]) -> None:
    log = a_log(*(a_session(number) for number in FIRST_WEEKS[:3]))
    async with opened_later(tmp_path, log=log, clock=on_day(6), size=size) as coach:
        await coach.press("p")
        standing = coach.practice.standing.now()
        assert len(standing.lines) == 8
        for line in standing.lines:
            name, said = needed_words(line)
            assert name in words(coach)
            assert said in words(coach)
            if not line.met:
                assert f"{line.label}: {line.reason}" in words(coach)
        assert "Stage 2 opens on 15 January 2024 at the earliest: 2 more sessions" in words(coach)
        assert "you are here, day 7" in words(coach)
        assert "▮▯▯" in words(coach), "a level as a small ladder"


async def test_staying_and_taking_it_back_are_recorded_with_their_date(tmp_path: Path) -> None:
    async with opened_later(tmp_path, log=log_of(first_weeks()), clock=on_day(13, 9)) as coach:
        await coach.press("p", "s")
        assert "You stay in stage 1" in coach.text
        (choice,) = coach.stored().choices
        assert (choice.decision, choice.stage, choice.at) == (StageDecision.STAY, 1, moment(13, 9))
        coach.clock.sleep_through(timedelta(days=2).total_seconds())
        await coach.press("t")
        assert coach.line("stage").startswith("Stage 1")
        assert "You chose to stay in stage 1" in coach.line("missing")
        await coach.press("p", "s")
        assert [each.decision for each in coach.stored().choices] == [
            StageDecision.STAY,
            StageDecision.GO_ON,
        ]
        assert coach.practice.standing.now().stage == 2
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
        assert coach.practice.standing.now().stage == 1


async def test_starting_in_stage_2_is_recorded_shown_and_offered_no_more(tmp_path: Path) -> None:
    async with opened(tmp_path, size=HIGH) as coach:
        await coach.press("p", "2", "down", "enter")
        (choice,) = coach.stored().choices
        assert (choice.decision, choice.stage, choice.at) == (StageDecision.START_IN, 2, EPOCH)
        assert "Stage 3 opens" in coach.text
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

        def refuse(decision: StageDecision, stage: int, exercise: str | None) -> None:
            raise StoreError(tmp_path / "log.json", "the disk is full", "Make room.")

        monkeypatch.setattr(coach.practice.person, "choose", refuse)
        await coach.press("p", "s")
        assert "the disk is full" in coach.words_in("Toast")
        assert "You stay in stage" not in coach.text


async def test_c8_k_keeps_what_there_is_and_builds_up_again(tmp_path: Path) -> None:
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=7):
        pass
    clock = ManualClock(datetime.combine(day_number(49), time(7), UTC))
    async with opened_later(tmp_path, log=trainee.log, clock=clock, size=HIGH) as coach:
        await coach.press("p")
        assert "k Keep" in coach.keys
        await coach.press("k")
        assert "Two sessions a week at the same weights" in words(coach)
        assert coach.practice.standing.now().keeping_since == day_number(49)
        await coach.press("t")
        assert KEEPING in coach.line("missing")
        clock.advance(1)
        await coach.press("p", "k")
        assert coach.practice.standing.now().keeping_since is None
        told = [each.decision for each in coach.stored().choices[1:]]
        assert told == [StageDecision.KEEP, StageDecision.BUILD_UP]


async def test_c9_c_takes_the_advice_after_a_question(tmp_path: Path) -> None:
    trainee = on_a_plateau()
    clock = ManualClock(datetime.combine(day_number(98), time(7), UTC))
    async with opened_later(tmp_path, log=trainee.log, clock=clock) as coach:
        assert "No lift has gone up in 4 training weeks" in coach.line("missing")
        await coach.press("p")
        said = "Hold here two weeks with one set fewer, then try again. Take it: c."
        assert said in coach.line("why").replace("\n", " ")
        await coach.press("c", "enter")
        assert len(coach.stored().choices) == 1, "the first answer is not now"
        await coach.press("c", "down", "enter")
        assert coach.stored().choices[-1].decision is StageDecision.HOLD
        standing = coach.practice.standing.now()
        assert (standing.plateau, standing.turn.holding) == (None, True)
        said = "As you chose, the lifts hold with one set fewer. Leave it: c."
        assert said in coach.line("why").replace("\n", " ")
        await coach.press("c", "enter")
        assert coach.practice.standing.now().turn.holding, "the first answer is to go on with it"
        clock.advance(1)
        await coach.press("c", "down", "enter")
        assert not coach.practice.standing.now().turn.holding
        assert "c Advice" not in coach.keys

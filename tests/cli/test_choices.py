"""`backcoach progress --choose`: what the user decides about their stage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from backcoach.cli.commands.progress import ADVICE, CHOICES, checked_choice
from backcoach.cli.errors import UserError
from backcoach.coach.model.records import StageDecision
from backcoach.coach.standing.standing import Standing
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run
from tests.cli.test_errors import assert_one_line
from tests.support.training import Trainee


def choices_in(folder: Path) -> list[StageDecision]:
    return [each.decision for each in LogStore(places(str(folder)).log).load().choices]


def test_to_stay_in_a_stage_and_to_go_on(run: Run, folder: Path) -> None:
    for name, staying in (("stay", True), ("go-on", False)):
        outcome = run("progress", "--choose", name, "--json", "--data-dir", folder)
        assert (outcome.code, json.loads(outcome.out)["staying"]) == (0, staying)
    assert choices_in(folder) == [StageDecision.STAY, StageDecision.GO_ON]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("go-on", "go-on: that is so already"),
        ("keep", "keep: that is for the last stage; you are in stage 1"),
        ("hold", "hold: that is for the last stage; you are in stage 1"),
        ("start-in", "start-in"),
    ],
)
def test_what_changes_nothing_is_refused_and_not_kept(
    name: str, said: str, run: Run, folder: Path
) -> None:
    outcome = run("progress", "--choose", name, "--data-dir", folder)
    assert_one_line(outcome)
    assert said in outcome.err
    assert not (folder / "log").exists()


def in_stage_3(*, effort: int) -> tuple[Trainee, int]:
    """Somebody who has trained with that effort for seven weeks in stage 3, and the day."""
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=7):
        pass
    for day in range(49, 98):
        if day % 7 in (0, 2, 4):
            trainee.session(day, effort=effort)
            trainee.settle(day + 1)
    return trainee, 98


def possible(here: Standing) -> list[str]:
    """What could be chosen."""
    found = []
    for name in CHOICES:
        try:
            checked_choice(StageDecision(name.replace("-", "_")), name, here)
        except UserError:
            continue
        found.append(name)
    return found


def test_c8_and_c9_what_can_be_chosen_in_stage_3() -> None:
    trainee, day = in_stage_3(effort=7)
    assert possible(trainee.standing(day)) == ["keep", "hold"], "the advice given and no other"
    trainee.choose(day, StageDecision.HOLD)
    assert possible(trainee.standing(day)) == ["keep", "build-up"]
    trainee.choose(day, StageDecision.KEEP)
    assert possible(trainee.standing(day)) == ["build-up"]
    assert set(ADVICE) < set(CHOICES)

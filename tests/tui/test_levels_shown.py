"""Where the levels show: after a session, on the progress screen, on an exercise's page."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from backcoach.coach.model.records import Ratings, SessionRecord
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.clock import ManualClock
from tests.support.coach import fill, following, opened
from tests.support.content import item
from tests.support.levels import did
from tests.support.logs import a_log, moment

TALL = (100, 60)
NAMES = ("pelvic_tilt", "cat_cow", "abdominal_brace", "bird_dog_leg_slide")


def two_calm() -> tuple[SessionRecord, ...]:
    return tuple(did(number, *NAMES, stage=1) for number in (0, 3))


async def the_summary(folder: Path, *names: str, effort: str) -> str:
    """What is shown after a third session, of these exercises."""
    fill(folder, a_log(*two_calm()))
    items, clock = map(item, names), ManualClock(moment(7, 9))
    async with following(folder, *items, size=TALL, clock=clock) as coach:
        coach.play(600)
        await coach.settle()
        await coach.press("2", "enter", effort, *["enter"] * 4)
        assert isinstance(coach.app.screen, SummaryScreen)
        return coach.text


async def test_the_summary_says_what_the_session_decided(tmp_path: Path) -> None:
    text = await the_summary(tmp_path, "pelvic_tilt", "bridge", effort="8")
    assert "Your exercises" in text
    assert "Pelvic tilt (lying) goes up to level 2: done in full and calm" in text
    assert "Bridge stays at level 1: effort was 8." in text


async def test_the_summary_says_what_waits_for_the_morning(tmp_path: Path) -> None:
    text = await the_summary(tmp_path, "bridge", "clamshell", effort="5")
    assert "2 exercises went well: done in full and calm." in text


async def test_progress_shows_the_latest_decisions(tmp_path: Path) -> None:
    clock = ManualClock(moment(4, 9))
    hard = did(3, *NAMES, stage=1, effort=8)
    async with opened(tmp_path, log=a_log(hard), size=TALL, clock=clock) as coach:
        await coach.press("escape", "p")
        assert "Your exercises lately" in coach.text
        assert "4 January 2024: Cat-cow stays at level 1: effort was 8." in coach.text


async def test_progress_is_as_before_without_a_history(tmp_path: Path) -> None:
    async with opened(tmp_path, size=TALL) as coach:
        await coach.press("p")
        assert "Your exercises lately" not in coach.text


async def test_the_exercise_page_shows_your_own_level(tmp_path: Path) -> None:
    session = did(3, ("bird_dog", 2), stage=1)
    assert session.ratings is not None
    rated = replace(session, ratings=Ratings(session.ended_at + timedelta(minutes=1), 2, 8))
    async with opened(
        tmp_path, log=a_log(rated), size=TALL, clock=ManualClock(moment(4, 9))
    ) as coach:
        await coach.press("escape", "x")
        await coach.press(*["down"] * 12)
        for _ in range(40):
            if "Where you are" in coach.text:
                break
            await coach.press("down")
        assert "Level 2 of 4 now." in coach.text
        assert "Bird-dog stays at level 2: effort was 8." in coach.text

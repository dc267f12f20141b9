"""One session from Start to the summary, followed with every key that matters."""

import re
from pathlib import Path

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Answer, Status, Work
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.questions.rating import RatingScreen
from backcoach.tui.screens.session.summary import SummaryScreen
from tests.support.coach import Opened, into_session, opened

L, R, B = Side.LEFT, Side.RIGHT, Side.BOTH

# exercise, side, planned, done, what became of it
EXPECTED = [
    ("march_in_place", B, Work(1, 300), Work(1, 300), "done"),
    ("shoulder_circles", B, Work(8, 32), Work(2, 10), "skipped"),
    ("standing_hamstring_stretch", L, Work(1, 15), Work(1, 15), "done"),
    ("standing_hamstring_stretch", R, Work(1, 15), Work(1, 25), "done"),
    ("cat_cow", B, Work(6, 42), Work(1, 10), "replaced"),
    ("seated_cat_cow", B, Work(8, 56), Work(8, 56), "done"),
    ("bird_dog_leg_slide", L, Work(5, 30), Work(5, 30), "done"),
    ("bird_dog_leg_slide", R, Work(5, 30), Work(5, 30), "hurt 4"),
    ("pelvic_tilt", B, Work(6, 42), Work(6, 42), "done"),
    ("abdominal_brace", B, Work(5, 25), Work(5, 25), "done"),
    ("cobra", B, Work(1, 15), Work(1, 15), "done"),
    ("rest_breathing", B, Work(1, 60), Work(1, 60), "done"),
]


@pytest.fixture(autouse=True)
def drawn_when_looked_at() -> None:
    """Here every change is drawn, as in a terminal."""


def lead_in(coach: Opened) -> float:
    """The seconds left to get ready."""
    player = coach.session.player
    assert player.position.segment.kind is SegmentKind.GET_READY
    return player.position.seconds_left


async def test_a_whole_stage_1_session_is_stored_set_by_set(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await into_session(coach, pain="2")

        coach.play(lead_in(coach) + 100)  # get ready, then a third of the march
        await coach.press("space")
        assert "PAUSED" in coach.text
        coach.play(50)
        await coach.press("space")
        assert "GO ON IN" in coach.text
        coach.play(3 + 200)

        coach.play(lead_in(coach) + 10)  # shoulder circles: two and a half of them
        await coach.press("s")
        assert "Skipped: Shoulder circles" in coach.text

        coach.play(lead_in(coach) + 15 + 5 + 5)  # hamstrings: left, change, five seconds of right
        await coach.press("plus")
        coach.play(20)

        coach.play(lead_in(coach) + 10)  # cat-cow: the first
        await coach.press("e")
        assert "Easier from here on: Seated cat-cow" in coach.text
        coach.play(lead_in(coach) + 56)

        coach.play(lead_in(coach) + 30)  # leg slide, left
        await coach.settle()
        assert "CHANGE · RIGHT LEG" in coach.text
        coach.play(5 + 13)
        await coach.press("o", "4")
        assert "The clock" not in coach.text
        await coach.press("g")
        coach.play(3 + 17)

        coach.play(lead_in(coach) + 42)  # pelvic tilt
        coach.play(lead_in(coach) + 5 * 5 + 4 * 4)  # brace: five holds with four rests of 4 s
        coach.play(lead_in(coach) + 15)  # cobra
        coach.play(lead_in(coach) + 60)  # breathing
        await coach.settle()

        assert isinstance(coach.app.screen, RatingScreen)
        assert len(coach.stored().sessions) == 1, "stored before anything is asked"
        await coach.press("3", "enter", "4", "enter", "2", "enter", "space", "enter")
        await coach.type("good [b]day[/]")
        await coach.press("enter")
        assert isinstance(coach.app.screen, SummaryScreen)
        assert "Session done" in coach.text
        await coach.press("enter")
        assert isinstance(coach.app.screen, TodayScreen)

        (session,) = coach.stored().sessions
        assert [(each.exercise, each.side, each.planned, each.done) for each in session.sets] == [
            (name, side, planned, done) for name, side, planned, done, _ in EXPECTED
        ]
        assert [each.exercise for each in session.sets if each.skipped] == ["shoulder_circles"]
        assert [each.exercise for each in session.sets if each.replaced] == ["cat_cow"]
        assert [each.completed for each in session.sets] == [
            what in ("done", "hurt 4") for *_, what in EXPECTED
        ]
        assert {each.stands_in_for for each in session.sets} == {None, "cat_cow"}

        (report,) = session.pain_reports
        assert (report.exercise, report.side, report.second, report.pain, report.answer) == (
            "bird_dog_leg_slide",
            R,
            13.0,
            4,
            Answer.GO_ON,
        )
        assert session.status is Status.COMPLETED
        assert session.check_in is not None
        assert session.check_in.pain == 2
        assert session.ratings is not None
        assert (session.ratings.worst_pain, session.ratings.effort) == (3, 4)
        assert (session.ratings.pain_now, session.ratings.sore) == (2, ("cat_cow",))
        assert session.ratings.note == "good [b]day[/]"


async def test_it_shows_in_the_history_and_in_the_progress(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        await into_session(coach)
        coach.play(1_000)
        await coach.settle()
        await coach.press("1", "enter", "3", *["enter"] * 5)
        await coach.press("h")
        assert "100 %" in coach.text
        assert "Bird-dog, leg slide" in coach.text
        await coach.press("p")
        assert "Stage" not in coach.text.splitlines()[0]
        assert re.search(r"Sessions done .* 1 of 5", coach.text)

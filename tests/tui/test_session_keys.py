"""Moving about in a session: next, back, skip, easier, more and less."""

from pathlib import Path

import pytest

from backcoach.coach.model.records import Status, Work
from backcoach.tui.commands import COMMANDS, Scope
from backcoach.tui.screens.questions.rating import RatingScreen
from tests.support.coach import following
from tests.tui.a_session import (
    BIRD_DOG,
    BREATHING,
    COBRA,
    KEYS,
    KNEE_ROLLS,
    LEFT_SET,
    READY,
    SIDE,
    said,
    the_session,
)

TURN = 15  # from the front onto the back


def test_these_are_all_keys_of_a_session() -> None:
    session = [each for each in COMMANDS if each.scope is Scope.SESSION]
    assert {each.id: each.keys.split(",") for each in session} == KEYS


# Next and back


async def test_next_starts_the_work_and_then_ends_the_set_as_far_as_it_was_done(
    tmp_path: Path,
) -> None:
    keys = KEYS["session.next"]
    async with following(tmp_path, *[COBRA] * len(keys), BREATHING) as coach:
        for key, ready in zip(keys, (READY, READY, READY, TURN), strict=True):
            coach.play(3)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("HOLD", "15")
            coach.play(6)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", str(ready))
        done = [(each.done, each.completed) for each in the_session(coach).sets]
        assert done[:-1] == [(Work(0, 6), False)] * len(keys)


async def test_next_goes_over_a_change_of_side_and_a_rest(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        seen = []
        for _ in range(5):
            await coach.press("n")
            seen.append((coach.line("word"), coach.line("place")))
        assert seen == [
            ("MOVE · LEFT LEG BACK", "Left leg back, right arm forward · set 1 of 2 · rep 1 of 5"),
            ("CHANGE · RIGHT LEG BACK", "Right leg back, left arm forward · set 1 of 2"),
            ("MOVE · RIGHT LEG BACK", "Right leg back, left arm forward · set 1 of 2 · rep 1 of 5"),
            ("REST", "Left leg back, right arm forward · set 2 of 2"),
            ("MOVE · LEFT LEG BACK", "Left leg back, right arm forward · set 2 of 2 · rep 1 of 5"),
        ]


async def test_back_starts_this_set_again(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        for key in KEYS["session.back"]:
            coach.play(5)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", "12")
            coach.play(3)
        coach.play(9)
        for key in KEYS["session.back"]:
            coach.play(20)
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GO ON IN", "3")
            coach.play(3)
            assert (coach.line("word"), coach.number) == ("KEEP GOING", "60")


async def test_back_twice_quickly_is_the_set_before(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + TURN + 20)
        assert coach.line("name") == "Rest and slow breathing"
        await coach.press("b")
        coach.play(1)
        await coach.press("left")
        assert coach.line("name") == "Cobra · level 1"
        assert (coach.line("word"), coach.number) == ("GET READY", "12")
        assert the_session(coach).sets[0].done == Work(1, 15), "what was done stays done"


async def test_back_twice_slowly_stays_in_the_set(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        coach.play(READY + 15 + TURN + 20)
        await coach.press("b")
        coach.play(2)
        await coach.press("b")
        assert coach.line("name") == "Rest and slow breathing"


async def test_back_at_the_very_start_stays_there(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await coach.press("b", "b", "b")
        assert (coach.line("word"), coach.number) == ("GET READY", "12")


# Skip and easier


@pytest.mark.parametrize("key", KEYS["session.skip"])
async def test_skip_leaves_the_exercise_out_and_is_stored_as_skipped(
    tmp_path: Path, key: str
) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        coach.play(READY + LEFT_SET + SIDE + 8)
        await coach.press(key)
        assert said(coach) == "Skipped: Bird-dog."
        assert coach.line("name") == "Rest and slow breathing · level 1"
        sets = the_session(coach).sets[:4]
        assert [each.skipped for each in sets] == [False, True, True, True]
        assert [each.completed for each in sets] == [True, False, False, False]
        assert [each.done for each in sets] == [Work(5, 35), Work(1, 8), Work(0, 0), Work(0, 0)]


async def test_skipping_the_last_exercise_ends_the_session(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await coach.press("s")
        assert isinstance(coach.screen, RatingScreen)
        assert the_session(coach).status is Status.COMPLETED
        assert the_session(coach).sets[0].skipped


@pytest.mark.parametrize("key", KEYS["session.easier"])
async def test_easier_takes_over_from_here_on(tmp_path: Path, key: str) -> None:
    async with following(tmp_path, BIRD_DOG, BREATHING) as coach:
        coach.play(READY + LEFT_SET + SIDE + 8)
        await coach.press(key)
        assert said(coach) == "Easier from here on: Bird-dog, leg slide."
        assert coach.line("name") == "Bird-dog, leg slide · level 2"
        assert coach.line("word") == "GET READY"
        await coach.press("n", "n")
        sets = the_session(coach).sets
        assert [each.replaced for each in sets][:4] == [False, True, True, True]
        assert sets[4].stands_in_for == "bird_dog"


async def test_where_nothing_is_easier_it_says_so_and_goes_on(tmp_path: Path) -> None:
    async with following(tmp_path, KNEE_ROLLS) as coach:
        coach.play(READY + 6)
        await coach.press("e")
        assert said(coach) == "Knee rolls has no easier variant. Skip is on s."
        assert coach.line("name") == "Knee rolls"
        assert coach.line("word") == "MOVE · KNEES TO THE LEFT"
        coach.play(6)
        assert coach.number == "3", "the third repetition"


# More and less


async def test_ten_seconds_more(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, BREATHING) as coach:
        for key, number in zip(KEYS["session.longer"], ("22", "32"), strict=True):
            await coach.press(key)
            assert (coach.number, said(coach)) == (number, "+10 s")
        await coach.press("n")
        coach.play(5)
        await coach.press("plus")
        assert coach.number == "20"
        coach.play(20)
        assert the_session(coach).sets[0].done == Work(1, 25)


async def test_ten_seconds_less(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING, COBRA) as coach:
        coach.play(READY + 5)
        for key, number in zip(KEYS["session.shorter"], ("45", "35"), strict=True):
            await coach.press(key)
            assert (coach.number, said(coach)) == (number, "−10 s")
        coach.play(27)
        await coach.press("minus")
        assert coach.line("name") == "Cobra · level 1", "less than was left ends it"
        assert the_session(coach).sets[0].done == Work(0, 32), "and only what was held is done"


async def test_repetitions_become_more_and_fewer_by_whole_ones(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        coach.play(READY + 15)
        assert "rep 3 of 5" in coach.line("place")
        await coach.press("plus")
        assert ("rep 3 of 6" in coach.line("place"), said(coach)) == (True, "+7 s")
        await coach.press("minus", "minus", "minus", "minus", "minus")
        assert "rep 3 of 3" in coach.line("place"), "never the one being done"
        coach.play(6)
        assert coach.line("word").startswith("CHANGE · ")
        await coach.press("s")
        assert the_session(coach).sets[0].done == Work(3, 21)

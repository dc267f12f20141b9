"""What makes a session stand still and what it says aloud: pauses, gaps, waiting, sound."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.records import Work
from backcoach.cues.cue import PACING, Cue, Sound
from tests.support.clock import ManualClock
from tests.support.coach import following
from tests.tui.a_session import (
    BIRD_DOG,
    BREATHING,
    CHILD,
    COBRA,
    KEYS,
    KNEE_ROLLS,
    LEFT_SET,
    READY,
    SIDE,
    is_running,
    said,
    the_session,
)

TURN = 15  # from the front onto the back

# Pause


@pytest.mark.parametrize("key", KEYS["session.pause"])
async def test_pause_stands_still_and_work_goes_on_after_three_two_one_exactly_where_it_was(
    tmp_path: Path, key: str
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10.4)
        assert coach.number == "50"
        await coach.press(key)
        assert coach.line("word").startswith("PAUSED")
        coach.play(100)
        assert coach.number == "50"

        await coach.press(key)
        counted = []
        for _ in range(3):
            assert coach.line("word") == "GO ON IN"
            counted.append(coach.number)
            coach.play(1)
        assert counted == ["3", "2", "1"]
        assert coach.line("word") == "KEEP GOING"
        coach.play(0.5)
        assert coach.number == "50", "of 49.6 s half a second is gone"
        coach.play(0.2)
        assert coach.number == "49"


async def test_a_pause_in_the_count_in_loses_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        await coach.press("space", "space")
        coach.play(2)
        await coach.press("space")
        assert coach.line("word").startswith("PAUSED")
        assert coach.number == "50"
        await coach.press("space")
        assert coach.number == "3"


async def test_getting_ready_goes_on_without_a_count(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(4)
        await coach.press("space")
        coach.play(60)
        await coach.press("space")
        assert (coach.line("word"), coach.number) == ("GET READY", "8")
        assert is_running(coach)


# Sound


async def test_everything_heard_is_also_seen(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD, KNEE_ROLLS) as coach:
        seen: list[str] = []
        while len(seen) < 15:
            heard = len(coach.ear.heard)
            coach.play(0.5)
            for cue in coach.ear.heard[heard:]:
                if cue.sound not in PACING:
                    seen.append(said(coach) if cue.words else coach.number)
        # 3-2-1, go, half of 20 s, 3-2-1, done; again for the left side, which is seen as a figure
        assert seen == [
            *("3", "2", "1", "Go", "Half-way", "3", "2", "1", "Done"),
            *("3", "2", "1", "Go", "5", "5"),
        ]


async def test_mute_silences_the_bell_and_nothing_that_is_seen(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD) as coach:
        await coach.press("m")
        assert "sound off" in coach.line("section")
        assert not coach.panel.has_class("-flash")
        coach.play(9)
        assert coach.panel.has_class("-flash"), "the number flashes with the last three seconds"
        coach.play(3)
        assert said(coach) == "Go"
        coach.play(10)
        assert said(coach) == "Half-way"
        assert coach.ear.heard == []
        assert not coach.practice.book.settings.sound

        await coach.press("m")
        assert "sound off" not in coach.line("section")
        coach.play(9)
        assert set(coach.ear.heard) == {Cue(Sound.COUNT)}, "three, two, one"


async def test_the_last_seconds_can_be_left_to_the_eye(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD) as coach:
        settings = coach.practice.book.settings
        coach.practice.book.change_settings(replace(settings, last_seconds=False))
        coach.play(READY + 1)
        assert [cue.sound for cue in coach.ear.heard] == [Sound.GO]
        assert coach.ear.volumes == [settings.volume]


async def test_the_volume_has_keys_each_with_a_sound_to_hear(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD) as coach:
        await coach.press("greater_than_sign")
        assert said(coach) == "Volume 8 of 10"
        await coach.press(*["less_than_sign"] * 12)
        assert said(coach) == "Volume 0 of 10"
        assert coach.ear.volumes == [8, 7, 6, 5, 4, 3, 2, 1, *[0] * 5]
        assert coach.practice.book.settings.volume == 0


async def test_what_is_said_follows_the_setting_which_has_a_key(tmp_path: Path) -> None:
    async with following(tmp_path, CHILD, COBRA) as coach:
        coach.play(READY - 1)
        assert coach.ear.said == ["Get ready.", "Child's pose.", "three", "two", "one"]
        for words in ("Voice: tones only", "Voice: off", "Voice: full"):
            coach.ear.said.clear()
            await coach.press("j")
            assert said(coach) == words
            coach.play(4)
            assert ("sound off" in coach.line("section")) is (words == "Voice: off")
        assert coach.ear.said[:1] == ["This is how the coach sounds."]
        coach.play(30)
        assert {"Half-way.", "five", "Next.", "Cobra."} <= set(coach.ear.said)


async def test_players_run_in_a_session_and_not_in_a_long_pause_nor_after_it(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, CHILD) as coach:
        assert coach.ear.is_open
        coach.play(READY + 1)
        await coach.press("space")
        coach.play(55)
        assert coach.ear.is_open
        coach.play(10)
        assert not coach.ear.is_open
        await coach.press("space")
        coach.play(1)
        assert coach.ear.is_open, "counted in again"
        coach.play(200)
        await coach.settle()
        assert coach.ear.heard[-1].sound is Sound.FINISHED
        assert not coach.ear.is_open


# Auto-advance


async def test_without_auto_advance_each_exercise_waits_for_a_key(tmp_path: Path) -> None:
    async with following(tmp_path, COBRA, COBRA, BREATHING) as coach:
        await coach.press("a")
        assert "Each exercise waits for a key" in coach.text
        for key, ready in ("space", READY), ("n", TURN):
            coach.play(READY + 15)
            assert coach.line("word").startswith("READY WHEN YOU ARE")
            coach.play(600)
            assert coach.line("word").startswith("READY WHEN YOU ARE")
            await coach.press(key)
            assert (coach.line("word"), coach.number) == ("GET READY", str(ready))
            assert is_running(coach)
            await coach.press("b")
            await coach.press("space")
        assert coach.line("name") == "Rest and slow breathing · level 1"


async def test_sets_of_one_exercise_follow_each_other_all_the_same(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("a")
        coach.play(READY + LEFT_SET)
        assert coach.line("word").startswith("CHANGE · ")
        coach.play(SIDE + LEFT_SET)
        assert coach.line("word") == "REST"
        assert is_running(coach)


# Interruptions


@pytest.mark.parametrize("stand_still", [ManualClock.advance, ManualClock.sleep_through])
async def test_a_gap_pauses_the_session_at_the_last_moment_seen(
    tmp_path: Path, stand_still: Callable[[ManualClock, float], None]
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        stand_still(coach.clock, 5)
        coach.session.tick()
        assert coach.line("word").startswith("PAUSED")
        why = "Paused: the program stood still for 5 s."
        assert said(coach) == why
        # Now that time goes on, the player may be found to have ended.
        coach.session.settings_changed("No sound by pacat.")
        await coach.settle()
        assert said(coach) == why
        assert "No sound by pacat." in coach.text
        assert coach.number == "50"
        await coach.press("space")
        coach.play(3 + 50)
        await coach.settle()
        assert the_session(coach).sets[0].done == Work(1, 60)


async def test_a_short_hiccup_pauses_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        coach.play(READY + 10)
        coach.clock.advance(1.9)
        coach.session.tick()
        assert (coach.line("word"), coach.number) == ("KEEP GOING", "49")

"""What is said when something happens that no timeline tells: keys, pauses, settings."""

from __future__ import annotations

from itertools import pairwise

import pytest

from backcoach.coach.model.exercise import Position
from backcoach.coach.planning.get_ready import Transition
from backcoach.coach.session.player import Player
from backcoach.cues.cue import Sound
from backcoach.cues.utterance import Priority, Utterance, VoiceLevel
from backcoach.cues.voice.announcer import Announcer
from tests.support.clock import ManualClock
from tests.support.content import item, plan_of
from tests.support.following import begin
from tests.support.voice import announcer, heard, said

TWO = plan_of(item("bridge"), item("bird_dog"))


class Session:
    """A session that an announcer follows, as the screen has it."""

    def __init__(
        self, *exercises: str, level: VoiceLevel = VoiceLevel.FULL, auto_advance: bool = True
    ) -> None:
        self.player: Player
        self.clock: ManualClock
        self.player, self.clock = begin(*map(item, exercises), auto_advance=auto_advance)
        self.announcer: Announcer = announcer(level)
        self.heard: list[Utterance] = []
        self.take(self.player.back())  # what has just begun, once more

    def take(self, events: list) -> list[str]:  # type: ignore[type-arg]
        found = self.announcer.take(events, self.player)
        if found is not None:
            self.heard.append(found)
        return [] if found is None else [found.words]

    def wait(self, seconds: float) -> list[str]:
        """Let time pass; what was said meanwhile."""
        words: list[str] = []
        for _ in range(round(seconds * 10)):
            self.clock.advance(0.1)
            words += filter(None, self.take(self.player.tick()))
        return words


def test_a_pause_is_said_at_once_and_ends_what_was_to_come() -> None:
    session = Session("bridge", "bird_dog")
    assert session.heard[-1].words == "Get ready. Bridge."
    session.clock.advance(0.5)
    assert session.take(session.player.pause_or_resume()) == ["Paused."]
    assert session.wait(10) == []


def test_what_a_pause_cut_off_is_said_again_afterwards() -> None:
    session = Session("bridge")
    session.take(session.player.pause_or_resume())
    session.wait(2)
    session.take(session.player.pause_or_resume())
    assert "Get ready. Bridge." in [*(each.words for each in session.heard[-1:]), *session.wait(5)]


def test_work_that_goes_on_is_counted_in() -> None:
    session = Session("front_plank")
    session.wait(14)
    session.take(session.player.pause_or_resume())
    session.wait(2)
    assert session.take(session.player.pause_or_resume()) == ["three"]
    assert session.wait(2.5) == ["two", "one"]


def test_a_more_important_utterance_is_never_cut_off_by_a_less_important_one() -> None:
    session = Session("bridge")
    session.take(session.player.pause_or_resume())
    assert session.take(session.player.next()) == [], "not before “Paused.” is over"
    for one, two in pairwise(session.heard):
        assert one.end <= two.at or two.priority <= one.priority


def test_what_is_skipped_and_what_is_easier_is_said() -> None:
    session = Session("bridge", "bird_dog")
    session.take(session.player.skip())
    assert "Skipped." in said(session.heard[-1:]) + session.wait(3)
    session.take(session.player.easier(2))
    words = session.wait(4)
    assert words[:2] == ["Easier from here on.", "Next. Bird-dog, leg slide."]


def test_an_exercise_that_waits_for_a_key_says_so_and_is_not_announced_twice() -> None:
    session = Session("bridge", auto_advance=False)
    words = [*said(session.heard), *session.wait(10)]
    assert words[0] == "Get ready. Bridge."
    assert words[-1] == "Go on when you are ready."
    session.take(session.player.pause_or_resume())
    assert session.wait(4) == []


def test_without_the_last_seconds_nothing_is_counted_down_but_repetitions_are() -> None:
    counted = said(heard(plan_of(item("front_plank", 3), item("bridge")), counts=False))
    with_seconds = said(heard(plan_of(item("front_plank", 3))))
    assert "five" in with_seconds and with_seconds.count("three") > 1
    before_bridge = counted[: counted.index("Next. Bridge.")]
    assert not {"five", "four", "three", "two", "one"} & set(before_bridge)
    assert [each for each in counted if each in ("one", "And last.")] == ["one", "And last."] * 2


def test_the_fewer_words_of_the_brief_level() -> None:
    full, brief = (set(said(heard(TWO, each))) for each in (VoiceLevel.FULL, VoiceLevel.BRIEF))
    assert brief < full | {"Left leg back."}
    assert {"And last.", "Rest."} & brief == set()
    assert {"three", "two", "one", "Left leg back.", "Next. Bird-dog."} <= brief
    assert any(each.startswith("Reach one arm") for each in full - brief)


def test_tones_only_are_the_tones_at_the_same_instants_and_off_is_nothing() -> None:
    tones = heard(TWO, VoiceLevel.TONES)
    assert said(tones) == [] and all(each.cue is not None for each in tones)
    spoken = {each.at: each.cue for each in heard(TWO, VoiceLevel.FULL) if each.cue is not None}
    assert {each.at: each.cue for each in tones} == spoken
    assert heard(TWO, VoiceLevel.OFF) == []


def test_a_level_can_be_changed_at_any_moment() -> None:
    session = Session("bridge")
    session.announcer.level = VoiceLevel.TONES
    assert session.wait(20) == []
    session.announcer.level = VoiceLevel.FULL
    assert "two" in session.wait(10)


def test_a_set_ends_and_the_session_ends_with_their_tones_then_words() -> None:
    last = heard(plan_of(item("cobra")))[-1]
    assert last.cue is not None and last.cue.sound is Sound.FINISHED and not last.instead
    assert last.words == "That was the session. Well done."
    assert last.priority is Priority.SAFETY


@pytest.mark.parametrize("speed", [4.0, 60.0])
def test_in_a_fast_rehearsal_nothing_overlaps_either(speed: float) -> None:
    found = heard(TWO, speed=speed)
    assert all(one.end <= two.at + 1e-6 for one, two in pairwise(found) if one.texts)


def test_things_to_fetch_are_named() -> None:
    session = Session("supine_hamstring_stretch")
    step = session.player.position.step
    change = Transition(30, Position.ON_THE_BACK, fetch=("strap", "cushion"))
    object.__setattr__(step, "change", change)
    session.take(session.player.back())
    words = session.wait(8)
    assert words.index("You need the strap.") < words.index("You need the cushion.")


def test_the_first_words_of_a_change_of_position_name_both_exercises() -> None:
    words = said(heard(TWO))
    place = words.index("Bridge. Done.")
    assert words[place + 1 : place + 3] == ["Next. Bird-dog.", "Come onto your hands and knees."]

"""Which sound is heard when, over a whole session."""

from __future__ import annotations

from collections.abc import Iterable

from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.events import Event, Resumed
from backcoach.cues.cue import PACING, Cue, Sound, cue_for, most_important
from tests.support.clock import play
from tests.support.content import item
from tests.support.following import begin, into_work


def heard(events: Iterable[Event]) -> list[Sound]:
    """The sounds of events that did not fall together."""
    return [cue.sound for event in events if (cue := cue_for(event)) is not None]


def test_repeated_holds_tell_hold_from_relax() -> None:
    player, clock = into_work(item("abdominal_brace"))
    relax, hold = 0, 0
    while not player.position.has_ended:
        kind = player.position.segment.kind
        clock.advance(0.25)
        cue = most_important(filter(None, map(cue_for, player.tick())))
        if player.position.segment.kind is kind or cue is None:
            continue
        if player.position.segment.kind is SegmentKind.BETWEEN_HOLDS:
            assert cue.sound is Sound.RELAX, "not the sound of the end of a set"
            relax += 1
        elif player.position.segment.kind is SegmentKind.WORK:
            assert cue.sound is Sound.HOLD
            hold += 1
    assert relax == hold > 0


def test_a_set_begins_with_go_after_getting_ready_and_with_another_sound_after_a_rest() -> None:
    player, clock = begin(item("bridge"))
    sounds = heard(play(player, clock, player.position.seconds_left + 0.5))
    assert Sound.GO in sounds and Sound.REST_OVER not in sounds
    rest = []
    while Sound.REST_OVER not in rest and not player.position.has_ended:
        rest += heard(play(player, clock, 0.5))
    assert rest.index(Sound.DONE) < rest.index(Sound.REST_OVER)
    assert Sound.GO not in rest


def test_where_the_side_changes_that_is_heard_and_not_the_end_of_the_set() -> None:
    player, clock = into_work(item("knee_rolls"))
    cues: list[Cue] = []
    while player.position.segment.kind is SegmentKind.WORK and not player.position.has_ended:
        clock.advance(0.5)
        cues = [cue for event in player.tick() if (cue := cue_for(event)) is not None]
    loudest = most_important(cues)
    assert loudest is not None and loudest.sound is Sound.CHANGE_SIDE
    assert loudest.words.startswith("Change: ")


def test_counts_in_a_rest_are_quiet() -> None:
    player, clock = into_work(item("bridge"), seconds=0.5)
    loud: list[Cue] = []
    quiet: list[Cue] = []
    while not quiet and not player.position.has_ended:
        events, resting = play(player, clock, 0.5), player.position.segment.kind is SegmentKind.REST
        cues = [cue for event in events if (cue := cue_for(event, resting=resting)) is not None]
        counts = [cue for cue in cues if cue.sound is Sound.COUNT]
        (quiet if resting else loud).extend(counts)
    assert all(cue.quiet for cue in quiet)
    assert loud and not any(cue.quiet for cue in loud)


def test_work_that_goes_on_after_a_count_begins_with_go_and_a_rest_that_goes_on_is_silent() -> None:
    assert heard([Resumed(counted_in=True)]) == [Sound.GO]
    assert heard([Resumed()]) == []


def test_a_repetition_sounds_twice_softly_there_and_back() -> None:
    player, clock = into_work(item("bridge"))
    sounds = heard(play(player, clock, player.position.seconds_left - 4, every=0.25))
    assert [each for each in sounds if each in PACING][:3] == [
        Sound.RETURN,
        Sound.TURN,
        Sound.RETURN,
    ]


def test_a_session_done_to_its_end_says_so_and_one_that_is_left_does_not() -> None:
    player, clock = begin(item("cobra"))
    cues: list[Cue] = []
    while not player.position.has_ended:
        cues = [cue for each in play(player, clock, 0.5) if (cue := cue_for(each)) is not None]
    assert most_important(cues) == Cue(Sound.FINISHED), "and not the end of a set"
    player, _ = begin(item("cobra"))
    assert Sound.FINISHED not in heard(player.leave())

"""The levels of one stay in a stage: how they fit a profile, and what goes on to the next stage."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from backcoach.coach.evidence.decisions import Evidence
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.steps_up import step_up
from backcoach.coach.levels.track import Rung, StandIn, Track
from backcoach.coach.model.adaptations import Adaptation
from backcoach.coach.suitability import Suit, suit_of
from tests.support.content import programme
from tests.support.logs import a_profile, day
from tests.support.people import EXERCISES

RULES = programme()
SQUAT, EASIER_SQUAT = "squat", "sit_to_stand"
SIDE, EASIER_SIDE = "side_plank", "side_plank_knees"
MARCH, BRIDGE, ONE_LEG = "bridge_march", "bridge", "single_leg_bridge"


def suit(*tags: str, barred: tuple[str, ...] = (), **tops: int) -> Suit:
    """What suits somebody with these tags, or with one that bars and limits these exercises."""
    adapted = {each: Adaptation(skip=True) for each in barred}
    adapted |= {
        each: Adaptation(keep="Slowly.", level_max=top)
        for each, top in tops.items()
        if each not in barred
    }
    own = {"reflux": replace(RULES.tags["reflux"], exercises=adapted)}
    rules = replace(RULES, tags={**RULES.tags, **own})
    return suit_of(a_profile(tags=("reflux",) if adapted else tags), rules, EXERCISES)


def book(*tracks: Track, stage: int = 2, fits: Suit | None = None, **how: object) -> LevelBook:
    return LevelBook(
        stage=stage,
        programme=RULES,
        exercises=EXERCISES,
        decisions=[],
        suit=fits or suit(),
        tracks={track.slot: track for track in tracks},
        **how,  # type: ignore[arg-type]
    )


def rules(found: LevelBook) -> list[tuple[str, str, int, int]]:
    return [(each.rule, each.exercise, each.from_level, each.to_level) for each in found.decisions]


# Another profile


def test_an_easier_exercise_that_no_longer_suits_hands_back() -> None:
    track = Track(SQUAT, SQUAT, 2, stand_in=StandIn(EASIER_SQUAT, 3, 2))
    kept = Track(MARCH, MARCH, 2, stand_in=StandIn(BRIDGE, 1, 2))
    found = book(track, kept)
    found.fit_to(suit(barred=(EASIER_SQUAT,)), day(1))
    assert track.rung == Rung(SQUAT, 2)
    assert kept.doing == BRIDGE
    assert rules(found) == [("level.swap.profile", EASIER_SQUAT, 3, 2)]


@pytest.mark.parametrize(
    ("home", "level"), [(EASIER_SIDE, 1), (ONE_LEG, len(EXERCISES[MARCH].ladder))]
)
def test_another_exercise_that_no_longer_suits_hands_back_at_the_end_where_it_met(
    home: str, level: int
) -> None:
    slot = SIDE if home == EASIER_SIDE else MARCH
    track = Track(slot, home, 2, raises=[1])
    book(track, stage=3 if slot == SIDE else 2).fit_to(suit(barred=(home,)), day(1))
    assert (track.rung, track.raises) == (Rung(slot, level), [])


def test_levels_above_the_highest_that_suits_come_down_and_say_so() -> None:
    tracks = (Track(SQUAT, SQUAT, 3), Track(BRIDGE, BRIDGE, 2), Track(MARCH, MARCH, 3))
    tracks[2].stand_in = StandIn(BRIDGE, 3, 2)
    found = book(*tracks, earned={"dead_bug": 4, "cobra": 2, SQUAT: 3})
    found.fit_to(suit(squat=2, bridge=2, dead_bug=2, cobra=2), day(1))
    assert [track.rung.level for track in tracks] == [2, 2, 2]
    assert found.earned == {"dead_bug": 2, "cobra": 2, SQUAT: 2}
    assert rules(found) == [
        ("level.lower.suit", SQUAT, 3, 2),
        ("level.lower.suit", BRIDGE, 3, 2),
        ("level.lower.suit", "dead_bug", 4, 2),
    ]


def test_what_is_not_done_at_all_waits_at_its_level() -> None:
    track = Track(SQUAT, SQUAT, 4)
    found = book(track, earned={"dead_bug": 4})
    barred = suit(barred=(SQUAT, "dead_bug"))
    found.fit_to(replace(barred, tops={SQUAT: 2, "dead_bug": 2}), day(1))
    assert track.level == 4
    assert found.earned == {"dead_bug": 4}
    assert found.decisions == []


def test_earlier_rules_left_levels_as_they_were() -> None:
    earlier = replace(RULES, levels=replace(RULES.levels, keeps_earned=False))
    track = Track(SQUAT, SQUAT, 4)
    found = book(track, earned={"dead_bug": 4})
    found.programme = earlier
    found.fit_to(suit(squat=2, dead_bug=2), day(1))
    assert (track.level, found.earned) == (4, {"dead_bug": 4})
    assert found.carried() == {}


def test_what_the_stage_holds_follows_the_profile_and_the_version() -> None:
    found = book(stage=3)
    assert found.beyond[SIDE] == EASIER_SIDE
    found.fit_to(suit(barred=(EASIER_SIDE,)), day(1))
    assert SIDE not in found.beyond
    timed = next(id for id in found.named if EXERCISES[id].mode == "time")
    assert timed in found.moving
    found.go_by(replace(RULES, levels=replace(RULES.levels, by_the_clock_too=False)))
    assert timed not in found.moving


# To the next stage


def test_every_level_goes_on_and_what_was_got_beyond_at_its_top() -> None:
    harder = Track(MARCH, ONE_LEG, 2)
    below = Track(SIDE, EASIER_SIDE, 3)
    found = book(harder, below, Track(SQUAT, SQUAT, 2), earned={"cobra": 3, SQUAT: 1}, less=2)
    top = len(EXERCISES[MARCH].ladder)
    assert found.carried() == {"cobra": 1, SQUAT: 2, MARCH: top, ONE_LEG: 2, EASIER_SIDE: 3}
    assert found.waiting_levels() == [Rung("cobra", 1)]


def test_a_way_back_lowers_to_level_1_at_most() -> None:
    assert book(earned={"cobra": 2}, less=3).waiting_levels() == [Rung("cobra", 1)]


@pytest.mark.parametrize(
    ("earned", "first"),
    [
        ({}, Rung(SIDE, 2)),
        ({EASIER_SIDE: 3}, Rung(EASIER_SIDE, 3)),
        ({EASIER_SIDE: 3, SIDE: 1}, Rung(SIDE, 2)),
        ({SIDE: 4}, Rung(SIDE, 4)),
    ],
)
def test_an_exercise_begins_at_what_was_earned(earned: dict[str, int], first: Rung) -> None:
    assert book(stage=3, earned=earned).first_rung(SIDE, 2) == first


# A harder and an easier one


@pytest.mark.parametrize(
    ("track", "fits", "harder"),
    [
        (Track(EASIER_SQUAT, EASIER_SQUAT, 3), suit(), None),
        (Track(MARCH, BRIDGE, 4), suit(), MARCH),
        (Track(MARCH, BRIDGE, 3), suit(), None),
        (Track(MARCH, BRIDGE, 4), suit(barred=(MARCH,)), None),
        (Track(SQUAT, SQUAT, 5), suit(), None),
    ],
)
def test_a_harder_one_takes_over_at_the_top_of_the_ladder(
    track: Track, fits: Suit, harder: str | None
) -> None:
    found = book(track, fits=fits)
    assert found.harder(track) == harder
    old = track.rung
    found.go_up(track)
    top = len(EXERCISES[old.exercise].ladder)
    expected = Rung(harder, 1) if harder else Rung(old.exercise, min(old.level + 1, top))
    assert track.rung == expected


def test_swaps_of_the_users_end_each_on_its_day() -> None:
    squat, march = Track(SQUAT, SQUAT, 2), Track(MARCH, MARCH, 2)
    found = book(squat, march, Track("dead_bug", "dead_bug", 1))

    def now() -> tuple[str, str, date | None]:
        return squat.doing, march.doing, found.swaps_end

    found.hand_over(march, BRIDGE, day(9))
    assert now() == (SQUAT, BRIDGE, day(9))
    found.hand_over(squat, EASIER_SQUAT, day(5))
    assert now() == (EASIER_SQUAT, BRIDGE, day(5))
    found.end_swaps(day(4))
    assert now() == (EASIER_SQUAT, BRIDGE, day(5))
    found.end_swaps(day(5))
    assert now() == (SQUAT, BRIDGE, day(9))
    found.hand_over(squat, EASIER_SQUAT, day(12))
    assert now() == (EASIER_SQUAT, BRIDGE, day(9))
    found.end_swaps(day(12))
    assert now() == (SQUAT, MARCH, None)
    assert [rule for rule, *_ in rules(found)] == ["level.swap.over"] * 3


def test_a_swap_of_the_rules_has_no_day_on_which_it_ends() -> None:
    track = Track(SQUAT, SQUAT, 2)
    found = book(track)
    found.hand_over(track, EASIER_SQUAT)
    found.end_swaps(date.max)
    assert (track.doing, found.swaps_end, found.decisions) == (EASIER_SQUAT, None, [])


def test_the_reason_for_a_highest_level_is_told_where_it_holds_alone() -> None:
    limited = next(id for id in sorted(suit("osteoporosis").tops) if id in book().named)
    found = book(Track(limited, limited, 1), fits=suit("osteoporosis"))
    track = found.tracks[limited]

    for rule in ("level.hold.top", "level.hold.effort"):
        found.decide(rule, day(0), track, Evidence())
    assert [bool(each.because) for each in found.decisions] == [True, False]


# What a step up is, in words


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"reps": (8, 6)}, {"reps": (10, 9)}, "10 instead of 8."),
        ({"reps": (8, 6)}, {"reps": (8, 8)}, None),
        ({"reps": (8,)}, {"reps": (8, 8)}, "2 sets instead of 1."),
        ({"reps": (5,), "hold_seconds": 10}, {"reps": (5,), "hold_seconds": 15}, "15 seconds"),
        ({"reps": (5,)}, {"reps": (5,), "hold_seconds": 1}, "1 seconds instead of 0."),
        ({"reps": (5,), "hold_seconds": 10}, {"reps": (5,), "hold_seconds": 10}, None),
    ],
)
def test_a_step_is_told_by_the_first_number_that_grows(
    before: dict[str, object], after: dict[str, object], words: str | None
) -> None:
    plain = replace(EXERCISES[SQUAT].at(1), step_up="", tempo=None, hold_seconds=None)
    one, two = (
        replace(plain, level=number, **changes)  # type: ignore[arg-type]
        for number, changes in ((1, before), (2, after))
    )
    told = step_up(replace(EXERCISES[SQUAT], ladder=(one, two)), 1, 2)
    assert (told is None) if words is None else (told is not None and words in told.sentence)

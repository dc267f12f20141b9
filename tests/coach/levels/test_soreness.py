"""Habitual soreness (programme.md §3.3)."""

from dataclasses import replace

import pytest

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.standing.standing import Standing
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import Fact, a_morning

BIRD_DOG = "bird_dog"


def sore_on(number: int, at: int = 1, *, more: bool = False, **how: object) -> SessionRecord:
    """A session on that day that left the back sore from the bird-dog."""
    how = {"stage": 1, "effort": 4, "pain": 1, "worst": 2} | how
    session = did(number, (BIRD_DOG, at), sore=[BIRD_DOG], **how)  # type: ignore[arg-type]
    if not more or session.ratings is None:
        return session
    return replace(session, ratings=replace(session.ratings, sore_more=(BIRD_DOG,)))


def weeks(*numbers: int, **changed: Fact) -> list[Fact]:
    """Sore sessions on these days, each settled by the morning; some of them `changed` by name."""
    facts: dict[str, Fact] = {}
    at = 1
    for place, number in enumerate(numbers):
        # By the rules it goes up on day 7 and on day 14.
        at = 1 if number < 7 else 2 if number < 14 else 3
        facts[f"session_{number}"] = sore_on(number, at)
        if place < len(numbers) - 1:
            facts[f"morning_{number + 1}"] = a_morning(number + 1, 1)
    return list((facts | changed).values())


def after(number: int, *facts: Fact) -> Standing:
    return now(number, *facts, stage=1)


def always_sore(number: int, *facts: Fact) -> bool:
    return BIRD_DOG in after(number, *facts).levels.always_sore


def test_b4_4_sore_each_time_and_always_settled() -> None:
    three = weeks(0, 2, 4)
    assert not always_sore(4, *three)
    three.append(a_morning(5, 1))
    assert always_sore(5, *three)
    assert level(BIRD_DOG, after(6, *three)) == 1
    to_day_7 = weeks(0, 2, 4, 7)
    assert decided(after(7, *to_day_7), BIRD_DOG)[-1] == ("level.up", 1, 2)
    to_day_14 = weeks(0, 2, 4, 7, 9, 11, 14)
    ups = [each for each in after(14, *to_day_14).levels.decisions if each.rule == "level.up"]
    assert [(each.on.day - 1, each.to_level) for each in ups] == [(7, 2), (14, 3)]


def test_b4_5_an_unsettled_morning_sets_the_count_back() -> None:
    facts = weeks(0, 2, 4, 7, morning_5=a_morning(5, 5))
    here = after(7, *facts)
    assert not here.levels.always_sore
    assert "level.up" not in {rule for rule, *_ in decided(here, BIRD_DOG)}
    # At level 1 a step down hands over to the easier exercise.
    assert last(after(5, *facts[:-1]), BIRD_DOG).rule == "level.swap.easier"


@pytest.mark.parametrize("settled", [2, 3])
def test_b2_from_3_on_it_no_longer_blocks(settled: int) -> None:
    days = (0, 2, 4)[:settled]
    facts = [*weeks(*days), a_morning(days[-1] + 1, 1)]
    here = after(7, *facts, sore_on(7, 2))
    assert ("level.up" in {rule for rule, *_ in decided(here, BIRD_DOG)}) is (settled == 3)


@pytest.mark.parametrize(
    "changed",
    [
        sore_on(2, effort=7),
        sore_on(2, worst=5),
        sore_on(2, share=0.9),
        sore_on(2, hurt=(0, 2)),
        did(2, (BIRD_DOG, 1), stage=1, effort=4, pain=1),
    ],
    ids=["effort", "amber", "done in part", "it hurt", "not sore"],
)
def test_b2_it_counts_only_in_full_green_with_effort_of_at_most_6(changed: Fact) -> None:
    facts = [*weeks(0, 2, 4, session_2=changed), a_morning(5, 1)]
    assert not always_sore(5, *facts)
    assert always_sore(5, *weeks(0, 2, 4, session_2=sore_on(2, effort=6)), a_morning(5, 1))


def test_b2_an_unknown_morning_neither_counts_nor_resets() -> None:
    facts = [*weeks(0, 2, 4, 7, 9), a_morning(10, 1)]
    without = [each for each in facts if each != a_morning(3, 1)]
    # The next check-in stands in for that morning: it has settled by then.
    assert always_sore(10, *without)


@pytest.mark.parametrize(
    "bad",
    [
        sore_on(7, 2, worst=8),
        sore_on(7, 2, share=0.5, hurt=(0, 4)),
    ],
    ids=["red", "a step down"],
)
def test_b2_red_and_a_step_down_begin_anew(bad: Fact) -> None:
    facts = [*weeks(0, 2, 4), a_morning(5, 1)]
    assert always_sore(5, *facts)
    assert not always_sore(7, *facts, bad)


def test_b2_the_count_survives_a_raise() -> None:
    here = after(8, *weeks(0, 2, 4, 7), a_morning(8, 1))
    assert level(BIRD_DOG, here) == 2
    assert BIRD_DOG in here.levels.always_sore


def test_b2_more_than_usual_blocks_once_and_resets_nothing() -> None:
    facts = weeks(0, 2, 4, 7, 9, 11, 14, session_11=sore_on(11, 2, more=True))
    here = after(14, *facts)
    assert level(BIRD_DOG, here) == 2
    assert BIRD_DOG in here.levels.always_sore
    blocked = [each for each in here.levels.decisions if each.rule == "level.hold.sore_more"]
    assert [each.sentence for each in blocked] == [
        "Bird-dog stays at level 2: it left your back more sore than usual."
    ]
    # Two sessions without it, and the level goes up again.
    facts = [*facts[:-1], sore_on(14, 2), a_morning(15, 1), sore_on(16, 2), a_morning(17, 1)]
    assert level(BIRD_DOG, after(18, *facts, sore_on(18, 3))) == 3


def test_b2_the_count_goes_on_in_the_next_stage() -> None:
    first = [*weeks(0, 2, 4), a_morning(5, 1)]
    here = now(6, *first, stage=1)
    assert BIRD_DOG in here.levels.always_sore


@pytest.mark.parametrize(("days", "kept"), [(27, True), (28, False), (56, False)])
def test_b2_a_long_break_begins_anew(days: int, kept: bool) -> None:
    facts = [*weeks(0, 2, 4), a_morning(5, 1)]
    facts += [did(number, "bridge", stage=1, effort=7, pain=1) for number in range(8, 37, 4)]
    assert always_sore(36, *facts)
    assert always_sore(36 + days, *facts) is kept

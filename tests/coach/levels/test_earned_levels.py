"""A new stage begins with the levels that were reached before; each lowering is reported."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.levels.track import Rung
from backcoach.coach.model.records import SessionRecord, StageDecision
from backcoach.coach.standing.standing import Standing
from tests.support.examples import examples
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import Fact, a_check_in, a_choice, a_profile, day
from tests.support.people import EXERCISES

LAST = 36
TO_STAGE_2 = a_choice(LAST + 1, StageDecision.START_IN, 2, hour=1)


def bird_dog_at(rung: int) -> list[Fact]:
    """Five weeks of bird-dog at this level in stage 1, too hard to go up."""
    days = range(0, LAST + 1, 4)
    return [did(number, ("bird_dog", rung), stage=1, effort=8) for number in days]


def planned(here: Standing, exercise: str, of_template: int) -> int:
    (rung,) = here.levels.for_session([Rung(exercise, of_template)])
    return rung.level


def test_b4_9_bird_dog_3_of_stage_1_is_done_at_3_in_stage_2() -> None:
    on = LAST + 2
    facts = [*bird_dog_at(3), TO_STAGE_2, a_check_in(on)]
    here = now(on, *facts, stage=1)
    assert here.stage == 2
    assert planned(here, "bird_dog", 2) == 3
    done = now(on, *facts, did(on, ("bird_dog", 3)), stage=1)
    assert level("bird_dog", done) == 3
    assert not [each for each in decided(done, "bird_dog") if each[1] != each[2]]
    assert not [each for each in done.levels.decisions if each.on > day(LAST) and each.exercise]


def test_b3_6_the_template_s_level_where_that_is_the_higher_one() -> None:
    here = now(LAST + 2, *bird_dog_at(1), TO_STAGE_2, a_check_in(LAST + 2), stage=1)
    assert planned(here, "bird_dog", 2) == 2


def test_b3_6_under_the_caps_and_the_lowering_has_its_reason() -> None:
    facts: list[Fact] = [did(n, ("squat", 5), effort=8) for n in (0, 3)]
    tag = a_profile(5, tags=["knee_pain"])
    here = now(5, *facts, tag)
    assert last(here, "squat").sentence == "Squat goes down to level 2: bending the knee hurts you."
    back = now(6, *facts, tag, a_choice(6, StageDecision.START_IN, 1))
    assert back.stage == 1
    again = now(
        7,
        *facts,
        tag,
        a_choice(6, StageDecision.START_IN, 1),
        a_choice(7, StageDecision.START_IN, 2),
    )
    assert planned(again, "squat", 1) == 2


def test_b3_6_a_cap_that_comes_before_the_exercise_was_done_again_is_told_as_well() -> None:
    stood: list[Fact] = [a_profile(tags=["wrist_pain"])]
    stood += [did(n, ("standing_bird_dog", 3), stage=1, effort=8) for n in (0, 3)]
    to_stage_2 = a_choice(4, StageDecision.START_IN, 2)
    both = a_profile(5, tags=["wrist_pain", "balance"])
    here = now(6, *stood, to_stage_2, both, stage=1)
    assert decided(here, "standing_bird_dog")[-1] == ("level.lower.suit", 3, 1)
    assert planned(here, "standing_bird_dog", 2) == 1


def test_b4_10_bird_dog_3_and_then_30_days_away_is_two_lower_with_the_reason() -> None:
    here = now(LAST + 30, *bird_dog_at(3), stage=1)
    lowered = last(here, "bird_dog")
    assert (lowered.rule, lowered.from_level, lowered.to_level) == ("absence.28-55", 3, 1)
    assert lowered.sentence == "Bird-dog begins again at level 1, after 28 days without a session."


def test_b4_10_also_where_it_was_brought_along_and_not_done_yet() -> None:
    on = LAST + 2
    more = did(on, "dead_bug")
    here = now(on + 30, *bird_dog_at(3), TO_STAGE_2, more, a_check_in(on + 30), stage=1)
    assert decided(here, "bird_dog")[-1] == ("absence.28-55", 3, 1)
    assert planned(here, "bird_dog", 2) == 1
    shorter = now(on + 15, *bird_dog_at(3), TO_STAGE_2, more, a_check_in(on + 15), stage=1)
    assert decided(shorter, "bird_dog")[-1] == ("absence.14-27", 3, 2)
    assert planned(shorter, "bird_dog", 2) == 2


def test_b3_6_after_56_days_all_begins_anew_and_says_so() -> None:
    on = LAST + 2
    more, back = did(on, "dead_bug"), a_check_in(on + 58)
    here = now(on + 58, *bird_dog_at(3), TO_STAGE_2, more, back, stage=1)
    assert here.stage == 1
    assert decided(here, "bird_dog")[-1] == ("absence.56+", 1, 1)
    assert planned(here, "bird_dog", 1) == 1
    assert ("absence.28-55", 3, 1) in decided(here, "bird_dog")


def test_b3_6_a_harder_exercise_that_took_over_is_brought_along_too() -> None:
    facts: list[Fact] = [did(n, ("kneeling_plank", 3)) for n in (0, 3)]
    facts += [did(7, "front_plank"), did(9, "front_plank")]
    facts += [did(14, ("front_plank", 2))]
    here = now(14, *facts)
    assert level("front_plank", here) == 2
    away = [a_choice(15, StageDecision.START_IN, 1), a_choice(16, StageDecision.START_IN, 2)]
    again = now(16, *facts, *away)
    assert planned(again, "front_plank", 1) == 2
    assert planned(again, "kneeling_plank", 2) == 3


NAMES = ("bird_dog", "bridge", "squat", "kneeling_plank", "dead_bug")


@st.composite
def lives(draw: st.DrawFn) -> Sequence[Fact]:
    """Sessions of any stage, tags that come and go, and changes of stage."""
    facts: list[Fact] = []
    number = 0
    for _ in range(draw(st.integers(min_value=2, max_value=14))):
        kind = draw(st.sampled_from(["session", "session", "session", "profile", "stage"]))
        if kind == "session":
            rungs = [(name, draw(st.integers(1, 3))) for name in NAMES]
            worst = draw(st.sampled_from([2, 2, 2, 5, 8]))
            stage = draw(st.sampled_from([1, 2, 2]))
            facts.append(did(number, *rungs, stage=stage, worst=worst))
        elif kind == "profile":
            tags = draw(st.sampled_from([(), ("balance",), ("knee_pain",), ("healing",)]))
            facts.append(a_profile(number, hour=2, tags=tags))
        else:
            to = draw(st.sampled_from([1, 2]))
            facts.append(a_choice(number, StageDecision.START_IN, to, hour=3))
        number += draw(st.sampled_from([1, 2, 3, 7, 15, 30, 60]))
    return facts


@given(lives())
@examples(60)
def test_b3_6_no_level_ever_falls_without_a_word(facts: Sequence[Fact]) -> None:
    days = [_day_of(fact) for fact in facts]
    known: dict[str, int] = {}
    told = 0
    for number in range(max(days) + 1):
        here = now(number, *[fact for fact, on in zip(facts, days, strict=True) if on <= number])
        new, told = here.levels.decisions[told:], len(here.levels.decisions)
        # What was decided is known, whenever it is done again.
        known |= {each.other or each.exercise: each.to_level for each in new if each.moved}
        suit = here.levels.book.suit
        for rung in here.levels.rungs:
            assert rung.level >= known.get(rung.exercise, 0)
            assert rung.level <= suit.top(EXERCISES[rung.exercise])
            known[rung.exercise] = rung.level


def _day_of(fact: Fact) -> int:
    at = fact.started_at if isinstance(fact, SessionRecord) else fact.at
    return (at.date() - day(0)).days

"""Whatever was answered, no plan of any later day holds what its week, date or tag bars.

The weeks and dates are those of A8, the levels those of A10, all written out by hand.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Position
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.planning.plan import Plan
from backcoach.simulation.promises import AFTER_BIRTH, LATE, ON_THE_FRONT, PREGNANT_LEVELS
from tests.coach.test_highest_levels import barred_by_hand, caps_by_hand
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.examples import examples
from tests.support.people import EXERCISES, keeps, suit

TAGS: Mapping[str, tuple[str, ...]] = {
    "heart": ("hypertension",),
    "blood_pressure": ("hypertension",),
    "weak_or_unsteady": ("balance",),
    "fall": ("balance",),
    "thin_bones.no": ("osteoporosis",),
    "thin_bones.yes": ("osteoporosis", "spine_fracture"),
    "thin_bones.not_sure": ("osteoporosis", "spine_fracture"),
    "age_65": ("age_65",),
    "one_leg_pain": ("leg_symptoms",),
}
"""What each answer sets for good, of the tags of A10."""
NOT_SAID = 99
"""As a week: not said, or over 42; then it is as late as can be."""


class Case(NamedTuple):
    """Answers of the first day, and a later day.

    `weeks` is the week of a pregnancy, `birth` how many days ago somebody gave birth.
    """

    marks: frozenset[str]
    weeks: int | None
    birth: int | None
    agreed: bool
    later: int
    stage: int
    length: Length


cases = st.builds(
    Case,
    st.frozensets(st.sampled_from(sorted(TAGS)), max_size=2),
    st.none() | st.integers(1, 41) | st.just(NOT_SAID),
    st.none() | st.integers(0, 83),
    st.booleans(),
    st.integers(0, 120),
    st.sampled_from([1, 2]),
    st.sampled_from(Length),
)


def plan_of_the_day(case: Case) -> Plan:
    """What is planned on the later day, through the door that the screens use."""
    with TemporaryDirectory() as folder:
        clock = ManualClock()
        practice = practice_in(Path(folder), clock)
        today = practice.book.today()
        # One answer to what is asked about a mark: the last of those drawn.
        follow_ups = dict(each.split(".") for each in sorted(case.marks) if "." in each)
        marks = {each.partition(".")[0] for each in case.marks}
        if case.weeks is not None:
            marks.add("pregnant")
            follow_ups["pregnant"] = "" if case.weeks == NOT_SAID else str(case.weeks)
        if case.birth is not None:
            marks.add("gave_birth")
            follow_ups["gave_birth"] = (today - timedelta(days=case.birth)).isoformat()
        practice.safety.keep_screening(sorted(marks), follow_ups=follow_ups)
        if case.agreed:
            practice.safety.clear(ClearanceKind.CLINICIAN_OK)
        if case.stage > 1:
            practice.person.choose(StageDecision.START_IN, case.stage)
        clock.advance(timedelta(days=case.later).total_seconds())
        later = practice_in(Path(folder), clock)
        return later.standing.plan(case.length)


def wrong_with(case: Case, plan: Plan) -> list[str]:
    """Everything in the plan that must not be there."""
    asked = dict(each.split(".") for each in sorted(case.marks) if "." in each)
    said = {f"{id}.{answer}" for id, answer in asked.items()}
    said |= {each for each in case.marks if "." not in each}
    tags = {tag for each in said for tag in TAGS[each]}
    week = None if case.weeks is None else case.weeks + case.later // 7
    born = None if case.birth is None else case.birth + case.later
    caps, barred = caps_by_hand(sorted(tags), checked=False), barred_by_hand(sorted(tags))
    if week is not None:
        caps = {
            each: min(caps.get(each, 9), PREGNANT_LEVELS.get(each, 9))
            for each in {*caps, *PREGNANT_LEVELS}
        }
        barred |= (ON_THE_FRONT if week >= 12 else set()) | (LATE if week >= 28 else set())
    if born is not None and born < 84:
        barred |= AFTER_BIRTH
    if "one_leg_pain" in said:
        barred |= {"romanian_deadlift", "functional_lift", "hip_hinge", "leg_swings"}
        barred |= {"standing_hamstring_stretch", "supine_hamstring_stretch"}
    found = []
    for item in plan.items:
        name, always = item.exercise.id, item.section in (Section.WARM_UP, Section.COOL_DOWN)
        if name in barred and not always:
            found.append(name)
        if item.dose.level > caps.get(name, 9):
            found.append(f"{name} {item.dose.level}")
        on_the_back = item.exercise.position_at(item.dose) is Position.ON_THE_BACK
        if week is not None and week >= 16 and on_the_back:
            found.append(f"{name} on the back")
    return found


@given(cases)
@examples(80)
def test_no_plan_of_any_day_holds_what_its_week_its_date_or_a_tag_bars(case: Case) -> None:
    assert wrong_with(case, plan_of_the_day(case)) == []


# --- what stands in, and what is said (A8) --------------------------------------------------------

STAND_INS: Mapping[str, Mapping[str, str | None]] = {
    "pregnancy_prone": {"sphinx": "seated_cat_cow", "cobra": "seated_cat_cow"},
    "postnatal": {
        "kneeling_plank": "wall_plank",
        "front_plank": "wall_plank",
        "curl_up": None,
        "side_plank": "side_plank_knees",
        "romanian_deadlift": "hip_hinge",
        "functional_lift": "squat",
        "dead_bug": "dead_bug_heel_tap",
    },
}


@pytest.mark.parametrize("tag", STAND_INS)
def test_a8_what_stands_in_for_what_is_barred(tag: str) -> None:
    mine = suit(tag)
    assert mine.barred == STAND_INS[tag].keys()
    for name, stand_in in STAND_INS[tag].items():
        rules = [each.adaptation for each in mine.rules_for(EXERCISES[name])]
        if stand_in is None:
            assert any(each.skip for each in rules)
        else:
            assert rules[0].instead[0] == stand_in
            assert stand_in not in mine.barred


def test_a8_after_a_birth_every_exercise_says_when_to_stop() -> None:
    said = keeps(suit("postnatal"))
    for name in EXERCISES.keys() - STAND_INS["postnatal"].keys():
        assert "Stop if the belly domes, you leak or feel heaviness below." in said[name], name
    assert said["lunge_twist"].startswith("A small step.")


def test_a8_in_every_week_effort_is_6_at_most_and_no_breath_is_held() -> None:
    assert [each.sentence for each in suit("pregnant").limits()] == [
        "Effort stays at 6 of 10 or easier, able to talk; breathe all the time."
    ]

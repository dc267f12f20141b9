"""The highest level of each exercise for each tag, against a table written out by hand here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.levels.track import moving
from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.standing import Standing
from backcoach.coach.suitability import Suit, suit_of, with_limits
from backcoach.simulation.people import KINDS
from backcoach.simulation.person import SimulatedPerson
from tests.support.content import catalogue, programme
from tests.support.examples import examples
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import Fact, a_check_in, a_profile, day, moment
from tests.support.people import EXERCISES, ids, keeps, session, suit, the_item, who

TAGS = (
    "osteoporosis",
    "spine_fracture",
    "balance",
    "hypertension",
    "pregnant",
    "healing",
    "leg_symptoms",
    "knee_pain",
    "flexion_intolerant",
    "age_65",
)
SKIP, OWN = "skip", "-"
TABLE: dict[str, tuple[int | str, ...]] = {
    "romanian_deadlift": (3, "hip_hinge", 2, 4, 2, 2, 2, 5, 4, 4),
    "functional_lift": (1, "squat", 1, 3, 1, 1, 1, 2, 2, 3),
    "hip_hinge": (3, 2, 1, 3, 3, 3, 2, 3, 3, 3),
    "squat": (4, 3, 3, 4, 3, 3, 4, 2, 5, 5),
    "step_up": (3, 2, 3, 3, 3, 3, 3, 2, 3, 3),
    "step_down": (3, "step_up", 3, 4, 2, 2, 4, 2, 4, 3),
    "suitcase_carry": (2, "march_in_place", 2, 3, 2, 1, 3, 4, 4, 4),
    "lunge_twist": (1, SKIP, 1, 3, 2, 1, 2, 1, 3, 2),
    "leg_swings": (2, 1, 2, 3, 3, 2, 1, 3, 3, 3),
    "knee_rolls": (1, SKIP, 3, 3, OWN, 2, 1, 3, 3, 3),
    "cat_cow": (2, "standing_pelvic_tilt", 3, 3, 3, 2, 3, 3, OWN, 3),
    "seated_cat_cow": (2, "standing_pelvic_tilt", 3, 3, 3, 2, 3, 3, OWN, 3),
    "front_plank": (4, "kneeling_plank", 4, 4, 2, 2, 4, 4, 4, 4),
    "side_plank": (3, "wall_side_plank", 3, 3, 2, 1, 3, 3, 3, 3),
    "single_leg_bridge": (3, "bridge", 4, 3, OWN, 2, 3, 3, 4, 4),
    "standing_bird_dog": (3, 2, 1, 3, 3, 3, 2, 3, 3, 3),
}
CELLS = [
    (exercise, tag, cell)
    for exercise, row in TABLE.items()
    for tag, cell in zip(TAGS, row, strict=True)
]


def agreed(*tags: str) -> Suit:
    """What suits somebody with these tags once a clinician has agreed to all of them."""
    return suit(*tags, ok=tags)


@pytest.mark.parametrize(
    ("exercise", "tag", "cell"), CELLS, ids=[f"{each[1]}-{each[0]}" for each in CELLS]
)
def test_a10_each_cell_of_the_table(exercise: str, tag: str, cell: int | str) -> None:
    mine = agreed(tag)
    what = EXERCISES[exercise]
    if cell == SKIP:
        assert exercise in mine.barred
        assert any(rule.adaptation.skip for rule in mine.rules_for(what))
    elif cell == OWN:
        assert mine.top(what) == len(what.ladder)
    elif isinstance(cell, str):
        assert exercise in mine.barred
        stand_in = next(other for other in mine.in_turn(what) if other.id not in mine.barred)
        assert stand_in.id == cell
    else:
        assert exercise not in mine.barred
        assert mine.top(what) == cell


def test_a10_the_stand_in_of_a_bridge_on_one_leg_has_a_cap_of_its_own() -> None:
    assert agreed("spine_fracture").top(EXERCISES["bridge"]) == 2


@pytest.mark.parametrize(
    ("tag", "exercise", "words"),
    [
        ("balance", "romanian_deadlift", "A wall a hand behind you."),
        ("balance", "suitcase_carry", "Along a counter"),
        ("balance", "standing_bird_dog", "move the leg only"),
        ("balance", "lunge_twist", "leave out the turn"),
        ("osteoporosis", "lunge_twist", "Leave out the turn"),
        ("osteoporosis", "cat_cow", "small"),
        ("osteoporosis", "seated_cat_cow", "small"),
        ("flexion_intolerant", "cat_cow", "half only"),
        ("flexion_intolerant", "seated_cat_cow", "half only"),
    ],
)
def test_a10_what_is_said_beside_a_cap(tag: str, exercise: str, words: str) -> None:
    assert words in keeps(agreed(tag))[exercise]


def test_a10_high_blood_pressure_caps_every_hold_at_10_seconds() -> None:
    assert programme().tags["hypertension"].hold_seconds_max == 10


@pytest.mark.parametrize(
    ("tags", "note"),
    [
        (("balance",), "waist-high seat to table"),
        (("osteoporosis",), "waist-high seat to table"),
        ((), "chair height to table, 2-3 kg"),
        (("knee_pain",), "chair height to table, 2-3 kg"),
    ],
)
def test_a10_the_note_of_a_capped_level_takes_the_place_of_its_own(
    tags: Sequence[str], note: str
) -> None:
    plan = session(who(*tags, ok=tags), 3)
    assert (the_item(plan, "functional_lift").dose.level, note) == (
        1,
        the_item(plan, "functional_lift").dose.note,
    )


def test_a10_a_template_above_the_cap_is_planned_at_the_cap() -> None:
    usual, mine = session(who(), 3), session(who("balance"), 3)
    assert the_item(usual, "lunge_twist").dose.level == 2
    assert the_item(mine, "lunge_twist").dose.level == 1
    assert the_item(mine, "romanian_deadlift").dose.level == 2


def test_a10_the_lowest_wins() -> None:
    mine = agreed("age_65", "hypertension", "knee_pain")
    assert mine.top(EXERCISES["squat"]) == 2
    assert mine.top(EXERCISES["romanian_deadlift"]) == 4
    assert mine.top(EXERCISES["functional_lift"]) == 2


# --- A10.1 -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tags", "not_yet", "yes"),
    [
        (("osteoporosis",), 3, 5),
        (("age_65",), 4, 5),
        (("osteoporosis", "age_65"), 3, 5),
        (("osteoporosis", "balance"), 2, 2),
        (("age_65", "hypertension"), 4, 4),
        (("knee_pain",), 5, 5),
    ],
)
def test_a10_1_a_checked_lift_raises_the_cap_of_the_romanian_deadlift_alone(
    tags: Sequence[str], not_yet: int, yes: int
) -> None:
    def tops(checked: bool | None) -> dict[str, int]:
        profile = replace(who(*tags, ok=tags), lift_checked=checked)
        mine = suit_of(profile, programme(), EXERCISES)
        return {id: mine.top(each) for id, each in EXERCISES.items()}

    assert tops(None)["romanian_deadlift"] == tops(False)["romanian_deadlift"] == not_yet
    assert tops(True)["romanian_deadlift"] == yes
    assert tops(True) == tops(None) | {"romanian_deadlift": yes}


# --- A10.2 -------------------------------------------------------------------------------------

WORKED = ("osteoporosis", "balance", "age_65")
WORKED_LEVELS = {
    "romanian_deadlift": 2,
    "functional_lift": 1,
    "step_down": 3,
    "suitcase_carry": 2,
    "hip_hinge": 1,
    "standing_bird_dog": 1,
    "squat": 3,
    "lunge_twist": 1,
}


RAISED = {"romanian_deadlift": 3, "hip_hinge": 2}


def test_a10_2_somebody_of_75_with_thin_bones_and_unsteady() -> None:
    mine = agreed(*WORKED)
    assert {id: mine.top(EXERCISES[id]) for id in WORKED_LEVELS} == WORKED_LEVELS
    assert "fixed support" in keeps(mine)["step_down"]
    assert "Along a counter" in keeps(mine)["suitcase_carry"]
    assert "Leave out the turn" in keeps(mine)["lunge_twist"]


def test_a10_2_and_once_standing_on_one_leg_is_steady() -> None:
    steady = with_limits(replace(agreed(*WORKED), lifts=frozenset({Lift.STEADY_ON_ONE_LEG})))
    assert {id: steady.top(EXERCISES[id]) for id in WORKED_LEVELS} == WORKED_LEVELS | RAISED
    older = with_limits(replace(agreed("age_65"), lifts=frozenset({Lift.STEADY_ON_ONE_LEG})))
    assert older.top(EXERCISES["step_down"]) == 4


def test_a10_2_the_simulation_shows_none_above_in_any_week() -> None:
    (kind,) = [each for each in KINDS if each.name == "unsteady_thin_bones"]
    content = catalogue()
    person = SimulatedPerson("p1", kind, content, Random("1:0"))
    highest: dict[bool, dict[str, int]] = {False: {}, True: {}}
    for week in range(26):
        for simulated in person.week(week):
            coming = simulated.before.turn.balance
            found = highest[coming is not None and coming.is_steady]
            for item in () if simulated.plan is None else simulated.plan.items:
                found[item.exercise.id] = max(found.get(item.exercise.id, 0), item.dose.level)
    before, after = highest[False], highest[True]
    assert after["squat"] == 3
    assert all(before.get(name, 0) <= top for name, top in WORKED_LEVELS.items())
    raised = WORKED_LEVELS | RAISED
    assert all(after.get(name, 0) <= top for name, top in raised.items())


# --- A10.3 -------------------------------------------------------------------------------------


def test_a10_3_a_raise_stopped_by_a_cap_says_so() -> None:
    calm = [did(number, ("squat", 3)) for number in (0, 3, 7)]
    here = now(7, a_profile(tags=["balance"]), *calm)
    assert decided(here, "squat")[-1] == ("level.hold.top", 3, 3)
    assert last(here, "squat").sentence == "Squat stays at level 3: steady footing comes first."
    assert level("squat", now(7, *calm)) == 4, "without the tag it goes up"


def test_a_new_tag_lowers_what_is_above_its_cap_and_says_so() -> None:
    reached = [did(0, ("squat", 5), effort=8), did(3, ("squat", 5), effort=8)]
    here = now(5, *reached, a_profile(5, tags=["balance"]))
    assert level("squat", here) == 3
    lowered = last(here, "squat")
    assert (lowered.rule, lowered.on, lowered.from_level) == ("level.lower.suit", day(5), 5)
    assert lowered.sentence == "Squat goes down to level 3: steady footing comes first."
    assert lowered.moved
    later = now(6, *reached, a_profile(5, tags=["balance"]), a_profile(6))
    assert level("squat", later) == 3, "it is earned again, a step at a time"


def test_a_cap_on_what_stands_in_holds_as_well() -> None:
    red = did(0, ("romanian_deadlift", 1), stage=2, worst=8)
    here = now(0, a_profile(tags=["balance"]), red)
    assert level("hip_hinge", here) == 1
    assert level("hip_hinge", now(0, red)) == 2


# --- whatever the tags --------------------------------------------------------------------------

ANY_TAGS = st.lists(st.sampled_from(sorted(programme().tags)), unique=True, max_size=6)


def caps_by_hand(tags: Sequence[str], checked: bool) -> dict[str, int]:
    """The lowest cap of each exercise of the table for these tags."""
    found: dict[str, int] = {}
    for exercise, row in TABLE.items():
        for tag, cell in zip(TAGS, row, strict=True):
            if tag in tags and isinstance(cell, int):
                lifted = checked and exercise == "romanian_deadlift"
                cap = 5 if lifted and tag in ("osteoporosis", "age_65") else cell
                found[exercise] = min(found.get(exercise, cap), cap)
    return found


def barred_by_hand(tags: Sequence[str]) -> set[str]:
    """The exercises of the table that these tags leave out or replace."""
    return {
        exercise
        for exercise, row in TABLE.items()
        for tag, cell in zip(TAGS, row, strict=True)
        if tag in tags and isinstance(cell, str) and cell != OWN
    }


PEOPLE = st.builds(
    lambda tags, cleared, checked: replace(who(*tags, ok=cleared), lift_checked=checked),
    ANY_TAGS,
    ANY_TAGS,
    st.none() | st.booleans(),
)
DAYS = st.tuples(
    st.sampled_from([1, 2, 3]),
    st.integers(min_value=0, max_value=4),
    st.sampled_from([None, *Length]),
)


@given(PEOPLE, DAYS, st.booleans())
@examples(120)
def test_no_plan_holds_an_exercise_or_a_level_that_is_barred(
    profile: Profile, of_day: tuple[int, int, Length | None], early: bool
) -> None:
    plan = session(profile, *of_day, first_hour=early)
    held = [tag for tag in TAGS if tag in suit(*profile.tags).tags]
    caps = caps_by_hand(held, bool(profile.lift_checked))
    for item in plan.items:
        assert item.dose.level <= caps.get(item.exercise.id, 9), item.exercise.id
        always = item.section in (Section.WARM_UP, Section.COOL_DOWN)
        assert always or item.exercise.id not in barred_by_hand(held)


@st.composite
def trained_people(draw: st.DrawFn) -> tuple[Profile, Standing]:
    """Somebody who was at high levels before these tags came, and where they stand now."""
    profile = replace(draw(PEOPLE), at=moment(draw(st.integers(0, 9)), 3))
    names = draw(st.lists(st.sampled_from(sorted(MOVING)), min_size=1, max_size=6, unique=True))
    facts: list[Fact] = [profile]
    for number in draw(st.lists(st.integers(0, 9), min_size=1, max_size=4, unique=True)):
        rungs = [(name, len(EXERCISES[name].ladder)) for name in names]
        facts.append(did(number, *rungs, effort=draw(st.sampled_from([3, 5, 8]))))
    on = draw(st.integers(10, 50))
    return profile, now(on, *facts, a_check_in(on))


MOVING = [exercise for exercise in TABLE if exercise in moving(EXERCISES, programme().levels)]


@given(trained_people(), st.integers(min_value=0, max_value=2), st.booleans())
@examples(60)
def test_no_plan_at_levels_of_before_holds_what_is_barred_now(
    person: tuple[Profile, Standing], done: int, early: bool
) -> None:
    profile, here = person
    held = [tag for tag in TAGS if tag in suit(*profile.tags).tags]
    caps = caps_by_hand(held, bool(profile.lift_checked))
    for stage in (2, 3):
        plan = plan_session(
            programme(),
            EXERCISES,
            stage=stage,
            done_in_stage=done,
            length=Length.LONG,
            levels=here.levels,
            profile=profile,
            first_hour=early,
        )
        for item in plan.items:
            assert item.dose.level <= caps.get(item.exercise.id, 9), item.exercise.id
            always = item.section in (Section.WARM_UP, Section.COOL_DOWN)
            assert always or item.exercise.id not in barred_by_hand(held)
    for rung in here.levels.rungs:
        assert rung.level <= caps.get(rung.exercise, 9), rung


# --- A12 ----------------------------------------------------------------------------------------


EARLY: dict[str, tuple[str, int | None]] = {
    "romanian_deadlift": ("To just above the knees", 2),
    "functional_lift": ("From seat height only", 1),
    "hip_hinge": ("", 1),
    "squat": ("To a chair seat", 3),
    "knee_rolls": ("Small arc", None),
    "seated_twist": ("Small turn", None),
    "lunge_twist": ("Small turn", None),
    "supine_hamstring_stretch": ("Knee well bent", None),
    "cat_cow": ("A small, easy range", None),
    "seated_cat_cow": ("A small, easy range", None),
    "standing_hamstring_stretch": ("Back long", None),
    "butterfly": ("Sit tall", None),
}


def in_the_first_hour(profile: Profile | None = None) -> Suit:
    return suit_of(profile, programme(), EXERCISES, first_hour=True)


@pytest.mark.parametrize("exercise", EARLY)
def test_a12_in_the_first_hour(exercise: str) -> None:
    words, most = EARLY[exercise]
    mine = in_the_first_hour()
    assert keeps(mine)[exercise].startswith(words)
    what = EXERCISES[exercise]
    assert mine.top(what) == (len(what.ladder) if most is None else most)


def test_a12_the_curl_up_gives_way_and_the_child_s_pose_is_left_out() -> None:
    mine = in_the_first_hour()
    assert mine.barred == {"curl_up", "childs_pose"}
    assert programme().first_hour.exercises["curl_up"].instead == ("dead_bug", "bird_dog")


def test_a12_the_level_that_was_earned_stays() -> None:
    reached = [did(0, ("squat", 5), effort=8), did(3, ("squat", 5), effort=8)]
    here = now(4, *reached)
    assert level("squat", here) == 5
    assert "squat" in ids(session(None, 2, first_hour=True))

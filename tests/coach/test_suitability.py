"""Properties of sessions that hold for all tags, equipment, stages and levels."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.profile import Profile, tidy
from backcoach.coach.model.programme import ExerciseRole, Length, Section, Template, TemplateItem
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import easier_item, plan_session
from backcoach.coach.suitability import in_first_hour, suit_of, tailor
from tests.support.content import item, programme
from tests.support.examples import examples
from tests.support.levels import did, now
from tests.support.logs import Fact, a_check_in, a_profile
from tests.support.people import (
    EXERCISES,
    all_things_but,
    bars,
    ids,
    keeps,
    session,
    suit,
    the_item,
    who,
)

PROGRAMME = programme()
TAGS = sorted(PROGRAMME.tags)
THINGS = sorted(PROGRAMME.equipment.things)
EASIER_LEVEL = PROGRAMME.easing.level

subsets_of_tags = st.lists(st.sampled_from(TAGS), unique=True, max_size=6)
things_at_hand = st.none() | st.lists(st.sampled_from(THINGS), unique=True)


@st.composite
def people(draw: st.DrawFn) -> Profile:
    return who(*draw(subsets_of_tags), ok=draw(subsets_of_tags), things=draw(things_at_hand))


def not_done_by(profile: Profile) -> set[str]:
    """The exercises that §1.3 bars for somebody, read straight from the table."""
    said = set(profile.tags)
    barred: set[str] = set()
    for name, tag in PROGRAMME.tags.items():
        agreed = name in profile.clinician_ok or tag.comes_with in profile.clinician_ok
        if name not in said and tag.comes_with not in said:
            continue
        for id, adaptation in tag.exercises.items():
            if adaptation.keep is None and not (agreed and adaptation.once_ok is not None):
                barred.add(id)
    return barred


def limit(plan: Plan) -> float:
    budgets = PROGRAMME.budgets
    return budgets.minutes(plan.length) * 60 * (1 + budgets.tolerance)


def assert_sound(plan: Plan, profile: Profile) -> None:
    """What every session keeps to."""
    assert not not_done_by(profile) & set(ids(plan))
    assert plan.items[0].section is Section.WARM_UP
    assert plan.items[-1].section is Section.COOL_DOWN
    assert plan.seconds <= limit(plan)
    assert len(set(ids(plan))) == len(plan.items)
    assert all(reason.sentence.endswith(".") for reason in plan.reasons)
    if profile.equipment is not None:
        at_hand = set(profile.equipment)
        for each in plan.items:
            for words in each.exercise.equipment:
                need = PROGRAMME.equipment.needs[words]
                if at_hand.isdisjoint(need.any_of) and each.section not in (
                    Section.WARM_UP,
                    Section.COOL_DOWN,
                ):
                    assert need.without is not None and need.without.keep is not None
                    assert need.without.keep in [note.sentence for note in each.notes]


@given(
    people(),
    st.integers(min_value=1, max_value=3),
    st.integers(min_value=0, max_value=5),
    st.sampled_from([None, *Length]),
    st.booleans(),
)
@examples(150)
def test_every_session_suits_and_is_whole(
    profile: Profile, stage: int, done: int, length: Length | None, first_hour: bool
) -> None:
    plan = session(profile, stage, done, length, first_hour=first_hour)
    assert_sound(plan, profile)
    if first_hour:
        assert "childs_pose" not in ids(plan)


@given(
    people(),
    st.lists(
        st.lists(st.sampled_from(sorted(EXERCISES)), min_size=1, max_size=6, unique=True),
        min_size=1,
        max_size=8,
    ),
    st.integers(min_value=1, max_value=5),
    st.sampled_from([1, 2]),
)
@examples(60)
def test_whatever_the_levels_nothing_barred_is_planned_or_taken_over_by(
    profile: Profile, sessions: list[list[str]], level: int, stage: int
) -> None:
    facts: list[Fact] = []
    for number, exercises in enumerate(sessions):
        rungs = [(id, level) for id in exercises if EXERCISES[id].mode is not Mode.TIME]
        if rungs:
            facts.append(did(2 * number, *rungs, stage=stage, worst=(2, 8)[number % 5 == 3]))
    last = 2 * len(sessions)
    here = now(last, *facts, a_profile_of(profile, last), a_check_in(last), stage=stage)
    plan = plan_session(
        PROGRAMME,
        EXERCISES,
        stage=here.stage,
        done_in_stage=len(sessions),
        length=None,
        levels=here.levels,
        profile=here.profile,
    )
    assert_sound(plan, profile)
    barred = suit_of(profile, PROGRAMME, EXERCISES).barred
    assert not barred & {rung.exercise for rung in here.levels.rungs}


def a_profile_of(profile: Profile, number: int) -> Profile:
    return a_profile(
        number,
        tags=profile.tags,
        clinician_ok=profile.clinician_ok,
        equipment=profile.equipment,
    )


@given(people(), st.sampled_from(sorted(EXERCISES)), st.integers(min_value=1, max_value=5))
@examples(80)
def test_easier_never_leads_to_what_is_barred(profile: Profile, exercise: str, level: int) -> None:
    mine = suit_of(profile, PROGRAMME, EXERCISES)
    present: PlanItem | None = item(exercise, level)
    for _ in range(20):
        if present is None:
            return
        present = easier_item(present, EXERCISES, EASIER_LEVEL, mine)
        if present is not None and present.exercise.id != exercise:
            assert present.exercise.id not in mine.barred
            assert present.notes == mine.notes(present.exercise)
    raise AssertionError("no end")


@pytest.mark.parametrize(("tag", "stage"), list(product(TAGS, (1, 2, 3))))
def test_one_tag_alone_never_costs_a_key_exercise(tag: str, stage: int) -> None:
    for done in (2, 3):
        plan = session(who(tag), stage, done)
        roles = [each.role for each in plan.items]
        keys = roles.count(ExerciseRole.KEY)
        lifts = roles.count(ExerciseRole.LIFT) + roles.count(ExerciseRole.SECOND_LIFT)
        assert (keys, lifts) == ((0, 2) if stage == 3 else (3, 0))


@given(people(), st.integers(min_value=1, max_value=3), st.integers(min_value=2, max_value=3))
@examples(60)
def test_what_is_different_is_told(profile: Profile, stage: int, done: int) -> None:
    mine, usual = session(profile, stage, done), session(None, stage, done)
    told = " ".join(reason.sentence for reason in mine.reasons) + " ".join(mine.left_out)
    # In the last stage what loosens up takes turns anyway.
    turns = {Section.DYNAMIC} if stage == 3 else set()
    for each in usual.items:
        if each.exercise.id not in ids(mine) and each.section not in turns:
            assert each.exercise.name in told
    for each in mine.items:
        if each.exercise.id not in ids(usual) and each.section not in turns:
            assert each.exercise.name in told


def test_without_a_profile_nothing_is_different() -> None:
    plan = session(None)
    assert plan.reasons == ()
    assert all(each.notes == () for each in plan.items)
    assert session(who()).items == plan.items


# --- equipment -------------------------------------------------------------------------------


def test_everything_at_hand_changes_nothing() -> None:
    assert session(who(things=THINGS), 3).items == session(None, 3).items
    assert bars(suit(things=THINGS)) == keeps(suit(things=THINGS)) == {}


@pytest.mark.parametrize(
    ("missing", "stage", "gone", "there"),
    [
        (["step"], 3, {"step_down"}, {"squat"}),
        (["weights"], 3, {"romanian_deadlift"}, {"hip_hinge"}),
        (["bag"], 4, {"functional_lift"}, {"sit_to_stand"}),
        (["mat"], 1, {"cat_cow", "bird_dog", "bridge"}, {"seated_cat_cow", "sit_to_stand"}),
        (["band", "weights"], 2, set(), {"clamshell"}),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, list) else None,
)
def test_what_misses_gives_way(
    missing: list[str], stage: int, gone: set[str], there: set[str]
) -> None:
    # Stage 3 on its day A; "4" is its day B, which has a squat of its own.
    plan = session(who(things=all_things_but(*missing)), min(stage, 3), 0 if stage == 3 else 1)
    assert not gone & set(ids(plan))
    assert there <= set(ids(plan))


def test_without_a_band_the_clamshell_ends_before_it_needs_one() -> None:
    mine = suit(things=all_things_but("band"))
    assert mine.top(EXERCISES["clamshell"]) == 2
    assert keeps(mine)["clamshell"] == "Without a band."


def test_without_bag_and_weights_nothing_is_carried_and_the_plan_says_so() -> None:
    plan = session(who(things=all_things_but("bag", "weights")), 3, 1)
    assert "suitcase_carry" not in ids(plan)
    sentences = [reason.sentence for reason in plan.reasons]
    assert any(
        sentence.endswith("the place of One-sided carry: no bag or weight at hand.")
        for sentence in sentences
    )


def test_with_nothing_at_hand_there_still_is_a_session() -> None:
    for stage, done in product((1, 2, 3), (0, 1, 2)):
        plan = session(who(things=[]), stage, done)
        assert plan.items[0].exercise.id == "march_in_place"
        assert plan.items[-1].exercise.id == "rest_breathing"


# --- the first hour --------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "first"), [(59, True), (60, False), (0, True), (None, False)])
def test_the_first_hour_after_getting_up(minutes: int | None, first: bool) -> None:
    assert in_first_hour(minutes, PROGRAMME) is first


def test_in_the_first_hour_nothing_bends_deeply() -> None:
    profile = who("extension_intolerant")
    assert "childs_pose" in ids(session(profile))
    early = session(profile, first_hour=True)
    assert "childs_pose" not in ids(early)
    assert "knee_rolls" in ids(early), "the next one that suits"
    for id in ("cat_cow", "standing_hamstring_stretch"):
        notes = [note.rule for note in the_item(early, id).notes]
        assert "first_hour" in notes


def test_an_early_session_keeps_its_exercises() -> None:
    early, late = (session(None, length=Length.STANDARD, first_hour=it) for it in (True, False))
    assert ids(early) == ids(late)


# --- what is kept ----------------------------------------------------------------------------


def test_a_profile_is_tidied_before_it_is_kept() -> None:
    kept = tidy(
        a_profile(tags=["reflux", "osteoporosis"], clinician_ok=["osteoporosis", "reflux", "x"]),
        PROGRAMME,
    )
    assert kept.tags == ("osteoporosis", "osteoporosis_load", "reflux")
    assert kept.clinician_ok == ("osteoporosis", "osteoporosis_load"), "reflux asks for none"


# --- stand-ins -------------------------------------------------------------------------------


def main_block(*lines: tuple[str, ExerciseRole]) -> Template:
    """A template of only these exercises, at level 1."""
    items = tuple(TemplateItem(Section.MAIN, role, exercise, 1) for exercise, role in lines)
    return Template("by_hand", "By hand", "judgement", items)


def chosen(template: Template, stage: int = 2) -> list[str]:
    fitted = tailor(suit("no_floor"), template, stage).template
    return [each.exercise for each in fitted.items]


def test_key_exercises_get_their_stand_ins_first() -> None:
    both = [("bird_dog", ExerciseRole.TRUNK), ("dead_bug", ExerciseRole.KEY)]
    assert chosen(main_block(*both)) == ["wall_plank", "standing_bird_dog"]
    assert chosen(main_block(both[1], both[0])) == ["standing_bird_dog", "wall_plank"]


@pytest.mark.parametrize(("stage", "stand_in"), [(1, "sit_to_stand"), (2, "step_up")])
def test_what_stands_in_belongs_to_the_stage_or_an_earlier_one(stage: int, stand_in: str) -> None:
    assert chosen(main_block(("bridge_march", ExerciseRole.KEY)), stage) == [stand_in]


def test_levels_earned_before_a_profile_lead_to_nothing_it_bars() -> None:
    before = now(7, *(did(number, ("kneeling_plank", 3)) for number in (0, 3, 7)))
    assert before.levels.level_of("front_plank") == 1
    plan = plan_session(
        PROGRAMME,
        EXERCISES,
        stage=2,
        done_in_stage=1,
        length=Length.LONG,
        levels=before.levels,
        profile=who("extension_intolerant"),
    )
    assert "front_plank" not in ids(plan)
    assert "kneeling_plank" in ids(plan)

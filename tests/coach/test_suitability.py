"""Properties of sessions that hold for all tags, equipment, stages and levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.profile import Profile, tidy
from backcoach.coach.model.programme import ExerciseRole, Length, Section, Template, TemplateItem
from backcoach.coach.model.rules.stages import SkillMarker
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import easier_item, plan_session
from backcoach.coach.suitability import Suited, in_first_hour, suit_of, tailor
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
    # The balance block has a heading of its own; in the last stage what loosens up takes turns.
    turns = {Section.BALANCE, *({Section.DYNAMIC} if stage == 3 else ())}
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


@pytest.mark.parametrize(
    ("tag", "exercise", "stage", "levels"),
    [
        # The first one named has the level of the original, and any further one level 1.
        ("no_floor", "bridge", 1, {1: 1, 3: 3}),
        ("no_floor", "bridge_march", 1, {1: 1, 3: 1}),
        # Its line of the gate asks for level 3, which two raises reach from level 1.
        ("extension_intolerant", "front_plank", 1, {1: 1, 3: 1}),
        ("no_floor", "bird_dog", 1, {1: 1, 2: 2, 3: 3}),
        ("no_floor", "bird_dog", 2, {1: 2, 2: 2, 3: 3}),
        # There is no gate out of the last stage.
        ("no_floor", "bird_dog", 3, {1: 1, 3: 3}),
        # Nobody goes above a highest level of their own.
        ("spine_fracture", "single_leg_bridge", 1, {1: 1, 3: 2}),
    ],
)
def test_the_level_at_which_a_stand_in_begins(
    tag: str, exercise: str, stage: int, levels: dict[int, int]
) -> None:
    for before, begins in levels.items():
        line = TemplateItem(Section.MAIN, ExerciseRole.KEY, exercise, before)
        template = Template("by_hand", "By hand", "judgement", (line,))
        (stand_in,) = tailor(suit(tag), template, stage).template.items
        assert stand_in.level == begins


def test_only_what_is_done_by_the_clock_keeps_the_seconds_of_its_line() -> None:
    def seconds_of(exercise: str) -> int | None:
        line = TemplateItem(Section.WARM_UP, ExerciseRole.KEY, exercise, 1, seconds=60)
        template = Template("by_hand", "By hand", "judgement", (line,))
        (stand_in,) = tailor(suit("no_floor"), template, 1).template.items
        assert stand_in.exercise != exercise
        return stand_in.seconds

    assert EXERCISES["seated_march"].mode is Mode.TIME
    assert seconds_of("march_in_place") == 60
    assert seconds_of("bird_dog") is None


def in_slots(*lines: tuple[str, ExerciseRole], slots: tuple[str, ...]) -> list[str]:
    """What is done in place of these lines by somebody who does not get down to the floor."""
    others = [TemplateItem(Section.MAIN, ExerciseRole.SLOT, each, 1) for each in slots]
    fitted = tailor(suit("no_floor"), main_block(*lines), 2, others).template
    return [each.exercise for each in fitted.items]


def test_in_a_slot_comes_the_first_of_the_slots_that_suits_and_is_not_there_yet() -> None:
    slot, key = ExerciseRole.SLOT, ExerciseRole.KEY
    slots = ("clamshell", "squat", "step_up", "sit_to_stand")
    assert in_slots(("bridge", slot), slots=slots) == ["squat"]
    assert in_slots(("squat", key), ("bridge", slot), slots=slots) == ["squat", "step_up"]
    both = (("bridge", slot), ("clamshell", slot))
    assert in_slots(*both, slots=slots) == ["squat", "step_up"]
    assert in_slots(("bridge", key), slots=slots) == ["sit_to_stand"], "a key line is no slot"
    assert in_slots(("bridge", slot), slots=("clamshell",)) == ["sit_to_stand"], "none suits"


def test_for_you_tells_the_nearest_that_suits_or_the_highest_level() -> None:
    (because, instead) = suit("no_floor").for_you(EXERCISES["bridge"])
    assert because.startswith("Not part of your sessions: ")
    assert instead == f"Instead: {EXERCISES['sit_to_stand'].name}."
    capped = suit("spine_fracture")
    bridge = EXERCISES["bridge"]
    assert f"Up to level {capped.top(bridge)}." in capped.for_you(bridge)
    for person in (suit("no_floor"), capped, suit("no_floor", "spine_fracture")):
        for each in EXERCISES.values():
            told = person.for_you(each)
            others = [words for words in told if words.startswith("Instead: ")]
            if each.id in person.barred:
                skips = any(rule.adaptation.skip for rule in person.rules_for(each))
                there = [other for other in person.in_turn(each) if other.id not in person.barred]
                expected = [] if skips else [f"Instead: {other.name}." for other in there[:1]]
                assert others == expected
                assert len(told) == 1 + len(others)
            else:
                assert others == []
                limited = person.top(each) < len(each.ladder)
                assert any(words.startswith("Up to level ") for words in told) is limited


def test_what_is_left_out_altogether_has_no_stand_in() -> None:
    left_out = [
        (tag, each.id)
        for tag in TAGS
        for each in EXERCISES.values()
        if any(rule.adaptation.skip for rule in suit(tag).rules_for(each))
    ]
    assert left_out
    for tag, exercise in left_out:
        template = main_block((exercise, ExerciseRole.KEY))
        assert tailor(suit(tag), template, 2).template.items == ()


def with_links(exercise: str, **links: object) -> dict[str, Exercise]:
    """The catalogue with other links of one exercise."""
    return {**EXERCISES, exercise: replace(EXERCISES[exercise], **links)}  # type: ignore[arg-type]


def stood_in(
    tags: tuple[str, ...],
    exercise: str,
    *,
    section: Section = Section.MAIN,
    exercises: Mapping[str, Exercise] = EXERCISES,
) -> Suited:
    """One line of a template as it is for somebody with these tags."""
    line = TemplateItem(section, ExerciseRole.KEY, exercise, 1)
    mine = suit_of(who(*tags), PROGRAMME, exercises)
    return tailor(mine, Template("by_hand", "By hand", "judgement", (line,)), 1)


def test_what_is_left_out_altogether_has_no_stand_in_though_an_easier_one_would_suit() -> None:
    linked = with_links("leg_swings", easier="sit_to_stand")
    assert stood_in(("leg_symptoms",), "leg_swings", exercises=linked).template.items == ()
    either = ("no_floor", "flexion_intolerant")
    assert stood_in(either, "curl_up").template.items == ()
    said = suit_of(who("leg_symptoms"), PROGRAMME, linked).for_you(linked["leg_swings"])
    assert [each.split(":")[0] for each in said] == ["Not part of your sessions"]


def test_nothing_by_the_clock_stands_in_for_repetitions() -> None:
    linked = with_links("bridge", floor_free="seated_march", easier=None)
    linked["sit_to_stand"] = replace(EXERCISES["sit_to_stand"], stages=(3,), easier="seated_march")
    (stand_in,) = stood_in(("no_floor",), "bridge", exercises=linked).template.items
    assert stand_in.exercise == "standing_hip_abduction"


def test_a_stand_in_shows_the_line_of_what_it_stands_in_for() -> None:
    def level_with(*lines: tuple[SkillMarker, ...], raises: int | None = 1) -> int:
        gate = replace(PROGRAMME.gates[0], skills=lines)
        levels = replace(PROGRAMME.levels, stand_in_raises=raises)
        rules = replace(PROGRAMME, gates=(gate,), levels=levels)
        line = TemplateItem(Section.MAIN, ExerciseRole.KEY, "bridge", 1)
        template = Template("by_hand", "By hand", "judgement", (line,))
        mine = suit_of(who("no_floor"), rules, EXERCISES)
        (stand_in,) = tailor(mine, template, 1).template.items
        assert stand_in.exercise == "sit_to_stand"
        return stand_in.level

    other = (SkillMarker("squat", 1), SkillMarker("sit_to_stand", 2))
    own = (SkillMarker("bridge", 1), SkillMarker("sit_to_stand", 3))
    assert level_with(other, own) == level_with(own, other) == 2
    assert level_with(other) == 1
    assert level_with((SkillMarker("squat", 1),), other, own) == 2
    assert level_with() == 1
    assert level_with(own, raises=None) == 1


def test_a_stand_in_of_what_would_stand_in_may_do_so_itself() -> None:
    (stand_in,) = stood_in(("no_floor",), "single_leg_bridge").template.items
    assert stand_in.exercise == "standing_hip_abduction"


@pytest.mark.parametrize("section", list(Section))
def test_warm_up_and_cool_down_stay_where_nothing_else_suits(section: Section) -> None:
    kept = section in {Section.WARM_UP, Section.COOL_DOWN}
    items = stood_in(("leg_symptoms",), "leg_swings", section=section).template.items
    assert [each.exercise for each in items] == (["leg_swings"] if kept else [])


def test_a_sentence_about_many_is_in_the_plural() -> None:
    (left_out, *_) = stood_in(("leg_symptoms",), "leg_swings").reasons
    assert left_out.sentence.startswith("Leg swings (front-back) are left out: ")
    (taken_over, *_) = stood_in(("no_floor",), "bridge").reasons
    assert taken_over.sentence.startswith("Sit to stand takes the place of Bridge: ")


@pytest.mark.parametrize(
    ("name", "takes"),
    [
        ("Step-ups (slow)", "take"),
        ("Lifts, slow", "take"),
        ("Rolls from a chair", "take"),
        ("Plank from the knees", "takes"),
    ],
)
def test_a_sentence_about_what_stands_in_goes_by_its_name(name: str, takes: str) -> None:
    named = with_links("sit_to_stand", name=name)
    (reason, *_) = stood_in(("no_floor",), "bridge", exercises=named).reasons
    assert reason.sentence.startswith(f"{name} {takes} the place of Bridge: ")


def test_every_way_in_which_it_is_done_differently_is_a_sentence() -> None:
    for tag in TAGS:
        mine = suit(tag, "no_floor")
        for each in EXERCISES.values():
            rules = mine.rules_for(each)
            kept = {rule.adaptation.keep for rule in rules} - {None}
            assert {note.sentence for note in mine.notes(each)} == kept
            named = [rule.adaptation.variant for rule in rules if rule.adaptation.variant]
            assert mine.variant(each) == (named[0] if named else None)


def test_a_thing_that_the_programme_does_not_know_is_needed_by_nobody() -> None:
    unknown = with_links("bridge", equipment=("a helper",))
    mine = suit_of(a_profile(equipment=()), PROGRAMME, unknown)
    assert mine.rules_for(unknown["bridge"]) == []


# --- limits and things -----------------------------------------------------------------------


@pytest.mark.parametrize("tags", [(each,) for each in TAGS])
def test_a_limit_lies_below_the_top_of_the_ladder(tags: tuple[str, ...]) -> None:
    mine = suit(*tags)
    for each in EXERCISES.values():
        found = mine.limit(each)
        assert mine.top(each) == (len(each.ladder) if found is None else found.level)
        assert found is None or 1 <= found.level < len(each.ladder)


@pytest.mark.parametrize("tag", TAGS)
def test_a_plan_depends_on_the_checked_lift_where_it_would_raise_a_level(tag: str) -> None:
    for more in ((), ("no_floor",)):
        profile = who(tag, *more)
        mine = suit_of(profile, PROGRAMME, EXERCISES)
        lifted = suit_of(replace(profile, lift_checked=True), PROGRAMME, EXERCISES)
        raised = {id for id, each in EXERCISES.items() if lifted.top(each) > mine.top(each)}
        assert mine.depends_on(Lift.LIFT_CHECKED) is bool(raised - mine.barred)


def test_no_weight_goes_up_where_one_tag_of_several_says_so() -> None:
    assert suit("pregnant").weight_stays
    assert suit("knee_pain", "pregnant").weight_stays
    assert not suit("knee_pain").weight_stays
    assert not suit().weight_stays


def test_what_bars_it_alone_is_the_reason_though_two_halves_would_bar_it_too() -> None:
    halves = ("flexion_intolerant", "extension_intolerant")
    both = suit(*halves).bar(EXERCISES["cat_cow"])
    three = suit(*halves, "no_floor").bar(EXERCISES["cat_cow"])
    assert both is not None
    assert three is not None
    assert three == suit("no_floor").bar(EXERCISES["cat_cow"])
    assert three.rule == "tag.no_floor"


def test_one_of_several_things_is_enough() -> None:
    for exercise, (first, other) in {
        "single_leg_bridge": ("band", "weights"),
        "supine_hamstring_stretch": ("strap", "towel"),
    }.items():
        for missing, alike in (((first,), True), ((other,), True), ((first, other), False)):
            there = suit_of(None, PROGRAMME, EXERCISES, missing=missing)
            rules = there.rules_for(EXERCISES[exercise])
            assert ([each.rule for each in rules] == []) is alike
            assert alike or [each.rule for each in rules] == [f"equipment.{first}"]


def test_what_is_missing_today_is_taken_from_what_there_is() -> None:
    anyone = suit_of(None, PROGRAMME, EXERCISES, missing=("band",))
    assert [each for each in THINGS if not anyone.has(each)] == ["band"]
    with_two = suit_of(
        a_profile(equipment=("band", "chair")), PROGRAMME, EXERCISES, missing=("band",)
    )
    assert [each for each in THINGS if with_two.has(each)] == ["chair"]
    assert suit_of(None, PROGRAMME, EXERCISES).is_plain


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

"""The load step (`programme.md` §3.3): 2 to 10 %, under the same conditions as "up 1"."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.coach.evidence.lights import Light, session_light
from backcoach.coach.levels.weights import (
    Repetitions,
    UsedWeights,
    converted,
    load_step,
    nanograms,
    next_weight,
    weight_words,
)
from backcoach.coach.model.exercise import Load
from backcoach.coach.model.profile import Profile, Weight, WeightUnit
from backcoach.coach.model.records import SessionRecord, Work
from backcoach.coach.planning.plan import LoadToday
from backcoach.coach.planning.today import plan_for
from backcoach.coach.planning.weights_today import short_words, take_words, with_weights
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue, item, plan_of, programme
from tests.support.levels import decided, did, last, level, now
from tests.support.logs import Fact, a_check_in, a_morning, a_profile, a_set, day

KG, LB = WeightUnit.KG, WeightUnit.LB
STEPS = programme().load
SQUAT = "squat"
TOP = 5


def kg(amount: float) -> Weight:
    return Weight(amount, KG)


def lb(amount: float) -> Weight:
    return Weight(amount, LB)


amounts = st.integers(min_value=1, max_value=4000).map(lambda tenths: tenths / 10)
weights = st.builds(Weight, amounts, st.sampled_from(WeightUnit))

# --- units ------------------------------------------------------------------------------------


def test_a_pound_is_exactly_so_many_kg() -> None:
    assert converted(lb(1), KG) == kg(0.45359237)
    assert converted(kg(0.45359237 * 4), LB).amount == pytest.approx(4, abs=1e-4)


@given(weights)
def test_its_own_unit_changes_nothing_and_the_other_one_comes_back(weight: Weight) -> None:
    assert converted(weight, weight.unit) is weight
    other = LB if weight.unit is KG else KG
    back = converted(converted(weight, other), weight.unit)
    assert back.amount == pytest.approx(weight.amount, abs=1e-3)
    assert weight_words(back) == weight_words(weight)


# --- the next weight --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("used", "unit", "following"),
    [
        pytest.param(kg(10), KG, kg(10.5), id="the smallest plate from 2 % on: 5 %"),
        pytest.param(kg(25), KG, kg(25.5), id="2 % itself will do"),
        pytest.param(kg(25.1), KG, kg(26), id="less than 2 % is no step"),
        pytest.param(kg(5), KG, kg(5.5), id="10 % itself will do"),
        pytest.param(kg(4.9), KG, kg(5), id="a little off the plates: to the next one"),
        pytest.param(kg(4.5), KG, None, id="11 % is too big a step"),
        pytest.param(kg(4), KG, None, id="12.5 % is too big a step"),
        pytest.param(lb(10), LB, lb(11), id="lb: 10 % itself will do"),
        pytest.param(lb(9), LB, None, id="lb: 11 % is too big a step"),
        pytest.param(lb(50), LB, lb(51), id="lb: 2 % itself will do"),
        pytest.param(kg(8), LB, lb(18), id="told in kg, plates in lb"),
        pytest.param(lb(20), KG, kg(9.5), id="told in lb, plates in kg"),
    ],
)
def test_the_next_weight_is_the_smallest_step_of_plates_from_2_to_10_percent(
    used: Weight, unit: WeightUnit, following: Weight | None
) -> None:
    assert next_weight(used, unit, STEPS) == following


@given(weights, st.sampled_from(WeightUnit))
def test_a_step_is_never_less_than_2_nor_more_than_10_percent(
    used: Weight, unit: WeightUnit
) -> None:
    following = next_weight(used, unit, STEPS)
    if following is not None:
        assert nanograms(used) * 102 <= nanograms(following) * 100 <= nanograms(used) * 110


def test_without_a_weight_in_each_session_nothing_is_raised() -> None:
    assert load_step([kg(10), None], KG, STEPS) is None
    assert load_step([None, kg(10)], KG, STEPS) is None
    assert load_step([], KG, STEPS) is None


# --- in a history -----------------------------------------------------------------------------


def lifted(number: int, weight: Weight | None, at: int = TOP, **more: object) -> SessionRecord:
    """A session of the squat with this weight in each of its sets."""
    session = did(number, (SQUAT, at), **more)  # type: ignore[arg-type]
    sets = tuple(replace(each, weight=weight) for each in session.sets)
    return replace(session, sets=sets)


def offered(number: int, *facts: Fact) -> dict[str, Weight]:
    """The weights that may go up on day `number`, once somebody has checked in."""
    return now(number, *facts, a_check_in(number)).levels.next_weights([SQUAT])


def test_at_the_top_two_calm_sessions_take_the_weight_up() -> None:
    two = (lifted(0, kg(10)), lifted(3, kg(10)))
    assert offered(7, *two) == {SQUAT: kg(10.5)}
    here = now(7, *two, lifted(7, kg(10.5)))
    up = last(here, SQUAT)
    assert (up.rule, up.from_level, up.to_level, up.moved) == ("load.up", TOP, TOP, True)
    assert up.sentence == (
        "Squat may go up from 10 kg to 10.5 kg: done in full and calm twice in a row."
    )
    assert up.evidence.sessions == ("session-0-18", "session-3-18")
    assert dict(up.evidence.numbers) == {"kg": 10.5, "from_kg": 10}


def test_below_the_top_the_level_goes_up_and_not_the_weight() -> None:
    two = (lifted(0, kg(10), 4), lifted(9, kg(10), 4), lifted(11, kg(10), 4))
    assert offered(14, *two) == {}
    assert level(SQUAT, now(14, *two, lifted(14, kg(10), 5))) == 5


def test_the_new_weight_needs_two_sessions_of_its_own() -> None:
    three = (lifted(0, kg(10)), lifted(3, kg(10)), lifted(7, kg(10.5)))
    assert offered(9, *three) == {}
    here = now(9, *three, lifted(9, kg(10.5)))
    assert last(here, SQUAT).rule == "load.hold.once"
    assert last(here, SQUAT).sentence == (
        "Squat stays at 10.5 kg this time: one calm session with it so far."
    )
    assert offered(14, *three, lifted(11, kg(10.5))) == {SQUAT: kg(11)}


def test_a_next_weight_that_is_too_big_a_step_holds() -> None:
    two = (lifted(0, kg(4)), lifted(3, kg(4)))
    assert offered(7, *two) == {}
    here = now(7, *two, lifted(7, kg(4)))
    assert last(here, SQUAT).rule == "load.hold"
    assert "Begin again with fewer repetitions" in last(here, SQUAT).sentence


@pytest.mark.parametrize(
    ("done", "reached", "most", "rule", "reps"),
    [
        pytest.param([8, 8], None, 10, "load.reps", 9, id="one more"),
        pytest.param([9, 9], 9, 10, "load.reps", 10, id="one more again"),
        pytest.param([9, 8], 9, 10, "load.hold.once", None, id="one session with it so far"),
        pytest.param([10, 10], 10, 10, "load.up", None, id="then the plate"),
        pytest.param([11, 11], 11, 12, "load.reps", 12, id="up to 12"),
        pytest.param([15, 15], None, 12, "load.hold", None, id="as many from the beginning"),
        pytest.param([8, 8], None, None, "load.hold", None, id="version 1"),
    ],
)
def test_e7_before_a_plate_that_is_too_big_a_step_a_repetition_is_added(
    done: list[int], reached: int | None, most: int | None, rule: str, reps: int | None
) -> None:
    step = load_step([kg(4), kg(4)], KG, STEPS, Repetitions(done, reached, most))
    assert step is not None
    assert (step.rule, step.reps) == (rule, reps)
    assert step.weight == (kg(4.5) if rule == "load.up" else None)


@pytest.mark.parametrize(
    ("any_step", "reps", "rule"),
    [(True, 12, "load.up"), (False, 12, "load.hold"), (True, 11, "load.reps")],
)
def test_c9_whoever_chose_it_takes_the_next_plate_after_the_repetitions(
    any_step: bool, reps: int, rule: str
) -> None:
    repetitions = Repetitions([reps, reps], None, 12, any_step)
    step = load_step([kg(4), kg(4)], KG, STEPS, repetitions)
    assert step is not None
    assert (step.rule, step.weight) == (rule, kg(4.5) if rule == "load.up" else None)


def test_e7_the_romanian_deadlift_and_the_squat_go_up_to_10_all_else_to_12() -> None:
    assert (STEPS.reps_max, STEPS.reps_max_of) == (12, {"romanian_deadlift": 10, "squat": 10})


def eights(number: int, weight: Weight, reps: int = 8, at: int = TOP) -> SessionRecord:
    """A session of the squat in sets of `reps`."""
    session = lifted(number, weight, at)
    work = Work(reps, reps * 5.0)
    sets = tuple(replace(each, planned=work, done=work) for each in session.sets)
    return replace(session, sets=sets)


def planned_reps(number: int, *facts: Fact) -> set[int]:
    """The repetitions of each set, however many sets the time allows."""
    here = now(number, *facts, a_check_in(number))
    plan = plan_for(replace(here, sessions_in_stage=0), None, programme(), catalogue().exercises)
    return next(set(item.dose.reps) for item in plan.items if item.exercise.id == SQUAT)


def test_e7_a_repetition_a_week_is_planned_and_then_the_plate_at_8_again() -> None:
    facts: list[Fact] = [eights(0, kg(4)), eights(3, kg(4))]
    assert planned_reps(7, *facts) == {9}
    facts += [eights(7, kg(4), 9), eights(10, kg(4), 9)]
    assert last(now(7, *facts[:3]), SQUAT).sentence == (
        "Squat stays at 4 kg and goes up to 9 repetitions a set: the next weight would be too big"
        " a step."
    )
    assert planned_reps(12, *facts) == {9}, "a week has not passed"
    assert planned_reps(14, *facts) == {10}
    facts += [eights(14, kg(4), 10), eights(17, kg(4), 10)]
    assert offered(20, *facts) == {}
    assert offered(21, *facts) == {SQUAT: kg(4.5)}
    assert planned_reps(21, *facts) == {8}
    facts += [eights(21, kg(4.5))]
    assert planned_reps(23, *facts) == {8}


def test_e7_a_weight_that_is_not_taken_keeps_its_repetitions() -> None:
    facts: list[Fact] = [eights(0, kg(4)), eights(3, kg(4)), eights(7, kg(4), 9)]
    facts += [eights(10, kg(4), 9), eights(14, kg(4), 10), eights(17, kg(4), 10)]
    assert planned_reps(23, *facts, eights(21, kg(4), 8)) == {10}


# --- at the highest level that suits --------------------------------------------------------------


CAPPED = a_profile(0, tags=["hypertension"], clinician_ok=["hypertension"])


@pytest.mark.parametrize(
    ("profile", "at", "suggested"),
    [
        pytest.param(CAPPED, 4, kg(10.5), id="at the cap"),
        pytest.param(CAPPED, 3, None, id="below it"),
        pytest.param(a_profile(0), 4, None, id="at the same level without a cap"),
    ],
)
def test_a10_3_the_weight_may_rise_at_a_cap_and_the_plan_says_so(
    profile: Profile, at: int, suggested: Weight | None
) -> None:
    days = (0, 4, 8)
    here = now(12, profile, *(lifted(day, kg(10), at) for day in days), a_check_in(12))
    plan = plan_for(replace(here, sessions_in_stage=0), None, programme(), catalogue().exercises)
    (load,) = (each.load for each in plan.items if each.exercise.id == SQUAT)
    assert (None if load is None else load.suggested) == suggested


@pytest.mark.parametrize(
    ("profile", "at", "done", "then", "rule"),
    [
        pytest.param(CAPPED, 4, 11, 12, "load.reps", id="to 12 at a cap"),
        pytest.param(CAPPED, 4, 11, 11, "load.hold.time", id="there was no time for it"),
        pytest.param(CAPPED, 4, 12, 12, "load.hold", id="and no further"),
        pytest.param(a_profile(0), 5, 9, 10, "load.reps", id="to 10 at the top of the ladder"),
        pytest.param(a_profile(0), 5, 10, 10, "load.hold", id="and no further there"),
    ],
)
def test_e7_how_many_repetitions_are_added_where(
    profile: Profile, at: int, done: int, then: int, rule: str
) -> None:
    days = ((0, done), (4, done), (8, then))
    here = now(8, profile, *(eights(day, kg(4), reps, at) for day, reps in days))
    assert last(here, SQUAT).rule == rule


def test_c6_a_carry_that_cannot_take_the_next_weight_gets_no_repetitions() -> None:
    carry = [did(day, ("suitcase_carry", 4)) for day in (0, 3, 7)]
    loaded = [
        replace(each, sets=tuple(replace(one, weight=kg(4)) for one in each.sets)) for each in carry
    ]
    assert last(now(7, *loaded), "suitcase_carry").sentence == (
        "One-sided carry stays at 4 kg: the next weight would be too big a step."
    )


def test_without_a_weight_the_top_is_the_top() -> None:
    here = now(7, lifted(0, kg(10)), lifted(3, None), lifted(7, None))
    assert last(here, SQUAT).rule == "level.hold.top"


def test_the_lightest_set_is_what_counts() -> None:
    mixed = lifted(3, kg(10))
    light = replace(mixed.sets[0], number=2, weight=kg(8))
    mixed = replace(mixed, sets=(*mixed.sets, light))
    assert offered(7, lifted(0, kg(10)), mixed) == {SQUAT: kg(8.5)}


def test_weights_are_offered_in_the_unit_of_today() -> None:
    two = (lifted(0, kg(8)), lifted(3, kg(8)))
    assert offered(7, *two, a_profile(4, unit=LB)) == {SQUAT: lb(18)}
    here = now(7, *two, a_profile(4, unit=LB), lifted(7, lb(18)))
    assert "from 17.6 lb to 18 lb" in last(here, SQUAT).sentence


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(lifted(3, kg(10), worst=8), id="red"),
        pytest.param(lifted(3, kg(10), worst=4), id="amber"),
        pytest.param(lifted(3, kg(10), effort=7), id="effort of 7"),
        pytest.param(lifted(3, kg(10), share=0.9), id="not in full"),
        pytest.param(lifted(3, kg(10), sore=(SQUAT,)), id="it left the back sore"),
    ],
)
def test_whatever_holds_a_level_holds_the_weight(second: SessionRecord) -> None:
    assert offered(7, lifted(0, kg(10)), second) == {}


def test_an_unsettled_morning_holds_the_weight() -> None:
    two = (lifted(0, kg(10)), lifted(3, kg(10)))
    assert offered(7, *two, a_morning(4, 2)) == {SQUAT: kg(10.5)}
    assert offered(7, *two, a_morning(4, 6)) == {}


def test_a_weight_stays_for_a_week_at_least() -> None:
    two = (lifted(0, kg(10)), lifted(3, kg(10)))
    assert offered(6, *two) == {}
    assert offered(7, *two) == {SQUAT: kg(10.5)}
    taken = (*two, lifted(7, kg(10.5)), lifted(10, kg(10.5)))
    assert offered(13, *taken) == {}
    assert offered(14, *taken) == {SQUAT: kg(11)}


def test_what_was_offered_and_not_taken_is_offered_again_and_was_no_raise() -> None:
    three = [lifted(number, kg(10)) for number in (0, 3, 7)]
    assert offered(9, *three) == {SQUAT: kg(10.5)}
    hard = lifted(9, kg(10), effort=9)
    assert decided(now(9, *three, hard), SQUAT)[-1] == ("level.hold.effort", TOP, TOP)
    took = [*three[:2], lifted(7, kg(10.5)), lifted(9, kg(10.5), effort=9)]
    assert decided(now(9, *took), SQUAT)[-1] == ("level.down.effort", TOP, TOP - 1)


# --- what to take -----------------------------------------------------------------------------


def used(*sets: tuple[int, Weight]) -> UsedWeights:
    found = UsedWeights()
    for number, weight in sets:
        found.note([replace(a_set(SQUAT, number), weight=weight)])
    return found


def test_the_weight_of_last_time_at_that_level_is_taken_again() -> None:
    found = used((4, kg(8)), (5, kg(10)))
    assert found.held(SQUAT, 5) == kg(10)
    assert found.held(SQUAT, 4) == kg(8)
    assert found.held("clamshell", 1) is None


def test_at_a_new_level_that_of_the_last_one_is_taken() -> None:
    assert used((4, kg(8))).held(SQUAT, 5) == kg(8)


def test_back_at_a_level_never_more_than_was_used_last() -> None:
    assert used((5, kg(10)), (4, kg(6))).held(SQUAT, 5) == kg(6)


def test_a_set_that_was_not_begun_tells_of_no_weight() -> None:
    found = UsedWeights()
    found.note([replace(a_set(SQUAT, 5, done=0), weight=kg(30))])
    assert found.held(SQUAT, 5) is None


def test_after_a_long_break_weights_begin_anew() -> None:
    here = now(60, lifted(0, kg(10)), lifted(3, kg(10)), a_check_in(60))
    assert here.levels.weights.held(SQUAT, 5) is None


def test_a_plan_says_what_to_take_where_there_is_a_weight() -> None:
    plan = plan_of(item(SQUAT, 5), item(SQUAT, 1), item("romanian_deadlift", 1))
    with_them = with_weights(plan, used((5, kg(10))), {SQUAT: kg(10.5)}, KG)
    assert [each.load for each in with_them.items] == [
        LoadToday(KG, kg(10), kg(10.5)),
        None,
        LoadToday(KG),
    ]


@pytest.mark.parametrize(
    ("load", "today", "words"),
    [
        (Load(), LoadToday(KG, kg(8), kg(8.5)), "8 → 8.5 kg"),
        (Load(), LoadToday(LB, kg(8)), "17.6 lb"),
        (Load(kg=(3, 5)), LoadToday(KG), "3–5 kg"),
        (Load(kg=(5, 5), optional=True), None, "5 kg if you like"),
        (Load(times=20), LoadToday(KG), "with a weight"),
    ],
)
def test_the_words_beside_a_dose(load: Load, today: LoadToday | None, words: str) -> None:
    assert short_words(load, today) == words


def test_the_words_while_getting_ready() -> None:
    today = LoadToday(KG, kg(8), kg(8.5))
    assert take_words(Load(), today, kg(8)) == "Take 8 kg, or try 8.5 kg: w says which."
    assert take_words(Load(), today, kg(8.5)) == "Take 8.5 kg. Another weight: w."
    assert take_words(Load(times=20), None, None) == (
        "Take a weight you could lift about 20 times. What you hold: w."
    )
    assert take_words(Load(kg=(3, 5)), LoadToday(LB), None).startswith("Take 6.6–11 lb.")


# --- whatever happens -------------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[SessionRecord]:
    """Sessions of the squat at its top with some weight, mostly calm, now and then not."""
    sessions: list[SessionRecord] = []
    number = 0
    weight = kg(10)
    for _ in range(draw(st.integers(min_value=1, max_value=10))):
        weight = draw(st.sampled_from([weight, weight, weight, kg(10.5), kg(11), lb(24)]))
        sessions.append(
            lifted(
                number,
                draw(st.sampled_from([weight, weight, weight, None])),
                at=draw(st.sampled_from([TOP, TOP, TOP, 4])),
                worst=draw(st.sampled_from([2, 2, 2, 4, 8])),
                effort=draw(st.sampled_from([5, 5, 5, 7, 9])),
                pain=draw(st.sampled_from([2, 2, 2, 5])),
            )
        )
        number += draw(st.sampled_from([2, 3, 3, 4, 8, 30]))
    return sessions


def standing_after(sessions: Sequence[SessionRecord], days: int) -> tuple[int, Standing]:
    number = (sessions[-1].local_date - day(0)).days + days
    return number, now(number, *sessions, a_check_in(number))


@given(histories(), st.integers(min_value=1, max_value=9))
@settings(max_examples=120)
def test_a_weight_never_rises_more_than_10_percent_nor_after_red_or_unsettled(
    sessions: list[SessionRecord], days: int
) -> None:
    number, here = standing_after(sessions, days)
    offers = here.levels.next_weights([SQUAT])
    for following in offers.values():
        proof = sessions[-2:]
        told = [each.sets[0].weight for each in proof]
        assert len(told) == 2
        assert all(each is not None for each in told)
        most = max(nanograms(each) for each in told if each is not None)
        assert most < nanograms(following)
        assert nanograms(following) * 100 <= most * 110
        for each in proof:
            assert session_light(each, programme().lights) is Light.GREEN
            assert each.ratings is not None and each.ratings.effort <= 6
        unsettled = {each.rule for each in here.levels.decisions if each.on == day(number)}
        assert not {"level.down.unsettled", "level.hold.unsettled"} & unsettled


@given(histories())
@settings(max_examples=60)
def test_what_to_take_is_never_more_than_was_used_last(sessions: list[SessionRecord]) -> None:
    _, here = standing_after(sessions, 2)
    told = [each.sets[0].weight for each in sessions if each.sets[0].weight is not None]
    held = here.levels.weights.held(SQUAT, TOP)
    if held is not None:
        assert nanograms(held) <= nanograms(told[-1])

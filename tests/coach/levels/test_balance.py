"""The balance block (`programme.md` §3.10): who does it, in which sessions, and how levels move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.levels.balance import BalanceNext
from backcoach.coach.model.adaptations import Lift
from backcoach.coach.model.exercise import Prop
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import (
    Answer,
    SessionKind,
    SessionRecord,
    Where,
)
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.planning.get_ready import things_of
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.planning.readiness import Readings, day_of
from backcoach.coach.planning.timeline import total_seconds
from backcoach.coach.planning.today import day_for, plan_for
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.standing.standing import Standing
from backcoach.coach.suitability import suit_of
from tests.support.balance import EVEN, HEEL, ODD, ONE_LEG, STEPS, balance, well_done_at_two
from tests.support.content import catalogue, item, programme
from tests.support.levels import now
from tests.support.logs import Fact, a_check_in, a_profile, a_report, moment
from tests.support.people import EXERCISES, keeps, suit

RULES = programme().balance
assert RULES is not None


def older(**changes: object) -> Profile:
    """Somebody of 65 or older."""
    return replace(a_profile(tags=["age_65"]), **changes)  # type: ignore[arg-type]


def unsteady(**changes: object) -> Profile:
    """Somebody who is unsteady."""
    return replace(a_profile(tags=["balance"]), **changes)  # type: ignore[arg-type]


def at(number: int, *facts: Fact, who: Profile | None = None) -> Standing:
    """The standing on a day, before the session of that day and after its check-in."""
    said = (who or older(help_near=True), *facts, a_check_in(number, hour=17))
    return now(number, *said, stage=1)


def level_of(exercise: str, here: Standing) -> int:
    """The level at which it would be done now."""
    coming = here.turn.balance
    assert coming is not None
    return coming.levels.get(exercise, 1)


def last(here: Standing, exercise: str = HEEL) -> Decision:
    return next(each for each in reversed(here.levels.decisions) if each.exercise == exercise)


def block_of(plan: Plan) -> list[str]:
    return [each.exercise.id for each in plan.items if each.section is Section.BALANCE]


def planned(
    who: Profile, stage: int = 1, number: int = 0, length: Length | None = Length.STANDARD
) -> Plan:
    """Their session number `number` (from 0) of a stage."""
    return plan_session(
        programme(),
        EXERCISES,
        stage=stage,
        done_in_stage=number,
        length=length,
        profile=who,
        turn=UpNext(date(2024, 1, 1), sessions=number),
    )


# --- I1.1 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [unsteady(), older()], ids=["balance", "age_65"])
@pytest.mark.parametrize("stage", [1, 2, 3])
def test_i1_1_every_main_session_of_every_stage_has_two_exercises_by_turns(
    stage: int, who: Profile
) -> None:
    for number in range(6):
        plan = planned(who, stage, number)
        assert block_of(plan) == [*(EVEN if number % 2 else ODD)]
        sections = list(dict.fromkeys(each.section for each in plan.items))
        place = sections.index(Section.BALANCE)
        assert sections[place - 1] is Section.DYNAMIC, "it comes after the dynamic part"


def test_i1_1_the_pairs_take_turns_by_the_sessions_that_were_done() -> None:
    assert RULES is not None and RULES.pairs == (ODD, EVEN)
    pairs = []
    done: list[Fact] = []
    for number in range(0, 10, 2):
        coming = at(number, *done).turn.balance
        assert coming is not None
        pairs.append(coming.pair)
        done.append(balance(number, *((each, 1) for each in coming.pair)))
    assert pairs == [ODD, EVEN, ODD, EVEN, ODD]
    left_out = balance(10, *((each, 1) for each in ODD), done=0.0)
    coming = at(12, *done, left_out).turn.balance
    assert coming is not None and coming.pair == EVEN, "a block that was left out comes again"


@pytest.mark.parametrize(
    ("level", "least", "most"), [(1, 115, 180), (2, 205, 300), (3, 205, 300), (4, 205, 300)]
)
@pytest.mark.parametrize("pair", [ODD, EVEN], ids=["odd", "even"])
def test_i1_1_a_block_takes_its_seconds(
    pair: tuple[str, str], level: int, least: int, most: int
) -> None:
    items = [item(name, min(level, len(EXERCISES[name].ladder))) for name in pair]
    assert least <= total_seconds(items, programme().timing) <= most


@pytest.mark.parametrize(
    ("tags", "wanted", "there"),
    [
        ((), True, False),
        (("age_65",), True, True),
        (("age_65",), False, False),
        (("balance",), True, True),
        (("balance",), False, True),
        (("balance", "age_65"), False, True),
        (("osteoporosis",), True, False),
    ],
)
def test_i1_1_only_age_65_alone_turns_it_off(
    tags: tuple[str, ...], wanted: bool, there: bool
) -> None:
    who = replace(a_profile(tags=tags, clinician_ok=tags), balance_wanted=wanted)
    assert bool(block_of(planned(who))) is there
    assert (now(0, who, stage=1).turn.balance is not None) is there
    assert RULES is not None
    assert RULES.may_be_turned_off(tags) is (tags == ("age_65",))


# --- I1.2 ---------------------------------------------------------------------------------------


def test_i1_2_no_support_is_a_chair_for_somebody_unsteady() -> None:
    mine = suit("balance")
    for exercise in EXERCISES.values():
        assert not any("chair back" in words for words in mine.equipment_of(exercise)), exercise.id
        name = mine.variant(exercise)
        for dose in exercise.ladder:
            shown = dose if name is None else exercise.in_variant(dose, name)
            props = exercise.figure.props if shown.props is None else shown.props
            assert Prop.CHAIR_AT_FAR_HAND not in props, exercise.id
        cues = exercise.cues
        said = (
            f"{cues.setup} {cues.move} {cues.mistake} {' '.join(d.note for d in exercise.ladder)}"
        )
        assert "hold on a chair" not in said and "hand on a chair" not in said, exercise.id


@pytest.mark.parametrize("exercise", ["leg_swings", "standing_hip_abduction"])
def test_i1_2_leg_swings_and_side_raises_are_done_at_a_counter(exercise: str) -> None:
    mine, theirs = suit("balance"), suit()
    dose = EXERCISES[exercise].at(1)
    shown = EXERCISES[exercise].in_variant(dose, "counter")
    planned_item = replace(item(exercise), dose=shown)
    assert "A hand on a counter throughout." in keeps(mine)[exercise]
    assert things_of([planned_item], mine) == ("counter",)
    assert things_of([item(exercise)], theirs) == ("chair",)
    assert exercise in suit("balance", things=["chair", "mat"]).barred, "a chair will not do"
    assert exercise not in suit("balance", things=["counter"]).barred


# --- I1.3 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "level"),
    [((0, 2), 1), ((0, 2, 4), 2), ((0, 1, 2), 2), ((2, 4, 6), 1), ((1, 3, 5), 1)],
    ids=["two-sessions", "three-sessions", "three-in-a-row-of-days", "5-days", "6-days"],
)
def test_i1_3_up_after_three_sessions_and_seven_days(days: Sequence[int], level: int) -> None:
    done = [balance(number) for number in days]
    assert level_of(HEEL, at(7, *done)) == level


def test_i1_3_up_on_the_seventh_day_and_not_on_the_sixth() -> None:
    done = [balance(number) for number in (0, 2, 4)]
    assert level_of(HEEL, at(6, *done)) == 1
    assert level_of(HEEL, at(7, *done)) == 2
    here = at(9, *done, balance(7, (HEEL, 2)))
    assert (last(here).rule, last(here).to_level) == ("level.hold.so_far", 2)
    up = next(each for each in here.levels.decisions if each.rule == "level.up.balance")
    assert up.sentence == (
        "Heel raises at the counter goes up to level 2: done in full without a grab 3 times in a"
        " row."
    )


@pytest.mark.parametrize(
    ("third", "why"),
    [
        (balance(4, grabbed=True), "level.hold.grab"),
        (balance(4, grabbed=None), "level.hold.grab_unknown"),
        (balance(4, done=0.9), "level.hold.not_in_full"),
        (balance(4, worst=8), "level.hold.red"),
        (balance(4, worst=None), "level.hold.unknown"),
    ],
    ids=["grabbed", "not-answered", "in-part", "red", "not-rated"],
)
def test_i1_3_what_does_not_count_for_a_step_up(third: SessionRecord, why: str) -> None:
    here = at(7, balance(0), balance(2), third)
    assert level_of(HEEL, here) == 1
    assert last(here).rule == why
    assert last(here).sentence


def test_i1_3_any_light_but_red_will_do() -> None:
    amber = [balance(number, worst=5) for number in (0, 2, 4)]
    assert level_of(HEEL, at(7, *amber)) == 2


@pytest.mark.parametrize(
    ("grabs", "level"),
    [
        ((True,), 2),
        ((True, True), 1),
        ((True, False, True), 2),
        ((True, None, True), 1),
        ((False, True), 2),
    ],
    ids=["once", "twice", "with-a-calm-one-between", "with-an-unknown-one-between", "after-calm"],
)
def test_i1_3_down_after_a_grab_in_two_sessions_running(
    grabs: Sequence[bool | None], level: int
) -> None:
    risen = [balance(number) for number in (0, 2, 4)]
    after = [balance(7 + 2 * n, (HEEL, 2), grabbed=said) for n, said in enumerate(grabs)]
    here = at(20, *risen, *after)
    assert {each.exercise: each.level for each in here.levels.rungs}[HEEL] == level
    if level == 1:
        assert last(here).sentence == (
            "Heel raises at the counter goes down to level 1: you had to grab in 2 sessions"
            " running."
        )


def test_i1_3_level_one_is_the_lowest_and_is_said_so() -> None:
    here = at(6, balance(0, grabbed=True), balance(2, grabbed=True))
    assert last(here).rule == "level.hold.lowest" and level_of(HEEL, here) == 1


def test_i1_3_pain_of_its_own_takes_it_down_as_elsewhere() -> None:
    risen = [balance(number) for number in (0, 2, 4)]
    hurt = replace(
        balance(7, (HEEL, 2), worst=8), pain_reports=(replace(a_report(8, 0), exercise=HEEL),)
    )
    here = at(20, *risen, hurt)
    assert (last(here).rule, last(here).to_level) == ("level.down.red", 1)


def test_i1_3_what_hurts_elsewhere_holds_it() -> None:
    report = replace(a_report(5, 0), exercise=HEEL, where=Where.KNEE, answer=Answer.SKIP)
    hurt = replace(balance(4), pain_reports=(report,))
    here = at(7, balance(0), balance(2), hurt)
    assert last(here).rule == "level.hold.elsewhere" and level_of(HEEL, here) == 1


def test_i1_3_a_session_on_a_rest_day_counts_as_well() -> None:
    done = [balance(0), balance(3, kind=SessionKind.REST_DAY), balance(5)]
    assert level_of(HEEL, at(7, *done)) == 2


def test_i1_3_levels_go_up_only_on_a_day_on_which_levels_may() -> None:
    done = [balance(number) for number in (0, 2, 4)]
    said: list[Fact] = [older(help_near=True), *done]
    assert level_of(HEEL, now(7, *said, stage=1)) == 1, "before the check-in"
    high = now(7, *said, a_check_in(7, 5, hour=17), stage=1)
    assert level_of(HEEL, high) == 1, "with more pain than usual"


def test_i1_3_the_levels_stay_from_stage_to_stage_and_fall_in_a_long_break() -> None:
    days = (0, 2, 4, 7, 9, 11, 14, 21, 28)
    done = [balance(n, (HEEL, 1 + (n >= 7) + (n >= 14)), grabbed=n > 14) for n in days[:7]]
    assert level_of(HEEL, at(20, *done)) == 3
    more = [*done, *(balance(n, (HEEL, 3), done=0.5) for n in days[7:])]
    later = at(28 + 28, *more)
    assert level_of(HEEL, later) == 1
    assert (last(later).rule, last(later).from_level) == ("absence.28-55", 3)
    assert level_of(HEEL, at(28 + 27, *more)) == 3, "one level lower for two sessions, not for good"
    assert last(at(28 + 60, *more)).rule == "absence.56+"


# --- I1.4 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", [older, unsteady], ids=["age_65", "balance"])
@pytest.mark.parametrize(
    ("help_near", "level", "asks"), [(None, 2, True), (False, 2, True), (True, 3, False)]
)
def test_i1_4_level_three_needs_somebody_at_home_or_a_phone(
    person: Callable[..., Profile], help_near: bool | None, level: int, asks: bool
) -> None:
    who = person(help_near=help_near)
    here = at(14, *well_done_at_two(), who=who)
    coming = here.turn.balance
    assert coming is not None
    assert level_of(HEEL, here) == level
    assert coming.waits_for_help is asks
    if help_near is not True:
        told = at(16, *well_done_at_two(), balance(14, (HEEL, 2)), who=who)
        up = next(d for d in told.levels.decisions if d.rule == "level.hold.top")
        assert up.sentence.endswith(
            "from level 3 on somebody should be at home, or a phone in reach."
        )


def test_i1_4_nothing_waits_before_level_two_is_done_well() -> None:
    coming = at(11, *well_done_at_two()[:-1], who=older()).turn.balance
    assert coming is not None and not coming.waits_for_help


def test_i1_4_with_help_near_the_whole_ladder_is_open() -> None:
    tops = {"heel_raise": 3, "tandem_stand": 3, "single_leg_stand": 4, "side_steps": 3}
    for tag in ("age_65", "balance"):
        for help_near in (None, False, True):
            who = replace(a_profile(tags=[tag]), help_near=help_near)
            mine = suit_of(who, programme(), EXERCISES)
            for exercise, top in tops.items():
                assert mine.top(EXERCISES[exercise]) == (top if help_near else 2), (tag, exercise)


def test_i1_4_a_no_later_on_takes_it_back_to_level_two() -> None:
    third = balance(14, (HEEL, 3))
    no = replace(a_profile(15, tags=["age_65"]), help_near=False)
    here = at(16, *well_done_at_two(), third, no, who=older(help_near=True))
    assert level_of(HEEL, here) == 2
    assert (last(here).rule, last(here).because) == (
        "level.lower.suit",
        "from level 3 on somebody should be at home, or a phone in reach",
    )


# --- I1.5 ---------------------------------------------------------------------------------------


def test_i1_5_not_in_the_easy_session_and_on_rest_days_on_request() -> None:
    who = unsteady()
    turn = UpNext(date(2024, 1, 1), balance=BalanceNext(EVEN))

    def on(choice: Choice) -> Plan:
        return plan_session(
            programme(),
            EXERCISES,
            stage=2,
            done_in_stage=0,
            length=None,
            day=Day(choice),
            profile=who,
            turn=turn,
        )

    assert block_of(on(Choice.EASY)) == []
    assert block_of(on(Choice.REST_DAY)) == []
    asked = on(Choice.BALANCE)
    assert block_of(asked) == [*EVEN]
    assert asked.kind is SessionKind.REST_DAY
    assert asked.minutes <= 10


@pytest.mark.parametrize(("hours", "there"), [(47, True), (48, False)])
def test_i1_5_it_is_offered_on_rest_days_to_who_has_the_block(hours: int, there: bool) -> None:
    rules = programme()
    known = Readings(pain=2, usual=2.0, hours_since_main=hours, balance=True)
    day = day_of(known, rules.readiness, rules.lights)
    assert (Choice.BALANCE in day.offers) is there
    without = day_of(replace(known, balance=False), rules.readiness, rules.lights)
    assert Choice.BALANCE not in without.offers


def test_i1_5_never_at_a_pain_without_a_workout() -> None:
    rules = programme()
    known = Readings(pain=8, usual=2.0, hours_since_main=20, balance=True)
    assert day_of(known, rules.readiness, rules.lights).offers == ()


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_i1_5_without_the_floor_it_is_the_same(stage: int) -> None:
    who = a_profile(tags=["balance", "no_floor"])
    assert block_of(planned(who, stage)) == [*ODD]
    assert block_of(planned(who, stage, 1)) == [*EVEN]


def test_i1_5_without_a_counter_it_is_left_out_with_the_reason() -> None:
    who = a_profile(tags=["balance"], equipment=["mat", "chair"])
    plan = planned(who)
    assert block_of(plan) == []
    said = " ".join(reason.sentence for reason in plan.reasons)
    assert "Heel raises at the counter are left out: no counter at hand." in said


# --- I1.6 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", [1, 2, 3])
@pytest.mark.parametrize("length", list(Length))
@pytest.mark.parametrize("level", [1, 2, 3])
def test_i1_6_a_fixed_part_for_balance_within_the_minutes(
    stage: int, length: Length, level: int
) -> None:
    budgets = programme().budgets
    who = unsteady(help_near=True)
    for number, pair in ((0, ODD), (1, EVEN), (2, ODD)):
        coming = BalanceNext(pair, dict.fromkeys((*ODD, *EVEN), level))
        plan = plan_session(
            programme(),
            EXERCISES,
            stage=stage,
            done_in_stage=number,
            length=length,
            profile=who,
            turn=UpNext(date(2024, 1, 1), sessions=number, balance=coming),
        )
        assert block_of(plan) == [*pair]
        assert plan.seconds <= budgets.minutes(length) * 60 * (1 + budgets.tolerance)


@pytest.mark.parametrize("stage", [1, 2, 3])
def test_i1_6_second_in_the_queue_for_age_65(stage: int) -> None:
    here = programme()
    order = here.stage(stage).trim_order or here.trim_order
    assert [role.value for role in reversed(order)][1] == "balance"


def test_i1_6_who_is_65_keeps_half_of_it_in_the_shortest_session() -> None:
    plan = planned(older(), 3, 0, Length.SHORT)
    budgets = programme().budgets
    assert block_of(plan)
    assert plan.seconds <= budgets.short_minutes * 60 * (1 + budgets.tolerance)


# --- I1.7 ---------------------------------------------------------------------------------------


def stood(level: int, grabbed: bool | None = False, done: float = 1.0) -> list[SessionRecord]:
    """Standing on one leg up to `level`, the last time as said."""
    up = [balance(n, (ONE_LEG, 1)) for n in (0, 2, 4)] if level > 1 else []
    return [*up, balance(7, (ONE_LEG, level), grabbed=grabbed, done=done)]


@pytest.mark.parametrize(
    ("sessions", "steady"),
    [
        (stood(1), False),
        (stood(2), True),
        (stood(2, grabbed=True), False),
        (stood(2, grabbed=None), False),
        (stood(2, done=0.9), False),
    ],
    ids=["level-1", "level-2", "grabbed", "not-answered", "in-part"],
)
def test_i1_7_standing_on_one_leg_at_two_without_a_grab_lifts_caps(
    sessions: list[SessionRecord], steady: bool
) -> None:
    here = at(9, *sessions, who=replace(a_profile(tags=["age_65", "balance"]), help_near=True))
    coming = here.turn.balance
    assert coming is not None and coming.is_steady is steady
    mine = here.levels.book.suit
    assert (Lift.STEADY_ON_ONE_LEG in mine.lifts) is steady
    assert mine.top(EXERCISES["romanian_deadlift"]) == (3 if steady else 2)
    assert mine.top(EXERCISES["hip_hinge"]) == (2 if steady else 1)
    alone = suit_of(older(), programme(), EXERCISES, steady=steady)
    assert alone.top(EXERCISES["step_down"]) == (4 if steady else 3)


def test_i1_7_the_plan_goes_by_it_too() -> None:
    content = catalogue()
    here = at(9, *stood(2), who=unsteady())
    plan = plan_for(here, None, content.programme, content.exercises)
    assert plan.suit is not None and Lift.STEADY_ON_ONE_LEG in plan.suit.lifts


def test_i1_7_it_is_over_once_the_level_falls() -> None:
    grabs = [balance(n, (ONE_LEG, 2), grabbed=True) for n in (9, 11)]
    here = at(13, *stood(2), *grabs, who=unsteady())
    assert here.turn.balance is not None and not here.turn.balance.is_steady
    assert Lift.STEADY_ON_ONE_LEG not in here.levels.book.suit.lifts


# --- I2: the lines of the tags ------------------------------------------------------------------


@pytest.mark.parametrize("exercise", [*ODD, *EVEN])
def test_i2_the_hand_stays_on_the_counter_up_to_level_two(exercise: str) -> None:
    mine = suit("balance")
    assert keeps(mine)[exercise].startswith("Hand on the counter.")
    assert mine.top(EXERCISES[exercise]) == 2
    near = suit_of(unsteady(help_near=True), programme(), EXERCISES)
    assert "Hand on the counter." not in keeps(near).get(exercise, "")
    assert near.top(EXERCISES[exercise]) == len(EXERCISES[exercise].ladder)


@pytest.mark.parametrize(
    ("tag", "exercise", "said"),
    [
        ("hip_pain", ONE_LEG, "Smaller, lower."),
        ("hip_pain", STEPS, "Smaller, lower."),
        ("knee_pain", ONE_LEG, "Knee soft."),
    ],
)
def test_i2_what_hip_and_knee_ask_for(tag: str, exercise: str, said: str) -> None:
    assert keeps(suit(tag))[exercise] == said


@pytest.mark.parametrize("exercise", [*ODD, *EVEN])
@pytest.mark.parametrize(
    "tag", ["pregnant", "pregnancy_supine", "pregnancy_prone", "pregnancy_late"]
)
def test_i2_in_pregnancy_they_end_at_level_two_whoever_is_near(tag: str, exercise: str) -> None:
    who = replace(a_profile(tags=[tag], clinician_ok=[tag]), help_near=True)
    mine = suit_of(who, programme(), EXERCISES)
    assert exercise not in mine.barred and mine.top(EXERCISES[exercise]) == 2


@pytest.mark.parametrize("exercise", [*ODD, *EVEN])
@pytest.mark.parametrize("tag", ["osteoporosis", "leg_symptoms"])
def test_i2_thin_bones_and_leg_symptoms_allow_them(tag: str, exercise: str) -> None:
    mine = suit(tag, ok=(tag,))
    assert exercise not in mine.barred
    assert mine.top(EXERCISES[exercise]) == len(EXERCISES[exercise].ladder)


# --- What belongs to no line ---------------------------------------------------------------------


def test_a_step_up_is_told_on_its_day() -> None:
    content = catalogue()
    here = at(7, *[balance(number) for number in (0, 2, 4)], balance(5, (ONE_LEG, 1)))
    day = day_for(here, a_check_in(7, hour=17), moment(7, 17), content.programme)
    plan = plan_for(here, day.choosing(Choice.PLANNED), content.programme, content.exercises)

    def noted(each: PlanItem) -> list[str]:
        return [note.sentence for note in each.notes if note.rule == "level.up.today"]

    found = {each.exercise.id: noted(each) for each in plan.items if noted(each)}
    assert found.get(HEEL) == ["12 instead of 8."]

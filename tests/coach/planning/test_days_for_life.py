"""Stage 3: days and exercises take turns, for as long as somebody trains."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import pytest

from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.track import Track
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.rules.sessions import RotationRules
from backcoach.coach.planning.order import floor_changes
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.rotation import Rotation, UpNext, week_of
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile
from tests.support.training import (
    MONDAY,
    THREE_A_WEEK,
    TWO_A_WEEK,
    Trained,
    Trainee,
    day_number,
)

PROGRAMME = programme()
EXERCISES = catalogue().exercises
DAYS = PROGRAMME.stage(3).templates
ALL = sorted({item.exercise for day in DAYS for item in PROGRAMME.templates[day].items})
WEEKS = 52
TO_STAGE_3 = 8


@cache
def year(days: tuple[int, ...], length: Length) -> list[list[Trained]]:
    """The sessions of 52 weeks in stage 3, week by week from the first whole one on."""
    done = list(Trainee(stage=2).train(days, length=length, weeks=WEEKS + TO_STAGE_3))
    weeks: dict[int, list[Trained]] = {}
    for each in done:
        if each.plan.stage == 3:
            weeks.setdefault(week_of(day_number(each.number)), []).append(each)
    whole = [week for week in weeks.values() if len(week) == len(days)]
    return whole[:WEEKS]


@cache
def half_a_year(days: tuple[int, ...]) -> list[list[Trained]]:
    """Long enough for all blocks to come round, and cheaper than a year."""
    done = Trainee(stage=2).train(days, weeks=24)
    weeks: dict[int, list[Trained]] = {}
    for each in done:
        if each.plan.stage == 3:
            weeks.setdefault(week_of(day_number(each.number)), []).append(each)
    return list(weeks.values())


def ids(plan: Plan) -> tuple[str, ...]:
    return tuple(item.exercise.id for item in plan.items)


def rotation_rules() -> RotationRules:
    assert PROGRAMME.rotation is not None
    return PROGRAMME.rotation


def in_section(plan: Plan, section: Section) -> list[str]:
    return [item.exercise.id for item in plan.items if item.section is section]


class Promise(NamedTuple):
    """What a year holds: the numbers of the table, least or most as it says."""

    distinct: int
    at_the_start: int
    late: int
    absence: int
    lifts: int
    others: tuple[int, int, int]
    main: int
    minutes: float
    left_out: int
    in_a_week: int


PROMISES = {
    (THREE_A_WEEK, Length.STANDARD): Promise(25, 4, 2, 10, 24, (12, 12, 12), 3, 27.5, 4, 19),
    (TWO_A_WEEK, Length.STANDARD): Promise(25, 2, 1, 12, 16, (8, 7, 8), 3, 27.5, 4, 13),
    (THREE_A_WEEK, Length.LONG): Promise(20, 4, 4, 10, 24, (12, 12, 12), 5, 33.0, 3, 22),
}


# --- Days, blocks, weeks -----------------------------------------------------------------------


def lift_of(plan: Plan, role: ExerciseRole = ExerciseRole.LIFT) -> tuple[str, int]:
    (found,) = ((item.exercise.id, item.dose.sets) for item in plan.items if item.role is role)
    return found


def test_c1_days_take_turns_whatever_the_weekday() -> None:
    templates = [each.plan.template for week in half_a_year(TWO_A_WEEK) for each in week]
    assert templates == [DAYS[number % 3] for number in range(len(templates))]


def test_c1_a_block_is_four_training_weeks() -> None:
    turns = [week[0].before.turn for week in half_a_year(THREE_A_WEEK)]
    first = turns[0].week
    assert [turn.week for turn in turns] == list(range(first, first + len(turns)))
    assert all(turn.block == (turn.week - 1) // 4 + 1 for turn in turns)


def test_c1_a_week_without_a_session_does_not_count() -> None:
    trainee = Trainee(stage=2)
    *_, last = trainee.train(weeks=8)
    assert last.plan.stage == 3
    week = last.before.turn.week
    before = trainee.standing(8 * 7)
    after = trainee.standing(9 * 7)
    assert (before.turn.week, after.turn.week) == (week + 1, week + 1)


@pytest.mark.parametrize(
    ("day", "lift", "second"),
    [
        ("s3_a", "romanian_deadlift", "step_down"),
        ("s3_b", "functional_lift", "squat"),
        ("s3_c", "romanian_deadlift", "functional_lift"),
    ],
)
def test_c2_the_fixed_part_of_each_day(day: str, lift: str, second: str) -> None:
    for week in half_a_year(THREE_A_WEEK):
        for each in week:
            if each.plan.template == day:
                assert lift_of(each.plan)[0] == lift
                assert lift_of(each.plan, ExerciseRole.SECOND_LIFT)[0] == second
                assert in_section(each.plan, Section.DYNAMIC)


def test_c2_the_lift_of_the_day_is_never_cut() -> None:
    for week in half_a_year(THREE_A_WEEK):
        for each in week:
            exercise, sets = lift_of(each.plan)
            (level,) = (i.dose.level for i in each.plan.items if i.role is ExerciseRole.LIFT)
            ladder = EXERCISES[exercise].at(level).sets
            assert sets == max(2, ladder - 1) if each.before.turn.eased else sets >= ladder


def test_c2_a_lift_of_two_sets_gets_a_third_from_the_second_block_on_if_there_is_time() -> None:
    first = planned(1, day=1)
    later = planned(5, day=1)
    assert (lift_of(first), lift_of(later)) == (("functional_lift", 2), ("functional_lift", 3))
    reps = next(i.dose.reps for i in later.items if i.role is ExerciseRole.LIFT)
    assert reps == (6, 6, 6)


SLOTS = {
    "s3_a": [
        {"bird_dog", "side_plank", "clamshell"},
        {"front_plank", "bird_dog", "bridge"},
        {"side_plank", "curl_up", "standing_hip_abduction"},
    ],
    "s3_b": [
        {"suitcase_carry", "dead_bug", "front_plank"},
        {"suitcase_carry", "side_plank", "curl_up"},
        {"suitcase_carry", "dead_bug", "front_plank"},
    ],
    "s3_c": [
        {"single_leg_bridge", "step_down", "curl_up"},
        {"step_up", "clamshell", "dead_bug"},
        {"single_leg_bridge", "bird_dog", "step_down"},
    ],
}

STRETCHES = {
    "s3_a": [
        {"standing_hamstring_stretch", "cobra", "childs_pose"},
        {"butterfly", "cobra", "seated_twist"},
    ],
    "s3_b": [
        {"seated_twist", "butterfly", "childs_pose"},
        {"standing_hamstring_stretch", "cobra", "childs_pose"},
    ],
    "s3_c": [
        {"cat_cow", "butterfly", "cobra"},
        {"standing_hamstring_stretch", "seated_twist", "cat_cow"},
    ],
}


def planned(
    week: int,
    day: int = 0,
    profile: Profile | None = None,
    levels: Earned | None = None,
    length: Length = Length.LONG,
    **turn: object,
) -> Plan:
    """A session of the last stage in that training week, at `levels` or those of its template."""
    here = UpNext(MONDAY, sessions=day, week=week, block=(week - 1) // 4 + 1)
    return plan_session(
        PROGRAMME,
        EXERCISES,
        stage=3,
        done_in_stage=0,
        length=length,
        levels=levels,
        profile=profile,
        turn=replace(here, **turn),  # type: ignore[arg-type]
    )


@pytest.mark.parametrize("block", range(1, 8))
@pytest.mark.parametrize("day", range(3))
def test_c3_slots_take_turns_with_the_block(day: int, block: int) -> None:
    plan = planned(block * 4 - 3, day)
    slots = {item.exercise.id for item in plan.items if item.role is ExerciseRole.SLOT}
    assert slots == SLOTS[DAYS[day]][(block - 1) % 3]
    assert all(item.dose.sets <= 2 for item in plan.items if item.role is ExerciseRole.SLOT)


def test_c3_in_a_slot_a_barred_exercise_gives_way_to_the_one_done_longest_ago() -> None:
    done = {name: 9 for days in SLOTS.values() for block in days for name in block}
    done["single_leg_bridge"] = 2
    plan = planned(1, profile=a_profile(tags=["kneeling_pain"]), done=done)
    assert "bird_dog" not in ids(plan)
    assert "single_leg_bridge" in ids(plan)
    done["step_up"] = 1
    assert "step_up" in ids(planned(1, profile=a_profile(tags=["kneeling_pain"]), done=done))


def planks(tracks: dict[str, int]) -> list[tuple[str, int]]:
    """The planks of day A of block 1 and day B, for somebody who came with these levels."""
    book = Trainee(stage=2).standing(0).levels.book
    here = LevelBook(3, PROGRAMME, EXERCISES, [], book.suit, earned=tracks)
    levels = Earned(here, None, ())
    plans = [planned(1, day, levels=levels) for day in (0, 1)]
    items = [item for plan in plans for item in plan.items if "plank" in item.exercise.id]
    return [(item.exercise.id, item.dose.level) for item in items]


@pytest.mark.parametrize(
    ("earned", "done"),
    [
        ({}, [("side_plank", 1), ("front_plank", 1)]),
        (
            {"side_plank_knees": 2, "kneeling_plank": 1},
            [("side_plank_knees", 2), ("kneeling_plank", 1)],
        ),
        (
            {"side_plank_knees": 4, "side_plank": 2, "kneeling_plank": 3},
            [("side_plank", 2), ("kneeling_plank", 3)],
        ),
    ],
)
def test_c3_whoever_is_still_at_the_easier_plank_does_it_in_the_slot(
    earned: dict[str, int], done: list[tuple[str, int]]
) -> None:
    assert planks(earned) == done


def test_c3_from_the_easier_plank_the_slot_leads_on_to_the_harder_one() -> None:
    done = [
        (item.exercise.id, item.dose.level)
        for each in Trainee(stage=2).train(weeks=9)
        if each.plan.stage == 3
        for item in each.plan.items
        if "side_plank" in item.exercise.id
    ]
    assert done[0] == ("side_plank_knees", 4)
    assert ("side_plank", 1) in done
    assert [name for name, _ in done] == sorted(
        (name for name, _ in done), key=["side_plank_knees", "side_plank"].index
    )


def test_c3_the_bridge_enters_at_level_3_and_the_banded_one_is_reached() -> None:
    levels = [
        item.dose.level
        for week in half_a_year(THREE_A_WEEK)
        for each in week
        for item in each.plan.items
        if item.exercise.id == "bridge"
    ]
    bands = EXERCISES["bridge"].at(4).weight
    assert (levels[0], bands is not None) == (3, True)
    assert PROGRAMME.equipment.needs["loop band or dumbbell"].from_level == 4


@pytest.mark.parametrize("length", Length)
@pytest.mark.parametrize("day", range(3))
def test_e7_added_repetitions_never_push_the_plan_over_its_budget(day: int, length: Length) -> None:
    suit = Trainee(stage=2).standing(0).levels.book.suit
    book = LevelBook(3, PROGRAMME, EXERCISES, [], suit)
    most = PROGRAMME.load.reps_max or 0
    for name in ("romanian_deadlift", "functional_lift", "squat", "step_down"):
        top = len(EXERCISES[name].ladder)
        book.tracks[name] = Track(name, name, top, reps=most)
    limit = PROGRAMME.budgets.minutes(length) * 60 * (1 + PROGRAMME.budgets.tolerance)
    plan = planned(1, day, levels=Earned(book, None, ()), length=length)
    assert plan.seconds <= limit
    reps = {item.exercise.id: item.dose.reps[0] for item in plan.items if item.dose.weight}
    if length is Length.LONG:
        assert max(reps.values()) == most, "where there is time they are added"


@pytest.mark.parametrize("week", range(1, 5))
@pytest.mark.parametrize("day", range(3))
def test_c4_stretches_take_turns_with_the_week(day: int, week: int) -> None:
    plan = planned(week, day)
    assert set(in_section(plan, Section.STRETCH)) == STRETCHES[DAYS[day]][(week - 1) % 2]


def test_c4_the_hamstring_stretch_goes_no_higher_than_level_2_here() -> None:
    three = dict.fromkeys(("standing_hamstring_stretch", "cobra"), 3)
    levels = {item.exercise.id: item.dose.level for item in planned(1, stretches=three).items}
    assert (levels["standing_hamstring_stretch"], levels["cobra"]) == (2, 3)


# --- Easier weeks ------------------------------------------------------------------------------


def test_c7_in_the_fourth_week_of_a_block_nothing_goes_up_and_the_lift_has_a_set_less() -> None:
    seen: Counter[bool] = Counter()
    for week in half_a_year(THREE_A_WEEK):
        for each in week:
            turn = each.before.turn
            assert turn.eased is (turn.week % 4 == 0)
            seen[turn.eased] += 1
            _, sets = lift_of(each.plan)
            if turn.eased:
                assert sets == 2
    assert min(seen.values()) > 5


def test_c7_what_went_up_in_an_easier_week() -> None:
    trainee = Trainee(stage=2)
    eased = [each for each in trainee.train(weeks=20) if each.before.turn.eased]
    days = {day_number(each.number) for each in eased}
    ledger = trainee.standing(20 * 7).levels.decisions
    assert not [one for one in ledger if one.on in days and one.rule == "level.up"]
    assert [one for one in ledger if one.on in days and one.rule == "level.hold.eased"]


def test_c7_two_hard_sessions_make_the_next_three_easier_once_in_28_days() -> None:
    trainee = Trainee(stage=2)
    *_, last = trainee.train(weeks=8)
    first = 8 * 7
    eased = []
    for number in range(10):
        hard = trainee.session(first + number * 2, effort=8)
        eased.append(hard.before.turn.eased or hard.before.turn.week % 4 == 0)
        trainee.settle(first + number * 2 + 1)
    assert last.plan.stage == 3
    by_week = [(first + number * 2) // 7 for number in range(10)]
    assert eased[:2] == [False, False], by_week
    assert eased[2:5] == [True] * 3


@pytest.mark.parametrize(("days", "again"), [(27, False), (28, True)])
def test_c7_easier_sessions_come_once_in_28_days(days: int, *, again: bool) -> None:
    rules = PROGRAMME.rotation
    assert rules is not None
    rotation = Rotation()
    rotation.ease(MONDAY, rules)
    assert rotation.eased_left == 3
    rotation.eased_left = 0
    rotation.ease(MONDAY + timedelta(days), rules)
    assert rotation.eased_left == (3 if again else 0)


def in_week_4() -> tuple[Trainee, int]:
    """Somebody before the first session of the first easier week of stage 3, and that day."""
    trainee = Trainee(stage=2)
    for day in range(0, 20 * 7, 7):
        if trainee.standing(day).turn.eased:
            return trainee, day
        for _ in trainee.train(weeks=1, since=day // 7):
            pass
        trainee.settle(day + 5)
    raise AssertionError("no easier week")


SAID = "An easier week on purpose: strength settles in it. Aim for an effort of 5."


def test_c7_its_words_stand_in_the_plan_and_all_along_the_session() -> None:
    trainee, day = in_week_4()
    plan = trainee.session(day).plan
    assert SAID in [each.sentence for each in plan.reasons]
    assert plan.prompt == SAID
    assert SAID not in planned(1).prompt


def test_c7_it_can_be_skipped_and_that_taken_back() -> None:
    trainee, day = in_week_4()
    trainee.choose(day, StageDecision.SKIP_EASIER)
    turn = trainee.standing(day).turn
    assert (turn.eased, turn.may_ease) == (False, True)
    lifts = [lift_of(each.plan)[1] for each in trainee.train(weeks=1, since=day // 7)]
    assert max(lifts) == 3
    ledger = trainee.standing(day + 6).levels.decisions
    assert not [one for one in ledger if one.on >= day_number(day) and one.rule.endswith("eased")]
    other, day = in_week_4()
    other.choose(day, StageDecision.SKIP_EASIER)
    other.choose(day, StageDecision.TAKE_EASIER)
    assert other.standing(day).turn.eased


def test_c7_skipping_one_easier_week_skips_no_other() -> None:
    trainee, day = in_week_4()
    trainee.choose(day, StageDecision.SKIP_EASIER)
    eased = [each.before.turn.eased for each in trainee.train(weeks=5, since=day // 7)]
    assert eased == [False] * 12 + [True] * 3


def test_c7_there_is_nothing_to_skip_in_any_other_week() -> None:
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=9):
        pass
    trainee.choose(63, StageDecision.SKIP_EASIER)
    turn = trainee.standing(63).turn
    assert (turn.eased, turn.may_ease) == (False, False)
    assert not [one for one in trainee.standing(63).levels.decisions if "ease.sk" in one.rule]


@pytest.mark.parametrize(("days", "eased"), [((0, 13), True), ((0, 14), False)])
def test_c7_two_unsettled_mornings_in_14_days_make_three_sessions_easier(
    days: tuple[int, int], *, eased: bool
) -> None:
    rotation = rotation_rules()
    assert rotation.unsettled_days == 14
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=9):
        pass
    since = 63
    for number in sorted({*days, 2, 5, 8, 10}):
        trainee.session(since + number)
        trainee.settle(since + number + 1, 3 if number in days else 1)
    assert trainee.training.replay.rotation.eased_left == (3 if eased else 0)


@pytest.mark.parametrize(("efforts", "eased"), [((8, 8), True), ((8, 7), False), ((7, 8), False)])
def test_c7_an_effort_of_8_in_two_sessions_running(
    efforts: tuple[int, int], *, eased: bool
) -> None:
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=9):
        pass
    for number, effort in zip((63, 65), efforts, strict=True):
        trainee.session(number, effort=effort)
        trainee.settle(number + 1)
    turn = trainee.standing(67).turn
    assert (turn.eased, turn.eased_left) == (eased, 3 if eased else 0)
    said = "".join(reason.sentence for reason in trainee.session(67).plan.reasons)
    assert ("3 easier sessions on purpose: strength settles in them." in said) is eased


def test_c7_an_easier_week_in_a_flare_up_does_not_count_and_the_block_waits() -> None:
    trainee, day = in_week_4()
    trainee.session(day)
    week = trainee.standing(day).turn.week
    trainee.flare(day + 1)
    turn = trainee.standing(day + 2).turn
    assert (turn.week, turn.eased) == (week, False), "in the flare-up nothing is eased on purpose"
    assert trainee.standing(day + 9).turn.week == week, "it comes again"


# --- A year ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("way", "promise"), PROMISES.items(), ids=["3", "2", "3-long"])
def test_c10_what_a_year_in_stage_3_holds(
    way: tuple[tuple[int, ...], Length], promise: Promise
) -> None:
    weeks = year(*way)
    assert len(weeks) == WEEKS
    plans = [each.plan for week in weeks for each in week]
    lists = [[ids(each.plan) for each in week] for week in weeks]
    assert all(earlier != later for earlier, later in pairwise(lists))
    assert len({ids(plan) for plan in plans}) >= promise.distinct

    counts = [Counter(id for each in week for id in ids(each.plan)) for week in weeks]
    for exercise in ALL:
        done = [count[exercise] for count in counts]
        twelve = [sum(done[since : since + 12]) for since in range(WEEKS - 11)]
        assert twelve[0] >= promise.at_the_start, exercise
        assert min(twelve) >= promise.late, exercise
        away = "".join("x" if times else "." for times in done).split("x")
        assert max(map(len, away)) <= promise.absence, exercise
        least = {"romanian_deadlift": promise.lifts, "functional_lift": promise.lifts} | dict(
            zip(("squat", "suitcase_carry", "step_down"), promise.others, strict=True)
        )
        assert min(twelve) >= least.get(exercise, 0), exercise

    assert min(map(len, counts)) >= promise.in_a_week
    assert min(len(in_section(plan, Section.STRETCH)) for plan in plans) >= 1
    assert min(len(in_section(plan, Section.MAIN)) for plan in plans) >= promise.main
    assert max(plan.seconds for plan in plans) <= promise.minutes * 60
    assert max(len(plan.left_out) for plan in plans) <= promise.left_out
    assert max(floor_changes(plan) for plan in plans) <= 1

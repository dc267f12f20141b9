"""What a session has at least, whatever the balance block takes of its time."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from backcoach.coach.levels.balance import BalanceNext
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.earned import Earned
from backcoach.coach.levels.track import Track
from backcoach.coach.model.programme import ExerciseRole, Length, Section
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.suitability import suit_of
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile
from tests.support.training import MONDAY

PROGRAMME = programme()
EXERCISES = catalogue().exercises
SESSIONS = [(number, block) for number in range(6) for block in (1, 2, 3)]
"""Each day with both pairs of balance exercises, in each block."""

WHO = {
    "age_65": ("age_65",),
    "balance": ("balance",),
    "thin bones": ("osteoporosis", "osteoporosis_load", "balance", "age_65"),
}


def planned(tags: tuple[str, ...], length: Length, number: int, block: int, *, late: bool) -> Plan:
    """A session of stage 3, everything at its first level, or `late` at the top that suits."""
    who = a_profile(tags=tags, clinician_ok=tags)
    suit = suit_of(who, PROGRAMME, EXERCISES, steady=True)
    book = LevelBook(3, PROGRAMME, EXERCISES, [], suit)
    tops = {id: min(len(each.ladder), suit.top(each)) for id, each in EXERCISES.items()}
    if late:
        book.tracks.update({id: Track(id, id, tops[id]) for id in book.moving})
    assert PROGRAMME.balance is not None
    pair = PROGRAMME.balance.pairs[number % 2]
    levels = {id: tops[id] if late else 1 for id in PROGRAMME.balance.exercises}
    turn = UpNext(MONDAY, sessions=number, week=block * 4 - 3, block=block)
    return plan_session(
        PROGRAMME,
        EXERCISES,
        stage=3,
        done_in_stage=number,
        length=length,
        levels=Earned(book, None, ()),
        profile=who,
        turn=replace(turn, balance=BalanceNext(pair, levels, is_steady=True)),
    )


def sets_of(plan: Plan, *roles: ExerciseRole) -> list[int]:
    return [item.dose.sets for item in plan.items if item.role in roles]


LIFTS = (ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT)


@pytest.mark.parametrize("late", [False, True], ids=["start", "late"])
@pytest.mark.parametrize("tags", WHO.values(), ids=WHO)
@pytest.mark.parametrize(
    ("length", "main", "left_out", "minutes"),
    [(Length.STANDARD, 3, 4, 27.5), (Length.LONG, 5, 3, 33.0)],
)
def test_c10_holds_with_the_whole_balance_block_too(
    length: Length, main: int, left_out: int, minutes: float, tags: tuple[str, ...], *, late: bool
) -> None:
    for number, block in SESSIONS:
        plan = planned(tags, length, number, block, late=late)
        sections = Counter(item.section for item in plan.items)
        assert sections[Section.BALANCE] == 2
        assert sections[Section.STRETCH] >= 1
        assert sections[Section.MAIN] >= main
        assert len(plan.left_out) <= left_out
        assert plan.seconds <= minutes * 60
        (lift,) = (item for item in plan.items if item.role is ExerciseRole.LIFT)
        assert lift.dose.sets >= lift.exercise.at(lift.dose.level).sets, "it is never cut"


@pytest.mark.parametrize("tags", WHO.values(), ids=WHO)
def test_b3_3_a_short_session_has_both_lifts_at_two_sets_before_a_second_set_of_balance(
    tags: tuple[str, ...],
) -> None:
    for number, block in SESSIONS:
        plan = planned(tags, Length.SHORT, number, block, late=False)
        assert sets_of(plan, *LIFTS) == [2, 2]
        assert len(sets_of(plan, ExerciseRole.BALANCE)) == 2


@pytest.mark.parametrize("tags", WHO.values(), ids=WHO)
def test_b3_3_at_high_levels_a_short_session_still_keeps_to_its_time(tags: tuple[str, ...]) -> None:
    blocks = set()
    for number, block in SESSIONS:
        plan = planned(tags, Length.SHORT, number, block, late=True)
        assert plan.seconds <= 16.5 * 60
        assert min(sets_of(plan, *LIFTS)) >= 1
        blocks.add(len(sets_of(plan, ExerciseRole.BALANCE)))
    assert blocks == ({2} if "balance" in tags else {1, 2})


def test_i1_6_from_65_on_the_block_is_whole_though_a_long_stretch_comes_before_it() -> None:
    who = a_profile(tags=("age_65",))
    levels = {"squat": 3, "dead_bug": 3, "bridge_march": 3, "side_plank_knees": 4}
    suit = suit_of(who, PROGRAMME, EXERCISES)
    book = LevelBook(2, PROGRAMME, EXERCISES, [], suit)
    book.tracks.update({id: Track(id, id, level) for id, level in levels.items()})
    pair = ("heel_raise", "tandem_stand")
    turn = UpNext(MONDAY, stretches={"seated_twist": 3, "cobra": 1}, done={"cobra": 9})
    plan = plan_session(
        PROGRAMME,
        EXERCISES,
        stage=2,
        done_in_stage=0,
        length=Length.STANDARD,
        levels=Earned(book, None, ()),
        profile=who,
        turn=replace(turn, balance=BalanceNext(pair, dict.fromkeys(pair, 2))),
    )
    ids = [item.exercise.id for item in plan.items]
    assert set(pair) < set(ids)
    assert {item.section for item in plan.items} >= {Section.STRETCH, Section.BALANCE}
    assert plan.seconds <= 27.5 * 60

"""Somebody who only has time for short sessions makes progress too."""

from itertools import pairwise

from backcoach.coach.model.programme import Length, Section
from tests.support.content import plan_from, programme
from tests.support.training import Trainee


def test_b4_6_short_sessions_alone_lead_from_stage_2_to_stage_3() -> None:
    done = list(Trainee(stage=2).train(length=Length.SHORT, weeks=5))
    main = [
        {
            (item.exercise.id, item.dose.level)
            for item in each.plan.items
            if item.section is Section.MAIN
        }
        for each in done
    ]
    assert main[:5] == [
        {("bridge_march", 1), ("side_plank_knees", 2)},
        {("dead_bug", 1), ("hip_hinge", 1)},
        {("bridge_march", 1), ("dead_bug", 1)},
        {("hip_hinge", 1), ("bridge_march", 2)},
        {("dead_bug", 2), ("hip_hinge", 2)},
    ]
    assert [each.number for each in done][9] == 21
    stages = {each.number: each.plan.stage for each in done}
    assert (stages[25], stages[28]) == (2, 3)


def test_b3_3_once_all_is_shown_the_key_exercises_take_turns() -> None:
    done = list(Trainee(stage=2).train(length=Length.SHORT, weeks=4))
    shown = [
        frozenset(item.exercise.id for item in each.plan.items if item.section is Section.MAIN)
        for each in done[5:11]
    ]
    assert all(len(pair) == 2 for pair in shown)
    assert all(first.isdisjoint(second) for first, second in pairwise(shown))


def test_b3_3_a_short_session_has_two_exercises_of_the_main_block_in_stages_2_and_3() -> None:
    limit = programme().budgets.short_minutes * 60 * 1.1
    done = Trainee(stage=2).train(length=Length.SHORT, weeks=12)
    for each in done:
        main = [item for item in each.plan.items if item.section is Section.MAIN]
        assert len(main) == 2
        assert each.plan.seconds <= limit
        assert each.plan.left_out == ()
        if each.plan.stage == 3:
            assert [item.role.value for item in main] == ["lift", "second_lift"]
            assert all(item.dose.sets == 2 for item in main)
            assert sum(item.section is Section.DYNAMIC for item in each.plan.items) == 1


def test_e6_the_warm_up_of_a_short_session_is_whole() -> None:
    for template in ("s1_short", "s2_short"):
        assert plan_from(template).items[0].dose.hold_seconds == 300

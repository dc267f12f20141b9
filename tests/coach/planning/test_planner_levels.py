"""Today's plan at the levels somebody has earned."""

from backcoach.coach.model.programme import Length, Section
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.standing import Standing
from tests.support.content import catalogue
from tests.support.levels import did, now
from tests.support.logs import a_check_in

FOUR = ("squat", "dead_bug", "bridge_march", "side_plank_knees")


def plan(here: Standing, done: int = 0, length: Length | None = Length.STANDARD) -> Plan:
    content = catalogue()
    return plan_session(
        content.programme,
        content.exercises,
        stage=here.stage,
        done_in_stage=done,
        length=length,
        levels=here.levels,
    )


def levels(plan: Plan) -> dict[str, int]:
    return {item.exercise.id: item.dose.level for item in plan.items}


def test_without_a_history_the_levels_are_those_of_the_template() -> None:
    content = catalogue()
    bare = plan_session(
        content.programme, content.exercises, stage=2, done_in_stage=0, length=Length.STANDARD
    )
    assert plan(now(0)).items == bare.items


def test_an_earned_level_is_planned() -> None:
    here = now(3, did(0, ("squat", 3), effort=8), did(3, ("squat", 3), effort=8))
    assert levels(plan(here))["squat"] == 3


def test_two_calm_sessions_go_up_only_once_somebody_has_checked_in_today() -> None:
    two = [did(0, *FOUR), did(3, *FOUR)]
    assert levels(plan(now(7, *two)))["dead_bug"] == 1
    planned = levels(plan(now(7, *two, a_check_in(7))))
    assert [planned[name] for name in ("squat", "dead_bug", "bridge_march")] == [2, 2, 1]
    sore = levels(plan(now(7, *two, a_check_in(7, 5))))
    assert sore["dead_bug"] == 1
    yesterday = levels(plan(now(8, *two, a_check_in(7))))
    assert yesterday["dead_bug"] == 1


def test_only_the_main_block_is_done_at_earned_levels() -> None:
    # The cobra has a level where it was done in the main block; as a stretch it keeps its own.
    here = now(5, did(0, ("cobra", 1)), did(3, ("cobra", 1)), a_check_in(5))
    assert here.levels.level_of("cobra") is not None
    stretch = next(item for item in plan(here).items if item.exercise.id == "cobra")
    assert (stretch.section, stretch.dose.level) == (Section.STRETCH, 1)


def test_what_is_planned_is_what_the_log_says_afterwards() -> None:
    two = [did(0, *FOUR), did(3, *FOUR)]
    planned = levels(plan(now(7, *two, a_check_in(7))))
    done = did(7, *((name, level) for name, level in planned.items() if name in FOUR))
    here = now(7, *two, a_check_in(7), done)
    assert {name: planned[name] for name in FOUR[:3]} == {
        name: here.levels.level_of(name) for name in FOUR[:3]
    }
    assert levels(plan(here))["dead_bug"] == 2, "and only once"


def test_an_easier_exercise_takes_the_place_of_the_one_it_stands_in_for() -> None:
    here = now(0, did(0, "squat", worst=8))
    items = plan(here).items
    place = next(i for i, item in enumerate(items) if item.exercise.id == "sit_to_stand")
    usual = plan(now(0)).items
    assert usual[place].exercise.id == "squat"
    assert (items[place].role, items[place].dose.level) == (usual[place].role, 2)


def test_an_easier_exercise_that_is_there_anyway_is_not_done_twice() -> None:
    facts = [did(0, "pelvic_tilt", "bridge", stage=1, hurt=(1, 8), worst=8)]
    here = now(0, *facts, stage=1)
    assert here.levels.level_of("bridge") is None
    planned = plan(here, done=3)
    names = [item.exercise.id for item in planned.items]
    assert names.count("pelvic_tilt") == 1
    assert "bridge" not in names
    assert planned.left_out == ()
    for number in (3, 5, 7):
        facts.append(did(number, "pelvic_tilt", stage=1))
    back = now(7, *facts, stage=1)
    assert back.levels.level_of("bridge") == 1, "after three sessions of it"


def test_a_harder_exercise_takes_over_in_the_plan() -> None:
    facts = [did(number, ("kneeling_plank", 3)) for number in (0, 3)]
    planned = levels(plan(now(7, *facts, a_check_in(7)), done=1))
    assert planned["front_plank"] == 1
    assert "kneeling_plank" not in planned

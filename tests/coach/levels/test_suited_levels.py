"""Levels with a profile: replacements have their own, and lead through the stages."""

from __future__ import annotations

from dataclasses import replace

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import SessionRecord, SetRecord, Work
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.planner import plan_session
from backcoach.coach.standing.standing import Standing
from tests.support.content import programme
from tests.support.levels import decided, did, level, now
from tests.support.logs import Fact, a_check_in, a_profile, a_session, day
from tests.support.people import EXERCISES, all_things_but


def planned(here: Standing, done: int | None = None) -> Plan:
    return plan_session(
        programme(),
        EXERCISES,
        stage=here.stage,
        done_in_stage=here.sessions_in_stage if done is None else done,
        length=None,
        levels=here.levels,
        profile=here.profile,
    )


def followed(plan: Plan, number: int) -> SessionRecord:
    """`plan` done in full and calm on day `number`."""
    sets = tuple(
        SetRecord(
            item=index,
            section=item.section,
            exercise=item.exercise.id,
            level=item.dose.level,
            mode=item.exercise.mode,
            side=Side.BOTH,
            number=1,
            planned=Work(item.dose.reps[0], 30.0),
            done=Work(item.dose.reps[0], 30.0),
        )
        for index, item in enumerate(plan.items)
    )
    done = a_session(number, stage=plan.stage, sets=sets, effort=5)
    return replace(done, template=plan.template)


def weeks(profile: Profile, count: int) -> tuple[list[Fact], list[Standing]]:
    """Somebody who follows three calm sessions a week, and where they stood before each."""
    facts: list[Fact] = [profile]
    seen: list[Standing] = []
    for week in range(count):
        for weekday in (0, 2, 4):
            number = 7 * week + weekday
            here = now(number, *facts, a_check_in(number, hour=17), stage=1)
            seen.append(here)
            facts.append(followed(planned(here), number))
    return facts, seen


def test_a_floor_free_person_rises_and_reaches_stages_2_and_3() -> None:
    facts, seen = weeks(a_profile(tags=["no_floor"]), 10)
    assert [here.stage for here in seen][:7] == [1] * 6 + [2]
    assert seen[17].stage == 2 and seen[18].stage == 3, "in week 7"
    in_stage_2 = [here for here in seen if here.stage == 2][-1]
    assert (level("standing_bird_dog", in_stage_2) or 0) >= 3
    assert (level("wall_side_plank", in_stage_2) or 0) >= 3
    assert (level("step_up", in_stage_2) or 0) >= 2
    done = [record for fact in facts if isinstance(fact, SessionRecord) for record in fact.sets]
    assert not {"no_floor"} & {tag for record in done for tag in EXERCISES[record.exercise].tags}


def test_what_stands_in_is_planned_at_the_level_it_earned() -> None:
    calm = [did(number, ("standing_bird_dog", 2)) for number in (0, 3)]
    two: list[Fact] = [a_profile(tags=["wrist_pain"]), *calm]
    here = now(7, *two, a_check_in(7))
    (item,) = [item for item in planned(here, 0).items if item.exercise.id == "standing_bird_dog"]
    assert item.dose.level == 3, "its template's level 2, and one more"


def test_a_stand_in_begins_at_the_level_of_what_it_stands_in_for() -> None:
    here = now(0, a_profile(tags=["wrist_pain"]))
    levels = {item.exercise.id: item.dose.level for item in planned(here, 0).items}
    assert levels["standing_bird_dog"] == 2


def test_nothing_harder_takes_over_that_a_tag_bars() -> None:
    calm: list[Fact] = [did(number, ("kneeling_plank", 3)) for number in (0, 3)]
    free = now(7, *calm, did(7, ("kneeling_plank", 3)))
    assert level("front_plank", free) == 1
    profile = a_profile(tags=["extension_intolerant"])
    held = now(7, profile, *calm, did(7, ("kneeling_plank", 3)))
    assert decided(held, "kneeling_plank")[-1] == ("level.hold.top", 3, 3)
    again = planned(now(7, profile, *calm, a_check_in(7)), 1)
    assert "front_plank" not in [item.exercise.id for item in again.items]


def test_a_level_stops_where_the_person_s_ladder_ends() -> None:
    profile = a_profile(equipment=all_things_but("band"))
    calm: list[Fact] = [did(number, ("clamshell", 2)) for number in (0, 3, 7)]
    assert level("clamshell", now(7, *calm)) == 3
    assert decided(now(7, profile, *calm), "clamshell")[-1] == ("level.hold.top", 2, 2)


def test_nothing_easier_takes_over_that_a_tag_bars() -> None:
    red: Fact = did(0, "wall_plank", worst=8)
    assert level("standing_pelvic_tilt", now(0, red)) == 2
    here = now(0, a_profile(equipment=all_things_but("wall")), red)
    assert level("standing_pelvic_tilt", here) is None
    assert decided(here, "wall_plank")[-1] == ("level.hold.lowest", 1, 1)


def test_a_new_tag_sends_back_what_no_longer_suits_and_says_so() -> None:
    facts: list[Fact] = [did(number, ("kneeling_plank", 3)) for number in (0, 3, 7)]
    before = now(8, *facts)
    assert level("front_plank", before) == 1
    after = now(8, *facts, a_profile(8, tags=["extension_intolerant"]))
    assert level("front_plank", after) is None
    assert level("kneeling_plank", after) == 3
    last = after.levels.decisions[-1]
    assert (last.rule, last.on) == ("level.swap.profile", day(8))
    assert last.sentence == (
        "Kneeling plank comes back at level 3: Front plank does not suit you now."
    )


def test_a_tag_that_is_gone_brings_the_exercise_back_where_it_was() -> None:
    facts: list[Fact] = [did(0, ("squat", 3), effort=8), did(3, ("squat", 3), effort=8)]
    away = a_profile(4, equipment=[])
    back = a_profile(6)
    assert level("squat", now(5, *facts, away)) is None
    assert level("squat", now(7, *facts, away, back)) == 3


def test_history_before_a_profile_is_judged_without_it() -> None:
    facts: list[Fact] = [did(number, ("kneeling_plank", 3)) for number in (0, 3, 7)]
    later = now(9, *facts, a_profile(8, tags=["extension_intolerant"]))
    told = now(7, *facts).levels.decisions
    assert later.levels.decisions[: len(told)] == told


def test_a_stand_in_met_first_on_the_way_back_has_the_level_of_its_template() -> None:
    facts: list[Fact] = [a_profile(tags=["no_floor"]), did(0, "step_up")]
    plan = planned(now(15, *facts), 1)
    levels = {item.exercise.id: item.dose.level for item in plan.items}
    assert levels["standing_hip_abduction"] == 1, "one lower for two sessions"
    here = now(15, *facts, followed(plan, 15))
    assert level("standing_hip_abduction", here) == 2


def test_a_profile_that_changes_nothing_there_decides_nothing() -> None:
    here = now(3, did(0, "squat"), a_profile(1, tags=("knee_pain",)))
    assert [rule for rule, _, _ in decided(here, "squat")] == []

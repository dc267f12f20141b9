"""The content itself: what the files that come with the coach must hold."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from backcoach.catalogue import Catalogue
from backcoach.coach.model import adaptations as care_module
from backcoach.coach.model import exercise as exercise_module
from backcoach.coach.model import programme as programme_module
from backcoach.coach.model import screening_questions as questions_module
from backcoach.coach.model.exercise import Category, Exercise, Level, Mode, Position
from backcoach.coach.model.programme import ExerciseRole, GetReady, Section, WalkBefore
from backcoach.coach.model.rules import balance, levels, pain, review, sessions, stages
from backcoach.coach.model.rules.pain import SteadyHighPain
from backcoach.coach.safety import content, questions, signs

# The totals of programme.md §2, in seconds; the rest day is ours.
TOTALS = {
    "s1_short": 740,
    "s1_standard": 1198,
    "s1_long": 1629,
    "s2_short": 942,
    "s2_a": 1384,
    "s2_b": 1433,
    "s2_a_long": 1840,
    "s2_b_long": 1849,
    "s3_a": 2472,
    "s3_b": 1546,
    "s3_c": 2533,
    "easy_day": 532,
    "rest_day_odd": 588,
    "rest_day_even": 633,
    "rest_day_balance": 236,
    "floor_free_s1": 1056,
}


def seconds_of(exercise: Exercise, dose: Level, seconds: int | None) -> float:
    """The formula of programme.md §2, written out on its own."""
    sides = 2 if exercise.per_side else 1
    total = 12 + sum([dose.rest_seconds] * (dose.sets - 1))
    for count in dose.reps:
        if dose.tempo is not None:
            work = count * sum(dose.tempo)
        elif exercise.mode is Mode.HOLD:
            work = count * (dose.hold_seconds or 0) + (count - 1) * 4
        else:
            work = seconds or dose.hold_seconds or 0
        total += sides * work + (5 if exercise.per_side else 0)
    return total


@pytest.mark.parametrize("name", TOTALS)
def test_a_template_is_as_long_as_the_programme_says(catalogue: Catalogue, name: str) -> None:
    total = sum(
        seconds_of(
            catalogue.exercises[item.exercise],
            catalogue.exercises[item.exercise].at(item.level),
            item.seconds,
        )
        for item in catalogue.programme.templates[name].items
    )
    assert total == TOTALS[name]


def test_there_are_no_other_templates(catalogue: Catalogue) -> None:
    assert list(catalogue.programme.templates) == list(TOTALS)


def test_every_file_is_an_exercise(data: Path, catalogue: Catalogue) -> None:
    files = {file.stem for file in (data / "exercises").glob("*.toml")}
    assert set(catalogue.exercises) == files
    assert all(exercise.id == key for key, exercise in catalogue.exercises.items())


def test_every_exercise_has_a_way_up_and_a_movement(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        assert len(exercise.ladder) > 1, exercise.id
        assert len({pose.name for pose in exercise.figure.poses}) > 1, exercise.id


BALANCE = {"heel_raise", "tandem_stand", "single_leg_stand", "side_steps"}


def test_a_stand_in_stands_in_for_an_exercise_of_the_core_set(catalogue: Catalogue) -> None:
    exercises = catalogue.exercises.values()
    replaced = {exercise.floor_free for exercise in exercises if exercise.core_set}
    others = {each.id for each in exercises if not (each.core_set or "balance" in each.tags)}
    assert others <= replaced


def test_balance_is_trained_at_a_counter_and_standing(catalogue: Catalogue) -> None:
    for id in BALANCE:
        exercise = catalogue.exercises[id]
        assert exercise.equipment == ("counter",)
        assert exercise.position is Position.STANDING
        assert not exercise.core_set and "balance" in exercise.tags


POSITIONS = {
    Position.STANDING: "march_in_place, shoulder_circles, leg_swings, lunge_twist,"
    " standing_pelvic_tilt, standing_hamstring_stretch, wall_plank, wall_side_plank,"
    " standing_hip_abduction, standing_bird_dog, hip_hinge, squat, step_up, step_down,"
    " romanian_deadlift, functional_lift, suitcase_carry, heel_raise, tandem_stand,"
    " single_leg_stand, side_steps",
    Position.CHAIR: "seated_march, seated_cat_cow, sit_to_stand",
    Position.HANDS_AND_KNEES: "cat_cow, bird_dog, bird_dog_leg_slide, childs_pose",
    Position.ON_THE_BACK: "pelvic_tilt, knee_rolls, abdominal_brace, dead_bug_heel_tap, dead_bug,"
    " curl_up, bridge, bridge_march, single_leg_bridge, supine_hamstring_stretch, rest_breathing",
    Position.ON_THE_SIDE: "side_plank_knees, side_plank, clamshell",
    Position.FACE_DOWN: "kneeling_plank, front_plank, sphinx, cobra",
    Position.SITTING_ON_THE_FLOOR: "butterfly, seated_twist",
}


@pytest.mark.parametrize("position", Position)
def test_these_exercises_are_done_in_this_position(
    catalogue: Catalogue, position: Position
) -> None:
    for id in POSITIONS[position].split(", "):
        assert catalogue.exercises[id].position is position, id


def test_whoever_stays_off_the_floor_is_up_in_what_stands_in(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        assert exercise.position.is_up or {"no_floor", "no_floor_unless_chair"} & {*exercise.tags}
        if exercise.floor_free is not None:
            stand_in = catalogue.exercises[exercise.floor_free]
            chair = (stand_in.variants or {}).get("chair")
            assert stand_in.position.is_up or (chair and chair.position is Position.CHAIR)


def test_exercises_come_in_the_order_of_a_session(catalogue: Catalogue) -> None:
    order = list(Category)
    places = [order.index(exercise.category) for exercise in catalogue.exercises.values()]
    assert places == sorted(places)
    assert list(catalogue.exercises)[:2] == ["march_in_place", "seated_march"]


def test_links_agree(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        if exercise.harder is not None:
            assert catalogue.exercises[exercise.harder].easier == exercise.id
        if exercise.easier is not None:
            assert catalogue.exercises[exercise.easier].id != exercise.id
        if "no_floor" in exercise.tags:
            assert exercise.floor_free is not None
        if exercise.floor_free is not None:
            assert "no_floor" not in catalogue.exercises[exercise.floor_free].tags


def test_descending_sets_and_tempo_are_read_as_written(catalogue: Catalogue) -> None:
    bird_dog = catalogue.exercises["bird_dog"].at(4)
    assert bird_dog.reps == (6, 4, 2)
    assert bird_dog.tempo == (2, 10, 2)
    assert bird_dog.note == "descending sets, 10 s holds"
    assert catalogue.exercises["cobra"].at(2).reps == (1, 1)
    assert catalogue.exercises["side_plank"].figure.poses[0].ln == (0, 0, (60, 0.5))
    assert catalogue.exercises["rest_breathing"].equipment == ("mat and chair (or just a chair)",)
    assert catalogue.exercises["clamshell"].equipment == ("mat", "loop band")
    assert catalogue.exercises["sit_to_stand"].named_in_article is None


def test_a_template_keeps_to_the_exercises_of_its_stage(catalogue: Catalogue) -> None:
    for stage in catalogue.programme.stages:
        for name in stage.templates:
            for item in catalogue.programme.templates[name].items:
                assert stage.number in catalogue.exercises[item.exercise].stages


def test_every_session_has_three_key_exercises_and_a_warm_up_that_stays(
    catalogue: Catalogue,
) -> None:
    keys = {"easy_day": 2, "s2_short": 4, "rest_day_odd": 1, "rest_day_even": 2}
    keys |= {"rest_day_balance": 0}
    for template in catalogue.programme.templates.values():
        roles = [item.role for item in template.items]
        dynamic = [item.role for item in template.items if item.section is Section.DYNAMIC]
        if template.id.startswith("s3"):
            assert roles.count(ExerciseRole.LIFT) == roles.count(ExerciseRole.SECOND_LIFT) == 1
            assert dynamic == [ExerciseRole.LOOSEN] * 3
        else:
            assert roles.count(ExerciseRole.KEY) == keys.get(template.id, 3)
            assert dynamic[:1] in ([], [ExerciseRole.WARM_UP])
            assert all(role is ExerciseRole.ACCESSORY for role in dynamic[1:])


def numbers(value: object, where: str = "") -> Iterator[str]:
    """The places of all numbers in a raw table that have no source beside them."""
    if isinstance(value, dict):
        if value.keys() == {"value", "source"}:
            assert isinstance(value["source"], str) and value["source"].strip()
            return
        for key, entry in value.items():
            yield from numbers(entry, f"{where}.{key}")
    elif isinstance(value, list):
        for entry in value:
            yield from numbers(entry, f"{where}[]")
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield where


def test_every_number_of_the_programme_has_its_source(data: Path, catalogue: Catalogue) -> None:
    raw = tomllib.loads((data / "programme.toml").read_text(encoding="utf-8"))
    assert all(template.pop("source").strip() for template in raw.pop("templates").values())
    assert set(numbers(raw)) == {
        ".stages[].number",
        ".gates[].from_stage",
        ".gates[].to_stage",
        ".capped_notes[].level",
        ".levels.days_at_level.longer[].from_level",
    }
    programme = catalogue.programme
    names = (
        "timing",
        "pace",
        "budgets",
        "lights",
        "completion",
        "readiness",
        "levels",
        "load",
        "absence",
        "rotation",
        "plateau",
        "review",
    )
    for name in names:
        part: Any = getattr(programme, name)
        sourced = {f"{name}.{field.name}" for field in fields(part)}
        sourced -= {"levels.step_days", "levels.days_at_level", "levels.keeps_earned"}
        sourced -= {"timing.get_ready", "timing.walk_before"}
        assert sourced <= set(programme.sources)
    changes = {
        f"timing.get_ready.{field.name}"
        for field in fields(GetReady)
        if field.name.endswith("_seconds")
    }
    changes |= {f"timing.walk_before.{field.name}" for field in fields(WalkBefore)}
    assert changes <= set(programme.sources)
    steady = {f"steady_high.{field.name}" for field in fields(SteadyHighPain)}
    assert steady <= set(programme.sources)
    flare = {f"flare.{field.name}" for field in fields(programme.flare)}
    assert flare <= set(programme.sources)
    assert "stretches.times" in programme.sources
    assert {f"keeping.{key}" for key in ("offered_week", "sets_min", "sets_max")} <= set(
        programme.sources
    )
    assert programme.sources["gates[1].minimum_days"] == "S1 (weeks 1-2)"
    assert programme.sources["readiness.no_workout_pain_min"].startswith("judgement")


def test_the_gates_are_those_of_the_programme(catalogue: Catalogue) -> None:
    first, second = catalogue.programme.gates
    assert (first.minimum_days, first.sessions, first.planned_sessions) == (14, 5, 6)
    assert (second.minimum_days, second.sessions, second.planned_sessions) == (28, 10, 12)
    assert [{m.exercise: m.level for m in group} for group in first.skills] == [
        {"abdominal_brace": 2, "standing_pelvic_tilt": 2, "wall_plank": 2, "dead_bug_heel_tap": 1},
        {"bird_dog_leg_slide": 3, "bird_dog": 1, "standing_bird_dog": 1},
    ]
    assert [{m.exercise: m.level for m in group} for group in second.skills] == [
        {"bridge_march": 2, "single_leg_bridge": 1, "step_up": 2, "sit_to_stand": 3},
        {"side_plank_knees": 2, "side_plank": 1, "wall_side_plank": 3},
        {"dead_bug": 2, "front_plank": 2, "kneeling_plank": 3, "standing_bird_dog": 3},
        {"hip_hinge": 2, "squat": 3, "sit_to_stand": 3, "step_up": 3},
    ]
    assert (second.week_pain_max, second.week_pain_days, second.steady_days) == (5.0, 7, 28)


def test_high_but_steady_pain_is_that_of_the_programme(catalogue: Catalogue) -> None:
    rules, lights = catalogue.programme.steady_high, catalogue.programme.lights
    assert rules is not None
    assert (rules.spread_max, rules.sessions, rules.mornings_min) == (3, 3, 2)
    assert (rules.seen_usual_min, rules.seen_weeks, rules.ask_again_days) == (7.5, 26, 7)
    assert (rules.pain_max, rules.easy_usual_min, rules.raise_days) == (8, 7, 7)
    assert (rules.easy_sessions, rules.short_sessions) == (3, 6)
    assert (lights.steady_usual_min, lights.steady_red_peak_min) == (7, 9)
    assert (
        catalogue.programme.levels.settled_sore,
        catalogue.programme.levels.stand_in_raises,
    ) == (
        3,
        1,
    )


def test_the_level_moves_are_those_of_the_programme(catalogue: Catalogue) -> None:
    rules = catalogue.programme.levels
    assert (rules.sessions, rules.effort_max, rules.pain_max, rules.usual_pain_below) == (
        2,
        6,
        3,
        6,
    )
    assert (rules.raises_per_session, rules.raises_per_session_last_stage) == (2, 3)
    assert rules.raises_when_easy == 4
    assert (rules.step_days, rules.keeps_earned) == (None, True)
    assert (rules.easy_effort_max, rules.easy_sessions) == (3, 2)
    assert (rules.down_effort_min, rules.latest_raised) == (9, 2)
    assert (rules.downs_before_swap, rules.swap_sessions) == (2, 3)
    assert catalogue.programme.easing.level == 2
    assert catalogue.programme.completion.item_min_share == 0.8


def test_the_breaks_are_those_of_the_programme(catalogue: Catalogue) -> None:
    rules = catalogue.programme.absence
    days = (rules.no_raise_days, rules.lower_days, rules.reduce_days, rules.restart_days)
    assert days == (7, 14, 28, 56)
    assert (rules.lower_levels, rules.lower_sessions) == (1, 2)
    assert (rules.reduce_levels, rules.reduce_wait_days, rules.restart_level) == (2, 7, 1)


def test_flare_up_mode_is_that_of_the_programme(catalogue: Catalogue) -> None:
    rules = catalogue.programme.flare
    assert (rules.before_over_usual_min, rules.morning_over_usual_min) == (2, 3)
    assert (rules.red_sessions, rules.red_days) == (2, 7)
    assert (rules.calm_mornings, rules.calm_over_usual_max) == (2, 1)
    assert (rules.first_lower_levels, rules.second_lower_levels) == (2, 1)
    assert (rules.long_days, rules.often_flares, rules.often_weeks) == (14, 3, 6)


def test_the_review_is_that_of_the_programme(catalogue: Catalogue) -> None:
    rules = catalogue.programme.review
    assert (rules.weeks, rules.pain_every_weeks, rules.pain_days) == ((4, 8, 12), 1, 7)
    assert (rules.pain_points, rules.pain_share) == (2, 0.3)
    assert (rules.activities_points, rules.activity_points) == (2, 3)
    assert (rules.adherence_share, rules.adherence_weeks) == (0.8, 4)
    assert (rules.encourage_after_weeks, rules.goal_weeks_min, rules.goal_weeks_max) == (8, 12, 16)
    assert (rules.usual_gain_points, rules.keep_sessions_a_week) == (1.5, 2)
    sources = catalogue.programme.sources
    for key, code in (
        ("pain_points", "OST08"),
        ("pain_share", "OST08"),
        ("activities_points", "PSFS"),
        ("adherence_share", "BAIL18"),
        ("goal_weeks_max", "TAT21"),
        ("usual_gain_points", "COC21"),
    ):
        assert code in sources[f"review.{key}"]


def test_skills_can_be_shown_in_the_templates_of_their_stage(catalogue: Catalogue) -> None:
    programme = catalogue.programme
    for gate in programme.gates:
        done = {
            item.exercise
            for name in programme.stage(gate.from_stage).templates
            for item in programme.templates[name].items
        }
        for group in gate.skills:
            assert done & {marker.exercise for marker in group}


def test_no_frightening_words(data: Path) -> None:
    for path in data.rglob("*.toml"):
        text = path.read_text(encoding="utf-8").lower()
        assert not re.search(r"weak back|damaged|out of place", text), path.name


def test_no_text_refers_to_another_exercise_by_its_id(catalogue: Catalogue) -> None:
    for exercise in catalogue.exercises.values():
        cues = exercise.cues
        said = [exercise.stop, cues.setup, cues.move, cues.breathe, cues.mistake]
        assert "_" not in "".join([*said, *(rung.note for rung in exercise.ladder)])
        assert all(text[0].upper() == text[0] for text in said[1:])


def test_the_format_is_explained_key_by_key(data: Path) -> None:
    text = (data / "README.md").read_text(encoding="utf-8")
    modules = (
        exercise_module,
        programme_module,
        *(balance, levels, pain, review, sessions, stages),
        *(content, questions, signs),
        questions_module,
        care_module,
    )
    names: set[str] = set()
    for module in modules:
        classes: list[Any] = [each for each in vars(module).values() if is_dataclass(each)]
        for cls in classes:
            names |= {field.name for field in fields(cls) if cls.__module__ == module.__name__}
    names -= {"cues", "ladder", "figure", "poses", "sources", "symptoms", "signs"}
    names -= {"groups", "questions", "ways_out", "things", "needs", "earlier", "pregnancy"}
    names -= {"seen"}
    names -= {"variants"}
    tables = {
        "stages",
        "templates",
        "timing",
        "pace",
        "budgets",
        "lights",
        "completion",
        "readiness",
        "easing",
        "levels",
        "load",
        "absence",
        "plateau",
        "rotation",
        "keeping",
        "stretches",
        "balance",
        "review",
        "steady_high",
        "flare",
        "start_later",
    }
    tables |= {
        "gates",
        "tags",
        "disclaimer",
        "check_in",
        "emergency",
        "urgent",
        "no_workout",
        "not_today",
    }
    tables |= {"stop_now", "[stop_now.signs", "pain", "effort", "morning", "asking", "fall"}
    tables |= {"asking.seen", "easy_offer"}
    tables |= {"asking.pregnancy", "call", "maternity", "be_checked", "small_knock"}
    tables |= {"worth_a_look", "inflammation", "about_the_leg", "calf", "leg_worse"}
    tables |= {"leg", "elsewhere", "hurts", "hurts.calf", "lying", "lying.sign", "asking.worsening"}
    tables |= {"[screening.earlier", "[check_in.earlier"}
    tables |= {"screening", "clinician", "time_away", "first_hour", "equipment"}
    tables |= {"timing.get_ready", "timing.walk_before", "equipment.names"}
    names -= {"get_ready", "walk_before", "names"}
    tables |= {"equipment.things", "equipment.needs", "[ladder", "variants.<name>"}
    tables |= {"screening.ways_out", "[screening.groups", "[screening.groups.questions"}
    assert [name for name in sorted(names - tables) if f"`{name}`" not in text] == []
    assert [name for name in sorted(tables) if f"[{name}" not in text] == []


def test_what_is_done_side_by_side_never_says_to_swap_in_the_middle(catalogue: Catalogue) -> None:
    sided = [each for each in catalogue.exercises.values() if each.per_side]
    assert not [each.id for each in sided if "swap" in each.cues.move.lower()]

"""Every answer of the safety screen (programme.md §4.1): its lock, its tags, and the plans.

The table is written out by hand from the programme; nothing in it is read from the data.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import pytest

from backcoach.coach.model.profile import Profile
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety.screening import advice_of
from backcoach.coach.suitability import suit_of
from backcoach.practice import Practice
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import practice_in
from tests.support.content import catalogue

SUPINE = {
    "pelvic_tilt",
    "knee_rolls",
    "supine_hamstring_stretch",
    "abdominal_brace",
    "dead_bug_heel_tap",
    "dead_bug",
    "curl_up",
    "bridge",
    "bridge_march",
    "single_leg_bridge",
}
PRONE = {"sphinx", "cobra"}
LATE = {
    "lunge_twist",
    "seated_twist",
    "kneeling_plank",
    "front_plank",
    "side_plank",
    "romanian_deadlift",
    "functional_lift",
}
THIN_BONES = {"seated_twist", "childs_pose", "curl_up", "romanian_deadlift", "functional_lift"}
SPINE = THIN_BONES | {
    "step_down",
    "lunge_twist",
    "knee_rolls",
    "cat_cow",
    "seated_cat_cow",
    "front_plank",
    "side_plank",
    "single_leg_bridge",
    "suitcase_carry",
}
LEG = {
    "leg_swings",
    "standing_hamstring_stretch",
    "supine_hamstring_stretch",
    "hip_hinge",
    "romanian_deadlift",
    "functional_lift",
}
AFTER_BIRTH = {
    "kneeling_plank",
    "front_plank",
    "curl_up",
    "side_plank",
    "romanian_deadlift",
    "functional_lift",
    "dead_bug",
}
FEATURES = (
    "before_35",
    "wakes_at_night",
    "buttock_pain",
    "eases_with_movement",
    "eases_with_medicine",
    "close_relative",
    "arthritis_or_psoriasis",
)
BONES = {"osteoporosis", "osteoporosis_load"}
PREGNANT = {"pregnant"}
EXTENSION, FLEXION = {"sphinx", "cobra", "front_plank"}, {"childs_pose", "curl_up"}
HALVES = {"cat_cow", "seated_cat_cow"}
"""One half of each is left out by one tag, and the other by the other."""


class Row(NamedTuple):
    """What one answer leads to."""

    name: str
    yes: tuple[str, ...]
    lock: Lock = Lock.NONE
    tags: Set[str] = frozenset()
    barred: Set[str] = frozenset()
    follow_ups: Mapping[str, str] = MappingProxyType({})
    advice: tuple[str, ...] = ()


def a(name: str, id: str, lock: Lock, *tags: str, barred: set[str] | None = None) -> Row:
    return Row(name, (id,), lock, set(tags), barred or set())


C = Lock.CLINICIAN
TODAY = "2026-03-02"
TABLE = [
    a("E1", "saddle_numbness", Lock.EMERGENCY),
    a("E2", "bladder_or_bowel", Lock.EMERGENCY),
    a("E3", "sexual_function", Lock.EMERGENCY),
    a("E4", "both_legs", Lock.EMERGENCY),
    a("E5", "leg_failing", Lock.EMERGENCY),
    a("E6", "serious_accident", Lock.EMERGENCY),
    a("E7", "heart_or_stroke", Lock.CALL),
    a("U1", "fever", Lock.URGENT),
    a("U2", "infection_risk", Lock.URGENT),
    a("U3", "cancer", Lock.URGENT),
    a("U4", "weight_loss", Lock.URGENT),
    a("U5", "constant_pain", Lock.URGENT),
    a("U6", "fragile_bones", Lock.URGENT),
    a("U7", "one_leg_weak", Lock.URGENT),
    a("U8", "shape_or_upper", Lock.URGENT),
    a("U9", "cough_pain", Lock.URGENT),
    Row("C1 week 8", ("pregnant",), C, PREGNANT, set(), {"pregnant": "8"}),
    Row(
        "C1 week 12",
        ("pregnant",),
        C,
        PREGNANT | {"pregnancy_prone"},
        PRONE,
        {"pregnant": "12"},
    ),
    Row(
        "C1 week 16",
        ("pregnant",),
        C,
        PREGNANT | {"pregnancy_prone", "pregnancy_supine"},
        PRONE | SUPINE,
        {"pregnant": "16"},
    ),
    Row(
        "C1 week 28",
        ("pregnant",),
        C,
        PREGNANT | {"pregnancy_prone", "pregnancy_supine", "pregnancy_late"},
        PRONE | SUPINE | LATE,
        {"pregnant": "28"},
    ),
    Row(
        "C1 not said",
        ("pregnant",),
        C,
        PREGNANT | {"pregnancy_prone", "pregnancy_supine", "pregnancy_late"},
        PRONE | SUPINE | LATE,
        {"pregnant": ""},
    ),
    Row("C2", ("gave_birth",), C, {"postnatal"}, AFTER_BIRTH, {"gave_birth": TODAY}),
    Row("C2 13 weeks ago", ("gave_birth",), C, set(), set(), {"gave_birth": "2025-12-01"}),
    Row("C3", ("surgery",), C, {"healing"}, set(), {"surgery": "2025-11"}),
    Row("C3 over", ("surgery",), C, set(), set(), {"surgery": "2025-08"}),
    a("C4", "heart", C, "hypertension"),
    a("C5", "blood_pressure", C, "hypertension"),
    a("C6", "weak_or_unsteady", C, "balance"),
    Row(
        "C7 spine",
        ("thin_bones",),
        C,
        BONES | {"spine_fracture"},
        SPINE,
        {"thin_bones": "yes"},
    ),
    Row(
        "C7 not sure",
        ("thin_bones",),
        C,
        BONES | {"spine_fracture"},
        SPINE,
        {"thin_bones": "not_sure"},
    ),
    Row("C7 no", ("thin_bones",), C, BONES, THIN_BONES, {"thin_bones": "no"}),
    Row(
        "C8 arching",
        ("stenosis_or_slip",),
        C,
        {"extension_intolerant"},
        EXTENSION,
        {"stenosis_or_slip": "extension"},
    ),
    Row(
        "C8 bending",
        ("stenosis_or_slip",),
        C,
        {"flexion_intolerant"},
        FLEXION,
        {"stenosis_or_slip": "flexion"},
    ),
    Row(
        "C8 both",
        ("stenosis_or_slip",),
        C,
        {"extension_intolerant", "flexion_intolerant"},
        EXTENSION | FLEXION | HALVES,
        {"stenosis_or_slip": "both"},
    ),
    Row("C8 neither", ("stenosis_or_slip",), C, follow_ups={"stenosis_or_slip": "neither"}),
    a("C9", "inflammatory", C),
    a("C10", "first_over_55", C),
    Row("D1", ("never_seen",), advice=("worth_a_look",)),
    Row("D2", ("worsening",), advice=("worth_a_look",)),
    Row("D3 with 3", ("spondylo", *FEATURES[:3])),
    Row("D3 with 4", ("spondylo", *FEATURES[:4]), advice=("inflammation",)),
    Row("D4", ("one_leg_pain",), tags={"leg_symptoms"}, barred=LEG, advice=("about_the_leg",)),
    Row("D5", ("age_65",), tags={"age_65"}),
    Row("D6", ("fall",), tags={"balance"}),
    Row("none of these", ()),
]


def a_practice(folder: Path, clock: ManualClock | None = None) -> Practice:
    practice = practice_in(folder, clock or ManualClock())
    practice.person.consent()
    return practice


def tags_of(practice: Practice) -> set[str]:
    practice.book.log.reload()
    profile = practice.person.profile
    return set() if profile is None else set(profile.tags)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.name)
def test_a2_each_answer_has_its_lock_its_tags_and_its_bars(tmp_path: Path, row: Row) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(row.yes, follow_ups=row.follow_ups)
    assert practice.safety.lock() is row.lock
    assert tags_of(practice) == row.tags, "with About you skipped"
    assert practice.person.suit.barred == row.barred
    assert not row.barred & {item.exercise.id for item in practice.standing.plan().items}
    questions = catalogue().safety.screening
    assert advice_of(row.yes, questions) == row.advice


def test_a2_every_question_of_the_screen_is_in_the_table() -> None:
    groups = catalogue().safety.screening.groups
    asked = [question.id for group in groups for question in group.questions]
    assert set(asked) == {row.yes[0] for row in TABLE if row.yes}
    assert [len(group.questions) for group in groups] == [7, 9, 10, 6]
    assert all(len(q.ask.split()) <= 20 for group in groups for q in group.questions)


def test_several_answers_add_up(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(
        ("heart", "thin_bones", "fall", "age_65"), follow_ups={"thin_bones": "no"}
    )
    assert tags_of(practice) == {"hypertension", *BONES, "balance", "age_65"}


def test_the_profile_has_the_tags_and_goes_on_with_them(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(("fall",))
    practice.person.name_activities(["socks"])
    assert tags_of(practice) == {"balance"}
    assert practice.standing.now().profile == practice.person.profile


def test_what_about_you_says_later_stands(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("fall", "age_65"))
    clock.advance(60)
    practice.person.keep_profile(replace(practice.person.profile_to_change(), tags=("age_65",)))
    assert tags_of(practice) == {"age_65"}


def test_a_clinician_s_yes_clears_and_takes_no_tag_away(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(("thin_bones", "fall"), follow_ups={"thin_bones": "no"})
    assert "romanian_deadlift" in practice.person.suit.barred
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.safety.lock() is Lock.NONE
    assert tags_of(practice) == {*BONES, "balance"}
    profile = practice.person.profile
    assert profile is not None
    assert set(profile.clinician_ok) == set(BONES)
    assert "romanian_deadlift" not in practice.person.suit.barred, (
        "what waits for a clinician is done"
    )


def test_a_clinician_s_yes_brings_no_loaded_lift_back_after_a_broken_spine(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(("thin_bones",), follow_ups={"thin_bones": "yes"})
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.person.suit.barred == SPINE


def test_a_clinician_s_yes_does_not_clear_the_leg(tmp_path: Path) -> None:
    practice = a_practice(tmp_path)
    practice.safety.keep_screening(("heart", "one_leg_pain"))
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    assert practice.person.suit.barred == LEG


# A8: weeks grow by the calendar, and tags end by it


def test_weeks_15_on_one_day_are_16_a_week_later(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "15"})
    clock.sleep_through(timedelta(days=6).total_seconds())
    assert practice.safety.pregnancy_week() == 15
    assert "pregnancy_supine" not in tags_of(practice)
    clock.sleep_through(timedelta(days=1).total_seconds())
    assert practice.safety.pregnancy_week() == 16
    assert "pregnancy_supine" in tags_of(practice)
    assert practice.standing.now().profile == practice.person.profile, "the replay has them too"


@pytest.mark.parametrize(("days", "holds"), [(83, True), (84, False)])
def test_postnatal_ends_84_days_after_the_birth(tmp_path: Path, days: int, holds: bool) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("gave_birth",), follow_ups={"gave_birth": TODAY})
    clock.sleep_through(timedelta(days=days).total_seconds())
    assert ("postnatal" in tags_of(practice)) is holds


def test_healing_ends_with_the_sixth_month_after(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("surgery",), follow_ups={"surgery": "2025-09"})
    clock.sleep_through(timedelta(days=29).total_seconds())
    assert tags_of(practice) == {"healing"}, "31 March"
    clock.sleep_through(timedelta(days=1).total_seconds())
    assert tags_of(practice) == set(), "1 April"


@pytest.mark.parametrize(("days", "due"), [(27, False), (28, True)])
def test_a_pregnancy_is_asked_about_again_after_28_days(
    tmp_path: Path, days: int, due: bool
) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "10"})
    clock.sleep_through(timedelta(days=days).total_seconds())
    practice.book.log.reload()
    assert practice.safety.pregnancy_due() is due


def test_a_birth_ends_the_pregnancy_and_asks_a_clinician(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "40"})
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    clock.advance(60)
    practice.safety.end_pregnancy(TODAY)
    assert tags_of(practice) == {"postnatal"}
    assert practice.safety.lock() is Lock.CLINICIAN


def test_no_longer_pregnant_is_said_without_comment(tmp_path: Path) -> None:
    clock = ManualClock()
    practice = a_practice(tmp_path, clock)
    practice.safety.keep_screening(("pregnant",), follow_ups={"pregnant": "20"})
    practice.safety.clear(ClearanceKind.CLINICIAN_OK)
    clock.advance(60)
    practice.safety.end_pregnancy(None)
    assert tags_of(practice) == set()
    assert practice.safety.lock() is Lock.NONE
    assert not practice.safety.is_pregnant


def test_a_later_stage_of_pregnancy_alone_bars_what_all_bar() -> None:
    content = catalogue()
    late = Profile("p", EPOCH, tags=("pregnancy_late",))
    assert suit_of(late, content.programme, content.exercises).barred == PRONE | SUPINE | LATE

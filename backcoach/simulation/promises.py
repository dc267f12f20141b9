"""Promises to people of one kind, on each of their days and at the end.

The exercises, levels and weeks are written out by hand from the rules (`programme.md`), not
computed from the data that the coach plans by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.model.exercise import Position
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import CheckIn, SessionKind
from backcoach.coach.planning.plan import Plan
from backcoach.coach.safety.leg import LEG, LegAnswer
from backcoach.simulation import people
from backcoach.simulation.people import FIRST_DAY
from backcoach.simulation.person import SimulatedDay

if TYPE_CHECKING:
    from backcoach.simulation.checks import DayChecker

Promise = Callable[["DayChecker", SimulatedDay, Sequence[Decision]], Iterator[str]]


def _above(plan: Plan | None, highest: Mapping[str, int]) -> Iterator[str]:
    for item in () if plan is None else plan.items:
        name, level = item.exercise.id, item.dose.level
        if level > highest.get(name, level):
            yield f"level {level} of {name}"


def _among(plan: Plan | None, barred: frozenset[str]) -> Iterator[str]:
    for item in () if plan is None else plan.items:
        if item.exercise.id in barred:
            yield item.exercise.id


# --- Pregnancy and birth (§1.3, §4.1) -----------------------------------------------------------

PREGNANT_LEVELS = {
    "romanian_deadlift": 2,
    "functional_lift": 1,
    "hip_hinge": 3,
    "squat": 3,
    "step_up": 3,
    "step_down": 2,
    "suitcase_carry": 2,
    "lunge_twist": 2,
    "leg_swings": 3,
    "cat_cow": 3,
    "seated_cat_cow": 3,
    "front_plank": 2,
    "side_plank": 2,
    "standing_bird_dog": 3,
}
FACE_DOWN_FROM, ON_THE_BACK_FROM, LATE_FROM = 12, 16, 28
ON_THE_FRONT = frozenset({"sphinx", "cobra"})
LATE = frozenset(
    {
        "lunge_twist",
        "seated_twist",
        "kneeling_plank",
        "front_plank",
        "side_plank",
        "romanian_deadlift",
        "functional_lift",
    }
)
AFTER_BIRTH = frozenset(
    {
        "kneeling_plank",
        "front_plank",
        "curl_up",
        "side_plank",
        "romanian_deadlift",
        "functional_lift",
        "dead_bug",
    }
)
POSTNATAL_DAYS = 84


def _day_number(on: date) -> int:
    return (on - FIRST_DAY).days


def pregnancy_by_weeks(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """What a week of pregnancy bars is never planned, and no later stage begins late in it."""
    number = _day_number(simulated.on)
    if number >= people.BIRTH_DAY:
        return
    week = people.WEEK_AT_FIRST + number // 7
    plan = simulated.plan
    found = [*_above(plan, PREGNANT_LEVELS)]
    if week >= FACE_DOWN_FROM:
        found += _among(plan, ON_THE_FRONT)
    if week >= ON_THE_BACK_FROM and plan is not None:
        found += [
            f"{item.exercise.id} on the back"
            for item in plan.items
            if item.exercise.position_at(item.dose) is Position.ON_THE_BACK
        ]
    if week >= LATE_FROM:
        found += _among(plan, LATE)
        if simulated.after.stage > simulated.before.stage:
            found.append("a later stage")
    found += [f"a heavier {each.exercise}" for each in checker.new_decisions if _heavier(each)]
    yield from (f"{what} in week {week} of a pregnancy" for what in found)


def _heavier(decision: Decision) -> bool:
    return decision.rule == "load.up"


def after_a_birth(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """No session before a clinician agrees, and for 84 days nothing that strains the belly."""
    number = _day_number(simulated.on) - people.BIRTH_DAY
    if number < 0:
        return
    if simulated.session is not None and _day_number(simulated.on) < people.AGAIN_FROM:
        yield "a session after a birth, before the questions about it"
    if number < POSTNATAL_DAYS:
        for name in _among(simulated.plan, AFTER_BIRTH):
            yield f"{name} {number} days after a birth"


# --- Pain in a leg (§4.3) -----------------------------------------------------------------------

WITH_THE_LEG = frozenset(
    {
        "romanian_deadlift",
        "functional_lift",
        "hip_hinge",
        "leg_swings",
        "standing_hamstring_stretch",
        "supine_hamstring_stretch",
    }
)
SMALL_ARC = {"knee_rolls": 1}
ANSWERS_BEFORE_MAIN = 2


def spares_the_leg(
    checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """With pain in a leg nothing pulls at it, and sessions are easy ones until it is steady."""
    if simulated.before.leg is None:
        return
    plan = simulated.plan
    for what in (*_among(plan, WITH_THE_LEG), *_above(plan, SMALL_ARC)):
        yield f"{what} with pain in a leg"
    is_main = plan is not None and plan.kind is SessionKind.MAIN
    if is_main and _steady_answers(checker) < ANSWERS_BEFORE_MAIN:
        yield "a main session with pain in a leg that is not steady"


def _steady_answers(checker: DayChecker) -> int:
    """How often in a row it was said to be no worse, up to the last check-in."""
    count = 0
    check_ins = (each for each in reversed(checker.person.facts) if isinstance(each, CheckIn))
    for each in check_ins:
        said = {answer.question: answer.answer for answer in each.follow_ups}.get(LEG)
        if each.symptoms or said in (None, LegAnswer.WORSE):
            break
        count += 1
    return count


# --- Short sessions, no floor, thin bones ------------------------------------------------------


def stays_short(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Whoever wants short sessions has no others."""
    plan = simulated.plan
    if plan is not None and plan.kind is SessionKind.MAIN and plan.length is not Length.SHORT:
        yield f"a {plan.length.value} session for somebody who wants short ones"


UP = (Position.STANDING, Position.CHAIR)


def stays_off_the_floor(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Nothing is on the floor, ever."""
    plan = simulated.plan
    for item in () if plan is None else plan.items:
        if item.exercise.position_at(item.dose) not in UP:
            yield f"{item.exercise.id} on the floor"


def needs_no_step(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Who has no step goes up none."""
    for name in _among(simulated.plan, frozenset({"step_up", "step_down"})):
        yield f"{name} without a step"


WITH_MAT_AND_CHAIR = frozenset({"romanian_deadlift", "functional_lift", "suitcase_carry"})


def needs_no_weights(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """Who has a mat and a chair lifts nothing."""
    for name in _among(simulated.plan, WITH_MAT_AND_CHAIR):
        yield f"{name} with nothing but a mat and a chair"


THIN_BONES_AND_BALANCE_LEVELS = {
    "romanian_deadlift": 3,
    "functional_lift": 1,
    "hip_hinge": 2,
    "squat": 3,
    "step_up": 3,
    "step_down": 3,
    "suitcase_carry": 2,
    "lunge_twist": 1,
    "leg_swings": 2,
    "knee_rolls": 1,
    "cat_cow": 2,
    "seated_cat_cow": 2,
    "front_plank": 4,
    "side_plank": 3,
    "single_leg_bridge": 3,
    "standing_bird_dog": 1,
}
"""Once standing on one leg is steady, `romanian_deadlift` and `hip_hinge` too (§1.3)."""


def spares_the_bones(
    _checker: DayChecker, simulated: SimulatedDay, _ups: Sequence[Decision]
) -> Iterator[str]:
    """With thin bones and unsteady feet no level is above its cap in any week."""
    for what in _above(simulated.plan, THIN_BONES_AND_BALANCE_LEVELS):
        yield f"{what} with thin bones and unsteady feet"


# --- Keeping what there is (§2) -----------------------------------------------------------------

SETS_MAX, SETS_MIN_AT_65 = 3, 2


def keeps_what_there_is(
    checker: DayChecker, simulated: SimulatedDay, ups: Sequence[Decision]
) -> Iterator[str]:
    """Nothing goes up, weights neither, and no lift has more sets than that takes, or fewer."""
    if simulated.before.keeping_since is None:
        return
    heavier = [each for each in checker.new_decisions if _heavier(each)]
    yield from (f"{each.exercise} went up while keeping" for each in (*ups, *heavier))
    plan, tags = simulated.plan, checker.person.kind.tags
    for item in () if plan is None or plan.kind is not SessionKind.MAIN else plan.items:
        if item.section is Section.MAIN:
            ladder = item.exercise.at(item.dose.level).sets
            least = min(SETS_MIN_AT_65, ladder) if "age_65" in tags else 1
            if not least <= item.dose.sets <= SETS_MAX:
                yield f"{item.dose.sets} sets of {item.exercise.id} while keeping"


OF_KINDS: Mapping[str, tuple[Promise, ...]] = {
    people.PREGNANT_FROM_WEEK_10.name: (pregnancy_by_weeks, after_a_birth),
    people.LEG_STAYS.name: (spares_the_leg,),
    people.LEG_COMES_AND_GOES.name: (spares_the_leg,),
    people.SHORT_ONLY.name: (stays_short,),
    people.FLOOR_FREE.name: (stays_off_the_floor,),
    people.NO_STEP.name: (stays_off_the_floor, needs_no_step),
    people.MAT_AND_CHAIR.name: (needs_no_weights,),
    people.KEEPS.name: (keeps_what_there_is,),
    people.KEEPS_AT_65.name: (keeps_what_there_is,),
    people.SHORT_AT_65.name: (stays_short,),
    people.UNSTEADY_AT_75.name: (spares_the_bones,),
    people.THIN_BONES_AND_BALANCE.name: (spares_the_bones,),
}
"""By the name of a kind, what holds on each of its days."""

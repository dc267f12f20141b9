"""No session starts while a safety answer locks them, whatever was answered before and since.

What locks and what opens is written out by hand from the tables of the rules (A2, A4, A5, A14).
"""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.practice import Practice
from backcoach.practice.sessions import LockedError
from tests.support.clock import ManualClock
from tests.support.coach import practice_in
from tests.support.content import item, plan_of
from tests.support.examples import examples

PLAN = plan_of(item("bird_dog"))

EMERGENCY, URGENT, MATERNITY, CLINICIAN = "emergency", "urgent", "maternity", "clinician"
SCREEN = {
    "saddle_numbness": EMERGENCY,
    "bladder_or_bowel": EMERGENCY,
    "sexual_function": EMERGENCY,
    "both_legs": EMERGENCY,
    "leg_failing": EMERGENCY,
    "serious_accident": EMERGENCY,
    "heart_or_stroke": EMERGENCY,
    "fever": URGENT,
    "infection_risk": URGENT,
    "cancer": URGENT,
    "weight_loss": URGENT,
    "constant_pain": URGENT,
    "fragile_bones": URGENT,
    "one_leg_weak": URGENT,
    "shape_or_upper": URGENT,
    "cough_pain": URGENT,
    "pregnant": CLINICIAN,
    "gave_birth": CLINICIAN,
    "surgery": CLINICIAN,
    "heart": CLINICIAN,
    "blood_pressure": CLINICIAN,
    "weak_or_unsteady": CLINICIAN,
    "thin_bones": CLINICIAN,
    "stenosis_or_slip": CLINICIAN,
    "inflammatory": CLINICIAN,
    "first_over_55": CLINICIAN,
    "never_seen": None,
    "worsening": None,
    "one_leg_pain": None,
    "age_65": None,
    "fall": None,
}
CHECK_IN = {
    ("saddle_or_bladder", None): EMERGENCY,
    ("both_legs", "worse"): EMERGENCY,
    ("both_legs", None): EMERGENCY,
    ("one_leg", "failing"): EMERGENCY,
    ("one_leg", "weak"): URGENT,
    ("one_leg", "pain"): None,
    ("one_leg", None): EMERGENCY,
    ("heart_or_stroke_today", None): EMERGENCY,
    ("fever_or_chills", "yes"): URGENT,
    ("fever_or_chills", "no"): None,
    ("accident", "serious"): EMERGENCY,
    ("accident", "back"): URGENT,
    ("accident", "minor"): None,
    ("weight_or_constant_pain", None): URGENT,
    ("pregnancy_sign", None): MATERNITY,
    ("not_well", "yes"): EMERGENCY,
    ("not_well", "no"): None,
}
OPENS = {
    ClearanceKind.SEEN_OK: EMERGENCY,
    ClearanceKind.SEEN: EMERGENCY,
    ClearanceKind.MISTAKE: EMERGENCY,
    ClearanceKind.CHECKED: URGENT,
    ClearanceKind.UNCHANGED: URGENT,
    ClearanceKind.MATERNITY_OK: MATERNITY,
    ClearanceKind.CLINICIAN_OK: CLINICIAN,
}

screens = st.lists(st.sampled_from(sorted(SCREEN)), max_size=2, unique=True)
check_ins = st.sampled_from(sorted(CHECK_IN, key=str))
ticks = st.sampled_from(ClearanceKind)
# A clinician's yes holds for 26 weeks: these days never add up to them.
days = st.integers(1, 20)
histories = st.lists(screens | check_ins | ticks | days, min_size=1, max_size=7)


def go_on(practice: Practice, clock: ManualClock, step: object, held: set[str]) -> None:
    """Take one step; `held` are the locks that stand by the tables above."""
    if isinstance(step, int):
        clock.advance(timedelta(days=step).total_seconds())
    elif isinstance(step, list):
        practice.safety.keep_screening(step)
        held.update(lock for each in step if (lock := SCREEN[each]) is not None)
    elif isinstance(step, ClearanceKind):
        practice.safety.clear(step)
        held.discard(OPENS[step])
        if step is ClearanceKind.SEEN:
            held.add(CLINICIAN)
    elif isinstance(step, tuple):
        sign, option = step
        practice.sessions.check_in(practice.sessions.answered(2, {sign: option}))
        lock = CHECK_IN[sign, option]
        held.update(() if lock is None else (lock,))
    clock.advance(60)
    practice.book.log.reload()


@given(histories)
@examples(60)
def test_no_session_starts_while_a_lock_stands_and_each_opens_in_its_own_way_only(
    history: Sequence[object],
) -> None:
    with TemporaryDirectory() as folder:
        clock, held = ManualClock(), set[str]()
        practice = practice_in(Path(folder), clock)
        practice.safety.keep_screening(())
        for step in history:
            go_on(practice, clock, step, held)
            assert (practice.safety.lock() is Lock.NONE) is (not held)
            if held:
                with pytest.raises(LockedError):
                    practice.sessions.open(PLAN, None)
                assert not practice.unfinished.is_there
        if not held:
            practice.sessions.open(PLAN, None)

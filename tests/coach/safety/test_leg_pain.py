"""Pain in a leg over the days: `programme.md` §4.3, each row on both sides of its threshold."""

from dataclasses import replace

import pytest

from backcoach.coach.model.records import CheckIn, FollowUp, Log, Screening
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.day import Choice
from backcoach.coach.planning.today import day_for
from backcoach.coach.safety.leg import LegAnswer, begun
from backcoach.coach.standing.standing import Standing, standing
from backcoach.coach.suitability import suit_of
from tests.support.content import catalogue
from tests.support.logs import a_check_in, a_log, a_profile, a_session, day, moment

PROGRAMME = catalogue().programme
LEG = "leg_symptoms"
SWAPPED = {
    "romanian_deadlift",
    "functional_lift",
    "hip_hinge",
    "leg_swings",
    "standing_hamstring_stretch",
    "supine_hamstring_stretch",
}


def row_three(number: int, answer: str = "pain", *, hour: float = 8) -> CheckIn:
    """Row 3 of the check-in was marked."""
    outcome = {"pain": "leg", "weak": "urgent", "failing": "emergency"}[answer]
    return replace(
        a_check_in(number, hour=hour, symptoms=("one_leg",)),
        outcome=outcome,
        follow_ups=(FollowUp("one_leg", answer),),
    )


def the_leg(number: int, answer: str, *, hour: float = 8) -> CheckIn:
    """ "And the leg?" was answered."""
    return replace(a_check_in(number, hour=hour), follow_ups=(FollowUp("leg", answer),))


def now(*facts: CheckIn, on: int, screenings: tuple[Screening, ...] = ()) -> Standing:
    log = replace(a_log(a_session(-3, pain_before=None), *facts), screenings=screenings)
    return at(log, on)


def at(log: Log, on: int) -> Standing:
    content = catalogue()
    return standing(log, content.programme, day(on), exercises=content.exercises)


def choice(here: Standing, on: int, check_in: CheckIn | None = None) -> Choice:
    return day_for(here, check_in, moment(on, 9), PROGRAMME).choice


def tags(here: Standing) -> tuple[str, ...]:
    return () if here.profile is None else here.profile.tags


def test_a6_expected_the_worked_line() -> None:
    monday, wednesday, friday = row_three(0), the_leg(2, "same"), the_leg(4, "same")
    here = now(monday, on=0)
    assert LEG in tags(here)
    assert choice(here, 0, monday) is Choice.EASY
    here = now(monday, wednesday, on=2)
    assert choice(here, 2, wednesday) is Choice.EASY
    here = now(monday, wednesday, friday, on=4)
    assert choice(here, 4, friday) is Choice.PLANNED
    assert suit_of(here.profile, PROGRAMME, catalogue().exercises).barred >= SWAPPED
    here = now(monday, wednesday, friday, the_leg(14, "same"), on=14)
    assert PROGRAMME.leg is not None
    assert here.leg is not None
    assert here.leg.needs_a_look(day(14), PROGRAMME.leg)
    assert choice(here, 14) is Choice.PLANNED


def test_a6_1_the_first_page_sets_it_from_its_day_and_so_does_a_tick() -> None:
    page = Screening(
        "s", moment(0, 7), "2", ("one_leg_pain",), Lock.NONE, 0, ("shapes", "clinician")
    )
    here = now(on=0, screenings=(page,))
    assert LEG in tags(here)
    assert choice(here, 0) is Choice.EASY
    ticked = at(a_log(a_session(-3, pain_before=None), a_profile(0, tags=[LEG])), 0)
    assert choice(ticked, 0) is Choice.EASY


def test_a6_1_knee_rolls_stay_small() -> None:
    exercises = catalogue().exercises
    suit = suit_of(a_profile(tags=[LEG]), PROGRAMME, exercises)
    assert suit.top(exercises["knee_rolls"]) == 1
    assert "A small arc only." in suit.for_you(exercises["knee_rolls"])


@pytest.mark.parametrize(("last", "over"), [(8, False), (9, True)])
def test_a6_3_seven_days_of_gone_end_it(last: int, over: bool) -> None:
    said = [row_three(0), the_leg(2, "gone"), the_leg(5, "gone"), the_leg(last, "gone")]
    here = now(*said, on=last)
    assert (here.leg is None) is over
    assert (LEG in tags(here)) is not over
    assert any(each.rule == "safety.leg" for each in here.levels.decisions) is over
    assert here.levels.less == (1 if over else 0)


def test_a6_3_the_first_session_after_it_is_one_level_lower_and_the_next_is_not() -> None:
    said = [row_three(0), the_leg(2, "gone"), the_leg(9, "gone")]
    log = a_log(a_session(-3, pain_before=None), *said, a_session(9))
    assert at(log, 9).levels.less == 0


@pytest.mark.parametrize("between", ["better", "same", "worse"])
def test_a6_3_anything_but_gone_counts_anew(between: str) -> None:
    said = [row_three(0), the_leg(2, "gone"), the_leg(5, between), the_leg(9, "gone")]
    assert now(*said, on=9).leg is not None


@pytest.mark.parametrize(
    ("first", "second", "opens"),
    [
        ("better", "same", True),
        ("same", "better", True),
        ("same", "gone", True),
        ("worse", "same", False),
        ("same", "worse", False),
    ],
)
def test_a6_4_twice_no_worse_opens_the_main_session(first: str, second: str, opens: bool) -> None:
    here = now(row_three(0), the_leg(2, first), the_leg(4, second), on=4)
    assert choice(here, 4) is (Choice.PLANNED if opens else Choice.EASY)
    assert here.levels.less == 0


def test_a6_4_two_answers_of_one_day_are_one_and_the_worst_counts() -> None:
    here = now(row_three(0), the_leg(2, "same"), the_leg(2, "better", hour=9), on=2)
    assert choice(here, 2) is Choice.EASY
    leg = begun(LEG, day(0)).answered(LegAnswer.WORSE, day(2)).answered(LegAnswer.GONE, day(2))
    assert leg.steady == 0


def test_a6_5_worse_with_pain_only_leads_to_the_easy_session_again() -> None:
    worse = replace(
        row_three(6), follow_ups=(FollowUp("leg", "worse"), FollowUp("one_leg", "pain"))
    )
    here = now(row_three(0), the_leg(2, "same"), the_leg(4, "same"), worse, on=6)
    assert choice(here, 6, worse) is Choice.EASY
    assert here.leg is not None
    assert here.leg.since == day(0)


@pytest.mark.parametrize(("on", "advised"), [(13, False), (14, True)])
def test_a6_6_from_day_14_on_it_should_be_looked_at(on: int, advised: bool) -> None:
    here = now(row_three(0), on=on)
    assert here.leg is not None
    assert PROGRAMME.leg is not None
    assert here.leg.needs_a_look(day(on), PROGRAMME.leg) is advised


def test_a6_7_a_clinicians_yes_opens_what_the_leg_bars_and_ends_with_it() -> None:
    ok = a_profile(1, tags=[LEG], clinician_ok=[LEG])
    log = a_log(a_session(-3, pain_before=None), row_three(0), ok)
    exercises = catalogue().exercises
    assert not suit_of(at(log, 1).profile, PROGRAMME, exercises).barred & SWAPPED
    again = a_log(
        a_session(-3, pain_before=None),
        row_three(0),
        ok,
        the_leg(2, "gone"),
        the_leg(9, "gone"),
        row_three(20),
    )
    assert suit_of(at(again, 20).profile, PROGRAMME, exercises).barred >= SWAPPED


def test_a_rehearsal_tells_nothing_of_the_leg() -> None:
    said = replace(the_leg(2, "same"), rehearsal=True)
    here = now(row_three(0), said, the_leg(4, "same"), on=4)
    assert choice(here, 4) is Choice.EASY

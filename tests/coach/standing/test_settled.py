"""Readings of the rules that their words leave open, each tried on both sides of its threshold."""

from __future__ import annotations

from dataclasses import replace

import pytest

from backcoach.catalogue import load_catalogue
from backcoach.coach.evidence.lights import Light, session_light
from backcoach.coach.levels.track import Rung
from backcoach.coach.model.records import Morning, SessionKind, SessionRecord, StageDecision
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import CONTENT, catalogue, programme
from tests.support.flares import alone
from tests.support.levels import did, last, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_choice,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_report,
    a_session,
    day,
)
from tests.support.weeks import after, first_weeks, missing, the_line

SQUAT, PLANK = "squat", "kneeling_plank"
LIGHTS = programme().lights


# --- §3.5: a restart ------------------------------------------------------------------------------


@pytest.mark.parametrize(("away", "begins_anew"), [(27, False), (28, True), (56, True)])
def test_3_5_after_a_restart_nothing_from_before_counts_for_the_gate(
    away: int, begins_anew: bool
) -> None:
    """Trained for twelve days: 28 days away are longer than that."""
    facts = [each for number, each in first_weeks().items() if number <= 12]
    here = after(12 + away, *facts)
    assert here.sessions_in_stage == (0 if begins_anew else 6)
    assert (here.entered_on is None) is begins_anew
    back = after(13 + away, *facts, a_session(12 + away))
    assert the_line(back, "lights").have == ("1 of 3" if begins_anew else "green, green, green")
    assert the_line(back, "minimum_days").have == ("1 day" if begins_anew else f"{13 + away} days")


@pytest.mark.parametrize("away", [28, 40, 56, 100])
def test_3_5_the_check_in_of_the_first_day_back_opens_nothing(away: int) -> None:
    """All but the morning after the last session was in place; this check-in would answer it."""
    facts = [each for number, each in first_weeks().items() if number <= 12]
    number = 12 + away
    here = after(number, *facts, a_check_in(number), a_session(number))
    assert (here.stage, here.changes) == (1, ())
    assert {"minimum_days", "sessions"} <= missing(here)


def test_3_5_a_restart_in_stage_2_counts_anew_in_stage_1() -> None:
    trained: list[Fact] = [did(number, SQUAT) for number in range(0, 12, 2)]
    here = now(10 + 28, *trained, a_check_in(38))
    assert (here.stage, here.entered_on, here.sessions_in_stage) == (1, None, 0)


@pytest.mark.parametrize(("number", "then"), [(6, 1), (7, 2)])
def test_3_5_a_restart_is_followed_by_a_quiet_week_too(number: int, then: int) -> None:
    trained: list[Fact] = [did(n, ("bird_dog", 1), stage=1, effort=7) for n in (0, 2)]
    back = 2 + 56
    done = [did(back + n, ("bird_dog", 1), stage=1) for n in (0, 3, number)]
    here = now(back + number, *trained, *done, stage=1)
    assert level("bird_dog", here) == then
    if then == 1:
        assert last(here, "bird_dog").rule == "level.hold.return"


@pytest.mark.parametrize("away", [28, 44])
def test_3_5_nothing_goes_up_at_the_first_main_session_after_an_easy_one(away: int) -> None:
    """Trained for long, so 28 to 55 days do not begin anew; the easy session ends the break."""
    trained: list[Fact] = [did(number, (SQUAT, 4), effort=7) for number in range(0, 41, 4)]
    trained += [did(42, (SQUAT, 4)), did(44, (SQUAT, 4)), a_morning(45)]
    back = 44 + away
    easy = replace(did(back, "pelvic_tilt"), kind=SessionKind.FLARE)
    first = did(back + 1, (SQUAT, 2))
    here = now(back + 1, *trained, easy, first)
    assert level(SQUAT, here) == 2
    assert last(here, SQUAT).rule == "level.hold.return"
    offered = now(back + 1, *trained, easy, a_check_in(back + 1)).levels
    assert offered.for_session([Rung(SQUAT, 1)]) == (Rung(SQUAT, 2),), "nor is it planned"


# --- §3.2: a morning that was not told of ---------------------------------------------------------


@pytest.mark.parametrize(("later", "settled"), [(6, True), (7, True), (8, False), (20, False)])
def test_3_2_a_check_in_stands_for_a_missing_morning_for_seven_days(
    later: int, settled: bool
) -> None:
    facts = [each for number, each in first_weeks().items() if number <= 12]
    here = after(12 + later, *facts, a_check_in(12 + later))
    assert (here.stage == 2) is settled
    if not settled:
        assert the_line(here, "mornings").have == "1 of 2"


def test_3_2_a_bad_check_in_weeks_later_takes_nothing_down() -> None:
    up: list[Fact] = [did(0, SQUAT), did(5, SQUAT), did(7, (SQUAT, 2))]
    assert level(SQUAT, now(9, *up, a_check_in(9, 9))) == 1
    assert level(SQUAT, now(18, *up, a_check_in(18, 9))) == 2


def test_3_2_the_morning_itself_may_be_told_of_at_any_time() -> None:
    facts = [each for number, each in first_weeks().items() if number <= 12]
    told = a_morning(13, 2, after=12, given=32)
    assert after(32, *facts, a_check_in(32), told).stage == 2


# --- §3.2: a light without all its answers --------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "rated", "pressed", "light"),
    [
        (2, None, 2, None),
        (2, None, 5, None),
        (2, None, 6, Light.RED),
        (5, None, 6, None),
        (5, None, 8, Light.RED),
        (2, 2, 2, Light.GREEN),
        (None, 2, None, None),
        (None, 7, None, None),
        (None, 8, None, Light.RED),
        (None, 9, None, Light.RED),
        (None, None, 9, Light.RED),
        (None, None, None, None),
    ],
)
def test_3_2_without_both_answers_only_red_is_certain(
    before: int | None, rated: int | None, pressed: int | None, light: Light | None
) -> None:
    reports = () if pressed is None else (a_report(pressed),)
    session = a_session(0, pain_before=before, worst_pain=rated, reports=reports)
    assert session_light(session, LIGHTS) is light


def test_3_2_a_session_nobody_rated_shows_no_skill_and_is_no_green_light() -> None:
    facts = dict(first_weeks())
    for number in facts:
        if number <= 12:
            facts[number] = a_session(number, worst_pain=None, reports=(a_report(2, 1),))
    here = after(14, *facts.values())
    assert here.stage == 1
    assert the_line(here, "lights").have == "unknown, unknown, unknown"
    assert the_line(here, "skills").have == "0 of 2"


@pytest.mark.parametrize(("worst", "down"), [(7, False), (8, True), (9, True)])
def test_3_2_a_red_session_without_a_check_in_takes_down(worst: int, down: bool) -> None:
    high: list[Fact] = [did(number, (SQUAT, 3), effort=7) for number in (0, 2)]
    here = now(4, *high, did(4, (SQUAT, 3), pain=None, worst=worst))
    assert level(SQUAT, here) == (2 if down else 3)


@pytest.mark.parametrize(("worst", "flare"), [(7, False), (8, True)])
def test_3_2_two_red_sessions_without_check_ins_begin_a_flare(worst: int, flare: bool) -> None:
    twice = [did(number, "dead_bug", pain=None, worst=worst) for number in (3, 5)]
    assert (now(5, did(0, SQUAT), *twice).flare is not None) is flare


@pytest.mark.parametrize(("worst", "then"), [(2, 2), (4, 1), (5, 1)])
def test_3_2_a_low_press_in_an_amber_session_raises_no_more_than_none(
    worst: int, then: int
) -> None:
    """Squat was pressed with a 2; what was worst is not known, so all hold."""
    facts = [did(n, (SQUAT, 1), "clamshell", worst=worst, hurt=(0, 2)) for n in (0, 3)]
    here = now(7, *facts, a_check_in(7), did(7, (SQUAT, then), "clamshell"))
    assert level(SQUAT, here) == then
    assert level("clamshell", here) == then


# --- §3.3: the last answer about a morning stands -------------------------------------------------


def told(number: int, pain: int, hour: float = 8) -> Morning:
    return a_morning(number, pain, hour=hour, id=f"{number}-{hour}")


RAISED: list[Fact] = [did(0, SQUAT), did(5, SQUAT), did(7, (SQUAT, 2))]
"""Squat went up to level 2 with the session of day 7."""


@pytest.mark.parametrize(
    ("answers", "then"),
    [
        ((1,), 2),
        ((9,), 1),
        ((1, 9), 1),
        ((9, 1), 2),
        ((9, 8), 1),
        ((9, 1, 9), 1),
        ((1, 9, 1), 2),
    ],
)
def test_3_3_the_last_answer_about_a_morning_stands(answers: tuple[int, ...], then: int) -> None:
    mornings = [told(8, pain, 8 + place) for place, pain in enumerate(answers)]
    here = now(8, *RAISED, *mornings)
    assert level(SQUAT, here) == then


def test_3_3_a_correction_is_told_in_the_ledger_and_the_session_counts_again() -> None:
    facts = [*RAISED, told(8, 9), told(8, 1, 9)]
    here = now(8, *facts)
    assert last(here, SQUAT).sentence == (
        "Squat is at level 2 again: you corrected your answer about a morning."
    )
    second: list[Fact] = [did(14, (SQUAT, 2)), told(15, 1), did(17, (SQUAT, 3))]
    assert level(SQUAT, now(17, *facts, *second)) == 3, "both sessions are proof"


def test_3_3_a_correction_some_sessions_later_gives_back_one_level_and_no_more() -> None:
    facts = [*RAISED, told(8, 9), did(10, (SQUAT, 1), effort=7), told(11, 1)]
    assert level(SQUAT, now(11, *facts)) == 1
    assert level(SQUAT, now(12, *facts, told(8, 1, 9.5 + 24 * 4))) == 2


def test_3_3_a_check_in_that_stood_for_the_morning_gives_way_to_it() -> None:
    facts = [*RAISED, a_check_in(9, 9)]
    assert level(SQUAT, now(9, *facts)) == 1
    assert level(SQUAT, now(10, *facts, a_morning(8, 1, given=10))) == 2


def test_3_3_an_exercise_taken_over_by_the_easier_one_comes_back() -> None:
    sore = [did(0, SQUAT, sore=(SQUAT,))]
    bad = now(1, *sore, told(1, 9))
    assert (level(SQUAT, bad), level("sit_to_stand", bad)) == (None, 2)
    good = now(1, *sore, told(1, 9), told(1, 1, 9))
    assert (level(SQUAT, good), level("sit_to_stand", good)) == (1, None)
    assert "comes back at level 1" in last(good, SQUAT).sentence


# --- §3.3: what a second red left out -------------------------------------------------------------


def cut_short(number: int, *, effort: int = 5) -> SessionRecord:
    """Clamshell and bird-dog hurt; squat came after them and was left out."""
    session = did(number, "clamshell", "bird_dog", (SQUAT, 2), effort=effort, worst=8)
    sets = [
        replace(each, spared=True, done=replace(each.done, reps=0, seconds=0.0))
        if each.exercise == SQUAT
        else each
        for each in session.sets
    ]
    return replace(session, sets=tuple(sets), pain_reports=(a_report(8, 0), a_report(8, 1)))


BEFORE: list[Fact] = [did(0, SQUAT), did(5, SQUAT), did(7, (SQUAT, 2)), told(8, 1)]


def test_3_3_what_a_second_red_left_out_stays_after_an_unsettled_morning() -> None:
    here = now(11, *BEFORE, cut_short(10), told(11, 9))
    assert level(SQUAT, here) == 2
    whole = did(10, (SQUAT, 2))
    assert level(SQUAT, now(11, *BEFORE, whole, told(11, 9))) == 1, "done, it goes down"


@pytest.mark.parametrize("effort", [8, 9, 10])
def test_3_3_what_a_second_red_left_out_stays_after_great_effort(effort: int) -> None:
    assert level(SQUAT, now(10, *BEFORE, cut_short(10, effort=effort))) == 2
    whole = did(10, (SQUAT, 2), effort=effort)
    assert level(SQUAT, now(10, *BEFORE, whole)) == (1 if effort >= 9 else 2)


# --- §3.6: beginning in a later stage -------------------------------------------------------------


def starts(number: int, *facts: Fact) -> Standing:
    choice = a_choice(number, StageDecision.START_IN, 2)
    log = a_log(*facts, choice)
    return standing(log, programme(), day(number), exercises=catalogue().exercises)


def test_3_6_nobody_begins_in_stage_2_in_a_flare_up_or_on_the_way_back() -> None:
    used = [a_check_in(number, 2) for number in range(3)]
    flare = a_flare(3, hour=9)
    assert starts(3, *used).stage == 2
    assert starts(3, *used, flare).stage == 1
    over = [alone(4, 2), alone(5, 2)]
    assert starts(5, *used, flare, *over).stage == 1
    back = [a_session(6), a_session(8)]
    assert starts(9, *used, flare, *over, *back).stage == 2


@pytest.mark.parametrize(("usual", "stage"), [(None, 2), (3, 2), (5, 2), (6, 1), (7, 1)])
def test_3_6_nobody_begins_in_stage_2_with_much_usual_pain(usual: int | None, stage: int) -> None:
    here = starts(0, a_profile(usual_pain=usual))
    assert here.stage == stage
    assert (here.start_barred is None) is (stage == 2)


@pytest.mark.parametrize(
    ("tags", "agreed", "stage"),
    [
        ((), (), 2),
        (("knee_pain",), (), 2),
        (("osteoporosis",), (), 1),
        (("osteoporosis",), ("osteoporosis",), 2),
        (("hypertension",), (), 1),
    ],
)
def test_3_6_nobody_begins_in_stage_2_with_a_tag_that_needs_an_ok(
    tags: tuple[str, ...], agreed: tuple[str, ...], stage: int
) -> None:
    assert starts(0, a_profile(tags=tags, clinician_ok=agreed)).stage == stage


def test_3_6_going_back_to_stage_1_is_always_possible() -> None:
    here = starts(3, a_flare(5, hour=9), a_choice(6, StageDecision.START_IN, 1))
    assert here.stage == 2
    log = a_log(
        a_choice(3, StageDecision.START_IN, 2),
        a_flare(5, hour=9),
        a_choice(6, StageDecision.START_IN, 1),
    )
    assert standing(log, programme(), day(7), exercises=catalogue().exercises).stage == 1


# --- The readings are those of the present programme ----------------------------------------------


def test_the_earlier_programme_keeps_its_own_readings() -> None:
    first, present = load_catalogue(CONTENT).earlier["1"], programme()
    assert (first.start_later, first.lights.stand_in_days) == (None, None)
    assert first.flare.calm_unknown_max is None
    switches = (
        (first.lights, present.lights, ("needs_both_answers", "amber_holds_all")),
        (
            first.levels,
            present.levels,
            (
                "last_answer_stands",
                "left_out_stays",
                "red_keeps_exercise",
                "easy_of_every_kind",
            ),
        ),
        (first.absence, present.absence, ("counts_anew", "quiet_in_full")),
        (first.gates[1], present.gates[1], ("week_to_opening",)),
    )
    for old, new, names in switches:
        for name in names:
            assert (getattr(old, name), getattr(new, name)) == (False, True), name

"""What holds on any day after what was said about health (`programme.md` §1.3, §4.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import CheckIn, Clearance, FollowUp, Screening
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.coach.safety.agreements import outdated_ticks, ticked_on
from backcoach.coach.safety.conditions import (
    Conditions,
    HealthAnswer,
    Pregnancy,
    conditions_after,
    pregnancy_tags,
    tells_of_health,
)
from tests.support.content import catalogue, programme
from tests.support.logs import a_profile, day, moment

RULES = programme()
QUESTIONS = catalogue().safety.screening
Told = tuple[int, HealthAnswer]
"""An answer, after the number of the day on which it was given."""
IN_PREGNANCY = {"pregnant", "pregnancy_prone", "pregnancy_supine", "pregnancy_late"}


def screen(number: int, *yes: str, page: str = "clinician", **answers: str) -> Screening:
    """Questions answered on day `number`; `answers` are those to what is asked about a mark."""
    follow_ups = tuple(FollowUp(each, answer) for each, answer in answers.items())
    at = moment(number, 9)
    return Screening(f"s{number}", at, "2", yes, Lock.NONE, groups=(page,), follow_ups=follow_ups)


def cleared(number: int, kind: ClearanceKind = ClearanceKind.CLINICIAN_OK) -> Clearance:
    return Clearance(f"c{number}", moment(number, 10), "s", kind)


def check_in(number: int, *marks: str, rehearsal: bool = False, **answers: str) -> CheckIn:
    follow_ups = tuple(FollowUp(each, answer) for each, answer in answers.items())
    at = moment(number, 8)
    return CheckIn(f"i{number}", at, 2, marks, rehearsal=rehearsal, follow_ups=follow_ups)


def profile(number: int, *tags: str, ok: tuple[str, ...] = ()) -> Profile:
    return a_profile(number, tags=tags, clinician_ok=ok)


def after(*answers: Told, rules: Programme = RULES) -> Conditions:
    """What is known after these answers, each with the number of its day."""
    return conditions_after([(what, day(number)) for number, what in answers], rules)


def on(number: int, *answers: Told) -> Profile:
    """The profile that holds on day `number`."""
    found = after(*answers).on(day(number), RULES)
    assert found is not None
    return found


# The profile and what is added to it


def test_where_nothing_was_marked_there_is_no_profile() -> None:
    assert after().on(day(0), RULES) is None
    assert after((0, screen(0))).on(day(0), RULES) is None


def test_a_profile_that_nothing_changes_is_the_one_that_was_kept() -> None:
    kept = profile(0, "balance", ok=("hypertension",))
    assert on(3, (0, kept)) == kept


def test_an_agreement_is_added_to_a_tag_that_was_ticked_without_one() -> None:
    marked: list[Told] = [(0, profile(0, "hypertension")), (0, screen(0, "heart"))]
    assert on(1, *marked).clinician_ok == ()
    assert on(1, *marked, (1, cleared(1))).clinician_ok == ("hypertension",)


def test_agreements_are_told_of_tags_that_hold_and_ask_for_one() -> None:
    kept = profile(0, "balance", ok=("balance", "osteoporosis"))
    assert on(1, (0, kept), (0, screen(0, "heart")), (1, cleared(1))).clinician_ok == (
        "hypertension",
    )


def test_what_was_known_before_goes_on() -> None:
    first = after((0, screen(0, "heart")))
    then = conditions_after([(screen(1, "age_65"), day(1))], RULES, first)
    assert then.tags == {"hypertension", "age_65"}


# Clearances


@pytest.mark.parametrize("kind", ClearanceKind)
def test_only_a_yes_of_a_clinician_or_a_maternity_unit_agrees(kind: ClearanceKind) -> None:
    marks = screen(0, "heart", "pregnant", pregnant="10")
    agreed = {
        ClearanceKind.CLINICIAN_OK: {"hypertension", *IN_PREGNANCY},
        ClearanceKind.MATERNITY_OK: IN_PREGNANCY,
    }
    assert after((0, marks), (1, cleared(1, kind))).cleared == agreed.get(kind, set())


def test_a_yes_before_a_pregnancy_is_none_to_exercise_in_it() -> None:
    known = after((0, screen(0, "heart")), (1, cleared(1)))
    assert known.cleared == {"hypertension"}


def test_a_maternity_unit_speaks_of_all_weeks() -> None:
    known = after((0, profile(0)), (1, cleared(1, ClearanceKind.MATERNITY_OK)))
    assert known.cleared == IN_PREGNANCY == pregnancy_tags(RULES)


# Pregnancy


@pytest.mark.parametrize(
    ("told", "later", "week"),
    [(10, 0, 10), (10, 6, 10), (10, 7, 11), (10, -1, 10), (None, 7, None)],
)
def test_weeks_grow_by_the_calendar(told: int | None, later: int, week: int | None) -> None:
    assert Pregnancy(told, day(5)).week(day(5 + later)) == week


def test_somebody_in_the_first_week_is_pregnant() -> None:
    assert on(0, (0, screen(0, "pregnant", pregnant="0"))).tags == ("pregnant",)


def test_a_tick_in_about_you_is_a_pregnancy_of_unknown_week() -> None:
    known = after((3, profile(3, "pregnant", "pregnancy_prone", ok=("pregnant",))))
    assert known.pregnancy == Pregnancy(None, day(3))
    assert known.tags == frozenset()
    assert known.cleared == IN_PREGNANCY


def test_a_profile_without_a_pregnancy_keeps_its_other_tags() -> None:
    known = after((0, profile(0, "pregnancy_prone", "balance", ok=("pregnancy_prone",))))
    assert known.pregnancy is None
    assert known.tags == {"pregnancy_prone", "balance"}
    assert known.cleared == {"pregnancy_prone"}


def test_a_known_week_stays_while_the_tick_does() -> None:
    told: list[Told] = [(0, screen(0, "pregnant", pregnant="10")), (9, profile(9, "pregnant"))]
    assert after(*told).pregnancy == Pregnancy(10, day(0))
    without = after(*told, (10, profile(10, "pregnancy_prone", "balance")))
    assert without.pregnancy is None
    assert without.tags == {"balance"}


def test_a_new_week_keeps_the_agreement_and_the_end_takes_it() -> None:
    told: list[Told] = [(0, screen(0, "pregnant", pregnant="10")), (1, cleared(1))]
    again = (30, screen(30, "pregnant", page="pregnancy", pregnant="14"))
    assert after(*told, again).cleared == IN_PREGNANCY
    assert after(*told, again).pregnancy == Pregnancy(14, day(30))
    for ended in (
        screen(60, page="pregnancy", pregnancy_ended=""),
        screen(60, "gave_birth", page="pregnancy", gave_birth=day(59).isoformat()),
    ):
        assert after(*told, again, (60, ended)).pregnancy is None
        assert after(*told, again, (60, ended)).cleared == frozenset()


def test_faint_on_the_back_says_nothing_about_somebody_who_is_not_pregnant() -> None:
    known = after((0, screen(0, "heart")), (1, check_in(1, "faint_lying", faint_lying="yes")))
    assert known.pregnancy is None
    assert known.tags == {"hypertension"}


# What ends by a date


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ({"gave_birth": "2024-01-10"}, date(2024, 4, 3)),
        ({"gave_birth": ""}, day(20) + timedelta(days=84)),
        ({"surgery": "2023-09"}, date(2024, 4, 1)),
        ({"surgery": ""}, date(2024, 8, 1)),
    ],
)
def test_a_tag_with_a_date_ends_so_long_after_it(answer: dict[str, str], end: date) -> None:
    (mark,) = answer
    known = after((20, screen(20, mark, **answer)))
    assert [last for _, last in known.ends] == [end]
    assert known.is_dated
    assert not after((0, screen(0, "heart"))).is_dated
    for last, holds in ((end - timedelta(days=1), True), (end, False)):
        found = known.on(last, RULES)
        assert bool(found and found.tags) is holds


def test_of_several_questions_that_set_a_tag_the_one_that_was_marked_dates_it() -> None:
    tag = replace(RULES.tags["postnatal"], answers=("caesarean", "gave_birth"))
    rules = replace(RULES, tags={**RULES.tags, "postnatal": tag})
    known = after((20, screen(20, "gave_birth", gave_birth="2024-01-10")), rules=rules)
    assert dict(known.ends)["postnatal"] == date(2024, 4, 3)


# High pain


@pytest.mark.parametrize(
    ("yes", "agreed", "expected"),
    [
        (("seen_for_pain",), True, (day(4), day(4), day(4))),
        (("seen_for_pain",), False, (day(4), day(4), None)),
        ((), True, (day(4), None, None)),
    ],
)
def test_a_clinician_agrees_only_who_has_seen_them(
    yes: tuple[str, ...], agreed: bool, expected: tuple[date | None, ...]
) -> None:
    answers = {"seen_for_pain": "agreed"} if agreed else {}
    known = after((4, screen(4, *yes, page="seen_for_pain", **answers)))
    assert (known.asked_if_seen, known.seen_on, known.agreed_on) == expected


# Pain in a leg

PAIN = "leg_symptoms"


def gone(first: int, last: int) -> list[Told]:
    """The leg was asked about on these days, and the pain was gone."""
    return [(number, check_in(number, leg="gone")) for number in range(first, last + 1)]


def test_pain_in_a_leg_lasts_from_its_first_day_whatever_the_profile_says_again() -> None:
    known = after((0, screen(0, "one_leg_pain", page="shapes")), (9, profile(9, PAIN)))
    assert known.leg is not None
    assert known.leg.since == day(0)
    assert known.tags == frozenset()


@pytest.mark.parametrize("answer", [check_in(3, "not_well"), check_in(3, leg="never")])
def test_what_says_nothing_about_the_leg_leaves_it_as_it_was(answer: CheckIn) -> None:
    told = after((0, screen(0, "one_leg_pain", page="shapes")))
    assert conditions_after([(answer, day(3))], RULES, told).leg == told.leg


def test_an_answer_about_the_leg_begins_nothing() -> None:
    assert after((0, check_in(0, leg="same"))).leg is None


def test_a_tick_and_its_agreement_end_with_the_pain() -> None:
    told: list[Told] = [(0, profile(0, PAIN, ok=(PAIN,))), *gone(1, 8)]
    over = on(9, *told)
    assert (over.tags, over.clinician_ok) == ((), ())
    again = on(20, *told, (20, screen(20, "one_leg_pain", page="shapes")))
    assert (again.tags, again.clinician_ok) == ((PAIN,), ())


def test_a_programme_without_legs_keeps_the_tag_as_any_other() -> None:
    rules = replace(RULES, leg=None)
    told: list[Told] = [(0, profile(0, PAIN)), (1, screen(1, "one_leg_pain", page="shapes"))]
    known = after(*told, (2, check_in(2, leg="gone")), rules=rules)
    assert known.leg is None
    assert known.tags == {PAIN}


# What counts as an answer about health


@pytest.mark.parametrize(
    ("answer", "tells"),
    [
        (screen(0), True),
        (replace(screen(0), groups=()), False),
        (check_in(0), False),
        (check_in(0, "not_well"), True),
        (check_in(0, "not_well", rehearsal=True), True),
        (check_in(0, leg="same"), True),
        (check_in(0, leg="same", other="no"), True),
        (check_in(0, leg="same", rehearsal=True), False),
        (check_in(0, other="no"), False),
        (check_in(0, "not_well", other="no"), True),
        (cleared(0), True),
        (cleared(0, ClearanceKind.MISTAKE), True),
        (cleared(0, ClearanceKind.CHECKED), False),
    ],
)
def test_it_tells_of_health_where_it_may_set_or_clear_a_tag(
    answer: Screening | CheckIn | Clearance, tells: bool
) -> None:
    assert tells_of_health(answer) is tells


# Ticks that have to be renewed


def ticks(*answers: Told) -> dict[str, date]:
    return ticked_on([(what, day(number)) for number, what in answers])


@pytest.mark.parametrize("other", [cleared(9, ClearanceKind.CHECKED), screen(9, "heart")])
def test_only_a_clinicians_yes_renews_a_tick(other: HealthAnswer) -> None:
    ticked = (0, profile(0, "hypertension", ok=("hypertension",)))
    assert ticks(ticked, (9, other)) == {"hypertension": day(0)}
    assert ticks(ticked, (9, cleared(9))) == {"hypertension": day(9)}


@pytest.mark.parametrize(
    ("ticked", "given", "outdated"),
    [
        ("hypertension", (), ("hypertension",)),
        ("hypertension", ("hypertension",), ()),
        ("no_longer_known", (), ()),
        ("healing", (), ()),
    ],
)
def test_a_tick_is_outdated_where_nothing_else_asks_for_a_new_one(
    ticked: str, given: tuple[str, ...], outdated: tuple[str, ...]
) -> None:
    answers = [(profile(0, ticked, ok=(ticked,)), day(0))]
    assert outdated_ticks(answers, RULES.tags, given, QUESTIONS, day(182)) == outdated
    assert outdated_ticks(answers, RULES.tags, given, QUESTIONS, day(181)) == ()

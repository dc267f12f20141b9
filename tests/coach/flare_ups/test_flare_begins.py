"""What begins flare-up mode in a log, and what is reported about it (programme.md §3.6)."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.decisions import SENTENCES
from backcoach.coach.model.records import SessionKind
from tests.support.content import catalogue
from tests.support.flares import alone, began, flaring, usual_is
from tests.support.levels import now
from tests.support.logs import (
    a_check_in,
    a_flare,
    a_morning,
    a_profile,
    a_session,
    day,
)


def test_nothing_said_and_nothing_known_is_no_flare() -> None:
    assert now(0).flare is None
    assert now(3, *usual_is(3)).flare is None


def test_the_button_begins_it_whatever_the_numbers_say() -> None:
    here = now(3, *usual_is(3), a_flare(3))
    assert here.flare is not None
    assert (here.flare.rule, here.flare.since, here.flare.day) == (
        "flare.begin.button",
        day(3),
        1,
    )
    assert (here.flare.calm, here.flare.needed, here.flare.suggestion) == (0, 2, None)
    assert here.flare.why == "Flare-up mode began: you said that it feels like a flare."
    assert any(here.flare.why in reason for reason in here.reasons)
    assert began(3, a_flare(3)) == "flare.begin.button", "even before anything is known"


@pytest.mark.parametrize(("pain", "rule"), [(4, None), (5, "flare.begin.before")])
def test_p0_two_above_usual_begins_it(pain: int, rule: str | None) -> None:
    assert began(3, *usual_is(3), a_check_in(3, pain)) == rule
    assert began(3, *usual_is(3), a_session(3, stage=2, pain_before=pain)) == rule


@pytest.mark.parametrize(("pain", "rule"), [(5, None), (6, "flare.begin.morning")])
def test_nm_three_above_usual_begins_it(pain: int, rule: str | None) -> None:
    assert began(3, *usual_is(3), a_session(2, stage=2, pain_before=3), a_morning(3, pain)) == rule
    assert began(3, *usual_is(3), alone(3, pain)) == rule


@pytest.mark.parametrize(("pain", "rule"), [(2, None), (3, "flare.begin.morning")])
def test_nm_three_above_no_pain_at_all_begins_it(pain: int, rule: str | None) -> None:
    assert began(3, *usual_is(0), alone(3, pain)) == rule


@pytest.mark.parametrize(("number", "rule"), [(11, None), (10, "flare.begin.red")])
def test_two_red_sessions_within_7_days_begin_it(number: int, rule: str | None) -> None:
    reds = [a_session(n, stage=2, worst_pain=8) for n in (3, number)]
    assert began(12, *usual_is(2), *reds) == rule
    if rule is not None:
        decision = now(12, *usual_is(2), *reds).levels.decisions[-1]
        assert decision.evidence.sessions == (reds[0].id, reds[1].id)


def test_two_red_sessions_inside_a_flare_begin_no_other() -> None:
    reds = [a_session(n, stage=2, worst_pain=8) for n in (4, 6)]
    here = now(7, *usual_is(3), a_flare(3), *reds)
    assert here.flare is not None
    assert (here.flare.rule, here.flare.since) == ("flare.begin.button", day(3))
    begun = [each.rule for each in here.levels.decisions if each.rule.startswith("flare.begin")]
    assert begun == ["flare.begin.button"]


def test_red_sessions_of_any_kind_and_stage_count() -> None:
    one = a_session(3, stage=1, worst_pain=8)
    gentle = replace(a_session(5, stage=2, worst_pain=8), kind=SessionKind.FLARE)
    assert began(5, one, gentle) == "flare.begin.red"


def test_the_numbers_need_a_known_usual_pain() -> None:
    two = usual_is(1)[:2]
    assert began(3, *two, a_check_in(3, 9)) is None
    assert began(3, *two, alone(3, 9)) is None
    said = a_profile(usual_pain=2)
    assert began(3, said, a_check_in(3, 3)) is None
    assert began(3, said, a_check_in(3, 4)) == "flare.begin.before"
    assert began(3, said, alone(3, 5)) == "flare.begin.morning"


def test_usual_pain_is_that_without_the_score_just_given() -> None:
    facts = [a_check_in(number, pain) for number, pain in enumerate((2, 2, 4))]
    # With the 4 itself the middle of 2, 2, 4, 4 would be 3.
    assert began(3, *facts, a_check_in(3, 4)) == "flare.begin.before"


def test_usual_pain_is_looked_at_however_quiet_it_was() -> None:
    sessions = [a_session(n, stage=2, pain_before=pain) for n, pain in ((0, 2), (2, 2), (4, 3))]
    assert began(5, *sessions, a_check_in(5, 3)) is None
    assert began(5, *sessions, a_check_in(5, 4)) == "flare.begin.before"


def test_a_rehearsal_begins_nothing() -> None:
    fast = a_session(3, stage=2, pain_before=9, worst_pain=9, speed=20)
    assert began(4, *usual_is(3), fast, replace(fast, id="again")) is None


def test_an_old_morning_told_late_is_history() -> None:
    told = alone(3, 9, given=6)
    assert began(6, *usual_is(3), told) == "flare.begin.morning"
    assert now(6, *usual_is(3), told).levels.decisions[-1].on == day(6)
    assert began(6, *usual_is(3), a_check_in(5, 3), told) is None


# --- The ledger ---------------------------------------------------------------------------------


def test_the_evidence_is_told_in_numbers_and_words() -> None:
    begin = now(3, *usual_is(3), a_check_in(3, 5)).levels.decisions[-1]
    assert (begin.rule, begin.on, begin.exercise) == ("flare.begin.before", day(3), "")
    assert dict(begin.evidence.numbers) == {"pain": 5, "usual": 3}
    assert begin.sentence == ("Flare-up mode began: pain before a session was 5, and 3 is usual.")
    end = now(5, *flaring((4, 4), (5, 4))).levels.decisions[-2:]
    assert [each.sentence for each in end] == [
        "Flare-up mode is over: 2 mornings in a row were calm.",
        "Your next session is 2 levels lower, the first one after a flare-up.",
    ]


def test_no_sentence_blames_or_frightens() -> None:
    said = " ".join(SENTENCES.values()) + catalogue().safety.flare.text
    for word in ("weak", "out of place", "fail", "must", "cure"):
        assert word not in said

"""Easy and rest-day sessions: their pain scores count, they themselves count for nothing."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.mornings import after as asked_after
from backcoach.coach.evidence.mornings import morning_due
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionKind, SessionRecord, StageDecision
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import programme
from tests.support.levels import did, level, now, rules
from tests.support.logs import (
    Fact,
    a_check_in,
    a_choice,
    a_log,
    a_morning,
    a_profile,
    a_session,
    a_set,
    day,
)
from tests.support.weeks import after, first, first_weeks, standing_on, the_line

EASY_KINDS = (SessionKind.FLARE, SessionKind.REST_DAY)

each_kind = pytest.mark.parametrize("kind", EASY_KINDS)


def stand(here: Standing) -> tuple[object, ...]:
    """All that sessions of other kinds leave as it was."""
    lines = tuple((line.id, line.have, line.met) for line in here.lines)
    return here.stage, here.entered_on, here.sessions_in_stage, lines, here.changes


@each_kind
def test_they_begin_no_stage_and_count_for_no_gate(kind: SessionKind) -> None:
    here = after(3, a_session(0, kind=kind), a_session(2, kind=kind))
    assert (here.entered_on, here.sessions_in_stage) == (None, 0)
    assert stand(here) == stand(after(3, a_check_in(0, hour=18), a_check_in(2, hour=18)))


@each_kind
@pytest.mark.parametrize("number", range(1, 14))
def test_between_the_sessions_of_a_stage_they_change_nothing(
    kind: SessionKind, number: int
) -> None:
    more = a_session(number, hour=20, worst_pain=9, effort=10, share=0.5, kind=kind)
    bare = a_check_in(number, hour=20)
    for on in (13, 14):
        assert stand(after(on, *first(more))) == stand(after(on, *first(bare)))


def test_a_main_session_in_its_place_would_have_counted() -> None:
    more = a_session(12, hour=20, worst_pain=9)
    assert stand(after(14, *first(more))) != stand(after(14, *first(a_check_in(12, hour=20))))


@each_kind
def test_their_pain_scores_count(kind: SessionKind) -> None:
    facts = [a_session(number, pain_before=5, kind=kind) for number in (0, 1, 2)]
    assert after(3, *facts).usual == 5
    weeks = first_weeks()
    assert the_line(standing_on(13, weeks), "mornings").met
    weeks[13] = a_session(13, pain_before=4, hour=7, kind=kind)
    assert the_line(standing_on(13, weeks), "mornings").have == "1 of 2"


@each_kind
def test_they_are_no_proof_for_a_level_up(kind: SessionKind) -> None:
    one = did(0, "squat")
    easy = replace(did(3, "squat"), kind=kind)
    assert level("squat", now(7, one, easy, a_check_in(7), did(7, "squat"))) == 1
    main = did(3, "squat")
    assert level("squat", now(7, one, main, a_check_in(7), did(7, "squat"))) == 2


@each_kind
def test_nothing_goes_down_after_them(kind: SessionKind) -> None:
    hard = replace(did(3, ("squat", 2), worst=9, effort=10, hurt=(0, 9)), kind=kind)
    here = now(4, did(0, ("squat", 2), effort=7), hard)
    assert level("squat", here) == 2
    assert "level.down.red" not in rules(here)


@each_kind
def test_they_use_up_no_session_of_the_way_back(kind: SessionKind) -> None:
    def lower(*facts: Fact) -> int:
        here = now(22, did(0, ("squat", 3), effort=7), did(1, ("squat", 3), effort=7), *facts)
        return here.levels.less

    assert lower(a_check_in(18)) == 1
    assert lower(replace(did(18, "squat"), kind=kind), replace(did(19, "squat"), kind=kind)) == 1
    assert lower(did(18, "squat"), did(20, "squat")) == 0


@each_kind
def test_any_work_is_no_absence(kind: SessionKind) -> None:
    between = [a_session(number, kind=kind) for number in (10, 20, 30)]
    away = now(40, did(0, ("squat", 3)), did(2, ("squat", 3)))
    there = now(40, did(0, ("squat", 3)), did(2, ("squat", 3)), *between)
    assert any(rule.startswith("absence.") for rule in rules(away))
    assert not any(rule.startswith("absence.") for rule in rules(there))


@each_kind
def test_a_new_sign_waits_for_a_main_session(kind: SessionKind) -> None:
    sign = a_check_in(13, symptoms=("fever",), hour=9)
    safety = the_line(after(14, *first(sign, a_session(14, hour=7, kind=kind))), "safety")
    assert not safety.met
    assert the_line(after(14, *first(sign, a_session(14, hour=7))), "safety").met


def test_a_day_on_which_somebody_was_unwell_closes_no_gate() -> None:
    dizzy = replace(a_check_in(13, symptoms=("not_well",), hour=9), outcome="not_today")
    assert the_line(standing_on(13, {**first_weeks(), 13: dizzy}), "safety").met
    fever = a_check_in(13, symptoms=("fever",), hour=9)
    assert not the_line(standing_on(13, {**first_weeks(), 13: fever}), "safety").met


@each_kind
def test_a_stage_just_opened_can_be_taken_back_after_them(kind: SessionKind) -> None:
    stay = a_choice(16, StageDecision.STAY, 1)
    easy = a_session(15, stage=2, kind=kind)
    assert after(17, *first(easy, stay)).stage == 1
    assert after(17, *first(a_session(15, stage=2), stay)).stage == 2


# The last main session


def test_the_last_main_session_is_the_one_that_rest_is_counted_from() -> None:
    main, later = a_session(3), [a_session(5, kind=kind, hour=9) for kind in EASY_KINDS]
    assert after(6).last_main_on is None
    assert after(6, main).last_main_on == day(3)
    assert after(6, main, *later).last_main_on == day(3)
    assert after(6, a_session(4, speed=20)).last_main_on is None


def test_a_warm_up_alone_asks_for_no_rest() -> None:
    def of(section: Section) -> SessionRecord:
        return a_session(3, sets=(replace(a_set("march_in_place"), section=section),))

    assert after(4, of(Section.WARM_UP)).last_main_on is None
    assert after(4, of(Section.MAIN)).last_main_on == day(3)


# High usual pain


@pytest.mark.parametrize(("pain", "days", "high"), [(6, 15, True), (6, 14, False), (5, 30, False)])
def test_usual_pain_of_6_for_two_weeks_is_told(pain: int, days: int, high: bool) -> None:
    facts = [a_check_in(number, pain) for number in range(days)]
    assert after(days - 1, *facts).usual_is_high is high


@pytest.mark.parametrize(("scores", "known"), [(0, False), (2, False), (3, True)])
def test_usual_pain_is_known_from_three_scores_on(scores: int, known: bool) -> None:
    facts = [a_check_in(number, 6) for number in range(scores)]
    assert after(9, *facts).usual_is_known is known
    assert after(9, *facts, a_profile(usual_pain=4)).usual_is_known


def test_what_somebody_says_today_is_not_two_weeks_old() -> None:
    here = after(20, a_profile(20, usual_pain=8), a_check_in(20, 7))
    assert (here.usual, here.usual_is_high) == (8, False)


# A day done lower


def test_a_lowered_day_is_neither_proof_nor_a_step_down() -> None:
    high = [a_check_in(number, 6, hour=7) for number in range(3)]
    facts: list[Fact] = [*high, did(3, ("squat", 3), pain=6, worst=6, effort=7)]
    lowered = did(6, ("squat", 2), pain=6, worst=3)
    here = now(7, *facts, lowered)
    assert level("squat", here) == 3
    held = [each for each in here.levels.decisions if each.evidence.sessions == (lowered.id,)]
    assert [each.rule for each in held] == ["level.hold.lower"]
    twice = (lowered, did(9, ("squat", 2), pain=6, worst=3), did(12, ("squat", 3)))
    assert level("squat", now(12, *facts, *twice)) == 3


# The morning after


@each_kind
def test_of_one_day_the_main_session_is_asked_about(kind: SessionKind) -> None:
    main, evening = a_session(3, hour=9), a_session(3, hour=20, kind=kind)
    rules_ = programme().readiness
    assert morning_due(a_log(main, evening), day(4), rules_) == asked_after(main)
    told = a_morning(4, session=main.id)
    assert morning_due(a_log(main, evening, told), day(4), rules_) is None
    next_day = a_session(4, hour=9, kind=kind)
    assert morning_due(a_log(main, next_day), day(5), rules_) == asked_after(next_day)


@each_kind
def test_the_order_of_the_log_does_not_matter(kind: SessionKind) -> None:
    facts = (*first_weeks().values(), a_session(4, hour=20, kind=kind), a_session(6, kind=kind))
    forth, back = a_log(*facts), a_log(*facts[::-1])
    assert stand(standing(forth, programme(), day(14))) == stand(
        standing(back, programme(), day(14))
    )

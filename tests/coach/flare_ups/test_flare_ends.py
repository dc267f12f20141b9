"""Flare-up mode in a log: what ends it, and the mornings it asks about (programme.md §3.6)."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.mornings import MorningToReport, default_morning, morning_due
from backcoach.coach.model.records import SessionKind, SessionRecord
from tests.support.content import programme
from tests.support.flares import SQUAT, alone, began, flaring, usual_is
from tests.support.levels import did, level, now
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_log,
    a_morning,
    a_session,
    day,
)


@pytest.mark.parametrize(
    ("mornings", "lasts", "calm"),
    [
        pytest.param([(4, 4)], True, 1, id="one calm morning"),
        pytest.param([(4, 4), (5, 4)], False, 0, id="two running, a point above usual"),
        pytest.param([(4, 4), (5, 5)], True, 0, id="the second two points above"),
        pytest.param([(4, 5), (5, 4), (6, 4)], False, 0, id="a sore one, then two calm ones"),
        pytest.param([(4, 4), (5, 5), (6, 4)], True, 1, id="a sore one between starts over"),
        pytest.param([(4, 4), (6, 4)], False, 0, id="one not told of is neither"),
        pytest.param([(3, 3), (4, 4)], True, 1, id="the first day's own morning came before it"),
    ],
)
def test_it_ends_after_two_calm_mornings_running(
    mornings: list[tuple[int, int]], lasts: bool, calm: int
) -> None:
    here = now(7, *flaring(*mornings))
    assert (here.flare is not None) is lasts
    if here.flare is not None:
        assert here.flare.calm == calm
    else:
        assert {"flare.end", "flare.return.2"} <= {each.rule for each in here.levels.decisions}


def test_two_answers_about_the_same_morning_are_one_morning() -> None:
    twice = [alone(4, 4), alone(4, 3, hour=9)]
    here = now(5, *usual_is(3), a_flare(3), *twice)
    assert here.flare is not None
    assert here.flare.calm == 1
    worse = now(5, *flaring((4, 4)), alone(4, 8, hour=9))
    assert worse.flare is not None
    assert worse.flare.calm == 0, "the last word stands"


def test_the_morning_of_its_first_day_does_not_count_even_told_after() -> None:
    here = now(4, *usual_is(3), a_flare(3), alone(3, 3, hour=13), alone(4, 3))
    assert here.flare is not None
    assert here.flare.calm == 1


def test_a_check_in_is_no_morning() -> None:
    assert began(7, *flaring(), a_check_in(4, 1), a_check_in(5, 1)) == "flare.begin.button"


def test_a_morning_after_a_session_counts_as_well() -> None:
    gentle = replace(a_session(4, stage=2), kind=SessionKind.FLARE)
    assert began(6, *flaring((4, 4)), gentle, a_morning(5, 4)) is None


def test_before_anything_is_known_back_to_usual_ends_it() -> None:
    told = [alone(1, 4, back_to_usual=True), alone(2, 4, back_to_usual=True)]
    assert began(3, a_flare(0), *told) is None
    unsaid = [replace(each, back_to_usual=None) for each in told]
    assert began(3, a_flare(0), *unsaid) == "flare.begin.button"


def test_flare_days_are_left_out_of_the_usual_pain() -> None:
    sore = [(number, 8) for number in range(4, 12)]
    assert now(12, *flaring(*sore)).usual == 3
    same = [*usual_is(3), *(alone(number, 5) for number in range(4, 12))]
    assert now(12, *same).usual == 5, "outside a flare they count"
    over = [*flaring(*sore), alone(12, 4), alone(13, 4)]
    assert now(13, *over).usual == 3
    that_day = [a_check_in(3, 4, hour=hour) for hour in (6, 7, 9)]
    assert now(3, *usual_is(3), *that_day).usual == 3.5
    assert now(3, *usual_is(3), *that_day, a_flare(3)).usual == 3, "the whole day it began on"
    later = [a_check_in(number, 4) for number in range(16, 20)]
    assert now(19, *over, *later).usual == 4, "ordinary days count again"


def test_an_answer_that_began_it_can_be_corrected() -> None:
    slip = [*usual_is(3), alone(4, 9)]
    assert began(4, *slip) == "flare.begin.morning"
    corrected = now(4, *slip, alone(4, 3, hour=9))
    assert corrected.flare is None
    assert corrected.levels.decisions[-1].rule == "flare.corrected"
    assert corrected.flare_less == 0
    both = now(4, *slip, a_flare(4, hour=8.5), alone(4, 3, hour=9))
    assert both.flare is not None, "it was called a flare besides"


@pytest.mark.parametrize(("pain", "lasts"), [(5, False), (6, True), (8, True)])
def test_a_corrected_answer_that_is_still_3_above_usual_keeps_it(pain: int, lasts: bool) -> None:
    here = now(4, *usual_is(3), alone(4, 9), alone(4, pain, hour=9))
    assert (here.flare is not None) is lasts
    corrected = [each for each in here.levels.decisions if each.rule == "flare.corrected"]
    assert bool(corrected) is not lasts


def test_what_began_a_flare_that_is_over_is_history() -> None:
    over = [*usual_is(3), alone(4, 9), alone(5, 3), alone(6, 3)]
    assert now(6, *over).flare_less == 2
    here = now(7, *over, alone(4, 3, given=7))
    assert (here.flare, here.flare_less) == (None, 2)
    assert "flare.corrected" not in {each.rule for each in here.levels.decisions}


def test_an_answer_that_ended_it_can_be_corrected() -> None:
    over = flaring((4, 4), (5, 4))
    assert now(5, *over).flare_less == 2
    here = now(5, *over, alone(5, 5, hour=9))
    assert here.flare is not None
    assert (here.flare.since, here.flare_less) == (day(3), 0)
    sore = [alone(number, 8) for number in range(6, 12)]
    assert now(12, *over, alone(5, 5, hour=9), *sore).usual == 3, "its days are left out again"


def test_deleting_the_report_gives_what_would_have_been() -> None:
    facts: list[Fact] = [did(n, SQUAT) for n in (0, 3, 7)]
    with_it = now(8, *facts, a_flare(4))
    assert with_it.flare is not None
    assert now(8, *facts).flare is None
    assert level(SQUAT, now(7, *facts)) == 2
    assert level(SQUAT, with_it) == 1


# --- When a morning is asked about --------------------------------------------------------------


def asked(number: int, since: int | None, *facts: Fact) -> MorningToReport | None:
    begun = None if since is None else day(since)
    return morning_due(a_log(*facts), day(number), programme().readiness, begun)


def test_in_a_flare_each_morning_is_asked_about_session_or_not() -> None:
    assert asked(4, None) is None
    assert asked(3, 3) is None, "the day it began on has had its morning"
    assert asked(4, 3) == MorningToReport(day(4))
    assert asked(5, 3, alone(4, 2)) == MorningToReport(day(5))
    assert asked(5, 3, alone(5, 2)) is None
    assert asked(60, 3) == MorningToReport(day(60)), "however long it lasts"


def test_after_a_session_of_the_day_before_it_is_one_question() -> None:
    session = a_session(4)
    assert asked(5, 3, session) == MorningToReport(day(5), session)
    assert asked(6, 3, session) == MorningToReport(day(6))
    assert asked(5, 3, session, a_morning(5, 2)) is None


def test_what_an_answer_from_the_shell_is_about() -> None:
    def about(number: int, since: int | None, *facts: Fact) -> MorningToReport | None:
        return default_morning(a_log(*facts), day(number), None if since is None else day(since))

    session: SessionRecord = a_session(2)
    assert about(4, None) is None
    assert about(4, None, session) == MorningToReport(day(3), session)
    assert about(4, 3) == MorningToReport(day(4))
    assert about(4, 3, session) == MorningToReport(day(4))
    assert about(4, 4, session) == MorningToReport(day(3), session)

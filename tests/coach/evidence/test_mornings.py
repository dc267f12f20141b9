"""The morning after a session: what decides whether it settled, and when it is asked about."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence.moments import moments
from backcoach.coach.evidence.mornings import (
    Key,
    MorningToReport,
    is_another,
    key_of,
    last_to_answer,
    latest_answers,
    morning_after,
    morning_due,
    place_of,
)
from backcoach.coach.evidence.pain_scores import Score
from backcoach.coach.model.records import CheckIn, Morning, SessionRecord
from backcoach.coach.stages.gates import mornings
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.take import take
from tests.support.content import catalogue, programme
from tests.support.logs import Fact, a_check_in, a_log, a_morning, a_session, day, moment
from tests.support.random_facts import easy_weeks, mornings_drawn, some_facts
from tests.support.weeks import (
    after,
    amber,
    bent,
    first_weeks,
    missing,
    next_weeks,
    opened_on,
    standing_on,
    the_line,
)

READINESS = programme().readiness

# One calm session on day 0 with pain of 2 before it; usual pain is 2 as well.
CALM = a_session(0)


@pytest.mark.parametrize(
    ("answers", "have", "words"),
    [
        pytest.param((), "0 of 1", "The morning after answers this", id="nothing told: unknown"),
        pytest.param((a_morning(1, 3),), "1 of 1", "", id="Nm a point above usual: settled"),
        pytest.param((a_morning(1, 4),), "0 of 1", "sorer", id="Nm two points above: not settled"),
        pytest.param((a_check_in(1, 3),), "1 of 1", "", id="no Nm, next P0 stands in: settled"),
        pytest.param((a_check_in(1, 4),), "0 of 1", "sorer", id="no Nm, next P0: not settled"),
        pytest.param(
            (a_morning(1, 2), a_check_in(1, 9, hour=9)), "1 of 1", "", id="Nm before a sorer P0"
        ),
        pytest.param(
            (a_morning(1, 9), a_check_in(1, 2, hour=9)), "0 of 1", "sorer", id="Nm before a calm P0"
        ),
        pytest.param(
            (a_check_in(1, 9), a_morning(1, 2, given=3)),
            "1 of 1",
            "",
            id="Nm told late takes the place of a sorer P0",
        ),
        pytest.param(
            (a_check_in(1, 2), a_morning(1, 9, given=3)),
            "0 of 1",
            "sorer",
            id="Nm told late takes the place of a calm P0",
        ),
        pytest.param(
            (a_morning(1, 9), a_morning(1, 2, given=2)), "1 of 1", "", id="the later Nm stands"
        ),
        pytest.param(
            (a_morning(1, 2), a_morning(1, 9, given=2)), "0 of 1", "sorer", id="the later Nm bars"
        ),
        pytest.param(
            (a_morning(1, 3, back_to_usual=False),),
            "1 of 1",
            "",
            id="the number decides, not usual",
        ),
        pytest.param(
            (a_morning(1, 2, session="another"),),
            "0 of 1",
            "The morning after answers this",
            id="the morning after another session",
        ),
    ],
)
def test_what_settles_a_session(answers: tuple[Fact, ...], have: str, words: str) -> None:
    gates = tuple(replace(gate, settled_mornings=1) for gate in programme().gates)
    replay = Replay(replace(programme(), gates=gates), catalogue().exercises)
    for each in moments(a_log(CALM, *answers), day(9)):
        take(replay, each)
    gate = replay.current_stay.gate
    assert gate is not None
    line = mornings(gate, replay.stages.facts_on(day(9)))
    assert (line.have, line.met) == (have, have == "1 of 1")
    assert words in line.reason


def test_a_morning_as_before_the_session_has_settled_however_usual_that_is() -> None:
    calm: list[Fact] = [a_session(number, pain_before=1, worst_pain=1) for number in (0, 2, 4)]
    calm += [a_morning(5, 1), a_session(6, pain_before=5, worst_pain=5)]
    assert the_line(after(7, *calm, a_morning(7, 5)), "mornings").have == "2 of 2"
    assert the_line(after(7, *calm, a_morning(7, 6)), "mornings").have == "1 of 2"


def test_a_morning_without_pain_before_and_above_usual_stays_unknown() -> None:
    unasked = a_session(2, pain_before=None)
    line = the_line(after(3, a_session(0), a_morning(1), unasked, a_morning(3, 6)), "mornings")
    assert (line.have, line.met) == ("1 of 2", False)
    assert "A pain answer is missing" in line.reason


def test_the_stage_opens_on_the_morning_itself() -> None:
    facts = bent(first_weeks(), {12: None, 13: a_session(13)})
    assert missing(standing_on(14, facts)) == {"mornings"}
    here = standing_on(14, {**facts, 14: a_morning(14)})
    assert (here.stage, here.entered_on) == (2, day(14))


def test_a_morning_told_later_opens_the_stage_when_it_is_told() -> None:
    facts = bent(first_weeks(), {13: None})
    here = standing_on(30, {**facts, 13: a_morning(13, given=20)})
    assert (here.stage, here.entered_on) == (2, day(20))
    assert standing_on(19, {**facts, 13: a_morning(13, given=20)}).stage == 1


def test_a_sore_morning_bars_the_way_though_the_check_in_was_calm() -> None:
    facts: Mapping[int, Fact] = {**first_weeks(), 112: a_morning(13, 6)}
    assert missing(standing_on(14, dict(facts))) == {"mornings"}


def test_what_was_reached_stays_when_the_answer_is_changed_later() -> None:
    facts = {**first_weeks(), 113: a_morning(13, 2), 114: a_morning(13, 9, given=20)}
    assert opened_on(standing_on(30, facts), 2) == day(14)


def test_a_changed_answer_takes_back_a_skill_it_had_shown() -> None:
    only = a_session(0, pain_before=6, worst_pain=6)
    shown = after(1, only, a_morning(1, 6))
    assert the_line(shown, "skills").have == "2 of 2"
    taken = after(2, only, a_morning(1, 6), a_morning(1, 9, given=2))
    assert the_line(taken, "skills").have == "0 of 2"
    given_again = after(3, a_session(0), only, a_morning(1, 6), a_morning(1, 9, given=2))
    assert the_line(given_again, "skills").have == "2 of 2", "the calm session showed it too"


def test_rehearsals_have_no_mornings() -> None:
    rehearsal = a_session(1, speed=20)
    facts: list[Fact] = [a_session(0), rehearsal, a_morning(2, 9, session=rehearsal.id)]
    assert after(3, *facts) == after(3, a_session(0))


def test_mornings_told_after_today_change_nothing() -> None:
    facts = bent(first_weeks(), {13: None})
    later = {**facts, 13: a_morning(13, given=21)}
    assert standing_on(20, later) == standing_on(20, facts)


# --- Usual pain -----------------------------------------------------------------------------


def scores_of(*facts: Fact) -> list[Score]:
    replay = Replay(programme(), catalogue().exercises)
    for each in moments(a_log(*facts), day(200)):
        take(replay, each)
    return replay.scores.all


def test_mornings_join_the_scores_on_their_own_day_and_the_later_answer_stands() -> None:
    assert scores_of(
        a_session(0, pain_before=1),
        a_session(4, pain_before=3),
        a_morning(1, 7, given=2),
        a_morning(1, 2, given=6),
        a_morning(5, 4),
    ) == [Score(day(0), 1), Score(day(1), 2), Score(day(4), 3), Score(day(5), 4)]


@given(easy_weeks, some_facts, st.lists(mornings_drawn, max_size=20, unique_by=lambda m: m.id))
def test_the_scores_are_those_of_check_ins_and_of_the_answers_that_stand(
    weeks: dict[int, Fact], facts: list[Fact], more: list[Morning]
) -> None:
    joined = [*weeks.values(), *facts, *more]
    sessions = [each for each in joined if isinstance(each, SessionRecord)]
    rehearsals = {each.id for each in sessions if each.is_rehearsal}
    mine = [a for a in joined if isinstance(a, Morning) and a.session not in rehearsals]
    expected = [each.pain for each in latest_answers(mine).values()]
    expected += [each.pain for each in joined if isinstance(each, CheckIn)]
    real = [each for each in sessions if not each.is_rehearsal]
    expected += [each.check_in.pain for each in real if each.check_in is not None]
    scores = scores_of(*joined)
    assert sorted(score.pain for score in scores) == sorted(expected)
    assert [score.day for score in scores] == sorted(score.day for score in scores)


@given(easy_weeks, some_facts, st.integers(0, 10), st.integers(0, 10))
def test_once_the_morning_is_told_no_check_in_changes_it(
    weeks: dict[int, Fact], facts: list[Fact], pain: int, later: int
) -> None:
    told = [*weeks.values(), *facts, a_session(90), a_session(92), a_morning(93, pain)]
    told.append(a_morning(91, 2, hour=7))
    before = {line.id: line for line in after(93, *told).lines}
    checked = {line.id: line for line in after(94, *told, a_check_in(94, later)).lines}
    if "mornings" in before and "mornings" in checked:
        assert checked["mornings"] == before["mornings"]


# --- When it is asked -----------------------------------------------------------------------

EVENING = a_session(3)


@pytest.mark.parametrize(
    ("facts", "today", "expected"),
    [
        pytest.param((), 4, None, id="no session"),
        pytest.param((EVENING,), 3, None, id="the same day"),
        pytest.param((EVENING,), 4, EVENING, id="the morning after"),
        pytest.param((EVENING,), 10, EVENING, id="a week later"),
        pytest.param((EVENING,), 11, None, id="more than a week later"),
        pytest.param((EVENING, a_morning(4)), 4, None, id="told already"),
        pytest.param((EVENING, a_morning(3)), 4, EVENING, id="another one told"),
        pytest.param((EVENING, a_check_in(4)), 4, EVENING, id="a check-in is no answer"),
        pytest.param((EVENING, a_session(4, hour=7)), 4, None, id="there was one today since"),
        pytest.param((a_session(1), EVENING, a_morning(4)), 5, None, id="never an older one"),
        pytest.param((EVENING, a_session(4, speed=20)), 5, EVENING, id="rehearsals don't count"),
        pytest.param((a_session(3, speed=20),), 4, None, id="a rehearsal alone"),
    ],
)
def test_which_session_is_asked_about(
    facts: tuple[Fact, ...], today: int, expected: SessionRecord | None
) -> None:
    for order in (facts, facts[::-1]):
        due = morning_due(a_log(*order), day(today), READINESS)
        assert (None if due is None else due.session) == expected


def test_it_can_be_left_unasked_altogether() -> None:
    never = replace(READINESS, morning_asked_days=0)
    assert morning_due(a_log(EVENING), day(4), never) is None


def test_the_morning_after_is_the_day_after_by_the_session_s_own_clock() -> None:
    west = a_session(3, hour=23, offset_minutes=-600)
    assert morning_after(west) == day(4)
    assert morning_due(a_log(west), day(3), READINESS) is None


def test_past_days_can_be_answered_by_their_date() -> None:
    noon, night = a_session(3, hour=12), a_session(3, hour=20)
    log = a_log(night, noon, a_session(5), a_session(4, speed=9), a_session(9))
    assert last_to_answer(log, day(9)) == a_session(5)
    assert last_to_answer(log, day(9), day(3)) == night
    for nothing in (4, 6, 9, 10):
        assert last_to_answer(log, day(9), day(nothing)) is None


def test_the_answer_that_stands_is_the_last_given() -> None:
    first, second = a_morning(1, 2), a_morning(1, 5, given=4)
    tie = replace(second, id="zz", pain=6)
    assert latest_answers([second, first]) == {first.session: second}
    assert latest_answers([tie, second, first]) == {first.session: tie}


def test_a_clock_set_back_loses_no_answer() -> None:
    early = replace(a_morning(1), at=moment(0, 18) + timedelta(minutes=1))
    assert the_line(after(3, a_session(0), early), "mornings").have == "1 of 2"


def test_a_morning_helps_to_open_stage_3_too() -> None:
    facts = bent(next_weeks(), {39: None})
    assert standing_on(60, facts).stage == 2
    here = standing_on(60, {**facts, 39: a_morning(39, given=43)})
    assert (here.stage, here.entered_on) == (3, day(43))
    assert the_line(standing_on(42, facts), "mornings").have == "2 of 3"


def test_an_amber_that_settled_by_morning_counts_for_high_usual_pain() -> None:
    facts = [a_session(n, pain_before=6, worst_pain=6) for n in (0, 2, 4)]
    told = [a_morning(n + 1, 7) for n in (0, 2, 4)]
    assert the_line(after(5, *facts, *told), "lights").have == "green, green, green"
    assert the_line(after(5, *facts, *told[:2], a_morning(5, 8)), "lights").have == (
        "green, green, amber"
    )
    assert the_line(after(5, amber(0), a_morning(1)), "lights").met is False


@pytest.mark.parametrize(
    ("then", "now", "another"),
    [
        (600, -120, True),
        (600, -119, False),
        (-600, 600, False),
        (0, 0, False),
        (None, -600, False),
        (600, None, False),
        (None, None, False),
    ],
)
def test_only_twelve_hours_further_west_is_the_same_date_another_morning(
    then: int | None, now: int | None, another: bool
) -> None:
    told = replace(a_morning(4, session="none"), session=None, utc_offset_minutes=then)
    assert is_another(told, now) is another
    again = replace(told, id="again", utc_offset_minutes=now)
    first = key_of(told, {})
    assert first == (day(4), 0)
    assert key_of(again, {first: told}) == (day(4), 1 if another else 0)
    due = morning_due(a_log(told), day(4), READINESS, day(2), now)
    assert due == (MorningToReport(day(4)) if another else None)


def test_a_third_answer_about_that_date_is_of_its_second_morning() -> None:
    east = replace(a_morning(4), session=None, utc_offset_minutes=600)
    west = replace(east, id="west", utc_offset_minutes=-600)
    answers: dict[Key, Morning] = {(day(4), 0): east, (day(4), 1): west}
    assert place_of(replace(west, id="later"), answers) == (day(4), 1)
    assert place_of(replace(east, id="earlier"), answers) == (day(4), 0)


@pytest.mark.parametrize(("since", "asked"), [(3, True), (4, False), (5, False)])
def test_a_flare_asks_from_the_day_after_it_began(since: int, asked: bool) -> None:
    due = morning_due(a_log(), day(4), READINESS, day(since))
    assert due == (MorningToReport(day(4)) if asked else None)

"""Lists of signs, what each leads to, and the words of scales and marks (`programme.md` §4.2)."""

from __future__ import annotations

import pytest

from backcoach.coach.model.records import CheckIn
from backcoach.coach.safety.check_in import check_in_outcome, is_warning
from backcoach.coach.safety.content import Anchor, AnchoredScale
from backcoach.coach.safety.outcomes import Outcome, worst
from backcoach.coach.safety.signs import Shown
from tests.support.content import catalogue
from tests.support.logs import moment

SAFETY = catalogue().safety


@pytest.mark.parametrize(
    ("weekly", "pregnant", "shown"),
    [
        (False, False, set()),
        (True, False, {Shown.WEEKLY}),
        (False, True, {Shown.PREGNANT}),
        (True, True, {Shown.WEEKLY_AND_PREGNANT}),
    ],
)
def test_a_row_is_shown_when_it_is_due(weekly: bool, pregnant: bool, shown: set[Shown]) -> None:
    rows = SAFETY.check_in.rows(weekly=weekly, pregnant=pregnant)
    assert {each.when for each in rows} == {Shown.ALWAYS, *shown}
    assert set(rows) == {
        each for each in SAFETY.check_in.symptoms if each.when in {*shown, "always"}
    }


@pytest.mark.parametrize("pregnant", [False, True])
def test_a_session_lists_the_signs_of_pregnancy_where_they_matter(pregnant: bool) -> None:
    signs = [each.id for each in SAFETY.stop_now.rows(pregnant=pregnant)]
    assert ("stop_pregnancy_sign" in signs) is pregnant
    assert "stop_fainted" in signs


def test_a_sign_to_stop_at_is_found_by_its_id() -> None:
    for each in SAFETY.stop_now.signs:
        assert SAFETY.stop_now.sign(each.id) is each
    with pytest.raises(KeyError, match="saddle_or_bladder"):
        SAFETY.stop_now.sign("saddle_or_bladder")


@pytest.mark.parametrize(("seen", "outcome"), [((), "emergency"), (("both_legs",), "go")])
def test_known_leads_on_only_once_a_hospital_has_said_yes(
    seen: tuple[str, ...], outcome: str
) -> None:
    assert check_in_outcome(SAFETY, 8, 2, {"both_legs": "known"}, seen) == outcome


def test_an_answer_that_a_sign_does_not_have_is_refused() -> None:
    with pytest.raises(KeyError, match="nearly"):
        check_in_outcome(SAFETY, 8, 2, {"both_legs": "nearly"})


@pytest.mark.parametrize(("pain", "outcome"), [(7, "go"), (8, "no_workout"), (9, "no_workout")])
def test_from_so_much_pain_on_there_is_no_workout(pain: int, outcome: str) -> None:
    assert check_in_outcome(SAFETY, 8, pain, {}) == outcome


def test_of_several_signs_the_worst_counts() -> None:
    answers = {"accident": "minor", "heart_or_stroke_today": None, "fever_or_chills": "no"}
    assert check_in_outcome(SAFETY, 8, 2, answers) is Outcome.CALL
    assert worst([Outcome.LEG, Outcome.URGENT, Outcome.EASY]) is Outcome.URGENT
    assert worst([]) is Outcome.GO


@pytest.mark.parametrize("outcome", Outcome)
def test_only_what_needs_somebody_to_look_is_a_warning(outcome: Outcome) -> None:
    passing = {Outcome.GO, Outcome.EASY, Outcome.NOT_TODAY, Outcome.NO_WORKOUT}
    marked = CheckIn("c", moment(0, 9), 2, ("one_leg",), outcome)
    assert is_warning(marked) is (outcome not in passing)
    assert not is_warning(CheckIn("c", moment(0, 9), 9, (), outcome)), "nothing was marked"


def test_a_scale_has_words_at_both_ends_of_an_anchor_and_none_beside_it() -> None:
    scale = AnchoredScale("", (Anchor(0, 0, "none"), Anchor(3, 5, "some"), Anchor(10, 10, "most")))
    words = ["none", "", "", "some", "some", "some", "", "", "", "", "most"]
    assert [scale.words(score) for score in range(11)] == words


def test_what_was_marked_has_the_words_of_its_list() -> None:
    questions = {each.id for group in SAFETY.screening.groups for each in group.questions}
    for each in (*SAFETY.check_in.symptoms, *SAFETY.stop_now.signs, *SAFETY.asked_alone):
        assert each.id in questions or SAFETY.words(each.id) == each.ask
    assert all(SAFETY.words(each.id) for each in SAFETY.check_in.earlier)
    assert SAFETY.words("never_asked") is None

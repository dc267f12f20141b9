"""The way to the next stage in a person's words."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.records import StageDecision
from backcoach.coach.stages.gates import counted
from backcoach.coach.words.stage_words import (
    earliest_opening,
    joined,
    needed_words,
    opening_words,
    still_missing,
)
from tests.support.logs import a_choice, a_session, day
from tests.support.weeks import (
    FIRST_WEEKS,
    after,
    first_weeks,
    log_of,
    next_weeks,
    opened_on,
    standing_on,
)

OLD_TERMS = ("gate", "light", "green", "amber", "red ", "trend")


def test_the_earliest_day_is_never_later_than_the_day_it_opened() -> None:
    facts = first_weeks() | next_weeks()
    opened = opened_on(standing_on(41, facts), 2)
    assert opened is not None
    for number in range((opened - day(0)).days + 1):
        here = standing_on(number, {at: fact for at, fact in facts.items() if at <= number})
        if here.stage == 1:
            earliest = earliest_opening(here, day(number))
            assert earliest is not None
            assert day(number) <= earliest <= max(opened, day(number))


def test_before_the_first_session_two_weeks_are_needed() -> None:
    assert earliest_opening(after(0), day(0)) == day(14)


def test_many_missing_sessions_take_longer_than_the_days() -> None:
    here = after(13, a_session(0))
    assert earliest_opening(here, day(13)) == day(13 + 2 * 3)


def test_the_sentence_names_what_is_missing() -> None:
    here = after(6, *(a_session(number) for number in FIRST_WEEKS[:3]))
    said = opening_words(here, day(6))
    assert said.startswith("Stage 2 opens on 15 January 2024 at the earliest: 2 more sessions")
    assert said.endswith(".")


@pytest.mark.parametrize("number", [0, 6, 13])
def test_nothing_is_said_in_terms_of_the_rules(number: int) -> None:
    facts = {at: fact for at, fact in first_weeks().items() if at <= number}
    here = standing_on(number, facts)
    said = [opening_words(here, day(number)), *still_missing(here.lines)]
    said += [word for line in here.lines for word in needed_words(line)]
    assert [each for each in said for term in OLD_TERMS if term in f"{each} ".lower()] == []


def test_a_stage_one_stays_in_and_the_last_one_have_no_date() -> None:
    staying = after(13, *first_weeks().values(), a_choice(12, StageDecision.STAY, 1))
    assert opening_words(staying, day(13)) == "You chose to stay in stage 1, which is always fine."
    last = standing_on(43, log_of(next_weeks()))
    assert earliest_opening(last, day(43)) is None
    assert opening_words(last, day(43)) == "You are in the last stage. It has no end."


def test_what_waits_for_a_flare_up_alone_says_so() -> None:
    here = after(6, a_session(0))
    met = tuple(line._replace(met=True, done=line.of) for line in here.lines)
    assert "waits" in opening_words(replace(here, lines=met), day(6))
    assert opening_words(replace(here, lines=met, open=True), day(6)) == "Stage 2 is open."


@given(st.integers(-3, 40), st.integers(0, 20), st.booleans())
def test_a_row_is_full_exactly_when_it_is_met(amount: int, needed: int, met: bool) -> None:
    done, of = counted(amount, needed, met=met)
    assert 0 <= done <= of
    assert (done == of) is met


def test_parts_are_joined_as_in_speech() -> None:
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b and c"

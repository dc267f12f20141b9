"""Each row of `programme.md` §3.4 bars the way alone, and opens it when it is met."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from backcoach.coach.model.formatting import day_words
from tests.support.logs import Fact, a_check_in, a_morning, a_session, a_set, day
from tests.support.weeks import (
    Case,
    after,
    amber,
    bent,
    calm,
    first_weeks,
    missing,
    next_weeks,
    standing_on,
    the_line,
)

NO_BRACE = (("abdominal_brace", 1), ("bird_dog", 1), ("cobra", 1))

STAGE_1 = {
    "four sessions of at least 80 %": Case(
        "sessions",
        "4",
        {5: a_session(5, share=0.7), 7: a_session(7, share=0.7)},
        calm(15),
        16,
        "One more session of at least 80 % opens this.",
    ),
    "three sessions of at least 80 %": Case(
        "sessions",
        "3",
        {number: a_session(number, share=0.7) for number in (3, 5, 7)},
        calm(15, 17),
        18,
        "2 more sessions of at least 80 % open this.",
    ),
    "a red session": Case(
        "lights",
        "green, red, green",
        {10: a_session(10, worst_pain=8)},
        calm(15, 17),
        18,
        "One of these sessions was red.",
    ),
    "a red session broken off": Case(
        "lights",
        "green, green, red",
        {12: a_session(12, worst_pain=7, share=0.3)},
        calm(15, 17, 19),
        20,
        "One of these sessions was red.",
    ),
    "two amber sessions": Case(
        "lights",
        "amber, green, amber",
        {7: amber(7), 12: amber(12)},
        calm(15),
        16,
        "once 2 of these sessions are green",
    ),
    "no rating, so no light": Case(
        "lights",
        "unknown, green, green",
        {7: a_session(7, worst_pain=None)},
        calm(15),
        16,
        "A pain answer is missing",
    ),
    "a morning not answered yet": Case(
        "mornings",
        "1 of 2",
        {13: None},
        {15: a_check_in(15)},
        15,
        "The morning after answers this, or your next check-in.",
    ),
    "a check-in on the very same day": Case(
        "mornings",
        "1 of 2",
        {13: a_check_in(12, hour=23)},
        {14: a_check_in(14)},
        14,
        "The morning after answers this, or your next check-in.",
    ),
    "a sore morning": Case(
        "mornings",
        "1 of 2",
        {13: a_morning(13, 4)},
        calm(15, 17),
        18,
        "sorer than usual",
    ),
    "pain two points up": Case(
        "pain_trend",
        "3 lately, 1 at first",
        {number: a_session(number, pain_before=1) for number in (0, 3, 5)}
        | {number: a_check_in(number, 2) for number in (1, 2, 4, 6)}
        | {number: a_session(number, pain_before=3) for number in (7, 10, 12)},
        calm(15, 17, pain=1),
        18,
        "There is no hurry",
    ),
    "pain a third above a point up": Case(
        "pain_trend",
        "2.7 lately, 1.3 at first",
        {
            0: a_session(0, pain_before=2),
            3: a_session(3, pain_before=1),
            5: a_session(5, pain_before=1),
            7: a_session(7, pain_before=2),
            10: a_session(10, pain_before=3),
            12: a_session(12, pain_before=3),
        },
        calm(15, pain=2) | calm(17, pain=1),
        18,
        "There is no hurry",
    ),
    "an effort of 7": Case(
        "effort",
        "5, 7",
        {12: a_session(12, effort=7)},
        calm(15, 17),
        18,
        "when sessions feel easier",
    ),
    "the skill at a lower level": Case(
        "skills",
        "1 of 2",
        {n: a_session(n, items=NO_BRACE) for n in (0, 3, 5, 7, 10, 12)},
        calm(15),
        16,
        "Still to come: Abdominal brace level 2 or Pelvic tilt against a wall level 2 or",
    ),
    "the skill with half a set": Case(
        "skills",
        "1 of 2",
        {
            n: a_session(n, sets=(a_set("abdominal_brace", 2, done=0.9), a_set(item=1)))
            for n in (0, 3, 5, 7, 10, 12)
        },
        calm(15),
        16,
        "Still to come: Abdominal brace",
    ),
    "something new at a check-in": Case(
        "safety",
        "new on 14 January 2024",
        {13: a_check_in(13, symptoms=("fever",))},
        calm(15),
        16,
        "You reported something new.",
    ),
}


@pytest.mark.parametrize("case", STAGE_1.values(), ids=STAGE_1)
def test_one_line_alone_keeps_stage_2_closed(case: Case) -> None:
    blocked = bent(first_weeks(), case.changed)
    here = standing_on(14, blocked)
    assert (here.stage, missing(here), here.open) == (1, {case.line}, False)
    assert the_line(here, case.line).have == case.have
    assert case.words in the_line(here, case.line).reason
    assert the_line(here, case.line).reason in here.reasons[-1]

    cured = bent(blocked, case.cure)
    before = standing_on(case.opens - 1, cured)
    after = standing_on(case.opens, cured)
    assert (before.stage, after.stage) == (1, 2)
    assert after.entered_on == day(case.opens)


def test_the_days_alone_keep_stage_2_closed_and_open_it() -> None:
    facts = first_weeks()
    before = standing_on(13, facts)
    assert (before.stage, missing(before)) == (1, {"minimum_days"})
    line = the_line(before, "minimum_days")
    assert (line.needed, line.have) == ("14 days", "13 days")
    assert line.reason == "This opens on 15 January 2024."
    after = standing_on(14, facts)
    assert (after.stage, after.entered_on) == (2, day(14))


MET: dict[str, dict[int, Fact | None]] = {
    "five sessions": {12: None, 11: None, 13: a_check_in(13)},
    "a session of exactly 80 %": {
        5: a_session(5, share=0.8),
        7: a_session(7, share=0.7),
    },
    "one amber of three": {10: amber(10)},
    "a red session before the last three": {5: a_session(5, worst_pain=8)},
    "a morning one point up": {13: a_check_in(13, 3)},
    "a sore morning before the last two": {6: a_morning(6, 4)},
    "pain exactly one point up": {
        number: a_session(number, pain_before=3) for number in (7, 10, 12)
    },
    "pain exactly one point up in thirds": {
        0: a_session(0, pain_before=2),
        3: a_session(3, pain_before=1),
        5: a_session(5, pain_before=1),
        10: a_session(10, pain_before=3),
    },
    "an effort of 6": {10: a_session(10, effort=6), 12: a_session(12, effort=6)},
    "a hard session before the last two": {7: a_session(7, effort=9)},
    "a symptom before the last session": {11: a_check_in(11, symptoms=("fever",))},
    "a symptom at the last session's own check-in": {12: a_session(12, symptoms=("fever",))},
    "an early session without answers": {0: a_session(0, pain_before=None, worst_pain=None)},
    "a skill shown once": {
        number: a_session(number, items=NO_BRACE) for number in (0, 3, 7, 10, 12)
    },
    "an alternative of the skill": {
        number: a_session(number, items=(("standing_pelvic_tilt", 2), ("standing_bird_dog", 1)))
        for number in (0, 3, 5, 7, 10, 12)
    },
}


@pytest.mark.parametrize("changed", MET.values(), ids=MET)
def test_what_just_meets_a_line_opens_stage_2(changed: Mapping[int, Fact | None]) -> None:
    here = standing_on(14, bent(first_weeks(), changed))
    assert (here.stage, here.entered_on) == (2, day(14))


def test_the_gate_to_stage_2_does_not_ask_for_the_pain_of_the_week() -> None:
    first, second = standing_on(1, first_weeks()), standing_on(20, next_weeks())
    assert [line.id for line in first.lines] == [
        "minimum_days",
        "sessions",
        "lights",
        "mornings",
        "pain_trend",
        "effort",
        "skills",
        "safety",
    ]
    assert [line.id for line in second.lines] == [
        "minimum_days",
        "sessions",
        "lights",
        "mornings",
        "pain_trend",
        "week_pain",
        "effort",
        "skills",
        "safety",
    ]


@pytest.mark.parametrize("hour", [18.2, 18.4], ids=["before its end", "after its end"])
def test_signs_that_ended_a_session_stand_until_the_next_one(hour: float) -> None:
    ended = a_session(12)
    signs = replace(a_check_in(12, 9, hour=hour, symptoms=("fever",)), during=ended.id)
    facts = first_weeks() | {12: ended, 13: signs}
    assert the_line(standing_on(14, facts), "safety").have == f"new on {day_words(day(12))}"
    followed = standing_on(16, facts | {16: a_session(16)})
    assert the_line(followed, "safety").met


def test_the_pain_of_signs_that_ended_a_session_counts_for_nothing() -> None:
    facts = (a_session(0, pain_before=5), a_session(2, pain_before=5), a_session(4, pain_before=5))
    signs = [
        replace(a_check_in(number, 0, hour=20), during=f"session-{number}-18")
        for number in (0, 2, 4)
    ]
    assert after(4, *facts, *signs).usual == after(4, *facts).usual == 5


def test_before_anything_happened_only_safety_is_met() -> None:
    here = standing_on(0, {})
    assert [line.id for line in here.lines if line.met] == ["safety"]
    assert [line.have for line in here.lines] == [
        "0 days",
        "0",
        "0 of 3",
        "0 of 2",
        "not known yet",
        "0 of 2",
        "0 of 2",
        "nothing new",
    ]


@pytest.mark.parametrize(
    ("id", "have", "reason"),
    [
        ("sessions", "5", "Enough sessions are done."),
        ("lights", "green, green, green", "Your last sessions went calmly."),
        ("mornings", "2 of 2", "Your back settled after your last sessions."),
        ("pain_trend", "2 lately, 2 at first", "Pain before sessions has not gone up."),
        ("effort", "5, 5", "Your sessions feel manageable."),
        ("skills", "2 of 2", "You have shown every skill."),
        ("safety", "nothing new", "You reported nothing new."),
    ],
)
def test_what_is_just_met_asks_for_nothing_more(id: str, have: str, reason: str) -> None:
    facts = bent(first_weeks(), {12: None, 13: None, 11: a_check_in(11)})
    line = the_line(standing_on(12, facts), id)
    assert (line.met, line.have, line.reason) == (True, have, reason)


@pytest.mark.parametrize(
    ("id", "there", "reason"),
    [
        ("lights", (0, 3), "One more session answers this."),
        ("lights", (0,), "2 more sessions answer this."),
        ("mornings", (0,), "One more session answers this."),
        ("mornings", (), "2 more sessions answer this."),
        ("effort", (0,), "One more session answers this."),
        ("effort", (), "2 more sessions answer this."),
        ("pain_trend", (0, 3), "One more session answers this."),
        ("pain_trend", (0,), "2 more sessions answer this."),
    ],
)
def test_a_line_says_how_many_sessions_answer_it(
    id: str, there: tuple[int, ...], reason: str
) -> None:
    line = the_line(standing_on(4, {number: a_session(number) for number in there}), id)
    assert (line.met, line.reason) == (False, reason)


def test_two_sessions_do_not_answer_for_three() -> None:
    here = standing_on(3, {0: a_session(0), 2: a_session(2)})
    line = the_line(here, "lights")
    assert (line.met, line.have) == (False, "2 of 3")
    assert line.reason == "One more session answers this."
    assert the_line(here, "mornings").have == "1 of 2"


def test_a_check_in_while_a_session_still_runs_says_nothing_about_the_day_after() -> None:
    late: dict[int, Fact] = {0: a_session(0, hour=23.8), 1: a_check_in(1, hour=0.05)}
    assert the_line(standing_on(1, late), "mornings").have == "0 of 2"
    assert the_line(standing_on(1, late | {2: a_check_in(1)}), "mornings").have == "1 of 2"


HIGH: dict[int, Fact] = {n: a_session(n, pain_before=6, worst_pain=6) for n in (0, 3, 5, 7, 10, 12)}


def test_a_settled_amber_counts_as_green_for_somebody_with_high_usual_pain() -> None:
    assert standing_on(14, bent(first_weeks(), {**HIGH, 13: a_check_in(13, 7)})).stage == 2


def test_a_sore_morning_takes_the_allowance_away() -> None:
    sore = {**HIGH, 13: a_check_in(13, 8), 11: a_check_in(11, 8)}
    here = standing_on(14, bent(first_weeks(), sore))
    assert the_line(here, "lights").have == "green, amber, amber"
    assert missing(here) == {"lights", "mornings"}


def test_an_allowance_waits_for_the_next_check_in() -> None:
    facts = {number: fact for number, fact in HIGH.items() if number < 8}
    facts = facts | {5: a_session(5, worst_pain=4)}
    lights = the_line(standing_on(7, facts), "lights")
    assert (lights.have, lights.reason) == (
        "green, amber, amber",
        "The morning after answers this, or your next check-in.",
    )


def test_a_skill_in_an_amber_session_is_shown_once_it_settled() -> None:
    only = a_session(0, pain_before=6, worst_pain=6)
    before = the_line(standing_on(0, {0: only}), "skills")
    assert (before.met, before.have) == (False, "0 of 2")
    assert before.reason.endswith("The morning after answers this, or your next check-in.")
    assert the_line(standing_on(1, {0: only, 1: a_check_in(1, 6)}), "skills").met


def test_a_skill_in_a_session_without_answers_says_so() -> None:
    line = the_line(standing_on(0, {0: a_session(0, worst_pain=None)}), "skills")
    assert not line.met
    assert "A pain answer of that session is missing" in line.reason


def test_a_skill_in_a_session_that_does_not_count_is_not_shown() -> None:
    part = a_session(0, share=0.7)
    assert part.sets[2].exercise == "abdominal_brace"
    assert part.sets[2].completed
    assert not the_line(standing_on(0, {0: part}), "skills").met


def test_missing_effort_answers_are_named() -> None:
    facts = bent(first_weeks(), {12: a_session(12, worst_pain=None)})
    line = the_line(standing_on(14, facts), "effort")
    assert (line.met, line.have) == (False, "5, unknown")
    assert "An effort answer is missing" in line.reason


def test_missing_pain_before_is_named() -> None:
    facts = bent(first_weeks(), {12: a_session(12, pain_before=None)})
    here = standing_on(14, facts)
    assert missing(here) == {"lights", "pain_trend"}
    assert "A pain answer is missing" in the_line(here, "pain_trend").reason


def test_no_line_ever_blames() -> None:
    for facts in [bent(first_weeks(), case.changed) for case in STAGE_1.values()]:
        for number in (0, 5, 14, 80):
            here = standing_on(number, facts)
            said = [line.reason for line in here.lines] + [*here.reasons, here.suggestion or ""]
            for words in said:
                assert not any(hard in words.lower() for hard in ("fail", "weak", "must", "bad"))

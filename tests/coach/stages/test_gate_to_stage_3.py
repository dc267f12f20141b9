"""The gate from stage 2 to stage 3: each row bars the way alone, and opens it when met."""

import pytest

from backcoach.coach.model.records import StageDecision
from tests.support.logs import a_check_in, a_choice, a_morning, a_profile, a_session, day
from tests.support.weeks import (
    Case,
    after,
    amber,
    bent,
    calm,
    first_weeks,
    missing,
    next_weeks,
    opened_on,
    standing_on,
    the_line,
)

STAGE_2 = {
    "nine sessions": Case(
        "sessions",
        "9",
        {20: a_session(20, stage=2, share=0.7)},
        calm(43, stage=2),
        44,
        "One more session of at least 80 % opens this.",
    ),
    "a red session": Case(
        "lights",
        "green, red, green",
        {34: a_session(34, stage=2, worst_pain=6)},
        calm(43, 45, stage=2),
        46,
    ),
    "two amber sessions": Case(
        "lights",
        "amber, amber, green",
        {31: amber(31, 2), 34: amber(34, 2)},
        calm(43, stage=2),
        44,
    ),
    "a sore morning third from last": Case(
        "mornings",
        "2 of 3",
        {32: a_morning(32, 4)},
        calm(43, stage=2),
        44,
    ),
    "pain two points up": Case(
        "pain_trend",
        "4 lately, 2 at first",
        {n: a_session(n, stage=2, pain_before=4, worst_pain=4) for n in (31, 34, 38)}
        | {n: a_check_in(n, 3) for n in (18, 19, 21, 23, 25, 26, 28, 30)}
        | {39: a_check_in(39, 4)},
        calm(43, 45, stage=2),
        46,
    ),
    "an effort of 8": Case(
        "effort",
        "8, 5",
        {34: a_session(34, stage=2, effort=8)},
        calm(43, stage=2),
        44,
    ),
    "something new at a check-in": Case(
        "safety",
        "new on 10 February 2024",
        {40: a_check_in(40, symptoms=("fever",))},
        calm(43, stage=2),
        44,
    ),
}


def test_no_score_at_all_is_no_calm_week() -> None:
    unasked = {
        number: a_session(number, stage=2, pain_before=None, worst_pain=2) for number in (34, 38)
    }
    facts = bent(next_weeks(), {27: None, 29: None, 31: None, 39: None, **unasked})
    line = the_line(standing_on(42, facts), "week_pain")
    assert (line.met, line.have) == (False, "not known yet")
    assert line.reason == "The check-in before your next session answers this."


@pytest.mark.parametrize("case", STAGE_2.values(), ids=STAGE_2)
def test_one_line_alone_keeps_stage_3_closed(case: Case) -> None:
    blocked = bent(next_weeks(), case.changed)
    here = standing_on(42, blocked)
    assert (here.stage, missing(here), here.entered_on) == (2, {case.line}, day(14))
    assert the_line(here, case.line).have == case.have
    assert case.words in the_line(here, case.line).reason

    cured = bent(blocked, case.cure)
    assert standing_on(case.opens - 1, cured).stage == 2
    after = standing_on(case.opens, cured)
    assert (after.stage, after.entered_on, after.lines) == (3, day(case.opens), ())


def test_the_days_alone_keep_stage_3_closed_and_open_it() -> None:
    before = standing_on(41, next_weeks())
    assert (before.stage, missing(before)) == (2, {"minimum_days"})
    after = standing_on(42, next_weeks())
    assert (after.stage, after.entered_on) == (3, day(42))
    assert (opened_on(after, 2), opened_on(after, 3)) == (day(14), day(42))


def test_the_pain_of_the_week_alone_keeps_stage_3_closed_and_opens_it() -> None:
    blocked = next_weeks(pain=6)
    here = standing_on(42, blocked)
    assert (here.stage, missing(here)) == (2, {"week_pain"})
    line = the_line(here, "week_pain")
    assert (line.needed, line.have) == ("7-day mean 5 of 10 or less", "6")
    eased = blocked | calm(45, stage=2)
    assert standing_on(44, eased).stage == 2
    assert opened_on(standing_on(46, eased), 3) == day(45)
    assert opened_on(standing_on(42, next_weeks(pain=5)), 3) == day(42)


def test_the_pain_of_the_week_is_a_mean_of_the_seven_days_that_end_today() -> None:
    early = next_weeks(pain=5) | {34: a_check_in(34, 10, hour=23)}
    assert the_line(standing_on(41, early), "week_pain").have == "5"
    first_of_them = next_weeks(pain=5) | {35: a_check_in(35, 7)}
    assert the_line(standing_on(41, first_of_them), "week_pain").have == "5.7"
    later = next_weeks(pain=5) | {39: a_check_in(39, 6)}
    assert the_line(standing_on(41, later), "week_pain").have == "5.5"


@pytest.mark.parametrize(("pain", "stage"), [(5, 3), (6, 2)])
def test_3_4_the_pain_of_the_week_counts_the_scores_up_to_the_opening_itself(
    pain: int, stage: int
) -> None:
    """The last session is on day 38, and the 28 days are over on day 42."""
    facts = next_weeks(pain=5) | {42: a_check_in(42, pain, hour=6), 41: a_check_in(41, pain)}
    early = facts | {40: a_check_in(40, pain)}
    assert standing_on(42, early).stage == stage


def test_3_4_without_a_score_in_those_days_the_pain_of_the_week_is_not_known() -> None:
    facts = {number: fact for number, fact in next_weeks().items() if number != 38}
    facts |= {39: a_check_in(39), 36: a_session(36, stage=2)}
    assert the_line(
        standing_on(45, facts | {11: a_choice(11, StageDecision.STAY, 2)}), "week_pain"
    ).met
    late = the_line(standing_on(46, facts | {11: a_choice(11, StageDecision.STAY, 2)}), "week_pain")
    assert (late.met, late.have) == (False, "not known yet")


# --- Safety: a clinician agrees -----------------------------------------------------------------


@pytest.mark.parametrize(
    "tag",
    [
        "osteoporosis_load",
        "hypertension",
        "pregnancy_supine",
        "pregnancy_prone",
    ],
)
def test_a_clinician_agrees_before_stage_3(tag: str) -> None:
    weeks = tuple(next_weeks().values())
    asked = after(42, a_profile(tags=(tag,)), *weeks)
    line = the_line(asked, "clinician")
    assert (asked.stage, line.met, line.have) == (2, False, "not ticked yet")
    assert missing(asked) == {"clinician"}
    early = after(41, a_profile(tags=(tag,), clinician_ok=(tag,)), *weeks)
    line = the_line(early, "clinician")
    assert (line.met, line.have, line.reason) == (True, "agreed", "A clinician has agreed.")
    agreed = a_profile(41, tags=(tag,), clinician_ok=(tag,))
    assert after(42, a_profile(tags=(tag,)), *weeks, agreed).stage == 3


def test_a8_from_week_28_on_even_a_clinicians_yes_opens_no_stage() -> None:
    weeks = tuple(next_weeks().values())
    agreed = a_profile(tags=("pregnancy_late",), clinician_ok=("pregnancy_late",))
    assert after(42, agreed, *weeks).stage < 3


def test_no_clinician_is_asked_for_where_no_tag_asks_for_one() -> None:
    for tags in ((), ("knee_pain", "leg_symptoms")):
        here = after(40, a_profile(tags=tags), *next_weeks().values())
        assert "clinician" not in {line.id for line in here.lines}


def test_no_clinician_is_asked_for_before_stage_2() -> None:
    here = after(13, a_profile(tags=("hypertension",)), *first_weeks().values())
    assert "clinician" not in {line.id for line in here.lines}

"""Red in a live session (`programme.md` §3.2): what is on offer, and the second one."""

from __future__ import annotations

import pytest

from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.events import (
    Event,
    ExerciseEased,
    ExerciseSkipped,
    MainBlockEnded,
    PainReported,
    SegmentStarted,
    SessionEnded,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.segment_timer import SessionState
from tests.support.clock import ManualClock, play, play_to_the_end
from tests.support.content import catalogue, plan_from
from tests.support.following import EASIER_LEVEL, begin, kinds, marks

EASIER, SKIP, GO_ON = Answer.EASIER, Answer.SKIP, Answer.GO_ON
PLAN = plan_from("s2_a")


def into_main(*, before: int | None = 2) -> tuple[Player, ManualClock]:
    """A session of stage 2 in the work of its first main exercise."""
    player, clock = begin(plan=PLAN, before=before)
    while player.position.step.section is not Section.MAIN:
        player.skip()
    player.next()
    play(player, clock, 5)
    return player, clock


def hurt(player: Player, pain: int, answer: Answer, *, leg: bool = False) -> list[Event]:
    player.stop_to_ask()
    return player.report_pain(pain, answer, EASIER_LEVEL, leg=leg)


def sections(player: Player, mark: str) -> set[Section]:
    return {record.section for record in player.records() if marks(record) == mark}


# --- what is on offer -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "pain", "offered"),
    [
        pytest.param(2, 3, (EASIER, SKIP, GO_ON), id="green"),
        pytest.param(2, 5, (EASIER, SKIP, GO_ON), id="amber"),
        pytest.param(5, 6, (EASIER, SKIP, GO_ON), id="amber: 6 with a rise of 1"),
        pytest.param(4, 6, (EASIER, SKIP), id="red: 6 with a rise of 2"),
        pytest.param(7, 7, (EASIER, SKIP, GO_ON), id="amber: 7 as before"),
        pytest.param(7, 8, (EASIER, SKIP), id="red: 8 whatever it was before"),
        pytest.param(None, 7, (EASIER, SKIP, GO_ON), id="pain before unknown: 7 is not red"),
        pytest.param(None, 8, (EASIER, SKIP), id="pain before unknown: 8 is red"),
    ],
)
def test_red_stops_the_exercise_and_offers_the_easier_variant(
    before: int | None, pain: int, offered: tuple[Answer, ...]
) -> None:
    player, _ = into_main(before=before)
    assert player.offers(pain, EASIER_LEVEL) == offered


@pytest.mark.parametrize("answer", [GO_ON, Answer.TO_COOL_DOWN, Answer.END])
def test_what_is_not_on_offer_is_refused_and_nothing_is_recorded(answer: Answer) -> None:
    player, _ = into_main()
    with pytest.raises(ValueError, match="not on offer"):
        hurt(player, 8, answer)
    assert player.pain.reports == []


def test_the_first_red_ends_nothing_but_its_exercise() -> None:
    player, _ = into_main()
    assert ExerciseEased in kinds(hurt(player, 8, EASIER))
    assert player.position.step.section is Section.MAIN
    assert sections(player, "spared") == set()


# --- the second red ---------------------------------------------------------------------------


def test_a_second_red_ends_the_main_block() -> None:
    player, clock = into_main()
    hurt(player, 8, SKIP)
    player.next()
    play(player, clock, 5)
    assert player.offers(8, EASIER_LEVEL) == (Answer.TO_COOL_DOWN,)
    events = hurt(player, 8, Answer.TO_COOL_DOWN)
    assert kinds(events) == [PainReported, MainBlockEnded, SegmentStarted]
    assert player.position.step.section is Section.COOL_DOWN
    assert sections(player, "spared") == {Section.MAIN, Section.STRETCH}
    play_to_the_end(player, clock)
    assert player.finished
    assert player.records()[-1].completed


def test_what_is_left_out_is_neither_done_nor_skipped() -> None:
    player, _ = into_main()
    hurt(player, 8, SKIP)
    hurt(player, 8, Answer.TO_COOL_DOWN)
    left = [record for record in player.records() if record.spared]
    assert left
    assert not any(record.skipped or record.completed or record.done.seconds for record in left)


def test_what_was_done_before_the_second_red_stands() -> None:
    player, clock = into_main()
    play(player, clock, 60)
    done = [record for record in player.records() if record.done.seconds]
    assert any(record.completed for record in done)
    hurt(player, 8, SKIP)
    hurt(player, 8, Answer.TO_COOL_DOWN)
    assert [record.done for record in player.records() if record.done.seconds] == [
        record.done for record in done
    ]
    assert all(marks(record) == "done" for record in player.records() if record.completed)


def test_a_second_red_in_the_easier_variant_counts_as_well() -> None:
    player, _ = into_main()
    hurt(player, 8, EASIER)
    assert player.offers(6, EASIER_LEVEL) == (Answer.TO_COOL_DOWN,)


def test_amber_in_between_counts_for_nothing() -> None:
    player, _ = into_main()
    hurt(player, 5, GO_ON)
    hurt(player, 5, GO_ON)
    assert player.offers(8, EASIER_LEVEL) == (EASIER, SKIP)


def test_nobody_comes_back_to_what_is_left_out() -> None:
    player, _ = into_main()
    hurt(player, 8, SKIP)
    hurt(player, 8, Answer.TO_COOL_DOWN)
    for _ in range(3):
        player.back()
        player.back()
        player.next()
        player.skip()
    assert not any(record.spared and record.skipped for record in player.records())
    assert sections(player, "spared") == {Section.MAIN, Section.STRETCH}


def test_a_second_red_in_the_cool_down_leaves_that_out() -> None:
    player, _ = into_main()
    hurt(player, 8, SKIP)
    while player.position.step.section is not Section.COOL_DOWN:
        player.skip()
    assert player.offers(8, EASIER_LEVEL) == (SKIP,)
    assert kinds(hurt(player, 8, SKIP)) == [PainReported, ExerciseSkipped, SessionEnded]


def test_a_second_red_in_a_pause_leaves_the_session_paused() -> None:
    player, clock = into_main()
    hurt(player, 8, SKIP)
    player.pause_or_resume()
    hurt(player, 8, Answer.TO_COOL_DOWN)
    play(player, clock, 60)
    assert (player.position.state, player.position.step.section) == (
        SessionState.PAUSED,
        Section.COOL_DOWN,
    )


def test_the_bar_never_goes_back_when_the_main_block_ends() -> None:
    player, _ = into_main()
    share = player.position.session_share
    hurt(player, 8, SKIP)
    hurt(player, 8, Answer.TO_COOL_DOWN)
    assert share < player.position.session_share < 1


# --- something new in a leg -------------------------------------------------------------------


@pytest.mark.parametrize("pain", [0, 5, 10])
def test_something_in_a_leg_may_end_the_session_whatever_the_number(pain: int) -> None:
    player, _ = into_main()
    assert player.offers(pain, EASIER_LEVEL, leg=True) == (Answer.END, Answer.TO_COOL_DOWN)
    events = hurt(player, pain, Answer.END, leg=True)
    assert kinds(events) == [PainReported, SessionEnded]
    assert player.left_early
    assert player.pain.reports[-1].leg


# --- elsewhere, and the way to the cool-down ----------------------------------------------------

RULES = catalogue().programme.elsewhere
HAMSTRINGS = ("standing_hamstring_stretch", "supine_hamstring_stretch")


def elsewhere(pain: int, *, locked: bool = False) -> tuple[Answer, ...]:
    player = Player(
        PLAN,
        catalogue().exercises,
        catalogue().programme.timing,
        ManualClock(),
        catalogue().programme.lights,
        before=2,
        elsewhere=RULES,
    )
    player.start()
    while player.position.step.section is not Section.MAIN:
        player.skip()
    return player.offers(pain, EASIER_LEVEL, where=Where.KNEE, locked=locked)


@pytest.mark.parametrize(
    ("pain", "locked", "offered"),
    [
        (0, False, (GO_ON, EASIER, SKIP)),
        (3, False, (GO_ON, EASIER, SKIP)),
        (4, False, (EASIER, SKIP)),
        (6, False, (EASIER, SKIP)),
        (7, False, (SKIP, Answer.END)),
        (10, False, (SKIP, Answer.END)),
        (1, True, (SKIP, Answer.END)),
    ],
)
def test_a7_elsewhere_the_number_decides(
    pain: int, locked: bool, offered: tuple[Answer, ...]
) -> None:
    assert elsewhere(pain, locked=locked) == offered


def test_a7_pain_elsewhere_is_no_first_red() -> None:
    player, _ = into_main()
    player.stop_to_ask()
    player.report_pain(9, SKIP, EASIER_LEVEL, where=Where.KNEE)
    assert player.records()[0].pain is None
    assert player.offers(9, EASIER_LEVEL) == (EASIER, SKIP)


def test_a7_new_pain_in_a_leg_leads_to_a_cool_down_without_hamstring_stretches() -> None:
    player, clock = into_main()
    player.stop_to_ask()
    events = player.report_pain(
        None, Answer.TO_COOL_DOWN, EASIER_LEVEL, leg=True, where=Where.LEG, without=HAMSTRINGS
    )
    assert MainBlockEnded in kinds(events)
    assert player.position.step.section is Section.COOL_DOWN
    play_to_the_end(player, clock)
    done = {each.exercise for each in player.records() if each.done.seconds}
    assert not done.intersection(HAMSTRINGS)


def test_a7_what_the_same_joint_needs_is_left_out_of_the_rest() -> None:
    player, clock = into_main()
    later = player.records()[-1].exercise
    player.stop_to_ask()
    player.report_pain(8, SKIP, EASIER_LEVEL, where=Where.KNEE, without=(later,))
    play_to_the_end(player, clock)
    assert all(each.spared for each in player.records() if each.exercise == later)


def test_a14_row_7_ends_the_main_block_alone() -> None:
    player, clock = into_main()
    player.stop_to_ask()
    events = player.end_main_block(HAMSTRINGS)
    assert MainBlockEnded in kinds(events)
    play_to_the_end(player, clock)
    assert player.finished
    assert player.pain.reports == []


def test_a14_row_7_in_the_cool_down_goes_on_with_it() -> None:
    player, _ = into_main()
    while player.position.step.section is not Section.COOL_DOWN:
        player.skip()
    before = player.position.step
    player.stop_to_ask()
    assert MainBlockEnded not in kinds(player.end_main_block(HAMSTRINGS))
    assert player.position.step == before
    assert player.position.is_moving

"""Continuing an earlier replay gives the same result as a full one, or is refused."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import Log, SessionKind
from backcoach.coach.standing.checkpoint import (
    Checkpoint,
    can_continue,
    checkpoint_after,
    checkpoint_of,
    continue_replay,
    joined,
)
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.standing import Standing, replayed, standing, standing_of
from backcoach.replay_codec import freeze, thaw
from tests.support.content import programme
from tests.support.examples import examples
from tests.support.logs import (
    Fact,
    a_check_in,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    day,
    told,
)
from tests.support.random_weeks import EXERCISES, RULES, facts_drawn, split, weeks_drawn
from tests.support.weeks import first_weeks, next_weeks

TODAY = day(200)


def whole(log: Log) -> Standing:
    return standing(log, programme(), TODAY, exercises=EXERCISES)


def gone_on(known: Checkpoint, before: Log, new: Log) -> Standing:
    replay = replayed(before, programme(), TODAY, exercises=EXERCISES)
    replay = thaw(freeze(replay), programme(), EXERCISES, {})
    continue_replay(replay, known, new, TODAY)
    pass_days(replay, TODAY)
    return standing_of(replay, TODAY)


@examples(80)
@given(
    weeks_drawn, facts_drawn, st.lists(st.integers(0, 90), min_size=1, max_size=3), st.booleans()
)
def test_where_it_may_go_on_it_comes_to_the_same(
    weeks: dict[int, Fact], facts: list[Fact], days: list[int], own_check_ins: bool
) -> None:
    log = a_log(*weeks.values(), *facts, own_check_ins=own_check_ins)
    before, rest = split(log, min(days))
    known = checkpoint_of(before, RULES)
    for number in [*sorted(days)[1:], 500]:
        new, rest = split(rest, number)
        if known is None or not can_continue(known, new, TODAY):
            return
        assert gone_on(known, before, new) == whole(joined(before, new))
        before, known = joined(before, new), checkpoint_after(known, new, RULES)


def test_it_goes_on_through_ordinary_weeks() -> None:
    log = a_log(*next_weeks().values(), *(a_morning(each, after=each - 1) for each in (1, 16, 30)))
    for number in range(1, 45, 4):
        before, new = split(log, number)
        known = checkpoint_of(before, RULES)
        assert known is not None
        assert can_continue(known, new, TODAY)
        assert gone_on(known, before, new) == whole(log)


def test_it_goes_on_through_a_flare_up_and_all_else_that_is_told() -> None:
    ladder = a_session(2, stage=2, items=[("romanian_deadlift", 2)], kind=SessionKind.FLARE)
    held = tuple(replace(each, weight=Weight(8.0, WeightUnit.KG)) for each in ladder.sets)
    log = a_log(
        a_profile(0, usual_pain=2, trains_already=True),
        a_session(0, share=0.7),
        a_flare(1, hour=9),
        *(replace(a_morning(each, 3, id=f"up-{each}"), session=None) for each in (2, 3, 4)),
        replace(ladder, sets=held),
        replace(a_check_in(4, symptoms=("fever",), hour=18.3), during="session-4-18"),
        a_session(4),
        a_profile(5, tags=("knee_pain",), unit=WeightUnit.LB),
        told(5, 4, {"socks": 3}),
        a_session(6, worst_pain=7),
        a_session(30),
    )
    seen = set()
    for number in (1, 2, 3, 4, 5, 6, 20, 31):
        before, new = split(log, number)
        known = checkpoint_of(before, RULES)
        assert known is not None
        assert can_continue(known, new, TODAY)
        assert gone_on(known, before, new) == whole(log)
        seen |= {standing(before, programme(), day(number), exercises=EXERCISES).flare is None}
    assert seen == {True, False}


def test_it_goes_on_from_a_morning_about_a_session_before() -> None:
    before, new = (
        a_log(*first_weeks().values()),
        a_log(a_morning(14, pain=6, session="session-12-18")),
    )
    known = checkpoint_of(before, RULES)
    assert known is not None
    assert can_continue(known, new, TODAY)
    assert gone_on(known, before, new) == whole(joined(before, new))


WEEKS = a_log(*first_weeks().values(), a_check_in(13, hour=9, id="loose"))


def test_it_does_not_go_on_where_the_past_changes() -> None:
    known = checkpoint_of(WEEKS, RULES)
    assert known is not None
    assert not can_continue(known, a_log(a_session(4)), TODAY), "in between"
    assert not can_continue(known, a_log(a_check_in(13, hour=9)), TODAY), "at the same instant"
    assert not can_continue(known, Log(), day(12)), "on a day before the last"


def test_it_does_not_go_on_where_a_rehearsal_is_told_of() -> None:
    known = checkpoint_of(a_log(*first_weeks().values(), a_session(11, speed=20, id="fast")), RULES)
    assert known is not None
    assert not can_continue(known, a_log(a_morning(14, session="fast")), TODAY)


def test_it_does_not_go_on_where_a_known_morning_finds_its_session() -> None:
    known = checkpoint_of(a_log(*first_weeks().values(), a_morning(13, session="later")), RULES)
    assert known is not None
    assert not can_continue(known, a_log(a_session(15, id="later")), TODAY)


def test_it_does_not_go_on_where_a_check_in_finds_its_session_or_the_other_way_round() -> None:
    session = a_session(15, id="late")
    assert session.check_in is not None
    unattached = a_check_in(13, hour=9, id=session.check_in.id)
    known = checkpoint_of(a_log(*first_weeks().values(), unattached), RULES)
    assert known is not None
    assert not can_continue(known, a_log(session), TODAY)

    unlisted = checkpoint_of(a_log(*first_weeks().values(), session, own_check_ins=False), RULES)
    assert unlisted is not None
    late = a_check_in(17, id=session.check_in.id)
    assert not can_continue(unlisted, a_log(late), TODAY)


def test_without_a_session_there_is_nothing_to_go_on_from() -> None:
    assert checkpoint_of(a_log(a_check_in(1), a_profile(1), a_session(2, speed=10)), RULES) is None

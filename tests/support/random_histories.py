"""Strategies for random histories of stage 2 with flare-ups."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from backcoach.coach.model.records import SessionKind
from tests.support.levels import did
from tests.support.logs import Fact, a_flare, a_morning

NAMES = ("bridge_march", "dead_bug", "squat", "hip_hinge")


@st.composite
def histories(draw: st.DrawFn) -> list[Fact]:
    """Sessions of stage 2 a few days apart, gentle ones among them, mornings and reports."""
    facts: list[Fact] = []
    pains = st.sampled_from([1, 2, 2, 2, 3, 3, 4, 5, 7])
    number = 0
    for _ in range(draw(st.integers(min_value=2, max_value=14))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
        rungs = [(name, draw(st.integers(min_value=1, max_value=3))) for name in names]
        session = did(number, *rungs, pain=draw(pains), worst=draw(pains | st.just(8)))
        gentle = draw(st.sampled_from([False, False, True]))
        facts.append(replace(session, kind=SessionKind.FLARE) if gentle else session)
        following = number + draw(st.sampled_from([1, 2, 2, 3, 3, 5]))
        for each in range(number + 1, following + 1):
            if draw(st.booleans()):
                told = a_morning(each, draw(pains), session="session-0-0", id=f"told-{each}")
                facts.append(replace(told, session=None))
        if draw(st.sampled_from([True, False, False, False])):
            facts.append(a_flare(number, hour=draw(st.sampled_from([6, 12, 20]))))
        number = following
    return facts

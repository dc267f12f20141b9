"""Strategies for random sessions and keys."""

from __future__ import annotations

from hypothesis import strategies as st

from backcoach.coach.model.records import Answer
from backcoach.coach.session.events import Event
from backcoach.coach.session.player import Player
from tests.support.content import item, plan_from, plan_of, programme
from tests.support.following import EASIER_LEVEL

# Every template, and one session of what they lack: descending sets and high rungs.
PLANS = [
    *(plan_from(template) for template in sorted(programme().templates)),
    plan_of(
        item("bird_dog", 3),
        item("side_plank", 3),
        item("abdominal_brace", 2),
        item("suitcase_carry", 3),
        item("cobra", 2),
    ),
]

# Short ones, so that a handful of keys gets to the end.
SHORT_PLANS = [
    plan_of(item("leg_swings"), item("cobra"), item("abdominal_brace")),
    plan_of(item("bird_dog", 3), item("rest_breathing", 2)),
    plan_of(item("side_plank", 3), item("dead_bug", 2)),
]

plans = st.sampled_from([*PLANS, *SHORT_PLANS])
answers = st.sampled_from([*[Answer.EASIER, Answer.SKIP, Answer.GO_ON] * 4, Answer.END])
pains = st.integers(min_value=0, max_value=10)
intervals = st.sampled_from([0.05, 0.1, 0.3, 0.7, 1.0, 1.3, 1.9])


def report_pain(player: Player, pain: int, wanted: Answer) -> list[Event]:
    """Give the wanted answer where it is on offer, else what is offered first."""
    leg = wanted is Answer.END
    offered = player.offers(pain, EASIER_LEVEL, leg=leg)
    answer = wanted if wanted in offered else offered[0]
    return player.report_pain(pain, answer, EASIER_LEVEL, leg=leg)

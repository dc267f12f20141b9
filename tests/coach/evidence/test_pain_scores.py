"""The usual pain (programme.md §3.1), compared with an independent calculation."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.model.rules.pain import Lights
from tests.support.content import programme
from tests.support.logs import day

LIGHTS = programme().lights
OTHER = replace(LIGHTS, usual_pain_days=5, usual_pain_scores_min=2)
STEPS = st.lists(
    st.tuples(
        st.integers(0, 5),
        st.sampled_from(["score", "score", "score", "late", "other", "flare", "end", "no flare"]),
        st.integers(0, 10),
    ),
    min_size=3,
    max_size=14,
)


@dataclass
class Told:
    """All that was told, from which the usual pain is worked out in the words of the rule."""

    lights: Lights
    intake: int | None
    scores: list[tuple[date, int]] = field(default_factory=list)
    flares: list[tuple[date, date]] = field(default_factory=list)

    def ordinary(self, on: date) -> list[int]:
        told = sorted(
            (each for each in self.scores if each[0] <= on and not self.in_flare(each[0])),
            key=lambda each: each[0],
        )
        first = on - timedelta(days=self.lights.usual_pain_days - 1)
        recent = [pain for when, pain in told if when >= first]
        fewest = self.lights.usual_pain_scores_min
        return recent if len(recent) >= fewest else [pain for _, pain in told[-fewest:]]

    def in_flare(self, when: date) -> bool:
        return any(since <= when < ended for since, ended in self.flares)

    def is_known(self, on: date) -> bool:
        return len(self.ordinary(on)) >= self.lights.usual_pain_scores_min or (
            self.intake is not None
        )

    def usual(self, on: date) -> float | None:
        pains = self.ordinary(on)
        if self.intake is not None and len(pains) < self.lights.usual_pain_scores_min:
            return float(self.intake)
        return float(median(pains)) if pains else None


@given(STEPS, st.none() | st.integers(0, 10))
def test_the_usual_pain_is_the_median_of_the_ordinary_scores_of_14_days(
    steps: list[tuple[int, str, int]], intake: int | None
) -> None:
    scores, told, number, on = Scores(LIGHTS), Told(LIGHTS, intake), 0, False
    scores.intake = intake
    for days, what, pain in steps:
        number += days
        today = day(number)
        if what in {"score", "late"}:
            when = today if what == "score" else day(max(0, number - pain))
            scores.take(when, pain)
            told.scores.append((when, pain))
        elif what == "other" and told.scores:
            which = told.scores.pop(pain % len(told.scores))
            scores.drop(*which)
        elif what == "flare" and not on and today not in [since for since, _ in told.flares]:
            on = True
            scores.leave_out(today)
            told.flares.append((today, date.max))
        elif what == "end" and on:
            on = False
            since, _ = told.flares[-1]
            scores.end(since, today)
            told.flares[-1] = since, today
        elif what == "no flare" and on:
            on = False
            since, _ = told.flares.pop()
            scores.take_back(since)
        assert sorted(scores.all) == sorted(told.scores)
        assert scores.last_day == max((when for when, _ in told.scores), default=None)
        assert scores.first_day == min((when for when, _ in told.scores), default=None)
        least = scores.least_usual()
        for ahead in (-2, 0, 1, 13, 14):
            asked = today + timedelta(days=ahead)
            usual = told.usual(asked)
            assert scores.usual(asked) == usual
            assert scores.known_usual(asked) == (usual if told.is_known(asked) else None)
            if ahead >= 0 and usual is not None:
                assert least <= usual


def scored(*told: tuple[int, int]) -> Scores:
    scores = Scores(LIGHTS)
    for number, pain in told:
        scores.take(day(number), pain)
    return scores


@pytest.mark.parametrize(("number", "usual"), [(13, 4), (14, 5)])
def test_a_score_is_one_of_the_14_days_that_end_today(number: int, usual: float) -> None:
    assert scored((0, 1), (5, 3), (7, 5), (9, 7)).usual(day(number)) == usual


def test_other_rules_hold_from_the_moment_they_are_adopted() -> None:
    scores = scored((0, 1), (8, 3), (9, 5))
    assert scores.usual(day(9)) == 3
    assert scores.least_usual() == 1
    scores.go_by(OTHER)
    assert (scores.usual(day(9)), scores.fewest) == (4, 2)
    scores.go_by(LIGHTS)
    assert (scores.usual(day(9)), scores.fewest) == (3, 3)


def test_a_flare_that_goes_on_after_all_leaves_its_days_out_again() -> None:
    scores = scored((0, 2), (1, 2), (2, 2), (5, 8), (6, 8), (7, 8))
    scores.leave_out(day(5))
    assert scores.usual(day(7)) == 2
    scores.end(day(5), day(7))
    assert scores.usual(day(7)) == 2
    scores.take(day(8), 8)
    assert scores.usual(day(8)) == 2
    scores.take(day(9), 8)
    assert scores.usual(day(9)) == 5
    scores.leave_out(day(5))
    assert scores.usual(day(9)) == 2
    scores.end(day(5), day(9))
    assert scores.usual(day(9)) == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda scores: scores.drop(day(9), 6),
        lambda scores: scores.leave_out(day(9)),
        lambda scores: scores.take(day(9), 0),
    ],
    ids=["corrected", "a flare", "a lower score"],
)
def test_the_least_that_the_usual_pain_may_be_never_lies_above_it(
    change: Callable[[Scores], None],
) -> None:
    scores = scored((0, 1), (7, 6), (8, 6), (9, 6))
    assert scores.usual(day(20)) == 6
    assert scores.least_usual() == 6
    change(scores)
    assert (scores.usual(day(20)) or 0) >= scores.least_usual()
    assert scores.least_usual() <= 1

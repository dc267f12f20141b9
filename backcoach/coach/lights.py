"""The traffic light: what a pain number means, for one exercise or a whole session.

All thresholds come from `programme.toml`; the rules are those of `programme.md` §3.2.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from itertools import takewhile
from typing import NamedTuple

from backcoach.coach.programme import Lights
from backcoach.coach.session import SessionRecord


class Light(StrEnum):
    """How pain during work compares with pain before it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def words(self) -> str:
        """The light in plain words, so that meaning never rests on colour."""
        return {
            "green": "Green: fine to carry on",
            "amber": "Amber: fine if it settles by morning",
            "red": "Red: time to ease off",
        }[self.value]


class Score(NamedTuple):
    """One pain score (NPRS 0-10) and the local day it was given on."""

    day: date
    pain: int


def light(peak: int, before: int, lights: Lights) -> Light:
    """The light of a worst pain `peak` after a pain `before`, both 0-10 (§3.2; PTL, SIL).

    Red is tested first, then green; all the rest is amber, so every pair has exactly one light.
    """
    rise = peak - before
    if peak >= lights.red_peak_min:
        return Light.RED
    if peak >= lights.red_rising_peak_min and rise >= lights.red_rise_min:
        return Light.RED
    if peak <= lights.green_peak_max:
        return Light.GREEN
    if rise <= 0 and peak <= lights.green_no_rise_peak_max:
        return Light.GREEN
    return Light.AMBER


def pain_light(pain: int, before: int | None, lights: Lights, *, leg: bool = False) -> Light | None:
    """The light of one "this hurts" of `pain` 0-10 after `before`; None when it can't be told.

    Anything new or worse in a `leg` is red whatever the number (§3.2; judgement). Pain high enough
    is red whatever it was before.
    """
    if leg:
        return Light.RED
    if before is None:
        return Light.RED if pain >= lights.red_peak_min else None
    return light(pain, before, lights)


def session_peak(session: SessionRecord) -> int | None:
    """The worst pain 0-10 of a session: its rating and every "this hurts"; None when neither."""
    pains = [report.pain for report in session.pain_reports]
    if session.ratings is not None:
        pains.append(session.ratings.worst_pain)
    return max(pains, default=None)


def session_light(session: SessionRecord, lights: Lights) -> Light | None:
    """The light of a whole session; None while an answer it needs is missing."""
    if any(report.leg for report in session.pain_reports):
        return Light.RED
    peak = session_peak(session)
    if peak is None or session.check_in is None:
        return None
    return light(peak, session.check_in.pain, lights)


def usual_pain(
    scores: Sequence[Score], on: date, lights: Lights, intake: int | None = None
) -> float | None:
    """`U`, the usual pain on day `on`: the median of the last 14 days' scores (§3.1).

    `scores` are in order of time; later ones than `on` are left out. Until there are as many
    scores as the rule wants, `intake` counts: the average of 7 days, as the user once said it.
    While only the 14 days hold too few, the latest ones stand in whatever their age, so that one
    bad day after a break is not at once "usual". None when nothing is known at all.
    """
    return usual_of(usual_scores(scores, on, lights), lights, intake)


def usual_of(pains: Sequence[int], lights: Lights, intake: int | None) -> float | None:
    """The middle of `pains`; while they are too few the intake, where there is one."""
    if intake is not None and len(pains) < lights.usual_pain_scores_min:
        return float(intake)
    return _median(pains)


def usual_scores(scores: Sequence[Score], on: date, lights: Lights) -> list[int]:
    """The pains 0-10 that `usual_pain` on day `on` is the middle of."""
    first, last = on - timedelta(days=lights.usual_pain_days - 1), len(scores)
    while last and scores[last - 1].day > on:
        last -= 1
    begins = max(0, last - lights.usual_pain_scores_min)
    while begins and scores[begins - 1].day >= first:
        begins -= 1
    return [pain for _, pain in scores[begins:last]]


def pains_of_days(scores: Sequence[Score], on: date, days: int) -> tuple[int, ...]:
    """The pain scores of the `days` days that end with `on`, latest first.

    `scores` are in order of time.
    """
    first = on - timedelta(days=days - 1)
    recent = takewhile(lambda score: score.day >= first, reversed(scores))
    return tuple(score.pain for score in recent if score.day <= on)


def settled(morning: int, before: int | None, usual: float | None, lights: Lights) -> bool | None:
    """Whether pain was back to normal the morning after (§3.2; SIL, FLARE21).

    One of two must hold: `morning` is at most a point above `usual`, or not above `before`. None
    when neither is known to hold and one of them cannot be told.
    """
    if before is not None and morning <= before:
        return True
    if usual is not None and morning <= usual + lights.settled_over_usual_max:
        return True
    return None if before is None or usual is None else False


def may_count_as_green(
    colour: Light | None, rise: int | None, usual: float | None, lights: Lights
) -> bool:
    """Whether an amber may count as green for gates once it has settled (§3.2, judgement).

    The allowance keeps people whose usual pain is high from being locked out. `rise` is in points;
    None, like every other missing answer, means no.
    """
    return (
        colour is Light.AMBER
        and usual is not None
        and rise is not None
        and usual >= lights.high_usual_pain_min
        and rise <= lights.high_usual_rise_max
    )


def _median(values: Sequence[int]) -> float | None:
    if not values:
        return None
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2

"""Every pain score of a log in order of its days, and what they say is usual (§3.1)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from backcoach.coach.programme import Lights


class Score(NamedTuple):
    """One pain score (NPRS 0-10) and the local day it was given on."""

    day: date
    pain: int


class Scores:
    """The scores so far, and `U`, the usual pain: the median of the last 14 days' scores.

    Those given on flare days are left out of it. A flare day is one from the day a flare-up begins
    until the day before it ends. Until there are as many scores as the rule wants, `intake` counts:
    the average of 7 days, as the user once said it. While only the 14 days hold too few, the latest
    ones stand in whatever their age, so that one bad day after a break is not at once "usual".
    """

    def __init__(self, lights: Lights) -> None:
        self._lights = lights
        self.intake: int | None = None
        self.all: list[Score] = []
        # The ordinary ones in two columns: each session asks for the end of the second.
        self._days: list[date] = []
        self._pains: list[int] = []
        self._flares: list[tuple[date, date | None]] = []
        self._least = 0

    @property
    def first_day(self) -> date | None:
        """The earliest day there is a score of."""
        return self.all[0].day if self.all else None

    @property
    def last_day(self) -> date | None:
        """The latest day there is a score of."""
        return self.all[-1].day if self.all else None

    def take(self, score: Score) -> None:
        """An answer about a day gone by joins the scores of its own day."""
        day, pain = score
        # Nearly every score is of the latest day.
        if not self.all or self.all[-1].day <= day:
            self.all.append(score)
        else:
            insort(self.all, score, key=attrgetter("day"))
        if self._flares and self._is_of_a_flare(day):
            return
        place = len(self._days)
        if place and day < self._days[-1]:
            place = bisect_right(self._days, day)
        self._days.insert(place, day)
        self._pains.insert(place, pain)
        self._least = min(self._least, pain)

    def drop(self, score: Score) -> None:
        """A score that another answer has taken the place of."""
        self._least = 0
        self.all.remove(score)
        day, pain = score
        begins, ends = bisect_left(self._days, day), bisect_right(self._days, day)
        if pain in self._pains[begins:ends]:
            place = self._pains.index(pain, begins)
            del self._days[place], self._pains[place]

    def leave_out(self, since: date) -> None:
        """A flare-up lasts from the day `since`, so far without an end."""
        self._least = 0
        if self._flares and self._flares[-1][0] == since:
            self._flares.pop()
        self._flares.append((since, None))
        first = bisect_left(self._days, since)
        del self._days[first:], self._pains[first:]

    def end(self, since: date, on: date) -> None:
        """The flare-up that began on `since` is over on the day `on`."""
        self._flares[-1] = (since, on)
        self._readmit(on)

    def take_back(self, since: date) -> None:
        """There was no flare-up from the day `since` on after all."""
        self._flares.pop()
        self._readmit(since)

    def usual(self, on: date) -> float | None:
        """`U` on the day `on`, 0-10, as far as anything tells; later scores are left out."""
        days, rules = self._days, self._lights
        last = len(days)
        if last and days[-1] > on:
            last = bisect_right(days, on)
        first_day = on - timedelta(days=rules.usual_pain_days - 1)
        begins = min(bisect_left(days, first_day), max(0, last - rules.usual_pain_scores_min))
        pains = sorted(self._pains[begins:last])
        if pains and last == len(days):
            self._least = pains[0]
        if self.intake is not None and len(pains) < rules.usual_pain_scores_min:
            return float(self.intake)
        return _middle(pains)

    def least_usual(self) -> int:
        """What `U` is not below from now on: most pain is not even near a flare."""
        return self._least if self.intake is None else min(self._least, self.intake)

    def known_usual(self, on: date) -> float | None:
        """`U`, but None until there are as many scores as the rule wants, or an intake.

        With fewer, the pain of today would be measured by itself.
        """
        fewest, days = self._lights.usual_pain_scores_min, self._days
        enough = len(days) >= fewest and days[fewest - 1] <= on
        return self.usual(on) if enough or self.intake is not None else None

    def of_days(self, on: date, days: int) -> tuple[int, ...]:
        """Every score of the `days` days that end with `on`, flare days too, latest first."""
        first = on - timedelta(days=days - 1)
        recent = takewhile(lambda score: score.day >= first, reversed(self.all))
        return tuple(score.pain for score in recent if score.day <= on)

    def _is_of_a_flare(self, day: date) -> bool:
        for since, ended in reversed(self._flares):
            if ended is not None and day >= ended:
                return False
            if day >= since:
                return True
        return False

    def _readmit(self, since: date) -> None:
        """Days from `since` on are ordinary again."""
        self._least = 0
        first = bisect_left(self.all, since, key=attrgetter("day"))
        self._days += [score.day for score in self.all[first:]]
        self._pains += [score.pain for score in self.all[first:]]


def _middle(ordered: Sequence[int]) -> float | None:
    """The median of scores in order of their size."""
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2

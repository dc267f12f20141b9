"""All pain scores of a log in order of days, and the usual pain that follows from them (§3.1)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from backcoach.coach.model.durations import days
from backcoach.coach.model.rules.pain import Lights, Readiness


class Score(NamedTuple):
    """One pain score (NPRS 0-10) and the local day it was given on."""

    day: date
    pain: int


@dataclass(slots=True)
class Columns:
    """Scores in order of days; those of one day are in the order in which they were given."""

    days: list[date] = field(default_factory=list)
    pains: list[int] = field(default_factory=list)

    def add(self, day: date, pain: int) -> None:
        """Add a score of `day`."""
        # Nearly every score belongs to the latest day.
        if not self.days or day >= self.days[-1]:
            self.days.append(day)
            self.pains.append(pain)
            return
        place = bisect_right(self.days, day)
        self.days.insert(place, day)
        self.pains.insert(place, pain)

    def drop(self, day: date, pain: int) -> None:
        """Remove one such score, if there is one."""
        begins, ends = bisect_left(self.days, day), bisect_right(self.days, day)
        if pain in self.pains[begins:ends]:
            place = self.pains.index(pain, begins)
            del self.days[place], self.pains[place]


class Scores:
    """The scores so far, and the usual pain `U`: the median of the scores of the last 14 days.

    Scores of flare days are left out; a flare lasts from the day it begins to the day before it
    ends. Until there are as many scores as the rule needs, `intake` is used: the average of 7 days
    from the profile. If only the 14 days hold too few, the latest scores are used whatever their
    age, so that one bad day after a break does not become "usual" at once.
    """

    intake: int | None
    _fewest: int
    _span: timedelta
    _all: Columns
    _ordinary: Columns
    _flares: list[tuple[date, date | None]]
    _least: int

    def __init__(self, lights: Lights) -> None:
        self._fewest = lights.usual_pain_scores_min
        self._span = days(lights.usual_pain_days - 1)
        self.intake = None
        self._all = Columns()
        self._ordinary = Columns()
        self._flares = []
        self._least = 0

    def go_by(self, lights: Lights) -> None:
        """Compute the usual pain by these rules from now on."""
        self._fewest = lights.usual_pain_scores_min
        self._span = days(lights.usual_pain_days - 1)
        self._least = 0

    @property
    def fewest(self) -> int:
        """How many scores the usual pain rests on at least."""
        return self._fewest

    @property
    def all(self) -> list[Score]:
        """Every score, including those of flare days."""
        return list(map(Score, self._all.days, self._all.pains))

    @property
    def first_day(self) -> date | None:
        """The earliest day with a score."""
        return self._all.days[0] if self._all.days else None

    @property
    def last_day(self) -> date | None:
        """The latest day with a score."""
        return self._all.days[-1] if self._all.days else None

    def take(self, day: date, pain: int) -> None:
        """Add a score of `day`, which may be in the past."""
        self._all.add(day, pain)
        if not self._flares or not self._is_of_a_flare(day):
            self._ordinary.add(day, pain)
            self._least = min(self._least, pain)

    def drop(self, day: date, pain: int) -> None:
        """Remove a score that another answer replaces."""
        self._least = 0
        self._all.drop(day, pain)
        self._ordinary.drop(day, pain)

    def leave_out(self, since: date) -> None:
        """A flare-up has begun on the day `since`."""
        self._least = 0
        if self._flares and self._flares[-1][0] == since:
            self._flares.pop()
        self._flares.append((since, None))
        first = bisect_left(self._ordinary.days, since)
        del self._ordinary.days[first:], self._ordinary.pains[first:]

    def end(self, since: date, on: date) -> None:
        """The flare-up that began on `since` ended on the day `on`."""
        self._flares[-1] = (since, on)
        self._readmit(on)

    def take_back(self, since: date) -> None:
        """The flare-up that began on `since` is withdrawn."""
        self._flares.pop()
        self._readmit(since)

    def usual(self, on: date) -> float | None:
        """`U` on the day `on`, 0-10; None if unknown. Later scores are not used."""
        known = self._ordinary.days
        last = len(known)
        if last and known[-1] > on:
            last = bisect_right(known, on)
        begins = min(bisect_left(known, on - self._span), max(0, last - self._fewest))
        pains = sorted(self._ordinary.pains[begins:last])
        if pains and last == len(known):
            self._least = pains[0]
        if self.intake is not None and len(pains) < self._fewest:
            return float(self.intake)
        return _middle(pains)

    def least_usual(self) -> int:
        """A lower bound of `U` from now on.

        Most pain is so far below a flare that no more is needed.
        """
        return self._least if self.intake is None else min(self._least, self.intake)

    def known_usual(self, on: date) -> float | None:
        """`U`, or None unless there are as many scores as the rule needs, or an intake.

        With fewer, today's pain would be compared with itself.
        """
        return self.usual(on) if self.is_known(on) else None

    def is_known(self, on: date) -> bool:
        """Whether there are as many scores on the day `on` as the rule needs, or an intake."""
        known, fewest = self._ordinary.days, self._fewest
        enough = len(known) >= fewest and known[fewest - 1] <= on
        return enough or self.intake is not None

    def of_days(self, on: date, number: int) -> tuple[int, ...]:
        """Every score of the `number` days that end with `on`, with flare days, latest first."""
        begins = bisect_left(self._all.days, on - days(number - 1))
        ends = bisect_right(self._all.days, on)
        return tuple(reversed(self._all.pains[begins:ends]))

    def _is_of_a_flare(self, day: date) -> bool:
        for since, ended in reversed(self._flares):
            if ended is not None and day >= ended:
                return False
            if day >= since:
                return True
        return False

    def _readmit(self, since: date) -> None:
        """Count the days from `since` on as ordinary days again."""
        self._least = 0
        first = bisect_left(self._all.days, since)
        self._ordinary.days += self._all.days[first:]
        self._ordinary.pains += self._all.pains[first:]


def _middle(ordered: Sequence[int]) -> float | None:
    """The median of sorted scores."""
    if not ordered:
        return None
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return float(ordered[middle])
    return (ordered[middle - 1] + ordered[middle]) / 2


def usual_stays_high(
    usual_on: Callable[[date], float | None], today: date, rules: Readiness
) -> bool:
    """Whether the usual pain has been 6 or more on every day of the last 2 weeks (judgement).

    `usual_on` gives it for a day; on no day may it be unknown.
    """
    days = (today - timedelta(days=back) for back in range(rules.clinician_days + 1))
    return all(
        (usual := usual_on(day)) is not None and usual >= rules.clinician_usual_min for day in days
    )

"""Every pain score of a log in order of its days, and which of them say what is usual (§3.1)."""

from __future__ import annotations

from bisect import insort
from datetime import date
from operator import attrgetter

from backcoach.coach.lights import Score, pains_of_days, usual_of, usual_scores
from backcoach.coach.programme import Lights


class Scores:
    """The scores so far. Those given on flare days are left out of the usual pain.

    A flare day is one from the day a flare-up begins until the day before it ends.
    """

    def __init__(self, lights: Lights) -> None:
        self._lights = lights
        self.all: list[Score] = []
        self._ordinary: list[Score] = []
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
        _insert(self.all, score)
        if not self._is_of_a_flare(score.day):
            _insert(self._ordinary, score)
            self._least = min(self._least, score.pain)

    def drop(self, score: Score) -> None:
        """A score that another answer has taken the place of."""
        self._least = 0
        self.all.remove(score)
        if score in self._ordinary:
            self._ordinary.remove(score)

    def leave_out(self, since: date) -> None:
        """A flare-up lasts from the day `since`, so far without an end."""
        self._least = 0
        if self._flares and self._flares[-1][0] == since:
            self._flares.pop()
        self._flares.append((since, None))
        while self._ordinary and self._ordinary[-1].day >= since:
            self._ordinary.pop()

    def end(self, since: date, on: date) -> None:
        """The flare-up that began on `since` is over on the day `on`."""
        self._flares[-1] = (since, on)
        self._readmit(on)

    def take_back(self, since: date) -> None:
        """There was no flare-up from the day `since` on after all."""
        self._flares.pop()
        self._readmit(since)

    def usual(self, on: date, intake: int | None) -> float | None:
        """`U` on the day `on`, 0-10, as far as anything tells; `intake` is what the user said."""
        pains = usual_scores(self._ordinary, on, self._lights)
        if pains and self._ordinary[-1].day <= on:
            self._least = min(pains)
        return usual_of(pains, self._lights, intake)

    def least_usual(self, intake: int | None) -> int:
        """What `U` is not below from now on: most pain is not even near a flare."""
        return self._least if intake is None else min(self._least, intake)

    def known_usual(self, on: date, intake: int | None) -> float | None:
        """The same, but None until there are as many scores as the rule wants, or an intake."""
        fewest, ordinary = self._lights.usual_pain_scores_min, self._ordinary
        enough = len(ordinary) >= fewest and ordinary[fewest - 1].day <= on
        return self.usual(on, intake) if enough or intake is not None else None

    def of_days(self, on: date, days: int) -> tuple[int, ...]:
        """Every score of the `days` days that end with `on`, flare days too, latest first."""
        return pains_of_days(self.all, on, days)

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
        missing: list[Score] = []
        for score in reversed(self.all):
            if score.day < since:
                break
            missing.append(score)
        self._ordinary += reversed(missing)


def _insert(scores: list[Score], score: Score) -> None:
    # Nearly every score is of the latest day.
    if not scores or scores[-1].day <= score.day:
        scores.append(score)
    else:
        insort(scores, score, key=attrgetter("day"))

"""Pain in a leg over the days (`programme.md` §4.3): one function for each of its rules.

It begins with a mark or a tick of the user, and goes on with what they answer at each check-in
about the leg. Of several answers of one day the worst counts.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.rules.pain import LegPain

LEG = "leg"
"""What the answers about the leg are kept under among those of a check-in."""


class LegAnswer(StrEnum):
    """How the leg is, compared with the last time; from best to worst."""

    GONE = "gone"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@frozen
class LegTrouble:
    """Pain in a leg `since` a day; `tag` says what that changes.

    `last` is the answer of the day `last_on`, the worst of it. `steady_before` counts the days with
    an answer in a row before that on which it was no worse; `gone_before` is the first of those in
    a row on which it was gone, None where it was not.
    """

    tag: str
    since: date
    last_on: date
    last: LegAnswer = LegAnswer.WORSE
    steady_before: int = 0
    gone_before: date | None = None

    def answered(self, answer: LegAnswer, on: date) -> LegTrouble:
        """The same after an answer on the local day `on`."""
        if on <= self.last_on:
            worst = max((self.last, answer), key=tuple(LegAnswer).index)
            return replace(self, last=worst)
        return replace(
            self,
            last=answer,
            last_on=on,
            steady_before=self.steady,
            gone_before=self.gone_since,
        )

    @property
    def steady(self) -> int:
        """On how many days in a row it was no worse, as far as it was asked."""
        return 0 if self.last is LegAnswer.WORSE else self.steady_before + 1

    @property
    def gone_since(self) -> date | None:
        """The first day from which on it was gone whenever asked; None where it is not gone."""
        return (self.gone_before or self.last_on) if self.last is LegAnswer.GONE else None

    def is_new(self, rules: LegPain) -> bool:
        """Whether sessions are easy ones for now (§4.3)."""
        return self.steady < rules.steady_answers

    def is_over(self, rules: LegPain) -> bool:
        """Whether it was gone for so long that it is over (§4.3)."""
        gone = self.gone_since
        return gone is not None and self.last_on - gone >= timedelta(days=rules.quiet_days)

    def needs_a_look(self, on: date, rules: LegPain) -> bool:
        """Whether it has lasted so long that somebody should look at it (§4.3)."""
        return on - self.since >= timedelta(days=rules.advice_days)


def begun(tag: str, on: date) -> LegTrouble:
    """Pain in a leg that begins on the local day `on`."""
    return LegTrouble(tag, on, on)

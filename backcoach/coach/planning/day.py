"""Today's session: which one it is, what else is on offer, and why."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind


class Choice(StrEnum):
    """Which session is done today."""

    PLANNED = "planned"
    SHORT = "short"
    EASY = "easy"
    REST_DAY = "rest_day"
    NONE = "none"

    @property
    def kind(self) -> SessionKind:
        """What such a session is stored as; only a main one counts."""
        return {Choice.EASY: SessionKind.FLARE, Choice.REST_DAY: SessionKind.REST_DAY}.get(
            self, SessionKind.MAIN
        )


@frozen
class Day:
    """What today's session is, and why.

    `choice` is proposed, or what was chosen among the `offers` instead. A main session is done
    `lower` levels lower, for today only. `prompt` is what the session says all along where it is to
    be done with care. Without `raises` no level goes up. `suggestion` is advice alongside.
    """

    choice: Choice
    offers: tuple[Choice, ...] = ()
    lower: int = 0
    prompt: str = ""
    raises: bool = True
    first_hour: bool = False
    reasons: tuple[Reason, ...] = ()
    suggestion: str = ""

    @property
    def kind(self) -> SessionKind:
        """What the session is stored as."""
        return self.choice.kind

    @property
    def careful(self) -> bool:
        """Whether the amber prompts are on."""
        return bool(self.prompt)

    @property
    def differs(self) -> bool:
        """Whether the session is another than the planned one, which wants to be said first."""
        return self.choice is not Choice.PLANNED or self.lower > 0

    def choosing(self, choice: Choice) -> Day:
        """The day with `choice` taken; ValueError when it is not on offer."""
        if choice is self.choice:
            return self
        if choice not in self.offers:
            raise ValueError(f"{choice} is not on offer today")
        on_rest_day = self.choice is Choice.REST_DAY and choice.kind is SessionKind.MAIN
        said = TRAIN_ANYWAY if on_rest_day else CHOSEN[choice]
        return replace(self, choice=choice, offers=(), reasons=(*self.reasons, said))

    def because(self, rule: str, sentence: str) -> tuple[Reason, ...]:
        """Its reasons, and one more."""
        return (*self.reasons, Reason(rule, sentence))


TRAIN_ANYWAY = Reason(
    "readiness.train_anyway",
    "You chose to train on a rest day. Now and then that is fine: keep it comfortable, and rest"
    " tomorrow.",
)
CHOSEN = {
    Choice.PLANNED: Reason("readiness.chosen", "You chose the planned session."),
    Choice.SHORT: Reason("readiness.chosen", "You chose a short session."),
    Choice.EASY: Reason("readiness.chosen", "You chose an easy session."),
}

"""The session proposed for a day, the alternatives offered, and the reasons."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind


class Choice(StrEnum):
    """The sessions that can be done on a day."""

    PLANNED = "planned"
    SHORT = "short"
    EASY = "easy"
    REST_DAY = "rest_day"
    BALANCE = "balance"
    NONE = "none"

    @property
    def kind(self) -> SessionKind:
        """The kind such a session is stored as; only a main one counts toward the next stage."""
        return {
            Choice.EASY: SessionKind.FLARE,
            Choice.REST_DAY: SessionKind.REST_DAY,
            Choice.BALANCE: SessionKind.REST_DAY,
        }.get(self, SessionKind.MAIN)


@frozen
class Day:
    """The session of a day, and the reasons for it.

    `choice` is the session proposed, or the one chosen from `offers` instead. A main session is
    done `lower` levels lower, today only. `prompt` is shown during the whole session if it has to
    be done with care. With `raises` False no level goes up. `suggestion` is additional advice.
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
        """The kind the session is stored as."""
        return self.choice.kind

    @property
    def has_balance(self) -> bool:
        """Whether the balance block belongs to the session, for people who have one."""
        return self.kind is SessionKind.MAIN or self.choice is Choice.BALANCE

    @property
    def careful(self) -> bool:
        """Whether `prompt` is shown during the session."""
        return bool(self.prompt)

    @property
    def differs(self) -> bool:
        """Whether the session is not the planned one, so that the user has to be told first."""
        return self.choice is not Choice.PLANNED or self.lower > 0

    def choosing(self, choice: Choice) -> Day:
        """The day with `choice` in place of its session; ValueError if it is not offered."""
        if choice is self.choice:
            return self
        if choice not in self.offers:
            raise ValueError(f"{choice} is not on offer today")
        on_rest_day = self.choice is Choice.REST_DAY and choice.kind is SessionKind.MAIN
        reason = TRAIN_ANYWAY if on_rest_day else CHOSEN[choice]
        return replace(self, choice=choice, offers=(), reasons=(*self.reasons, reason))

    def because(self, rule: str, sentence: str) -> tuple[Reason, ...]:
        """The day with one more reason."""
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
    Choice.BALANCE: Reason("readiness.chosen", "You chose balance exercises."),
}

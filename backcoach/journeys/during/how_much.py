"""What a pain means in a session: the answers on offer for it, and the advice with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.records import Answer, Where

if TYPE_CHECKING:
    from backcoach.coach.session.player import Player
    from backcoach.practice import Practice

FINE = "That is within what is fine. Go on if it feels all right."
SMALLER = "Finish it smaller. It should settle by tomorrow."
FINE_OR_EASIER = "That is within what is fine. Go on if it feels all right, or choose easier."
SMALLER_OR_EASIER = "Finish it smaller or easier. It should settle by tomorrow."
STOP = "Stop this exercise now: enough of it for today."
SECOND = "Twice is enough for one day: the main part ends here."
FEWER = "Finish it with less range, or fewer repetitions"
GO_ON_SMALLER = "Go on, with less range: what matters here is your back, and that is not it."
EASE_OFF = "Stop this exercise for today. Its level stays as it is."
LEAVE_OUT = "Stop this exercise, and what asks the same of that place, for today."


class HowMuch:
    """The answers to a pain at the place `where`; `level` is that of an easier exercise."""

    def __init__(self, practice: Practice, player: Player, level: int, where: Where) -> None:
        self._practice = practice
        self._player = player
        self._level = level
        self._where = where

    @property
    def may_lock(self) -> bool:
        """Whether a swollen or locked joint can be marked; the calf has a question of its own."""
        return self._where.is_elsewhere and self._where is not Where.CALF

    def offers(self, pain: int, *, locked: bool = False) -> tuple[Answer, ...]:
        """The answers on offer, the most careful first.

        Ending the session is not among them, since it is offered before the number is asked.
        """
        found = self._player.offers(pain, self._level, where=self._where, locked=locked)
        return tuple(each for each in found if each is not Answer.END)

    def light(self, pain: int) -> Light | None:
        """The colour of that pain; None where pain of this place has none."""
        return self._player.pain.light_of(pain, where=self._where)

    def safest(self, pain: int, *, locked: bool = False) -> Answer:
        """The answer that Enter alone gives."""
        offers = self.offers(pain, locked=locked)
        return Answer.GO_ON if self.light(pain) is Light.GREEN else offers[0]

    def advice(self, pain: int, *, locked: bool = False) -> str:
        """What this number means."""
        offers = self.offers(pain, locked=locked)
        if self._where.is_elsewhere:
            return self._advice_elsewhere(pain, offers, locked=locked)
        if Answer.TO_COOL_DOWN in offers:
            return SECOND
        light = self.light(pain)
        if light is Light.RED:
            return STOP
        if Answer.EASIER in offers:
            return FINE_OR_EASIER if light is Light.GREEN else SMALLER_OR_EASIER
        return FINE if light is Light.GREEN else SMALLER

    def _advice_elsewhere(self, pain: int, offers: tuple[Answer, ...], *, locked: bool) -> str:
        if Answer.GO_ON in offers:
            return GO_ON_SMALLER
        rules = self._practice.book.catalogue.programme.elsewhere
        much = rules is None or pain >= rules.leave_out_min
        if not (much or locked):
            return EASE_OFF
        return f"{LEAVE_OUT} {self._practice.book.catalogue.safety.hurts.look}"

    def words(self, answer: Answer, pain: int, easier: str) -> str:
        """What an answer on offer does; `easier` names the one that eases."""
        variant = self._player.easier_variant(self._level)
        return {
            Answer.EASIER: f"{easier}: {variant.name}" if variant else easier,
            Answer.SKIP: "Skip this exercise today",
            Answer.GO_ON: "Go on as it was" if self.light(pain) is Light.GREEN else FEWER,
            Answer.TO_COOL_DOWN: "On to the cool-down",
        }[answer]

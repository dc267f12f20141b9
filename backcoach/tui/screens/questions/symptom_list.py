"""What the screens with the list of signs share: what Enter will do, what a sign needs asked."""

from __future__ import annotations

from typing import TypeVar

from textual.widgets import Static

from backcoach.coach.safety.check_in import Symptom
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.widgets.checklist import Checklist

Result = TypeVar("Result")

SignsAnswers = dict[str, str | None]
"""Each new symptom with the option chosen for its question."""


class SignsScreen(CoachScreen[Result]):
    """Has a `Checklist` of signs and, as `#consequence`, a line that says what Enter will do."""

    def on_checklist_marked(self) -> None:
        """A mark may decide what happens next."""
        self.say_what_enter_does()

    def on_checklist_confirmed(self) -> None:
        """Answered."""
        self.action_accept()

    def action_accept(self) -> None:
        """Take the answers, or go on to what is still to be answered."""
        raise NotImplementedError

    def consequence(self) -> str:
        """What Enter will do now."""
        raise NotImplementedError

    def say_what_enter_does(self) -> None:
        """Bring the line up to date."""
        self.query_one("#consequence", Static).update(f"Enter: {self.consequence()}")

    @property
    def marked(self) -> list[str]:
        """Ids of the signs that are marked."""
        return self.query_one(Checklist).marked

    @property
    def none_words(self) -> str:
        """ "none of these", within a sentence."""
        none = self.practice.book.catalogue.safety.check_in.none
        return f"{none[:1].lower()}{none[1:]}"

    async def answers(self) -> SignsAnswers | None:
        """What was marked, once all is asked that it needs; None when somebody turned back.

        Call it from a worker: it waits for the dialogs.
        """
        answers: SignsAnswers = {}
        for symptom in map(self.practice.book.catalogue.safety.symptom, self.marked):
            option = await self._option(symptom)
            if symptom.question is not None and option is None:
                return None
            answers[symptom.id] = option
        return answers

    async def _option(self, symptom: Symptom) -> str | None:
        if symptom.question is None:
            return None
        options = [(each.id, each.text) for each in symptom.options]
        return await self.app.push_screen_wait(ChoiceDialog(symptom.question, options))

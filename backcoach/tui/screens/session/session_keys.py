"""What can be done in a session: every key of it, and what is asked first."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

from textual import work
from textual.events import Key

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.session.clockwork import State
from backcoach.coach.session.recorder import Do
from backcoach.open_session import OpenSession
from backcoach.tui.commands import Scope, bindings, command
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.session.hurt import HurtDialog, StopSignsWanted
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.screens.session.weight import WeightDialog

NAMED = ("session.pause", "session.next", "session.hurts", "app.help")
OTHER_KEYS = " · ".join(
    ["Does nothing", *(f"{each.first_key_words} {each.label}" for each in map(command, NAMED))]
)
"""Short enough for the narrowest window; the bar at the bottom names all of them."""


class SessionKeys(CoachScreen[SessionRecord | None]):
    """A screen that can be told what to do with its session; what it shows is left to it."""

    BINDINGS = bindings(Scope.SESSION)
    scope = Scope.SESSION

    def __init__(self, session: OpenSession) -> None:
        super().__init__()
        self.session = session
        self.player = session.player
        self._asking = False
        """A question lies over the session, and its clock stands still."""

    @abstractmethod
    def tell(self, do: Do, **said: Any) -> None:  # noqa: ANN401
        """Tell the session, and show what that causes."""

    @abstractmethod
    def say(self, words: str) -> None:
        """Show `words` for a moment."""

    def on_key(self, event: Key) -> None:
        """Say which keys there are where one does nothing: whoever pressed it waits for something.

        Keys with Ctrl or Alt are left to Textual.
        """
        bound = self.active_bindings.get(event.key)
        # What has no id is no command, but one of Textual's own, as Tab to move the focus is.
        is_command = bound is not None and bound.enabled and bound.binding.id is not None
        if not is_command and "+" not in event.key:
            self.say(OTHER_KEYS)

    def action_pause(self) -> None:
        """Pause or go on."""
        self.tell(Do.PAUSE_OR_RESUME)

    def pause(self) -> None:
        """Pause; where the clock stands already, nothing."""
        if self.player.state in (State.RUNNING, State.COUNTING_IN):
            self.action_pause()

    def action_next(self) -> None:
        """Done, next."""
        self.tell(Do.NEXT)

    def action_back(self) -> None:
        """Start this set again; twice quickly: the one before."""
        self.tell(Do.BACK)

    def action_skip(self) -> None:
        """Leave this exercise out."""
        self.tell(Do.SKIP)

    def action_easier(self) -> None:
        """An easier variant from here on."""
        self.tell(Do.EASIER, level=self._easier_level)

    def action_longer(self) -> None:
        """Ten seconds more."""
        self.tell(Do.ADJUST, direction=+1)

    def action_shorter(self) -> None:
        """Ten seconds less."""
        self.tell(Do.ADJUST, direction=-1)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A weight is told of only where there is one."""
        return action != "weight" or self.player.step.dose.weight is not None

    @work(exclusive=True)
    async def action_weight(self) -> None:
        """Stop the clock and ask what is held."""
        load = self.player.step.dose.weight
        self.tell(Do.HURTS)
        if load is None or self.player.state is State.ENDED:
            return
        self._asking = True
        dialog = WeightDialog(load, self.player.load, self.player.weight)
        answer = await self.app.push_screen_wait(dialog)
        self._asking = False
        self.tell(Do.NEVER_MIND)
        if answer is not None:
            self.tell(Do.TAKE_WEIGHT, weight=answer.weight)

    @work(exclusive=True)
    async def action_hurts(self) -> None:
        """Stop the clock, ask, and do what was chosen."""
        self.tell(Do.HURTS)
        if self.player.state is State.ENDED:
            return
        self._asking = True
        answer = await self.app.push_screen_wait(HurtDialog(self.player, self._easier_level))
        if isinstance(answer, StopSignsWanted):
            await self._look_for_stop_signs()
            return
        self._asking = False
        if answer is None:
            self.tell(Do.NEVER_MIND)
            return
        if answer.leg:
            # Something new in a leg is asked about like the signs that need a question first.
            self.session.stopped = self.practice.book.catalogue.safety.asks_first
        self.tell(
            Do.REPORT_PAIN,
            pain=answer.pain,
            answer=answer.answer,
            level=self._easier_level,
            leg=answer.leg,
        )

    @work(exclusive=True)
    async def action_stop_now(self) -> None:
        """Stop the clock and show the signs to stop at."""
        self.tell(Do.HURTS)
        if self.player.state is not State.ENDED:
            self._asking = True
            await self._look_for_stop_signs()

    async def _look_for_stop_signs(self) -> None:
        """With one of the signs the session ends here; without, it goes on as before."""
        signs = await self.app.push_screen_wait(StopNowDialog())
        self._asking = False
        if signs is None:
            self.tell(Do.NEVER_MIND)
            return
        self.session.stopped = signs
        self.tell(Do.LEAVE)

    @work(exclusive=True)
    async def action_leave(self) -> None:
        """Ask first; keep what was done."""
        if self.player.state in (State.RUNNING, State.COUNTING_IN):
            self.tell(Do.PAUSE_OR_RESUME)
        if self.player.state is State.ENDED:
            return
        self._asking = True
        kept = (
            "What you have done so far is kept as a partial session."
            if self.session.something_done
            else "Nothing has been done yet, so nothing is stored."
        )
        options = [("stay", "Stay in the session"), ("leave", "Leave")]
        answer = await self.app.push_screen_wait(ChoiceDialog("Leave this session?", options, kept))
        self._asking = False
        if answer == "leave":
            self.tell(Do.LEAVE)

    def before_quit(self) -> bool:
        """Ask when nothing else is being asked; else keep what was done, and let go."""
        if self.player.state is State.ENDED:
            return True
        if not self._asking:
            self.action_leave()
            return False
        self.tell(Do.LEAVE)
        return True

    def before_end(self) -> None:
        """Leave it as it is: nobody can be asked any more, the next start will.

        What the journal could not take is put where there is room on the way out.
        """
        if self.player.state is State.ENDED:
            return
        self.session.close()
        if self.session.problem is not None and self.session.something_done:
            self.practice.sessions.unstored[self.session.id] = self.session.record()

    @property
    def _easier_level(self) -> int:
        return self.practice.book.catalogue.programme.easing.level

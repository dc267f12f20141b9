"""Carries out the requests of other programs on a running session, as its keys would."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Protocol

from backcoach.coach.model.records import Answer, Where
from backcoach.coach.session.player import Player
from backcoach.coach.session.snapshot import snapshot
from backcoach.remote.requests import ControlRequest, Verb
from backcoach.remote.status import Reply, SessionStatus, status_of
from backcoach.tui.commands import command

PATIENCE_SECONDS = 0.8
"""How long a request may wait for its turn among the keys; then it is given up."""

KEYS = {
    Verb.NEXT: "session.next",
    Verb.BACK: "session.back",
    Verb.EASIER: "session.easier",
    Verb.MORE: "session.longer",
    Verb.LESS: "session.shorter",
}
"""The requests that always do what a key does, by the command of that key."""

PAUSE = command("session.pause").action

REPORTED = {
    Answer.EASIER: "an easier variant from here on",
    Answer.SKIP: "this exercise is skipped",
    Answer.GO_ON: "going on",
    Answer.TO_COOL_DOWN: "on to the cool-down",
}
"""What was done about a pain that was reported with its place."""

QUESTION_OPEN = "a question is open on the screen; it is answered there"


class Controllable(Protocol):
    """The members of the session screen that a request uses."""

    player: Player

    @property
    def is_asking(self) -> bool:
        """Whether a question is open."""
        ...

    @property
    def on_floor(self) -> bool:
        """Whether the floor view is open."""
        ...

    @property
    def speed(self) -> float:
        """The speed; above 1 it is a rehearsal."""
        ...

    async def run_action(self, action: str) -> None:
        """Do what a key with this action does."""
        ...

    def call_later(self, callback: Callable[[], Awaitable[None]]) -> bool:
        """Call `callback` when the keys that came before are done; False once it has closed."""
        ...

    def toggle_floor(self) -> None:
        """Open the floor view, or close it."""

    def report_pain(self, pain: int, where: Where) -> Answer:
        """Report a pain, and do what Enter would choose about it."""
        ...

    def ask_what_hurts(self, pain: int, where: Where | None) -> None:
        """Stop the clock and ask where it hurts, or what has to be known about this place."""

    def tell(self, words: str) -> None:
        """Show `words` for a moment."""


class RefusedError(Exception):
    """A request that can't be carried out now. The text says why."""


class Remote:
    """The remote control of one session screen."""

    def __init__(self, session: Controllable) -> None:
        self._session = session

    @property
    def is_moving(self) -> bool:
        """Whether the clock of the session runs."""
        return self._session.player.position.is_moving

    def status(self) -> SessionStatus:
        """The state as it is now."""
        session = self._session
        return status_of(
            snapshot(session.player),
            asking=session.is_asking,
            floor=session.on_floor,
            speed=session.speed,
        )

    async def answer(self, request: ControlRequest) -> Reply:
        """Carry out a request in its turn among the keys. What it did is on disk by then."""
        if request.verb in (Verb.STATUS, Verb.FOLLOW):
            return Reply(ok=True, status=self.status())
        done: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        has_begun = False

        async def in_turn() -> None:
            nonlocal has_begun
            # Whoever asked may have been told already that there was no time for it.
            if done.done():
                return
            has_begun = True
            try:
                words = await self._carry_out(request)
            except RefusedError as error:
                reply = Reply(ok=False, words=str(error))
            else:
                reply = Reply(ok=True, words=words, status=self.status())
            if not done.done():
                done.set_result(reply)

        if not self._session.call_later(in_turn):
            return Reply(ok=False, words="the session is over")
        await asyncio.wait([done], timeout=PATIENCE_SECONDS)
        if not has_begun:
            done.cancel()
            return Reply(ok=False, words="the session is busy; nothing was done")
        return await done

    async def _carry_out(self, request: ControlRequest) -> str:
        """Carry out a request. Returns what to say about it, or raises RefusedError."""
        session, verb = self._session, request.verb
        if verb is Verb.SAY:
            session.tell(request.text)
            return ""
        if session.player.position.has_ended:
            raise RefusedError("the session is over")
        if session.is_asking:
            raise RefusedError(QUESTION_OPEN)
        if verb in KEYS:
            await session.run_action(command(KEYS[verb]).action)
        elif verb in (Verb.PAUSE, Verb.GO):
            if session.player.position.is_moving is (verb is Verb.PAUSE):
                await session.run_action(PAUSE)
        elif verb is Verb.FLOOR:
            session.toggle_floor()
        elif verb is Verb.HURTS:
            return self._hurts(request)
        return ""

    def _hurts(self, request: ControlRequest) -> str:
        """A place about which nothing else has to be known is enough; else the screen asks."""
        assert request.pain is not None  # it is no request otherwise
        if request.where in (None, Where.LEG, Where.CALF):
            self._session.ask_what_hurts(request.pain, request.where)
            return "Paused; the screen asks what else it has to know."
        answer = self._session.report_pain(request.pain, request.where)
        return f"{request.where.capitalize()} {request.pain}/10: {REPORTED[answer]}."

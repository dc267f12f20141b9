"""A session followed in lines: one for each event that matters, and commands typed meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.session.commands import (
    Adjust,
    Back,
    Easier,
    Next,
    PauseOrResume,
    SessionCommand,
    Skip,
    StopToAsk,
    TellGrab,
)
from backcoach.coach.session.events import Interrupted, Paused, SegmentStarted, SessionEnded
from backcoach.coach.words.session_words import duration_words
from backcoach.journeys.during.asked import (
    ask_about_hurt,
    ask_for_stop_signs,
    ask_for_walk,
    ask_for_weight,
    ask_to_leave,
    easier_level,
)
from backcoach.journeys.during.session_words import back_words, message_for
from backcoach.journeys.during.sounds import SessionSounds
from backcoach.plain.commands import COMMANDS
from backcoach.plain.lines import InputEnded
from backcoach.plain.words import event_line, start_lines
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.coach.model.records import SessionRecord
    from backcoach.coach.session.events import Event
    from backcoach.open_session import OpenSession
    from backcoach.plain.front import PlainFront

LOOK_SECONDS = 0.1
"""How long a line that is typed is waited for before the clock is looked at again."""
NOT_UNDERSTOOD = "Not understood. p pauses, h hurts, s skips, q leaves, ? lists all."


class FollowedSession:
    """Follows one session: lines out, commands in. Nothing that is typed holds the clock up."""

    def __init__(self, front: PlainFront, session: OpenSession) -> None:
        self._front = front
        self._session = session
        self._player = session.player
        self._say = front.talk.say
        self._problem: StoreError | None = None
        self._ended: SessionRecord | None = None
        self._asking = False
        self._asked_about_grab: object = None
        self._sounds = SessionSounds(front.sounds, session)
        self._screen_on = front.screen_on()

    async def follow(self, *, cut_off: bool = False) -> SessionRecord | None:
        """From its beginning, or from where it was `cut_off`, to its end. Returns the record.

        Where the input ends, the journal is closed, so that the next start offers to go on.
        """
        session, player = self._session, self._player
        sounds = self._front.sounds
        try:
            sounds.open_sound()
            self._say("The session begins. ? lists what can be typed.")
            if player.plan.prompt:
                self._say(player.plan.prompt)
            if cut_off:
                self._say(back_words(player))
                self._take(session.take_up())
            else:
                self._take(session.start())
            while not player.position.has_ended:
                typed = self._front.typed.line(self._seconds_to_wait)
                if typed is None:
                    self._take(session.recorder.tick())
                    self._sounds.rest()
                    while not sounds.notices.empty():
                        self._say(sounds.notices.get())
                else:
                    await self._carry_out(typed)
        except InputEnded:
            self._close()
            raise
        finally:
            sounds.close_sound()
            if self._screen_on is not None:
                self._screen_on.end()
        return self._ended

    def _close(self) -> None:
        """Close the journal; what could not be written to it is handed over, to be stored."""
        if self._player.position.has_ended:
            return
        self._session.close()
        if self._session.problem is not None and self._session.something_done:
            unstored = self._front.practice.sessions.unstored
            unstored[self._session.id] = self._session.record()

    @property
    def _seconds_to_wait(self) -> float:
        """Until the clock has to be looked at: at the latest as the next second begins."""
        ahead = self._player.position.until_next_second / self._session.speed
        return min(LOOK_SECONDS, ahead) if ahead > 0 else LOOK_SECONDS

    # Commands

    def send(self, command: SessionCommand) -> None:
        """Carry out `command`, and print what it causes."""
        self._take(self._session.recorder.send(command))

    async def _carry_out(self, typed: str) -> None:
        command = typed.lower()
        simple: dict[str, SessionCommand] = {
            "p": PauseOrResume(),
            "n": Next(),
            "b": Back(),
            "s": Skip(),
            "e": Easier(level=easier_level(self._front)),
            "+": Adjust(direction=+1),
            "-": Adjust(direction=-1),
        }
        if command in simple:
            self.send(simple[command])
        elif command in ("g", "f") and self._player.asks_about_grab is not None:
            self.send(TellGrab(grabbed=command == "g"))
        elif command == "m":
            self._say("Sound on." if self._front.sounds.switch() else "Sound off.")
        elif command == "?":
            for each in COMMANDS:
                self._say(f"{each.typed}  {each.words}")
        elif not command:
            # Enter alone changes nothing: whoever only looks where they are must not pause.
            for line in start_lines(self._player, here=True):
                self._say(line)
        else:
            self._asking = True
            await self._ask(command)
            self._asking = False

    async def _ask(self, command: str) -> None:
        front, session = self._front, self._session
        if command == "h":
            self.send(StopToAsk())
            if not self._player.position.has_ended:
                await ask_about_hurt(front, session, self.send)
        elif command == "i":
            await ask_for_stop_signs(front, session, self.send)
        elif command == "w" and self._player.position.step.dose.weight is not None:
            await ask_for_weight(front, session, self.send)
        elif command == "k" and self._player.may_have_walked:
            await ask_for_walk(front, session, self.send)
        elif command == "q":
            await ask_to_leave(front, session, self.send)
        else:
            self._say(NOT_UNDERSTOOD)

    # Events

    def _take(self, events: list[Event]) -> None:
        ended = False
        for event in events:
            match event:
                case Interrupted(seconds=gap):
                    self._say(f"Paused: the program stood still for {duration_words(gap)}.")
                    self._say("p goes on.")
                case SessionEnded():
                    ended = True
                case SegmentStarted():
                    for line in start_lines(self._player, event):
                        self._say(line)
                case Paused() if self._asking:
                    pass  # the question says that the clock stands still
                case _:
                    words = message_for(event) or event_line(event)
                    if words:
                        self._say(words)
        self._sounds.follow(events)
        if self._screen_on is not None:
            self._screen_on.follow(is_moving=self._player.position.is_moving)
        self._ask_about_grab()
        self._warn_if_not_stored()
        if ended:
            self._end()

    def _ask_about_grab(self) -> None:
        """Ask once after each exercise for balance; nothing waits for the answer."""
        asked = self._player.asks_about_grab
        if asked is not None and asked is not self._asked_about_grab:
            self._say("Did you have to grab? g yes, f no.")
        self._asked_about_grab = asked

    def _warn_if_not_stored(self) -> None:
        """Warn once when the journal can't be written."""
        problem = self._session.problem
        if problem is not None and self._problem is None:
            self._front.warn(f"{problem} The session goes on; each later set tries again.")
        self._problem = problem

    def _end(self) -> None:
        """Store the session; if that fails, the record can be saved in another place."""
        try:
            self._ended = self._session.end()
        except StoreError as error:
            self._front.warn(str(error))
            self._ended = self._session.record()

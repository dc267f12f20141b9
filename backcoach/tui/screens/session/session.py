"""The screen of a running session: passes keys on to the player, and shows what they cause."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.events import Key, ScreenResume

from backcoach.coach.model.records import Answer, SessionRecord, Where
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.commands import (
    Adjust,
    AutoAdvance,
    Back,
    Easier,
    Leave,
    Next,
    PauseOrResume,
    SessionCommand,
    Skip,
    StopToAsk,
    TellGrab,
)
from backcoach.coach.session.events import Event, Interrupted, SessionEnded
from backcoach.coach.session.snapshot import Snapshot, snapshot
from backcoach.coach.words.session_words import duration_words
from backcoach.cues.cue import Sound, cue_for
from backcoach.figure import Drawing, Moment, moment_of
from backcoach.journeys.asking.answers import Hurt
from backcoach.journeys.during.asked import (
    ask_about_hurt,
    ask_for_stop_signs,
    ask_for_walk,
    ask_for_weight,
    ask_to_leave,
    easier_level,
)
from backcoach.journeys.during.how_much import HowMuch
from backcoach.journeys.during.hurt import report_of
from backcoach.journeys.during.session_words import back_words, message_for, next_words
from backcoach.journeys.during.sounds import SessionSounds
from backcoach.open_session import OpenSession
from backcoach.store import StoreError
from backcoach.tui.commands import Scope, bindings, command
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.floor_panel import FloorView
from backcoach.tui.screens.session.remote import Remote
from backcoach.tui.screens.session.session_words import Beat, beat_of, floor_lines, grab_words
from backcoach.tui.screens.session.view import SessionView
from backcoach.tui.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from backcoach.tui.system.beside import Beside

TICKS_A_SECOND = 12
GARBAGE_SECONDS = 1
"""When garbage is collected after the start: what the questions used is free only by then."""

HINTS = ("session.pause", "session.next", "session.hurts", "app.help")
ESSENTIAL = (
    "session.pause",
    "session.next",
    "session.grabbed",
    "session.held",
    "session.hurts",
    "session.stop_now",
    "session.floor",
    "app.help",
)
"""What the bar of keys shows in a low window, where the figure is of more use than more keys."""

OTHER_KEYS = " · ".join(
    ["Does nothing", *(f"{each.first_key_words} {each.label}" for each in map(command, HINTS))]
)
"""The answer to a key without a meaning. It fits the narrowest window."""


class SessionScreen(CoachScreen[SessionRecord | None]):
    """Guides the user through a session; with `cut_off` it resumes one that was interrupted.

    Its result is the record of the session, None when nothing was done.
    """

    CSS_PATH = "session.tcss"
    BINDINGS = bindings(Scope.SESSION)
    scope = Scope.SESSION

    def __init__(self, session: OpenSession, *, cut_off: bool = False) -> None:
        super().__init__()
        self.session = session
        self.player = session.player
        self._asking = False
        """Whether a question is open, during which the clock stands still."""
        self._cut_off = cut_off
        self._problem: StoreError | None = None
        self._offered = (False, False, False)
        """Whether the keys for a weight, for a walk and for a grab are available."""
        self._ended: SessionRecord | None = None
        self._beside: Beside | None = None
        self._floor: FloorScreen | None = None
        self._beat: Beat | None = None
        self._is_lasting = False
        self._first_words = self.player.plan.prompt
        """What the floor view says when it is opened the next time."""
        self._looked_for: float | None = None
        """The instant at which a look between two others was asked for."""
        self._sounds = SessionSounds(self.coach, session)

    def compose(self) -> ComposeResult:
        """Compose the view and the bar of keys."""
        # The screens before it have left garbage, whose memory this one can use.
        gc.collect()
        wanted = self.practice.book.settings.drawing
        yield SessionView(self.player.plan.prompt, Drawing(wanted) if wanted else None)
        yield KeyBar(ESSENTIAL)

    def on_mount(self) -> None:
        """Start or resume the session, and read the clock regularly from now on."""
        if self._cut_off:
            self._take(self.session.take_up())
            self._first_words = back_words(self.player)
            self.say(self._first_words, lasting=True)
        else:
            self._take(self.session.start())
        self.set_interval(1 / TICKS_A_SECOND, self.tick)
        self.set_timer(GARBAGE_SECONDS, gc.collect)
        self._beside = self.coach.beside(Remote(self))
        self.app.app_suspend_signal.subscribe(self, self._before_suspend, immediate=True)
        self.app.app_resume_signal.subscribe(self, self._after_suspend, immediate=True)
        self.coach.open_sound()
        if self.practice.book.settings.floor_view:
            self.action_floor()

    def tick(self) -> None:
        """Read the clock and show the present instant; texts only where they changed."""
        if not self._asking and not self.player.position.has_ended:
            events = self.session.recorder.tick()
            now = snapshot(self.player)
            if events or beat_of(now) != self._beat:
                self._take(events)
            else:
                (self._floor or self._view).move(now, self._moment(now))
                self._sounds.follow(events)
            self._sounds.rest()
            self._look_again_in_time()
        self._close_if_over()

    def _look_again_in_time(self) -> None:
        """Look at the clock just as the next event is due too, once: its cue is heard on time.

        A second that begins is due as well, as is the half of a hold, which may be between two.
        """
        position = self.player.position
        ahead = min(position.until_next_second, position.until_next_event)
        due = round(position.now + ahead, 3)
        if 0 < ahead < self.session.speed / TICKS_A_SECOND and due != self._looked_for:
            self._looked_for = due
            self.set_timer(ahead / self.session.speed, self.tick)

    def on_unmount(self) -> None:
        """End the players once the last sound is heard, and what else goes on beside the screen."""
        self.coach.close_sound()
        if self._beside is not None:
            self._beside.end()

    def _before_suspend(self, _app: object) -> None:
        if self._beside is not None:
            self._beside.suspend()

    def _after_suspend(self, _app: object) -> None:
        if self._beside is not None:
            self._beside.show()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """Show the session again; it may have ended while another screen covered it."""
        self.show_now()
        self._close_if_over()

    def settings_changed(self, words: str) -> None:
        """Apply a changed setting, and show `words` where they cover nothing."""
        wanted = self.practice.book.settings.auto_advance
        if wanted is not self.player.position.auto_advance:
            self.send(AutoAdvance(on=wanted))
        self.show_now()
        if self._is_lasting:
            # Why it is paused, say, must not be lost for a word about sound.
            super().settings_changed(words)
        else:
            self.say(words)

    # Commands

    def on_key(self, event: Key) -> None:
        """Answer a key without a meaning with the keys that have one.

        Keys with Ctrl or Alt are left to Textual.
        """
        bound = self.active_bindings.get(event.key)
        # Bindings without an id are Textual's own, such as Tab to move the focus.
        is_command = bound is not None and bound.enabled and bound.binding.id is not None
        if not is_command and "+" not in event.key:
            self.say(OTHER_KEYS)

    def action_pause(self) -> None:
        """Pause or resume."""
        self.send(PauseOrResume())

    @property
    def is_moving(self) -> bool:
        """Whether the clock runs."""
        return self.player.position.is_moving

    def pause(self) -> None:
        """Pause, unless the clock stands still already."""
        if self.is_moving:
            self.action_pause()

    def action_next(self) -> None:
        """Start the work now, or end this set."""
        self.send(Next())

    def action_back(self) -> None:
        """Restart this set; twice in quick succession: the set before."""
        self.send(Back())

    def action_skip(self) -> None:
        """Skip the rest of this exercise."""
        self.send(Skip())

    def action_easier(self) -> None:
        """Change to an easier variant."""
        self.send(Easier(level=easier_level(self.coach)))

    def action_longer(self) -> None:
        """Make the segment longer."""
        self.send(Adjust(direction=+1))

    def action_shorter(self) -> None:
        """Make the segment shorter."""
        self.send(Adjust(direction=-1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A weight is available where the set has one, a walk while marching is ahead.

        A grab is after an exercise for balance.
        """
        if action in ("grabbed", "held"):
            return self.player.asks_about_grab is not None
        if action == "walked":
            return self.player.may_have_walked
        return action != "weight" or self.player.position.step.dose.weight is not None

    @contextmanager
    def _question(self) -> Iterator[None]:
        """Marks that a question is open."""
        self._asking = True
        try:
            yield
        finally:
            self._asking = False

    def action_grabbed(self) -> None:
        """Answer that there was need to grab the support."""
        self.tell_grab(grabbed=True)

    def action_held(self) -> None:
        """Answer that there was no need to grab the support."""
        self.tell_grab(grabbed=False)

    def tell_grab(self, *, grabbed: bool) -> bool:
        """Answer the question about a grab; False where it is not open."""
        is_open = self.player.asks_about_grab is not None
        if is_open:
            self.send(TellGrab(grabbed=grabbed))
        return is_open

    @work(exclusive=True)
    async def action_weight(self) -> None:
        """Stop the clock and ask for the weight of this exercise."""
        with self._question():
            await ask_for_weight(self.coach, self.session, self.send)

    @work(exclusive=True)
    async def action_walked(self) -> None:
        """Stop the clock and ask how long the walk was."""
        with self._question():
            await ask_for_walk(self.coach, self.session, self.send)

    def action_hurts(self) -> None:
        """Stop the clock, ask where and how much it hurts, and carry out the user's choice."""
        self.ask_what_hurts()

    def ask_what_hurts(self, pain: int | None = None, where: Where | None = None) -> None:
        """The same; `pain` 0-10 and `where` are what is known already."""
        if self.is_asking:
            return
        self.send(StopToAsk())
        if not self.player.position.has_ended:
            self._asking = True
            self._follow_what_hurts(pain, where)

    @work(exclusive=True)
    async def _follow_what_hurts(self, pain: int | None, where: Where | None) -> None:
        with self._question():
            await ask_about_hurt(self.coach, self.session, self.send, where, pain)

    def report_pain(self, pain: int, where: Where) -> Answer:
        """Report a pain 0-10 without a question, and do what Enter would choose about it.

        Returns what that was. Not for a leg or a calf, about which more has to be asked.
        """
        self.send(StopToAsk())
        level = easier_level(self.coach)
        answer = HowMuch(self.practice, self.player, level, where).safest(pain)
        self.send(report_of(self.coach, level, where, Hurt(pain, answer)))
        return answer

    @work(exclusive=True)
    async def action_stop_now(self) -> None:
        """Stop the clock and show the signs to stop at."""
        with self._question():
            await ask_for_stop_signs(self.coach, self.session, self.send)

    @work(exclusive=True)
    async def action_leave(self) -> None:
        """Pause, ask, and end the session; what was done is kept."""
        with self._question():
            await ask_to_leave(self.coach, self.session, self.send)

    def before_quit(self) -> bool:
        """Ask whether to leave; if a question is open already, keep what was done and close."""
        if self.player.position.has_ended:
            return True
        if not self._asking:
            self.action_leave()
            return False
        self.send(Leave())
        return True

    def before_end(self) -> None:
        """Close the journal, so that the next start can offer to resume the session.

        What could not be written to the journal is handed over, to be stored elsewhere.
        """
        if self.player.position.has_ended:
            return
        self.session.close()
        if self.session.problem is not None and self.session.something_done:
            self.practice.sessions.unstored[self.session.id] = self.session.record()

    # Events

    def send(self, command: SessionCommand) -> None:
        """Carry out `command`, and show what it causes."""
        self._take(self.session.recorder.send(command))

    def _take(self, events: list[Event]) -> None:
        ended = False
        for event in events:
            match event:
                case Interrupted(seconds=gap):
                    paused = f"Paused: the program stood still for {duration_words(gap)}."
                    self.say(paused, lasting=True)
                case SessionEnded():
                    ended = True
                case _:
                    words = message_for(event)
                    if words is not None:
                        self.say(words)
            if self._floor is not None:
                self._floor.take(event)
        self._cue(events)
        self._warn_if_not_stored()
        self.show_now()
        if ended:
            self._end()
            self._close_if_over()

    def _close_if_over(self) -> None:
        """Close the screen once the session is over, and nothing such as help covers it."""
        if not self.player.position.has_ended:
            return
        if self._floor is not None and self._floor.is_active:
            self._floor.action_close()
        elif self.is_active:
            self.dismiss(self._ended)

    def _warn_if_not_stored(self) -> None:
        """Warn once when the journal can't be written; a mark stays for as long as that is so."""
        problem = self.session.problem
        if problem is not None and self._problem is None:
            self.coach.warn(f"{problem} The session goes on; each later set tries again.")
        self._problem = problem

    def _end(self) -> None:
        """Store the session; if that fails, the caller can save the record in another place."""
        try:
            self._ended = self.session.end()
        except StoreError as error:
            self.coach.warn(str(error))
            self._ended = self.session.record()

    def _cue(self, events: list[Event]) -> None:
        """Have `events` heard, and show the visual counterpart of each sound."""
        for cue in filter(None, map(cue_for, events)):
            if cue.words:
                self.say(cue.words)
            elif cue.sound is Sound.COUNT:
                self._view.flash()
        self._sounds.follow(events)

    def tell(self, words: str) -> None:
        """Show `words` that somebody typed elsewhere, and say them."""
        self.say(words)
        self._sounds.tell(words)

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` for a moment, or until the next ones if `lasting`."""
        self._is_lasting = lasting
        self._view.say(words, lasting=lasting)
        if self._floor is not None:
            self._floor.say(words, lasting=lasting)

    # The view

    @property
    def _view(self) -> SessionView:
        return self.query_one(SessionView)

    def show_now(self) -> None:
        """Show the present instant, here or in the floor view."""
        now = snapshot(self.player)
        self._beat = beat_of(now)
        if self._beside is not None:
            self._beside.show()
        unstored = " · NOT STORED" if self._problem else ""
        moment = self._moment(now)
        question = grab_words(self.player.asks_about_grab)
        if self._floor is not None:
            lines = floor_lines(self.player, now)
            self._floor.show(FloorView(now, moment, lines, warning=unstored, question=question))
            return
        sound = " · sound off" if self._sounds.is_off else ""
        rehearsal = f" · rehearsal ×{self.session.speed:g}" if self.session.speed != 1 else ""
        self._view.show(
            now,
            moment,
            marks=f"{unstored}{sound}{rehearsal}",
            following=next_words(self.player),
            question=question,
        )
        self.set_class(bool(question), "-asks-grab")
        self.query_one("#cues").set_class(bool(self.player.position.step.notes), "-noted")
        self.set_class(now.kind is SegmentKind.GET_READY, "-getting-ready")
        offered = now.dose.weight is not None, self.player.may_have_walked, bool(question)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _moment(self, now: Snapshot) -> Moment:
        pace = self.practice.book.catalogue.programme.pace
        return moment_of(now, pace, still=self.coach.keeps_still)

    @property
    def is_asking(self) -> bool:
        """Whether a question is open, during which the clock stands still."""
        return self._asking

    @property
    def on_floor(self) -> bool:
        """Whether the floor view is open."""
        return self._floor is not None

    @property
    def speed(self) -> float:
        """The speed; above 1 it is a rehearsal."""
        return self.session.speed

    def toggle_floor(self) -> None:
        """Open the floor view, or close it."""
        if self._floor is None:
            self.action_floor()
        else:
            self._floor.action_close()

    def action_floor(self) -> None:
        """Open the floor view: number and figure alone, to be read from the mat."""
        self._floor = FloorScreen(self, self._first_words)
        self._first_words = self.player.plan.prompt
        self.app.push_screen(self._floor, self._leave_floor)

    def _leave_floor(self, _result: None) -> None:
        self._floor = None

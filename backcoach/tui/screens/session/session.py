"""The session, followed live. The player decides; this screen shows, rings and stores."""

from __future__ import annotations

import gc

from textual import work
from textual.app import ComposeResult
from textual.events import Key, ScreenResume
from textual.widgets import Static

from backcoach.coach.model.records import SessionRecord
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.session.commands import (
    Adjust,
    AutoAdvance,
    Back,
    Easier,
    Leave,
    NeverMind,
    Next,
    PauseOrResume,
    SessionCommand,
    Skip,
    StopToAsk,
    TakeWeight,
    Walked,
)
from backcoach.coach.session.events import Event, Interrupted, SessionEnded
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Snapshot, snapshot
from backcoach.coach.words.get_ready_words import announced
from backcoach.coach.words.session_words import duration_words, step_words
from backcoach.cues.bell import Cue, cue_for
from backcoach.figure import Drawing, Moment, moment_of
from backcoach.open_session import OpenSession
from backcoach.store import StoreError
from backcoach.tui.commands import Scope, bindings, command
from backcoach.tui.flows.hurt import ask_what_hurts, begin_with_leg
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.session.floor import FloorScreen
from backcoach.tui.screens.session.hurt import StopSignsWanted
from backcoach.tui.screens.session.session_words import (
    Beat,
    beat_of,
    cue_lines,
    name_words,
    place_words,
    said_of,
)
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.screens.session.walk import WalkDialog
from backcoach.tui.screens.session.weight import WeightDialog
from backcoach.tui.widgets.backdrop import Column
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.progress_line import ProgressLine
from backcoach.tui.widgets.stage_panel import StagePanel

TICKS_A_SECOND = 12
TIDY_SECONDS = 1


NAMED = ("session.pause", "session.next", "session.hurts", "app.help")
OTHER_KEYS = " · ".join(
    ["Does nothing", *(f"{each.first_key_words} {each.label}" for each in map(command, NAMED))]
)
"""Short enough for the narrowest window; the bar at the bottom names all of them."""


class SessionScreen(CoachScreen[SessionRecord | None]):
    """Leads through one session, or on through one that was `cut_off`.

    Its result is what was done, None when nothing was.
    """

    CSS_PATH = "session.tcss"
    BINDINGS = bindings(Scope.SESSION)
    scope = Scope.SESSION

    def __init__(self, session: OpenSession, *, cut_off: bool = False) -> None:
        super().__init__()
        self.session = session
        self.player = session.player
        self._asking = False
        """A question lies over the session, and its clock stands still."""
        self._cut_off = cut_off
        self._problem: StoreError | None = None
        self._offered = (False, False)
        """Whether the keys for a weight and for a walk are on offer."""
        self._ended: SessionRecord | None = None
        self._floor: FloorScreen | None = None
        self._beat: Beat | None = None
        self._shown: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """From top to bottom in the order the eye needs it."""
        # What the screens before it leave behind is room for this one.
        gc.collect()
        with Column(id="body"):
            with Column(classes="lines"):
                yield Static(id="section", markup=False)
                yield ProgressLine(id="bar")
                yield Static(id="name", markup=False)
                yield Static(id="place", markup=False)
            yield StagePanel(self._drawing, id="stage")
            with Column(classes="lines"):
                yield Static(id="cues", markup=False)
                yield Static(id="stop", markup=False)
                yield Static(self.player.plan.prompt, id="prompt", markup=False)
                yield Static(id="next", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Start the walk; look at the clock as often as the eye wants it."""
        self.query_one("#prompt").display = bool(self.player.plan.prompt)
        self._take(self.session.take_up() if self._cut_off else self.session.start())
        self.set_interval(1 / TICKS_A_SECOND, self.tick)
        # Only now are the questions really gone: what they held is room for the figure.
        self.set_timer(TIDY_SECONDS, gc.collect)
        if self.practice.book.settings.floor_view:
            self.action_floor()

    def tick(self) -> None:
        """Catch up with the clock and show where we are: the words only where they changed."""
        if not self._asking and self.player.position.state is not SessionState.ENDED:
            events = self.session.recorder.tick()
            now = snapshot(self.player)
            if events or beat_of(now) != self._beat:
                self._take(events)
            else:
                (self._floor or self.query_one(StagePanel)).move(now, self._moment(now))
        self._hand_over()

    def on_screen_resume(self, _event: ScreenResume) -> None:
        """What lay over the session is closed; it may have ended meanwhile."""
        self.show_now()
        self._hand_over()

    def settings_changed(self, words: str) -> None:
        """A setting was switched under way: said here, where it covers nothing."""
        wanted = self.practice.book.settings.auto_advance
        if wanted is not self.player.position.auto_advance:
            self.send(AutoAdvance(on=wanted))
        self.show_now()
        self.say(words)

    # What can be done

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
        self.send(PauseOrResume())

    def pause(self) -> None:
        """Pause; where the clock stands already, nothing."""
        if self.player.position.is_moving:
            self.action_pause()

    def action_next(self) -> None:
        """Done, next."""
        self.send(Next())

    def action_back(self) -> None:
        """Start this set again; twice quickly: the one before."""
        self.send(Back())

    def action_skip(self) -> None:
        """Leave this exercise out."""
        self.send(Skip())

    def action_easier(self) -> None:
        """An easier variant from here on."""
        self.send(Easier(level=self._easier_level))

    def action_longer(self) -> None:
        """Ten seconds more."""
        self.send(Adjust(direction=+1))

    def action_shorter(self) -> None:
        """Ten seconds less."""
        self.send(Adjust(direction=-1))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A weight is told of only where there is one, a walk only while marching is ahead."""
        if action == "walked":
            return self.player.may_have_walked
        return action != "weight" or self.player.position.step.dose.weight is not None

    @work(exclusive=True)
    async def action_weight(self) -> None:
        """Stop the clock and ask what is held."""
        load = self.player.position.step.dose.weight
        self.send(StopToAsk())
        if load is None or self.player.position.state is SessionState.ENDED:
            return
        self._asking = True
        dialog = WeightDialog(load, self.player.position.load, self.player.position.weight)
        answer = await self.app.push_screen_wait(dialog)
        self._asking = False
        self.send(NeverMind())
        if answer is not None:
            self.send(TakeWeight(weight=answer.weight))

    @work(exclusive=True)
    async def action_walked(self) -> None:
        """Stop the clock and ask how long the walk was."""
        rules = self.practice.book.catalogue.programme.timing.walk_before
        self.send(StopToAsk())
        if rules is None or not self.player.may_have_walked:
            return
        self._asking = True
        minutes = await self.app.push_screen_wait(WalkDialog(rules))
        self._asking = False
        self.send(NeverMind())
        if minutes and self.player.may_have_walked:
            self.send(Walked(minutes=minutes))

    @work(exclusive=True)
    async def action_hurts(self) -> None:
        """Stop the clock, ask, and do what was chosen."""
        self.send(StopToAsk())
        if self.player.position.state is SessionState.ENDED:
            return
        self._asking = True
        said = await ask_what_hurts(self.coach, self.session, self._easier_level)
        if isinstance(said, StopSignsWanted):
            await self._look_for_stop_signs()
            return
        self._asking = False
        self.send(NeverMind() if said is None else said)

    @work(exclusive=True)
    async def action_stop_now(self) -> None:
        """Stop the clock and show the signs to stop at."""
        self.send(StopToAsk())
        if self.player.position.state is not SessionState.ENDED:
            self._asking = True
            await self._look_for_stop_signs()

    async def _look_for_stop_signs(self) -> None:
        """With any of the signs the session ends here; without, it goes on as before."""
        signs = await self.app.push_screen_wait(StopNowDialog())
        if signs is not None and self.practice.sessions.signs_outcome(signs) is Outcome.LEG:
            # Pain in one leg alone: the cool-down may go on.
            ended = await begin_with_leg(self.coach, self.session, signs)
            self._asking = False
            self.send(ended)
            return
        self._asking = False
        if signs is None:
            self.send(NeverMind())
            return
        self.session.stopped = signs
        self.send(Leave())

    @work(exclusive=True)
    async def action_leave(self) -> None:
        """Ask first; keep what was done."""
        if self.player.position.is_moving:
            self.send(PauseOrResume())
        if self.player.position.state is SessionState.ENDED:
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
            self.send(Leave())

    def before_quit(self) -> bool:
        """Ask when nothing else is being asked; else keep what was done, and let go."""
        if self.player.position.state is SessionState.ENDED:
            return True
        if not self._asking:
            self.action_leave()
            return False
        self.send(Leave())
        return True

    def before_end(self) -> None:
        """Leave it as it is: nobody can be asked any more, the next start will.

        What the journal could not take is put where there is room on the way out.
        """
        if self.player.position.state is SessionState.ENDED:
            return
        self.session.close()
        if self.session.problem is not None and self.session.something_done:
            self.practice.sessions.unstored[self.session.id] = self.session.record()

    @property
    def _easier_level(self) -> int:
        return self.practice.book.catalogue.programme.easing.level

    # What happened

    def send(self, command: SessionCommand) -> None:
        """Let the session carry out `command`, and show what that causes."""
        self._take(self.session.recorder.send(command))

    def _take(self, events: list[Event]) -> None:
        ended = False
        for event in events:
            match event:
                case Interrupted(seconds=gap):
                    words = f"Paused: the program stood still for {duration_words(gap)}."
                    self.say(words, lasting=True)
                case SessionEnded():
                    ended = True
                case _:
                    said = said_of(event)
                    if said is not None:
                        self.say(said)
            self._ring(event)
        self._look_at_journal()
        self.show_now()
        if ended:
            self._end()
            self._hand_over()

    def _hand_over(self) -> None:
        """End the screen with the session, but not while help or the palette lies over it."""
        if self.player.position.state is not SessionState.ENDED:
            return
        if self._floor is not None and self._floor.is_active:
            self._floor.action_close()
        elif self.is_active:
            self.dismiss(self._ended)

    def _look_at_journal(self) -> None:
        """What is done is on disk by now; where it isn't, say so for as long as that is so."""
        problem = self.session.problem
        if problem is not None and self._problem is None:
            self.coach.warn(f"{problem} The session goes on; each later set tries again.")
        self._problem = problem

    def _end(self) -> None:
        """Store what was done. Where that fails there will be another place to save it."""
        try:
            self._ended = self.session.end()
        except StoreError as error:
            self.coach.warn(str(error))
            self._ended = self.session.record()

    def _ring(self, event: Event) -> None:
        cue = cue_for(event)
        if cue is not None:
            self._cue(cue)
        if self._floor is not None:
            self._floor.take(event)

    def _cue(self, cue: Cue) -> None:
        self.coach.sound(cue)
        if cue.words:
            self.say(cue.words)
        else:
            self.query_one(StagePanel).flash()

    def say(self, words: str, *, lasting: bool = False) -> None:
        """Show `words` for a moment: the visible twin of a sound, or the answer to a key."""
        self.query_one(StagePanel).say(words, lasting=lasting)
        if self._floor is not None:
            self._floor.say(words, lasting=lasting)

    # What is shown

    def show_now(self) -> None:
        """Show the present instant, here or in the floor view."""
        self._show(snapshot(self.player))

    def _show(self, now: Snapshot) -> None:
        self._beat = beat_of(now)
        unstored = " · NOT STORED" if self._problem else ""
        moment = self._moment(now)
        if self._floor is not None:
            self._floor.show(now, moment, unstored)
            return
        sound = "" if self.practice.book.settings.sound else " · sound off"
        rehearsal = f" · rehearsal ×{self.session.speed:g}" if self.session.speed != 1 else ""
        left = f"{now.minutes_left} min left"
        self._set(
            "section",
            f"{now.section.words} · {now.item} of {now.items} · {left}{unstored}{sound}{rehearsal}",
        )
        self.query_one("#bar", ProgressLine).show(now.session_share)
        self._set("name", name_words(now))
        self._set("place", place_words(now))
        self.query_one(StagePanel).show(now, moment)
        self.query_one("#cues").set_class(bool(self.player.position.step.notes), "-noted")
        self.set_class(now.kind is SegmentKind.GET_READY, "-getting-ready")
        self._set("cues", "\n".join(cue_lines(now)))
        self._set("stop", now.stop)
        offered = now.dose.weight is not None, self.player.may_have_walked
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()
        self._set("next", self._next_words())

    def _next_words(self) -> str:
        """What comes next; before an exercise or a side, how to get there."""
        suit = self.player.plan.suit
        equipment = None if suit is None else suit.programme.equipment
        said = (
            "" if self.player.position.in_work else announced(self.player.position.step, equipment)
        )
        if said:
            return said
        coming = self.player.position.following
        return f"Next: {step_words(coming) if coming else 'the end of the session'}"

    def _set(self, name: str, words: str) -> None:
        """Repaint a line only when its words changed."""
        if self._shown.get(name) != words:
            self._shown[name] = words
            # Only these take more or fewer rows with what they say.
            grows = name in ("cues", "stop", "next")
            self.query_one(f"#{name}", Static).update(words, layout=grows)

    def _moment(self, now: Snapshot) -> Moment:
        pace = self.practice.book.catalogue.programme.pace
        return moment_of(now, pace, still=self.coach.keeps_still)

    @property
    def _drawing(self) -> Drawing | None:
        wanted = self.practice.book.settings.drawing
        return Drawing(wanted) if wanted else None

    def action_floor(self) -> None:
        """Number and figure alone, to be read from the mat."""
        self._floor = FloorScreen(self, self.player.plan.prompt)
        self.app.push_screen(self._floor, self._leave_floor)

    def _leave_floor(self, _result: None) -> None:
        self._floor = None

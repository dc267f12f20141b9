"""The application class: places, theme, and the commands that work everywhere."""

from __future__ import annotations

import asyncio
import gc
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, Protocol, TypeVar, cast

from textual.app import App, SystemCommand
from textual.events import Event, Resize
from textual.geometry import Size
from textual.screen import Screen

from backcoach.coach.model.programme import Length
from backcoach.glyphs import FULL, Repertoire
from backcoach.practice import Practice
from backcoach.store import Settings, StoreError
from backcoach.tui.app.copying import MouseSelection, copied_text
from backcoach.tui.app.shutdown import Shutdown
from backcoach.tui.app.themes import DARK, LIGHT, THEMES
from backcoach.tui.app.type_ahead import TypeAhead, top_screen
from backcoach.tui.commands import COMMANDS, Scope, bindings
from backcoach.tui.filters.control_characters import ControlCharacterFilter
from backcoach.tui.filters.drawable import DrawableFilter
from backcoach.tui.screens.any_screen import AnyScreen

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.filter import LineFilter

    from backcoach.care import Offer
    from backcoach.cues.speaker import Speaker
    from backcoach.cues.utterance import Utterance
    from backcoach.cues.voice.engine import SpokenWords
    from backcoach.desktop.preflight import Finding
    from backcoach.journeys.asking.answers import ScreeningAnswers
    from backcoach.journeys.asking.prompts import Prompt
    from backcoach.store.settings import Volume
    from backcoach.tui.system.beside import Beside, ControlledSession
    from backcoach.tui.system.signals import SignalListener


Result = TypeVar("Result")


def _history() -> Screen[None]:
    from backcoach.tui.screens.places.history import HistoryScreen

    return HistoryScreen()


def _progress() -> Screen[None]:
    from backcoach.tui.screens.places.progress import ProgressScreen

    return ProgressScreen()


def _exercises() -> Screen[None]:
    from backcoach.tui.screens.places.exercises import ExercisesScreen

    return ExercisesScreen()


def _learn() -> Screen[None]:
    from backcoach.tui.screens.places.learn import LearnScreen

    return LearnScreen()


class Preflight(Protocol):
    """What looks at the machine before a session."""

    def look(
        self, settings: Settings, ring: Callable[[], None], report: Callable[[Finding], None]
    ) -> None:
        """Play a tone, or `ring` the bell, and look at what takes time.

        `report` gets each finding a moment later, on the app's thread.
        """
        ...

    async def output(self) -> str:
        """By what sound is made now."""
        ...


LARGEST = Size(1000, 500)
"""Columns and rows that are drawn at most. A terminal may say that it has 65,535 of each, and so
many cells would take all memory."""


class CoachApp(App[int]):
    """The coach as a Textual app. Screens use the log through `practice`."""

    TITLE = "backcoach"
    CSS_PATH = ["app.tcss", "../screens/places/today.tcss"]
    SCREENS = {
        "history": _history,
        "progress": _progress,
        "exercises": _exercises,
        "learn": _learn,
    }
    BINDINGS = bindings(Scope.PLACES, Scope.EVERYWHERE)

    def __init__(
        self,
        practice: Practice,
        *,
        speed: float = 1.0,
        start: bool = False,
        length: Length | None = None,
        speaker: Speaker | None = None,
        beside: Callable[[CoachApp, ControlledSession], Beside] | None = None,
        preflight: Callable[[], Preflight] | None = None,
        offer: Offer | None = None,
        repertoire: Repertoire = FULL,
    ) -> None:
        super().__init__()
        self.listener: SignalListener | None = None
        self._selection = MouseSelection(self)
        self._type_ahead = TypeAhead(self)
        self._ending = Shutdown(self)
        self.repertoire = repertoire
        self.practice = practice
        self.offer = offer
        self.speed = speed
        self.length = length
        self.start_at_once = start
        self.has_keys = True
        self._speaker = speaker
        self._beside = beside
        self._preflight = preflight
        self._last_filters: list[LineFilter] = [ControlCharacterFilter()]
        if not repertoire.is_full:
            self._last_filters.append(DrawableFilter(repertoire))
        self._wear(practice.book.settings.theme)

    def _wear(self, wanted: str) -> None:
        """Set the user's theme before anything is styled.

        If the theme's watcher did it a moment later, every style sheet would be parsed twice.
        """
        for theme in THEMES:
            self.register_theme(theme)
        self.set_reactive(App.theme, wanted if wanted in self.available_themes else DARK)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_default_screen(self) -> Screen[object]:
        """The Today screen, at the bottom of the screen stack; other places are pushed on top.

        As Textual modes, the first place would have all style sheets parsed twice, which adds ten
        milliseconds to the start.
        """
        if self.offer is not None:
            from backcoach.tui.screens.dialogs.damaged import DamagedScreen

            return cast("Screen[object]", DamagedScreen(self.offer))
        from backcoach.tui.screens.places.today import TodayScreen

        return cast("Screen[object]", TodayScreen())

    def get_driver_class(self) -> type[Driver]:
        """A driver that no input from the terminal can break."""
        from backcoach.tui.system.terminal_input import driver_class

        return driver_class()

    def on_load(self) -> None:
        """Start all tasks in the same order on every version of Python.

        From Python 3.12 on, Textual makes tasks eager: a new one runs up to its first wait where it
        is created. A screen would then get its widgets before its own style sheet is read, and a
        widget its keys before it is asked which of them are active.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_ready(self) -> None:
        """Turn garbage collection on once the first screen is shown, except for what is loaded by
        then.
        """
        gc.freeze()
        gc.enable()
        self.warn_if_read_only()
        changed = self.practice.book.log.changed_outside()
        if changed:
            self.warn(f"Changed since backcoach wrote it: {changed}. See: backcoach doctor")
        # A damaged log can't be searched.
        ahead = len(self.practice.book.log.ahead()) if self.offer is None else 0
        if ahead:
            records = "record is" if ahead == 1 else "records are"
            self.warn(f"{ahead} {records} dated in the future. See: backcoach doctor")
        if self.listener is not None:
            self.listener.listen()

    def on_app_focus(self) -> None:
        """Show the present day when the user comes back to the window."""
        screen = self.own_screen
        if screen is not None:
            screen.look_at_the_day()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters for every line; a screen may add some for a moment."""
        screen = self.own_screen
        own = () if screen is None else screen.line_filters
        return [*super().get_line_filters(), *own, *self._last_filters]

    @property
    def size(self) -> Size:
        """The size that is drawn, in columns and rows."""
        return _bounded(super().size)

    async def on_event(self, event: Event) -> None:
        """Handle an event, or hold back a key until the screen has all its widgets.

        A new size of the terminal is limited to the largest that is drawn.
        """
        if isinstance(event, Resize) and event.size != _bounded(event.size):
            event = Resize.from_dimensions(_bounded(event.size), None)
        if await self._type_ahead.lets_through(event):
            self._selection.watch(event)
            await super().on_event(event)

    def release(self) -> None:
        """Handle the keys held back, since the screen's widgets are there now."""
        self._type_ahead.release()

    @property
    def own_screen(self) -> AnyScreen[Any] | None:
        """The screen on top if it is one of the coach; the command palette is not."""
        screen = top_screen(self)
        return screen if isinstance(screen, AnyScreen) else None

    def copy_to_clipboard(self, text: str) -> None:
        """Copy `text` as shown; without any visible character the clipboard is left alone."""
        if shown := copied_text(text):
            super().copy_to_clipboard(shown)

    # Closing

    def action_leave(self) -> None:
        """Close the coach."""
        self.exit(0)

    async def action_quit(self) -> None:
        """Textual's ctrl+q: during a session it asks first, and nothing is lost."""
        if self._ending.may_quit():
            self.exit(0)

    def action_help_quit(self) -> None:
        """Textual's ctrl+c, which ends other programs."""
        self.call_later(self.action_quit)

    def exit(
        self,
        result: int | None = None,
        return_code: int = 0,
        message: RenderableType | None = None,
    ) -> None:
        """Close the application. Keys typed from now on are not read."""
        self._type_ahead.is_closed = True
        super().exit(result, return_code, message)

    def store_progress(self) -> None:
        """Store what is not stored yet, once, without a question."""
        self._ending.store_progress()

    def end_on_signal(self, exit_code: int) -> None:
        """End after a signal or a closed terminal: store what was done and restore the terminal."""
        try:
            self.store_progress()
        finally:
            self.exit(exit_code)

    def pause(self) -> None:
        """Pause the session, if one is running."""
        for screen in self._ending.own_screens():
            screen.pause()

    def action_suspend_process(self) -> None:
        """Stop and return to the shell; the session is paused."""
        self.pause()
        if self.listener is not None:
            self.listener.suspend_to_shell()

    @property
    def crash_report(self) -> str:
        """The traceback of the first error; empty if there was none."""
        return self._ending.crash_report

    def _handle_exception(self, error: Exception) -> None:
        """Ignore errors of screens that were only half built when the coach closed."""
        if not self._type_ahead.is_closed:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Write the traceback to a file, and print one line that says where."""
        self._ending.after_crash(traceback.format_exc())
        self._close_messages_no_wait()

    def panic(self, *renderables: RenderableType) -> None:
        """Add what Textual would print at the end to that file."""
        from io import StringIO

        from rich.console import Console

        text = StringIO()
        Console(file=text, width=120).print(*renderables)
        self._ending.after_crash(text.getvalue())
        self._close_messages_no_wait()

    # Settings

    @property
    def settings(self) -> Settings:
        """The user's settings."""
        return self.practice.book.settings

    def change_settings(self, settings: Settings) -> None:
        """Store new settings; warn if they can't be written."""
        try:
            self.practice.book.change_settings(settings)
        except StoreError as error:
            self.warn(str(error))

    def remember(self, keep: Callable[[], None]) -> None:
        """Call `keep`, which changes settings; warn if they can't be stored."""
        try:
            keep()
        except StoreError as error:
            self.warn(str(error))

    async def ask(self, prompt: Prompt[Result]) -> Result:
        """Show the screen of `prompt`, and wait for its answer; only in a worker."""
        from backcoach.tui.screens.prompted import screen_for

        return await self.push_screen_wait(screen_for(prompt))

    def tell(self, words: str, seconds: float | None = None) -> None:
        """Show a message for so many seconds."""
        self.notify(words, timeout=seconds, markup=False)

    def warn(self, message: str) -> None:
        """Show a message that may contain text from outside; not again while it is still shown."""
        if not any(each.message == message for each in self._notifications):
            self.notify(message, severity="warning", timeout=20, markup=False)

    def warn_if_read_only(self) -> bool:
        """Whether nothing can be stored now; if so, say why."""
        if self.practice.book.read_only:
            self.warn(f"{self.practice.book.read_only}.")
        return bool(self.practice.book.read_only)

    def hear(self, said: Utterance) -> None:
        """Have a tone or words heard at the volume the user wants, unless sound is off."""
        if self.settings.sound:
            self._the_speaker.say(said, self.settings.volume)

    def open_sound(self) -> None:
        """Make ready for the sounds of a session."""
        if self.settings.sound and self.settings.volume:
            self._the_speaker.open()

    def close_sound(self) -> None:
        """End every player. The next sound opens anew."""
        if self._speaker is not None:
            self._speaker.close()

    def end_sound(self) -> None:
        """End every player now; the program ends."""
        if self._speaker is not None:
            self._speaker.end()

    @cached_property
    def words(self) -> SpokenWords:
        """What can be said."""
        from backcoach.cues.voice.engine import SpokenWords

        return SpokenWords()

    @property
    def _the_speaker(self) -> Speaker:
        if self._speaker is None:
            from backcoach.tui.system.sound import system_speaker

            self._speaker = system_speaker(self.bell, self._settings_changed, self.words)
        return self._speaker

    def beside(self, remote: ControlledSession) -> Beside | None:
        """Begin what goes on beside the screen of a session; None where nothing does."""
        return None if self._beside is None else self._beside(self, remote)

    def look_whether_ready(self, report: Callable[[Finding], None]) -> None:
        """Play a tone and look at what takes time; `report` gets each finding a moment later."""
        if self._preflight is not None:
            self._preflight().look(self.settings, self.bell, report)

    async def new_sound(self) -> str | None:
        """By what sound is made now, empty for none; None if that was checked already."""
        checked = self.settings.sound_checked
        is_on = self.settings.sound and self.settings.voice != "off"
        if self._preflight is None or (checked is not None and not is_on):
            return None
        output = await self._preflight().output() if is_on else ""
        return None if output == checked else output

    # Commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether the action is available: places can't be changed while something is going on."""
        if action in PLACE_ACTIONS:
            screen = self.own_screen
            return screen is not None and screen.is_place
        return True

    def action_today(self) -> None:
        """Go to today's session."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def action_history(self) -> None:
        """Go to the history."""
        self._go("history")

    def action_progress(self) -> None:
        """Go to the stages and gates."""
        self._go("progress")

    def action_exercises(self) -> None:
        """Go to the exercises."""
        self._go("exercises")

    def action_learn(self) -> None:
        """Go to the cards."""
        self._go("learn")

    def action_profile(self) -> None:
        """Show the user's profile, to be changed; first ask whether anything has changed."""
        # What is typed ahead is meant for the screen that is shown at once.
        if self.practice.safety.pages_about_you():
            from backcoach.coach.safety.screening import Due
            from backcoach.tui.screens.questions.screening import ScreeningScreen

            self.push_screen(ScreeningScreen(Due.ABOUT_YOU), self._show_profile_after)
        else:
            from backcoach.tui.screens.questions.profile import ProfileScreen

            self.push_screen(ProfileScreen())

    def _show_profile_after(self, answers: ScreeningAnswers | None) -> None:
        from backcoach.journeys.about_you import about_you_after

        self.run_worker(about_you_after(self, answers))

    def show_today(self) -> None:
        """Go to Today, and show the present data there."""
        self.action_today()

    def _go(self, place: str) -> None:
        wanted = self.get_screen(place)
        if len(self.screen_stack) == 1:
            self.push_screen(wanted)
        elif self.screen is not wanted:
            self.switch_screen(wanted)

    def action_help(self) -> None:
        """Show the keys, what to do when it hurts, and about the program."""
        from backcoach.tui.screens.dialogs.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen())

    def action_mute(self) -> None:
        """Turn sound on or off."""
        settings = self.settings
        if settings.sound and settings.voice != "off":
            self.change_settings(replace(settings, sound=False))
            self.close_sound()
            self._settings_changed("Sound off")
            return
        voice = "brief" if settings.voice == "off" else settings.voice
        self.change_settings(replace(settings, sound=True, voice=voice))
        self._settings_changed("Sound on")

    def action_voice(self) -> None:
        """Change to the next level of what is said, and let the voice be heard."""
        from backcoach.cues.utterance import Priority, Utterance, VoiceLevel
        from backcoach.cues.voice.phrases import Phrase

        levels = list(VoiceLevel)
        level = levels[(levels.index(VoiceLevel(self.settings.voice)) + 1) % len(levels)]
        self.change_settings(replace(self.settings, sound=True, voice=level.value))
        self._settings_changed(f"Voice: {level.value}")
        if level is VoiceLevel.OFF:
            self.close_sound()
        elif level.speaks:
            self.hear(Utterance(0.0, 0.0, Priority.NEXT, (Phrase.THIS_IS_THE_VOICE,)))

    def action_louder(self) -> None:
        """Make the sounds of a session louder, and let one be heard."""
        self._change_volume(1)

    def action_softer(self) -> None:
        """Make the sounds of a session softer, and let one be heard."""
        self._change_volume(-1)

    def _change_volume(self, by: int) -> None:
        from backcoach.cues.cue import Cue, Sound
        from backcoach.store.settings import VOLUME_MAX

        volume = cast("Volume", min(max(self.settings.volume + by, 0), VOLUME_MAX))
        self.change_settings(replace(self.settings, sound=True, volume=volume))
        self._settings_changed(f"Volume {volume} of {VOLUME_MAX}")
        self._the_speaker.sound(Cue(Sound.GO), volume)

    def action_auto_advance(self) -> None:
        """Switch between going on automatically and waiting for a key before each exercise."""
        wanted = not self.settings.auto_advance
        self.change_settings(replace(self.settings, auto_advance=wanted))
        self._settings_changed(
            "Exercises follow each other by themselves"
            if wanted
            else "Each exercise waits for a key"
        )

    def action_motion(self) -> None:
        """Let figures move, or stand still."""
        still = not self.settings.reduced_motion
        self.change_settings(replace(self.settings, reduced_motion=still))
        self._settings_changed("Figures stand still" if still else "Figures move")

    @property
    def keeps_still(self) -> bool:
        """Whether nothing should move: a setting of the user, or of Textual."""
        return self.settings.reduced_motion or self.animation_level == "none"

    def action_switch_theme(self) -> None:
        """Switch between dark and light."""
        self.theme = LIGHT if self.theme == DARK else DARK
        self.change_settings(replace(self.settings, theme=self.theme))

    def _settings_changed(self, words: str) -> None:
        screen = self.own_screen
        if screen is None:
            self.notify(words, timeout=3, markup=False)
        else:
            screen.settings_changed(words)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The commands in the palette: all that are available here, from the registry."""
        active = {each.binding.id for each in screen.active_bindings.values() if each.enabled}
        is_place = isinstance(screen, AnyScreen) and screen.is_place
        for each in COMMANDS:
            in_app = each.action.startswith("app.")
            if (each.scope is Scope.EVERYWHERE or is_place) if in_app else each.id in active:
                run = partial(self._run_from_palette, screen, each.action)
                yield SystemCommand(f"{each.label} ({each.key_words})", each.help, run)

    async def _run_from_palette(self, screen: Screen[object], action: str) -> None:
        """Run the action on the screen where it was chosen, unless that screen has closed."""
        if self.screen is screen:
            await screen.run_action(action)

    def action_command_palette(self) -> None:
        """Open the command palette, unless it is already open, even under a question."""
        from backcoach.tui.screens.dialogs.palette import Palette

        if not any(isinstance(each, Palette) for each in self.screen_stack):
            # Without an id, since a palette just closed may still be mounted.
            self.push_screen(Palette())


def _bounded(size: Size) -> Size:
    width, height = (max(1, min(part, most)) for part, most in zip(size, LARGEST, strict=True))
    return Size(width, height)


PLACE_ACTIONS = frozenset(
    each.action.removeprefix("app.") for each in COMMANDS if each.scope is Scope.PLACES
)

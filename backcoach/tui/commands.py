"""The registry of all commands, from which key bindings, footer, palette and help are made."""

from __future__ import annotations

from enum import StrEnum

from textual.binding import Binding, BindingType

from backcoach.coach.model.frozen import frozen


class Scope(StrEnum):
    """Where a command is available; the value is its heading in help."""

    EVERYWHERE = "Everywhere"
    PLACES = "Places"
    TODAY = "Today"
    HISTORY = "History"
    PROGRESS = "Progress"
    EXERCISES = "Exercises"
    LEARN = "Learn"
    ABOUT = "About you"
    SESSION = "During a session"
    FLOOR = "In the floor view"
    HURT = "After “this hurts”"
    QUESTIONS = "Questions"


@frozen
class Command:
    """One command. `id` is "where.verb"; the verb names the screen's action."""

    id: str
    scope: Scope
    keys: str
    label: str
    help: str
    shown: str = ""
    footer: bool = True

    @property
    def action(self) -> str:
        """The Textual action it runs; commands of the app carry its namespace."""
        verb = self.id.partition(".")[2]
        in_app = self.scope in (Scope.EVERYWHERE, Scope.PLACES)
        return f"app.{verb}" if in_app else verb

    @property
    def key_words(self) -> str:
        """The keys as written in help and footer."""
        return self.shown or self.keys.replace(",", " ")

    @property
    def first_key_words(self) -> str:
        """The first key, for where there is no room for all."""
        return self.key_words.partition(" ")[0]

    def binding(self) -> Binding:
        """The Textual binding. Its id is stable, so that a keymap can change the key."""
        return Binding(
            self.keys,
            self.action,
            self.label,
            show=self.footer,
            key_display=self.key_words,
            tooltip=self.help,
            id=self.id,
        )


HURTS_KEYS, ILL_KEYS = "o,f2", "i,f4"
"""What must not fail has a key besides its letter that every keyboard layout has.

F1, F3, F10 and F11 are kept by some terminals for themselves.
"""

COMMANDS: tuple[Command, ...] = (
    Command("app.today", Scope.PLACES, "t", "Today", "Today's session"),
    Command("app.history", Scope.PLACES, "h", "History", "What you have done so far"),
    Command("app.progress", Scope.PLACES, "p", "Progress", "The three stages and what opens them"),
    Command("app.exercises", Scope.PLACES, "x", "Exercises", "Read all the exercises"),
    Command(
        "app.learn",
        Scope.PLACES,
        "i",
        "Learn",
        "Short texts about backs and training",
        footer=False,
    ),
    Command(
        "app.profile", Scope.PLACES, "y", "You", "What you said about yourself: change it any time"
    ),
    Command("app.help", Scope.EVERYWHERE, "question_mark,f1", "Help", "Keys and safety", "?"),
    Command(
        "app.mute", Scope.EVERYWHERE, "m", "Sound", "Sound on or off; what you see stays the same"
    ),
    Command(
        "app.louder",
        Scope.EVERYWHERE,
        "greater_than_sign",
        "Louder",
        "Sounds louder, with one to hear",
        ">",
        footer=False,
    ),
    Command(
        "app.softer",
        Scope.EVERYWHERE,
        "less_than_sign",
        "Softer",
        "Sounds softer, with one to hear; 0 is silence",
        "<",
        footer=False,
    ),
    Command(
        "app.voice",
        Scope.EVERYWHERE,
        "j",
        "Voice",
        "How much is said in a session: full, brief, tones only, off",
        footer=False,
    ),
    Command(
        "app.auto_advance",
        Scope.EVERYWHERE,
        "a",
        "Auto",
        "Go from exercise to exercise without a key, or wait for one before each",
        footer=False,
    ),
    Command("app.switch_theme", Scope.EVERYWHERE, "d", "Light", "Dark or light", footer=False),
    Command(
        "app.motion",
        Scope.EVERYWHERE,
        "v",
        "Motion",
        "Figures move, or stand still in their key poses",
        footer=False,
    ),
    Command(
        "app.suspend_process",
        Scope.EVERYWHERE,
        "ctrl+z",
        "Suspend",
        "Back to the shell; fg comes back, to a paused session",
        footer=False,
    ),
    Command("app.leave", Scope.PLACES, "q", "Quit", "Close the coach"),
    Command("today.start", Scope.TODAY, "enter,s", "Start", "Start today's session", "enter"),
    Command(
        "today.unlock",
        Scope.TODAY,
        "enter,u",
        "Unlock",
        "While sessions are locked: say that you have been checked, or answer again",
        "enter",
    ),
    Command(
        "today.length", Scope.TODAY, "l", "Length", "This time short, standard or long; or as usual"
    ),
    Command(
        "today.easier_week",
        Scope.TODAY,
        "e",
        "Easier",
        "In an easier week of stage 3: train as usual instead, or take it easier after all",
    ),
    Command(
        "today.flare",
        Scope.TODAY,
        "f",
        "Flare-up",
        "This feels like a flare: an easy session, and your levels wait for you",
    ),
    Command(
        "today.missing",
        Scope.TODAY,
        "n",
        "Not at hand",
        "Mark what is not at hand today: the session is planned again without it",
    ),
    Command("history.rate", Scope.HISTORY, "r", "Rate", "Rate a session you have not rated yet"),
    Command(
        "history.morning",
        Scope.HISTORY,
        "g",
        "Getting up",
        "Say how your back was on getting up the morning after a session",
    ),
    Command(
        "progress.stay",
        Scope.PROGRESS,
        "s",
        "Stay here",
        "Stay in this stage although the next one is open, or take that back",
    ),
    Command(
        "progress.keep",
        Scope.PROGRESS,
        "k",
        "Keep",
        "In stage 3: keep what you have with two sessions a week, or build up again",
    ),
    Command(
        "progress.advice",
        Scope.PROGRESS,
        "c",
        "Advice",
        "In stage 3, where no lift has gone up for weeks: take the advice given here, or leave it",
    ),
    Command(
        "progress.start_in_two",
        Scope.PROGRESS,
        "2",
        "Start in stage 2",
        "Start in stage 2 if you already train; nobody starts in stage 3",
    ),
    Command("exercises.play", Scope.EXERCISES, "space", "Play", "Play or pause the figure"),
    Command("exercises.next_pose", Scope.EXERCISES, "n,right", "Pose", "The next key pose", "n →"),
    Command(
        "exercises.previous_pose",
        Scope.EXERCISES,
        "b,left",
        "Pose",
        "The key pose before",
        "b ←",
        footer=False,
    ),
    Command("exercises.side", Scope.EXERCISES, "s", "Side", "Left or right side"),
    Command(
        "exercises.easier",
        Scope.EXERCISES,
        "minus,underscore",
        "Easier",
        "Go to the easier exercise",
        "−",
    ),
    Command(
        "exercises.harder",
        Scope.EXERCISES,
        "plus,equals_sign",
        "Harder",
        "Go to the harder exercise",
        "+",
    ),
    Command("learn.find", Scope.LEARN, "slash", "Find", "List only the cards with some words", "/"),
    Command("learn.all", Scope.LEARN, "escape", "All cards", "List all cards again", "esc"),
    Command("about.change", Scope.ABOUT, "enter", "Change", "Change this line"),
    Command(
        "about.done", Scope.ABOUT, "escape", "Done", "Back; every change is kept already", "esc"
    ),
    Command(
        "progress.review",
        Scope.PROGRESS,
        "r",
        "Review",
        "What has changed since you began, and week by week",
    ),
    Command(
        "progress.measure",
        Scope.PROGRESS,
        "w",
        "Your weeks",
        "Say how much your back hurt over the last 7 days, and how your activities go",
    ),
    Command(
        "session.pause",
        Scope.SESSION,
        "space,media_play_pause",
        "Pause",
        "Pause or go on; work goes on after 3-2-1, exactly where it was",
        "space",
    ),
    Command(
        "session.next",
        Scope.SESSION,
        "n,right,pagedown,media_track_next",
        "Next",
        "Done, next; while getting ready or resting: start now",
        "n →",
    ),
    Command(
        "session.back",
        Scope.SESSION,
        "b,left,pageup,media_track_previous",
        "Back",
        "Start this set again; twice quickly: the set before",
        "b ←",
    ),
    Command("session.skip", Scope.SESSION, "s", "Skip", "Skip this exercise; recorded as skipped"),
    Command("session.easier", Scope.SESSION, "e", "Easier", "An easier variant from here on"),
    Command("session.longer", Scope.SESSION, "plus,equals_sign", "10 s", "Ten seconds more", "+"),
    Command("session.shorter", Scope.SESSION, "minus,underscore", "10 s", "Ten seconds less", "−"),
    Command(
        "session.weight",
        Scope.SESSION,
        "w",
        "Weight",
        "Where there is one: say what you hold, or take the next weight the coach suggests",
    ),
    Command(
        "session.walked",
        Scope.SESSION,
        "k",
        "Walked",
        "At the warm-up: I have just walked outside; five minutes of it are the warm-up",
    ),
    Command(
        "session.grabbed",
        Scope.SESSION,
        "g",
        "Grabbed",
        "After an exercise for balance: yes, I had to grab the support",
    ),
    Command(
        "session.held",
        Scope.SESSION,
        "h",
        "No grab",
        "After an exercise for balance: no, I did not have to grab the support",
    ),
    Command(
        "session.hurts",
        Scope.SESSION,
        HURTS_KEYS,
        "Hurts",
        "This hurts: stops the clock and asks",
        "o F2",
    ),
    Command(
        "session.stop_now",
        Scope.SESSION,
        ILL_KEYS,
        "Ill",
        "Faint, breathless, a sudden pain: the signs to stop at, and what to do",
        "i F4",
    ),
    Command(
        "session.floor",
        Scope.SESSION,
        "f",
        "Floor",
        "The floor view: number and figure as large as can be, to read from the mat",
    ),
    Command(
        "session.leave",
        Scope.SESSION,
        "escape,q",
        "Leave",
        "Leave; what you have done is kept",
        "esc",
    ),
    Command(
        "floor.pause",
        Scope.FLOOR,
        "space,enter,media_play_pause",
        "Pause",
        "Pause or go on; every key that is not listed here pauses too",
        "space enter",
    ),
    Command(
        "floor.next",
        Scope.FLOOR,
        "right,down,pagedown,media_track_next",
        "Next",
        "Done, next",
        "→ PageDown",
    ),
    Command(
        "floor.back",
        Scope.FLOOR,
        "left,up,pageup,media_track_previous",
        "Back",
        "Start this set again; twice quickly: the set before",
        "← PageUp",
    ),
    Command(
        "floor.grabbed",
        Scope.FLOOR,
        "g",
        "Grabbed",
        "After an exercise for balance: yes, I had to grab the support",
    ),
    Command(
        "floor.held",
        Scope.FLOOR,
        "h",
        "No grab",
        "After an exercise for balance: no, I did not have to grab the support",
    ),
    Command(
        "floor.hurts",
        Scope.FLOOR,
        HURTS_KEYS,
        "Hurts",
        "This hurts: stops the clock and asks",
        "o F2",
    ),
    Command(
        "floor.stop_now",
        Scope.FLOOR,
        ILL_KEYS,
        "Ill",
        "Faint, breathless, a sudden pain: the signs to stop at, and what to do",
        "i F4",
    ),
    Command(
        "floor.close", Scope.FLOOR, "f,escape", "Whole view", "Back to the session's lines", "f esc"
    ),
    Command("hurt.easier", Scope.HURT, "e", "Easier", "Go on with an easier variant"),
    Command("hurt.skip", Scope.HURT, "s", "Skip", "Leave this exercise out today"),
    Command(
        "hurt.go_on",
        Scope.HURT,
        "g",
        "Go on",
        "Go on with this exercise; from 4 on with less range or fewer repetitions",
    ),
    Command(
        "hurt.to_cool_down",
        Scope.HURT,
        "c",
        "Cool-down",
        "After the second time of much pain: the main part is over, on to the cool-down",
    ),
    Command(
        "hurt.locked",
        Scope.HURT,
        "l",
        "Locked",
        "Mark that a shoulder, wrist, neck, hip or knee is swollen or locked",
    ),
    Command(
        "hurt.stop_now",
        Scope.HURT,
        ILL_KEYS,
        "Stop signs",
        "The signs to stop at, and what to do",
        "i F4",
    ),
    Command("question.accept", Scope.QUESTIONS, "enter", "Go on", "Take this answer"),
    Command(
        "question.up",
        Scope.QUESTIONS,
        "u",
        "Got up",
        "Before a session, if you like: whether you got up within the last hour",
    ),
    Command(
        "question.energy",
        Scope.QUESTIONS,
        "e",
        "Energy",
        "Before a session, if you like: how you slept and feel",
    ),
    Command(
        "question.check",
        Scope.QUESTIONS,
        "c",
        "Check",
        "Before a session: whether it can be heard and read from the mat, with a tone",
    ),
    Command("question.tone", Scope.QUESTIONS, "t", "Tone", "In the check: the tone once more"),
    Command("question.back", Scope.QUESTIONS, "escape", "Back", "Go back", "esc"),
    Command("question.skip", Scope.QUESTIONS, "s", "Skip", "Leave this question out"),
    Command(
        "question.not_now",
        Scope.QUESTIONS,
        "escape",
        "Not now",
        "Close the coach; nothing is stored",
        "esc",
    ),
    Command(
        "question.unrated",
        Scope.QUESTIONS,
        "escape",
        "Later",
        "Leave the rating of a session for later (History, r)",
        "esc",
    ),
    Command(
        "question.later",
        Scope.QUESTIONS,
        "escape",
        "Later",
        "Leave the question about the morning after for later (History, g)",
        "esc",
    ),
)


def command(command_id: str) -> Command:
    """The command with this id."""
    return next(each for each in COMMANDS if each.id == command_id)


def bindings(*scopes: Scope) -> list[BindingType]:
    """The bindings of these scopes, in the order of the registry."""
    return [each.binding() for each in COMMANDS if each.scope in scopes]


def pick(*ids: str) -> list[BindingType]:
    """The bindings of single commands, for screens that use only some of a scope."""
    return [command(each).binding() for each in ids]

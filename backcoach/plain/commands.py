"""What can be typed while a session runs, each followed by Enter."""

from __future__ import annotations

from backcoach.coach.model.frozen import frozen


@frozen
class TypedCommand:
    """A letter or word, what it does, and the same command of the screens (`tui/commands.py`)."""

    typed: str
    words: str
    screen_command: str


COMMANDS = (
    TypedCommand("p", "pause, or go on", "session.pause"),
    TypedCommand("n", "done, next; while getting ready or resting: start now", "session.next"),
    TypedCommand("b", "start this set again; twice quickly: the set before", "session.back"),
    TypedCommand("s", "skip this exercise; recorded as skipped", "session.skip"),
    TypedCommand("e", "an easier variant from here on", "session.easier"),
    TypedCommand("+", "ten seconds more, or one repetition", "session.longer"),
    TypedCommand("-", "ten seconds less, or one repetition", "session.shorter"),
    TypedCommand("h", "this hurts: stops the clock and asks", "session.hurts"),
    TypedCommand("i", "faint, breathless, a sudden pain: the signs to stop at", "session.stop_now"),
    TypedCommand("w", "where there is a weight: say what you hold", "session.weight"),
    TypedCommand("k", "at the warm-up: I have just walked outside", "session.walked"),
    TypedCommand("g", "after an exercise for balance: I had to grab", "session.grabbed"),
    TypedCommand("f", "after an exercise for balance: free, no grab", "session.held"),
    TypedCommand("m", "sound on or off", "app.mute"),
    TypedCommand("q", "leave; what you have done is kept", "session.leave"),
    TypedCommand("?", "this list", "app.help"),
)

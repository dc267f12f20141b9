"""The commands, a module for each: its options, what it does, its tables and its JSON."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context

NAMES = {
    "start": ("start", "begin today's session at once"),
    "plan": ("plan", "list today's exercises"),
    "progress": ("progress", "show your stage and what opens the next one"),
    "history": ("history", "list the sessions so far"),
    "exercises": ("exercises", "list all exercises, or show one of them"),
    "learn": ("learn", "list short texts about backs and training, or read one of them"),
    "checkin": (
        "checkin",
        "record how your back was on getting up, the morning after a session",
    ),
    "flare": (
        "flare",
        "record that it feels like a flare, after a look at the warning signs",
    ),
    "review": ("review", "show what has changed since you began, and week by week"),
    "measure": (
        "measure",
        "record the average pain of your last 7 days, and how your activities go",
    ),
    "ctl": ("ctl", "control a running session from another window"),
    "check": ("check", "play a tone, and say whether a session can be heard and read from the mat"),
    "why": ("why", "tell how the level of an exercise came about"),
    "backup": (
        "backup",
        "write a backup of everything, into a file of your choice or among the others",
    ),
    "restore": ("restore", "list the backups, or get one of them back"),
    "doctor": (
        "doctor",
        "check your data, the folder, the terminal and sound, and say what to do",
    ),
    "export": ("export", "write the whole log into one file to take elsewhere"),
    "import": ("import_", "add what such a file holds to the log"),
    "profile": ("profile", "show what you said about yourself, or change it"),
    "simulate": (
        "simulate",
        "let virtual people train for weeks, and check every promise of the rules",
    ),
}
"""Each command with its module and its line in the help, in the order of the help."""

OPEN = ""
"""The name of what `backcoach` does without a command: it opens the coach, as `start` does."""


class CommandModule(Protocol):
    """What the module of each command provides."""

    Arguments: type[Any]
    """The options of the command as a NamedTuple, with the names that argparse gives them."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    """Adds the options of the command to its parser."""

    run: Callable[[Any, Context], int]
    """Runs the command and returns its exit code. Raises UserError for what the user can correct.
    """


def load(name: str) -> CommandModule:
    """The module of the command `name`, imported now, so that no run imports all commands."""
    module, _ = NAMES[name or "start"]
    return cast(CommandModule, import_module(f"{__name__}.{module}"))

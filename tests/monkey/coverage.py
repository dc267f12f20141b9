"""The screens and commands that random rides should reach."""

from __future__ import annotations

import pkgutil
from importlib import import_module

from textual.screen import Screen

from backcoach.tui import screens
from backcoach.tui.commands import COMMANDS
from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.screens.base import CoachDialog, CoachScreen, Place
from tests.monkey.life import Notes

BASES = {AnyScreen, CoachScreen, CoachDialog, Place}
"""What screens have in common; never shown themselves."""


def unreached(notes: Notes) -> list[str]:
    """Screens that were never on top and commands that were never carried out."""
    commands = {each.id for each in COMMANDS}
    return sorted((_all_screens() - notes.screens) | (commands - notes.commands))


def _all_screens() -> set[str]:
    found = set()
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        for thing in vars(import_module(module.name)).values():
            own = isinstance(thing, type) and thing.__module__ == module.name
            if own and issubclass(thing, Screen) and thing not in BASES:
                found.add(thing.__name__)
    return found

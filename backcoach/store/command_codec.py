"""The commands of a session as plain JSON, and back.

One is an object with the name of the command in `do`, the time in `at` and `asleep`, and the fields
of the command beside them. What is as by default is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.coach.session import commands
from backcoach.coach.session.commands import SessionCommand
from backcoach.coach.session.recorder import RecordedCommand
from backcoach.strict import StrictError, convert_strict

KIND_OF_NAME: Mapping[str, type[SessionCommand]] = {
    "start": commands.Start,
    "look": commands.CatchUp,
    "pause_or_resume": commands.PauseOrResume,
    "next": commands.Next,
    "back": commands.Back,
    "skip": commands.Skip,
    "easier": commands.Easier,
    "adjust": commands.Adjust,
    "take_weight": commands.TakeWeight,
    "hurts": commands.StopToAsk,
    "never_mind": commands.NeverMind,
    "report_pain": commands.ReportPain,
    "walked": commands.Walked,
    "end_main_block": commands.EndMainBlock,
    "tell_grab": commands.TellGrab,
    "leave": commands.Leave,
    "auto_advance": commands.AutoAdvance,
    "take_up": commands.TakeUp,
}
"""Names are those in the journals of every version so far: they stay, whatever the class is called.
"""
_NAME_OF_KIND = {kind: name for name, kind in KIND_OF_NAME.items()}


@frozen
class _When:
    """The fields of a `RecordedCommand` beside its command."""

    at: float
    asleep: float
    jump: bool = False


_KEYS_OF_WHEN = frozenset(each.name for each in fields(_When))


def to_plain(entry: RecordedCommand) -> dict[str, Any]:
    """`entry` as `from_plain` reads it."""
    when = _plain_fields(entry)
    del when["command"]
    return {"do": _NAME_OF_KIND[type(entry.command)], **when, **_plain_fields(entry.command)}


def _plain_fields(record: RecordedCommand | SessionCommand) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(record)
    defaults = {each.name: each.default for each in fields(record)}
    return {name: plain[name] for name in plain if getattr(record, name) != defaults[name]}


def from_plain(data: object) -> RecordedCommand:
    """The command in `data`; StrictError where that is none, or lacks what belongs to it."""
    if not isinstance(data, dict):
        raise StrictError("", "expected table")
    name = data.get("do")
    if not isinstance(name, str) or name not in KIND_OF_NAME:
        raise StrictError("do", "expected the name of a command")
    when = {key: data[key] for key in data.keys() & _KEYS_OF_WHEN}
    arguments = {key: data[key] for key in data.keys() - _KEYS_OF_WHEN - {"do"}}
    command = convert_strict(arguments, KIND_OF_NAME[name])
    given = convert_strict(when, _When)
    return RecordedCommand(command, given.at, given.asleep, given.jump)

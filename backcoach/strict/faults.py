"""What does not fit, in words and with its place. Imported when something is wrong."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from backcoach.strict.errors import StrictError
from backcoach.strict.forms import TypeForm, fields_of, is_named_tuple, strict_form

Plain = Any
"""Dicts, lists and plain values, as a TOML or JSON reader returns them."""

ANY_KEY = "..."
"""How msgspec names a place behind a key of a mapping, without saying which."""

_KEY_MAX = 100
"""Characters of an unknown key that are compared with the known ones."""
_WORDS = {
    "int": "whole number",
    "float": "number",
    "str": "text",
    "bool": "true or false",
    "null": "nothing",
    "array": "list",
    "object": "table",
    "datetime": "date and time",
}


def explained(message: str, data: object, kind: TypeForm) -> StrictError:
    """msgspec's message as a StrictError whose path names the keys of mappings too."""
    problem, steps = _parsed(message)
    steps = _with_keys(data, steps, strict_form(kind))
    if match := re.fullmatch(r"Object contains unknown field `(.*)`", problem, re.DOTALL):
        return StrictError(_written([*steps, match[1]]), _unknown_key(match[1], kind, steps))
    if match := re.fullmatch(r"Object missing required field `(.*)`", problem):
        return StrictError(_written([*steps, match[1]]), "missing")
    if match := re.fullmatch(r"Invalid enum value (.*)", problem, re.DOTALL):
        allowed = ", ".join(_values(kind, steps))
        return StrictError(_written(steps), f"expected one of {allowed}; got {match[1]}")
    if "- at `key` in " in message:
        return StrictError(_written(steps), "expected text as key")
    return StrictError(_written(steps), _in_words(problem))


def _parsed(message: str) -> tuple[str, list[str | int]]:
    """`Expected … - at `$.a[0]`` as its problem and the steps `["a", 0]`."""
    match = re.fullmatch(r"(.*?)(?: - at (?:`key` in )?`\$(.*)`)?", message, re.DOTALL)
    assert match is not None
    steps: list[str | int] = []
    for name, index, any_key in re.findall(r"\.(\w+)|\[(\d+)\]|\[(\.\.\.)\]", match[2] or ""):
        steps.append(int(index) if index else name or any_key)
    return match[1], steps


def _with_keys(data: object, steps: list[str | int], strict: TypeForm) -> list[str | int]:
    """`steps` with each "any key" replaced by the key that is at fault.

    msgspec doesn't say which; it is found by trying each key of that mapping on its own.
    """
    if ANY_KEY not in steps:
        return steps
    place = steps.index(ANY_KEY)
    mapping = _at(data, steps[:place])
    for key, value in mapping.items():
        alone = _replaced(data, steps[:place], {key: value})
        try:
            msgspec.convert(alone, strict)
        except msgspec.ValidationError as error:
            found = _parsed(str(error))[1]
            if found[: place + 1] == steps[: place + 1]:
                rest = [*steps[:place], str(key), *found[place + 1 :]]
                return _with_keys(alone, rest, strict)
    return steps


def _at(data: Plain, steps: list[str | int]) -> Plain:
    for step in steps:
        data = data[step]
    return data


def _replaced(data: Plain, steps: list[str | int], value: object) -> Plain:
    """A copy of `data` in which `value` stands at `steps`."""
    if not steps:
        return value
    inner = _replaced(data[steps[0]], steps[1:], value)
    if isinstance(data, Mapping):
        return {**data, steps[0]: inner}
    return [inner if index == steps[0] else item for index, item in enumerate(data)]


def _kinds_at(kind: TypeForm, steps: list[str | int]) -> list[TypeForm]:
    """What may stand at `steps` inside a `kind`; unions give several."""
    origin: TypeForm = get_origin(kind)
    if origin in (Union, UnionType):
        return [found for part in get_args(kind) for found in _kinds_at(part, steps)]
    if not steps:
        return [kind]
    arguments, step = get_args(kind), steps[0]
    inner: TypeForm = None
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or is_named_tuple(kind)):
        hints = get_type_hints(kind)
        inner = hints.get(step) if isinstance(step, str) else list(hints.values())[step]
    elif origin is tuple and isinstance(step, int):
        inner = arguments[0] if arguments[-1] is ... else arguments[step]
    elif arguments:
        inner = arguments[-1]
    return [] if inner is None else _kinds_at(inner, steps[1:])


def _unknown_key(key: str, kind: TypeForm, steps: list[str | int]) -> str:
    import difflib

    known = [
        name
        for found in _kinds_at(kind, steps)
        if dataclasses.is_dataclass(found)
        for name, _ in fields_of(found)
    ]
    close = difflib.get_close_matches(key[:_KEY_MAX], known, n=1)
    return f"unknown key (did you mean {close[0]}?)" if close else "unknown key"


def _values(kind: TypeForm, steps: list[str | int]) -> Iterator[str]:
    for found in _kinds_at(kind, steps):
        if isinstance(found, type) and issubclass(found, Enum):
            yield from (str(member.value) for member in found)
        elif getattr(found, "__origin__", None) is Literal:
            yield from (str(value) for value in get_args(found))


_PROBLEMS = (
    (
        r".*timezone component.*",
        "expected date and time with its zone, such as 2026-01-31T08:00:00Z",
    ),
    (r".*RFC3339 encoded date", "expected date such as 2026-01-31"),
    (r".*RFC3339.*", "expected date and time such as 2026-01-31T08:00:00Z"),
    (
        r"Expected `(?:int|float)` [<>]= -?(\d+)(?:\.0)?",
        r"expected a number no further from 0 than \1",
    ),
    (r"Expected `array` of (.*), got (\d+)", r"expected list of \1, got \2"),
)
"""What msgspec says, and what that means."""


def _in_words(problem: str) -> str:
    for pattern, words in _PROBLEMS:
        if match := re.fullmatch(pattern, problem):
            return match.expand(words)
    if match := re.fullmatch(r"Expected `([^`]*)`, got `([^`]*)`", problem):
        wanted = " or ".join(_WORDS.get(word, word) for word in match[1].split(" | "))
        return f"expected {wanted}, got {_WORDS.get(match[2], match[2])}"
    return problem


def _written(steps: list[str | int]) -> str:
    return functools.reduce(extended, steps, "")


def extended(path: str, step: str | int) -> str:
    """`path` one step further, in the notation of TOML: `stages[0].templates."a b"`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    import json

    key = step if re.fullmatch(r"[\w-]+", step) else json.dumps(step, ensure_ascii=False)
    return f"{path}.{key}" if path else key

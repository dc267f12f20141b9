"""Plain data into dataclasses, strictly: what is not understood is refused, with its path.

msgspec builds plain dataclasses quickly, yet lets unknown keys pass on them. Here every kind is
first read into its strict form, a struct per dataclass that forbids unknown keys, and only then
into the kind itself; both passes run in C.

A kind may be made of nested dataclasses, NamedTuples, StrEnums, tuples, lists, mappings with text
keys, literals and unions with None or among shapes JSON can tell apart; not of recursive ones.
Types are never coerced, except that a whole number may stand for a float. Datetimes must carry
their zone.
"""

from __future__ import annotations

import dataclasses
import functools
import math
import re
from collections import namedtuple
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import Enum
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import msgspec

T = TypeVar("T")
TypeForm = Any
"""A type as written in an annotation, `tuple[int, ...]` as well as a class."""
Plain = Any
"""Dicts, lists and plain values, as a TOML or JSON reader returns them."""

_ANY_KEY = "..."
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


class StrictError(Exception):
    """Data that does not fit: `path` such as `sets[0].done.seconds` ("" at the top), `problem`."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}" if self.path else self.problem


def convert_strict(data: object, kind: type[T]) -> T:
    """`data`, as a TOML or JSON reader returns it, as a `kind`.

    StrictError at the first key that is unknown or missing, value of a wrong type, unknown enum
    value, naive datetime, or number that is not finite.
    """
    try:
        msgspec.convert(data, _strict_form(kind))
        result: T = msgspec.convert(data, kind)
    except msgspec.ValidationError as error:
        raise _explained(str(error), data, kind) from None
    except RecursionError:
        raise StrictError("", "nested too deeply") from None
    check_finite(data)
    return result


def decode_strict(text: bytes, kind: type[T], largest: int | None = None) -> T:
    """The JSON `text` as a `kind`; StrictError as for `convert_strict`, or when it is not JSON.

    No number may be further from 0 than `largest`, where that is given; then no number of the kind
    may be in a union with a tuple. JSON has no NaN and no infinity, so that this needs no look at
    each number.
    """
    form: TypeForm = kind
    strict, exact = _decoders(form, largest)
    try:
        strict.decode(text)
        result: T = exact.decode(text)
    except msgspec.ValidationError as error:
        # As plain data a large text takes many times its size: only where a key is looked for.
        _check_json(text)
        data = decode_json(text) if f"[{_ANY_KEY}]" in str(error) else None
        raise _explained(str(error), data, kind) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(text, error) from None
    return result


def decode_json(text: bytes) -> object:
    """The JSON `text` as dicts, lists and plain values; StrictError when it is not JSON."""
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(text, error) from None


def _check_json(text: bytes) -> None:
    """StrictError when `text` is not JSON; nothing is built from it."""
    try:
        msgspec.json.decode(text, type=msgspec.Raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _no_json(text, error) from None


def _no_json(text: bytes, error: Exception) -> StrictError:
    """Why `text` is not JSON, from the reader's `error`."""
    if not text.strip():
        return StrictError("", "it is empty")
    if isinstance(error, UnicodeDecodeError):
        return StrictError("", "not JSON: not in UTF-8")
    if isinstance(error, RecursionError):
        return StrictError("", "not JSON: nested too deeply")
    detail = str(error).removeprefix("JSON is malformed: ")
    return StrictError("", f"not JSON: {detail}")


def check_finite(data: object) -> None:
    """StrictError when a number anywhere in `data` is NaN or infinite."""
    if not _is_finite(data):
        _refuse_infinite(data, "")


def _is_finite(data: object) -> bool:
    """The quick look; where the number stands is worked out only when there is one."""
    if isinstance(data, float):
        return math.isfinite(data)
    if isinstance(data, dict):
        return all(map(_is_finite, data.values()))
    return not isinstance(data, list | tuple) or all(map(_is_finite, data))


def _refuse_infinite(data: object, path: str) -> None:
    if isinstance(data, float):
        if not math.isfinite(data):
            raise StrictError(path, f"expected finite number, got {data}")
    elif isinstance(data, dict):
        for key, value in data.items():
            _refuse_infinite(value, _extended(path, str(key)))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            _refuse_infinite(value, _extended(path, index))


# The strict form of a kind


@functools.cache
def _decoders(
    kind: TypeForm, largest: int | None
) -> tuple[msgspec.json.Decoder[Plain], msgspec.json.Decoder[Plain]]:
    return msgspec.json.Decoder(_strict_form(kind, largest)), msgspec.json.Decoder(kind)


def _strict_form(kind: TypeForm, largest: int | None = None) -> TypeForm:
    """`kind` with every dataclass in it replaced by a struct that forbids unknown keys.

    Numbers get bounds only where they are asked for: msgspec 0.22 crashes on a bounded number in a
    union with a tuple.
    """
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if kind in (int, float) and largest is not None:
        return Annotated[kind, msgspec.Meta(ge=-largest, le=largest)]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _struct_of(kind, largest)
    if _is_named_tuple(kind):
        return _named_tuple_of(kind, largest)
    origin: TypeForm = get_origin(kind)
    if origin in (None, Literal, Annotated):
        return kind
    arguments = tuple(_strict_form(argument, largest) for argument in get_args(kind))
    return Union[arguments] if origin in (Union, UnionType) else origin[arguments]  # noqa: UP007


@functools.cache
def _struct_of(kind: type, largest: int | None) -> type:
    hints = get_type_hints(kind, include_extras=True)
    required = [
        (name, _strict_form(hints[name], largest))
        for name, has_default in _fields(kind)
        if not has_default
    ]
    optional = [
        (name, _strict_form(hints[name], largest), None)
        for name, has_default in _fields(kind)
        if has_default
    ]
    return msgspec.defstruct(
        kind.__name__, [*required, *optional], forbid_unknown_fields=True, kw_only=True, gc=False
    )


def _fields(kind: TypeForm) -> Iterator[tuple[str, bool]]:
    """Name of each field that may be given, and whether it may be left out."""
    for field in dataclasses.fields(kind):
        if field.init:
            defaults = (field.default, field.default_factory)
            yield field.name, any(default is not dataclasses.MISSING for default in defaults)


def _is_named_tuple(kind: TypeForm) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@functools.cache
def _named_tuple_of(kind: TypeForm, largest: int | None) -> TypeForm:
    strict = namedtuple(kind.__name__, kind._fields, defaults=kind._field_defaults.values())  # type: ignore[misc]
    hints = get_type_hints(kind, include_extras=True)
    strict.__annotations__ = {name: _strict_form(hints[name], largest) for name in kind._fields}
    return strict


# Errors in words


def _explained(message: str, data: object, kind: TypeForm) -> StrictError:
    """msgspec's message as a StrictError whose path names the keys of mappings too."""
    problem, steps = _parsed(message)
    steps = _with_keys(data, steps, _strict_form(kind))
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
    if _ANY_KEY not in steps:
        return steps
    place = steps.index(_ANY_KEY)
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
    if isinstance(kind, type) and (dataclasses.is_dataclass(kind) or _is_named_tuple(kind)):
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
        for name, _ in _fields(found)
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
    return functools.reduce(_extended, steps, "")


def _extended(path: str, step: str | int) -> str:
    """`path` one step further, in the notation of TOML: `stages[0].templates."a b"`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    import json

    key = step if re.fullmatch(r"[\w-]+", step) else json.dumps(step, ensure_ascii=False)
    return f"{path}.{key}" if path else key

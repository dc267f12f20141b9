"""Finds what does not fit in refused data, and words for it. Imported only when there is an error.

msgspec tells whether data fits; its messages are not used, since they change between versions. A
fault is found by testing each part and descending into the first one that does not fit.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from backcoach.strict.errors import StrictError
from backcoach.strict.forms import TypeForm, decoders, fields_of, is_named_tuple, strict_form
from backcoach.strict.syntax import JsonText

Data = Any
"""Dicts, lists and plain values as a TOML or JSON reader returns them, or a JsonText of any."""

_KEY_MAX = 100
"""Characters of an unknown key that are compared with the known ones."""
_SHAPES: dict[type, str] = {
    bool: "true or false",
    int: "whole number",
    float: "number",
    str: "text",
    NoneType: "nothing",
    datetime: "date and time",
    date: "date",
    time: "time",
    list: "list",
    tuple: "list",
    dict: "table",
}
"""What a value is called. The first that fits counts: True is an int, and a datetime is a date."""


def fault(data: Data, kind: TypeForm, largest: int | None = None, path: str = "") -> StrictError:
    """The first fault in `data`, which msgspec has refused for the type `kind`.

    Of a JsonText only the parts on the path to the fault are decoded: decoding all of it would take
    many times its size. `path` is the path of `data` itself.
    """
    value = data.opened() if isinstance(data, JsonText) else data
    shape = _shape(value)
    kinds = _kinds_of(kind)
    near = [part for part in kinds if shape in _shapes_of(part)]
    if not near:
        wanted = dict.fromkeys(_shapes_of(part)[0] for part in kinds)
        return StrictError(path, f"expected {' or '.join(wanted)}, got {shape}")
    if shape not in ("table", "list"):
        return StrictError(path, _wrong_value(value, near, largest))
    return _first_in(value, near[0], largest, path)


def fits(data: Data, kind: TypeForm, largest: int | None = None) -> bool:
    """Whether msgspec accepts `data` for the type `kind`."""
    try:
        if isinstance(data, JsonText):
            decoders(kind, largest)[0].decode(data.text)
        else:
            msgspec.convert(data, strict_form(kind, largest))
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return False
    return True


def extended(path: str, step: str | int) -> str:
    """`path` with one more `step`, in the notation of TOML: `stages[0].templates."a b"`."""
    if isinstance(step, int):
        return f"{path}[{step}]"
    import json

    key = step if re.fullmatch(r"[\w-]+", step) else json.dumps(step, ensure_ascii=False)
    return f"{path}.{key}" if path else key


def _first_in(value: Data, kind: TypeForm, largest: int | None, path: str) -> StrictError:
    """The first fault in the table or list `value`, which has the shape of a `kind`."""
    lengths = _lengths(kind)
    if lengths is not None and (length := sum(1 for _ in _parts(value))) not in lengths:
        least, most = lengths[0], lengths[-1]
        wanted = f"{least}" if least == most else f"{least} to {most}"
        return StrictError(path, f"expected list of length {wanted}, got {length}")
    seen = set()
    for step, part in _parts(value):
        seen.add(step)
        if _is_table(kind) and not isinstance(step, str):
            return StrictError(path, "expected text as key")
        inner = _kind_at(kind, step)
        if inner is None:
            return StrictError(extended(path, step), _unknown_key(step, kind))
        if not fits(part, inner, largest):
            return fault(part, inner, largest, extended(path, step))
    if dataclasses.is_dataclass(kind):
        for name, has_default in fields_of(kind):
            if not has_default and name not in seen:
                return StrictError(extended(path, name), "missing")
    return StrictError(path, "not as expected")


def _parts(value: Data) -> Iterable[tuple[Any, Data]]:
    """The items of a table or list, each with its key or index."""
    if isinstance(value, JsonText):
        return value.parts()
    items: Iterable[tuple[Any, Data]] = (
        value.items() if isinstance(value, Mapping) else enumerate(value)
    )
    return items


def _kinds_of(kind: TypeForm) -> list[TypeForm]:
    """The members of a union, or the type itself."""
    if _outer(kind) in (Union, UnionType):
        return [part for each in get_args(kind) for part in _kinds_of(each)]
    return [kind]


def _kind_at(kind: TypeForm, step: str | int) -> TypeForm:
    """The type of the item at `step` in a `kind`; None for a key it does not have."""
    if dataclasses.is_dataclass(kind):
        known = {name for name, _ in fields_of(kind)}
        return get_type_hints(kind, include_extras=True)[str(step)] if step in known else None
    if is_named_tuple(kind):
        return list(get_type_hints(kind, include_extras=True).values())[int(step)]
    arguments = get_args(kind)
    if _outer(kind) is tuple and arguments[-1] is not ...:
        return arguments[int(step)]
    return arguments[0] if isinstance(step, int) else arguments[1]


def _lengths(kind: TypeForm) -> range | None:
    """How many items a list may have for the type `kind`; None for any number."""
    if is_named_tuple(kind):
        return range(len(kind._fields) - len(kind._field_defaults), len(kind._fields) + 1)
    arguments = get_args(kind)
    if _outer(kind) is tuple and arguments[-1] is not ...:
        return range(len(arguments), len(arguments) + 1)
    return None


def _shape(value: Data) -> str:
    """The word for the shape of `value`."""
    if isinstance(value, JsonText):
        return "table" if value.is_table else "list"
    for kind, name in _SHAPES.items():
        if isinstance(value, kind):
            return name
    return type(value).__name__


def _outer(kind: TypeForm) -> TypeForm:
    """The class `tuple` of `tuple[int, ...]`; `kind` itself if it has no parameters."""
    return get_origin(kind) or kind


def _shapes_of(kind: TypeForm) -> tuple[str, ...]:
    """The words for the shapes that `kind` accepts, the usual one first."""
    origin = _outer(kind)
    if origin is Annotated:
        return _shapes_of(get_args(kind)[0])
    if origin is Literal:
        return tuple(dict.fromkeys(map(_shape, get_args(kind))))
    if _is_table(kind):
        return ("table",)
    if origin is float:
        return ("number", "whole number")
    if origin in (datetime, date):
        return (_SHAPES[origin], "text")
    return tuple(name for each, name in _SHAPES.items() if issubclass(origin, each))[:1]


def _is_table(kind: TypeForm) -> bool:
    outer = _outer(kind)
    return dataclasses.is_dataclass(outer) or issubclass(outer, Mapping)


def _unknown_key(key: str, kind: TypeForm) -> str:
    import difflib

    known = [name for name, _ in fields_of(kind)]
    close = difflib.get_close_matches(key[:_KEY_MAX], known, n=1)
    return f"unknown key (did you mean {close[0]}?)" if close else "unknown key"


def _wrong_value(value: Data, kinds: list[TypeForm], largest: int | None) -> str:
    """Why `value`, which has the right shape for each of the `kinds`, fits none of them."""
    allowed = [str(each) for kind in kinds for each in _values(kind)]
    if allowed:
        return f"expected one of {', '.join(allowed)}; got {value!r}"
    if datetime in kinds:
        zone = " with its zone," if _is_time(value) else ""
        return f"expected date and time{zone} such as 2026-01-31T08:00:00Z"
    if date in kinds:
        return "expected date such as 2026-01-31"
    if largest is not None:
        return f"expected a number no further from 0 than {largest}"
    return "out of range"


def _is_time(value: Data) -> bool:
    """Whether `value` is a date and time, with or without a zone."""
    try:
        msgspec.convert(value, datetime)
    except (msgspec.MsgspecError, ValueError):
        return False
    return True


def _values(kind: TypeForm) -> list[object]:
    if _outer(kind) is Literal:
        return list(get_args(kind))
    return [member.value for member in kind] if issubclass(kind, Enum) else []

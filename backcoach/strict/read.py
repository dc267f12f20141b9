"""Converts plain data and JSON texts to dataclasses, and checks them as a whole."""

from __future__ import annotations

import json
import math
from typing import TypeVar

import msgspec

from backcoach.strict.errors import StrictError
from backcoach.strict.forms import TypeForm, decoders, strict_form

T = TypeVar("T")

NO_JSON = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
"""What msgspec raises for a text that is not JSON, in UTF-8, or not nested too deeply."""


def convert_strict(data: object, kind: type[T]) -> T:
    """Convert `data`, as returned by a TOML or JSON reader, to a `kind`.

    Raises StrictError at the first unknown or missing key, value of a wrong type, unknown enum
    value, naive datetime, or number that is not finite.
    """
    try:
        msgspec.convert(data, strict_form(kind))
        result: T = msgspec.convert(data, kind)
    except msgspec.ValidationError:
        raise _fault(data, kind) from None
    except RecursionError:
        raise StrictError("", "nested too deeply") from None
    check_finite(data)
    return result


def decode_strict(text: bytes, kind: type[T], largest: int | None = None) -> T:
    """Convert the JSON `text` to a `kind`.

    Raises StrictError as `convert_strict` does, or if it is not JSON. No number may be further from
    0 than `largest`, if that is given; then no number in the type may be in a union with a tuple.
    JSON has no NaN and no infinity, so numbers are not checked one by one.
    """
    form: TypeForm = kind
    strict, exact = decoders(form, largest)
    try:
        strict.decode(text)
        result: T = exact.decode(text)
    except msgspec.ValidationError:
        raise _fault_in_json(text, kind, largest) from None
    except NO_JSON as error:
        raise _no_json(text, error) from None
    return result


def decode_json(text: bytes) -> object:
    """The JSON `text` as dicts, lists and plain values; StrictError when it is not JSON."""
    try:
        return msgspec.json.decode(text)
    except NO_JSON as error:
        raise _no_json(text, error) from None


def _no_json(text: bytes, error: Exception) -> StrictError:
    """Why `text` is not JSON, given the `error` with which msgspec refused it."""
    if not text.strip():
        return StrictError("", "it is empty")
    if isinstance(error, RecursionError):
        return StrictError("", "not JSON: nested too deeply")
    from backcoach.strict.syntax import json_fault

    return StrictError("", f"not JSON: {json_fault(text)}")


def check_keys_once(text: bytes) -> None:
    """Raise StrictError if an object in the JSON `text` has a key twice.

    A reader silently drops the first one. The check takes time and is needed only for text that a
    person may have written, not for text in this program's own layout.
    """

    def once(pairs: list[tuple[str, object]]) -> None:
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise StrictError("", f"the key {json.dumps(key)} is given twice")
            seen.add(key)

    try:
        json.loads(text, object_pairs_hook=once, parse_int=str)
    except (ValueError, RecursionError):
        raise StrictError("", "not JSON: bad text, or nested too deeply") from None


def check_finite(data: object) -> None:
    """Raise StrictError if a number anywhere in `data` is NaN or infinite."""
    if not _is_finite(data):
        _refuse_infinite(data, "")


def _is_finite(data: object) -> bool:
    """A quick test; the place of a number is computed only when there is one."""
    if isinstance(data, float):
        return math.isfinite(data)
    if isinstance(data, dict):
        return all(map(_is_finite, data.values()))
    return not isinstance(data, list | tuple) or all(map(_is_finite, data))


def _refuse_infinite(data: object, path: str) -> None:
    from backcoach.strict.faults import extended

    if isinstance(data, float):
        if not math.isfinite(data):
            raise StrictError(path, f"expected finite number, got {data}")
    elif isinstance(data, dict):
        for key, value in data.items():
            _refuse_infinite(value, extended(path, str(key)))
    elif isinstance(data, list | tuple):
        for index, value in enumerate(data):
            _refuse_infinite(value, extended(path, index))


def _fault(data: object, kind: TypeForm, largest: int | None = None) -> StrictError:
    from backcoach.strict.faults import fault

    return fault(data, kind, largest)


def _fault_in_json(text: bytes, kind: TypeForm, largest: int | None) -> StrictError:
    """What is wrong with `text`, in which msgspec found something that is not of the type `kind`.

    msgspec stopped there. What follows may not be JSON, which is then the fault to report.
    """
    from backcoach.strict.syntax import JsonText, is_utf8

    try:
        if not is_utf8(text):
            return StrictError("", "not JSON: not in UTF-8")
        msgspec.json.decode(text, type=msgspec.Raw)
        return _fault(JsonText.of(text), kind, largest)
    except NO_JSON as error:
        return _no_json(text, error)

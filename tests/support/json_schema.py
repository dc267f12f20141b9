"""A validator for the part of JSON Schema that the schema of an export uses."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "boolean": (bool,),
    "integer": (int,),
    "number": (int, float),
    "null": (type(None),),
}
_NOTES = {"title", "description", "default", "$schema", "$defs"}
_NOTES |= {"required", "additionalProperties"}  # looked at with "properties"


def faults(value: object, schema: Schema) -> list[str]:
    """What in `value` does not fit `schema`, each with its place; an unknown keyword raises."""
    return list(_faults(value, schema, schema, "$"))


def _faults(value: object, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    for keyword, wanted in schema.items():
        if keyword in _OF_ONE_VALUE:
            if not _OF_ONE_VALUE[keyword](value, wanted):
                yield f"{at}: not {_SAID.get(keyword, '')}{wanted}"
        elif keyword == "$ref":
            yield from _faults(value, _at(wanted, root), root, at)
        elif keyword == "anyOf":
            if all(list(_faults(value, each, root, at)) for each in wanted):
                yield f"{at}: none of the choices"
        elif keyword == "items":
            for index, each in enumerate(value if isinstance(value, list) else []):
                yield from _faults(each, wanted, root, f"{at}[{index}]")
        elif keyword == "properties":
            yield from _in_object(value, schema, root, at)
        else:
            assert keyword in _NOTES, f"nobody looks at {keyword}"


def _in_object(value: object, schema: Schema, root: Schema, at: str) -> Iterator[str]:
    if not isinstance(value, dict):
        return
    known = schema["properties"]
    assert schema["additionalProperties"] is False
    yield from (f"{at}.{name}: unknown" for name in value if name not in known)
    yield from (f"{at}.{name}: missing" for name in schema["required"] if name not in value)
    for name in known.keys() & value.keys():
        yield from _faults(value[name], known[name], root, f"{at}.{name}")


def _at(reference: str, root: Schema) -> Schema:
    found: Any = root
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    assert isinstance(found, dict)
    return found


def _is(value: object, kind: str) -> bool:
    if isinstance(value, bool):
        return kind == "boolean"
    # JSON Schema takes 2.0 for an integer, which `import` does not.
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _TYPES[kind])


def _is_written(value: str, form: str) -> bool:
    read = {"date-time": datetime.fromisoformat, "date": date.fromisoformat}[form]
    try:
        found = read(value)
    except ValueError:
        return False
    return not isinstance(found, datetime) or found.tzinfo is not None


def _bound(holds: Callable[[float, float], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, bound: not _is(value, "number") or holds(value, bound)


_OF_ONE_VALUE: dict[str, Callable[[Any, Any], bool]] = {
    "type": _is,
    "const": lambda value, wanted: value == wanted,
    "enum": lambda value, wanted: value in wanted,
    "format": lambda value, form: not isinstance(value, str) or _is_written(value, form),
    "minimum": _bound(operator.ge),
    "maximum": _bound(operator.le),
    "exclusiveMinimum": _bound(operator.gt),
    "exclusiveMaximum": _bound(operator.lt),
    "maxItems": lambda value, most: not isinstance(value, list) or len(value) <= most,
}
_SAID = {
    "enum": "one of ",
    "minimum": "at least ",
    "maximum": "at most ",
    "exclusiveMinimum": "more than ",
    "exclusiveMaximum": "less than ",
    "maxItems": "at most as many as ",
}

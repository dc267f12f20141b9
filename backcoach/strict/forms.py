"""Builds the strict form of a type: structs that forbid unknown keys."""

from __future__ import annotations

import dataclasses
import functools
from collections import namedtuple
from collections.abc import Iterator
from datetime import datetime
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

TypeForm = Any
"""A type as written in an annotation, `tuple[int, ...]` as well as a class."""


def strict_form(kind: TypeForm, largest: int | None = None) -> TypeForm:
    """`kind` with every dataclass in it replaced by a struct that forbids unknown keys.

    Numbers get bounds only when `largest` is given: msgspec 0.22 crashes on a bounded number in a
    union with a tuple.
    """
    if kind is datetime:
        return Annotated[datetime, msgspec.Meta(tz=True)]
    if kind in (int, float) and largest is not None:
        return Annotated[kind, msgspec.Meta(ge=-largest, le=largest)]
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _struct_of(kind, largest)
    if is_named_tuple(kind):
        return _named_tuple_of(kind, largest)
    origin: TypeForm = get_origin(kind)
    if origin in (None, Literal, Annotated):
        return kind
    arguments = tuple(strict_form(argument, largest) for argument in get_args(kind))
    return Union[arguments] if origin in (Union, UnionType) else origin[arguments]  # noqa: UP007


@functools.cache
def decoders(
    kind: TypeForm, largest: int | None
) -> tuple[msgspec.json.Decoder[Any], msgspec.json.Decoder[Any]]:
    """The decoders of the strict form of `kind`, and of `kind` itself."""
    return msgspec.json.Decoder(strict_form(kind, largest)), msgspec.json.Decoder(kind)


@functools.cache
def _struct_of(kind: type, largest: int | None) -> type:
    hints = get_type_hints(kind, include_extras=True)
    required = [
        (name, strict_form(hints[name], largest))
        for name, has_default in fields_of(kind)
        if not has_default
    ]
    optional = [
        (name, strict_form(hints[name], largest), None)
        for name, has_default in fields_of(kind)
        if has_default
    ]
    return msgspec.defstruct(
        kind.__name__, [*required, *optional], forbid_unknown_fields=True, kw_only=True, gc=False
    )


def fields_of(kind: TypeForm) -> Iterator[tuple[str, bool]]:
    """The name of each field, and whether it may be left out."""
    for field in dataclasses.fields(kind):
        if field.init:
            defaults = (field.default, field.default_factory)
            yield field.name, any(default is not dataclasses.MISSING for default in defaults)


def is_named_tuple(kind: TypeForm) -> bool:
    """Whether `kind` is a class of named tuples."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


@functools.cache
def _named_tuple_of(kind: TypeForm, largest: int | None) -> TypeForm:
    strict = namedtuple(kind.__name__, kind._fields, defaults=kind._field_defaults.values())  # type: ignore[misc]
    hints = get_type_hints(kind, include_extras=True)
    strict.__annotations__ = {name: strict_form(hints[name], largest) for name in kind._fields}
    return strict

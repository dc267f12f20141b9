"""Frozen, slotted dataclasses that are quicker to create at program start.

`dataclass` generates and compiles six methods for each class, one by one. With more than a hundred
classes that was half of this program's own start-up time. Here comparison, hash and repr are shared
by all classes; everything else behaves as with `dataclass`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass with slots; instances are equal when all fields are."""
    made = dataclass(frozen=True, slots=True, repr=False, eq=False)(cls)
    for name, method in _THE_SAME_FOR_ALL.items():
        setattr(made, name, method)
    return made


def _compared(self: DataclassInstance) -> tuple[object, ...]:
    return tuple([getattr(self, each.name) for each in fields(self) if each.compare])


def _equals(self: DataclassInstance, other: object) -> object:
    # A bool, or NotImplemented to let the other operand decide.
    if self is other:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _compared(self) == _compared(other)


def _hash(self: DataclassInstance) -> int:
    return hash(_compared(self))


def _repr(self: DataclassInstance) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


_THE_SAME_FOR_ALL = {"__eq__": _equals, "__hash__": _hash, "__repr__": _repr}

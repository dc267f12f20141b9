"""Frozen, slotted dataclasses that cost less when the program starts.

`dataclass` writes and compiles six methods for each class, one by one, and there are more than a
hundred of them: half of the start that is ours. Comparing, hashing and printing are the same for
all; here they are written once. Whatever else a dataclass does, these do too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass with slots, equal to another of its kind field by field."""
    made: Any = dataclass(frozen=True, slots=True, repr=False, eq=False)(cls)
    made.__eq__, made.__hash__, made.__repr__ = _equals, _hash, _repr
    return made  # type: ignore[no-any-return]


def _compared(self: Any) -> tuple[Any, ...]:  # noqa: ANN401
    return tuple([getattr(self, each.name) for each in fields(self) if each.compare])


def _equals(self: Any, other: object) -> Any:  # noqa: ANN401
    if self is other:
        return True
    if other.__class__ is not self.__class__:
        return NotImplemented
    return _compared(self) == _compared(other)


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash(_compared(self))


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"

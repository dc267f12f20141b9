"""Frozen, slotted dataclasses that are quicker to create at program start.

`dataclass` generates and compiles six methods for each class, one by one. With more than a hundred
classes that was half of this program's own start-up time. All methods but `__init__` are the same
for every class and written here once. Everything else behaves as with a frozen dataclass, except
for what no class here needs: `__post_init__`, and fields that are not given to `__init__`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from typing import TYPE_CHECKING, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type[T]) -> type[T]:
    """Make `cls` a frozen dataclass with slots; instances are equal when all fields are."""
    made = dataclass(slots=True, init=False, repr=False, eq=False)(cls)
    for name, method in _THE_SAME_FOR_ALL.items():
        setattr(made, name, method)
    # Not by an assignment, which mypy takes for one to a method of every class.
    setattr(made, "__init__", _init_of(cast("type[DataclassInstance]", made)))  # noqa: B010
    return made


def _init_of(made: type[DataclassInstance]) -> Callable[..., None]:
    """The `__init__` that `dataclass` would write for a frozen class."""
    given: dict[str, object] = {"_set": object.__setattr__, "_missing": MISSING}
    parameters, lines = ["self"], []
    for each in sorted(fields(made), key=lambda each: bool(each.kw_only)):
        name = value = each.name
        if not each.init or hasattr(made, "__post_init__"):
            raise TypeError(f"{made.__name__}.{name}: use dataclass for what frozen does not do")
        if each.kw_only and "*" not in parameters:
            parameters.append("*")
        if each.default is not MISSING:
            given[f"_default_{name}"] = each.default
            parameters.append(f"{name}=_default_{name}")
        elif each.default_factory is not MISSING:
            given[f"_make_{name}"] = each.default_factory
            parameters.append(f"{name}=_missing")
            value = f"_make_{name}() if {name} is _missing else {name}"
        else:
            parameters.append(name)
        lines.append(f"  _set(self, {name!r}, {value})")
    text = "\n".join(
        [
            f"def _create({', '.join(given)}):",
            f" def __init__({', '.join(parameters)}):",
            *(lines or ["  pass"]),
            " return __init__",
        ]
    )
    written: dict[str, Callable[..., Callable[..., None]]] = {}
    # With the names of the module, so that the types of the parameters can be looked up.
    exec(text, vars(sys.modules[made.__module__]), written)
    init = written["_create"](**given)
    init.__qualname__ = f"{made.__qualname__}.__init__"
    init.__annotations__ = {each.name: each.type for each in fields(made)} | {"return": None}
    return init


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


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: DataclassInstance) -> list[object]:
    """For copies and pickles, which could not set the fields by themselves."""
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: DataclassInstance, state: list[object]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_THE_SAME_FOR_ALL = {
    "__eq__": _equals,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _state,
    "__setstate__": _restore,
}

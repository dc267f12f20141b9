"""Pickles what was computed from the log, for a cache file.

It is read by an unpickler that knows only the classes of the coach's core, which has no access to
files, screen or network. So a manipulated file can do no harm.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Mapping

from backcoach.store.collector import collector_paused

_PLAIN = frozenset(
    {
        ("datetime", "date"),
        ("datetime", "datetime"),
        ("datetime", "timedelta"),
        ("datetime", "timezone"),
        ("builtins", "set"),
        ("builtins", "frozenset"),
    }
)
_OWN = "backcoach.coach."
_UNREADABLE = (
    # Errors that the documentation of unpickling names,
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    # and others that manipulated bytes raise, through impossible lengths and values.
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
)

Shared = Mapping[str, object]
"""Objects that are not pickled: the reader supplies its own, by name."""


def pickled(value: object, shared: Shared) -> bytes:
    """`value` as bytes, without the `shared` objects."""
    name_of = {id(each): name for name, each in shared.items()}

    class _Pickler(pickle.Pickler):
        def persistent_id(self, each: object) -> str | None:
            return name_of.get(id(each))

    buffer = io.BytesIO()
    _Pickler(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def unpickled(content: bytes, shared: Shared) -> object:
    """The pickled value, with these `shared` objects in their places.

    Raises `pickle.UnpicklingError` for anything that can't be read or is not of the coach's core.
    """

    class _Unpickler(pickle.Unpickler):
        def persistent_load(self, name: str) -> object:
            if name not in shared:
                raise pickle.UnpicklingError(f"nothing shared is called {name}")
            return shared[name]

        def find_class(self, module: str, name: str) -> object:
            if (module, name) in _PLAIN:
                return super().find_class(module, name)
            if module.startswith(_OWN) and "." not in name:
                found = super().find_class(module, name)
                # Only classes defined in the module, not those it imports.
                if getattr(found, "__module__", "").startswith(_OWN):
                    return found
            raise pickle.UnpicklingError(f"{module}.{name} is not the coach's own")

    try:
        with collector_paused():
            return _Unpickler(io.BytesIO(content)).load()
    except _UNREADABLE as error:
        raise pickle.UnpicklingError(str(error))

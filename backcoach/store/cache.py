"""What was computed from the log as the content of a cache file, and back.

It is read by an unpickler that knows nothing but the coach's pure core, which has no way to files,
screen or network: a file somebody put there can do no harm.
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
    # What the documentation of unpickling names …
    AttributeError,
    EOFError,
    ImportError,
    IndexError,
    # … and what bytes that were changed on purpose raise besides: lengths and values of no sense.
    MemoryError,
    OverflowError,
    TypeError,
    ValueError,
)

Shared = Mapping[str, object]
"""Objects that are not stored: the reader brings its own, by name."""


def freeze(value: object, shared: Shared) -> bytes:
    """`value` as bytes, with the `shared` objects left out."""
    name_of = {id(each): name for name, each in shared.items()}

    class Freezer(pickle.Pickler):
        def persistent_id(self, each: object) -> str | None:
            return name_of.get(id(each))

    buffer = io.BytesIO()
    Freezer(buffer, pickle.HIGHEST_PROTOCOL).dump(value)
    return buffer.getvalue()


def thaw(content: bytes, shared: Shared) -> object:
    """What was frozen, made anew, with these `shared` objects in their places.

    Raises `pickle.UnpicklingError` for anything that is not the coach's own or can't be read.
    """

    class Thawer(pickle.Unpickler):
        def persistent_load(self, name: str) -> object:
            if name not in shared:
                raise pickle.UnpicklingError(f"nothing shared is called {name}")
            return shared[name]

        def find_class(self, module: str, name: str) -> object:
            if (module, name) in _PLAIN:
                return super().find_class(module, name)
            if module.startswith(_OWN) and "." not in name:
                found = super().find_class(module, name)
                # Not what such a module merely imports.
                if getattr(found, "__module__", "").startswith(_OWN):
                    return found
            raise pickle.UnpicklingError(f"{module}.{name} is not the coach's own")

    try:
        with collector_paused():
            return Thawer(io.BytesIO(content)).load()
    except _UNREADABLE as error:
        raise pickle.UnpicklingError(str(error))

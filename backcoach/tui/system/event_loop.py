"""The event loop Textual runs on, taken along without what only network programs need."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType


def load_without_ssl() -> None:
    """Import asyncio as on a Python that was built without OpenSSL.

    asyncio takes `ssl` along wherever it finds it, and goes without where it does not. The coach
    talks to nobody: that is four megabytes of memory and some milliseconds of every start for
    nothing. Whoever imports `ssl` afterwards gets it as always.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    # None is how Python notes that there is no such module.
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import_module("asyncio")
    finally:
        del sys.modules["ssl"]

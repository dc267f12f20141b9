"""Removes environment variables with values that would break Textual or Rich.

Both read variables meant for their developers, most of them at import and without checking the
value. Valid values stay; any other variable is removed, so that its default applies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, MutableMapping
from pathlib import Path

Understood = Callable[[str], bool]

SECONDS_A_DAY = 86_400
DIGITS_MAX = 10
NAME_MAX = 255
"""The longest file name in bytes, on all usual file systems."""


def prepare(environ: MutableMapping[str, str]) -> None:
    """Remove every variable from `environ` whose value can't be used.

    Call it before Textual or Rich are imported.
    """
    for name, is_understood in VARIABLES.items():
        if name in environ and not is_understood(environ[name]):
            del environ[name]


def forget_size(environ: MutableMapping[str, str]) -> None:
    """Remove COLUMNS and LINES from `environ`, since the terminal knows its present size.

    Shells set them, and some users export them by mistake or with `eval $(resize)`. Textual and
    Rich would prefer them to the terminal.
    """
    for name in ("COLUMNS", "LINES"):
        environ.pop(name, None)


def _one_of(*values: str) -> Understood:
    return lambda value: value in values


def _whole(low: int, high: int) -> Understood:
    """Tests for a whole number in ASCII digits, from `low` to `high`."""

    def is_whole(value: str) -> bool:
        digits = value.removeprefix("-")
        # Python also accepts other digits, and thousands of them.
        plain = digits.isascii() and digits.isdecimal() and len(digits) < DIGITS_MAX
        return plain and low <= int(value) <= high

    return is_whole


def _never(_value: str) -> bool:
    return False


def _is_folder(value: str) -> bool:
    return bool(value) and os.access(value, os.W_OK | os.X_OK) and Path(value).is_dir()


def _is_file(value: str) -> bool:
    """Whether `value` is a file that can be written or created."""
    path = Path(value)
    if len(os.fsencode(path.name)) > NAME_MAX:
        return False
    if path.exists():
        return path.is_file() and os.access(path, os.W_OK)
    return bool(value) and _is_folder(str(path.parent))


def _is_debug(value: str) -> bool:
    """Textual's debug mode writes `keys.log` into the current folder."""
    return value != "1" or _is_file("keys.log")


def _is_delay(value: str) -> bool:
    """Seconds until a screenshot, which is written into the current folder."""
    return _whole(-1, SECONDS_A_DAY)(value) and _is_folder(".")


def _is_keys(value: str) -> bool:
    """Names of keys separated by commas, and `wait:` with milliseconds."""
    return value.isascii() and all(map(_is_key, value.split(",")))


def _is_key(key: str) -> bool:
    if key.startswith("wait:"):
        return _whole(0, 1000 * SECONDS_A_DAY)(key.removeprefix("wait:"))
    is_sign = len(key) == 1 and key.isprintable() and not key.isspace()
    return is_sign or all(map(str.isidentifier, key.split("+")))


_SWITCH = _one_of("0", "1")

VARIABLES: dict[str, Understood] = {
    # textual.app.parse_features: headless, nothing would be shown and no key be read.
    "TEXTUAL": lambda value: "headless" not in value,
    # textual.constants
    "TEXTUAL_ANIMATIONS": lambda value: value.lower() in ("none", "basic", "full"),
    "TEXTUAL_COLOR_SYSTEM": _one_of("auto", "standard", "256", "truecolor", "windows"),
    "TEXTUAL_DEBUG": _is_debug,
    "TEXTUAL_DEVTOOLS_PORT": _whole(0, 65_535),
    "TEXTUAL_DIM_FACTOR": _whole(0, 100),
    "TEXTUAL_DISABLE_KITTY_KEY": _SWITCH,
    # The coach draws in the terminal that it has checked.
    "TEXTUAL_DRIVER": _never,
    "TEXTUAL_FPS": _whole(1, 240),
    "TEXTUAL_LOG": _is_file,
    "TEXTUAL_PRESS": _is_keys,
    "TEXTUAL_SCREENSHOT": _is_delay,
    "TEXTUAL_SCREENSHOT_FILENAME": lambda value: Path(value).name == value and _is_file(value),
    "TEXTUAL_SCREENSHOT_LOCATION": _is_folder,
    "TEXTUAL_SHOW_RETURN": _SWITCH,
    "TEXTUAL_SLOW_THRESHOLD": _whole(100, 1000 * SECONDS_A_DAY),
    "TEXTUAL_SMOOTH_SCROLL": _SWITCH,
    # Milliseconds; ncurses knows the same variable.
    "ESCDELAY": _whole(1, 5_000),
    # Rich; see no-color.org: an empty value has no effect.
    "NO_COLOR": bool,
}

"""Parses the key reports of newer terminals: `ESC [ code ; modifiers ; text u`.

These are the keyboard protocol of kitty, and what xterm calls modifyOtherKeys. Textual parses them
too, but fails on reports with sub-fields or with numbers that are no characters, and gives a space
with Shift no character (https://github.com/Textualize/textual/issues/6408).
"""

from __future__ import annotations

import re

from textual._keyboard_protocol import FUNCTIONAL_KEYS, MODIFIER_FUNCTIONAL_KEYS
from textual.events import Key
from textual.keys import _character_to_key

from backcoach.tui.system.keyboard import command_key

REPORT = re.compile(r"\x1b\[([\d:;]*)([u~ABCDEFHPQRS])")

SHIFT, ALT, CAPS_LOCK = 1, 2, 64
HELD = {"shift": SHIFT, "alt": ALT, "ctrl": 4, "super": 8, "hyper": 16, "meta": 32}
SHORTCUT = sum(HELD.values()) - SHIFT - ALT
"""Modifiers with which a key types nothing."""

RELEASED = 3
OTHER_KEYS = 27
"""How xterm's own form of the report begins: `ESC [ 27 ; modifiers ; code ~`."""

LOCKS = {"caps_lock", "num_lock", "scroll_lock"}
LOUDNESS = {"lower_volume", "raise_volume", "mute_volume"}
NO_KEYS = MODIFIER_FUNCTIONAL_KEYS | LOCKS | LOUDNESS
"""Change what other keys do, or how loud the machine is: nothing is said to the coach by them."""

KEYPAD = {
    "decimal": ".",
    "divide": "/",
    "multiply": "*",
    "subtract": "-",
    "add": "+",
    "equal": "=",
    "separator": ",",
}
"""Keys of the number pad that type a character, by the names Textual gives them."""

TYPED = {"enter": "\r", "tab": "\t", "backspace": "\x7f", "escape": "\x1b"}
SHIFT_CHANGES_NOTHING = ("enter", "backspace", "escape")


def keys_of(report: re.Match[str]) -> list[Key] | None:
    """The keys in a report: none if one was only released, None if it is not a report.

    A report with text gives one key for each of its characters, as an input method types them.
    """
    fields = [[_number(each) for each in field.split(":")] for field in report[1].split(";")]
    final = report[2]
    if final == "~" and fields[0] == [OTHER_KEYS] and len(fields) > 2:
        fields, final = [fields[2], fields[1]], "u"
    code, shifted, base, *_ = [*fields[0], 0, 0]
    modifiers, event, *_ = [*(fields[1] if len(fields) > 1 else []), 0, 0]
    text = "".join(map(_character, fields[2])) if len(fields) > 2 else ""
    if event == RELEASED:
        return []
    held = max(0, modifiers - 1)
    name = FUNCTIONAL_KEYS.get(f"{code or (1 if final not in 'u~' else 0)}{final}", "")
    if not name and final != "u":
        return None
    if name in NO_KEYS:
        return []
    own = KEYPAD.get(name) or (name if len(name) == 1 else "" if name else _character(code))
    if name and not own:
        return [_functional(name, held)]
    if held & SHORTCUT or (held & ALT and not text):
        return [_shortcut(own, _character(base), held)] if own else []
    typed = text or _with_shift(own, _character(shifted), held)
    return [_typing(each, " " if own == " " else _character(base)) for each in typed]


def _number(digits: str) -> int:
    """A field: 0 if empty, -1 if it has more digits than any character's number."""
    return (int(digits) if len(digits) <= 7 else -1) if digits else 0


def _character(code: int) -> str:
    """The character with this number; "" for controls, surrogates and invalid numbers."""
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xF900 or code > 0x10FFFF:
        return ""
    return chr(code)


def _functional(name: str, held: int) -> Key:
    """A key that types nothing; lock keys do not change it."""
    if name in SHIFT_CHANGES_NOTHING:
        held &= ~SHIFT
    names = _names(held)
    return Key("+".join([*names, name]), None if names else TYPED.get(name))


def _shortcut(own: str, base: str, held: int) -> Key:
    """A key with Ctrl or the like, named as on a Latin keyboard if possible."""
    named = own if own.isascii() or not base else base
    return Key("+".join([*_names(held), _character_to_key(named.lower()[:1])]), None)


def _with_shift(own: str, shifted: str, held: int) -> str:
    """The character that a key types, where the report does not contain it."""
    if held & SHIFT and shifted:
        return shifted
    is_capital = bool(held & SHIFT) is not bool(held & CAPS_LOCK)
    capital = own.upper()
    return capital if is_capital and len(capital) == 1 else own


def _typing(character: str, position: str) -> Key:
    key = "space" if position == " " else _character_to_key(character)
    return Key(command_key(key, character, position), character)


def _names(held: int) -> list[str]:
    return sorted(name for name, bit in HELD.items() if held & bit)

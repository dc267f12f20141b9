"""Finds the key that was pressed from the character it typed.

Caps Lock, Shift and the keyboard layout change the character of a key, but not the command that is
bound to the key. Text fields use the character.
"""

from __future__ import annotations

from string import ascii_lowercase, digits

from backcoach.tui.commands import COMMANDS

KEYS = frozenset(key for each in COMMANDS for key in each.keys.split(","))
"""Every key that has a command on some screen, by Textual's name."""

LETTERS = "qwertyuiopasdfghjklzxcvbnm"
LAYOUTS = (
    "йцукенгшщзфывапролдячсмить",  # Russian
    "/'קראטוןםפשדגכעיחלךזסבהנמצ",  # Hebrew
    ";ςερτυθιοπασδφγηξκλζχψωβνμ",  # Greek
    "ضصثقفغعهخحشسيبلاتنمئءؤر ىة",  # Arabic
    "ქწერტყუიოპასდფგჰჯკლზხცვბნმ",  # Georgian
)
"""What the keys of `LETTERS` type in other scripts.

Russian and Serbian, for example, have the same letter on different keys. A character does not say
which layout it is from, so the most common layout of a script is taken; terminals that report the
position of keys need no guess.
"""

POSITIONS = {
    character: letter
    for layout in LAYOUTS
    for character, letter in zip(layout, LETTERS, strict=True)
    if not character.isascii()
}
POSITIONS |= {
    "і": "s",
    "ў": "o",
    "ی": "d",
    "ı": "i",
    "İ": "i",
    "arabic_question_mark": "question_mark",
}
POSITIONS |= {chr(ord(letter) + ord("ａ") - ord("a")): letter for letter in LETTERS}
"""The key of a US keyboard for the name of a key on another one.

Besides the layouts: letters of Ukrainian, Belarusian, Persian and Turkish, the Arabic question
mark, and Latin letters of full width.
"""

FRENCH_DIGITS = {
    name: digit
    for digit, name in enumerate(
        ("à", "ampersand", "é", "quotation_mark", "apostrophe", "left_parenthesis")
    )
} | {"è": 7, "underscore": 8, "ç": 9}
"""What the row of digits types on a French keyboard without Shift; 6 types the minus sign."""


def command_key(key: str, character: str | None = None, position: str = "") -> str:
    """The name of the key to which a command is bound, or `key` itself if there is none.

    `key` is Textual's name for `character`; `position` is what the same key types on a US keyboard,
    if the terminal reports that. A character with a command of its own takes precedence over the
    position, and a letter a-z always means itself.
    """
    if key in KEYS:
        return key
    if key.lower() in KEYS:
        return key.lower()
    if position and position in digits:
        return position
    if position and position in ascii_lowercase and character and not character.isascii():
        return position
    if character and character.isspace() and key.endswith("_space"):
        return "space"
    return POSITIONS.get(key) or POSITIONS.get(key.lower()) or key


def digit_of(key: str, character: str | None) -> int | None:
    """The digit of this key where only a number is asked for; else None."""
    for each in (key, character or ""):
        if len(each) == 1 and each.isdecimal():
            return int(each)
    return FRENCH_DIGITS.get(key.lower())

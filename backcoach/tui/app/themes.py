"""The two colour themes: calm, with high contrast. Meaning never depends on colour alone."""

from __future__ import annotations

from textual.theme import Theme

DARK = "backcoach-dark"
LIGHT = "backcoach-light"

THEMES = (
    Theme(
        name=DARK,
        dark=True,
        primary="#7cc4b8",
        secondary="#8fb3d9",
        accent="#f0b35a",
        success="#8ccf7e",
        warning="#f0b35a",
        error="#ef8072",
        foreground="#e8e6e1",
        background="#14181b",
        surface="#1b2125",
        panel="#252d32",
    ),
    Theme(
        name=LIGHT,
        dark=False,
        primary="#0f6b62",
        secondary="#2c5d8f",
        accent="#8f5200",
        success="#2c6e1f",
        warning="#8f5200",
        error="#a8281b",
        foreground="#1f2426",
        background="#faf8f4",
        surface="#f1ede5",
        panel="#e3ddd2",
    ),
)

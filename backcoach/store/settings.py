"""The user's settings, and what their file may hold."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import Literal, get_args

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Length

Volume = Literal[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
VOLUME_MAX = max(get_args(Volume))


@frozen
class Settings:
    """How the user wants to be coached. The documentation shows these words as they stand."""

    sound: bool = True
    """Sounds at the start and end of each set and in the last seconds, as `m` switches them."""

    volume: Volume = 7
    """How loud sounds are, 0-10, as `>` and `<` change it; a terminal’s bell has its own volume."""

    voice: Literal["full", "brief", "tones only", "off"] = "brief"
    """How much is said, as `j` changes it: `brief` says exercises, sides and the last seconds,
    `full` also counts repetitions and says how to move; with `off` nothing is heard."""

    last_seconds: bool = True
    """The last three seconds of each part are counted down with a sound."""

    auto_advance: bool = True
    """Exercises follow each other, as `a` switches it; otherwise each waits for a key."""

    plain: bool = False
    """The coach opens in lines of text, as with `--plain`."""

    theme: str = "backcoach-dark"
    """The colours; `d` changes to `backcoach-light` and back. An unknown name is replaced."""

    reduced_motion: bool = False
    """Figures stand still in their key poses, as `v` switches it; the floor view is not turned
    inside out either."""

    drawing: Literal["half blocks", "sextants", "quadrants", "braille"] | None = None
    """How figures are drawn, half blocks only with 256 colours; null chooses by the colours of the
    terminal."""

    glyphs: Literal["unicode", "cp437", "ascii"] | None = None
    """What lines, marks, figures and large digits are drawn with; null chooses by the terminal.
    With `cp437` and `ascii`, `drawing` has no say."""

    floor_view: bool = False
    """Every session begins in the floor view."""

    flash: bool = True
    """The floor view is turned inside out in the last three seconds and as work ends."""

    keep_awake: bool = True
    """The screen stays on and the machine awake while a session runs, except in a pause of over ten
    minutes."""

    sound_checked: str | None = None
    """The coach's own note: by what sound was made when it was last checked before a session. After
    a change the check is shown again."""

    morning_put_off: date | None = None
    """The coach's own note: the day on which the question about the morning after was put off. It
    is not asked again on that day."""

    measures_put_off: date | None = None
    """The coach's own note: the last day on which the outcome measures were put off. What was due
    by then is not asked again of itself."""

    review_seen: date | None = None
    """The coach's own note: the last day on which a review was shown. Only one that comes later is
    shown of itself."""


@frozen
class StoredSettings(Settings):
    """Settings as earlier versions wrote them, with fields that have moved elsewhere since."""

    length: Length | None = None
    """How long sessions are: part of the profile now."""


KEYS = frozenset(field.name for field in fields(StoredSettings))
"""All that a file of settings may hold."""

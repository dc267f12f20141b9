"""The user's settings, in a file of their own."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Literal

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Length
from backcoach.store.errors import StoreError
from backcoach.store.files import read_file, without_mark, write_atomically
from backcoach.store.kept import note_file
from backcoach.strict import StrictError, decode_strict

BYTES_MAX = 2**16


@frozen
class Settings:
    """How the user wants to be coached."""

    sound: bool = True
    """Play a sound at the start and end of each set, and count the last seconds."""

    auto_advance: bool = True
    """Go on to the next set by itself when a rest is over; otherwise wait for a key."""

    theme: str = "backcoach-dark"
    """Name of the colour theme. One that doesn't exist is for the screens to replace."""

    reduced_motion: bool = False
    """Show figures as still key poses instead of moving."""

    drawing: Literal["half blocks", "sextants", "quadrants", "braille"] | None = None
    """How figures are drawn; None chooses by the colours of the terminal."""

    glyphs: Literal["unicode", "cp437", "ascii"] | None = None
    """What lines, marks, figures and digits are drawn with; None chooses by the terminal."""

    floor_view: bool = False
    """Begin sessions in the floor view."""

    flash: bool = True
    """In the floor view, turn the screen inside out as work ends and in the last three seconds."""

    morning_put_off: date | None = None
    """The day on which the question about the morning after was put off; not asked again on it."""

    measures_put_off: date | None = None
    """The last day on which the outcome measures were put off; what was due by then is not asked
    again of itself."""

    review_seen: date | None = None
    """The last day on which a review was shown; of itself only one that comes later is."""


@frozen
class _AsWritten(Settings):
    """Settings as earlier versions wrote them, with what has moved elsewhere since."""

    length: Length | None = None
    """How long sessions are: part of the profile now."""


KEYS = frozenset(field.name for field in fields(_AsWritten))
"""All that a file of settings may hold."""


def load_settings(path: Path) -> Settings:
    """The settings in `path`; what it leaves out, or all of it when missing, is the default.

    StoreError when the file is damaged, can't be read, or holds what this version doesn't know.
    """
    text = read_file(path, BYTES_MAX)
    if text is None:
        return Settings()
    text = without_mark(text)
    try:
        written = decode_strict(text, _AsWritten)
        return Settings(**{field.name: getattr(written, field.name) for field in fields(Settings)})
    except StrictError as error:
        hint = "Correct it, or remove the file to get the defaults back."
        raise StoreError(path, _other_kind(text) or str(error), hint) from None


def _other_kind(text: bytes) -> str:
    """What a file with this `text` is instead of settings; empty where that says nothing more."""
    from backcoach.store.recognise import UNCLEAR, Kind, what_is

    kind = what_is(text)
    known = kind is not None and kind not in {*UNCLEAR, Kind.SETTINGS}
    return f"{kind.value.words}, not settings" if kind and known else ""


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the content of `path`, or raise StoreError and leave it as it was."""
    try:
        text = msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"
        decode_strict(text, Settings)
    except (StrictError, TypeError, ValueError) as error:
        raise StoreError(path, f"can't be written ({error})", "Nothing was changed.") from None
    write_atomically(path, text)
    note_file(path)

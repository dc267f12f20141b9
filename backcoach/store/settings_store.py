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
from backcoach.store.written import note_file
from backcoach.strict import StrictError, decode_strict

BYTES_MAX = 2**16


@frozen
class Settings:
    """How the user wants to be coached. The documentation shows these words as they stand."""

    sound: bool = True
    """Sounds at the start and end of each set and in the last seconds, as `m` switches them."""

    auto_advance: bool = True
    """Exercises follow each other, as `a` switches it; otherwise each waits for a key."""

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
class _AsWritten(Settings):
    """Settings as earlier versions wrote them, with fields that have moved elsewhere since."""

    length: Length | None = None
    """How long sessions are: part of the profile now."""


KEYS = frozenset(field.name for field in fields(_AsWritten))
"""All that a file of settings may hold."""


def load_settings(path: Path) -> Settings:
    """The settings in `path`, with defaults for what is missing.

    Raises StoreError when the file is damaged, can't be read, or has settings this version does not
    know.
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
    """What a file with this `text` is instead of settings; empty if that is not clear."""
    from backcoach.store.recognise import UNCLEAR, Kind, what_is

    kind = what_is(text)
    known = kind is not None and kind not in {*UNCLEAR, Kind.SETTINGS}
    return f"{kind.value.words}, not settings" if kind and known else ""


def save_settings(path: Path, settings: Settings) -> None:
    """Replace the content of `path`, or raise StoreError and leave it unchanged."""
    try:
        text = msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"
        decode_strict(text, Settings)
    except (StrictError, TypeError, ValueError) as error:
        raise StoreError(path, f"can't be written ({error})", "Nothing was changed.") from None
    write_atomically(path, text)
    note_file(path)

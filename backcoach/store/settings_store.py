"""Reads and writes the file of the user's settings."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import msgspec

from backcoach.store.disk.files import read_file, without_mark, write_atomically
from backcoach.store.disk.written import note_file
from backcoach.store.errors import StoreError
from backcoach.store.settings import Settings, StoredSettings
from backcoach.strict import StrictError, decode_strict

BYTES_MAX = 2**16


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
        written = decode_strict(text, StoredSettings)
        return Settings(**{field.name: getattr(written, field.name) for field in fields(Settings)})
    except StrictError as error:
        hint = "Correct it, or remove the file to get the defaults back."
        raise StoreError(path, _other_kind(text) or str(error), hint) from None


def _other_kind(text: bytes) -> str:
    """What a file with this `text` is instead of settings; empty if that is not clear."""
    from backcoach.store.disk.recognise import UNCLEAR, Kind, what_is

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

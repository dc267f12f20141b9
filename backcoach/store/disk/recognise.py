"""Recognises what kind of file something is by its content, whatever its name.

A backup given to `import`, an export given to `restore`, the file of another program: each is
recognised, so that the error message can name the right command.
"""

from __future__ import annotations

import io
import re
import shlex
import stat
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec

from backcoach.coach.model.frozen import frozen
from backcoach.store.disk.files import mode_at, without_mark
from backcoach.store.errors import DamagedError

_FIRST_BYTES = 4096
"""Enough to tell text from what is none, and what most files are."""


@frozen
class About:
    """What is shown about a kind of file.

    What it is, and what to do with it; `{file}` is its name.
    """

    words: str
    to_do: str


_NO_WAY = "It can't be brought in; what can is made with: backcoach export FILE"
_UNPACK = "Unpack it first, then bring in what is in it"


class Kind(Enum):
    """The kinds of files."""

    EMPTY = About("it is empty", "Name another file")
    OTHER_ENCODING = About("is written in UTF-16 or UTF-32", "Save it as UTF-8, and try again")
    BACKUP = About("is a backup of backcoach", "Bring it in with: backcoach restore {file}")
    EXPORT = About("is an export of backcoach", "Bring it in with: backcoach import {file}")
    LOG_FILE = About(
        "is a file of a log of backcoach",
        "Add what it holds with: backcoach restore {file} --add",
    )
    SETTINGS = About(
        "is a file of settings of backcoach",
        "Its place is told by: backcoach doctor",
    )
    JOURNAL = About(
        "is the journal of a session",
        "Put it as session.journal into the data folder and open backcoach, which asks about it",
    )
    PRINTED = About("is what a command of backcoach prints with --json", _NO_WAY)
    CACHE = About("is a cache of backcoach", "It may be deleted")
    JSON = About("is JSON of another program", _NO_WAY)
    CSV = About("is a CSV file of another program", _NO_WAY)
    XML = About("is an XML file of another program", _NO_WAY)
    TEXT = About("is a text, not a file of backcoach", _NO_WAY)
    ZIP = About("is a zip file, but no backup of backcoach", _UNPACK)
    COMPRESSED = About("is a compressed file", _UNPACK)
    BINARY = About("is not JSON: a file of another program", _NO_WAY)


def check_no_data_folder(path: Path) -> None:
    """Raise DamagedError if `path` is a data folder of backcoach.

    Only a backup of one can be imported.
    """
    if stat.S_ISDIR(mode_at(path)) and stat.S_ISDIR(mode_at(path / "log")):
        to_do = f"backcoach backup FILE --data-dir {shlex.quote(str(path))}"
        hint = f"Nothing was changed. Make a backup of it first: {to_do}"
        raise DamagedError(path, "is a data folder of backcoach, not a file", hint)


UNCLEAR = frozenset({Kind.EMPTY, Kind.JSON, Kind.TEXT, Kind.BINARY})
"""What a damaged file of backcoach may look like: what is wrong in it says more."""


def what_is(content: bytes) -> Kind | None:
    """The kind of a file with this `content`; None for broken JSON and unknown content.

    For a file too large to read in full its first part is enough; JSON of other programs is then
    not recognised.
    """
    content = without_mark(content).lstrip()
    head = content[:_FIRST_BYTES]
    if not head:
        return Kind.EMPTY
    begun = next((kind for pattern, kind in _BEGINS if re.match(pattern, head)), None)
    if begun is not None:
        return _kind_of_zip(content) if begun is Kind.ZIP else begun
    if any(byte in head for byte in _NOT_IN_TEXT):
        return Kind.BINARY
    is_json = head.lstrip()[:1] in (b"{", b"[")
    return _kind_of_json(content) if is_json else _kind_of_text(head)


def wrong_kind(name: Path, kind: Kind, file: str = "") -> DamagedError:
    """What is wrong with the file `name` of this `kind`, and the command that reads it.

    In that command the file is called `file`, or else `name`.
    """
    about = kind.value
    to_do = about.to_do.format(file=file or shlex.quote(str(name)))
    # The command comes last so that it can be copied without what follows.
    return DamagedError(name, about.words, f"Nothing was changed. {to_do}")


_BEGINS = (
    (rb"\xff\xfe|\xfe\xff|\x00\x00\xfe\xff", Kind.OTHER_ENCODING),
    # JSON in UTF-16 or UTF-32 without a byte order mark.
    (rb"[\[{]\x00|\x00{1,3}[\[{]", Kind.OTHER_ENCODING),
    (rb"PK(\x03\x04|\x05\x06)", Kind.ZIP),
    (rb"\x1f\x8b|BZh|\xfd7zXZ\x00|\x28\xb5\x2f\xfd|7z\xbc\xaf|Rar!", Kind.COMPRESSED),
    (rb"backcoach cache ", Kind.CACHE),
    (rb'[0-9a-f]{8} \{"(head|told|record)":', Kind.JOURNAL),
    (rb'\s*\{\s*"program"\s*:\s*"backcoach"', Kind.EXPORT),
    (
        rb'\s*\{\s*"meta"\s*:\s*\{\s*"\d+"\s*:\s*\{[^{}]*"program"\s*:\s*"backcoach"',
        Kind.LOG_FILE,
    ),
)
"""Beginnings that tell all, of files of ours even where the rest is damaged."""

_NOT_IN_TEXT = frozenset(range(32)) - frozenset(b"\t\n\f\r\x1b")


def _kind_of_zip(content: bytes) -> Kind:
    """BACKUP for a zip file with the member names of a backup, sound or not."""
    from backcoach.store.disk.file_names import MANIFEST, is_member
    from backcoach.store.disk.zipped import ZipError, names

    # A backup begins with its manifest, which is still there if the end is cut off.
    if content[30:].startswith(MANIFEST.encode()) and b"backcoach" in content[:_FIRST_BYTES]:
        return Kind.BACKUP
    try:
        found = names(io.BytesIO(content))
    except ZipError:
        return Kind.ZIP
    return Kind.BACKUP if found and all(map(is_member, found)) else Kind.ZIP


_PRINTED: tuple[set[str], ...] = (
    {"sessions", "unfinished"},
    {"stage", "gates", "levels"},
    {"stage", "template_name", "items"},
    {"ladder", "cues", "stages"},
    {"exercise", "level", "decisions"},
    {"tags", "clinician_ok", "usual_pain"},
    {"seed", "people", "stories"},
    {"id", "at", "week_pain", "activities"},
    {"id", "session", "day", "back_to_usual"},
    {"file", "bytes", "records"},
    {"file", "dry_run", "records"},
    {"well", "checks"},
)
"""Keys by which what each command prints with --json is known, whatever else there is."""

_PRINTED_ALONE = ("exercises", "review", "flare")
"""The only key of what some commands print."""


def _kind_of_json(content: bytes) -> Kind | None:
    """The kind by the keys at the top; the rest is parsed once without building anything."""
    if not _is_json(content, msgspec.Raw):
        return None
    if not _is_json(content, dict[str, msgspec.Raw]):
        return Kind.JSON
    top = msgspec.json.decode(content, type=dict[str, msgspec.Raw])
    from backcoach.store.settings import KEYS
    from backcoach.store.tables import TABLES

    keys, lists = top.keys(), {table.name for table in TABLES.values()}
    for found, kind in (
        (b'"backcoach"' in bytes(top.get("meta", b"")), Kind.LOG_FILE),
        (bytes(top.get("program", b"")) == b'"backcoach"', Kind.EXPORT),
        ("schema_version" in keys and keys & lists, Kind.EXPORT),
        (any(wanted <= keys for wanted in _PRINTED), Kind.PRINTED),
        (len(keys) == 1 and keys <= {*_PRINTED_ALONE}, Kind.PRINTED),
        (keys and keys <= KEYS, Kind.SETTINGS),
        (keys, Kind.JSON),
    ):
        if found:
            return kind
    return None


def _is_json(content: bytes, kind: Any) -> bool:  # noqa: ANN401
    try:
        msgspec.json.decode(content, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return True


def _kind_of_text(head: bytes) -> Kind:
    first = head.lstrip().splitlines()[0]
    if first.startswith(b"<"):
        return Kind.XML
    if any(first.count(mark) >= 2 for mark in (b",", b";", b"\t")):
        return Kind.CSV
    return Kind.TEXT

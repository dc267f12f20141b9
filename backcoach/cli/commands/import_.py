"""What `export` and `import` read, refuse and tell."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backcoach.care import WORDS, counted, is_own
from backcoach.cli.errors import UserError, quoted
from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import Log
from backcoach.paths import Places
from backcoach.store.files import BYTES_MAX, UNTOUCHED, reason_of
from backcoach.store.transfer import LISTS, Comparison, check_size, size

if TYPE_CHECKING:
    from rich.console import Group

    from backcoach.cli.documents import Document

STANDARD = "-"
"""What stands for standard input or output in place of a file."""

_FIRST_BYTES = 2**12
"""Bytes that tell what a file is that is too large to be read."""

REPLACE = "replace"
"""What `--replace` asks for where records differ."""


def check_target(file: str, places: Places, *, force: bool) -> Path:
    """Where to export to; UserError when something there would be lost."""
    target = Path(file).absolute()
    if not target.parent.is_dir():
        raise UserError(f"there is no folder {target.parent}; make it, or name another")
    if target.is_dir():
        raise UserError(f"{target} is a folder; name a file in it, such as {target}/backcoach.json")
    if is_own(target, places):
        raise UserError(f"{target} is backcoach's own; name another file")
    if target.exists() and not target.is_file():
        raise UserError(f"{target} is not a file; for standard output use: backcoach export -")
    if target.exists() and not force:
        raise UserError(f"{target} is there already; name another, or write over it with: --force")
    return target


def read_source(file: str) -> tuple[Path, bytes]:
    """What errors call the source of an import, and its text: one byte too many at most."""
    if file == STANDARD:
        if sys.stdin is None:
            raise UserError("standard input is closed; name a file")
        name, text = Path("standard input"), sys.stdin.buffer.read(BYTES_MAX + 1)
        _check_kind(name, text, "FILE")
        return name, text
    path = Path(file)
    if path.is_dir():
        from backcoach.store.recognise import check_no_data_folder

        check_no_data_folder(path)
        raise UserError(f"{path} is a folder; name a file that export wrote")
    try:
        with path.open("rb") as source:
            # What has no size, such as a pipe, has 0 here and is cut off below.
            length = os.fstat(source.fileno()).st_size
            if length > BYTES_MAX:
                _check_kind(path, source.read(_FIRST_BYTES))
            check_size(length, path)
            text = source.read(BYTES_MAX + 1)
    except FileNotFoundError:
        raise UserError(f"there is no file {path}; name one that export wrote")
    except OSError as error:
        # Not all of them say of which file they are.
        raise UserError(f"{path}: can't be read ({reason_of(error)}). {UNTOUCHED}")
    _check_kind(path, text)
    return path, text


def _check_kind(name: Path, text: bytes, file: str = "") -> None:
    """StoreError for what is no export: what it is, and which command reads it."""
    from backcoach.store.recognise import Kind, what_is, wrong_kind

    kind = what_is(text)
    # A file of nothing but NUL bytes says nothing; whether it is too large is told first.
    if kind not in (Kind.EXPORT, None) and text.strip(b"\0 "):
        raise wrong_kind(name, kind, file)


def check_differing(found: Comparison, differing: str | None, name: Path) -> None:
    """UserError when records differ and nobody has said which shall stand."""
    if differing is None and size(found.different):
        kind = next(kind for kind in LISTS if getattr(found.different, kind))
        first = getattr(found.different, kind)[0].id
        number = size(found.different)
        raise UserError(
            f"{name}: {count(number, 'record')} differ{'s' if number == 1 else ''} from yours, the"
            f" first is"
            f" {WORDS[kind][0]} {quoted(first)}; choose --replace or --keep, nothing was changed"
        )


def to_write(found: Comparison, differing: str | None) -> int:
    """How many records such an import writes."""
    return size(found.new) + (size(found.different) if differing == REPLACE else 0)


def export_words(target: Path, log: Log) -> str:
    """What was written, in a sentence."""
    held = {kind: len(getattr(log, kind)) for kind in LISTS}
    words = counted(held) if any(held.values()) else "an empty log"
    return f"Wrote {words} to {target}."


def export_document(target: Path, written: int, log: Log) -> Document:
    """`backcoach export FILE --json`: what was written."""
    counts = {kind: len(getattr(log, kind)) for kind in LISTS}
    return {"file": str(target), "bytes": written, "records": counts}


def import_document(
    name: Path, found: Comparison, differing: str | None, *, dry_run: bool
) -> Document:
    """`backcoach import FILE --json`: what is new, the same and different, and what was written."""
    return {
        "file": str(name),
        "dry_run": dry_run,
        "written": 0 if dry_run else to_write(found, differing),
        "records": {kind: _counts(found, kind) for kind in LISTS},
        "differing": {
            kind: [record.id for record in getattr(found.different, kind)]
            for kind in LISTS
            if getattr(found.different, kind)
        },
    }


def import_table(found: Comparison, differing: str | None, *, dry_run: bool) -> Group:
    """The same as a table; kinds of which there is nothing are left out."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.report.layout import plain_table

    table = plain_table("Records", "New", "Same", "Different", right=("New", "Same", "Different"))
    for kind in LISTS:
        counts = _counts(found, kind)
        if any(counts.values()):
            table.add_row(
                Text(WORDS[kind][1].capitalize()), *(Text(str(each)) for each in counts.values())
            )
    return Group(table, Text(), Text(_ending(found, differing, dry_run=dry_run)))


def _counts(found: Comparison, kind: str) -> dict[str, int]:
    parts: dict[str, Any] = {"new": found.new, "same": found.same, "different": found.different}
    return {part: len(getattr(log, kind)) for part, log in parts.items()}


def _ending(found: Comparison, differing: str | None, *, dry_run: bool) -> str:
    wanted = to_write(found, differing)
    if not dry_run:
        return f"Wrote {count(wanted, 'record')}." if wanted else "Nothing had to be written."
    words = f"This was a dry run; {count(wanted, 'record') if wanted else 'nothing'}"
    words += " would be written."
    if differing is None and size(found.different):
        words += " Choose --replace to take what is different too, or --keep to leave yours."
    return words

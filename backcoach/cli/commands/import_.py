"""`backcoach import FILE`: adds the records of an export to the log, all or none."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError, quoted
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page
from backcoach.coach.model.formatting import count

if TYPE_CHECKING:
    import argparse

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.store.copies.transfer import Comparison

REPLACE, KEEP = "replace", "keep"
"""What to do with a record that differs from the one in the log with the same id: take the imported
one, or leave the one in the log.
"""

_FIRST_BYTES = 2**12
"""How many bytes of a file that is too large are read to recognise its kind."""


class Arguments(NamedTuple):
    """`file` is an export, or STANDARD; `dry_run` only says what would change.

    `differing` is REPLACE or KEEP, or None if neither option was given.
    """

    as_json: bool
    file: str
    dry_run: bool
    differing: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, FILE, `--dry-run`, and one of `--replace` and `--keep`."""
    add_json(parser)
    parser.add_argument(
        "file", type=values.file, metavar="FILE", help="what export wrote; - for standard input"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change and write nothing"
    )
    differing = parser.add_mutually_exclusive_group()
    for answer, words in ((REPLACE, "take the one from FILE"), (KEEP, "leave yours")):
        differing.add_argument(
            f"--{answer}",
            action="store_const",
            const=answer,
            dest="differing",
            help=f"where a record differs from yours, {words}",
        )


def run(args: Arguments, context: Context) -> int:
    """Read the file, compare it with the log, and write what is new."""
    practice, differing = context.practice, args.differing
    name, text = _read(args.file)
    found = practice.book.read_export(text, name)
    if not args.dry_run:
        _check_differing(found, differing, name)
        practice.book.keep_export(found, replace=differing == REPLACE)
    if args.as_json:
        return print_json(import_document(name, found, differing, dry_run=args.dry_run))
    return print_page(import_table(found, differing, dry_run=args.dry_run))


def _read(file: str) -> tuple[Path, bytes]:
    """The name of the source for error messages, and its text: one byte above the limit at most."""
    from backcoach.store.copies.transfer import check_size
    from backcoach.store.disk.files import BYTES_MAX, UNTOUCHED, reason_of

    if file == values.STANDARD:
        if sys.stdin is None:
            raise UserError("standard input is closed; name a file")
        name, text = Path("standard input"), sys.stdin.buffer.read(BYTES_MAX + 1)
        _check_kind(name, text, "FILE")
        return name, text
    path = Path(file)
    if path.is_dir():
        from backcoach.store.disk.recognise import check_no_data_folder

        check_no_data_folder(path)
        raise UserError(f"{path} is a folder; name a file that export wrote")
    try:
        with path.open("rb") as source:
            # A pipe has size 0 here; it is cut off below.
            length = os.fstat(source.fileno()).st_size
            if length > BYTES_MAX:
                _check_kind(path, source.read(_FIRST_BYTES))
            check_size(length, path)
            text = source.read(BYTES_MAX + 1)
    except FileNotFoundError:
        raise UserError(f"there is no file {path}; name one that export wrote")
    except OSError as error:
        # Not every error names the file.
        raise UserError(f"{path}: can't be read ({reason_of(error)}). {UNTOUCHED}")
    _check_kind(path, text)
    return path, text


def _check_kind(name: Path, text: bytes, file: str = "") -> None:
    """Raise StoreError for a file that is no export: what it is, and which command reads it."""
    from backcoach.store.disk.recognise import Kind, what_is, wrong_kind

    kind = what_is(text)
    # A file of NUL bytes has no kind, so its size is reported first.
    if kind not in (Kind.EXPORT, None) and text.strip(b"\0 "):
        raise wrong_kind(name, kind, file)


def _check_differing(found: Comparison, differing: str | None, name: Path) -> None:
    """Raise UserError when records differ and neither option was given."""
    from backcoach.care import WORDS
    from backcoach.store.copies.transfer import LISTS, size

    if differing is None and size(found.different):
        kind = next(kind for kind in LISTS if getattr(found.different, kind))
        first = getattr(found.different, kind)[0].id
        number = size(found.different)
        raise UserError(
            f"{name}: {count(number, 'record')} differ{'s' if number == 1 else ''} from yours, the"
            f" first is"
            f" {WORDS[kind][0]} {quoted(first)}; choose --replace or --keep, nothing was changed"
        )


def _to_write(found: Comparison, differing: str | None) -> int:
    """How many records this import writes."""
    from backcoach.store.copies.transfer import size

    return size(found.new) + (size(found.different) if differing == REPLACE else 0)


def _counts(found: Comparison, kind: str) -> dict[str, int]:
    """Counts of the new, equal and different records of one kind."""
    parts: dict[str, Any] = {"new": found.new, "same": found.same, "different": found.different}
    return {part: len(getattr(log, kind)) for part, log in parts.items()}


def import_document(
    name: Path, found: Comparison, differing: str | None, *, dry_run: bool
) -> Document:
    """The counts of new, equal and different records, and how many records were written."""
    from backcoach.store.copies.transfer import LISTS

    return {
        "file": str(name),
        "dry_run": dry_run,
        "written": 0 if dry_run else _to_write(found, differing),
        "records": {kind: _counts(found, kind) for kind in LISTS},
        "differing": {
            kind: [record.id for record in getattr(found.different, kind)]
            for kind in LISTS
            if getattr(found.different, kind)
        },
    }


def import_table(found: Comparison, differing: str | None, *, dry_run: bool) -> Group:
    """The same as a table, without kinds that have no records."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.care import WORDS
    from backcoach.report.layout import plain_table
    from backcoach.store.copies.transfer import LISTS

    table = plain_table("Records", "New", "Same", "Different", right=("New", "Same", "Different"))
    for kind in LISTS:
        counts = _counts(found, kind)
        if any(counts.values()):
            table.add_row(
                Text(WORDS[kind][1].capitalize()), *(Text(str(each)) for each in counts.values())
            )
    return Group(table, Text(), Text(_ending(found, differing, dry_run=dry_run)))


def _ending(found: Comparison, differing: str | None, *, dry_run: bool) -> str:
    """The line below the table: how many records were written, or would be."""
    from backcoach.store.copies.transfer import size

    wanted = _to_write(found, differing)
    if not dry_run:
        return f"Wrote {count(wanted, 'record')}." if wanted else "Nothing had to be written."
    words = f"This was a dry run; {count(wanted, 'record') if wanted else 'nothing'}"
    words += " would be written."
    if differing is None and size(found.different):
        words += " Choose --replace to take what is different too, or --keep to leave yours."
    return words

"""`backcoach export FILE`: the whole log in one file to take elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json
from backcoach.cli.output import print_document, print_json, say

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context
    from backcoach.paths import Places


class Arguments(NamedTuple):
    """`file` is where to write it, or STANDARD; `force` overwrites what is there."""

    as_json: bool
    file: str
    force: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, FILE and `--force`."""
    add_json(parser)
    parser.add_argument(
        "file",
        type=values.file,
        metavar="FILE",
        help="where to write it; - for standard output",
    )
    parser.add_argument(
        "--force", action="store_true", help="write over the file if it is there already"
    )


def run(args: Arguments, context: Context) -> int:
    """Write the document, and print what it contains."""
    from backcoach.care import counted
    from backcoach.store.copies.transfer import LISTS

    practice = context.practice
    if args.file == values.STANDARD:
        if args.as_json:
            raise UserError("--json tells of a file; with - the document itself is printed")
        return print_document(practice.book.export_text().decode())
    target = _target(args.file, practice.book.places, force=args.force)
    written = practice.book.export_to(target)
    records = {kind: len(getattr(practice.book.log.all, kind)) for kind in LISTS}
    if args.as_json:
        return print_json({"file": str(target), "bytes": written, "records": records})
    say(f"Wrote {counted(records) if any(records.values()) else 'an empty log'} to {target}.")
    return 0


def _target(file: str, places: Places, *, force: bool) -> Path:
    """Where to export to. Raises UserError if data there would be lost."""
    from backcoach.care import is_own

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

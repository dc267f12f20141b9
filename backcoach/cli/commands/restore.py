"""`backcoach restore [FILE]`: lists the backups, or restores one of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.output import print_page, say

if TYPE_CHECKING:
    import argparse

    from rich.console import RenderableType

    from backcoach.cli.context import Context
    from backcoach.paths import Places


class Arguments(NamedTuple):
    """`file` is the backup, None to list them all.

    Without `yes` it only shows what would change; with `add` only missing records are added, and
    nothing is replaced.
    """

    file: str | None
    yes: bool
    add: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add FILE, `--yes` and `--add`."""
    parser.add_argument(
        "file",
        nargs="?",
        type=values.file,
        metavar="FILE",
        help="a backup, or its name in the list; without it they are listed",
    )
    parser.add_argument(
        "--yes", action="store_true", help="do it; without it, what would change is shown"
    )
    parser.add_argument(
        "--add",
        action="store_true",
        help="keep everything there is and add what is missing, for example a rescued session",
    )


def run(args: Arguments, context: Context) -> int:
    """List the backups, or show what restoring one would change and, with `--yes`, restore it."""
    from backcoach import care
    from backcoach.coach.model.formatting import count
    from backcoach.store.disk.strays import is_stray

    where = context.practice.book.places
    if args.file is None:
        return print_page(backups_table(where))
    offer = care.offer(where, Path(args.file).expanduser(), add=args.add)
    say(f"{offer.path} holds {care.held(offer.log)}.")
    if offer.damage is not None:
        say(f"The present log can't be read: {offer.damage}")
    if offer.left:
        say(f"Different from yours, which stay as they are: {count(offer.left, 'record')}.")
    set_aside = args.add and is_stray(where.data, offer.path)
    if not offer.changes and offer.present is not None and not set_aside:
        say(f"Nothing would change{'' if offer.left else ': all of that is there already'}.")
        return 0
    for line in care.change_words(offer.changes):
        say(f"- {line}")
    if set_aside:
        say(f"- {offer.path.name}: would be put among the backups")
    if not args.yes:
        say("Nothing was changed. To do it, add: --yes")
        return 0
    context.check_writable()
    backup = care.accept(where, offer, add=args.add)
    say("Done." if backup is None else f"Done. The state before is kept: {backup}")
    return 0


def backups_table(places: Places) -> RenderableType:
    """The backups, newest first, and how to restore one."""
    from rich.console import Group
    from rich.text import Text

    from backcoach import care
    from backcoach.report.layout import plain_table

    found = care.backups(places.data)
    if not found:
        return Text("No backups yet. The first is made on the second day you use backcoach.")
    table = plain_table("Backup", "Holds", "KB", right=("KB",))
    for backup in found:
        size = f"{max(1, backup.size // 1024):,}"
        table.add_row(Text(backup.path.name), Text(care.counted(backup.counts)), Text(size))
    return Group(
        Text(f"In {care.folder_of(places)}:"),
        Text(),
        table,
        Text(),
        Text("See what one would change: backcoach restore NAME"),
    )

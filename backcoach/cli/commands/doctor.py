"""`backcoach doctor`: checks data, system and terminal, and says what to do about problems."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Group

    from backcoach.cli.check import Check
    from backcoach.cli.context import Context


class Arguments(NamedTuple):
    """`set_back` moves records dated in the future back by so many days.

    None: do not move any; 0: by the fewest whole days that suffice. Without `yes` it is only shown.
    """

    as_json: bool
    set_back: float | None
    yes: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--set-back` and `--yes`."""
    add_json(parser)
    parser.add_argument(
        "--set-back",
        nargs="?",
        type=values.days_back,
        const=0.0,
        dest="set_back",
        metavar="DAYS",
        help="move what a clock that was ahead has dated in the future back by so many days;"
        " without DAYS by as few whole ones as it takes",
    )
    parser.add_argument(
        "--yes",
        action="store_true",
        help="with --set-back: do it; without it, what would change is shown",
    )


def run(args: Arguments, context: Context) -> int:
    """Print every check, or set records back. Returns 1 when something has to be put right."""
    if args.set_back is not None:
        return _set_back(args, args.set_back, context)
    if args.yes:
        raise UserError("--yes goes with --set-back; for example: backcoach doctor --set-back")
    from backcoach.cli.check_up import check_up

    checks = check_up(context.places)
    well = all(check.well for check in checks)
    if args.as_json:
        from backcoach.cli.documents import fields_of

        print_json({"well": well, "checks": [fields_of(check) for check in checks]})
    else:
        print_page(check_up_table(checks))
    return 0 if well else 1


def check_up_table(checks: Sequence[Check]) -> Group:
    """One row for each check; what to do is below what was found."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.cli.check import State
    from backcoach.report.layout import plain_table, stacked

    marks = {State.OK: "✓", State.LOOK: "·", State.WRONG: "!"}
    table = plain_table("", "", "Found, and what to do")
    for check in checks:
        to_do = f"→ {check.to_do}" if check.to_do else ""
        table.add_row(Text(marks[check.state]), Text(check.name), stacked(check.found, to_do))
    wrong = sum(not check.well for check in checks)
    words = f"{wrong} to put right (marked !)." if wrong else "All is well."
    return Group(table, Text(), Text(words))


def _set_back(args: Arguments, days: float, context: Context) -> int:
    """Move records dated in the future `days` back; without --yes only show what would change.

    Raises UserError if some of them would still be in the future.
    """
    from itertools import chain

    from backcoach import care
    from backcoach.coach.evidence.present import (
        dated_in_future,
        days_to_set_back,
        lists_of,
        set_back,
    )
    from backcoach.coach.model.formatting import count

    practice = context.practice
    log, now = practice.book.log.all, practice.book.clock.now()
    ahead = dated_in_future(log, now)
    if args.as_json:
        raise UserError("--set-back is told in words; leave out --json")
    if not ahead:
        say("Nothing is dated in the future.")
        return 0
    least = days_to_set_back(ahead, now)
    try:
        moved = set_back(log, now, days or least)
    except (ValueError, OverflowError):
        raise UserError(f"--set-back: it takes {count(least, 'day')} for all to be over")
    say(f"{care.future_words(ahead)}.")
    last = care.last_of(chain.from_iterable(lists_of(moved)))
    say(f"Set back by {count(days or least, 'day')}, the last of them becomes {last}:")
    for line in care.moved_words(moved):
        say(f"- {line}")
    if not args.yes:
        if not days:
            say("If the clock was ahead by more than that, say by how many days: --set-back DAYS")
        say("Nothing was changed. To do it, add: --yes")
        return 0
    context.check_writable()
    backup = care.keep_set_back(practice.book.places, moved)
    say(f"Done. The state before is kept: {backup}")
    return 0

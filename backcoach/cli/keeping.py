"""The commands about the data itself: `backup`, `restore`, `doctor`, `export`, `import`."""

from __future__ import annotations

from pathlib import Path

from backcoach.cli.arguments import Arguments
from backcoach.cli.context import check_writable, places_of, practice_of
from backcoach.cli.errors import UserError
from backcoach.cli.output import print_document, print_json, print_page, say


def back_up(arguments: Arguments) -> int:
    """`backcoach backup [FILE]`: everything in one compressed file."""
    from backcoach import care

    practice = practice_of(arguments)
    to = Path(arguments.file).expanduser() if arguments.file else None
    path, log = care.back_up(practice.book.places, to, practice.book.now().day)
    say(f"Written: {path}")
    say(f"It holds {care.held(log)}.")
    return 0


def restore(arguments: Arguments) -> int:
    """`backcoach restore [FILE]`: the backups there are, or the way back from one of them."""
    from backcoach import care
    from backcoach.coach.model.formatting import count
    from backcoach.store.strays import is_stray

    where = practice_of(arguments).book.places
    if not arguments.file:
        from backcoach.cli.upkeep import backups_table

        return print_page(backups_table(where))
    offer = care.offer(where, Path(arguments.file).expanduser(), add=arguments.add)
    say(f"{offer.path} holds {care.held(offer.log)}.")
    if offer.damage is not None:
        say(f"The present log can't be read: {offer.damage}")
    if offer.left:
        say(f"Different from yours, which stay as they are: {count(offer.left, 'record')}.")
    set_aside = arguments.add and is_stray(where.data, offer.path)
    if not offer.changes and offer.present is not None and not set_aside:
        say(f"Nothing would change{'' if offer.left else ': all of that is there already'}.")
        return 0
    for line in care.change_words(offer.changes):
        say(f"- {line}")
    if set_aside:
        say(f"- {offer.path.name}: would be put among the backups")
    if not arguments.yes:
        say("Nothing was changed. To do it, add: --yes")
        return 0
    check_writable(where.data)
    kept = care.accept(where, offer, add=arguments.add)
    say("Done." if kept is None else f"Done. The state before is kept: {kept}")
    return 0


def doctor(arguments: Arguments) -> int:
    """`backcoach doctor`: what is well and what is not, and what to do about it."""
    if arguments.set_back is not None:
        return _set_back(arguments, arguments.set_back)
    from backcoach.cli.check_up import check_up
    from backcoach.cli.upkeep import check_up_document, check_up_table

    checks = check_up(places_of(arguments))
    if arguments.as_json:
        print_json(check_up_document(checks))
    else:
        print_page(check_up_table(checks))
    return 0 if all(check.well for check in checks) else 1


def _set_back(arguments: Arguments, days: float) -> int:
    """`backcoach doctor --set-back`: move what is dated in the future to when it happened."""
    from itertools import chain

    from backcoach import care
    from backcoach.coach.evidence.present import (
        dated_in_future,
        days_to_set_back,
        lists_of,
        set_back,
    )
    from backcoach.coach.model.formatting import count

    practice = practice_of(arguments)
    log, now = practice.book.log.all, practice.book.clock.now()
    ahead = dated_in_future(log, now)
    if arguments.as_json:
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
    if not arguments.yes:
        if not days:
            say("If the clock was ahead by more than that, say by how many days: --set-back DAYS")
        say("Nothing was changed. To do it, add: --yes")
        return 0
    check_writable(practice.book.places.data)
    kept = care.keep_set_back(practice.book.places, moved)
    say(f"Done. The state before is kept: {kept}")
    return 0


def export_log(arguments: Arguments) -> int:
    """`backcoach export FILE`: the whole log in one file to take elsewhere."""
    from backcoach.cli.transfer import STANDARD, check_target, export_document, export_words

    practice = practice_of(arguments)
    if arguments.file == STANDARD:
        if arguments.as_json:
            raise UserError("--json tells of a file; with - the document itself is printed")
        return print_document(practice.book.export_text().decode())
    target = check_target(arguments.file, practice.book.places, force=arguments.force)
    written = practice.book.export_to(target)
    if arguments.as_json:
        return print_json(export_document(target, written, practice.book.log.all))
    say(export_words(target, practice.book.log.all))
    return 0


def import_log(arguments: Arguments) -> int:
    """`backcoach import FILE`: add what such a file holds to the log, all of it or nothing."""
    from backcoach.cli.transfer import (
        REPLACE,
        check_differing,
        import_document,
        import_table,
        read_source,
    )

    practice, differing = practice_of(arguments), arguments.differing
    name, text = read_source(arguments.file)
    found = practice.book.read_export(text, name)
    if not arguments.dry_run:
        check_differing(found, differing, name)
        practice.book.keep_export(found, replace=differing == REPLACE)
    if arguments.as_json:
        return print_json(import_document(name, found, differing, dry_run=arguments.dry_run))
    return print_page(import_table(found, differing, dry_run=arguments.dry_run))

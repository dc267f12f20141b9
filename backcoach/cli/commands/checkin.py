"""`backcoach checkin`: how the back was on getting up, after a session or in a flare-up."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, say

if TYPE_CHECKING:
    import argparse
    from datetime import date

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.evidence.mornings import MorningToReport
    from backcoach.coach.model.records import Morning
    from backcoach.practice import Practice


class Arguments(NamedTuple):
    """Pain 0-10 on getting up, whether that was as usual, and the day of the session.

    `usual` is None if the user did not say. `for_day` is None for the last session before today.
    """

    as_json: bool
    pain: int
    usual: bool | None
    for_day: date | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--pain`, `--usual` and `--for`."""
    add_json(parser)
    parser.add_argument(
        "--pain",
        type=values.pain,
        required=True,
        metavar="N",
        help="back pain on getting up, 0 (none) to 10 (worst you can imagine)",
    )
    parser.add_argument(
        "--usual",
        type=values.yes_or_no,
        metavar="yes|no",
        help="whether it was back to usual",
    )
    parser.add_argument(
        "--for",
        type=values.day,
        dest="for_day",
        metavar="DATE",
        help="the day of the session, for example 2026-03-02; otherwise the last one before today",
    )


def run(args: Arguments, context: Context) -> int:
    """Store the answer, and print what it means for a flare-up."""
    practice = context.practice
    asked = _morning_to_answer(practice, args.for_day)
    was_in_flare = practice.standing.now().flare is not None
    context.check_writable()
    morning = practice.weeks.keep_morning(asked.session, args.pain, args.usual, asked.day)
    practice.book.remember()
    if args.as_json:
        return print_json(morning_document(morning))
    from backcoach.coach.model.formatting import day_words
    from backcoach.coach.words.session_words import flare_words, morning_words

    about = f"the morning of {day_words(morning.day)}"
    if asked.session is not None:
        about += f", after your session of {day_words(asked.session.local_date)}"
    say(f"Kept for {about}: {morning_words(morning)}.")
    flare = practice.standing.now().flare
    if flare is not None:
        say(flare_words(flare))
    elif was_in_flare:
        say("Flare-up mode is over. Your first sessions back are a little lower.")
    return 0


def _morning_to_answer(practice: Practice, day: date | None) -> MorningToReport:
    """The morning after the session of `day`, or the one to ask about now; else UserError."""
    from backcoach.coach.evidence.mornings import after, last_to_answer

    today = practice.book.today()
    if day is None:
        asked = practice.weeks.morning_to_answer()
        if asked is None:
            raise UserError("no session before today to answer for; see: backcoach history")
        return asked
    session = last_to_answer(practice.book.log.all, today, day)
    if session is not None:
        return after(session)
    if day >= today:
        raise UserError(f"the morning after {day} is still to come; answer for it then")
    raise UserError(f"there was no session on {day}; see: backcoach history")


def morning_document(morning: Morning) -> Document:
    """The stored answer."""
    from backcoach.cli.documents import fields_of

    return {"session": morning.session} | fields_of(morning, "utc_offset_minutes")

"""`backcoach history`: the sessions so far, oldest first."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import NO_SESSIONS, print_page, print_parts, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Mapping

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.records import Morning, SessionRecord
    from backcoach.coach.model.rules.sessions import Completion
    from backcoach.practice import Practice
    from backcoach.store.log_store import Overview


class Arguments(NamedTuple):
    """Words or JSON."""

    as_json: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    add_json(parser)


def run(args: Arguments, context: Context) -> int:
    """Print the sessions, and one that was cut off, if any."""
    practice = context.practice
    completion = practice.book.catalogue.programme.completion
    if args.as_json:
        return _print_json(practice, completion)
    sessions = practice.book.log.all.sessions
    unfinished = _unfinished(practice)
    if sessions:
        answers = practice.weeks.morning_answers
        return print_page(history_table(sessions, completion, answers, unfinished))
    from backcoach.coach.words.session_words import unfinished_words

    say(NO_SESSIONS if unfinished is None else unfinished_words(unfinished))
    return 0


def _print_json(practice: Practice, completion: Completion) -> int:
    """Print one session after the other, since all of them at once would need much memory."""
    from backcoach.coach.evidence.mornings import latest_answers

    # Check the whole log first, so that nothing is printed of a damaged one.
    overview = practice.book.log.overview()
    answers, unfinished = latest_answers(overview.mornings), _unfinished(practice, overview)
    return print_parts(
        history_parts(practice.book.log.each_session(), completion, answers, unfinished)
    )


def _unfinished(practice: Practice, overview: Overview | None = None) -> SessionRecord | None:
    """What was done in a session that is under way or was cut off."""
    from backcoach.store import StoreError

    try:
        found = practice.unfinished.found(None if overview is None else overview.sessions)
    except StoreError as error:
        sys.stderr.write(f"backcoach: {error}\n")
        return None
    return None if found is None else found.record


# In words


def history_table(
    sessions: Iterable[SessionRecord],
    completion: Completion,
    mornings: Mapping[str, Morning],
    unfinished: SessionRecord | None,
) -> Group:
    """One row per session, oldest first, with its note below.

    `mornings` are the answers about the mornings after, by session id. `unfinished`, a session that
    is under way or was cut off, gets a line below the table.
    """
    from rich.console import Group
    from rich.text import Text

    from backcoach.coach.evidence.completion import completed_share
    from backcoach.coach.words.session_words import unfinished_words
    from backcoach.legible import one_line
    from backcoach.report.layout import NONE, plain_table, stacked

    table = plain_table("Date", "Session", "Min", "Done", "Pain", "Effort", right=("Min", "Done"))
    for session in sessions:
        ratings = session.ratings
        table.add_row(
            Text(session.local_date.isoformat()),
            stacked(_name_of(session), one_line(ratings.note) if ratings else ""),
            Text(str(round(session.active_seconds / 60))),
            Text(f"{completed_share(session, completion):.0%}"),
            Text(_pain_words(session, mornings.get(session.id))),
            Text(str(ratings.effort) if ratings else NONE),
        )
    legend = "Pain: before the session → the worst during it → on getting up the morning after."
    waiting = [] if unfinished is None else [Text(), Text(unfinished_words(unfinished))]
    return Group(table, Text(), Text(legend), *waiting)


def _name_of(session: SessionRecord) -> str:
    from backcoach.coach.model.records import Status
    from backcoach.coach.words.session_words import kind_words

    name = kind_words(session.kind) or f"Stage {session.stage}, {session.length.value}"
    if session.is_rehearsal:
        return f"{name} (rehearsal)"
    return name if session.status is Status.COMPLETED else f"{name} (in part)"


def _pain_words(session: SessionRecord, morning: Morning | None) -> str:
    """Pain before, the worst during the session, and on getting up the next morning."""
    from backcoach.coach.evidence.lights import session_peak
    from backcoach.report.layout import NONE

    before = None if session.check_in is None else session.check_in.pain
    after = None if morning is None else morning.pain
    scores = (before, session_peak(session), after)
    return " → ".join(NONE if score is None else str(score) for score in scores)


# As JSON


def history_parts(
    sessions: Iterable[SessionRecord],
    completion: Completion,
    mornings: Mapping[str, Morning],
    unfinished: SessionRecord | None,
) -> Iterator[str]:
    """The document as parts of a text: every session with every set, oldest first.

    `mornings` are the answers about the mornings after, by session id; `unfinished` is a session
    that is under way or was cut off.
    """
    from backcoach.cli.documents import as_json

    opening = '{\n  "sessions": ['
    for session in sessions:
        document = session_document(session, completion, mornings.get(session.id))
        yield f"{opening}\n    {as_json(document, 4)}"
        opening = ","
    yield '{\n  "sessions": [],' if opening != "," else "\n  ],"
    last = None if unfinished is None else session_document(unfinished, completion, None)
    yield f'\n  "unfinished": {as_json(last, 2)}\n}}\n'


def session_document(
    session: SessionRecord, completion: Completion, morning: Morning | None
) -> Document:
    """`session` as in an export, with values computed from it and the `morning` after.

    Left out is what only the log needs: of the check-in `rehearsal` and `during`, which follow from
    the session, and the UTC offsets of single answers.
    """
    from backcoach.cli.documents import fields_of
    from backcoach.coach.evidence.completion import completed_share

    document = fields_of(session) | {
        "date": session.local_date,
        "rehearsal": session.is_rehearsal,
        "share_done": round(completed_share(session, completion), 3),
        "morning": None,
    }
    for shown, done in zip(document["sets"], session.sets, strict=True):
        shown["completed"] = done.completed
    if session.check_in is not None:
        hidden = ("rehearsal", "during", "utc_offset_minutes")
        document["check_in"] = fields_of(session.check_in, *hidden)
    if morning is not None:
        document["morning"] = fields_of(morning, "session", "utc_offset_minutes")
    return document

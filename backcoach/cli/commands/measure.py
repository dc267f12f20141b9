"""`backcoach measure`: average pain of the last 7 days, and how the user's own activities go."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError, did_you_mean, quoted
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, say

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.outcome_measures import Activity, Measures
    from backcoach.practice import Practice


class Arguments(NamedTuple):
    """Average pain 0-10 or None, and a score 0-10 for each activity, in the user's words."""

    as_json: bool
    pain: int | None
    activities: Collection[tuple[str, int]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--pain` and `--activity`."""
    add_json(parser)
    parser.add_argument(
        "--pain",
        type=values.pain,
        metavar="N",
        help="average back pain of the last 7 days, 0 (none) to 10 (worst you can imagine)",
    )
    parser.add_argument(
        "--activity",
        type=values.activity,
        action="append",
        default=[],
        dest="activities",
        metavar='"WORDS=N"',
        help="one of up to three activities that are hard because of your back, and how it goes,"
        " 0 (cannot do it) to 10 (as before the back trouble); can be given again",
    )


def run(args: Arguments, context: Context) -> int:
    """Store the answers, and track the activities that are new."""
    practice = context.practice
    if args.pain is None and not args.activities:
        raise UserError("nothing to keep; say --pain N, --activity or both")
    names, rated = _rated(practice, args.activities)
    context.check_writable()
    if names != practice.person.activities:
        practice.person.name_activities(names)
    measures = practice.weeks.keep_measures(args.pain, rated)
    if args.as_json:
        return print_json(measures_document(measures))
    stored = [] if args.pain is None else [f"{args.pain}/10 on average over 7 days"]
    stored += [f"{each.words} {each.score}/10" for each in rated]
    say(f"Kept for today: {', '.join(stored)}.")
    return 0


def _rated(
    practice: Practice, scores: Collection[tuple[str, int]]
) -> tuple[tuple[str, ...], tuple[Activity, ...]]:
    """The activities tracked from now on, and those rated, with the names they have already.

    Raises UserError for an activity rated twice, one nearly equal to another, and too many.
    """
    from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH, Activity, same_activity
    from backcoach.coach.model.profile import MOST_ACTIVITIES

    names, rated = list(practice.person.activities), []
    for words, score in scores:
        known = next((each for each in names if same_activity(each, words)), None)
        if known is None and (near := did_you_mean(words, names)):
            raise UserError(f"no activity of yours is called {quoted(words)}; {near.rstrip()}")
        if known is None and len(words) > ACTIVITY_LENGTH:
            raise UserError(f"--activity: {quoted(words)} is longer than {ACTIVITY_LENGTH} letters")
        if known is None:
            names.append(words)
        rated.append(Activity(known or words, score))
    if len({each.words for each in rated}) < len(rated):
        raise UserError("--activity: rate each activity once")
    if len(names) > MOST_ACTIVITIES:
        followed = ", ".join(quoted(each) for each in practice.person.activities) or "none yet"
        raise UserError(f"up to {MOST_ACTIVITIES} activities can be followed; yours: {followed}")
    return tuple(names), tuple(rated)


def measures_document(measures: Measures) -> Document:
    """The stored answers."""
    from backcoach.cli.documents import fields_of

    return fields_of(measures, "utc_offset_minutes")

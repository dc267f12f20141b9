"""`backcoach why ID`: the decisions about one exercise, and their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page, say

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.levels.earned import Earned
    from backcoach.coach.model.exercise import Exercise


class Arguments(NamedTuple):
    """`exercise` is the id of the exercise."""

    as_json: bool
    exercise: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and EXERCISE."""
    add_json(parser)
    parser.add_argument("exercise", metavar="EXERCISE", help="for example bird_dog")


def run(args: Arguments, context: Context) -> int:
    """Print the decisions about one exercise, oldest first."""
    from backcoach.coach.evidence.decisions import decisions_about

    exercise = context.exercise(args.exercise)
    levels = context.practice.standing.now().levels
    if args.as_json:
        return print_json(why_document(exercise, levels))
    if not decisions_about(levels.decisions, exercise.id):
        say(f"{exercise.name} has no story yet; it begins with your sessions.")
        return 0
    from backcoach.report.levels import decisions_page

    return print_page(decisions_page(exercise, levels))


def why_document(exercise: Exercise, levels: Earned) -> Document:
    """The decisions about one exercise, oldest first."""
    from backcoach.cli.documents import decision_document
    from backcoach.coach.evidence.decisions import decisions_about

    return {
        "exercise": exercise.id,
        "name": exercise.name,
        "level": levels.level_of(exercise.id),
        "decisions": [
            decision_document(each) for each in decisions_about(levels.decisions, exercise.id)
        ],
    }

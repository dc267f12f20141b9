"""`backcoach exercises [ID]`: all exercises, or one of them to read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.exercise import Exercise
    from backcoach.practice import Practice


class Arguments(NamedTuple):
    """`exercise` is the id of one of them; None for all."""

    as_json: bool
    exercise: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and ID."""
    add_json(parser)
    parser.add_argument("exercise", nargs="?", metavar="ID", help="for example bird_dog")


def run(args: Arguments, context: Context) -> int:
    """Print the list, or the page of one exercise."""
    practice = context.practice
    exercises = practice.book.catalogue.exercises.values()
    if args.exercise is None:
        if args.as_json:
            return print_json({"exercises": [exercise_document(each) for each in exercises]})
        return print_page(exercises_table(exercises))
    exercise = context.exercise(args.exercise)
    if args.as_json:
        return print_json(exercise_document(exercise))
    return print_page(_page(exercise, practice))


def exercises_table(exercises: Iterable[Exercise]) -> Group:
    """All exercises, with the ids that other commands take."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    from backcoach.report.layout import heading, plain_table, stages_words, words

    table = plain_table("Exercise", "Id", "Stages")
    table.columns[1].no_wrap = True  # to be copied into the next command
    for category, members in groupby(exercises, key=lambda exercise: exercise.category):
        table.add_row(heading(words(category.value).capitalize()))
        for exercise in members:
            name = Padding(Text(exercise.name), (0, 0, 0, 2))
            table.add_row(name, Text(exercise.id), Text(stages_words(exercise)))
    return Group(table, Text(), Text("Read one with: backcoach exercises ID"))


def _page(exercise: Exercise, practice: Practice) -> Group:
    """The page of one exercise, with the key poses of its figure."""
    from rich.console import Group

    from backcoach.report.exercise import exercise_page
    from backcoach.report.poses import key_poses

    content, levels = practice.book.catalogue, practice.standing.now().levels
    page = exercise_page(
        exercise, content.exercises, content.programme, levels, practice.person.suit
    )
    return Group(page, key_poses(exercise))


def exercise_document(exercise: Exercise) -> Document:
    """One exercise, without the drawing of its figure."""
    from backcoach.cli.documents import dose_document, fields_of

    ladder = [dose_document(level) | {"note": level.note} for level in exercise.ladder]
    return fields_of(exercise, "figure", "variants", "go") | {"ladder": ladder}

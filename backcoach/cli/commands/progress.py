"""`backcoach progress`: the stage, the gate to the next one, and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.programme import Programme
    from backcoach.coach.standing.standing import Standing


class Arguments(NamedTuple):
    """Words or JSON."""

    as_json: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    add_json(parser)


def run(args: Arguments, context: Context) -> int:
    """Print the user's standing today."""
    standing, programme = context.practice.standing.now(), context.practice.book.catalogue.programme
    if args.as_json:
        return print_json(progress_document(standing, programme))
    advice = ""
    if standing.plateau is not None:
        from backcoach.coach.words.plateau_words import plateau_words

        review = context.practice.weeks.review()
        advice = plateau_words(standing.plateau, review, programme.review)
    return print_page(progress_table(standing, programme, advice))


def progress_table(standing: Standing, programme: Programme, advice: str = "") -> Group:
    """The stage, every row of the gate to the next one, and the decisions that led there.

    `advice` is what is said where no lift has gone up for weeks.
    """
    from rich.console import Group, RenderableType
    from rich.text import Text

    from backcoach.coach.model.formatting import count, day_words
    from backcoach.coach.words.session_words import flare_words
    from backcoach.report.gates import gate_table
    from backcoach.report.layout import heading
    from backcoach.report.levels import latest_words

    name = programme.stage(standing.stage).name
    title = heading(f"Stage {standing.stage} of {len(programme.stages)} · {name}")
    since = standing.entered_on
    done = count(standing.sessions_in_stage, "session")
    begun = f"Since {day_words(since)} · {done} counted" if since else "Not begun yet"
    blocks: list[RenderableType] = [title, Text(begun)]
    if standing.flare is not None:
        blocks += [Text(), Text(flare_words(standing.flare), style="bold")]
    if standing.lines:
        blocks += [Text(), gate_table(standing.lines)]
    else:
        blocks.append(Text("This is the last stage. It has no end."))
    if advice:
        blocks += [Text(), Text(advice)]
    missing = [f"{line.label}: {line.reason}" for line in standing.lines if not line.met]
    for question, sentences in (
        ("What is missing", missing),
        ("How it came to this", standing.reasons),
        ("Your exercises lately", latest_words(standing.levels.decisions)),
    ):
        if sentences:
            blocks += [Text(), heading(question), *(Text(f"- {each}") for each in sentences)]
    if standing.suggestion:
        blocks += [Text(), Text(standing.suggestion)]
    return Group(*blocks)


def progress_document(standing: Standing, programme: Programme) -> Document:
    """The same as JSON, with every decision about a level."""
    from backcoach.cli.documents import decision_document, fields_of, flare_document

    return {
        "stage": standing.stage,
        "name": programme.stage(standing.stage).name,
        "since": standing.entered_on,
        "sessions": standing.sessions_in_stage,
        "open": standing.open,
        "staying": standing.staying,
        "keeping_since": standing.keeping_since,
        "easier": standing.turn.eased,
        "plateau": None if standing.plateau is None else fields_of(standing.plateau),
        "gates": [fields_of(line) for line in standing.lines],
        "reasons": standing.reasons,
        "changes": [fields_of(change) for change in standing.changes],
        "suggestion": standing.suggestion,
        "levels": [fields_of(rung) for rung in standing.levels.rungs],
        "decisions": [decision_document(each) for each in standing.levels.decisions],
        "flare": flare_document(standing.flare),
        "levels_lower": standing.levels.less,
    }

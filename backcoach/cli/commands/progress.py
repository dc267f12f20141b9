"""`backcoach progress`: the stage, the gate to the next one, and the reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page
from backcoach.coach.model.records import StageDecision

if TYPE_CHECKING:
    import argparse

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.programme import Programme
    from backcoach.coach.standing.standing import Standing


ADVICE = ("hold", "add-reps", "longer", "two-lifts", "easier-sister")
"""How advice on a plateau is chosen."""

CHOICES = ("stay", "go-on", "keep", "build-up", *ADVICE)


class Arguments(NamedTuple):
    """Words or JSON; `choose` is what the user chooses about their stage, None for nothing."""

    as_json: bool
    choose: str | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and `--choose`."""
    add_json(parser)
    parser.add_argument(
        "--choose",
        choices=CHOICES,
        metavar="CHOICE",
        help="stay in the stage, or go-on; in stage 3 keep what you have, or build-up again; or the"
        f" advice given there: {', '.join(ADVICE)} (build-up leaves it)",
    )


def run(args: Arguments, context: Context) -> int:
    """Store the choice, if there is one, and print the user's standing today."""
    programme = context.practice.book.catalogue.programme
    if args.choose is not None:
        decision = StageDecision(args.choose.replace("-", "_"))
        standing = context.practice.standing.now()
        exercise = checked_choice(decision, args.choose, standing)
        context.check_writable()
        context.practice.person.choose(decision, standing.stage, exercise)
        context.practice.book.remember()
    standing = context.practice.standing.now()
    if args.as_json:
        return print_json(progress_document(standing, programme))
    advice = ""
    if standing.plateau is not None:
        from backcoach.coach.words.plateau_words import plateau_words

        review = context.practice.weeks.review()
        advice = plateau_words(standing.plateau, review, programme.review)
        if standing.plateau.options:
            names = [str(each).replace("_", "-") for each in standing.plateau.options]
            advice += f" Take it: backcoach progress --choose {' or '.join(names)}"
    elif standing.holds_advice:
        from backcoach.coach.words.plateau_words import held_words

        advice = f"{held_words(standing.turn)} Leave it: backcoach progress --choose build-up"
    return print_page(progress_table(standing, programme, advice))


def checked_choice(decision: StageDecision, name: str, standing: Standing) -> str | None:
    """The exercise that `decision` is about, None where it is about none.

    UserError if it changes nothing now.
    """
    if decision in (StageDecision.STAY, StageDecision.GO_ON):
        if not standing.lines:
            raise UserError(f"{name}: stage {standing.stage} is the last, it leads to no other")
        if standing.staying is (decision is StageDecision.STAY):
            raise UserError(f"{name}: that is so already; see: backcoach progress")
        return None
    if standing.lines:
        raise UserError(f"{name}: that is for the last stage; you are in stage {standing.stage}")
    keeps = standing.keeping_since is not None
    if decision is StageDecision.KEEP and keeps:
        raise UserError("keep: that is so already; to build up again: --choose build-up")
    if decision is StageDecision.BUILD_UP and not keeps and not standing.holds_advice:
        raise UserError("build-up: that is so already; see: backcoach progress")
    if decision in (StageDecision.KEEP, StageDecision.BUILD_UP):
        return None
    plateau = standing.plateau
    if plateau is None or decision not in plateau.options:
        raise UserError(f"{name}: that advice is not given now; see: backcoach progress")
    return plateau.exercise


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
        "holds_advice": standing.holds_advice,
        "gates": [fields_of(line, "done", "of") for line in standing.lines],
        "reasons": standing.reasons,
        "changes": [fields_of(change) for change in standing.changes],
        "suggestion": standing.suggestion,
        "levels": [fields_of(rung) for rung in standing.levels.rungs],
        "decisions": [decision_document(each) for each in standing.levels.decisions],
        "flare": flare_document(standing.flare),
        "levels_lower": standing.levels.less,
    }

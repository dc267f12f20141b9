"""`backcoach flare`: shows the warning signs, then records that a flare-up has begun."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.coach.flare_ups.rules import Flare
    from backcoach.coach.safety.content import Advice, Safety
    from backcoach.coach.safety.outcomes import Outcome
    from backcoach.coach.safety.signs import Symptom


class Arguments(NamedTuple):
    """`none_of_these`: the user has read the warning signs and has none of them newly."""

    as_json: bool
    none_of_these: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json` and `--none-of-these`."""
    add_json(parser)
    parser.add_argument(
        "--none-of-these",
        action="store_true",
        help="none of the warning signs is new; without it they are only listed",
    )


def run(args: Arguments, context: Context) -> int:
    """List the warning signs; if the user has read them, record the flare-up."""
    from backcoach.coach.model.screening_questions import Lock

    practice = context.practice
    safety = practice.book.catalogue.safety
    if practice.safety.lock() is not Lock.NONE:
        raise UserError("your safety answers come first; to see what to do, open: backcoach")
    if not args.none_of_these:
        if args.as_json:
            raise UserError("read the warning signs first, with: backcoach flare")
        return print_page(warning_signs(safety))
    context.check_writable()
    practice.weeks.report_flare()
    flare = practice.standing.now().flare
    if args.as_json:
        from backcoach.cli.documents import flare_document

        return print_json({"flare": flare_document(flare)})
    assert flare is not None
    return print_page(flare_page(flare, safety.flare))


def flare_page(flare: Flare, advice: Advice) -> Group:
    """What a flare-up is, what helps, and what happens next."""
    from rich.console import Group
    from rich.text import Text

    from backcoach.coach.words.session_words import flare_words
    from backcoach.report.layout import heading

    return Group(
        heading(advice.title),
        Text(advice.text),
        Text(),
        Text(flare_words(flare)),
        *([] if flare.suggestion is None else [Text(flare.suggestion)]),
        Text("The easy session: backcoach start. Each morning: backcoach checkin --pain N"),
    )


def warning_signs(safety: Safety) -> Group:
    """The signs of §4.2, each with what to do about it, and how to go on without them."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    from backcoach.coach.safety.outcomes import Outcome
    from backcoach.report.layout import heading

    blocks: list[RenderableType] = [heading(safety.check_in.ask)]
    for outcome in sorted(Outcome, key=lambda each: -each.severity):
        signs = [sign for each in safety.check_in.symptoms for sign in _signs(each, outcome)]
        advice = safety.advice(outcome)
        if signs and advice is not None:
            blocks += [Text(), *(Text(f"- {sign}") for sign in signs)]
            blocks += [Padding(Text(f"{advice.title}. {advice.text}"), (0, 0, 0, 2))]
    none = safety.check_in.none
    blocks += [Text(), Text("Nothing is kept yet.")]
    return Group(*blocks, Text(f"{none}: backcoach flare --none-of-these"))


def _signs(symptom: Symptom, outcome: Outcome) -> list[str]:
    """The answers about this symptom that lead to `outcome`, in words."""
    if symptom.outcome is not None:
        return [symptom.ask] if symptom.outcome is outcome else []
    found = [option.text for option in symptom.options if option.outcome is outcome]
    return [f"{symptom.ask}: {text[:1].lower()}{text[1:]}" for text in found]

"""`backcoach simulate`: virtual people train under the real rules, and each day is checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli import values
from backcoach.cli.options import add_json
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.simulation.person_report import PersonReport
    from backcoach.simulation.summary import KindSummary, Summary

PEOPLE_MAX, WEEKS_MAX, SEED_MAX, JOBS_MAX = 100_000, 520, 2**31 - 1, 61


class Arguments(NamedTuple):
    """How many people train and for how many weeks; the same `seed` gives the same results.

    `jobs` is the number of processes, None for one on each core.
    """

    as_json: bool
    people: int
    weeks: int
    seed: int
    jobs: int | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--people`, `--weeks`, `--seed` and `--jobs`."""
    add_json(parser)
    for option, least, most, default, words in (
        ("--people", 1, PEOPLE_MAX, 100, "how many people"),
        ("--weeks", 1, WEEKS_MAX, 26, "for how many weeks"),
        ("--seed", 0, SEED_MAX, 1, "the same seed tells the same stories, another one others"),
    ):
        parser.add_argument(
            option,
            type=values.whole(least, most),
            default=default,
            metavar="N",
            help=f"{words}, {least} to {most} (otherwise {default})",
        )
    parser.add_argument(
        "--jobs",
        type=values.whole(1, JOBS_MAX),
        metavar="N",
        help=f"how many processes, 1 to {JOBS_MAX} (otherwise one on each core)",
    )


def run(args: Arguments, context: Context) -> int:
    """Print the results of these people. Returns 1 if a check failed."""
    from backcoach.simulation.run import simulate
    from backcoach.simulation.summary import summary_of

    # A mistake in the content is reported here in one line, before every process reports it.
    practice = context.practice
    _ = practice.book.catalogue
    stories = simulate(practice.book.content, args.people, args.weeks, args.seed, args.jobs)
    summary = summary_of(stories, args.weeks)
    if args.as_json:
        print_json(simulation_document(summary, stories, args.seed))
    else:
        from backcoach.report.simulation import simulation_page

        print_page(simulation_page(summary))
    return 1 if summary.broken else 0


def simulation_document(summary: Summary, stories: Sequence[PersonReport], seed: int) -> Document:
    """The summary, the checks that failed, and every person's weeks."""
    from backcoach.cli.documents import fields_of

    return {
        "seed": seed,
        "people": summary.people,
        "weeks": summary.weeks,
        "broken": summary.broken,
        "kinds": [_kind(kind) for kind in summary.kinds],
        "stories": [
            fields_of(report, "broken")
            | {"held_by": [{"line": line, "reason": reason} for line, reason in report.held_by]}
            for report in stories
        ],
    }


def _kind(kind: KindSummary) -> Document:
    return {
        "kind": kind.kind,
        "people": kind.people,
        "sessions": kind.sessions,
        "flares": kind.flares,
        "pain": {"first_week": kind.pain[0], "last_week": kind.pain[1]},
        "stages": [
            {
                "stage": stage,
                "reached": reached,
                "weeks": dict(zip(("first", "middle", "last"), kind.weeks[stage], strict=True))
                if stage in kind.weeks
                else None,
            }
            for stage, reached in kind.reached.items()
        ],
    }

"""`backcoach review`: what has changed since the start, week by week."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from backcoach.cli.options import add_json
from backcoach.cli.output import NO_SESSIONS, draws_finely, print_json, print_page, say

if TYPE_CHECKING:
    import argparse

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.rules.review import ReviewRules
    from backcoach.coach.review.changes import PainChange
    from backcoach.coach.review.review import Climb, Review
    from backcoach.coach.review.weeks import Adherence, Week


class Arguments(NamedTuple):
    """Words or JSON."""

    as_json: bool


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`."""
    add_json(parser)


def run(args: Arguments, context: Context) -> int:
    """Print the review of today."""
    practice = context.practice
    review, content = practice.weeks.review(), practice.book.catalogue
    rules = content.programme.review
    if args.as_json:
        return print_json({"review": None if review is None else review_document(review, rules)})
    if review is None:
        say(NO_SESSIONS)
        return 0
    from backcoach.report.review import review_page

    return print_page(review_page(review, rules, content.exercises, fine=draws_finely()))


def review_document(review: Review, rules: ReviewRules) -> Document:
    """The review with its sentences. Means and shares are rounded to three decimals."""
    from backcoach.cli.documents import fields_of
    from backcoach.coach.words.review_words import advice, facts, headline

    return {
        "on": review.on,
        "began": review.course.began,
        "broke_on": review.course.broke_on,
        "week": review.week,
        "review_week": review.point,
        "verdict": review.verdict,
        "sentences": [headline(review, rules), *advice(review, rules), *facts(review, rules)],
        "start_pain": _rounded(review.start_pain),
        "pain": None if review.pain is None else _pain(review.pain),
        "activities": [
            fields_of(each) | {"points_better": each.points} for each in review.activities
        ],
        "adherence": {"lately": _adherence(review.lately), "overall": _adherence(review.overall)},
        "levels": [_level(climb) for climb in review.climbs],
        "steps_up": review.ups,
        "steps_down": review.downs,
        "flares": review.flares,
        "weeks": [_week(week) for week in review.weeks],
    }


def _pain(pain: PainChange) -> Document:
    return {
        "start": _rounded(pain.start),
        "now": _rounded(pain.now),
        "points_less": _rounded(pain.points),
        "share_less": _rounded(pain.share),
        "told": pain.told,
    }


def _adherence(adherence: Adherence) -> Document:
    from backcoach.cli.documents import fields_of

    return fields_of(adherence) | {"share": _rounded(adherence.share)}


def _level(climb: Climb) -> Document:
    from backcoach.cli.documents import fields_of

    return fields_of(climb) | {"weight": None if climb.weight is None else fields_of(climb.weight)}


def _week(week: Week) -> Document:
    from backcoach.cli.documents import fields_of

    return {"week": week.number} | fields_of(week, "number") | {"pain": _rounded(week.pain)}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)

"""The JSON documents of `measure` and `review`, as `documents` makes the others."""

from __future__ import annotations

from backcoach.cli.documents import Document, utc
from backcoach.coach.model.outcome_measures import Measures
from backcoach.coach.model.rules import ReviewRules
from backcoach.coach.review.review import Review
from backcoach.coach.review.weeks import Adherence, Week
from backcoach.coach.words.review_words import advice, facts, headline


def measures_document(measures: Measures) -> Document:
    """`backcoach measure --json`: the answers as they were kept."""
    return {
        "id": measures.id,
        "at": utc(measures.at),
        "week_pain": measures.week_pain,
        "activities": [
            {"words": activity.words, "score": activity.score} for activity in measures.activities
        ],
    }


def review_document(review: Review | None, rules: ReviewRules) -> Document:
    """`backcoach review --json`: `review` is null before the first session."""
    return {"review": None if review is None else _review(review, rules)}


def _review(review: Review, rules: ReviewRules) -> Document:
    broke_on = review.course.broke_on
    pain = review.pain
    return {
        "on": review.on.isoformat(),
        "began": review.course.began.isoformat(),
        "broke_on": None if broke_on is None else broke_on.isoformat(),
        "week": review.week,
        "review_week": review.point,
        "verdict": None if review.verdict is None else review.verdict.value,
        "sentences": [headline(review, rules), *advice(review, rules), *facts(review, rules)],
        "start_pain": _rounded(review.start_pain),
        "pain": None
        if pain is None
        else {
            "start": _rounded(pain.start),
            "now": _rounded(pain.now),
            "points_less": _rounded(pain.points),
            "share_less": _rounded(pain.share),
            "told": pain.told,
        },
        "activities": [
            {
                "words": each.words,
                "start": each.start,
                "since": each.since.isoformat(),
                "now": each.now,
                "points_better": each.points,
            }
            for each in review.activities
        ],
        "adherence": {"lately": _adherence(review.lately), "overall": _adherence(review.overall)},
        "levels": [
            {"exercise": climb.exercise, "first": climb.first, "now": climb.now}
            for climb in review.climbs
        ],
        "steps_up": review.ups,
        "steps_down": review.downs,
        "flares": review.flares,
        "weeks": [_week(week) for week in review.weeks],
    }


def _adherence(adherence: Adherence) -> Document:
    return {
        "done": adherence.done,
        "planned": adherence.planned,
        "weeks": adherence.weeks,
        "share": _rounded(adherence.share),
    }


def _week(week: Week) -> Document:
    return {
        "week": week.number,
        "begins": week.begins.isoformat(),
        "over": week.over,
        "done": week.done,
        "planned": week.planned,
        "pain": _rounded(week.pain),
        "told": week.told,
        "load": week.load,
        "unrated": week.unrated,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)

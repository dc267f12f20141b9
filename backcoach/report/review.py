"""The page with the review: the rating, the numbers in words, and the weeks as small bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from backcoach.coach.levels.weights import weight_words
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import number
from backcoach.coach.model.outcome_measures import ACTIVITY_LENGTH
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.review.changes import ActivityChange, is_clear
from backcoach.coach.review.review import Climb, Review
from backcoach.coach.review.weeks import Week
from backcoach.coach.words.review_words import about, advice, facts, headline, title
from backcoach.legible import one_line
from backcoach.report.layout import NONE, heading

CELLS = 10
"""Cells of a bar: one for each point of a 0-10 scale, or 10 % of what was planned."""

LATEST_WEEKS = 13
"""How many weeks are drawn: a quarter of a year."""


def review_page(review: Review, rules: ReviewRules, exercises: Mapping[str, Exercise]) -> Group:
    """The whole review."""
    blocks: list[RenderableType] = [
        Text(title(review), style="bold"),
        Text(about(review), style="dim"),
        Text(),
        Text(headline(review, rules), style="bold"),
        *(Text(sentence) for sentence in advice(review, rules)),
        Text(),
        *(Text(f"• {sentence}") for sentence in facts(review, rules)),
        Text(),
        heading("Week by week"),
        weeks_table(review.weeks[-LATEST_WEEKS:], review.start_pain, rules),
        *(Text(sentence, style="dim") for sentence in legend(review, rules)),
    ]
    if review.activities:
        blocks += [Text(), heading("Your activities"), activities_table(review.activities, rules)]
    if review.climbs:
        blocks += [Text(), heading("Your levels"), levels_table(review.climbs, exercises)]
    return Group(*blocks)


def weeks_table(weeks: Sequence[Week], start_pain: float | None, rules: ReviewRules) -> Table:
    """One row per week: sessions done and planned, pain, load."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    for _ in range(3):
        table.add_column(no_wrap=True)
    table.add_column(no_wrap=True, justify="right")
    table.add_row(
        *(Text(words, style="dim") for words in ("week", "sessions", "pain", "told", "load"))
    )
    below = None if start_pain is None else start_pain * (1 - rules.pain_share) / 10
    for week in weeks:
        share = week.done / week.planned
        table.add_row(
            Text(str(week.number) if week.over else "now"),
            Text(f"{bar(share, rules.adherence_share)} {week.done} of {week.planned}"),
            _pain(week.pain, below),
            Text(NONE if week.told is None else str(week.told)),
            Text(f"{week.load}{'+' if week.unrated else ''}"),
        )
    return table


def _pain(pain: float | None, below: float | None) -> Text:
    if pain is None:
        return Text(f"{bar(0, below)} {NONE}", style="dim")
    return Text(f"{bar(pain / 10, below)} {number(pain)}")


def legend(review: Review, rules: ReviewRules) -> list[str]:
    """The meaning of the columns."""
    lines = [f"Sessions: the line is at {round(rules.adherence_share * 100)} % of those planned."]
    pain = (
        f"Pain, 0–10: mean of {rules.pain_days} days of answers; told: the average as you said it."
    )
    if review.start_pain is not None:
        pain += f" The line is {round(rules.pain_share * 100)} % below the start."
    lines.append(pain)
    load = "Load: effort times minutes."
    if any(week.unrated for week in review.weeks[-LATEST_WEEKS:]):
        load += " +: a session without an effort is not in it."
    return [*lines, load]


def activities_table(changes: Sequence[ActivityChange], rules: ReviewRules) -> Table:
    """One row per activity: 0 unable, 10 as before the back trouble."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for change in changes:
        words = f"{change.start} → {change.now}"
        table.add_row(
            Text(bar(change.now / 10, change.start / 10)),
            Text(f"{words}, a clear change" if is_clear(change, rules) else words),
            Text(one_line(change.words, ACTIVITY_LENGTH)),
        )
    table.add_row(Text("│ = start", style="dim"))
    return table


def levels_table(climbs: Sequence[Climb], exercises: Mapping[str, Exercise]) -> Table:
    """One row per exercise: its steps, the level it was first done at, its level and weight now."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for climb in climbs:
        exercise = exercises.get(climb.exercise)
        top = climb.now if exercise is None else len(exercise.ladder)
        steps = "▮" * climb.now + "▯" * max(0, top - climb.now)
        moved = f"{climb.first} → {climb.now}" if climb.first != climb.now else f"{climb.now}"
        if climb.weight is not None:
            moved += f", {weight_words(climb.weight)}"
        name = climb.exercise if exercise is None else exercise.name
        table.add_row(Text(steps), Text(f"level {moved}"), Text(one_line(name)))
    return table


def bar(share: float, line: float | None = None) -> str:
    """A row of low blocks for `share` (0-1), with a line at the share `line`; halves are drawn."""
    halves = round(max(0.0, min(1.0, share)) * CELLS * 2)
    cells = "▄" * (halves // 2) + "▖" * (halves % 2)
    cells += "·" * (CELLS - len(cells))
    if line is None:
        return cells + " "
    place = round(max(0.0, min(1.0, line)) * CELLS)
    return f"{cells[:place]}│{cells[place:]}"

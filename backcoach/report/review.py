"""The page with the review: the rating, the numbers in words, the line of pain, and the weeks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from backcoach.charts.bars import bar_line
from backcoach.charts.chart import Chart, Room
from backcoach.charts.ladder import rungs
from backcoach.charts.line import Series, line
from backcoach.charts.sentences import change
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
from backcoach.report.charts import ChartBlock, text_of
from backcoach.report.layout import NONE, heading

CELLS = 10
"""Cells of a bar: one for each point of a 0-10 scale."""

PAIN_ROWS = 7
"""Rows of the chart of pain: the ticks 0, 5 and 10 with their dates."""

LATEST_WEEKS = 13
"""How many weeks are drawn: a quarter of a year."""


def review_page(
    review: Review,
    rules: ReviewRules,
    exercises: Mapping[str, Exercise],
    *,
    fine: bool = True,
) -> Group:
    """The whole review. `fine` says that what shows it has braille and parts of blocks."""
    blocks: list[RenderableType] = [
        Text(title(review), style="bold"),
        Text(about(review), style="dim"),
        Text(),
        Text(headline(review, rules), style="bold"),
        *(Text(sentence) for sentence in advice(review, rules)),
        Text(),
        *(Text(f"• {sentence}") for sentence in facts(review, rules)),
    ]
    if sum(week.pain is not None for week in review.weeks) > 1:
        blocks += [Text(), pain_chart(review, rules, fine=fine)]
    latest = review.weeks[-LATEST_WEEKS:]
    blocks += [
        Text(),
        heading("Week by week"),
        weeks_table(latest, fine=fine),
        *(Text(sentence, style="dim") for sentence in legend(review, rules)),
    ]
    if review.activities:
        table = activities_table(review.activities, rules, fine=fine)
        blocks += [Text(), heading("Your activities"), table]
    if review.climbs:
        blocks += [Text(), heading("Your levels"), levels_table(review.climbs, exercises)]
    return Group(*blocks)


def pain_chart(review: Review, rules: ReviewRules, *, fine: bool) -> ChartBlock:
    """The mean pain of every week as a line, over what would be a clear change."""
    points = [(each.begins, each.pain) for each in review.weeks if each.pain is not None]
    below = None if review.start_pain is None else review.start_pain * (1 - rules.pain_share)

    def draw(room: Room) -> Chart:
        band = None if below is None else (0.0, below)
        sentence = change("Pain by your answers", points, ends=1)
        return line([Series(points)], room, sentence, band=band)

    return ChartBlock(draw, height=PAIN_ROWS, fine=fine)


def weeks_table(weeks: Sequence[Week], *, fine: bool = True) -> Table:
    """One row per week: sessions done and planned, pain, how much work it was."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right")
    for _ in range(4):
        table.add_column(no_wrap=True)
    table.add_row(
        *(Text(words, style="dim") for words in ("week", "sessions", "pain", "told", "work"))
    )
    most = max((week.load for week in weeks), default=0)
    for week in weeks:
        work = bar_line(week.load / most if most else 0, CELLS, fine=fine)
        table.add_row(
            Text(str(week.number) if week.over else "now"),
            Text(f"{rungs(week.done, week.planned)} {week.done} of {week.planned}"),
            Text(NONE if week.pain is None else number(week.pain)),
            Text(NONE if week.told is None else str(week.told)),
            text_of(Chart((work,), "")).append("+" if week.unrated else ""),
        )
    return table


def legend(review: Review, rules: ReviewRules) -> list[str]:
    """The meaning of the chart and of the columns."""
    pain = (
        f"Pain, 0–10: mean of {rules.pain_days} days of answers; told: the average as you said it."
    )
    if review.start_pain is not None:
        pain += f" Shaded: at least {round(rules.pain_share * 100)} % below the start."
    work = "Work: how hard it was times how long it took, beside your fullest week."
    if any(week.unrated for week in review.weeks[-LATEST_WEEKS:]):
        work += " +: a session is missing in it, as you did not say how hard it was."
    return [pain, work]


def activities_table(
    changes: Sequence[ActivityChange], rules: ReviewRules, *, fine: bool = True
) -> Table:
    """One row per activity: 0 unable, 10 as before the back trouble."""
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for activity in changes:
        words = f"{activity.start} → {activity.now}"
        table.add_row(
            text_of(Chart((bar_line(activity.now / 10, CELLS, fine=fine),), "")),
            Text(f"{words}, a clear change" if is_clear(activity, rules) else words),
            Text(one_line(activity.words, ACTIVITY_LENGTH)),
        )
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
        moved = f"{climb.first} → {climb.now}" if climb.first != climb.now else f"{climb.now}"
        if climb.weight is not None:
            moved += f", {weight_words(climb.weight)}"
        name = climb.exercise if exercise is None else exercise.name
        table.add_row(Text(rungs(climb.now, top)), Text(f"level {moved}"), Text(one_line(name)))
    return table

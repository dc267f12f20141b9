"""The page with a session: what was planned and done, set by set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.measure import Measurement
from rich.table import Table
from rich.text import Text

from backcoach.coach.evidence.completion import completed_share
from backcoach.coach.model.exercise import Exercise, Side
from backcoach.coach.model.formatting import count, day_words, fitted, lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import (
    Answer,
    Morning,
    PainReport,
    SessionRecord,
    SetRecord,
    Status,
    Where,
)
from backcoach.coach.words.session_words import (
    duration_words,
    kind_words,
    morning_words,
    sentence,
    set_mark,
    set_words,
)
from backcoach.legible import one_line

CHOSEN = {
    Answer.EASIER: "easier variant",
    Answer.SKIP: "skipped",
    Answer.GO_ON: "went on",
    Answer.TO_COOL_DOWN: "on to the cool-down",
    Answer.END: "ended the session",
}


def session_line(record: SessionRecord, programme: Programme) -> Text:
    """A line for a list: day, stage, how the session ended."""
    line = Text(f"{record.local_date:%Y-%m-%d}", style="bold")
    what = kind_words(record.kind).lower() or f"stage {record.stage}"
    line.append(f"  {what}  {share_words(record, programme)}", style="not bold")
    if record.status is Status.PARTIAL:
        line.append("  partial", style="italic")
    if record.check_in is not None and record.ratings is not None:
        line.append(f"  pain {record.check_in.pain} → {record.ratings.worst_pain}", style="dim")
    if record.is_rehearsal:
        line.append("  rehearsal", style="italic")
    elif record.ratings is None:
        line.append("  not rated", style="italic")
    return line


def share_words(record: SessionRecord, programme: Programme) -> str:
    """The share of the exercises that was done: "60 %"."""
    return f"{round(completed_share(record, programme.completion) * 100)} %"


def session_report(
    record: SessionRecord,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    morning: Morning | None = None,
) -> Group:
    """Everything about one session; `morning` is the answer about the morning after."""
    parts: list[RenderableType] = [*_facts(record, programme)]
    if not record.is_rehearsal:
        parts.append(Text(f"Morning after: {morning_words(morning)}"))
    parts.append(Text())
    if record.ratings is not None and record.ratings.sore:
        parts += [Text(sore_words(record.ratings.sore, exercises)), Text()]
    if record.ratings is not None and record.ratings.note:
        parts += [Text(f"“{one_line(record.ratings.note)}”", style="italic"), Text()]
    parts.append(sets_table(record, exercises))
    for report in record.pain_reports:
        name = exercise_name(report.exercise, exercises)
        exercise = exercises.get(report.exercise)
        named = f"{report.side.value} side" if exercise is None else exercise.side_name(report.side)
        side = "" if report.side is Side.BOTH else f", {lower_first(named)}"
        parts.append(
            Text(
                f"Hurt{_hurt(report)}: {name}{side}, set {report.number},"
                f" after {report.second:g} s; {CHOSEN[report.answer]}."
            )
        )
    return Group(*parts)


def _hurt(report: PainReport) -> str:
    """How much and where it hurt, as far as known; the back is not named."""
    much = "" if report.pain is None else f" {report.pain}/10"
    if report.leg:
        return f"{much}, new or worse in a leg"
    where = {Where.BACK: "", Where.OTHER: ", elsewhere"}.get(report.where)
    return much + (f", {report.where.value}" if where is None else where)


def _facts(record: SessionRecord, programme: Programme) -> list[Text]:
    template = programme.templates.get(record.template)
    name = template.name if template else one_line(record.template)
    what = [
        f"{name}, {share_words(record, programme)} done",
        *(["partial session"] if record.status is Status.PARTIAL else []),
        duration_words(record.active_seconds),
    ]
    if record.walk_minutes is not None:
        what.append(f"walked {count(record.walk_minutes, 'minute')} before")
    if record.is_rehearsal:
        what.append(f"rehearsal {record.speed:g} times as fast, does not count")
    return [
        Text(day_words(record.local_date), style="bold"),
        Text(" · ".join(what)),
        Text(score_words(record)),
    ]


def sore_words(sore: Iterable[str], exercises: Mapping[str, Exercise]) -> str:
    """A sentence with the exercises that left the back sore."""
    return f"Left the back sore: {', '.join(exercise_name(each, exercises) for each in sore)}."


def score_words(record: SessionRecord) -> str:
    """The answers about pain and effort: "Pain before 2/10 · worst pain 3/10 · effort 5/10"."""
    scores = []
    if record.check_in is not None:
        scores.append(f"pain before {record.check_in.pain}/10")
    if record.ratings is not None:
        scores.append(f"worst pain {record.ratings.worst_pain}/10")
        if record.ratings.pain_now is not None:
            scores.append(f"after {record.ratings.pain_now}/10")
        scores.append(f"effort {record.ratings.effort}/10")
    else:
        scores.append("not rated yet")
    return sentence(" · ".join(scores))


def sets_table(record: SessionRecord, exercises: Mapping[str, Exercise]) -> Table:
    """Every set: exercise, side, work done and planned, result."""
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
    table.add_column(no_wrap=True, style="dim", min_width=3)
    table.add_column(overflow="fold", min_width=12)
    table.add_column(overflow="fold", min_width=9)
    for _, sets in groupby(record.sets, key=lambda each: (each.item, each.exercise)):
        for place, each in enumerate(sets):
            name = exercise_name(each.exercise, exercises) if place == 0 else ""
            pain = f" · hurt {each.pain}/10" if each.pain is not None else ""
            how = Text(set_mark(each) + pain)
            table.add_row(FittedName(name), Text(_where(each)), Text(set_words(each)), how)
    return table


@frozen
class FittedName:
    """A name in a column that gets the width the others leave; it is shortened before it is cut."""

    name: str

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[Text]:
        yield Text(fitted(self.name, options.max_width))

    def __rich_measure__(self, _console: Console, _options: ConsoleOptions) -> Measurement:
        return Measurement(1, len(self.name))


def exercise_name(id: str, exercises: Mapping[str, Exercise]) -> str:
    """The exercise's name, or its id if the content no longer has it."""
    return exercises[id].name if id in exercises else one_line(id)


def _where(record: SetRecord) -> str:
    side = {"left": " L", "right": " R"}.get(record.side.value, "")
    return f"{record.number}{side}"

"""The tables and pages of the reading commands, readable at 60 columns and without colour.

Every cell is a `Text`, so that nothing anybody wrote is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from backcoach.coach.evidence.completion import completed_share
from backcoach.coach.evidence.lights import session_peak
from backcoach.coach.flare_ups.rules import Flare
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count, day_words
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Morning, SessionKind, SessionRecord, Status
from backcoach.coach.model.rules import Completion
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.safety.check_in import Advice, Outcome, Safety, Symptom
from backcoach.coach.stages.gates import GateLine
from backcoach.coach.standing.standing import Standing
from backcoach.coach.words.session_words import flare_words, kind_words, unfinished_words
from backcoach.legible import one_line
from backcoach.report.exercise import TEMPO_WORDS
from backcoach.report.gates import gate_table
from backcoach.report.layout import (
    NONE,
    dose_cell,
    heading,
    plain_table,
    stacked,
    stages_words,
    weight_of,
    words,
)
from backcoach.report.levels import latest_words


def plan_table(
    plan: Plan, programme: Programme, suggestion: str = "", offers: Sequence[str] = ()
) -> Group:
    """Today's session, section by section, why it is as it is, and what else there is."""
    table = plain_table("Exercise", "Level", "Dose", right=("Level",))
    for section, items in groupby(plan.items, key=lambda item: item.section):
        table.add_row(heading(section.words))
        for item in items:
            table.add_row(
                Padding(stacked(item.exercise.name, _notes(item)), (0, 0, 0, 2)),
                Text(str(item.dose.level)),
                dose_cell(item.exercise, item.dose, weight_of(item)),
            )
    name = programme.stage(plan.stage).name
    about = plan.template_name
    if plan.kind is SessionKind.MAIN and plan.length.value not in about:
        about += f", {plan.length.value}"
    of_the_day = [each for each in plan.reasons if each.rule.startswith("readiness.")]
    of_the_user = [each for each in plan.reasons if each not in of_the_day]
    lines: list[RenderableType] = [
        heading(f"Stage {plan.stage} of {len(programme.stages)} · {name}"),
        Text(f"{about} · about {count(plan.minutes, 'minute')}"),
        *(Text(reason.sentence) for reason in of_the_day),
        *([Text(suggestion)] if suggestion else []),
        Text(),
        table,
        Text(),
    ]
    if of_the_user:
        reasons = (Text(f"- {reason.sentence}") for reason in of_the_user)
        lines += [heading("For you"), *reasons, Text()]
    if plan.left_out:
        lines.append(Text(f"Left out for time: {', '.join(plan.left_out)}."))
    if offers:
        lines.append(Text(f"Also possible today: {'; '.join(offers)}."))
    lines += [Text(TEMPO_WORDS), Text("Begin with: backcoach start")]
    return Group(*lines)


def progress_table(standing: Standing, programme: Programme) -> Group:
    """The stage, every line of the gate to the next one, and how it came to this."""
    name = programme.stage(standing.stage).name
    title = heading(f"Stage {standing.stage} of {len(programme.stages)} · {name}")
    since = standing.entered_on
    done = count(standing.sessions_in_stage, "session")
    begun = f"Since {day_words(since)} · {done} counted" if since else "Not begun yet"
    blocks: list[RenderableType] = [title, Text(begun)]
    if standing.flare is not None:
        blocks += [Text(), Text(flare_words(standing.flare), style="bold")]
    blocks += _gate(standing.lines)
    for question, sentences in (
        ("What is missing", [f"{line.label}: {line.reason}" for line in _missing(standing)]),
        ("How it came to this", standing.reasons),
        ("Your exercises lately", latest_words(standing.levels.decisions)),
    ):
        if sentences:
            blocks += [Text(), heading(question), *(Text(f"- {each}") for each in sentences)]
    if standing.suggestion:
        blocks += [Text(), Text(standing.suggestion)]
    return Group(*blocks)


def history_table(
    sessions: Iterable[SessionRecord],
    completion: Completion,
    mornings: Mapping[str, Morning],
    unfinished: SessionRecord | None,
) -> Group:
    """One row per session, oldest first, with its note beneath; `mornings` by session id.

    `unfinished` is under way, or was cut off: it is told of below.
    """
    table = plain_table("Date", "Session", "Min", "Done", "Pain", "Effort", right=("Min", "Done"))
    for session in sessions:
        ratings = session.ratings
        table.add_row(
            Text(session.local_date.isoformat()),
            stacked(_session_words(session), one_line(ratings.note) if ratings else ""),
            Text(str(round(session.active_seconds / 60))),
            Text(f"{completed_share(session, completion):.0%}"),
            Text(_pain(session, mornings.get(session.id))),
            Text(str(ratings.effort) if ratings else NONE),
        )
    legend = "Pain: before the session → the worst during it → on getting up the morning after."
    waiting = [] if unfinished is None else [Text(), Text(unfinished_words(unfinished))]
    return Group(table, Text(), Text(legend), *waiting)


def exercises_table(exercises: Iterable[Exercise]) -> Group:
    """All exercises, by the id that other commands take."""
    table = plain_table("Exercise", "Id", "Stages")
    table.columns[1].no_wrap = True  # to be copied into the next command
    for category, members in groupby(exercises, key=lambda exercise: exercise.category):
        table.add_row(heading(words(category.value).capitalize()))
        for exercise in members:
            table.add_row(_indented(exercise.name), Text(exercise.id), Text(stages_words(exercise)))
    return Group(table, Text(), Text("Read one with: backcoach exercises ID"))


def flare_page(flare: Flare, advice: Advice) -> Group:
    """What a flare-up is, what helps, and how it goes on from here."""
    return Group(
        heading(advice.title),
        Text(advice.text),
        Text(),
        Text(flare_words(flare)),
        *([] if flare.suggestion is None else [Text(flare.suggestion)]),
        Text("The easy session: backcoach start. Each morning: backcoach checkin --pain N"),
    )


def warning_signs(safety: Safety) -> Group:
    """The signs of §4.2, each under what to do about it, and how to go on without them."""
    blocks: list[RenderableType] = [heading(safety.check_in.ask)]
    for outcome in (Outcome.EMERGENCY, Outcome.URGENT, Outcome.NO_WORKOUT, Outcome.NOT_TODAY):
        signs = [said for each in safety.check_in.symptoms for said in _signs(each, outcome)]
        advice = safety.advice(outcome)
        if signs and advice is not None:
            blocks += [Text(), *(Text(f"- {said}") for said in signs)]
            blocks += [_indented(f"{advice.title}. {advice.text}")]
    none = safety.check_in.none
    blocks += [Text(), Text("Nothing is kept yet.")]
    return Group(*blocks, Text(f"{none}: backcoach flare --none-of-these"))


def _signs(symptom: Symptom, outcome: Outcome) -> list[str]:
    """The ways this symptom leads to `outcome`, in words."""
    if symptom.outcome is not None:
        return [symptom.ask] if symptom.outcome is outcome else []
    found = [option.text for option in symptom.options if option.outcome is outcome]
    return [f"{symptom.ask}: {text[:1].lower()}{text[1:]}" for text in found]


def _gate(lines: Sequence[GateLine]) -> list[RenderableType]:
    if not lines:
        return [Text("This is the last stage. It has no end.")]
    return [Text(), gate_table(lines)]


def _missing(standing: Standing) -> list[GateLine]:
    return [line for line in standing.lines if not line.met]


def _session_words(session: SessionRecord) -> str:
    name = kind_words(session.kind) or f"Stage {session.stage}, {session.length.value}"
    if session.is_rehearsal:
        return f"{name} (rehearsal)"
    return name if session.status is Status.COMPLETED else f"{name} (in part)"


def _pain(session: SessionRecord, morning: Morning | None) -> str:
    """Pain before, the worst during the session, and on getting up the morning after."""
    before = NONE if session.check_in is None else str(session.check_in.pain)
    peak = session_peak(session)
    after = NONE if morning is None else str(morning.pain)
    return f"{before} → {NONE if peak is None else peak} → {after}"


def _notes(item: PlanItem) -> str:
    """How an exercise is done otherwise, as one line."""
    return " ".join(note.sentence for note in item.notes)


def _indented(words: str) -> Padding:
    return Padding(Text(words), (0, 0, 0, 2))

"""`backcoach plan`: today's session."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from backcoach.cli import values
from backcoach.cli.errors import UserError
from backcoach.cli.options import add_json, add_minutes
from backcoach.cli.output import print_json, print_page

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from rich.console import Group

    from backcoach.cli.context import Context
    from backcoach.cli.documents import Document
    from backcoach.coach.model.programme import Length, Programme
    from backcoach.coach.model.records import CheckIn, Energy
    from backcoach.coach.planning.day import Choice, Day
    from backcoach.coach.planning.plan import Plan, PlanItem
    from backcoach.cues.utterance import VoiceLevel
    from backcoach.practice import Practice


class Arguments(NamedTuple):
    """With `pain` (0-10), `slept` and `minutes_up`: what the plan would be after these answers.

    `spoken` asks for what is heard, at this level; "" for that of the settings.
    """

    as_json: bool
    minutes: Length | None
    pain: int | None
    slept: Energy | None
    minutes_up: int | None
    spoken: VoiceLevel | Literal[""] | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add `--json`, `--minutes`, `--spoken`, and the answers `--pain`, `--slept` and `--up`."""
    add_json(parser)
    add_minutes(parser)
    parser.add_argument(
        "--pain",
        type=values.pain,
        metavar="N",
        help="what it would be with this much back pain now, 0 to 10; nothing is stored",
    )
    parser.add_argument(
        "--slept",
        type=values.energy,
        metavar="good|ok|poor",
        help="with --pain: how you slept and feel",
    )
    parser.add_argument(
        "--up",
        type=values.minutes,
        dest="minutes_up",
        metavar="MINUTES",
        help="with --pain: how many minutes ago you got up",
    )
    parser.add_argument(
        "--spoken",
        nargs="?",
        const="",
        type=values.voice,
        metavar="LEVEL",
        help="what is heard in it and when, at the level full, brief or tones, or that of the"
        " settings",
    )


def run(args: Arguments, context: Context) -> int:
    """Print today's session, or why there is none."""
    _check_together(args)
    from backcoach.coach.planning.day import Choice
    from backcoach.coach.words.session_words import offer_words

    practice = context.practice
    check_in = _supposed(practice, args)
    standing = (
        practice.standing.now() if check_in is None else practice.standing.with_check_in(check_in)
    )
    day, programme = practice.standing.day(check_in, standing), practice.book.catalogue.programme
    if day.choice is Choice.NONE:
        if args.as_json:
            return print_json(no_plan_document(standing.stage, programme.version, day))
        from rich.text import Text

        safety = practice.book.catalogue.safety
        title, sentences = safety.no_workout.title, [safety.no_workout.text]
        if day.offers:
            title = safety.easy_offer.title
            sentences += [*filter(None, [day.suggestion]), safety.easy_offer.on_request]
        return print_page(Text("\n\n".join([title, *sentences])))
    plan = practice.standing.plan(args.minutes, standing, day)
    if args.spoken is not None:
        return _print_spoken(practice, plan, args)
    others = list(practice.standing.choices(day, args.minutes, standing).items())[1:]
    if args.as_json:
        return print_json(plan_document(plan, day, [choice for choice, _ in others]))
    offers = [offer_words(choice, other, day) for choice, other in others]
    return print_page(plan_table(plan, programme, day.suggestion, offers))


def _print_spoken(practice: Practice, plan: Plan, args: Arguments) -> int:
    """Print what is heard in a session of `plan` that nobody touches."""
    from backcoach.cues.utterance import VoiceLevel
    from backcoach.cues.voice.transcript import transcript_of
    from backcoach.report.spoken import spoken_document, spoken_lines

    content, settings = practice.book.catalogue, practice.book.settings
    level = args.spoken or VoiceLevel(settings.voice)
    heard = transcript_of(
        plan, content.exercises, content.programme, level, counts=settings.last_seconds
    )
    if args.as_json:
        return print_json(spoken_document(heard, level))
    from rich.text import Text

    lines = spoken_lines(heard, level) or ["Nothing is heard: the setting `voice` is off."]
    return print_page(Text("\n".join(lines)))


def _check_together(args: Arguments) -> None:
    """Raise UserError for other answers without the pain, as they have no effect alone."""
    for given, option, value in ((args.slept, "--slept", "poor"), (args.minutes_up, "--up", "30")):
        if given is not None and args.pain is None:
            example = f"backcoach plan --pain 2 {option} {value}"
            raise UserError(f"{option} goes with --pain; for example: {example}")


def _supposed(practice: Practice, args: Arguments) -> CheckIn | None:
    """A check-in with these answers, which is not stored; None without a pain."""
    if args.pain is None:
        return None
    return practice.sessions.answered(args.pain, {}, minutes_up=args.minutes_up, energy=args.slept)


def plan_table(
    plan: Plan, programme: Programme, suggestion: str = "", offers: Sequence[str] = ()
) -> Group:
    """Today's session by sections, the reasons for it, and what else could be done."""
    from rich.console import Group, RenderableType
    from rich.padding import Padding
    from rich.text import Text

    from backcoach.coach.model.formatting import count
    from backcoach.coach.model.records import SessionKind
    from backcoach.coach.words.get_ready_words import have_ready_words
    from backcoach.coach.words.session_words import left_out_words
    from backcoach.report.exercise import TEMPO_WORDS
    from backcoach.report.layout import dose_cell, heading, plain_table, stacked, weight_of

    table = plain_table("Exercise", "Level", "Dose", right=("Level",))
    for section, items in groupby(plan.items, key=lambda item: item.section):
        table.add_row(heading(section.words))
        for item in items:
            notes = " ".join(note.sentence for note in item.notes)
            table.add_row(
                Padding(stacked(item.exercise.name, notes), (0, 0, 0, 2)),
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
        Text(have_ready_words(plan)),
        Text(),
        table,
        Text(),
    ]
    if of_the_user:
        reasons = (Text(f"- {reason.sentence}") for reason in of_the_user)
        lines += [heading("For you"), *reasons, Text()]
    if left_out := left_out_words(plan):
        lines.append(Text(left_out))
    if offers:
        lines.append(Text(f"Also possible today: {'; '.join(offers)}."))
    lines += [Text(TEMPO_WORDS), Text("Begin with: backcoach start")]
    return Group(*lines)


def no_plan_document(stage: int, programme_version: str, day: Day) -> Document:
    """The document of a day without a workout: `kind` is "none", and the lists are empty."""
    from backcoach.cli.documents import fields_of

    return {
        "stage": stage,
        "template": None,
        "template_name": None,
        "minutes": 0,
        "length": None,
        "programme_version": programme_version,
        "things": [],
        "floor_changes": 0,
        "items": [],
        "left_out": [],
        "kind": day.choice,
        "prompt": "",
        "reasons": [fields_of(reason) for reason in day.reasons],
        "offers": list(day.offers),
        "suggestion": day.suggestion,
    }


def plan_document(plan: Plan, day: Day, offers: Sequence[Choice]) -> Document:
    """Today's session, and the other sessions to choose from."""
    from backcoach.cli.documents import fields_of
    from backcoach.coach.planning.get_ready import floor_changes, things_of

    return no_plan_document(plan.stage, plan.programme_version, day) | {
        "template": plan.template,
        "template_name": plan.template_name,
        "minutes": plan.minutes,
        "length": plan.length,
        "things": things_of(plan.items, plan.suit),
        "floor_changes": len(floor_changes(plan.items)),
        "items": [_item(item) for item in plan.items],
        "left_out": plan.left_out,
        "kind": plan.kind,
        "prompt": plan.prompt,
        "reasons": [fields_of(reason) for reason in plan.reasons],
        "offers": offers,
    }


def _item(item: PlanItem) -> Document:
    from backcoach.cli.documents import dose_document, fields_of

    exercise = item.exercise
    held, suggested = (item.load.held, item.load.suggested) if item.load else (None, None)
    return {
        "section": item.section,
        "role": item.role,
        "exercise": exercise.id,
        "name": exercise.name,
        "mode": exercise.mode,
        "per_side": exercise.per_side,
        "held": None if held is None else fields_of(held),
        "suggested": None if suggested is None else fields_of(suggested),
        **dose_document(item.dose),
        "notes": [fields_of(note) for note in item.notes],
    }

"""Fills `docs/templates/programme.md` with the numbers and tables of `data/`.

A number is named by its path: `{lights.green_peak_max}` is in `data/programme.toml`,
`{safety.time_away.days}` in `data/safety.toml`, and `{completion.item_min_share%}` is a share in
percent. A dagger follows if its source is judgement, in part or as a whole. `{NAME of WHICH}` is a
table, as is `{NAME}`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from backcoach.catalogue.cards import load_sources
from backcoach.coach.model.adaptations import Adaptation, Tag
from backcoach.coach.model.card import Source
from backcoach.coach.model.formatting import number
from backcoach.coach.model.programme import Section
from backcoach.figure.skeleton import BONES, STANDS_AT
from tests.support.content import catalogue, plan_from, programme

DATA = Path(__file__).resolve().parent.parent / "data"
NAMED = re.compile(r"\{([a-z0-9_.]+)(%?)\}|\{([a-z_]+) of ([a-z0-9_.]+)\}")
JUDGED = "†"

HEAD = """\
<!-- Written from docs/templates/programme.md: change that one, then `make docs-tables`. -->

"""
"""What stands before the page for whoever opens it to change it."""


def programme_page(template: str) -> str:
    """The page with everything that is named in `template` put in."""
    return HEAD + NAMED.sub(_named, template)


def _named(found: re.Match[str]) -> str:
    place, percent, name, which = found.groups()
    if name:
        return TABLES_OF[name](which)
    if place in TABLES:
        return TABLES[place]()
    return value_words(at(place), in_percent=bool(percent))


# Numbers


@cache
def data() -> Mapping[str, Any]:
    """`programme.toml` as it stands, with `safety.toml` as its table `safety`."""
    texts = {name: (DATA / f"{name}.toml").read_text(encoding="utf-8") for name in FILES}
    return {**tomllib.loads(texts["programme"]), "safety": tomllib.loads(texts["safety"])}


FILES = ("programme", "safety")


def at(place: str) -> Any:  # noqa: ANN401
    """What stands at a place: names of tables, and numbers in lists counted from 0."""
    found: Any = data()
    for name in place.split("."):
        found = found[int(name)] if isinstance(found, list) else found[name]
    return found


def value_words(sourced: Mapping[str, Any], *, in_percent: bool = False) -> str:
    """A sourced number in words, with the mark of judgement."""
    value = sourced["value"]
    values = value if isinstance(value, list) else [value]
    words = [_one(each * 100 if in_percent else each) for each in values]
    joined = " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))
    percent = " %" if in_percent else ""
    return f"{joined}{percent}{JUDGED if 'judgement' in sourced['source'] else ''}"


def _one(value: float | bool | Mapping[str, float]) -> str:
    """One value in words; a switch is on or off, and a table is told name by name."""
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {number(each)}" for name, each in value.items())
    return ("on" if value else "off") if isinstance(value, bool) else number(value)


def sourced_in(
    table: Mapping[str, Any], before: str = ""
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every number of a table with its source, by its name there."""
    for name, value in table.items():
        if isinstance(value, dict) and "value" in value:
            yield before + name, value
        elif isinstance(value, dict):
            yield from sourced_in(value, f"{before}{name}.")


def numbers(place: str) -> str:
    """The numbers of a table of the rules, each with its source."""
    rows = [
        f"| `{name}` | {value_words(each)} | {each['source']} |"
        for name, each in sourced_in(at(place))
        if name != "skills"
    ]
    where = place.removeprefix("safety.")
    file = "safety" if place != where else "programme"
    heading = re.sub(r"\.\d+$", "", where)
    return lines(f"| `[{heading}]` in `data/{file}.toml` | value | source |", "|--|--|--|", *rows)


# Tables


def exercises() -> str:
    """Every exercise: what it is, and where it comes from."""
    rows = [
        f"| `{each.id}` | {each.name} | {', '.join(map(str, each.stages))} | {each.mode.value}"
        f"{', each side' if each.per_side else ''} | {len(each.ladder)} | {each.source} |"
        for each in catalogue().exercises.values()
    ]
    return lines("| id | name | stages | mode | levels | source |", "|--|--|--|--|--|--|", *rows)


SECTIONS = {
    Section.WARM_UP: "Warm-up",
    Section.DYNAMIC: "Dynamic",
    Section.MAIN: "Main",
    Section.STRETCH: "Stretch",
    Section.COOL_DOWN: "Cool-down",
}


def stages() -> str:
    """The stages with what they are for."""
    rows = []
    for each in at("stages"):
        planned = f"{each['weeks']['value']} ({each['weeks']['source']})"
        rows.append(f"| {each['number']} | {each['name']} | {planned} | {each['aim']} |")
    return lines("| stage | name | as planned | aim |", "|--|--|--|--|", *rows)


def templates() -> str:
    """Every session template with its length at the levels it names."""
    rows = []
    for template in programme().templates.values():
        parts = [
            f"{words}: " + ", ".join(f"{item.exercise} {item.level}" for item in items)
            for section, words in SECTIONS.items()
            if (items := [each for each in template.items if each.section is section])
        ]
        minutes = plan_from(template.id).minutes
        source = at(f"templates.{template.id}")["source"]
        rows.append(f"| **{template.name}** | {minutes} min | {'. '.join(parts)} | {source} |")
    head = "| template | length | exercises, each with its level | source |"
    return lines(head, "|--|--|--|--|", *rows)


def tags() -> str:
    """Every tag: what is asked, and what becomes of each exercise."""
    rows = []
    for name, tag in programme().tags.items():
        follows = happens({**tag.exercises, **(tag.also or {})})
        ok = " A clinician's agreement is needed before the last stage." if tag.needs_ok else ""
        rows.append(f"| `{name}` | {tag.ask} | {follows}{limits(name)}{ok} | {tag.source} |")
    return lines("| tag | asked as | what follows | source |", "|--|--|--|--|", *rows)


def limits(name: str) -> str:
    """What a tag bounds besides, in a sentence; empty where it bounds nothing."""
    tag = at(f"tags.{name}")
    bounds = {"hold_seconds_max": "seconds of a hold", "effort_max": "effort"}
    words = [f"{bounds[key]} {value_words(tag[key])}" for key in bounds if key in tag]
    return f" At most: {', '.join(words)}." if words else ""


def highest_levels() -> str:
    """The highest level of each exercise, by the tags that limit one."""
    limited = {name: tag for name, tag in programme().tags.items() if tag.level_max}
    ids = dict.fromkeys(id for tag in limited.values() for id in tag.level_max or {})
    names = " | ".join(f"`{name}`" for name in limited)
    rows = [f"| {id} | {' | '.join(_highest(tag, id) for tag in limited.values())} |" for id in ids]
    return lines(f"| exercise | {names} |", f"|--|{'--|' * len(limited)}", *rows)


def _highest(tag: Tag, exercise: str) -> str:
    """The highest level, and in brackets what it may be raised to; or what is done instead."""
    adaptation = tag.adaptation(exercise)
    if adaptation is not None and adaptation.keep is None and adaptation.once_ok is None:
        return "left out" if adaptation.skip else f"→ {adaptation.instead[0]}"
    level = (tag.level_max or {}).get(exercise)
    raised = [levels[exercise] for levels in tag.lifted.values() if exercise in levels]
    return "" if level is None else f"{level}{f' ({raised[0]})' if raised else ''}"


def first_hour() -> str:
    """What is different in the first hour after getting up."""
    found = programme().first_hour
    return f"{happens(found.exercises)} ({found.source})"


def happens(adaptations: Mapping[str, Adaptation]) -> str:
    """What becomes of the exercises that are not done as usual, in a sentence."""
    parts = {
        "left out": [name for name, adaptation in adaptations.items() if adaptation.skip],
        "replaced": [
            f"{name} → {adaptation.instead[0]}"
            for name, adaptation in adaptations.items()
            if adaptation.instead
        ],
        "done in another way": [
            name for name, adaptation in adaptations.items() if adaptation.keep
        ],
    }
    words = "; ".join(f"{what}: {', '.join(names)}" for what, names in parts.items() if names)
    return f"{words[:1].upper()}{words[1:]}."


def days_at_level() -> str:
    """The steps up that take more than the usual days at a level."""
    return "; ".join(
        f"{step['exercise']} {step['from_level']} to {step['from_level'] + 1}:"
        f" {value_words(step['days'])}"
        for step in at("levels.days_at_level.longer")
    )


def skills(place: str) -> str:
    """The skills of a gate."""
    ways = [
        " or ".join(f"{each['exercise']} level {each['level']}" for each in alternatives)
        for alternatives in at(place)["skills"]["value"]
    ]
    judged = JUDGED if "judgement" in at(place)["skills"]["source"] else ""
    return "; ".join(ways) + judged


def questions() -> str:
    """The safety questions, with what a yes leads to."""
    rows = [
        f"| {question.get('outcome') or group['outcome']} | {question['ask']} |"
        f" {question['source']} |"
        for group in at("safety.screening")["groups"]
        for question in group["questions"]
    ]
    return lines("| a yes leads to | question | source |", "|--|--|--|", *rows)


def features() -> str:
    """The list that follows one of the safety questions."""
    (found,) = (
        question
        for group in at("safety.screening")["groups"]
        for question in group["questions"]
        if "features" in question
    )
    listed = "; ".join(each["ask"] for each in found["features"])
    return f"at least {value_words(found['features_min'])} of: {listed} ({found['source']})"


def symptoms() -> str:
    """The list of every check-in, with what each line leads to."""
    rows = signs(at("safety.check_in")["symptoms"])
    return lines("| noticed now | leads to |", "|--|--|", *rows)


def signs(listed: list[dict[str, Any]]) -> list[str]:
    """A row for each line of a list of signs; what is not always shown says when."""
    rows = []
    for each in listed:
        leads = each.get("outcome") or f"{each['question']} " + "; ".join(
            f"{option['text']}: {option['outcome']}" for option in each["options"]
        )
        when = f" ({each['when'].replace('_', ' ')})" if "when" in each else ""
        rows.append(f"| {each['ask']}{when} | {leads} |")
    return rows


def stop_signs() -> str:
    """The signs that end a session."""
    return lines("| sign | leads to |", "|--|--|", *signs(at("safety.stop_now")["signs"]))


def anchors(which: str) -> str:
    """The words on a scale from 0 to 10."""
    scale = at(f"safety.{which}")
    parts = []
    for each in scale["anchors"]:
        low, high = each["lowest"], each["highest"]
        parts.append(f"{low if low == high else f'{low}–{high}'} {each['words']}")
    return f"{', '.join(parts)} ({scale['source']})"


def text(which: str) -> str:
    """What the user reads, as a quotation."""
    said = at(f"safety.{which}")
    return f"> **{said['title']}.** {said['text']} ({said['source']})"


def disclaimer() -> str:
    """What is accepted before the first session."""
    said = at("safety.disclaimer")
    paragraphs = (f"> {each}\n>" for each in said["paragraphs"])
    return lines(*paragraphs, *(f"> - {each}" for each in said["points"]))


def bones() -> str:
    """How long the parts of a figure are."""
    own = [bone for bone in BONES if not bone.end.endswith("F")]
    parts = ", ".join(
        f"{bone.start.rstrip('N')} to {bone.end.rstrip('N')} {number(bone.length)}" for bone in own
    )
    return (
        f"{parts}; the lowest joint other than the head stands {number(STANDS_AT)} above the floor"
    )


def sources(kind: str) -> str:
    """The sources of one kind, by code."""
    found = [each for each in load_sources(DATA).values() if each.kind == kind]
    return lines(*(f"- **{each.code}** {_cited(each)}." for each in found))


def _cited(source: Source) -> str:
    return f"{source.text}; secondary" if source.secondary else source.text


def lines(*each: str) -> str:
    """Lines of a table."""
    return "\n".join(each)


TABLES: dict[str, Callable[[], str]] = {
    "exercises": exercises,
    "stages": stages,
    "templates": templates,
    "tags": tags,
    "highest_levels": highest_levels,
    "days_at_level": days_at_level,
    "first_hour": first_hour,
    "questions": questions,
    "features": features,
    "symptoms": symptoms,
    "stop_signs": stop_signs,
    "disclaimer": disclaimer,
    "bones": bones,
}
TABLES_OF: dict[str, Callable[[str], str]] = {
    "numbers": numbers,
    "skills": skills,
    "sources": sources,
    "anchors": anchors,
    "text": text,
}

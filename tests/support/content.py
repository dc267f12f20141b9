"""The real content of the repository, read once per test run."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from backcoach.catalogue import Catalogue
from backcoach.catalogue.build import build
from backcoach.catalogue.earlier import EarlierProgrammes
from backcoach.catalogue.files import Tables, read_folder
from backcoach.coach.model.exercise import Level
from backcoach.coach.model.programme import ExerciseRole, Length, Programme, Section, TemplateItem
from backcoach.coach.planning.plan import Plan, PlanItem
from backcoach.coach.planning.timeline import total_seconds

CONTENT = Path(__file__).resolve().parents[2] / "data"
"""That of the repository, whatever the environment says."""


@cache
def tables() -> Tables:
    """Every file as it was parsed; a test that changes one changes a copy."""
    return read_folder(CONTENT)


@cache
def catalogue() -> Catalogue:
    return replace(build(tables()), earlier=EarlierProgrammes(CONTENT))


def programme() -> Programme:
    return catalogue().programme


def item(exercise: str, level: int = 1, role: ExerciseRole = ExerciseRole.KEY) -> PlanItem:
    """One exercise of the catalogue at `level`, in the main block."""
    found = catalogue().exercises[exercise]
    return PlanItem(Section.MAIN, role, found, found.at(level))


def plan_of(*items: PlanItem) -> Plan:
    """A session of just these items."""
    return Plan(
        stage=1,
        template="by_hand",
        template_name="By hand",
        length=Length.STANDARD,
        items=items,
        seconds=total_seconds(items, programme().timing),
        programme_version=programme().version,
    )


@cache
def plan_from(template: str) -> Plan:
    """A session of a template of the programme, untrimmed."""
    exercises = catalogue().exercises
    lines = programme().templates[template].items
    items = [
        PlanItem(line.section, line.role, exercises[line.exercise], dose_of(line)) for line in lines
    ]
    return replace(plan_of(*items), template=template)


def dose_of(line: TemplateItem) -> Level:
    """The dose a line of a template asks for."""
    dose = catalogue().exercises[line.exercise].at(line.level)
    return dose if line.seconds is None else replace(dose, hold_seconds=line.seconds)

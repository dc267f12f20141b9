"""Builds the catalogue from the tables of the content folder, and checks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from backcoach.catalogue.checks.balance import check_balance
from backcoach.catalogue.checks.exercises import check_exercises
from backcoach.catalogue.checks.programme import check_programme
from backcoach.catalogue.checks.safety import check_answers, check_safety
from backcoach.catalogue.checks.suit import check_suit
from backcoach.catalogue.content import Catalogue
from backcoach.catalogue.errors import CatalogueError, join
from backcoach.catalogue.files import Tables
from backcoach.catalogue.read import check_texts, read, table_of
from backcoach.catalogue.sources import unwrap
from backcoach.coach.model.adaptations import Tag
from backcoach.coach.model.exercise import Category, Exercise, Position
from backcoach.coach.model.programme import Programme, Template
from backcoach.coach.safety.content import Safety


def build(tables: Tables) -> Catalogue:
    """The catalogue of these tables; CatalogueError for the first error."""
    exercises = _exercises(tables)
    programme = programme_of(tables.programme, tables.programme_file)
    safety = _safety(tables)
    check_programme(programme, exercises, tables.programme_file)
    check_exercises(exercises, programme, tables.exercise_file)
    check_suit(programme, exercises, tables.programme_file)
    check_balance(programme, exercises, tables.programme_file)
    check_safety(safety, tables.safety_file)
    if programme.screening != safety.screening.version:
        problem = f'the safety screen has version "{safety.screening.version}"'
        raise CatalogueError(tables.programme_file, "screening", problem, "write the same in both")
    check_answers(programme, safety, tables.programme_file)
    return Catalogue(exercises, programme, safety)


def _exercises(tables: Tables) -> dict[str, Exercise]:
    found: list[Exercise] = []
    for stem, table in tables.exercises.items():
        file = tables.exercise_file(stem)
        exercise = _exercise(table, file)
        if exercise.id != stem:
            # On a file system that ignores case two such files would be one.
            same = exercise.id.lower() == stem.lower()
            hint = f"call the file {stem.lower()}.toml" if same else f'write "{stem}"'
            problem = f'"{exercise.id}" is not the name of the file'
            raise CatalogueError(file, "id", problem, hint)
        found.append(exercise)
    order = list(Category)
    found.sort(
        key=lambda each: (order.index(each.category), min(each.stages, default=0), each.name)
    )
    return {exercise.id: exercise for exercise in found}


def _exercise(table: object, file: str) -> Exercise:
    try:
        return read(table, Exercise, file)
    except CatalogueError as error:
        if (error.key, error.problem) != ("position", "missing"):
            raise
        # Content written before exercises had a position lacks it in every file.
        hint = f"say where the body is: {', '.join(Position)}"
        raise CatalogueError(file, error.key, error.problem, hint) from error


def programme_of(table: dict[str, object], file: str) -> Programme:
    """The programme in `table`, with each template and tag read under its own name.

    `file` is what errors call it.
    """
    unwrapped = unwrap(table, file)
    plain = unwrapped.table
    if "sources" in plain:
        raise CatalogueError(file, "sources", "unknown key", "a source stands beside its number")
    templates = _templates(table_of(plain, "templates", file), file)
    check_texts(dict.fromkeys(table_of(plain, "tags", file), 0), file, "tags")
    tags = {
        tag: read(table, Tag, file, join("tags", tag))
        for tag, table in table_of(plain, "tags", file).items()
    }
    programme = read(plain | {"templates": {}, "tags": {}, "sources": {}}, Programme, file)
    unwrapped.refuse_bare(file)
    return replace(programme, templates=templates, tags=tags, sources=unwrapped.sources)


def _safety(tables: Tables) -> Safety:
    """The safety texts and questions, with the sources of their numbers."""
    file, plain = tables.safety_file, dict(tables.safety)
    found: dict[str, Mapping[str, str]] = {}
    parts = []
    for where in ("asking", "screening", "time_away"):
        part = unwrap(table_of(tables.safety, where, file), file, where)
        if "sources" in part.table:
            place = join(where, "sources")
            raise CatalogueError(file, place, "unknown key", "a source stands beside its number")
        plain[where], found[where] = part.table, part.sources
        parts.append(part)
    safety = read(plain, Safety, file)
    for part in parts:
        part.refuse_bare(file)
    return replace(
        safety,
        asking=replace(safety.asking, sources=found["asking"]),
        screening=replace(safety.screening, sources=found["screening"]),
        time_away=replace(safety.time_away, sources=found["time_away"]),
    )


def _templates(table: dict[str, object], file: str) -> dict[str, Template]:
    templates: dict[str, Template] = {}
    check_texts(dict.fromkeys(table, 0), file, "templates")
    for name, template in table.items():
        where = join("templates", name)
        if not isinstance(template, dict):
            raise CatalogueError(file, where, "expected table", "with name, source and items")
        if "id" in template:
            raise CatalogueError(
                file, join(where, "id"), "unknown key", "the name of the table is the id"
            )
        templates[name] = read(template | {"id": name}, Template, file, where)
    return templates

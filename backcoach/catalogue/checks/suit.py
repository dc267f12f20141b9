"""Checks tags, equipment and the first hour: every exercise and thing they name must exist."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from backcoach.catalogue.checks.limits import TAG, check_bounds
from backcoach.catalogue.checks.names import check_id, check_known, check_level, check_once
from backcoach.catalogue.errors import CatalogueError, join, nth
from backcoach.coach.model.adaptations import Adaptation, Equipment, Need, Tag
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme, Section

Exercises = Mapping[str, Exercise]
AdaptationOf = Callable[[str], Adaptation | None]
"""What the same rule says about another exercise."""


def check_suit(programme: Programme, exercises: Exercises, file: str) -> None:
    """Raise CatalogueError for the first inconsistency in tags, equipment or first hour."""
    always = {
        item.exercise
        for template in programme.templates.values()
        for item in template.items
        if item.section in (Section.WARM_UP, Section.COOL_DOWN)
    }
    for name, tag in programme.tags.items():
        _check_tag(name, tag, programme, exercises, file)
        _check_always(tag.adaptation, always, file, join("tags", name))
    hour = programme.first_hour
    where = join("first_hour", "exercises")
    _check_adaptations(hour.exercises, hour.exercises.get, exercises, file, where)
    _check_always(hour.exercises.get, always, file, "first_hour")
    for index, capped in enumerate(programme.capped_notes):
        place = nth("capped_notes", index)
        check_known(capped.exercise, exercises, "exercise", file, join(place, "exercise"))
        check_level(capped.exercise, capped.level, exercises, file, join(place, "level"))
    _check_equipment(programme, exercises, file)


def _check_tag(name: str, tag: Tag, programme: Programme, exercises: Exercises, file: str) -> None:
    where = join("tags", name)
    check_bounds(tag, TAG, file, where)
    if tag.comes_with is not None:
        place = join(where, "comes_with")
        check_known(tag.comes_with, programme.tags, "tag", file, place)
        if programme.tags[tag.comes_with].comes_with is not None or tag.comes_with == name:
            raise CatalogueError(file, place, f'"{tag.comes_with}" is not asked by itself')
    carriers = join(where, "exercises")
    _check_adaptations(tag.exercises, tag.adaptation, exercises, file, carriers)
    for id in tag.exercises:
        if name not in exercises[id].tags:
            raise CatalogueError(
                file,
                join(carriers, id),
                f'"{id}" does not carry this tag',
                f"add the tag to its file, or write the line under [{where}.also]",
            )
    for exercise in exercises.values():
        if name in exercise.tags and exercise.id not in tag.exercises:
            raise CatalogueError(
                file, join(carriers, exercise.id), "missing", "this exercise carries the tag"
            )
    also = tag.also or {}
    _check_adaptations(also, tag.adaptation, exercises, file, join(where, "also"))
    for id in also:
        if name in exercises[id].tags:
            raise CatalogueError(
                file, join(join(where, "also"), id), "this exercise carries the tag itself"
            )
    _check_levels(tag.level_max or {}, exercises, file, join(where, "level_max"))
    for lift, levels in tag.lifted.items():
        place = join(join(where, "lifted"), lift)
        _check_levels(levels, exercises, file, place)
        for id, level in levels.items():
            if level <= (tag.level_max or {}).get(id, level):
                raise CatalogueError(file, join(place, id), "is not above level_max")


def _check_levels(levels: Mapping[str, int], exercises: Exercises, file: str, where: str) -> None:
    for id, level in levels.items():
        check_known(id, exercises, "exercise", file, join(where, id))
        check_level(id, level, exercises, file, join(where, id))


def _check_adaptations(
    adaptations: Mapping[str, Adaptation],
    adaptation_of: AdaptationOf,
    exercises: Exercises,
    file: str,
    where: str,
) -> None:
    """Each entry names a known exercise; its replacements must not be barred by the same rule."""
    for id, adaptation in adaptations.items():
        place = join(where, id)
        check_known(id, exercises, "exercise", file, place)
        _check_adaptation(adaptation, adaptation_of, exercises, file, place)
        if id in adaptation.instead:
            raise CatalogueError(file, join(place, "instead"), f'"{id}" stands in for itself')
        if adaptation.level_max is not None:
            check_level(id, adaptation.level_max, exercises, file, join(place, "level_max"))
        if adaptation.variant is not None:
            variants = exercises[id].variants or {}
            check_known(adaptation.variant, variants, "variant", file, join(place, "variant"))


def _check_adaptation(
    adaptation: Adaptation, adaptation_of: AdaptationOf, exercises: Exercises, file: str, where: str
) -> None:
    chosen = [adaptation.keep is not None, bool(adaptation.instead), adaptation.skip]
    if sum(chosen) != 1:
        raise CatalogueError(file, where, "needs one of keep, instead and skip")
    for key in ("level_max", "half", "variant", "until"):
        if adaptation.keep is None and getattr(adaptation, key) is not None:
            raise CatalogueError(file, join(where, key), "goes with keep only")
    if adaptation.keep is not None and adaptation.once_ok is not None:
        raise CatalogueError(file, join(where, "once_ok"), "goes with instead or skip only")
    place = join(where, "instead")
    check_once(adaptation.instead, "exercise", file, place)
    for index, other in enumerate(adaptation.instead):
        check_known(other, exercises, "exercise", file, nth(place, index))
        same = adaptation_of(other)
        if same is not None and same.keep is None:
            raise CatalogueError(
                file, nth(place, index), f'"{other}" is not done either', "name one that is"
            )


def _check_always(adaptation_of: AdaptationOf, always: set[str], file: str, where: str) -> None:
    for id in sorted(always):
        adaptation = adaptation_of(id)
        if adaptation is not None and adaptation.skip:
            raise CatalogueError(
                file,
                join(join(where, "exercises"), id),
                "a warm-up or cool-down is never left out",
                "write keep or instead",
            )


def _check_equipment(programme: Programme, exercises: Exercises, file: str) -> None:
    """Every equipment word of an exercise is defined, and every thing is of use for one."""
    things, needs = programme.equipment.things, programme.equipment.needs
    for thing in things:
        check_id(thing, file, join("equipment.things", thing))
    _check_names(programme.equipment, file)
    asked = {words: exercise for exercise in exercises.values() for words in _words_of(exercise)}
    for words, exercise in asked.items():
        if words not in needs:
            raise CatalogueError(
                file,
                "equipment.needs",
                f'"{words}" is missing',
                f'"{exercise.id}" asks for it; say which things will do',
            )
    for words, need in needs.items():
        where = f'equipment.needs."{words}"'
        if words not in asked:
            raise CatalogueError(file, where, "no exercise asks for this")
        _check_need(words, need, things, exercises, file)
    useful = {thing for need in needs.values() for thing in need.any_of}
    for thing in things:
        if thing not in useful:
            raise CatalogueError(file, join("equipment.things", thing), "nothing asks for this")


def _words_of(exercise: Exercise) -> tuple[str, ...]:
    """Every equipment word of an exercise, in whatever variant."""
    variants = (exercise.variants or {}).values()
    return (*exercise.equipment, *(words for each in variants for words in each.equipment or ()))


def _check_names(equipment: Equipment, file: str) -> None:
    for thing in equipment.names:
        check_known(thing, equipment.things, "thing", file, join("equipment.names", thing))
    if equipment.floor is not None:
        check_known(equipment.floor, equipment.things, "thing", file, "equipment.floor")


def _check_need(
    words: str, need: Need, things: Mapping[str, str], exercises: Exercises, file: str
) -> None:
    where = f'equipment.needs."{words}"'
    if not need.any_of:
        raise CatalogueError(file, join(where, "any_of"), "no thing named", "name at least one")
    for index, thing in enumerate(need.any_of):
        check_known(thing, things, "thing", file, nth(join(where, "any_of"), index))
    for exercise in exercises.values():
        if words in exercise.equipment:
            check_level(exercise.id, need.from_level, exercises, file, join(where, "from_level"))
    if need.without is not None:
        _check_without(words, need.without, exercises, file, join(where, "without"))


def _check_without(
    words: str, adaptation: Adaptation, exercises: Exercises, file: str, where: str
) -> None:
    _check_adaptation(adaptation, lambda _other: None, exercises, file, where)
    if adaptation.once_ok is not None:
        raise CatalogueError(file, join(where, "once_ok"), "a clinician has no say in this")
    for exercise in exercises.values():
        if words in exercise.equipment and adaptation.level_max is not None:
            place = join(where, "level_max")
            check_level(exercise.id, adaptation.level_max, exercises, file, place)
    for index, other in enumerate(adaptation.instead):
        if words in exercises[other].equipment:
            place = nth(join(where, "instead"), index)
            raise CatalogueError(file, place, f'"{other}" needs the same')

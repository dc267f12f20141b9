"""Checks exercises beyond the types of their fields: ladders, links, figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from backcoach.catalogue.checks.limits import (
    CYCLE,
    LIFTS,
    REPS,
    RISE,
    RUNG,
    TEMPO,
    WEIGHT_KG,
    check_between,
    check_bounds,
)
from backcoach.catalogue.checks.names import check_counts_up, check_id, check_known, check_once
from backcoach.catalogue.errors import CatalogueError, join, nth, shown
from backcoach.coach.model.exercise import (
    Angle,
    Category,
    Exercise,
    Figure,
    Level,
    Load,
    Mode,
    Side,
    Variant,
)
from backcoach.coach.model.programme import Programme, Timing

JOINTS = frozenset({"hip", "shoulder"}) | {
    f"{joint}{side}" for joint in ("elbow", "hand", "knee", "ankle") for side in "NF"
}
"""The joints a figure can be pinned at; N is the near limb, F the far one."""


GO_HINT = 'a word of up to 6 letters, such as "lift", has room'


def check_exercises(
    exercises: Mapping[str, Exercise], programme: Programme, file_of: Callable[[str], str]
) -> None:
    """Raise CatalogueError for the first exercise that is inconsistent."""
    for exercise in exercises.values():
        file = file_of(exercise.id)
        check_id(exercise.id, file, "id")
        _check_stages(exercise, programme, file)
        check_once(exercise.tags, "tag", file, "tags")
        for index, tag in enumerate(exercise.tags):
            check_known(tag, programme.tags, "tag", file, nth("tags", index))
        _check_words(exercise, file)
        _check_ladder(exercise, programme.timing, file)
        _check_figure(exercise.figure, file)
        _check_movement(exercise, file)
    for exercise in exercises.values():
        _check_links(exercise, exercises, file_of(exercise.id))


def _check_stages(exercise: Exercise, programme: Programme, file: str) -> None:
    if not exercise.stages:
        raise CatalogueError(file, "stages", "no stage named", "name at least one")
    check_once(exercise.stages, "stage", file, "stages")
    known = [stage.number for stage in programme.stages]
    for index, number in enumerate(exercise.stages):
        if number not in known:
            raise CatalogueError(file, nth("stages", index), f"there is no stage {shown(number)}")


def _check_words(exercise: Exercise, file: str) -> None:
    """Sides have words where they are worked one by one, repetitions may have one of their own."""
    for side in Side.LEFT, Side.RIGHT:
        if exercise.per_side and not exercise.side_words(side):
            raise CatalogueError(
                file,
                side.value,
                "missing, and per_side is true",
                f'say what works on this side, for example "{side.value.capitalize()} leg"',
            )
        if not exercise.per_side and exercise.side_words(side):
            raise CatalogueError(file, side.value, "goes with per_side = true only")
    for key, other in (("odd", "even"), ("even", "odd")):
        if getattr(exercise, key) is None:
            continue
        if getattr(exercise, other) is None:
            raise CatalogueError(file, other, f"missing, and there is {key}")
        if exercise.mode is not Mode.REPS:
            raise CatalogueError(file, key, 'belongs to mode "reps", and only to that')
    if exercise.go is not None and exercise.mode is not Mode.REPS:
        raise CatalogueError(file, "go", 'belongs to mode "reps", and only to that')
    if exercise.go is not None and not re.fullmatch(r"[a-z]{1,6}", exercise.go):
        raise CatalogueError(file, "go", f"{shown(exercise.go)} is not one short word", GO_HINT)


def _check_ladder(exercise: Exercise, timing: Timing, file: str) -> None:
    if not exercise.ladder:
        raise CatalogueError(file, "ladder", "the ladder is empty", "write a [[ladder]] table")
    for index, rung in enumerate(exercise.ladder):
        where = nth("ladder", index)
        check_counts_up("level", rung.level, index, file, join(where, "level"))
        check_bounds(rung, RUNG, file, where)
        _check_mode(exercise.mode, rung, file, where)
        if rung.weight is not None:
            _check_weight(rung.weight, file, join(where, "weight"))
        if exercise.category is Category.STATIC_STRETCH:
            _check_stretch(rung, timing, file, where)


def _check_mode(mode: Mode, rung: Level, file: str, where: str) -> None:
    """Repetitions have a tempo; holds and time have seconds; none has both."""
    needed, forbidden = (
        ("tempo", "hold_seconds") if mode is Mode.REPS else ("hold_seconds", "tempo")
    )
    if getattr(rung, needed) is None:
        raise CatalogueError(file, join(where, needed), f'mode "{mode}" needs this key')
    if getattr(rung, forbidden) is not None:
        raise CatalogueError(file, join(where, forbidden), f'mode "{mode}" has no such key')
    if not rung.reps:
        raise CatalogueError(file, join(where, "reps"), "no sets", "write one number per set")
    for index, count in enumerate(rung.reps):
        place = nth(join(where, "reps"), index)
        check_between(count, *REPS, file, place)
        if mode is Mode.TIME and count != 1:
            raise CatalogueError(file, place, f'mode "time" counts 1 per set, got {shown(count)}')
    if rung.tempo is not None:
        for index, seconds in enumerate(rung.tempo):
            check_between(seconds, *TEMPO, file, nth(join(where, "tempo"), index))
        if rung.tempo.seconds == 0:
            raise CatalogueError(file, join(where, "tempo"), "a repetition of no time at all")


def _check_weight(weight: Load, file: str, where: str) -> None:
    if weight.kg is not None:
        for index, kg in enumerate(weight.kg):
            check_between(kg, *WEIGHT_KG, file, nth(join(where, "kg"), index))
        if weight.kg[0] > weight.kg[1]:
            raise CatalogueError(
                file, join(where, "kg"), "falls", "write the lightest first, then the heaviest"
            )
    if weight.times is not None:
        check_between(weight.times, *LIFTS, file, join(where, "times"))


def _check_stretch(rung: Level, timing: Timing, file: str, where: str) -> None:
    low, high = timing.stretch_hold_min_seconds, timing.stretch_hold_max_seconds
    seconds = rung.hold_seconds
    if seconds is None:
        raise CatalogueError(file, "mode", "a static stretch is held", 'write mode = "hold"')
    if rung.level <= timing.stretch_hold_max_level and not low <= seconds <= high:
        raise CatalogueError(
            file,
            join(where, "hold_seconds"),
            f"a static stretch is held {low} to {high} seconds, got {seconds}",
            "the limits are under [timing] in programme.toml",
        )


def _check_figure(figure: Figure, file: str) -> None:
    check_known(figure.pin, JOINTS, "joint", file, "figure.pin")
    if not figure.poses:
        raise CatalogueError(file, "figure.poses", "no pose", "write a [[figure.poses]] table")
    for index, pose in enumerate(figure.poses):
        where = nth("figure.poses", index)
        check_between(pose.rise, *RISE, file, join(where, "rise"))
        for name in ("lum", "tho", "head"):
            _check_angle(getattr(pose, name), file, join(where, name))
        for name in ("an", "ln", "af", "lf"):
            for joint, angle in enumerate(getattr(pose, name) or ()):
                _check_angle(angle, file, nth(join(where, name), joint))


def _check_movement(exercise: Exercise, file: str) -> None:
    """The planted joints, and the order of the key poses."""
    figure = exercise.figure
    check_once(figure.planted, "joint", file, "figure.planted")
    for index, joint in enumerate(figure.planted):
        check_known(joint, JOINTS, "joint", file, nth("figure.planted", index))
    names = [pose.name for pose in figure.poses]
    check_once(names, "pose", file, "figure.poses")
    for key in ("out", "back"):
        for index, name in enumerate(getattr(figure, key)):
            check_known(name, names, "pose", file, nth(f"figure.{key}", index))
    out = figure.out or tuple(names)
    _check_back(out, figure.back, file, "figure.back")
    for index, rung in enumerate(exercise.ladder):
        _check_look(rung, out, names, file, nth("ladder", index))
    for name, variant in (exercise.variants or {}).items():
        where = join("variants", name)
        check_id(name, file, where)
        _check_way(variant, names, file, where)
    if (figure.cycle_seconds is None) == (exercise.mode is Mode.TIME):
        raise CatalogueError(
            file, "figure.cycle_seconds", 'belongs to mode "time", and only to that'
        )
    if figure.cycle_seconds is not None:
        check_between(figure.cycle_seconds, *CYCLE, file, "figure.cycle_seconds")


def _check_back(out: Sequence[str], back: Sequence[str], file: str, where: str) -> None:
    if back and (back[0] != out[-1] or back[-1] != out[0]):
        raise CatalogueError(
            file,
            where,
            f'expected to lead from "{out[-1]}" to "{out[0]}"',
            "a movement ends where it began",
        )


def _check_look(
    rung: Level, out: Sequence[str], names: Sequence[str], file: str, where: str
) -> None:
    """What a level changes in the figure: poses that are there, a way that closes."""
    if rung.pose is not None:
        check_known(rung.pose, out, "pose", file, join(where, "pose"))
        if rung.out:
            raise CatalogueError(file, join(where, "pose"), "goes without out only")
    _check_way(rung, names, file, where)


def _check_way(look: Level | Variant, names: Sequence[str], file: str, where: str) -> None:
    for key in ("out", "back"):
        for place, name in enumerate(getattr(look, key)):
            check_known(name, names, "pose", file, nth(join(where, key), place))
    if look.back and not look.out:
        raise CatalogueError(file, join(where, "back"), "goes with out only")
    _check_back(look.out, look.back, file, join(where, "back"))
    check_once(look.props or (), "prop", file, join(where, "props"))


def _check_angle(angle: Angle, file: str, where: str) -> None:
    degrees, share = angle if isinstance(angle, tuple) else (angle, 1.0)
    check_between(degrees, -360, 720, file, where)
    check_between(share, 0, 1, file, where)


def _check_links(exercise: Exercise, exercises: Mapping[str, Exercise], file: str) -> None:
    for link in ("easier", "harder", "floor_free"):
        target = getattr(exercise, link)
        if target is not None:
            check_known(target, exercises, "exercise", file, link)
    if exercise.harder is not None and exercises[exercise.harder].easier != exercise.id:
        # Several exercises may share an easier one, but a step up must lead back down.
        raise CatalogueError(
            file,
            "harder",
            f'"{exercise.harder}" does not name "{exercise.id}" as its easier one',
            "the two links must agree",
        )
    _check_circle(exercise, exercises, file)
    stand_in = exercise.floor_free
    if stand_in is not None and exercises[stand_in].floor_free is not None:
        raise CatalogueError(
            file,
            "floor_free",
            f'"{stand_in}" needs a floor-free stand-in itself',
            "name one that is done off the floor",
        )


def _check_circle(exercise: Exercise, exercises: Mapping[str, Exercise], file: str) -> None:
    """Links to easier exercises must end. Circles of harder ones are circles of easier ones too."""
    seen = [exercise.id]
    easier = exercise.easier
    while easier is not None and easier in exercises and easier not in seen:
        seen.append(easier)
        easier = exercises[easier].easier
    # A circle that does not include this exercise is reported for those that are on it.
    if easier == exercise.id:
        raise CatalogueError(file, "easier", f"runs in a circle: {' > '.join([*seen, easier])}")

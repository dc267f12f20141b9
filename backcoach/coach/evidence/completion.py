"""How much of a session was done, and whether that is enough to count (`programme.md` §3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionRecord, SetRecord
from backcoach.coach.model.rules.sessions import Completion
from backcoach.coach.model.rules.stages import SkillMarker

_ROUNDING = 1e-9
"""A tolerance for floating-point error: 80 % made of tenths is still 80 %."""


class Skill(NamedTuple):
    """An exercise that shows the skill of one line of `Gate.skills`; `line` is its index."""

    line: int
    exercise: str


def completed_share(session: SessionRecord, completion: Completion) -> float:
    """The share 0-1 of a session's exercises that were done; 0 when it has none.

    An exercise is done when none of its sets was skipped and enough of the planned work was done.
    Work that an easier variant took over is judged by the sets of that variant. What was stopped
    because something other than the back hurt counts as done.
    """
    if not session.sets:
        return 0.0
    # Most sessions are done in full; this shortcut saves time over years of them.
    if is_whole(session):
        return 1.0
    items: dict[int, list[SetRecord]] = {}
    for record in session.sets:
        own = items.setdefault(record.item, [])
        if not record.replaced:
            own.append(record)
    excused = {each.item for each in session.pain_reports if each.is_elsewhere and each.stopped}
    done = sum(
        item in excused or _item_done(own, completion.item_min_share) for item, own in items.items()
    )
    return done / len(items)


def counts(session: SessionRecord, completion: Completion) -> bool:
    """Whether enough exercises were done for the session to count, even if it was cut short."""
    return completed_share(session, completion) >= completion.session_min_share


def is_whole(session: SessionRecord) -> bool:
    """Whether every set was done as planned."""
    return firsts_if_whole(session) is not None


def firsts_if_whole(session: SessionRecord) -> list[SetRecord] | None:
    """The first set of each exercise where every set was done as planned; None where not.

    In such a session it tells what there is to know of the others, but for their weights. Most
    sessions are like this; to look at these sets alone saves time over years of them.
    """
    firsts: list[SetRecord] = []
    item, exercise = -1, ""
    for record in session.sets:
        # The condition of `SetRecord.completed`, without the cost of a property per set.
        planned, done = record.planned, record.done
        if record.skipped or record.replaced or done.reps < planned.reps:
            return None
        if done.seconds < planned.seconds and not record.completed:
            return None
        if record.item != item or record.exercise != exercise:
            item, exercise = record.item, record.exercise
            firsts.append(record)
    return firsts


def has_work(session: SessionRecord) -> bool:
    """Whether any work was done."""
    return any(record.done.reps > 0 or record.done.seconds > 0 for record in session.sets)


def has_main_work(session: SessionRecord) -> bool:
    """Whether anything of the main block was done; a warm-up alone needs no rest day after it."""
    main = Section.MAIN
    return any(record.section is main and record.done.seconds > 0 for record in session.sets)


def skills_done(
    session: SessionRecord,
    skills: Sequence[Sequence[SkillMarker]],
    firsts: Sequence[SetRecord] | None = None,
) -> frozenset[Skill]:
    """The skills of which an exercise was done with all its sets.

    It must have been done at the marker's level or a higher one. Pain is not considered here.
    `firsts` are those of `firsts_if_whole`, where they are known.
    """
    if firsts is not None:
        highest: dict[str, int] = {}
        for record in firsts:
            if record.level > highest.get(record.exercise, 0):
                highest[record.exercise] = record.level
        return frozenset(
            Skill(line, marker.exercise)
            for line, alternatives in enumerate(skills)
            for marker in alternatives
            if highest.get(marker.exercise, 0) >= marker.level
        )
    wanted = {marker.exercise for alternatives in skills for marker in alternatives}
    records: dict[str, list[SetRecord]] = {}
    for record in session.sets:
        if record.exercise in wanted:
            records.setdefault(record.exercise, []).append(record)
    return frozenset(
        Skill(line, marker.exercise)
        for line, alternatives in enumerate(skills)
        for marker in alternatives
        if _showed(records.get(marker.exercise, ()), marker)
    )


def lines_shown(shown: Iterable[Skill]) -> frozenset[int]:
    """The lines that these skills fill, as many as can be: one exercise fills one line only (§3.4).

    Where there is a choice, earlier lines are filled first.
    """
    ways: dict[int, list[str]] = {}
    for skill in sorted(shown):
        ways.setdefault(skill.line, []).append(skill.exercise)
    filled_by: dict[str, int] = {}
    for line in ways:
        _fill(line, ways, filled_by, set())
    return frozenset(filled_by.values())


def _fill(
    line: int, ways: Mapping[int, Sequence[str]], filled_by: dict[str, int], seen: set[str]
) -> bool:
    """Give `line` an exercise, if need be one that another line can do without."""
    for exercise in ways[line]:
        if exercise in seen:
            continue
        seen.add(exercise)
        other = filled_by.get(exercise)
        if other is None or _fill(other, ways, filled_by, seen):
            filled_by[exercise] = line
            return True
    return False


def share_of(records: Sequence[SetRecord]) -> float:
    """The share 0-1 of one exercise that was done, over all its sets; 0 without any."""
    if not records:
        return 0.0
    if all(record.completed for record in records):
        return 1.0
    return sum(map(_share, records)) / len(records)


def _item_done(own: Sequence[SetRecord], min_share: float) -> bool:
    if not own or any(record.skipped for record in own):
        return False
    return sum(map(_share, own)) >= min_share * len(own) - _ROUNDING


def _share(record: SetRecord) -> float:
    """The share 0-1 of one set that was done: of repetitions if paced, else of seconds."""
    if record.mode is Mode.REPS:
        planned, done = float(record.planned.reps), float(record.done.reps)
    else:
        planned, done = record.planned.seconds, record.done.seconds
    return min(1.0, done / planned) if planned > 0 else 1.0


def _showed(records: Sequence[SetRecord], marker: SkillMarker) -> bool:
    high = [record for record in records if record.level >= marker.level]
    return any(
        all(record.completed for record in high if record.item == item)
        for item in {record.item for record in high}
    )

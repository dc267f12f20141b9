"""Builds short histories of single exercises and looks at the resulting levels."""

from collections.abc import Sequence
from dataclasses import replace

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.records import PainReport, SessionRecord, SetRecord, StageDecision
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import catalogue
from tests.support.logs import Fact, a_choice, a_log, a_report, a_session, a_set, day

IN_STAGE_2 = a_choice(0, StageDecision.START_IN, 2, hour=1)
"""Squat, clamshell and the rest begin here without the weeks of stage 1."""


def did(
    number: int,
    *exercises: tuple[str, int] | str,
    share: float = 1.0,
    hurt: tuple[int, int] | None = None,
    stage: int = 2,
    pain: int | None = 2,
    worst: int | None = 2,
    effort: int = 5,
    hour: float = 18,
    sore: Sequence[str] = (),
) -> SessionRecord:
    """A session of these exercises on day `number`, each at level 1 or the level beside it.

    `share` is done of the first of them. `hurt` is the place of one that hurt, and how much.
    `sore` names those that left the back sore.
    """
    rungs = [(each, 1) if isinstance(each, str) else each for each in exercises]
    sets: list[SetRecord] = []
    for item, (name, level) in enumerate(rungs):
        mode = catalogue().exercises[name].mode
        done = share if item == 0 else 1.0
        sets.append(a_set(name, level, item=item, mode=mode, done=done, planned=100))
    reports: tuple[PainReport, ...] = () if hurt is None else (a_report(hurt[1], hurt[0]),)
    session = a_session(
        number,
        stage=stage,
        sets=tuple(sets),
        pain_before=pain,
        worst_pain=worst,
        effort=effort,
        reports=reports,
        hour=hour,
    )
    if session.ratings is None:
        return session
    return replace(session, ratings=replace(session.ratings, sore=tuple(sore)))


def now(number: int, *facts: Fact, stage: int = 2) -> Standing:
    """Where somebody stands on day `number`, begun in `stage`."""
    begun: Sequence[Fact] = (IN_STAGE_2, *facts) if stage == 2 else facts
    content = catalogue()
    return standing(a_log(*begun), content.programme, day(number), exercises=content.exercises)


def level(exercise: str, here: Standing) -> int | None:
    return here.levels.level_of(exercise)


def decided(here: Standing, exercise: str) -> list[tuple[str, int, int]]:
    """Rule, old and new level of every decision about `exercise`."""
    return [
        (each.rule, each.from_level, each.to_level)
        for each in here.levels.decisions
        if each.exercise == exercise
    ]


def last(here: Standing, exercise: str) -> Decision:
    """The latest decision about `exercise`."""
    return next(each for each in reversed(here.levels.decisions) if each.is_about(exercise))


def rules(here: Standing) -> set[str]:
    return {each.rule for each in here.levels.decisions}


def eased(session: SessionRecord, item: int, done: float) -> SessionRecord:
    """The same, with an easier exercise taking over after `done` of one of its exercises."""
    sets: list[SetRecord] = []
    for record in session.sets:
        if record.item != item:
            sets.append(record)
            continue
        easier = catalogue().exercises[record.exercise].easier or record.exercise
        left = replace(a_set(record.exercise, record.level, done=done, planned=100), item=item)
        sets.append(replace(left, replaced=True))
        instead = a_set(easier, 2, item=item, mode=Mode.REPS, stands_in_for=record.exercise)
        sets.append(instead)
    return replace(session, sets=tuple(sets))

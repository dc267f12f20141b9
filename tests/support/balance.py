"""Builds sessions with exercises for balance."""

from dataclasses import replace

from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionKind, SessionRecord, SetRecord
from tests.support.logs import a_session, a_set

HEEL, TANDEM, ONE_LEG, STEPS = "heel_raise", "tandem_stand", "single_leg_stand", "side_steps"
ODD, EVEN = (HEEL, TANDEM), (ONE_LEG, STEPS)
LAST_ITEM = 60


def balance(
    number: int,
    *exercises: tuple[str, int],
    grabbed: bool | None = False,
    done: float = 1.0,
    worst: int | None = 2,
    pain: int = 2,
    kind: SessionKind = SessionKind.MAIN,
) -> SessionRecord:
    """A session with these exercises for balance at their levels, and an exercise besides."""
    rungs = exercises or ((HEEL, 1),)
    sets: list[SetRecord] = [a_set("bird_dog", 1, item=LAST_ITEM)]
    for place, (name, level) in enumerate(rungs):
        record = a_set(name, level, item=place, done=done)
        sets.append(replace(record, section=Section.BALANCE, grabbed=grabbed))
    return a_session(number, sets=tuple(sets), worst_pain=worst, pain_before=pain, kind=kind)


def well_done_at_two() -> list[SessionRecord]:
    """Heel raises up to the day on which they would go up to level 3, day 14."""
    return [balance(n, (HEEL, 1 + (n >= 7))) for n in (0, 2, 4, 7, 9, 11)]

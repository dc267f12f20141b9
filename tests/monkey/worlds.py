"""The folders in which a ride may begin; each is created once and then copied."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

from backcoach import care
from backcoach.coach.model.profile import WeightUnit
from backcoach.coach.model.records import Log, SessionRecord, StageDecision
from backcoach.practice import Practice
from backcoach.practice.unfinished import Unfinished
from tests.monkey.moves import World
from tests.support.clock import ManualClock
from tests.support.coach import fill, practice_in
from tests.support.logs import (
    DAY_ZERO,
    Fact,
    a_choice,
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_session,
    moment,
    told,
)

WEEKS_OF_YEARS = 110
"""Three sessions each: more than the number from which a summary of the log is kept."""

FIRST_DAYS = {World.YEARS: 7 * WEEKS_OF_YEARS + 1, World.STAGE_3: 60}
"""The day a ride begins on, counted from `DAY_ZERO`; the 4th where it says nothing."""


def clock_in(world: World) -> ManualClock:
    """The morning a ride begins."""
    return ManualClock(moment(FIRST_DAYS.get(world, 4), 7.5))


class Worlds:
    """Makes each folder once, in `home`."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def make(self, world: World, folder: Path) -> None:
        """Put a fresh copy of `world` into the new folder `folder`."""
        sound = self._home / world.name.lower()
        if not sound.exists():
            sound.mkdir(parents=True)
            practice = practice_in(sound, clock_in(world))
            _MAKERS[world](practice, sound)
            practice.book.remember()
        shutil.copytree(sound, folder)


def _ready(practice: Practice, *facts: Fact) -> None:
    """Somebody who has answered all there is to answer at first."""
    fill(practice.book.places.data, a_log(*facts))
    practice.person.consent()
    practice.safety.keep_screening(())
    practice.person.keep_profile(practice.person.profile_to_change())


def _new(_practice: Practice, _folder: Path) -> None:
    pass


def _some(practice: Practice, _folder: Path) -> None:
    _ready(practice, a_session(0), a_session(2), a_morning(3), a_session(3, worst_pain=None))


def _years(practice: Practice, _folder: Path) -> None:
    facts: list[Fact] = []
    for week in range(WEEKS_OF_YEARS):
        stage = 1 if week < 12 else 2
        facts += [a_session(7 * week + weekday, stage=stage) for weekday in (0, 2, 4)]
        facts.append(told(7 * week + 6, week % 5, {"socks": week % 11}))
    _ready(practice, *facts)


def _tags(practice: Practice, _folder: Path) -> None:
    tags = tuple(practice.book.catalogue.programme.tags)
    _ready(practice, a_session(0), a_profile(1, equipment=("chair",), activities=("socks",)))
    practice.person.keep_profile(a_profile(2, tags=tags, usual_pain=4, equipment=("mat", "chair")))


def _locked(practice: Practice, _folder: Path) -> None:
    _ready(practice, a_session(0))
    practice.safety.keep_screening(("surgery",))


def _flare(practice: Practice, _folder: Path) -> None:
    _ready(practice, a_session(0), a_session(2), a_flare(3))


def _stage_3(practice: Practice, _folder: Path) -> None:
    facts: list[Fact] = [a_choice(0, StageDecision.START_IN, 2, hour=1)]
    facts += [a_session(day, stage=2) for day in range(0, 56, 2)]
    facts += [a_session(day, stage=3) for day in range(56, 60, 2)]
    _ready(practice, *facts, a_profile(0, trains_already=True, unit=WeightUnit.LB))


def _damaged(practice: Practice, folder: Path) -> None:
    _some(practice, folder)
    care.back_up(practice.book.places, None, date(2024, 1, 4))
    (folder / "log" / f"{DAY_ZERO.year}.json").write_bytes(b"{damaged")


_MAKERS: dict[World, Callable[[Practice, Path], None]] = {
    World.NEW: _new,
    World.SOME: _some,
    World.YEARS: _years,
    World.TAGS: _tags,
    World.LOCKED: _locked,
    World.FLARE: _flare,
    World.STAGE_3: _stage_3,
    World.DAMAGED: _damaged,
    World.IN_USE: _some,
}


def sets_in(log: Log) -> dict[str, int]:
    """How many sets of each session have something done in them."""
    return {each.id: sum(record.done.seconds > 0 for record in each.sets) for each in log.sessions}


def note_thrown_away(practice: Practice, ids: set[str]) -> None:
    """Add to `ids` each session that the user throws away from now on."""
    throw_away, give_up = practice.unfinished.throw_away, practice.unfinished.give_up

    def thrown(found: Unfinished) -> None:
        ids.add(found.record.id)
        throw_away(found)

    def given_up(record: SessionRecord) -> None:
        ids.add(record.id)
        give_up(record)

    vars(practice.unfinished).update(throw_away=thrown, give_up=given_up)

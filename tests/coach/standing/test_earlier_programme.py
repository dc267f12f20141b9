"""What was recorded under an earlier version of the programme is judged by that version.

`samples/version_1.json.xz` holds the logs of nine people as the program of version 1 kept them,
and for each of their weeks the stage and the levels it came to, computed by that program itself.
"""

from __future__ import annotations

import json
import lzma
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from backcoach.catalogue import Catalogue, load_catalogue
from backcoach.catalogue.errors import CatalogueError
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Log, Screening
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.standing import Standing, replayed, standing, standing_of
from backcoach.replay_codec import freeze, thaw
from backcoach.store.copies.transfer import decode_export
from tests.support.content import CONTENT

SAMPLES = Path(__file__).parent / "samples" / "version_1.json.xz"
PEOPLE = (
    "adherent",
    "irregular",
    "high_usual_pain",
    "flare_prone",
    "floor_free",
    "not_cleared",
    "strong",
    "osteoporosis",
    "leg_symptoms",
)

Levels = dict[str, list[str | int]]


class Week(NamedTuple):
    """Where somebody stood at the end of a week: by exercise of the templates, what is done."""

    on: date
    stage: int
    levels: Levels


class Person(NamedTuple):
    """A log of version 1 and what that version made of it."""

    log: Log
    weeks: list[Week]
    decisions: list[list[object]]


@cache
def content() -> Catalogue:
    return load_catalogue(CONTENT)


@cache
def people() -> dict[str, Person]:
    found = json.loads(lzma.decompress(SAMPLES.read_bytes()))
    return {
        each["person"]: Person(
            decode_export(json.dumps(each["log"]).encode(), SAMPLES),
            [
                Week(date.fromisoformat(week["on"]), week["stage"], week["levels"])
                for week in each["weeks"]
            ],
            each["decisions"],
        )
        for each in found
    }


def walk(log: Log, on: date) -> Replay:
    """The walk through `log` up to `on`, before anything of the present programme."""
    replay = replayed(
        log, content().programme, on, exercises=content().exercises, earlier=content().earlier
    )
    pass_days(replay, on)
    return replay


def levels(replay: Replay) -> Levels:
    tracks = replay.current_stay.book.tracks.items()
    return {slot: [track.doing, track.rung.level] for slot, track in tracks}


def answered(log: Log, on: date, version: str) -> Log:
    """`log`, and the safety screen of `version` answered with nothing to mark."""
    at = datetime.combine(on, time(22), UTC)
    return replace(log, screenings=(Screening("new", at, version, (), Lock.NONE),))


def under(log: Log, programme: Programme, on: date) -> Standing:
    """Where the log leads to by `programme`, with the earlier ones beside it."""
    return standing(log, programme, on, exercises=content().exercises, earlier=content().earlier)


def changed(programme: Programme) -> Programme:
    """A programme under which nothing ever goes up and no stage opens."""
    gates = tuple(replace(gate, minimum_days=10_000) for gate in programme.gates)
    return replace(
        programme,
        version="later",
        screening="later",
        gates=gates,
        levels=replace(programme.levels, sessions=10_000),
    )


@pytest.mark.parametrize("person", PEOPLE)
def test_a_log_of_version_1_comes_to_the_same_stages_levels_and_decisions(person: str) -> None:
    log, weeks, decisions = people()[person]
    for week in weeks:
        replay = walk(log, week.on)
        assert (replay.current_stay.stage, levels(replay)) == (week.stage, week.levels), week.on
    assert [
        [each.rule, each.on.isoformat(), each.exercise, each.from_level]
        for each in replay.decisions
    ] == decisions


@pytest.mark.parametrize("person", PEOPLE)
def test_what_was_decided_before_the_new_screen_was_answered_stays(person: str) -> None:
    log, weeks, _ = people()[person]
    on = weeks[10].on
    before = walk(log, on)
    screened = answered(log, on, "later")
    later = changed(content().programme)
    after = replayed(screened, later, on, exercises=content().exercises, earlier=content().earlier)
    assert after.current_stay.stage == before.current_stay.stage
    suit = after.stages.suit
    assert levels(after) == {
        slot: [exercise, min(int(level), suit.top(content().exercises[str(exercise)]))]
        for slot, (exercise, level) in levels(before).items()
    }, "but for the caps that hold from now on"
    assert after.decisions[: len(before.decisions)] == before.decisions


@pytest.mark.parametrize("person", PEOPLE)
def test_a_cache_of_before_goes_on_under_the_rules_of_before(person: str) -> None:
    log, weeks, _ = people()[person]
    replay = walk(log, weeks[12].on)
    present = content()
    again = thaw(freeze(replay), present.programme, present.exercises, present.earlier)
    assert again.programme is present.earlier["1"]
    assert again.present is present.programme
    assert standing_of(again, weeks[12].on) == standing_of(replay, weeks[12].on)


def test_from_the_day_the_new_screen_is_answered_the_new_rules_hold() -> None:
    log, weeks, _ = people()["adherent"]
    on, last = weeks[0].on, weeks[-1].on
    later = changed(content().programme)
    screened = answered(log, on, "later")
    assert under(log, later, last).stage == 3
    assert under(screened, later, last).stage == 1


def test_today_is_judged_by_the_present_rules_before_anything_is_recorded_under_them() -> None:
    log, weeks, _ = people()["irregular"]
    later = changed(content().programme)
    here = under(log, later, weeks[3].on)
    (days,) = (line for line in here.lines if line.id == "minimum_days")
    assert "10000" in days.needed.replace(",", "")


def test_a_session_planned_by_the_present_programme_adopts_it_without_a_screen() -> None:
    log, weeks, _ = people()["adherent"]
    later = changed(content().programme)
    second = replace(log.sessions[1], programme_version="later")
    mixed = replace(log, sessions=(log.sessions[0], second, *log.sessions[2:]))
    assert under(mixed, later, weeks[-1].on).stage == 1


def test_a_new_log_never_reads_an_earlier_programme() -> None:
    class Unread(dict[str, Programme]):
        def get(self, key: str, default: object = None) -> None:  # type: ignore[override]
            assert key == content().programme.version

    log, weeks, _ = people()["adherent"]
    sessions = tuple(
        replace(each, programme_version=content().programme.version) for each in log.sessions
    )
    new = replace(log, sessions=sessions)
    standing(new, content().programme, weeks[-1].on, exercises={}, earlier=Unread())


@pytest.mark.parametrize("version", ["../programme", "", "99", "1.toml", "1\n", "x" * 5000])
def test_no_version_leads_to_another_file(version: str) -> None:
    assert version not in content().earlier


def test_the_earlier_programmes_are_listed() -> None:
    assert list(content().earlier) == ["1"]
    assert len(content().earlier) == 1
    assert content().earlier["1"].version == "1"


def test_a_fault_in_an_earlier_programme_is_told_in_one_line(tmp_path: Path) -> None:
    shutil.copytree(CONTENT, tmp_path / "data")
    file = tmp_path / "data" / "earlier" / "programme-1.toml"
    file.write_text(file.read_text("utf-8") + "\n[nonsense]\n", encoding="utf-8")
    loaded = load_catalogue(tmp_path / "data")
    with pytest.raises(CatalogueError, match=r"data/earlier/programme-1.toml: nonsense: unknown"):
        loaded.earlier["1"]


def test_after_a_long_break_under_the_rules_of_before_nothing_from_before_it_counts() -> None:
    log, weeks, _ = people()["adherent"]
    first = replace(log, sessions=tuple(s for s in log.sessions if s.local_date <= weeks[0].on))
    assert [each.stage for each in first.sessions] == [1] * len(first.sessions)
    back = weeks[0].on + timedelta(days=100)
    before = walk(first, back)
    assert before.current_stay.counting == len(first.sessions)
    here = under(answered(first, back, content().programme.screening), content().programme, back)
    assert (here.stage, here.sessions_in_stage, here.entered_on) == (1, 0, None)


def test_time_goes_by_under_the_rules_of_its_day() -> None:
    """A break that begins before the update and ends after it is told row by row, once."""
    log, weeks, _ = people()["adherent"]
    on = weeks[4].on
    short = replace(log, sessions=tuple(s for s in log.sessions if s.local_date <= on))
    late = on + timedelta(days=40)
    screened = answered(short, late, "later")
    later = changed(content().programme)
    told = [d.rule for d in under(screened, later, late).levels.decisions]
    alone = [d.rule for d in under(short, later, late).levels.decisions]
    assert told.count("absence.28-55") == alone.count("absence.28-55") > 0

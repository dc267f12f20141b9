"""Records dated in the future: `doctor` reports them and corrects their dates."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.cli import check_up, context
from backcoach.coach.evidence.present import (
    dated_after,
    dated_in_future,
    days_to_set_back,
    set_back,
    time_of,
)
from backcoach.coach.model.records import Log
from backcoach.store import LogStore
from backcoach.store.copies.backups import backups, log_in, unpacked
from backcoach.store.disk.lock import OPEN_LOCK, OpenLock
from tests.cli.outcome import Run, everything_in
from tests.store.records import facts_of
from tests.support.clock import ManualClock
from tests.support.examples import examples
from tests.support.logs import a_check_in, a_flare, a_log, a_morning, a_profile, a_session, moment

AHEAD = 400
"""Days by which the clock was ahead on day 4."""

RIGHT = a_log(a_session(0), a_session(2))
WRONG = a_log(
    a_session(4 + AHEAD),
    a_morning(5 + AHEAD, after=4 + AHEAD),
    a_flare(5 + AHEAD),
    a_check_in(5 + AHEAD, hour=13),
)
NOW = moment(6, 9)


@pytest.fixture
def data(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log with sessions of two days, and with what the clock that was ahead has dated."""
    for place in (check_up, context):
        monkeypatch.setattr(place, "SystemClock", lambda *_speed: ManualClock(NOW))
    LogStore(folder / "log").save_all(RIGHT)
    LogStore(folder / "log").save_all(WRONG)
    return folder


def ids_and_days(log: Log) -> set[tuple[str, int]]:
    """Of each record how many days after day zero it was."""
    zero = moment(0, 0)
    return {
        (fact.id, ((getattr(fact, "started_at", None) or fact.at) - zero).days)
        for fact in facts_of(log)
    }


def test_doctor_says_that_there_are_some_and_what_to_do(run: Run, data: Path) -> None:
    outcome = run("doctor", "--json", "--data-dir", data)
    check = {each["name"]: each for each in json.loads(outcome.out)["checks"]}["log"]
    assert (outcome.code, check["state"]) == (1, "wrong")
    assert "5 records are dated in the future, the last of them 2025-02-09 13:00" in check["found"]
    assert "backcoach doctor --set-back" in check["to_do"]


@pytest.mark.parametrize(("seconds", "told"), [(299, False), (301, True)])
def test_a_clock_corrected_by_a_little_is_nothing_to_tell_of(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch, seconds: int, told: bool
) -> None:
    for place in (check_up, context):
        monkeypatch.setattr(place, "SystemClock", lambda *_speed: ManualClock(NOW))
    flare = replace(a_flare(6), at=NOW + timedelta(seconds=seconds))
    LogStore(folder / "log").save_all(a_log(a_session(0), flare))
    outcome = run("doctor", "--json", "--data-dir", folder)
    assert ("dated in the future" in outcome.out) is told
    nothing = "Nothing is dated in the future."
    assert (nothing in run("doctor", "--set-back", "--data-dir", folder).out) is not told
    progress = json.loads(run("progress", "--json", "--data-dir", folder).out)
    assert progress["flare"] is not None, "it is heard all the same"


def test_what_would_change_is_shown_and_nothing_done(run: Run, data: Path) -> None:
    before = everything_in(data)
    outcome = run("doctor", "--set-back", str(AHEAD), "--data-dir", data)
    assert (outcome.code, outcome.err) == (0, "")
    assert "Set back by 400 days, the last of them becomes 2024-01-06 13:00 UTC:" in outcome.out
    assert "sessions: 1 would change" in outcome.out
    assert "Nothing was changed. To do it, add: --yes" in outcome.out
    assert everything_in(data) == before


@pytest.mark.parametrize("days", [(str(AHEAD),), ()])
def test_they_go_to_when_they_happened_and_the_backup_takes_that_back(
    run: Run, data: Path, days: tuple[str, ...]
) -> None:
    store = LogStore(data / "log")
    before = store.load()
    outcome = run("doctor", "--set-back", *days, "--yes", "--data-dir", data)
    assert (outcome.code, outcome.err) == (0, "")
    after = store.load()
    assert not dated_after(after, NOW)
    assert ids_and_days(after) == {
        (id, day - AHEAD if day > AHEAD else day) for id, day in ids_and_days(before)
    }
    (morning,) = after.mornings
    assert morning.day == moment(5, 0).date()
    assert run("doctor", "--data-dir", data).code == 0
    assert "Nothing is dated in the future." in run("doctor", "--set-back", "--data-dir", data).out
    (backup,) = (each for each in backups(data) if each.path.name.startswith("before-set-back"))
    assert log_in(unpacked(backup.path), backup.path) == before
    assert run("restore", backup.path.name, "--yes", "--data-dir", data).code == 0
    assert LogStore(data / "log").load() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--set-back", "398.5"), "--set-back: it takes 400 days for all to be over"),
        (("--set-back", "0"), '--set-back: "0" is not a number of days'),
        (("--set-back", "-1"), "--set-back"),
        (("--set-back", "nan"), "is not a number of days"),
        (("--set-back", "1e9"), "is not a number of days"),
        (("--set-back", "soon"), "is not a number of days"),
        (("--yes",), "--yes goes with --set-back"),
        (("--set-back", "--json"), "leave out --json"),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    run: Run, data: Path, words: tuple[str, ...], said: str
) -> None:
    before = everything_in(data)
    outcome = run("doctor", *words, "--data-dir", data)
    assert outcome.code == 2
    assert said in outcome.err
    assert outcome.err.count("\n") == 1
    assert everything_in(data) == before


def test_not_while_the_coach_is_open(run: Run, data: Path) -> None:
    before = facts_of(LogStore(data / "log").load())
    with OpenLock(data / OPEN_LOCK) as lock:
        lock.take_as(1, NOW)
        outcome = run("doctor", "--set-back", "--yes", "--data-dir", data)
    assert outcome.code == 2
    assert "backcoach is open" in outcome.err
    assert facts_of(LogStore(data / "log").load()) == before


Build = Callable[[int], object]

facts = st.lists(
    st.builds(
        lambda build, number: build(number),
        st.sampled_from([a_session, a_check_in, a_flare, a_morning, a_profile]),
        st.integers(0, 60),
    ),
    max_size=12,
    unique_by=lambda fact: fact.id,
)


@given(facts, st.integers(0, 50), st.integers(0, 30))
@examples(50)
def test_nothing_else_moves_and_what_lies_between_stays(
    drawn: list[object], number: int, more: int
) -> None:
    log = a_log(*drawn)  # type: ignore[arg-type]
    log = replace(
        log,
        **{
            name: tuple(sorted(getattr(log, name), key=lambda each: each.at))
            for name in ("check_ins", "mornings", "flares", "profiles")
        },
        sessions=tuple(sorted(log.sessions, key=lambda each: each.started_at)),
    )
    now = moment(number, 12)
    ahead = dated_in_future(log, now)
    days = days_to_set_back(ahead, now) + more
    moved = set_back(log, now, days)
    assert not dated_after(moved, now)
    back = {each.id: each for each in facts_of(moved)}
    for each in ahead:
        assert time_of(each) - time_of(back[each.id]) == timedelta(days=days)
    own = {each.check_in.id for each in log.sessions if each.check_in is not None}
    assert {each.id for each in ahead} <= back.keys() <= {each.id for each in ahead} | own

"""A session is not affected by a clock that is set, by summer time or by travel."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backcoach.clock import SystemClock
from backcoach.coach.evidence.moments import moments
from backcoach.coach.model.days import day_of, offset_minutes_of
from backcoach.coach.model.records import CheckIn, SessionRecord
from backcoach.coach.planning.day import Choice
from backcoach.coach.session.commands import Leave, PauseOrResume
from backcoach.coach.session.segment_timer import SessionState
from backcoach.practice import Practice
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import fill, following, practice_in
from tests.support.content import item, plan_of
from tests.support.examples import examples
from tests.support.logs import a_log, a_session

WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
SPRING_FORWARD = datetime(2026, 3, 29, 1, tzinfo=UTC)
FALL_BACK = datetime(2026, 10, 25, 1, tzinfo=UTC)

PLAN = plan_of(item("bird_dog", 2), item("cobra"), item("abdominal_brace"))


class Deed(NamedTuple):
    """Somebody sets the clock on the wall by `jump`, to a zone `offset` from UTC, and waits."""

    jump: timedelta
    offset: timedelta
    seconds: float
    pauses: bool


deeds = st.builds(
    Deed,
    st.sampled_from([0, 0, 1, -1, 24, -24, 24 * 400, -24 * 400]).map(lambda h: timedelta(hours=h)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: timedelta(minutes=15 * quarters)),
    st.floats(0, 90),
    st.booleans(),
)


def followed(
    folder: Path, script: Sequence[Deed], *, calm: bool, began: datetime = EPOCH
) -> SessionRecord:
    """A session through `script`, or through its waits and pauses alone."""
    clock = ManualClock(began)
    said = CheckIn("before", clock.now(), 2, ())
    session = practice_in(folder, clock).sessions.open(PLAN, said)
    session.start()
    for deed in script:
        if not calm:
            clock.set_wall((clock.now() + deed.jump).astimezone(timezone(deed.offset)))
        if deed.pauses:
            session.recorder.send(PauseOrResume())
        left = deed.seconds
        while left > 0:
            clock.advance(min(0.7, left))
            session.recorder.tick()
            left -= 0.7
    if session.player.position.state is not SessionState.ENDED:
        session.recorder.send(Leave())
    return session.record()


@given(st.lists(deeds, max_size=8))
@examples(40)
def test_whatever_is_done_to_the_clock_on_the_wall_the_record_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, script: list[Deed]
) -> None:
    folder = tmp_path_factory.getbasetemp()
    moved = followed(folder, script, calm=False)
    calm = followed(folder, script, calm=True)
    assert moved.sets == calm.sets
    assert moved.active_seconds == calm.active_seconds
    assert (moved.started_at, moved.ended_at) == (calm.started_at, calm.ended_at)
    assert moved.local_date == calm.local_date == EPOCH.date()


@pytest.mark.parametrize(
    ("switch", "before", "after"),
    [(SPRING_FORWARD, WINTER, SUMMER), (FALL_BACK, SUMMER, WINTER)],
    ids=["spring", "autumn"],
)
def test_a_session_in_the_night_the_clocks_change_is_as_long_as_it_was(
    tmp_path: Path, switch: datetime, before: timezone, after: timezone
) -> None:
    began = (switch - timedelta(seconds=10)).astimezone(before)
    zones = [Deed(timedelta(0), zone.utcoffset(None), 10, False) for zone in (before, after)]
    session = followed(tmp_path, zones, calm=False, began=began)
    assert session.started_at == began
    assert session.ended_at == began + timedelta(seconds=20)
    assert session.active_seconds == 20
    assert session.local_date == began.date()


async def test_a_clock_set_back_and_a_sleep_under_way_leave_sessions_in_order(
    tmp_path: Path,
) -> None:
    async with following(tmp_path, item("cobra"), item("butterfly")) as coach:
        coach.play(15)
        coach.clock.set_wall(coach.clock.now() - timedelta(days=1))
        coach.clock.sleep_through(3_600)
        coach.session.tick()
        assert "stood still for 60 min" in coach.text
        await coach.press("space")
        coach.play(1_000)
        await coach.settle()
        (session,) = coach.stored().sessions
    assert session.active_seconds == 27 + 30
    assert session.ended_at - session.started_at == timedelta(seconds=3_600 + 27 + 30 + 3)


# Between sessions


def trained(at: datetime) -> SessionRecord:
    """A main session that began at this local time."""
    offset = at.utcoffset()
    assert offset is not None
    began = at.astimezone(UTC)
    return replace(
        a_session(0),
        started_at=began,
        ended_at=began + timedelta(minutes=20),
        utc_offset_minutes=int(offset.total_seconds() // 60),
        check_in=None,
        ratings=None,
    )


def known(folder: Path, last: SessionRecord, now: datetime) -> Practice:
    fill(folder, a_log(last))
    return practice_in(folder, ManualClock(now))


@pytest.mark.parametrize(
    ("last", "now", "days", "choice"),
    [
        # 47 hours later, over the hour that spring takes away: 48 by the clock.
        ((28, 8, WINTER), (29, 8, SUMMER), 1, Choice.REST_DAY),
        ((28, 8, WINTER), (30, 8, SUMMER), 2, Choice.PLANNED),
        # An hour before midnight, and just after it, on the days around the change.
        ((28, 23, WINTER), (30, 0, SUMMER), 2, Choice.REST_DAY),
        ((29, 0, WINTER), (30, 23, SUMMER), 1, Choice.REST_DAY),
        # Flown ten hours west, then ten hours east: 48 hours, and 31, whatever the clocks show.
        ((28, 8, timezone(timedelta(hours=10))), (29, 22, UTC), 1, Choice.PLANNED),
        ((28, 8, UTC), (30, 1, timezone(timedelta(hours=10))), 2, Choice.REST_DAY),
    ],
)
def test_between_sessions_days_go_by_the_calendar_and_rest_by_the_hours(
    tmp_path: Path,
    last: tuple[int, int, timezone],
    now: tuple[int, int, timezone],
    days: int,
    choice: Choice,
) -> None:
    then = datetime(2026, 3, last[0], last[1], 30, tzinfo=last[2])
    practice = known(tmp_path, trained(then), datetime(2026, 3, now[0], now[1], 30, tzinfo=now[2]))
    assert practice.standing.days_since_last() == days
    assert practice.standing.day().choice is choice
    asked = practice.weeks.morning_due(practice.book.today())
    assert asked is not None
    assert asked.day == then.date() + timedelta(days=1)


@pytest.mark.parametrize("hour", [0, 8, 23])
def test_in_autumn_the_longer_day_is_still_one_day(tmp_path: Path, hour: int) -> None:
    last = trained(datetime(2026, 10, 24, hour, 30, tzinfo=SUMMER))
    for number, choice in ((25, Choice.REST_DAY), (26, Choice.PLANNED)):
        folder = tmp_path / str(number)
        now = datetime(2026, 10, number, hour, 30, tzinfo=WINTER)
        assert known(folder, last, now).standing.day().choice is choice


def test_sessions_stay_in_the_order_in_which_they_were_through_the_hour_that_comes_twice(
    tmp_path: Path,
) -> None:
    first = replace(trained(datetime(2026, 10, 25, 2, 40, tzinfo=SUMMER)), id="first")
    second = replace(trained(datetime(2026, 10, 25, 2, 10, tzinfo=WINTER)), id="second")
    fill(tmp_path, a_log(second, first))
    practice = practice_in(tmp_path, ManualClock(datetime(2026, 10, 25, 9, tzinfo=WINTER)))
    assert [each.id for each in practice.book.log.all.sessions] == ["first", "second"]
    assert practice.standing.last_session == second


# The machine's own clock


@pytest.fixture(autouse=True)
def always_the_same_day() -> None:
    """Here the clock goes on."""


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Three hours east of UTC, until the test is over."""
    monkeypatch.setenv("TZ", "HOME-3")
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def test_whoever_travels_with_the_coach_open_has_the_time_of_where_they_are(
    at_home: pytest.MonkeyPatch,
) -> None:
    clock = SystemClock()
    home = clock.now()
    assert home.utcoffset() == timedelta(hours=3)
    at_home.setenv("TZ", "AWAY+5")
    away = clock.now()
    assert away.utcoffset() == timedelta(hours=-5)
    assert timedelta(0) <= away - home < timedelta(minutes=1)


def test_the_counters_of_a_session_know_no_zone(at_home: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before = clock.monotonic(), clock.awake_or_asleep()
    at_home.setenv("TZ", "AWAY+5")
    clock.now()
    after = clock.monotonic(), clock.awake_or_asleep()
    assert all(0 <= then - now < 60 for now, then in zip(before, after, strict=True))


@pytest.mark.parametrize(
    ("name", "hours"),
    [
        ("XXX-24", 0),
        ("XXX+24", 0),
        ("XXX-24:59:59", 0),
        ("XXX+24:59:59", 0),
        ("XXX-23:59:59", 24 - 1 / 3600),
        ("XXX+23:59:59", 1 / 3600 - 24),
        ("LMT-0:53:28", (53 * 60 + 28) / 3600),
        ("", 0),
        (":", 0),
        ("no such place", 0),
    ],
)
def test_whatever_zone_is_set_there_is_a_time(
    at_home: pytest.MonkeyPatch, tmp_path: Path, name: str, hours: float
) -> None:
    at_home.setenv("TZ", name)
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(hours=hours)
    practice = practice_in(tmp_path, SystemClock())
    practice.weeks.report_flare()
    (flare,) = practice.book.log.all.flares
    assert flare.utc_offset_minutes == int(hours * 60)
    assert practice.standing.now().flare is not None


@pytest.mark.parametrize(("offset", "minutes"), [(90.5, 90), (-90.5, -90), (-0.5, 0), (0.5, 0)])
def test_seconds_of_an_offset_are_left_out(offset: float, minutes: int) -> None:
    there = timezone(timedelta(minutes=offset))
    assert offset_minutes_of(datetime(2026, 3, 2, tzinfo=there)) == minutes


@pytest.mark.parametrize(
    ("at", "offset", "day"),
    [
        (FALL_BACK - timedelta(minutes=1), 120, 25),
        (FALL_BACK + timedelta(minutes=59), 60, 25),
        (datetime(2026, 10, 24, 22, 30, tzinfo=UTC), 120, 25),
        (datetime(2026, 10, 25, 22, 30, tzinfo=UTC), 60, 25),
        (datetime(2026, 10, 25, 23, 30, tzinfo=UTC), 60, 26),
        (datetime(2026, 10, 25, 10, 59, tzinfo=UTC), -660, 24),
        (datetime(2026, 10, 25, 10, tzinfo=UTC), 840, 26),
    ],
)
def test_an_instant_has_one_day_where_it_was(at: datetime, offset: int, day: int) -> None:
    assert day_of(at, offset) == date(2026, 10, day)


def test_a_day_may_begin_later_than_at_midnight() -> None:
    at, begins = datetime(2026, 3, 2, 2, 30, tzinfo=UTC), timedelta(hours=3)
    assert day_of(at, 0, begins) == date(2026, 3, 1)
    assert day_of(at, 60, begins) == date(2026, 3, 2)


def test_what_is_told_in_the_hour_that_comes_twice_stays_in_order(tmp_path: Path) -> None:
    clock = ManualClock(datetime(2026, 10, 25, 2, 40, tzinfo=SUMMER))
    practice = practice_in(tmp_path, clock)
    practice.weeks.report_flare()
    clock.set_wall(datetime(2026, 10, 25, 2, 10, tzinfo=WINTER))
    practice.weeks.keep_morning(None, 2, True)
    first, second = moments(practice.book.log.all, practice.book.today())
    assert (first.what, second.what) == (
        practice.book.log.all.flares[0],
        practice.book.log.all.mornings[0],
    )
    assert first.day == second.day == date(2026, 10, 25)

"""Results are the same with and without the cache, which is used only if it is valid."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import msgspec
import pytest

import backcoach
from backcoach.cache_file import load_cache, save_cache
from backcoach.coach.model.outcome_measures import Activity
from backcoach.coach.model.records import SessionRecord
from backcoach.paths import places
from backcoach.practice import Practice, log_views
from backcoach.standing_cache import key_of, load_standing_cache
from backcoach.store import LogStore
from tests.support.clock import ManualClock
from tests.support.coach import fill, practice_in
from tests.support.content import CONTENT, catalogue
from tests.support.logs import a_log, a_morning, a_session, day, moment
from tests.support.weeks import next_weeks

WEEKS = a_log(*next_weeks().values())
NOW = datetime.combine(day(45), time(9), UTC)


@pytest.fixture(autouse=True)
def always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_views, "WORTH_IT", 1)


def remembered(folder: Path) -> Practice:
    """A practice that has been opened once before, and now finds the cache of that."""
    fill(folder, WEEKS)
    first = open_anew(folder)
    first.standing.now()
    first.book.remember()
    practice = open_anew(folder)
    assert has_cache(practice)
    return practice


def open_anew(folder: Path, now: datetime = NOW) -> Practice:
    return practice_in(folder, ManualClock(now))


def without_cache(practice: Practice) -> Practice:
    """The same log as if nothing had ever been remembered."""
    other = open_anew(practice.book.places.data, practice.book.clock.now())
    other.book.log.read_whole()
    return other


def has_cache(practice: Practice) -> bool:
    """Whether a cache was found and still fits."""
    return practice.book.log._loaded_cache() is not None


def assert_same(practice: Practice) -> None:
    other = without_cache(practice)
    assert practice.standing.now() == other.standing.now()
    assert practice.safety.lock() == other.safety.lock()
    assert practice.safety.screening_due() == other.safety.screening_due()
    assert practice.standing.last_session == other.standing.last_session
    assert practice.standing.days_since_last() == other.standing.days_since_last()
    today = practice.book.today()
    assert practice.weeks.morning_due(today) == other.weeks.morning_due(today)
    assert practice.weeks.measures_due() == other.weeks.measures_due()
    assert practice.weeks.review_due() == other.weeks.review_due()
    assert practice.safety.was_away() == other.safety.was_away()
    assert practice.person.profile == other.person.profile
    assert practice.person.consented == other.person.consented
    assert practice.book.log.all.sessions == other.book.log.all.sessions


def test_what_was_remembered_gives_the_same_without_reading_the_log(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    practice.standing.now()
    assert practice.standing.last_session is not None
    assert practice.weeks.measures_due() is not None
    assert practice.weeks.review_due()
    assert practice.weeks.morning_due(practice.book.today()) is not None
    assert practice.book.log._all is None, "the whole log was read"
    assert_same(practice)


@pytest.mark.parametrize("days", [0, 1, 14, 60, 400])
def test_it_gives_the_same_on_any_later_day(tmp_path: Path, days: int) -> None:
    remembered(tmp_path)
    practice = open_anew(tmp_path, NOW + timedelta(days=days))
    assert_same(practice)
    assert has_cache(practice)


def test_what_is_kept_since_is_counted_and_remembered_in_turn(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    practice.person.consent()
    practice.safety.keep_screening(("one_leg_weak",))
    for number in (46, 48):
        check_in = practice.sessions.check_in(practice.sessions.answered(3, {}))
        session = replace(a_session(number, stage=2, worst_pain=None), check_in=check_in)
        practice.sessions.save(session)
        practice.sessions.save(replace(session, active_seconds=100.0))
        assert isinstance(practice.book.clock, ManualClock)
        practice.book.clock.sleep_through(timedelta(days=4).total_seconds())
        rated = practice.sessions.rate(session, 4, 6, "")
        others = without_cache(practice).standing
        assert practice.standing.without_session(rated) == others.without_session(rated)
        assert practice.book.log._all is None, "the whole log was read"
        assert_same(practice)
    practice.weeks.keep_morning(rated, 5, False)
    practice.person.keep_profile(
        replace(practice.person.profile_to_change(), usual_pain=3, tags=("knee_pain",))
    )
    practice.weeks.keep_measures(4, (Activity("socks", 3),))
    assert_same(practice)
    practice.weeks.report_flare()
    assert practice.standing.now().flare is not None
    assert_same(practice)
    practice.weeks.keep_morning(None, 2, True)
    assert_same(practice)
    practice.book.remember()
    again = open_anew(tmp_path, practice.book.clock.now())
    assert has_cache(again)
    assert_same(again)


def test_a_session_of_before_that_is_rated_anew_is_walked_anew(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    first = practice.book.log.all.sessions[0]
    assert isinstance(first, SessionRecord)
    practice.sessions.rate(first, 9, 9, "It hurt.")
    assert not has_cache(practice)
    assert_same(practice)
    practice.book.remember()
    assert_same(open_anew(tmp_path))


def test_what_another_process_keeps_is_seen(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    LogStore(tmp_path / "log").save(a_session(44, stage=2, pain_before=9))
    practice.person.consent()
    assert not has_cache(practice)
    assert_same(practice)


def test_what_is_imported_is_seen(tmp_path: Path) -> None:
    practice = remembered(tmp_path / "data")
    other = practice_in(tmp_path / "other", ManualClock(NOW))
    other.sessions.save(a_session(44, stage=2, pain_before=9))
    found = practice.book.read_export(other.book.export_text(), tmp_path / "export.json")
    practice.book.keep_export(found, replace=False)
    assert not has_cache(practice)
    assert_same(practice)


def edit_log(folder: Path) -> None:
    path = folder / "log" / "2024.json"
    path.write_bytes(path.read_bytes().replace(b'"effort":5', b'"effort":9', 1))


def add_year(folder: Path) -> None:
    LogStore(folder / "log").save(a_morning(400))


def cut_cache(folder: Path) -> None:
    path = folder / "cache" / "standing.bin"
    path.write_bytes(path.read_bytes()[:-1])


def flip_cache(folder: Path) -> None:
    path = folder / "cache" / "standing.bin"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def other_program(folder: Path) -> None:
    path = folder / "cache" / "standing.bin"
    path.write_bytes(path.read_bytes().replace(b"cache 1 ", b"cache 2 "))


def remove(folder: Path) -> None:
    (folder / "cache" / "standing.bin").unlink()


@pytest.mark.parametrize("harm", [edit_log, add_year, cut_cache, flip_cache, other_program, remove])
def test_it_is_not_trusted_where_anything_differs(
    tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    remembered(tmp_path)
    harm(tmp_path)
    practice = open_anew(tmp_path)
    assert not has_cache(practice)
    assert_same(practice)


def test_it_is_not_trusted_with_other_content(tmp_path: Path) -> None:
    practice = remembered(tmp_path / "data")
    practice.book.remember()
    content = tmp_path / "content"
    (content / "exercises").mkdir(parents=True)
    (content / "programme.toml").write_text("# another one")
    other = Practice(places(str(tmp_path / "data")), ManualClock(NOW), content)
    other.book.catalogue = practice.book.catalogue
    assert not has_cache(other)


def test_on_a_day_before_the_last_the_whole_log_is_walked(tmp_path: Path) -> None:
    remembered(tmp_path)
    practice = open_anew(tmp_path, moment(20, 9))
    assert has_cache(practice)
    assert_same(practice)


def test_short_logs_are_read_as_quickly_and_leave_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log_views, "WORTH_IT", len(WEEKS.sessions) + 1)
    fill(tmp_path, WEEKS)
    practice = open_anew(tmp_path)
    practice.standing.now()
    practice.book.remember()
    assert not practice.book.places.cache.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        pickle.dumps({}),
        *map(msgspec.msgpack.encode, (7, (1, 2), ("known", b""), (None,))),
    ],
)
def test_a_cache_that_holds_something_else_is_not_trusted(tmp_path: Path, content: bytes) -> None:
    save_cache(tmp_path / "cache", "key", content)
    assert load_cache(tmp_path / "cache", "key") == content
    assert load_standing_cache(tmp_path / "cache", "key", catalogue()) is None


def test_a_walk_that_cannot_be_read_is_walked_anew(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    cache = practice.book.log._loaded_cache()
    assert cache is not None
    for frozen in (b"", b"no walk", msgspec.msgpack.encode(([], [[]])), cache.frozen[:-9]):
        cache.frozen = frozen
        assert cache.standing(practice.book.today()) is None
        assert cache.moved_on() is None
        assert_same(practice)


def test_the_key_names_every_module_of_the_core() -> None:
    """A cache made by other code must never pass as fresh, whichever rule or format changed."""
    package = Path(backcoach.__file__).parent
    core = package / "coach"
    modules = [path.relative_to(package).as_posix() for path in core.rglob("*.py")]
    assert len(modules) > len(list(core.glob("*.py")))
    modules += ["standing_cache.py", "replay_codec.py"]
    key = key_of({}, CONTENT)
    assert [name for name in modules if f"('{name}', " not in key] == []

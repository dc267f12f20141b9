"""Results are the same with and without the cache, which is used only if it is valid."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import backcoach
from backcoach.cache_file import load_cache, save_cache
from backcoach.coach.model.outcome_measures import Activity
from backcoach.coach.model.records import SessionRecord
from backcoach.practice import Practice, book
from backcoach.standing_cache import key_of, load_standing_cache
from backcoach.store import LogStore
from backcoach.store.cache import pickled, unpickled
from tests.support.clock import ManualClock
from tests.support.coach import fill, practice_in
from tests.support.content import CONTENT, catalogue
from tests.support.logs import a_log, a_morning, a_session, day, moment
from tests.support.weeks import next_weeks

WEEKS = a_log(*next_weeks().values())
WEEKS_FROZEN = pickled(WEEKS, {})
NOW = datetime.combine(day(45), time(9), UTC)


@pytest.fixture(autouse=True)
def always_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(book, "WORTH_IT", 1)


def remembered(folder: Path) -> Practice:
    """A practice that has been opened once before, and now finds the cache of that."""
    fill(folder, WEEKS)
    first = open_anew(folder)
    first.standing()
    first.remember()
    practice = open_anew(folder)
    assert practice._shortcut is not None
    return practice


def open_anew(folder: Path, now: datetime = NOW) -> Practice:
    return practice_in(folder, ManualClock(now))


def without_cache(practice: Practice) -> Practice:
    """The same log as if nothing had ever been remembered."""
    other = open_anew(practice.places.data, practice.clock.now())
    vars(other)["_shortcut"] = None
    return other


def assert_same(practice: Practice) -> None:
    other = without_cache(practice)
    assert practice.standing() == other.standing()
    assert practice.lock() == other.lock()
    assert practice.screening_due() == other.screening_due()
    assert practice.last_session == other.last_session
    assert practice.days_since_last() == other.days_since_last()
    assert practice.morning_due(practice.today()) == other.morning_due(practice.today())
    assert practice.measures_due() == other.measures_due()
    assert practice.review_due() == other.review_due()
    assert practice.was_away() == other.was_away()
    assert practice.profile == other.profile
    assert practice.consented == other.consented
    assert practice.sessions == other.sessions


def test_what_was_remembered_gives_the_same_without_reading_the_log(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    practice.standing()
    assert practice.last_session is not None
    assert practice.measures_due() is not None
    assert practice.review_due()
    assert practice.morning_due(practice.today()) is not None
    assert "_log" not in vars(practice)
    assert_same(practice)


@pytest.mark.parametrize("days", [0, 1, 14, 60, 400])
def test_it_gives_the_same_on_any_later_day(tmp_path: Path, days: int) -> None:
    remembered(tmp_path)
    practice = open_anew(tmp_path, NOW + timedelta(days=days))
    assert_same(practice)
    assert practice._shortcut is not None


def test_what_is_kept_since_is_counted_and_remembered_in_turn(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    practice.consent()
    practice.keep_screening(("one_leg",))
    for number in (46, 48):
        check_in = practice.check_in(practice.answered(3, {}))
        session = replace(a_session(number, stage=2, worst_pain=None), check_in=check_in)
        practice.keep_session(session)
        practice.keep_session(replace(session, active_seconds=100.0))
        assert isinstance(practice.clock, ManualClock)
        practice.clock.sleep_through(timedelta(days=4).total_seconds())
        rated = practice.rate(session, 4, 6, "")
        assert practice.standing_without(rated) == without_cache(practice).standing_without(rated)
        assert "_log" not in vars(practice)
        assert_same(practice)
    practice.keep_morning(rated, 5, False)
    practice.keep_profile(replace(practice.profile_to_change(), usual_pain=3, tags=("knee_pain",)))
    practice.keep_measures(4, (Activity("socks", 3),))
    assert_same(practice)
    practice.report_flare()
    assert practice.standing().flare is not None
    assert_same(practice)
    practice.keep_morning(None, 2, True)
    assert_same(practice)
    practice.remember()
    again = open_anew(tmp_path, practice.clock.now())
    assert again._shortcut is not None
    assert_same(again)


def test_a_session_of_before_that_is_rated_anew_is_walked_anew(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    first = practice.sessions[0]
    assert isinstance(first, SessionRecord)
    practice.rate(first, 9, 9, "It hurt.")
    assert practice._shortcut is None
    assert_same(practice)
    practice.remember()
    assert_same(open_anew(tmp_path))


def test_what_another_process_keeps_is_seen(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    LogStore(tmp_path / "log").save(a_session(44, stage=2, pain_before=9))
    practice.consent()
    assert practice._shortcut is None
    assert_same(practice)


def test_what_is_imported_is_seen(tmp_path: Path) -> None:
    practice = remembered(tmp_path / "data")
    other = practice_in(tmp_path / "other", ManualClock(NOW))
    other.keep_session(a_session(44, stage=2, pain_before=9))
    found = practice.read_export(other.export_text(), tmp_path / "export.json")
    practice.keep_export(found, replace=False)
    assert practice._shortcut is None
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
    assert practice._shortcut is None
    assert_same(practice)


def test_it_is_not_trusted_with_other_content(tmp_path: Path) -> None:
    practice = remembered(tmp_path / "data")
    practice.remember()
    content = tmp_path / "content"
    (content / "exercises").mkdir(parents=True)
    (content / "programme.toml").write_text("# another one")
    other = open_anew(tmp_path / "data")
    other.content = content
    assert other._shortcut is None


def test_on_a_day_before_the_last_the_whole_log_is_walked(tmp_path: Path) -> None:
    remembered(tmp_path)
    practice = open_anew(tmp_path, moment(20, 9))
    assert practice._shortcut is not None
    assert_same(practice)


def test_short_logs_are_read_as_quickly_and_leave_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(book, "WORTH_IT", len(WEEKS.sessions) + 1)
    fill(tmp_path, WEEKS)
    practice = open_anew(tmp_path)
    practice.standing()
    practice.remember()
    assert not practice.places.cache.exists()


class Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (print, ("run",))


@pytest.mark.parametrize(
    "content", [pickle.dumps(Trap()), pickle.dumps(Path()), pickle.dumps(pickle.loads), b"", b"x"]
)
def test_a_cache_that_would_run_something_is_not_read(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    save_cache(tmp_path / "cache", "key", content)
    assert load_cache(tmp_path / "cache", "key") == content
    with pytest.raises(pickle.UnpicklingError):
        unpickled(content, {})
    assert capsys.readouterr().out == ""


@given(st.data())
def test_bytes_changed_on_purpose_are_the_coach_alone_or_not_read(
    data: st.DataObject,
) -> None:
    content = bytearray(WEEKS_FROZEN)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(pickle.UnpicklingError):
        unpickled(bytes(content), {})


@pytest.mark.parametrize("other", [7, (1, 2), ("known", b""), (None, b"", ())])
def test_a_cache_that_holds_something_else_is_not_trusted(tmp_path: Path, other: object) -> None:
    save_cache(tmp_path / "cache", "key", pickled(other, {}))
    assert load_standing_cache(tmp_path / "cache", "key", catalogue()) is None


def test_a_walk_that_cannot_be_read_is_walked_anew(tmp_path: Path) -> None:
    practice = remembered(tmp_path)
    cache = practice._shortcut
    assert cache is not None
    for frozen in (b"", pickled("no walk", {}), cache.replay_bytes[:-9]):
        cache.replay_bytes = frozen
        assert cache.standing(practice.today()) is None
        assert cache.moved_on() is None
        assert_same(practice)


def test_shared_objects_are_left_out_and_must_be_brought() -> None:
    shared = {"weeks": WEEKS}
    content = pickled(({"a": WEEKS}, day(3)), shared)
    assert len(content) < 200
    assert unpickled(content, shared) == ({"a": WEEKS}, day(3))
    with pytest.raises(pickle.UnpicklingError):
        unpickled(content, {})


def test_the_key_names_every_module_of_the_core() -> None:
    """A cache written by other rules must never pass as one of these, whichever rule changed."""
    core = Path(backcoach.__file__).parent / "coach"
    modules = [path.relative_to(core).as_posix() for path in core.rglob("*.py")]
    assert len(modules) > len(list(core.glob("*.py")))
    key = key_of({}, CONTENT)
    assert [name for name in modules if f"('{name}', " not in key] == []

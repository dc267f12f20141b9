"""When the log is damaged, somebody else has it open, or a session can't be stored."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from backcoach import care
from backcoach.paths import places
from backcoach.store import LogStore, StoreError
from backcoach.store.copies.backups import unpacked
from backcoach.store.journal import Journal
from backcoach.tui.app.app import CoachApp
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.dialogs.damaged import RESTORED
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.today import TodayScreen
from tests.cli.outcome import everything_in
from tests.support.clock import EPOCH, ManualClock
from tests.support.coach import SIZES, Ear, Opened, fill, following, opened, practice_in
from tests.support.content import item
from tests.support.cut_off import cut_off_in
from tests.support.logs import a_log, a_session, moment

COBRA = item("cobra")
LOG = a_log(a_session(1), a_session(3))


@asynccontextmanager
async def damaged(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Opened]:
    """A log that can't be read, with a backup of two sessions; the coach has just opened on it."""
    clock = ManualClock(moment(4, 8))
    practice = practice_in(folder, clock)
    practice.person.consent()
    practice.safety.keep_screening(())
    fill(folder, LOG)
    care.back_up(places(str(folder)), None, EPOCH.date())
    (folder / "log" / "2024.json").write_bytes(b"{damaged")
    practice = practice_in(folder, clock)
    app = CoachApp(practice, speaker=Ear(), offer=care.newest_offer(practice.book.places))
    async with app.run_test(size=size, notifications=True) as pilot:
        coach = Opened(app, pilot, practice, clock, Ear())
        await coach.settle()
        yield coach
        await coach.settle()


async def test_a_damaged_log_is_named_and_the_newest_backup_is_offered(tmp_path: Path) -> None:
    async with damaged(tmp_path) as coach:
        assert isinstance(coach.screen, ChoiceDialog)
        assert "Your log can’t be read" in coach.text
        text = coach.words_in("#more")

        assert "2024.json" in text
        assert "2 sessions" in text
        before = everything_in(tmp_path)
        await coach.press("escape")
        assert not coach.app.is_running
    assert everything_in(tmp_path) == before


async def test_taken_the_coach_opens_anew_and_the_damage_is_kept(tmp_path: Path) -> None:
    async with damaged(tmp_path) as coach:
        await coach.press("enter")
        assert coach.app.return_value == RESTORED
        assert [each.id for each in coach.stored().sessions] == ["session-1-18", "session-3-18"]
    (kept,) = (tmp_path / "backups").glob("before-restore-*.zip")
    assert unpacked(kept)["log/2024.json"] == b"{damaged"


async def test_a_session_in_the_journal_is_counted_beside_the_backup_and_asked_about_after_it(
    tmp_path: Path,
) -> None:
    cut_off_in(tmp_path)
    async with damaged(tmp_path) as coach:
        assert "1 of 2 exercises done" in coach.words_in("#more")
        await coach.press("enter")
        assert coach.app.return_value == RESTORED
    found = practice_in(tmp_path, ManualClock(moment(4, 9))).unfinished.found()
    assert found is not None
    assert found.session is not None


@pytest.mark.parametrize("size", SIZES)
async def test_the_question_fits(tmp_path: Path, size: tuple[int, int]) -> None:
    async with damaged(tmp_path, size) as coach:
        await coach.press("end")
        assert "Change nothing and close" in coach.text


async def test_a_restore_that_fails_is_told_and_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    async with damaged(tmp_path) as coach:
        monkeypatch.setattr(care, "take_over", refuse)
        await coach.press("enter")
        assert "the disk is full" in coach.words_in("Toast")
        assert isinstance(coach.screen, ChoiceDialog)
        await coach.press("escape")


# Somebody else has it open


async def test_a_second_coach_only_shows(tmp_path: Path) -> None:
    clock = ManualClock(moment(4, 8))
    fill(tmp_path, LOG)
    before = everything_in(tmp_path)
    practice = practice_in(tmp_path, clock)
    practice.book.read_only = "backcoach is already open (process 4321, since 08:15)"
    app = CoachApp(practice, speaker=Ear())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        coach = Opened(app, pilot, practice, clock, Ear())
        await coach.settle()
        assert isinstance(coach.screen, TodayScreen), "nobody is asked what can't be kept"
        assert "READ-ONLY" in coach.text
        assert "process 4321, since 08:15" in " ".join(coach.words_in("Toast").split())
        await coach.press("enter", "f", "enter")
        assert isinstance(coach.screen, TodayScreen), "no questions whose answers would be lost"
        assert len(list(coach.screen.query("Toast"))) == 1, "one word about it is enough"
        await coach.press("m", "h")
        assert isinstance(coach.screen, HistoryScreen)
        assert "READ-ONLY" in coach.text
    assert everything_in(tmp_path) == before


async def test_a_second_coach_rates_nothing_and_takes_nothing_away(tmp_path: Path) -> None:
    cut_off_in(tmp_path)
    fill(tmp_path, a_log(replace(a_session(1), ratings=None)))
    clock = ManualClock(moment(4, 8))
    before = everything_in(tmp_path)
    practice = practice_in(tmp_path, clock)
    practice.book.read_only = "backcoach is already open"
    app = CoachApp(practice, speaker=Ear())
    async with app.run_test(size=(80, 24)) as pilot:
        coach = Opened(app, pilot, practice, clock, Ear())
        await coach.settle()
        await coach.press("h", "end", "r")
        assert isinstance(coach.screen, HistoryScreen)
    assert practice.sessions.unstored == {}
    assert everything_in(tmp_path) == before


async def test_a_log_changed_by_something_else_is_told(tmp_path: Path) -> None:
    fill(tmp_path, LOG)
    path = tmp_path / "log" / "2024.json"
    path.write_bytes(path.read_bytes().replace(b'"effort":5', b'"effort":6', 1))
    async with opened(tmp_path, clock=ManualClock(moment(4, 8)), consented=False) as coach:
        said = [each.message for each in coach.app._notifications]
        assert any("Changed since backcoach wrote it: 2024.json" in each for each in said)


# A session that can't be stored


async def test_a_session_without_room_is_saved_elsewhere_and_can_be_brought_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: LogStore, _record: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    monkeypatch.setattr(care, "other_places", lambda _places: [elsewhere])
    data = tmp_path / "data"
    async with following(data, COBRA) as coach:
        with monkeypatch.context() as full:
            full.setattr(LogStore, "save", refuse)
            coach.play(30)
            await coach.settle()
            assert "Your session is not stored yet" in coach.text
            await coach.press("1", "enter", "2", *["enter"] * 5)
            assert "Save it in" in coach.text
            await coach.press("down", "enter")
            assert "restore --add" in coach.words_in("Toast")
            assert coach.practice.sessions.unstored == {}
        assert coach.stored().sessions == ()
    (file,) = elsewhere.iterdir()
    offer = care.offer(places(str(data)), file, add=True)
    care.accept(places(str(data)), offer, add=True)
    (session,) = LogStore(places(str(data)).log).load().sessions
    assert session.ratings is not None
    assert session.ratings.effort == 2


async def test_told_to_end_where_the_journal_can_not_be_written_it_still_keeps_what_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    async with following(tmp_path, COBRA, item("bird_dog", 2)) as coach:
        coach.play(15)
        monkeypatch.setattr(Journal, "_write", refuse)
        coach.play(60)
        done = coach.session.session.record().sets
        coach.app.store_progress()
        (session,) = coach.practice.sessions.unstored.values()
        assert session.sets == done


async def test_saved_elsewhere_it_is_not_asked_about_as_the_journal_still_knew_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    monkeypatch.setattr(care, "other_places", lambda _places: [elsewhere])
    data = tmp_path / "data"
    async with following(data, COBRA, item("bird_dog", 2)) as coach:
        coach.play(40)
        with monkeypatch.context() as full:
            full.setattr(LogStore, "save", refuse)
            full.setattr(Journal, "_write", refuse)
            coach.play(1000)
            await coach.settle()
            await coach.press("1", "enter", "2", *["enter"] * 5)
            await coach.press("down", "enter")
    assert practice_in(data, coach.clock).unfinished.found() is None
    (file,) = elsewhere.iterdir()
    care.accept(places(str(data)), care.offer(places(str(data)), file, add=True), add=True)
    (session,) = LogStore(places(str(data)).log).load().sessions
    assert all(each.completed for each in session.sets)


async def test_once_there_is_room_again_it_is_stored_without_a_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_store: LogStore, _record: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    async with following(tmp_path, COBRA) as coach:
        with monkeypatch.context() as full:
            full.setattr(LogStore, "save", refuse)
            coach.play(30)
            await coach.settle()
            await coach.press("1", "enter", "2", *["enter"] * 4)
            assert coach.practice.sessions.unstored
        await coach.press("enter")
        assert isinstance(coach.screen, TodayScreen)
        assert len(coach.stored().sessions) == 1


def test_what_is_unstored_at_the_very_end_is_put_where_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from backcoach.journeys import closing as module

    practice = practice_in(tmp_path / "data", ManualClock(EPOCH))
    practice.book.read_only = "no writing"
    session = replace(a_session(1), ratings=None)
    practice.sessions.unstored[session.id] = session
    monkeypatch.setattr(care, "other_places", lambda _places: [tmp_path / "missing", tmp_path])
    module.save_unstored(practice, is_seen=True)
    said = capsys.readouterr().err
    assert "backcoach restore --add" in said
    assert said.count("\n") == 1


@pytest.mark.parametrize("is_seen", [True, False])
def test_a_journal_that_knows_less_goes_once_somebody_was_told_where_the_session_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_seen: bool
) -> None:
    from backcoach.journeys import closing as module

    cut_off_in(tmp_path)
    practice = practice_in(tmp_path, ManualClock(EPOCH))
    found = practice.unfinished.found()
    assert found is not None
    practice.sessions.unstored[found.record.id] = replace(found.record, sets=())

    def refuse(*_: object) -> None:
        raise StoreError(tmp_path, "the disk is full", "Make room.")

    monkeypatch.setattr(LogStore, "save", refuse)
    monkeypatch.setattr(care, "other_places", lambda _places: [tmp_path])
    module.save_unstored(practice, is_seen=is_seen)
    assert practice.unfinished.is_there is not is_seen


def test_where_there_is_no_room_anywhere_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from backcoach.journeys import closing as module

    practice = practice_in(tmp_path / "data", ManualClock(EPOCH))
    practice.book.read_only = "no writing"
    practice.sessions.unstored["session-1-18"] = a_session(1)
    monkeypatch.setattr(care, "other_places", lambda _places: [])
    module.save_unstored(practice, is_seen=True)
    said = capsys.readouterr().err
    assert "could not be stored anywhere" in said
    assert said.count("\n") == 1


def test_another_place_is_found_without_a_home_a_present_folder_or_room_for_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home(*_: object) -> Path:
        raise RuntimeError("no home")

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    where = places(str(tmp_path / "data"))
    assert tmp_path not in care.other_places(where)
    with monkeypatch.context() as amiss:
        amiss.setattr(tempfile, "tempdir", None)
        amiss.setattr(os, "write", full)
        amiss.chdir(tmp_path)
        assert tmp_path in care.other_places(where)
        gone = tmp_path / "gone"
        gone.mkdir()
        amiss.chdir(gone)
        gone.rmdir()
        amiss.setattr(Path, "home", no_home)
        assert care.other_places(where) == []

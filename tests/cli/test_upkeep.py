"""The commands backup, restore and doctor: what they print, change, and leave alone."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from backcoach.cli.check_up import check_awake, check_remote
from backcoach.desktop.awake import Held
from backcoach.paths import places
from backcoach.store import LogStore
from backcoach.store.disk.lock import OPEN_LOCK, WRITE_LOCK, OpenLock
from tests.cli.outcome import Outcome, Run, everything_in, keep
from tests.support.logs import a_session, day, moment


@pytest.fixture
def two_days(folder: Path) -> Path:
    """A log of three sessions with the backup of the day before, which held two."""
    store = LogStore(places(str(folder)).log, lambda: date(2024, 1, 5))
    keep(folder, a_session(1), a_session(3))
    store.save(a_session(5))
    return folder


def sessions(folder: Path) -> list[date]:
    return [each.local_date for each in LogStore(places(str(folder)).log).load().sessions]


def assert_refused(outcome: Outcome, *parts: str) -> None:
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    for part in parts:
        assert part in outcome.err


# backup


def test_a_backup_is_written_where_it_is_wanted_and_holds_everything(
    run: Run, two_days: Path, tmp_path: Path
) -> None:
    file = tmp_path / "usb" / "mine.zip"
    outcome = run("backup", file, "--data-dir", two_days)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"Written: {file}\nIt holds 3 sessions; last session {day(5)}.\n"
    other = tmp_path / "other"
    assert run("restore", file, "--yes", "--data-dir", other).code == 0
    assert sessions(other) == sessions(two_days)


def test_a_backup_without_a_name_goes_among_the_others(run: Run, two_days: Path) -> None:
    for number in (1, 2):
        outcome = run("backup", "--data-dir", two_days)
        assert outcome.code == 0
        assert f"-{number}.zip" in outcome.out.splitlines()[0]
    assert "by-hand-" in run("restore", "--data-dir", two_days).out


def test_a_file_that_is_there_is_not_written_over(run: Run, two_days: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.zip"
    file.write_text("mine")
    assert_refused(run("backup", file, "--data-dir", two_days), str(file), "is there already")
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    "name",
    [
        "log.json",
        "LOG.json",
        "Settings.json",
        "log/2030.json",
        "log/2030.JSON",
        "settings.json",
        "session.journal",
        "backups/daily-2030-01-01.zip",
    ],
)
def test_a_backup_never_goes_where_the_programs_own_files_are(
    run: Run, two_days: Path, name: str
) -> None:
    before = everything_in(two_days)
    assert_refused(run("backup", two_days / name, "--data-dir", two_days), "is backcoach's own")
    assert everything_in(two_days) == before


def test_of_a_damaged_log_no_backup_is_made(run: Run, two_days: Path, tmp_path: Path) -> None:
    (two_days / "log" / "2024.json").write_bytes(b"{")
    assert_refused(run("backup", tmp_path / "x.zip", "--data-dir", two_days), "2024.json")
    assert not (tmp_path / "x.zip").exists()


# restore


def test_without_a_file_the_backups_are_listed(run: Run, two_days: Path, folder: Path) -> None:
    outcome = run("restore", "--data-dir", two_days)
    assert (outcome.code, outcome.err) == (0, "")
    assert "daily-2024-01-05.zip" in outcome.out
    assert "2 sessions" in outcome.out
    assert "backcoach restore NAME" in outcome.out


def test_without_backups_it_says_when_there_will_be_some(run: Run, folder: Path) -> None:
    outcome = run("restore", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    assert "No backups yet" in outcome.out
    assert not folder.exists()


def test_what_would_change_is_shown_and_nothing_is_done_without_a_yes(
    run: Run, two_days: Path
) -> None:
    before = everything_in(two_days)
    outcome = run("restore", "daily-2024-01-05.zip", "--data-dir", two_days)
    assert outcome.code == 0
    assert "holds 2 sessions" in outcome.out
    assert "sessions: 1 would go" in outcome.out
    assert "--yes" in outcome.out
    assert everything_in(two_days) == before


def test_with_a_yes_it_is_done_and_the_way_back_is_named(run: Run, two_days: Path) -> None:
    outcome = run("restore", "daily-2024-01-05.zip", "--yes", "--data-dir", two_days)
    assert outcome.code == 0
    assert sessions(two_days) == [day(1), day(3)]
    kept = outcome.out.splitlines()[-1].removeprefix("Done. The state before is kept: ")
    assert run("restore", kept, "--yes", "--data-dir", two_days).code == 0
    assert sessions(two_days) == [day(1), day(3), day(5)]


def test_a_damaged_log_is_kept_aside_and_the_backup_takes_its_place(
    run: Run, two_days: Path
) -> None:
    (two_days / "log" / "2024.json").write_bytes(b"{damaged")
    shown = run("restore", "daily-2024-01-05.zip", "--data-dir", two_days)
    assert "The present log can't be read" in shown.out
    assert "sessions: 2 would come back" in shown.out
    assert run("restore", "daily-2024-01-05.zip", "--yes", "--data-dir", two_days).code == 0
    assert sessions(two_days) == [day(1), day(3)]
    assert run("progress", "--data-dir", two_days).code == 0


def test_a_backup_that_changes_nothing_says_so(run: Run, two_days: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "now.zip", "--data-dir", two_days)
    outcome = run("restore", tmp_path / "now.zip", "--yes", "--data-dir", two_days)
    assert (outcome.code, "Nothing would change" in outcome.out) == (0, True)


def test_adding_keeps_what_is_there(run: Run, two_days: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    keep(other, a_session(4), a_session(5, effort=9))
    run("backup", tmp_path / "other.zip", "--data-dir", other)
    words = ("restore", tmp_path / "other.zip", "--add", "--data-dir", two_days)
    assert "sessions: 1 would come back" in run(*words).out
    assert run(*words, "--yes").code == 0
    assert sessions(two_days) == [day(1), day(3), day(4), day(5)]
    kept = LogStore(places(str(two_days)).log).load().sessions[-1]
    assert kept.ratings is not None
    assert kept.ratings.effort == 5


def test_adding_says_what_is_different_and_stays(run: Run, two_days: Path, tmp_path: Path) -> None:
    run("backup", tmp_path / "now.zip", "--data-dir", two_days)
    keep(two_days, replace(a_session(1), ratings=None))
    before = everything_in(two_days / "log")
    outcome = run("restore", tmp_path / "now.zip", "--add", "--yes", "--data-dir", two_days)
    assert outcome.code == 0
    assert "Different from yours, which stay as they are: 1 record." in outcome.out
    assert "all of that is there already" not in outcome.out
    assert everything_in(two_days / "log") == before


def test_while_the_coach_is_open_nothing_is_restored(run: Run, two_days: Path) -> None:
    with OpenLock(two_days / OPEN_LOCK) as lock:
        assert lock.take_as(4321, moment(5, 8)) is None
        before = everything_in(two_days)
        outcome = run("restore", "daily-2024-01-05.zip", "--yes", "--data-dir", two_days)
        assert outcome.code == 2
        assert "backcoach is open (process 4321, since 08:00)" in outcome.err
        assert everything_in(two_days) == before


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (None, "there is no such file"),
        (b"", "no backup of backcoach"),
        (b"{", "not JSON"),
        (b"{}", "meta: expected one record"),
        (b"PK\x03\x04", "no backup of backcoach"),
    ],
)
def test_what_is_no_backup_is_told_in_one_line(
    run: Run, two_days: Path, tmp_path: Path, content: bytes | None, problem: str
) -> None:
    file = tmp_path / "some.zip"
    if content is not None:
        file.write_bytes(content)
    before = everything_in(two_days)
    assert_refused(run("restore", file, "--yes", "--data-dir", two_days), str(file), problem)
    assert everything_in(two_days) == before


# doctor


def checks(outcome: Outcome) -> dict[str, dict[str, str]]:
    return {check["name"]: check for check in json.loads(outcome.out)["checks"]}


def test_all_is_well(run: Run, two_days: Path) -> None:
    before = everything_in(two_days)
    outcome = run("doctor", "--data-dir", two_days)
    assert (outcome.code, outcome.err) == (0, "")
    assert "All is well." in outcome.out
    assert f"3 sessions; last session {day(5)}" in outcome.out
    assert everything_in(two_days) == before


def test_in_json_every_check_has_its_state(run: Run, two_days: Path) -> None:
    outcome = run("doctor", "--json", "--data-dir", two_days)
    found = checks(outcome)
    assert json.loads(outcome.out)["well"] is True
    assert list(found) == [
        *("content", "folder", "owner", "log", "copies", "session", "settings", "backups"),
        *("leftovers", "cache", "lock", "room"),
        *("terminal", "colours", "letters", "sound", "awake", "remote"),
    ]
    assert {check["state"] for check in found.values()} <= {"ok", "look"}


def test_a_folder_that_does_not_exist_yet_is_well(run: Run, folder: Path) -> None:
    outcome = run("doctor", "--json", "--data-dir", folder)
    assert outcome.code == 0
    assert checks(outcome)["backups"]["state"] == "look"
    assert not folder.exists()


def damage_log(folder: Path) -> None:
    (folder / "log" / "2024.json").write_bytes(b"{")


def damage_settings(folder: Path) -> None:
    (folder / "settings.json").write_text('{"sound": "loud"}')


def damage_backups(folder: Path) -> None:
    for path in (folder / "backups").iterdir():
        path.write_bytes(path.read_bytes()[:-30])


def from_a_newer_version(folder: Path) -> None:
    path = folder / "log" / "2024.json"
    path.write_bytes(path.read_bytes().replace(b'"schema_version": 4', b'"schema_version": 5'))


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (damage_log, ("log", "2024.json: not JSON", "backcoach restore")),
        (damage_settings, ("settings", "sound", "remove the file")),
        (damage_backups, ("backups", "none of 2 can be read", "backcoach backup")),
        (from_a_newer_version, ("log", "schema version 5", "Update backcoach")),
    ],
)
def test_what_is_wrong_is_named_with_what_to_do(
    run: Run,
    two_days: Path,
    harm: Callable[[Path], None],
    said: tuple[str, str, str],
) -> None:
    name, found, to_do = said
    harm(two_days)
    before = everything_in(two_days)
    check = checks(run("doctor", "--json", "--data-dir", two_days))[name]
    assert check["state"] == "wrong"
    assert found in check["found"]
    assert to_do in check["to_do"]
    assert to_do not in check["found"], "told twice"
    outcome = run("doctor", "--data-dir", two_days)
    assert outcome.code == 1
    assert "1 to put right" in outcome.out
    assert everything_in(two_days) == before


def a_folder(place: Path) -> None:
    place.mkdir()


def a_pipe(place: Path) -> None:
    os.mkfifo(place)


def a_link_to_itself(place: Path) -> None:
    place.symlink_to(place.name)


def too_large(place: Path) -> None:
    place.touch()
    os.truncate(place, 2**32)


@pytest.mark.skipif(os.name == "nt", reason="not all of them can stand there")
@pytest.mark.parametrize("put", [a_folder, a_pipe, a_link_to_itself, too_large])
@pytest.mark.parametrize(
    ("name", "place"),
    [("settings", "settings.json"), ("session", "session.journal"), ("log", "log/2024.json")],
)
def test_what_is_no_file_is_wrong_and_what_to_do_is_told(
    run: Run, two_days: Path, put: Callable[[Path], None], name: str, place: str
) -> None:
    (two_days / place).unlink(missing_ok=True)
    put(two_days / place)
    check = checks(run("doctor", "--json", "--data-dir", two_days))[name]
    assert check["state"] == "wrong"
    assert any(word in check["to_do"] for word in ("Move it away", "remove", "backcoach restore"))


@pytest.mark.parametrize("name", ["log", "backups"])
def test_no_other_log_is_begun_inside_a_data_folder(run: Run, two_days: Path, name: str) -> None:
    before = everything_in(two_days)
    for words in (["plan"], ["flare", "--none-of-these"]):
        outcome = run(*words, "--data-dir", two_days / name)
        assert_refused(outcome, f"name that: --data-dir {two_days}")
    assert everything_in(two_days) == before


def test_a_folder_of_backups_that_can_not_be_listed_is_wrong_and_the_rest_is_told_all_the_same(
    run: Run, folder: Path
) -> None:
    keep(folder, a_session(1))
    (folder / "backups").symlink_to("backups")
    found = checks(run("doctor", "--json", "--data-dir", folder))
    assert found["backups"]["state"] == "wrong"
    assert "can't be read" in found["backups"]["found"]
    assert found["log"]["state"] == "ok"


def test_a_file_changed_by_hand_is_worth_a_look(run: Run, two_days: Path) -> None:
    path = two_days / "log" / "2024.json"
    path.write_bytes(path.read_bytes().replace(b'"effort":5', b'"effort":6', 1))
    outcome = run("doctor", "--json", "--data-dir", two_days)
    assert outcome.code == 0
    assert "changed outside backcoach: 2024.json" in checks(outcome)["log"]["found"]


def test_a_folder_others_can_look_into_is_worth_a_look(run: Run, two_days: Path) -> None:
    two_days.chmod(0o755)
    check = checks(run("doctor", "--json", "--data-dir", two_days))["folder"]
    assert (check["state"], "chmod go-rwx" in check["to_do"]) == ("look", True)


def test_a_file_in_place_of_the_folder_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    outcome = run("doctor", "--json", "--data-dir", tmp_path / "data")
    assert outcome.code == 1
    assert checks(outcome)["folder"]["state"] == "wrong"


def test_a_link_to_a_folder_that_is_not_there_is_no_empty_history(run: Run, tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "usb")
    for words in (["history"], ["backup"], ["export", tmp_path / "log.json"]):
        assert_refused(run(*words, "--data-dir", link / "data"), str(link), "which is not there")
    found = checks(run("doctor", "--json", "--data-dir", link / "data"))["folder"]
    assert (found["state"], "which is not there" in found["found"]) == ("wrong", True)
    assert list(tmp_path.iterdir()) == [link]
    (tmp_path / "usb").mkdir()
    assert run("history", "--data-dir", link / "data").code == 0


def test_who_has_the_coach_open_is_said(run: Run, two_days: Path) -> None:
    with OpenLock(two_days / OPEN_LOCK) as lock:
        assert lock.take_as(4321, moment(5, 8)) is None
        check = checks(run("doctor", "--json", "--data-dir", two_days))["lock"]
        assert (check["state"], "process 4321" in check["found"]) == ("ok", True)


def test_somebody_who_writes_for_long_is_wrong(
    run: Run, two_days: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda _seconds: None)
    with OpenLock(two_days / WRITE_LOCK) as lock:
        assert lock.take()
        check = checks(run("doctor", "--json", "--data-dir", two_days))["lock"]
        assert check["state"] == "wrong"


def test_a_full_disk_is_wrong(run: Run, two_days: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(1024))
    check = checks(run("doctor", "--json", "--data-dir", two_days))["room"]
    assert (check["state"], check["to_do"]) == ("wrong", "Make room on the disk.")


class Usage:
    def __init__(self, free: int) -> None:
        self.free = free


def test_a_terminal_is_measured(
    run: Run,
    two_days: Path,
    in_a_terminal: Callable[[int, int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("backcoach.cli.check_up.is_terminal", lambda _stream: True)
    states = []
    for columns, rows in ((80, 24), (79, 24), (40, 12), (39, 12)):
        in_a_terminal(columns, rows)
        found = checks(run("doctor", "--json", "--data-dir", two_days))["terminal"]
        states.append(found["state"])
    assert states == ["ok", "look", "look", "wrong"]


def test_doctor_says_where_a_session_is_reached(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert "backcoach ctl controls a running session" in str(check_remote(places("/data")))
    long = places(str(folder / ("long" * 20)))
    assert f"which is in {tmp_path / 'backcoach'} instead" in check_remote(long).found
    (tmp_path / "backcoach").mkdir()
    (tmp_path / "backcoach").chmod(0o755)
    assert check_remote(long).to_do.endswith(f"chmod 700 {tmp_path / 'backcoach'}")


def test_doctor_says_by_what_the_screen_stays_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    monkeypatch.delenv("SSH_TTY", raising=False)
    found = [Held("the desktop", "no desktop session here"), Held("systemd")]
    monkeypatch.setattr("backcoach.desktop.awake.tried", lambda _ways: found)
    here = places(str(folder))
    expected = "by systemd (not by the desktop: no desktop session here)"
    assert check_awake(here).found == expected
    found.pop()
    assert check_awake(here).found == "it may go off. the desktop: no desktop session here"
    monkeypatch.setenv("SSH_CONNECTION", "there 1 here 22")
    assert "another machine" in check_awake(here).found

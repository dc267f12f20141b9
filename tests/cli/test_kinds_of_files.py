"""Each file is known for what it is, and the command that reads it is named."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from backcoach.paths import places
from backcoach.store import LogStore, StoreError, load_settings, save_settings
from backcoach.store.disk.recognise import Kind, what_is
from backcoach.store.journal import Journal, read_journal
from backcoach.store.settings import Settings
from tests.cli.outcome import Run, everything_in, keep
from tests.cli.test_errors import assert_one_line
from tests.store.records import SMALL_LOG, session
from tests.store.test_journal import ENTRIES, HEAD
from tests.support.logs import a_session

MARK = b"\xef\xbb\xbf"
SAMPLES = Path(__file__).resolve().parents[1] / "store" / "samples"


def zip_of(name: str, content: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, content)
    return buffer.getvalue()


FOREIGN = {
    "strong.csv": (
        b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
        b'2026-01-01 10:00:00,"Day A",1h,"Squat (Barbell)",1,60,5\n',
        "CSV",
    ),
    "strong-android.csv": (
        b"Date;Workout Name;Exercise Name;Weight (kg)\n2026;A;Squat;60\n",
        "CSV",
    ),
    "hevy.csv": (b'"title","start_time","end_time"\n"Legs","1 Jan 2026","2"\n', "CSV"),
    "fitnotes.csv": (
        MARK + b"Date,Exercise,Category,Weight\r\n2026-01-01,Squat,Legs,60\r\n",
        "CSV",
    ),
    "garmin.csv": ("Aktivitätstyp,Datum,Titel\nKraft,2026,Übung\n".encode("latin-1"), "CSV"),
    "table.tsv": (b"date\texercise\treps\n2026\tsquat\t5\n", "CSV"),
    "liftosaur.json": (b'{"version": 3, "storage": {"history": [], "program": {}}}', "JSON"),
    "google-fit.json": (b'[{"fitnessActivity": "walking", "startTime": "2026"}]', "JSON"),
    "another.json": (b'{"meta": {"version": 1}, "sessions": [{"id": 1}]}', "JSON"),
    "anki.json": (b'{"program": "anki", "sessions": []}', "JSON"),
    "apple.xml": (b'<?xml version="1.0"?>\n<!DOCTYPE HealthData [\n]>\n<HealthData/>', "XML"),
    "garmin.tcx": (MARK + b"<TrainingCenterDatabase></TrainingCenterDatabase>", "XML"),
    "garmin.fit": (b"\x0e\x10\x43\x08\x78\x06\x00\x00.FIT\x00\x00", "not JSON"),
    "fitnotes.backup": (b"SQLite format 3\x00" + bytes(84), "not JSON"),
    "letter.txt": (b"Dear coach,\nmy back is better.\n", "text"),
    "page.html": (b"<html><body>Sign in</body></html>", "XML"),
    "photos.zip": (zip_of("photo.jpg", b"jpeg"), "zip file"),
    "empty.zip": (b"PK\x05\x06" + bytes(18), "zip file"),
    "export.json.gz": (gzip.compress(b'{"program": "backcoach"}'), "compressed"),
    "log.tar.xz": (b"\xfd7zXZ\x00rest", "compressed"),
    "shell.json": ('{"program": "backcoach"}'.encode("utf-16"), "UTF-16"),
    "no-mark.json": ('{"program": "backcoach"}'.encode("utf-16-le"), "UTF-16"),
    "no-mark-be.json": ('{"program": "backcoach"}'.encode("utf-16-be"), "UTF-16"),
    "no-mark-32.json": ('[{"program": "anki"}]'.encode("utf-32-be"), "UTF-32"),
    "empty.json": (b"", "it is empty"),
    "blank.json": (MARK + b" \r\n", "it is empty"),
}
"""Files of other programs, by name: what they hold, and a word of what is said of them."""


@pytest.fixture
def kept(run: Run, folder: Path) -> Path:
    """A data folder with a small log in it."""
    LogStore(places(str(folder)).log).save_all(SMALL_LOG)
    return folder


@pytest.fixture
def own(run: Run, kept: Path, tmp_path: Path) -> dict[str, Path]:
    """A file of each kind that backcoach writes."""
    files = {
        name: tmp_path / f"my {name}"
        for name in ("backup", "export", "settings", "journal", "history", "progress", "cache")
    }
    run("backup", files["backup"], "--data-dir", kept)
    run("export", files["export"], "--data-dir", kept)
    save_settings(files["settings"], Settings(sound=False))
    journal = Journal(files["journal"])
    journal.begin(HEAD)
    journal.add(ENTRIES[0], session(9), sync=True)
    journal.close()
    for name in ("history", "progress"):
        files[name].write_text(run(name, "--json", "--data-dir", kept).out)
    files["cache"].write_bytes(b"backcoach cache 1 2 0 key\n{}")
    files["year"] = tmp_path / "my year"
    shutil.copy(kept / "log" / "2026.json", files["year"])
    files["version 1"] = tmp_path / "my version 1"
    shutil.copy(SAMPLES / "v1.json", files["version 1"])
    return files


OWN_WORDS = {
    "backup": ("is a backup of backcoach", "backcoach restore '{file}'"),
    "export": ("is an export of backcoach", "backcoach import '{file}'"),
    "year": ("is a file of a log", "backcoach restore '{file}' --add"),
    "version 1": ("is a file of a log", "backcoach restore '{file}' --add"),
    "settings": ("is a file of settings", "backcoach doctor"),
    "journal": ("is the journal of a session", "session.journal"),
    "history": ("is what a command of backcoach prints", "backcoach export FILE"),
    "progress": ("is what a command of backcoach prints", "backcoach export FILE"),
    "cache": ("is a cache of backcoach", "may be deleted"),
}
TAKEN = {"import": ("export",), "restore": ("backup", "year", "version 1")}


@pytest.mark.parametrize("marked", [False, True], ids=["", "with a mark"])
@pytest.mark.parametrize("command", TAKEN)
def test_a_file_of_ours_is_taken_or_the_command_that_takes_it_is_named(
    run: Run, kept: Path, own: dict[str, Path], command: str, marked: bool
) -> None:
    for name, (words, to_do) in OWN_WORDS.items():
        if marked and name not in ("backup", "cache"):
            own[name].write_bytes(MARK + own[name].read_bytes())
        before = everything_in(kept)
        outcome = run(command, own[name], "--data-dir", kept)
        if name in TAKEN[command]:
            assert (outcome.code, outcome.err) == (0, ""), name
        else:
            assert_one_line(outcome, words, to_do.format(file=own[name]), "othing was changed")
        assert everything_in(kept) == before


@pytest.mark.parametrize("command", TAKEN)
@pytest.mark.parametrize("name", FOREIGN)
def test_the_file_of_another_program_is_told_to_be_one(
    run: Run, kept: Path, tmp_path: Path, command: str, name: str
) -> None:
    content, word = FOREIGN[name]
    file = tmp_path / name
    file.write_bytes(content)
    before = everything_in(kept)
    outcome = run(command, file, "--data-dir", kept)
    says_little = command == "restore" and what_is(content) in (Kind.BINARY, Kind.EMPTY, Kind.TEXT)
    word = "no backup of backcoach" if says_little else word
    assert_one_line(outcome, f"{file}: ", word, "othing was changed")
    assert everything_in(kept) == before


def test_blanks_in_front_of_an_export_are_read_past(
    run: Run, kept: Path, own: dict[str, Path]
) -> None:
    own["export"].write_bytes(b" \n" * 5_000 + own["export"].read_bytes())
    assert run("import", own["export"], "--data-dir", kept).code == 0


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="no such file here")
def test_a_file_that_fails_while_it_is_read_is_named(run: Run, kept: Path) -> None:
    outcome = run("import", "/proc/self/mem", "--data-dir", kept)
    assert_one_line(outcome, "/proc/self/mem: can't be read", "Nothing was changed")


def test_what_comes_in_by_a_pipe_is_known_too(
    run: Run, kept: Path, own: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Pipe:
        buffer = io.BytesIO(own["backup"].read_bytes())

    monkeypatch.setattr(sys, "stdin", Pipe)
    outcome = run("import", "-", "--data-dir", kept)
    assert_one_line(outcome, "standard input: is a backup", "backcoach restore FILE")


def test_a_file_that_is_too_large_is_told_from_its_beginning(
    run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "export.xml"
    file.write_bytes(b"<HealthData>" + b" " * 10_000)
    monkeypatch.setattr("backcoach.store.disk.files.BYTES_MAX", 8_000)
    assert_one_line(run("import", file, "--data-dir", kept), "XML file of another program")


def test_what_any_command_prints_is_known(run: Run, kept: Path, tmp_path: Path) -> None:
    keep(kept, a_session(1))
    for words in (
        ("history",),
        ("progress",),
        ("plan",),
        ("exercises",),
        ("exercises", "bird_dog"),
        ("why", "bird_dog"),
        ("review",),
        ("profile",),
        ("doctor",),
        ("simulate", "--people", "1", "--weeks", "1"),
        ("measure", "--pain", "3"),
        ("checkin", "--pain", "3"),
        ("export", tmp_path / "export.json"),
        ("import", tmp_path / "export.json"),
        ("flare", "--none-of-these"),
    ):
        printed = run(*words, "--json", "--data-dir", kept).out
        assert what_is(printed.encode()) is Kind.PRINTED, words


@pytest.mark.parametrize("command", TAKEN)
def test_a_data_folder_is_told_to_be_one(
    run: Run, kept: Path, folder: Path, command: str, tmp_path: Path
) -> None:
    outcome = run(command, kept, "--data-dir", tmp_path / "new")
    to_do = f"backcoach backup FILE --data-dir {kept}"
    assert_one_line(outcome, "is a data folder of backcoach", to_do)


def kinds(own: dict[str, Path]) -> Iterator[tuple[str, bytes]]:
    yield from ((name, path.read_bytes()) for name, path in own.items())
    yield from ((name, content) for name, (content, _) in FOREIGN.items())


def test_whatever_stands_in_place_of_the_settings_is_told(
    own: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "settings.json"
    for name, content in kinds(own):
        place.write_bytes(content)
        if name == "settings":
            assert load_settings(place) == Settings(sound=False)
            continue
        with pytest.raises(StoreError) as caught:
            load_settings(place)
        assert str(caught.value).isprintable()
        assert "remove the file to get the defaults back" in str(caught.value)
        if name in OWN_WORDS:
            assert OWN_WORDS[name][0] in str(caught.value)


def test_whatever_stands_in_place_of_a_year_of_the_log_is_told(
    run: Run, own: dict[str, Path], tmp_path: Path
) -> None:
    home = tmp_path / "other"
    for name, content in kinds(own):
        (home / "log").mkdir(parents=True, exist_ok=True)
        (home / "log" / "2026.json").write_bytes(content)
        outcome = run("history", "--data-dir", home)
        if name == "year":
            assert outcome.code == 0
            continue
        assert_one_line(outcome, "2026.json: ")
        if name in OWN_WORDS and name != "version 1":
            assert_one_line(outcome, OWN_WORDS[name][0], "not a file of the log")


def test_whatever_stands_in_place_of_the_journal_is_told(
    own: dict[str, Path], tmp_path: Path
) -> None:
    place = tmp_path / "session.journal"
    for name, content in kinds(own):
        place.write_bytes(content)
        if name == "journal":
            assert read_journal(place) is not None
        elif content:
            with pytest.raises(StoreError, match="no journal of a session"):
                read_journal(place)


def test_a_mark_in_front_is_read_past_wherever_a_person_may_have_saved_a_file(
    run: Run, kept: Path, own: dict[str, Path]
) -> None:
    """Notepad and PowerShell write one."""
    year = kept / "log" / "2026.json"
    year.write_bytes(MARK + year.read_bytes())
    (kept / "settings.json").write_bytes(MARK + b'{"sound": false}')
    own["journal"].write_bytes(MARK + own["journal"].read_bytes())
    shutil.copy(own["journal"], kept / "session.journal")
    assert run("history", "--json", "--data-dir", kept).code == 0
    checks = json.loads(run("doctor", "--json", "--data-dir", kept).out)["checks"]
    states = {check["name"]: check["state"] for check in checks}
    assert (states["settings"], states["session"]) == ("ok", "look")
    (log,) = (check["found"] for check in checks if check["name"] == "log")
    assert log.startswith("2 sessions, 2 check-ins, ")
    LogStore(places(str(kept)).log).save(session(9))
    assert not year.read_bytes().startswith(MARK)

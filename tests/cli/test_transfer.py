"""`export` and `import`: there and back, asked or not, and nothing lost on the way."""

from __future__ import annotations

import io
import json
import os
import shlex
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from backcoach.coach.model.records import Log
from backcoach.paths import places
from backcoach.store import LogStore
from backcoach.store.copies import transfer
from backcoach.store.disk.files import BYTES_MAX
from tests.cli.outcome import Run, everything_in
from tests.cli.test_errors import assert_one_line
from tests.store.records import MORNING, SMALL_LOG, session

YEAR = "log/2026.json"
"""The file of `SMALL_LOG`."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another data folder that does not exist yet."""
    return tmp_path / "elsewhere"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "export.json"


@pytest.fixture
def kept(folder: Path) -> Path:
    """A data folder with a small log in it."""
    LogStore(places(str(folder)).log).save_all(SMALL_LOG)
    return folder


def log_in(folder: Path) -> Log:
    return LogStore(places(str(folder)).log).load()


class StandardInput:
    def __init__(self, text: bytes) -> None:
        self.buffer = io.BytesIO(text)


# --- There and back ------------------------------------------------------------------------


def test_a_log_taken_to_another_folder_is_the_same_log(
    run: Run, kept: Path, elsewhere: Path, file: Path
) -> None:
    exported = run("export", file, "--data-dir", kept)
    assert (exported.code, exported.err) == (0, "")
    assert exported.out.startswith("Wrote 2 sessions, 2 check-ins, 1 choice of stage, 1 consent, ")
    assert exported.out.endswith(f"1 flare report, 1 outcome measure to {file}.\n")
    imported = run("import", file, "--data-dir", elsewhere)
    assert (imported.code, imported.err) == (0, "")
    assert "Wrote 13 records." in imported.out
    assert log_in(elsewhere) == SMALL_LOG
    assert (elsewhere / YEAR).read_bytes() == (kept / YEAR).read_bytes()


def test_importing_twice_changes_nothing(
    run: Run, kept: Path, elsewhere: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("export", file, "--data-dir", kept)
    run("import", file, "--data-dir", elsewhere)
    before = everything_in(elsewhere)

    def refuse(*_: object) -> None:
        raise AssertionError("nothing had to be written")

    monkeypatch.setattr(os, "replace", refuse)
    again = run("import", file, "--data-dir", elsewhere)
    assert again.code == 0
    assert again.out.endswith("Nothing had to be written.\n")
    assert everything_in(elsewhere) == before


def test_an_export_is_for_the_user_alone(run: Run, kept: Path, file: Path) -> None:
    run("export", file, "--data-dir", kept)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(file.parent.glob("*.tmp")) == []


def test_a_dash_is_standard_output_and_standard_input(
    run: Run, kept: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = run("export", "-", "--data-dir", kept).out
    assert json.loads(out)["program"] == "backcoach"
    monkeypatch.setattr(sys, "stdin", StandardInput(out.encode()))
    assert run("import", "-", "--data-dir", elsewhere).code == 0
    assert log_in(elsewhere) == SMALL_LOG


def test_a_pipe_carries_it_whatever_the_locale(kept: Path, elsewhere: Path) -> None:
    there, here = (
        shlex.join([sys.executable, "-m", "backcoach", word, "-", "--data-dir", str(folder)])
        for word, folder in (("export", kept), ("import", elsewhere))
    )
    line = f"{there} | {here}"
    variables = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    subprocess.run(line, shell=True, check=True, capture_output=True, env=variables)
    assert log_in(elsewhere) == SMALL_LOG


def test_an_empty_log_is_exported_and_imported_without_a_trace(
    run: Run, folder: Path, elsewhere: Path, file: Path
) -> None:
    assert run("export", file, "--data-dir", folder).out == f"Wrote an empty log to {file}.\n"
    assert run("import", file, "--data-dir", elsewhere).out.endswith("Nothing had to be written.\n")
    assert not folder.exists()
    assert not elsewhere.exists()


# --- Merging -------------------------------------------------------------------------------


CHANGED = replace(session(2), stage=3)


@pytest.fixture
def other(file: Path) -> Path:
    """An export with a session of ours, one that differs and one that is new."""
    log = Log(sessions=(session(1), CHANGED, session(7)))
    file.write_bytes(transfer.encode_export(log, MORNING))
    return file


def test_what_would_change_is_told_without_changing_it(run: Run, kept: Path, other: Path) -> None:
    before = everything_in(kept)
    told = run("import", other, "--dry-run", "--data-dir", kept)
    assert told.code == 0
    assert [line.split() for line in told.out.splitlines()][2] == ["Sessions", "1", "1", "1"]
    assert "1 record would be written" in told.out
    assert "--replace" in told.out
    replacing = run("import", other, "--dry-run", "--replace", "--data-dir", kept)
    assert "2 records would be written." in replacing.out
    assert everything_in(kept) == before


def test_a_record_that_differs_stops_the_import_until_somebody_chooses(
    run: Run, kept: Path, other: Path
) -> None:
    before = everything_in(kept)
    outcome = run("import", other, "--data-dir", kept)
    assert_one_line(outcome, str(other), "1 record differs", 'session "session-2"', "--replace")
    assert everything_in(kept) == before


def test_replacing_takes_what_differs_from_the_file(run: Run, kept: Path, other: Path) -> None:
    assert "Wrote 2 records." in run("import", other, "--replace", "--data-dir", kept).out
    assert log_in(kept).sessions == (session(1), CHANGED, session(7))
    assert log_in(kept).check_ins == SMALL_LOG.check_ins


def test_keeping_leaves_what_differs_as_it_was(run: Run, kept: Path, other: Path) -> None:
    assert "Wrote 1 record." in run("import", other, "--keep", "--data-dir", kept).out
    assert log_in(kept).sessions == (session(1), session(2), session(7))


def test_progress_follows_what_was_imported(run: Run, kept: Path, other: Path) -> None:
    before = json.loads(run("history", "--json", "--data-dir", kept).out)
    run("import", other, "--keep", "--data-dir", kept)
    after = json.loads(run("history", "--json", "--data-dir", kept).out)
    assert (len(before["sessions"]), len(after["sessions"])) == (2, 3)


def test_both_speak_json(run: Run, kept: Path, other: Path, tmp_path: Path) -> None:
    target = tmp_path / "written.json"
    exported = json.loads(run("export", target, "--json", "--data-dir", kept).out)
    assert exported["file"] == str(target)
    assert exported["bytes"] == target.stat().st_size
    assert exported["records"] == {
        **{"sessions": 2, "check_ins": 2, "choices": 1, "consents": 1, "mornings": 2},
        **{"screenings": 1, "clearances": 1, "profiles": 1, "flares": 1, "measures": 1},
    }
    told = json.loads(run("import", other, "--dry-run", "--json", "--data-dir", kept).out)
    assert (told["dry_run"], told["written"]) == (True, 0)
    assert told["records"]["sessions"] == {"new": 1, "same": 1, "different": 1}
    assert told["differing"] == {"sessions": ["session-2"]}
    done = json.loads(run("import", other, "--replace", "--json", "--data-dir", kept).out)
    assert (done["dry_run"], done["written"]) == (False, 2)


# --- What is refused -----------------------------------------------------------------------


def test_a_file_that_is_there_is_not_written_over(run: Run, kept: Path, file: Path) -> None:
    file.write_text("mine")
    assert_one_line(run("export", file, "--data-dir", kept), f"{file} is there already", "--force")
    assert file.read_text() == "mine"
    assert run("export", file, "--force", "--data-dir", kept).code == 0
    assert json.loads(file.read_bytes())["program"] == "backcoach"


def test_the_log_and_the_settings_are_never_written_over(
    run: Run, kept: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(kept / YEAR)
    (kept / "backups").mkdir(exist_ok=True)
    before = everything_in(kept)
    for name in (
        kept / YEAR,
        kept / "settings.json",
        kept / "log.json",
        kept / "backups" / "other.json",
        kept / ".." / "data" / YEAR,
        link,
    ):
        outcome = run("export", name, "--force", "--data-dir", kept)
        assert_one_line(outcome, "is backcoach's own")
    assert everything_in(kept) == before


def test_only_a_file_can_be_exported_to(run: Run, kept: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for name, problem in (
        (tmp_path, "is a folder"),
        (tmp_path / "no" / "such" / "x.json", f"there is no folder {tmp_path / 'no' / 'such'}"),
        (pipe, "is not a file"),
        ("", "the name of the file is empty"),
        ("a\0b", "no file has such a name"),
    ):
        assert_one_line(run("export", name, "--force", "--data-dir", kept), problem)
    assert pipe.is_fifo()
    assert not (tmp_path / "no").exists()


def test_json_about_standard_output_would_get_in_its_way(run: Run, kept: Path) -> None:
    assert_one_line(run("export", "-", "--json", "--data-dir", kept), "the document itself")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b"\0\0\0", "not JSON"),
        (b"{" + b"[" * 100_000, "not JSON"),
        (b'{"sessions": ' + b"[" * 100_000, "nested too deeply"),
        (b'{"program": "backcoach", "schema_version": 99}', "schema version 99"),
    ],
)
def test_one_line_about_a_file_that_is_no_export(
    run: Run, kept: Path, file: Path, content: bytes, problem: str
) -> None:
    before = everything_in(kept)
    file.write_bytes(content)
    for words in ((), ("--dry-run",)):
        outcome = run("import", file, *words, "--data-dir", kept)
        assert_one_line(outcome, f"{file}: ", problem, "othing was changed")
    assert everything_in(kept) == before


def test_one_bad_record_and_nothing_is_imported(run: Run, elsewhere: Path, other: Path) -> None:
    document = json.loads(other.read_bytes())
    document["sessions"][2]["sets"][0]["pain"] = 11
    other.write_text(json.dumps(document))
    outcome = run("import", other, "--data-dir", elsewhere)
    assert_one_line(outcome, "sessions[2].sets[0].pain: expected 0 to 10, got 11")
    assert not elsewhere.exists()


def test_a_file_that_cannot_be_found_or_read(run: Run, folder: Path, tmp_path: Path) -> None:
    assert_one_line(run("import", tmp_path / "no.json", "--data-dir", folder), "there is no file")
    assert_one_line(run("import", tmp_path, "--data-dir", folder), "is a folder")
    assert_one_line(run("import", "a\0b", "--data-dir", folder), "no file has such a name")
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused_and_not_held_in_memory(
    run: Run, folder: Path, file: Path
) -> None:
    with file.open("wb") as large:
        large.truncate(BYTES_MAX + 1)
    outcome = run("import", file, "--data-dir", folder)
    assert_one_line(outcome, f"{file}: larger than 256 MiB")


def test_standard_input_without_an_end_is_given_up(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size is not None
            assert size > 0
            return b" " * size

    endless = StandardInput(b"")
    endless.buffer = Endless()
    monkeypatch.setattr(sys, "stdin", endless)
    monkeypatch.setattr("backcoach.store.disk.files.BYTES_MAX", 1000)
    monkeypatch.setattr(transfer, "BYTES_MAX", 1000)
    assert_one_line(run("import", "-", "--data-dir", folder), "standard input: larger than")


def test_choosing_both_is_a_slip(run: Run, folder: Path, file: Path) -> None:
    outcome = run("import", file, "--keep", "--replace", "--data-dir", folder)
    assert_one_line(outcome, "--keep", "--replace", "backcoach import --help")


def test_an_import_into_a_damaged_log_leaves_it_alone(run: Run, kept: Path, other: Path) -> None:
    (kept / YEAR).write_bytes(b"{}")
    outcome = run("import", other, "--data-dir", kept)
    assert_one_line(outcome, str(kept / YEAR))
    assert (kept / YEAR).read_bytes() == b"{}"

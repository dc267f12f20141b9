"""Whatever a user gets wrong: one line on stderr, exit code 2, nothing printed, nothing touched."""

import io
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from backcoach.cli import terminal
from backcoach.cli.parser import parse
from backcoach.cli.values import LENGTHS
from backcoach.coach.model.programme import Length
from backcoach.paths import CONTENT_DIR_VARIABLE, content_dir, places
from tests.cli.outcome import Outcome, Run, everything_in, keep
from tests.support.logs import a_session

READING = ("plan", "progress", "history", "exercises", "why", "review")
NOWHERE = ("start", "plan", "progress", "history", "exercises")


def assert_one_line(outcome: Outcome, *parts: str) -> None:
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("backcoach: ")
    assert outcome.err.endswith("\n")
    assert outcome.err.count("\n") == 1
    assert "Traceback" not in outcome.err
    for part in parts:
        assert part in outcome.err


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (["plna"], ['"plna"', "did you mean plan?", "backcoach --help"]),
        (["exercise"], ["did you mean exercises?"]),
        (["xyzzy"], ['there is no command "xyzzy"', "backcoach --help"]),
        ([""], ['""']),
        (["two\nlines"], ['"two lines"']),
        (["\x1b[31mred"], ['"?[31mred"']),
        (["x" * 500], ["xxx..."]),
        (["--jsno", "plan"], ['"--jsno"', "did you mean --json?"]),
        (["--json", "plan"], ["--json comes after a command", "backcoach plan --json"]),
        (["--speed", "3", "start"], ["--speed comes after a command", "backcoach start --speed"]),
        (["plan", "--speed", "3"], ["plan has no option --speed"]),
        (["plan", "--version"], ["plan has no option --version"]),
        (["plan", "--minuts", "short"], ["did you mean --minutes?", "backcoach plan --help"]),
        (["plan", "--min", "short"], ['"--min"']),
        (["plan", "now"], ['plan does not take "now"']),
        (["plan", "--json=yes"], ["--json"]),
        (["start", "--json"], ["start has no option --json"]),
        (["start", "--speed"], ["--speed", "backcoach start --help"]),
        (["start", "--speed", "0"], ['--speed: "0" is not a number from 1 to 100']),
        (["start", "--speed", "0.99"], ["1 to 100"]),
        (["start", "--speed", "101"], ["1 to 100"]),
        (["start", "--speed", "-5"], ["1 to 100"]),
        (["start", "--speed", "fast"], ['"fast"', "1 to 100"]),
        (["start", "--speed", "nan"], ["1 to 100"]),
        (["start", "--speed", "inf"], ["1 to 100"]),
        (["start", "--minutes", "20"], ['--minutes: "20" is not short, standard or long']),
        (["plan", "--minutes", "SHORT"], ["short, standard or long"]),
        (["plan", "--data-dir"], ["--data-dir"]),
        (["plan", "--data-dir", ""], ["--data-dir", "empty"]),
        (["exercises", "bird-dog"], ['"bird-dog"', "did you mean bird_dog?"]),
        (["exercises", "brid_dog"], ["did you mean bird_dog?"]),
        (["exercises", "zzz"], ['"zzz"', "see: backcoach exercises"]),
        (["exercises", "zzz", "--json"], ['"zzz"']),
        (["exercises", "bird_dog", "bridge"], ['does not take "bridge"']),
        (["plan", "--pain", "11"], ['--pain: "11" is not a whole number from 0 to 10']),
        (["plan", "--pain", "2", "--slept", "bad"], ['--slept: "bad" is not good, ok or poor']),
        (["plan", "--pain", "2", "--up", "1441"], ['--up: "1441"', "minutes from 0 to 1440"]),
        (["plan", "--pain", "2", "--up", "-1"], ["--up"]),
        (["plan", "--slept", "poor"], ["--slept goes with --pain", "plan --pain 2 --slept poor"]),
        (["plan", "--up", "30"], ["--up goes with --pain", "plan --pain 2 --up 30"]),
        (["start", "--pain", "2"], ["start has no option --pain"]),
        (["why"], ["EXERCISE", "see: backcoach why --help"]),
        (["why", "brid_dog"], ["did you mean bird_dog?"]),
        (["why", "zzz", "--json"], ['"zzz"', "see: backcoach exercises"]),
    ],
)
def test_a_slip_on_the_command_line(
    run: Run, tmp_path: Path, words: list[str], parts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCOACH_DATA_DIR", str(tmp_path / "data"))
    assert_one_line(run(*words), *parts)
    assert everything_in(tmp_path) == {}


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("command", NOWHERE)
@pytest.mark.parametrize("inside", ["", "deeper/still"])
def test_a_file_where_the_data_folder_should_be(
    run: Run, tmp_path: Path, command: str, inside: str
) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    assert_one_line(run(command, "--data-dir", file / inside), str(file), "not a folder")
    assert everything_in(tmp_path) == {"file": b"mine"}


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("command", ["plan", "progress", "history", "start"])
@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"sessions": {"1": {}}}', b"\xff\xfe", b"\x00" * 100]
)
def test_a_damaged_log(run: Run, folder: Path, command: str, damage: bytes) -> None:
    log = places(str(folder)).log / "2026.json"
    log.parent.mkdir(parents=True)
    log.write_bytes(damage)
    assert_one_line(run(command, "--data-dir", folder), str(log), "backcoach restore")
    assert everything_in(folder) == {"log": None, "log/2026.json": damage}


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("words", [["start"], []])
def test_damaged_settings(run: Run, folder: Path, words: list[str]) -> None:
    keep(folder, a_session(1))
    settings = places(str(folder)).settings
    settings.write_text('{"sound": "loud"}', encoding="utf-8")
    before = everything_in(folder)
    assert_one_line(run("--data-dir", folder, *words), str(settings), "sound")
    assert everything_in(folder) == before


@pytest.mark.usefixtures("in_a_terminal")
@pytest.mark.parametrize("command", NOWHERE)
def test_a_mistake_in_the_content(
    run: Run, tmp_path: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = tmp_path / "content"
    shutil.copytree(content_dir(), content)
    with (content / "exercises" / "bridge.toml").open("a", encoding="utf-8") as file:
        file.write("\n[colour]\nred = 1\n")
    monkeypatch.setenv(CONTENT_DIR_VARIABLE, str(content))
    folder = tmp_path / "data"
    assert_one_line(run(command, "--data-dir", folder), "bridge.toml", "colour")
    assert not folder.exists()


def test_no_content_at_all(
    run: Run, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CONTENT_DIR_VARIABLE, str(tmp_path / "nothing"))
    assert_one_line(run("plan", "--data-dir", folder), "nothing")


def test_a_home_that_nobody_has(run: Run) -> None:
    assert_one_line(run("plan", "--data-dir", "~nobody-of-that-name/data"), "--data-dir")


@pytest.mark.parametrize("words", [[], ["start"], ["start", "--speed", "60"]])
@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_no_terminal(
    run: Run, folder: Path, words: list[str], missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda stream: stream is not getattr(sys, missing))
    outcome = run(*words, "--data-dir", folder)
    assert_one_line(outcome, "needs a terminal", "backcoach plan")
    assert not folder.exists()


@pytest.mark.parametrize(("columns", "rows"), [(39, 24), (80, 11), (39, 11)])
def test_a_terminal_that_is_too_small(
    run: Run, folder: Path, columns: int, rows: int, in_a_terminal: Callable[[int, int], None]
) -> None:
    in_a_terminal(columns, rows)
    assert_one_line(run("--data-dir", folder), f"{columns}×{rows}", "40×12")
    assert not folder.exists()


@pytest.mark.usefixtures("in_a_terminal")
def test_a_folder_that_cannot_be_written_to(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Rights don't bind an administrator, so the answer of the system is put on.
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    folder = tmp_path / "data"
    assert_one_line(run("--data-dir", folder), str(tmp_path), "--data-dir")
    assert everything_in(tmp_path) == {}
    assert run("plan", "--data-dir", folder).code == 0


def test_what_the_machine_refuses(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_path: Path) -> bool:
        raise PermissionError(13, "Permission denied", "/somewhere")

    monkeypatch.setattr(Path, "exists", refuse)
    assert_one_line(run("plan", "--data-dir", folder), "/somewhere: Permission denied")


def test_the_lengths_are_those_of_the_programme() -> None:
    assert tuple(length.value for length in Length) == LENGTHS


def test_help_and_version_go_to_stdout(run: Run) -> None:
    for words in (["--help"], ["-h"], ["--version"], *([command, "--help"] for command in NOWHERE)):
        outcome = run(*words)
        assert outcome.code == 0
        assert outcome.err == ""
        assert "backcoach" in outcome.out


def test_the_data_folder_may_be_named_before_or_after_the_command() -> None:
    for name in (*READING, "start"):
        command = [name, "bird_dog"] if name == "why" else [name]
        assert parse(["--data-dir", "here", *command]).data_dir == "here"
        assert parse([*command, "--data-dir", "here"]).data_dir == "here"
        assert parse([f"--data-dir={'here'}", *command]).data_dir == "here"
        assert parse(["--data-dir", "there", *command, "--data-dir", "here"]).data_dir == "here"
    assert parse(["--data-dir", "plan"]).command == ""


def test_the_speed_may_be_any_number_from_1_to_100() -> None:
    for text, speed in (("1", 1.0), ("2.5", 2.5), ("100", 100.0)):
        assert parse(["start", "--speed", text]).args.speed == speed


def python(code: str, **streams: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=streams.get("stdout", subprocess.PIPE),
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("words", [["exercises"], ["exercises", "--json"], ["--help"]])
def test_a_reader_that_went_away_is_met_with_silence(words: list[str]) -> None:
    code = f"import sys\nfrom backcoach.__main__ import main\nsys.exit(main({words!r}))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        process = python(code, stdout=write_end)
    finally:
        os.close(write_end)
    _, err = process.communicate(timeout=60)
    assert err == ""
    assert process.returncode in (0, 141)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_behind_a_redirection_is_one_line() -> None:
    code = "import sys\nfrom backcoach.__main__ import main\nsys.exit(main(['exercises']))"
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        process = python(code, stdout=full)
    finally:
        os.close(full)
    _, err = process.communicate(timeout=60)
    assert_one_line(Outcome(process.returncode, "", err), "No space left")


def test_ctrl_c_is_met_with_silence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> Path:
        raise KeyboardInterrupt

    monkeypatch.setattr("backcoach.cli.context.content_dir", interrupt)
    outcome = run("plan")
    assert (outcome.code, outcome.out, outcome.err) == (130, "", "")


def test_output_survives_a_narrow_encoding(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    for words, encoding in ((["plan", "--json"], "utf-8"), (["plan"], "ascii")):
        stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", stream)
            assert run(*words).code == 0
            stream.flush()
            assert isinstance(stream.buffer, io.BytesIO)
            assert "Stage 1" in stream.buffer.getvalue().decode(encoding)

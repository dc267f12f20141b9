"""The virtual environment of `make`: when it is made anew, and what is said when it can't be."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import environment

Installed = list[tuple[str, ...]]


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Installed:
    """What pip is asked for: a package `anything` is there afterwards, without pip or network."""
    asked: Installed = []

    def pip(folder: Path, what: str, *_words: str) -> None:
        asked.append((folder.name, what))
        (site_packages(folder) / "anything").mkdir(exist_ok=True)

    def run(words: list[Path | str]) -> subprocess.CompletedProcess[bytes]:
        if "venv" in words:
            venv.create(str(words[-1]), clear=True, symlinks=os.name != "nt")
        return subprocess.CompletedProcess(words, 0, b"")

    monkeypatch.setattr(environment, "pip", pip)
    monkeypatch.setattr(environment, "run", run)
    return asked


def site_packages(folder: Path) -> Path:
    (found,) = [*folder.glob("lib/python*/site-packages"), *folder.glob("Lib/site-packages")]
    return found


def made(folder: Path, kind: str = "run", *words: str) -> int:
    return environment.main([kind, str(folder), *words])


def test_an_environment_that_will_do_is_left_alone(
    tmp_path: Path, installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "with a blank" / ".venv"
    assert made(folder) == 0
    assert installed == [(".venv", "requirements/run.lock"), (".venv", "backcoach itself")]
    capsys.readouterr()
    assert made(folder, "run", "--this-python") == 0
    assert len(installed) == 2
    assert capsys.readouterr().err == ""


def test_what_the_tests_need_is_added_and_holds_what_the_coach_needs(
    tmp_path: Path, installed: Installed
) -> None:
    folder = tmp_path / ".venv"
    made(folder)
    (folder / "mine").touch()
    made(folder, "dev")
    assert installed[2:] == [(".venv", "requirements/dev.lock"), (".venv", "backcoach itself")]
    assert (folder / "mine").exists()
    made(folder, "run")
    made(folder, "dev")
    assert len(installed) == 4
    made(folder, "docs")
    assert installed[4:] == [(".venv", "requirements/docs.lock"), (".venv", "backcoach itself")]
    made(folder, "dev")
    assert len(installed) == 6


def is_moved(folder: Path) -> None:
    other = folder.parent.with_name("moved")
    folder.parent.rename(other)
    other.rename(folder.parent)
    note = folder / environment.NOTE
    note.write_text(note.read_text().replace("checkout", "elsewhere"))


def has_no_python(folder: Path) -> None:
    python = environment.python_in(folder)
    python.unlink()
    if os.name != "nt":
        python.symlink_to("/no/such/python")


def has_a_python_that_falls(folder: Path) -> None:
    python = environment.python_in(folder)
    python.unlink()
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)


def has_no_configuration(folder: Path) -> None:
    (folder / "pyvenv.cfg").unlink()


def lacks_a_package(folder: Path) -> None:
    (site_packages(folder) / "anything").rmdir()


def is_half_made(folder: Path) -> None:
    (folder / environment.NOTE).unlink()


def has_a_note_that_is_cut_off(folder: Path) -> None:
    (folder / environment.NOTE).write_text('{"folder": "')


def is_of_another_lock(folder: Path) -> None:
    note = folder / environment.NOTE
    note.write_text(note.read_text().replace('"run": "', '"run": "0'))


def is_of_another_python(folder: Path) -> None:
    note = folder / environment.NOTE
    note.write_text(note.read_text().replace('"cpython-', '"cpython-9'))


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        (is_moved, "it was made as"),
        (has_no_python, "its Python is gone"),
        (has_a_python_that_falls, "its Python is gone"),
        (has_no_configuration, "its Python has changed"),
        (is_of_another_python, "its Python has changed"),
        (lacks_a_package, "something in it is gone"),
        (is_half_made, "it is not complete"),
        (has_a_note_that_is_cut_off, "it is not complete"),
        (is_of_another_lock, "what it was made from has changed"),
    ],
)
def test_an_environment_that_will_not_do_is_made_anew_and_the_reason_told(
    broken: Callable[[Path], None],
    why: str,
    tmp_path: Path,
    installed: Installed,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "checkout" / ".venv"
    made(folder)
    broken(folder)
    capsys.readouterr()
    assert made(folder) == 0
    told = capsys.readouterr().err
    assert told.startswith(f".venv is made anew: {why}")
    assert told.count("\n") == 2
    assert len(installed) == 4
    assert made(folder) == 0
    assert len(installed) == 4


def test_only_a_python_that_was_named_must_be_the_one_in_use(
    tmp_path: Path,
    installed: Installed,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made(tmp_path / ".venv")
    monkeypatch.setattr(sys, "base_prefix", "/another")
    assert made(tmp_path / ".venv") == 0
    assert len(installed) == 2
    assert made(tmp_path / ".venv", "run", "--this-python") == 0
    assert len(installed) == 4
    assert "it was made with another Python" in capsys.readouterr().err


def assert_one_line(told: str, *parts: str) -> None:
    assert told.startswith("backcoach: ")
    assert told.count("\n") == 1
    for part in parts:
        assert part in told


def test_without_venv_one_line_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name)
    )
    assert made(tmp_path / ".venv") == 2
    assert_one_line(capsys.readouterr().err, "-venv)", "make run PYTHON=")
    assert not (tmp_path / ".venv").exists()


def test_a_folder_that_holds_something_else_is_left_as_it_is(
    tmp_path: Path, installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letters").touch()
    assert made(tmp_path) == 2
    assert_one_line(capsys.readouterr().err.split("\n", 1)[1], "holds something else", "VENV=")
    assert [each.name for each in tmp_path.iterdir()] == ["letters"]
    assert installed == []


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_to_another_place_is_followed(tmp_path: Path, installed: Installed) -> None:
    (tmp_path / ".venv").symlink_to(tmp_path / "elsewhere")
    made(tmp_path / ".venv")
    assert environment.python_in(tmp_path / "elsewhere").exists()
    made(tmp_path / ".venv")
    assert len(installed) == 2


def test_a_file_in_its_place_is_told(
    tmp_path: Path, installed: Installed, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".venv").touch()
    assert made(tmp_path / ".venv") == 2
    assert_one_line(capsys.readouterr().err, str(tmp_path / ".venv"), "VENV=")
    assert installed == []


@pytest.mark.skipif(os.pathsep != ":", reason="no path can hold it there")
def test_a_path_in_which_no_environment_works_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert made(tmp_path / "a:b" / ".venv") == 2
    assert_one_line(capsys.readouterr().err, "because of the ':'", "VENV=")


def test_what_pip_said_is_kept_and_the_next_run_begins_anew(
    tmp_path: Path,
    installed: Installed,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / ".venv"
    whole = environment.pip

    def fails(folder: Path, what: str, *_words: str) -> None:
        done = subprocess.CompletedProcess([], 1, b"no network\nat all\n")
        raise environment.UserError(f"no {what}; {environment.log_of(done, folder)}")

    monkeypatch.setattr(environment, "pip", fails)
    assert made(folder) == 2
    assert_one_line(capsys.readouterr().err.split("\n", 1)[1], str(folder / environment.LOG))
    assert (folder / environment.LOG).read_bytes() == b"no network\nat all\n"
    monkeypatch.setattr(environment, "pip", whole)
    assert made(folder) == 0
    assert "it is not complete" in capsys.readouterr().err


def test_pip_installs_into_the_environment_and_takes_its_other_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[dict[str, str] | None] = []

    def run(
        words: list[Path | str], settings: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[bytes]:
        given.append(settings)
        return subprocess.CompletedProcess(words, 0, b"")

    monkeypatch.setattr(environment, "run", run)
    for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_INDEX_URL"):
        monkeypatch.setenv(name, str(tmp_path))
    environment.pip(tmp_path / ".venv", "anything")
    (settings,) = given
    assert settings is not None
    assert not {"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT"} & set(settings)
    assert settings["PIP_INDEX_URL"] == str(tmp_path)


def test_what_differs_from_the_lock_is_listed() -> None:
    new = {"rich": "16.0", "pip": "26.0", "textual": "8.2.8", "attrs": "26.1.0"}
    assert environment.changes(new, {"rich": "15.0.0", "textual": "8.2.8"}).splitlines() == [
        "Newer than in requirements/dev.lock:",
        "  attrs (not there) -> 26.1.0",
        "  rich 15.0.0 -> 16.0",
    ]


def test_every_requirement_has_a_lower_bound() -> None:
    assert [environment.at_least(each) for each in environment.direct()]
    assert [environment.at_least(each) for each in environment.for_docs()]
    assert environment.at_least("textual>=8.2.8,<9") == "textual==8.2.8"
    with pytest.raises(environment.UserError):
        environment.at_least("rich")


@pytest.mark.skipif(shutil.which("make") is None, reason="no make here")
@pytest.mark.parametrize("python", ["no-such-python", "false"])
def test_make_says_in_one_line_that_it_needs_another_python(python: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["make", "-s", "run", f"PYTHON={python}", f"VENV={tmp_path / '.venv'}"],
        cwd=environment.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert told == [
        "backcoach needs Python 3.11 or newer; install it, or name one with:"
        " make run PYTHON=python3.12"
    ]
    assert done.returncode == 2


def test_two_at_once_wait_for_each_other() -> None:
    fcntl = pytest.importorskip("fcntl")
    checkout = os.open(environment.CHECKOUT, os.O_RDONLY)
    try:
        with environment.one_at_a_time(), pytest.raises(BlockingIOError):
            fcntl.flock(checkout, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        os.close(checkout)

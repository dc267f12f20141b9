"""Opening the coach: everything is read first, and the options are passed on."""

import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

from backcoach.clock import SystemClock
from backcoach.coach.model.programme import Length
from backcoach.practice import Practice
from backcoach.store.disk.lock import OPEN_LOCK, WRITE_LOCK
from tests.cli.outcome import Run, everything_in
from tests.cli.test_errors import assert_one_line

Opened = list[tuple[Practice, bool, Length | None]]

pytestmark = pytest.mark.usefixtures("in_a_terminal")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Every opening of the coach, which here ends at once with exit code 7."""
    openings: Opened = []

    def run_coach(practice: Practice, *, start: bool, length: Length | None) -> int:
        openings.append((practice, start, length))
        return 7

    stand_in = ModuleType("backcoach.tui.app.run")
    stand_in.__dict__["run_coach"] = run_coach
    monkeypatch.setitem(sys.modules, "backcoach.tui.app.run", stand_in)
    return openings


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], (False, None, 1.0)),
        (["start"], (True, None, 1.0)),
        (["start", "--minutes", "short"], (True, Length.SHORT, 1.0)),
        (["start", "--speed", "60", "--minutes", "long"], (True, Length.LONG, 60.0)),
        (["start", "--speed", "2.5"], (True, None, 2.5)),
    ],
)
def test_what_was_asked_for_is_handed_on(
    run: Run,
    folder: Path,
    opened: Opened,
    words: list[str],
    expected: tuple[bool, Length | None, float],
) -> None:
    outcome = run("--data-dir", folder, *words)
    assert (outcome.code, outcome.out, outcome.err) == (7, "", "")
    ((practice, start, length),) = opened
    assert isinstance(practice.book.clock, SystemClock)
    assert (start, length, practice.book.clock.speed) == expected
    assert practice.book.places.data == folder


def test_content_settings_and_log_are_read_before_the_screen_is_taken_over(
    run: Run, folder: Path, opened: Opened
) -> None:
    run("--data-dir", folder)
    ((practice, _, _),) = opened
    with pytest.MonkeyPatch.context() as patch:
        for reads in ("book.load_catalogue", "book.load_settings", "log_views.LogStore.load"):
            patch.setattr(f"backcoach.practice.{reads}", lambda *_: pytest.fail("is read too late"))
        assert practice.book.catalogue.exercises
        assert practice.book.settings.sound
        assert practice.book.log.all.sessions == ()


@pytest.mark.skipif(os.name == "nt", reason="neither can stand there")
@pytest.mark.parametrize("name", [OPEN_LOCK, WRITE_LOCK])
@pytest.mark.parametrize("link", [True, False], ids=["a link", "a pipe"])
def test_what_stands_in_place_of_a_lock_is_told_before_the_screen_is_taken_over(
    run: Run, folder: Path, opened: Opened, name: str, link: bool
) -> None:
    folder.mkdir()
    if link:
        (folder / name).symlink_to(folder / "nowhere")
    else:
        os.mkfifo(folder / name)
    outcome = run("--data-dir", folder)
    assert_one_line(outcome, str(folder / name), "where a lock belongs", "Remove it")
    assert (opened, [each.name for each in folder.iterdir()]) == ([], [name])


def test_opening_alone_creates_nothing(run: Run, tmp_path: Path, opened: Opened) -> None:
    run("start", "--data-dir", tmp_path / "data")
    assert len(opened) == 1
    assert everything_in(tmp_path) == {}


def test_the_folder_of_the_environment_is_used(
    run: Run, folder: Path, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKCOACH_DATA_DIR", str(folder))
    run()
    assert opened[0][0].book.places.data == folder

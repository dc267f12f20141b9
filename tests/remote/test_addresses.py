"""Where a session listens, and where its controls look for it."""

import os
from pathlib import Path

import pytest

from backcoach.remote.addresses import PATH_MAX, SOCKET, addresses

SHORT = Path("/data")
LONG = Path("/" + "long/" * 30)


@pytest.fixture(autouse=True)
def runtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that a desktop session gives to each user."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


def test_it_is_in_the_data_folder_or_else_where_a_path_is_short(runtime: Path) -> None:
    usual, other = addresses(SHORT, create=True)
    assert usual == SHORT / SOCKET
    assert other.parent == runtime / "backcoach"
    assert other.parent.stat().st_mode & 0o777 == 0o700
    assert addresses(SHORT) == [usual, other]


def test_too_long_a_path_is_left_out_and_each_data_folder_has_its_own(runtime: Path) -> None:
    (only,) = addresses(LONG, create=True)
    assert len(os.fsencode(LONG / SOCKET)) >= PATH_MAX
    assert addresses(SHORT)[1].name != only.name


def test_a_folder_that_others_can_open_is_not_used(runtime: Path) -> None:
    (runtime / "backcoach").mkdir()
    (runtime / "backcoach").chmod(0o755)
    assert addresses(LONG, create=True) == []


def test_nor_is_one_behind_a_link(runtime: Path) -> None:
    (runtime / "theirs").mkdir(mode=0o700)
    (runtime / "backcoach").symlink_to(runtime / "theirs")
    assert addresses(LONG, create=True) == []


def test_whoever_only_looks_makes_no_folder(runtime: Path) -> None:
    assert addresses(LONG) == []
    assert list(runtime.iterdir()) == []

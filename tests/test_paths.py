"""The default locations of files."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from backcoach.paths import places

VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("BACKCOACH_DATA_DIR", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("value", ["rel/data", ".", "..", "~/data"])
def test_a_relative_folder_in_the_environment_is_ignored(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    usual = places()
    for name in VARIABLES:
        monkeypatch.setenv(name, value)
    assert places() == usual


def test_a_relative_folder_from_platformdirs_is_ignored_too(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for kind in ("data", "config", "cache"):
        monkeypatch.setattr(platformdirs, f"user_{kind}_path", lambda *_, **__: Path("rel"))
    found = places()
    assert found.data == home / ".local" / "share" / "backcoach"
    assert found.config == home / ".config" / "backcoach"
    assert found.cache == home / ".cache" / "backcoach"


def test_a_relative_home_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "somewhere")
    monkeypatch.setenv("USERPROFILE", "somewhere")
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: Path("rel"))
    with pytest.raises(RuntimeError):
        places()

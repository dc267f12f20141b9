"""The locations of files on disk."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

DATA_DIR_VARIABLE = "BACKCOACH_DATA_DIR"
CONTENT_DIR_VARIABLE = "BACKCOACH_CONTENT_DIR"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one user: `data` for the log, `config` for settings.

    `cache` is for files that may be deleted at any time.
    """

    data: Path
    config: Path
    cache: Path

    @property
    def log(self) -> Path:
        """The folder of the log, with a TinyDB file for each year."""
        return self.data / "log"

    @property
    def journal(self) -> Path:
        """The journal of the session in progress or cut off; there is no file between sessions."""
        return self.data / "session.journal"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.json"

    @property
    def parsed(self) -> Path:
        """The cache of the content."""
        return self.cache / "content.bin"

    @property
    def walked(self) -> Path:
        """The cache of the user's standing."""
        return self.cache / "standing.bin"


def places(data_dir: str | None = None) -> Places:
    """The folders to use: `data_dir`, else `BACKCOACH_DATA_DIR`, else the platform's own.

    Nothing is created here. RuntimeError when there is no home folder.
    """
    chosen = data_dir or os.environ.get(DATA_DIR_VARIABLE)
    if chosen:
        folder = Path(chosen).expanduser().absolute()
        return Places(folder, folder, folder / "cache")
    import platformdirs

    return Places(
        _absolute(platformdirs.user_data_path("backcoach", appauthor=False), ".local/share"),
        _absolute(platformdirs.user_config_path("backcoach", appauthor=False), ".config"),
        _absolute(platformdirs.user_cache_path("backcoach", appauthor=False), ".cache"),
    )


def _absolute(folder: Path, default: str) -> Path:
    """`folder`, or if it is relative, `default` in the home folder instead.

    Most versions of platformdirs accept a relative path from XDG_DATA_HOME and the like, which
    would mean another folder wherever the coach is started. The XDG specification says to ignore
    it.
    """
    if folder.is_absolute():
        return folder
    home = Path.home()
    if not home.is_absolute():
        raise RuntimeError("the path of the home folder is not absolute")
    return home / default / "backcoach"


def content_dir() -> Path:
    """The folder with `exercises/` and `programme.toml`.

    `BACKCOACH_CONTENT_DIR` names another one; a wheel carries it inside the package; a checkout
    has it beside the package.
    """
    chosen = os.environ.get(CONTENT_DIR_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    package = Path(__file__).resolve().parent
    inside = package / "data"
    return inside if inside.is_dir() else package.parent / "data"

"""Reads the files of the content folder as TOML tables."""

from __future__ import annotations

import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from backcoach.catalogue.errors import CatalogueError
from backcoach.coach.model.frozen import frozen

BYTES_MAX, FILES_MAX = 2**19, 1_000
"""More than any file of ours has, and more exercises than there are."""

DEEPEST = 20
"""More levels than any file of ours has; keeps the recursive readers far from the stack's end."""


@frozen
class Tables:
    """Every file of the content folder as a plain table.

    `exercises` maps a file name without its suffix to that file; `folder` is the folder's name,
    which starts every path in an error.
    """

    folder: str
    exercises: Mapping[str, dict[str, object]]
    programme: dict[str, object]
    safety: dict[str, object]

    def exercise_file(self, stem: str) -> str:
        """The exercise file's path as errors show it."""
        return f"{self.folder}/exercises/{stem}.toml"

    @property
    def programme_file(self) -> str:
        """The programme's path as errors show it."""
        return f"{self.folder}/programme.toml"

    @property
    def safety_file(self) -> str:
        """The safety screen's path as errors show it."""
        return f"{self.folder}/safety.toml"


def read_folder(folder: Path) -> Tables:
    """Read every file of the content folder; CatalogueError for one that can't be read."""
    shown = folder.name or str(folder)
    exercises = {
        path.stem: read_table(path, f"{shown}/exercises/{path.name}")
        for path in paths_in(folder / "exercises", f"{shown}/exercises", ".toml", "exercise")
    }
    return Tables(
        shown,
        exercises,
        read_table(folder / "programme.toml", f"{shown}/programme.toml"),
        read_table(folder / "safety.toml", f"{shown}/safety.toml"),
    )


def _toml_reader() -> Callable[[str], dict[str, Any]]:
    """The function that parses TOML. It is imported only when there is no cache of the content.

    tomli, from which the standard library's tomllib comes, is compiled and takes a third of the
    time, 30 ms less for all files. If it is missing, tomllib does the same.
    """
    try:
        import tomli
    except ImportError:
        import tomllib

        return tomllib.loads
    return tomli.loads


def read_table(path: Path, shown: str) -> dict[str, object]:
    """Read one TOML file as a table; `shown` is its path in an error."""
    return parse_table(read_text(path, shown), shown)


def read_text(path: Path, shown: str) -> str:
    """Read one file of text; `shown` is its path in an error."""
    try:
        # Some editors add a byte order mark, which is no error.
        return _bytes_of(path, shown).decode("utf-8-sig")
    except FileNotFoundError:
        raise CatalogueError(shown, "", "no such file", "the catalogue needs it")
    except OSError as error:
        raise CatalogueError(shown, "", f"cannot be read ({error.strerror or error})")
    except UnicodeDecodeError as error:
        raise CatalogueError(shown, "", f"not UTF-8 (byte {error.start + 1})", "save it as UTF-8")


def parse_table(text: str, shown: str) -> dict[str, object]:
    """The TOML table in `text`, which stands in the file that errors call `shown`."""
    try:
        table = _toml_reader()(text)
    except RecursionError:
        raise CatalogueError(shown, "", "nested too deeply")
    except ValueError as error:
        # Besides TOMLDecodeError: a number with thousands of digits, or a date like 2026-02-30.
        raise CatalogueError(shown, "", f"not valid TOML: {error}")
    if _deeper_than(DEEPEST, table):
        raise CatalogueError(shown, "", "nested too deeply")
    return table


def _bytes_of(path: Path, shown: str) -> bytes:
    """The content of a regular file that is not too large; the size is tested before reading."""
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise CatalogueError(shown, "", "cannot be read (not a file)")
    if about.st_size > BYTES_MAX:
        raise CatalogueError(shown, "", f"larger than {BYTES_MAX // 2**10} KiB")
    with path.open("rb") as file:
        return file.read(BYTES_MAX)


def _deeper_than(limit: int, table: dict[str, object]) -> bool:
    """Whether tables and lists are nested more than `limit` deep.

    It works level by level, since later code walks tables recursively and relies on this limit.
    """
    layer: list[object] = [table]
    for _ in range(limit):
        layer = [inner for value in layer for inner in _inside(value)]
    return bool(layer)


def _inside(value: object) -> Iterable[object]:
    """The tables and lists directly in `value`."""
    inner: Iterable[object] = ()
    if isinstance(value, dict):
        inner = value.values()
    elif isinstance(value, list):
        inner = value
    return (each for each in inner if isinstance(each, (dict, list)))


def paths_in(folder: Path, shown: str, suffix: str, what: str) -> list[Path]:
    """The files of `folder` whose names end in `suffix`, one for each `what`, sorted by name.

    Raises CatalogueError if there are none, or too many.
    """
    try:
        # Hidden files are left by editors and file systems.
        paths = sorted(
            path
            for path in folder.iterdir()
            if path.suffix == suffix and not path.name.startswith(".")
        )
    except FileNotFoundError:
        raise CatalogueError(shown, "", "no such folder", f"it holds one file per {what}")
    except OSError as error:
        raise CatalogueError(shown, "", f"cannot be read ({error.strerror or error})")
    if len(paths) > FILES_MAX:
        raise CatalogueError(shown, "", f"more than {FILES_MAX:,} {what}s")
    if not paths:
        hint = f"it holds one {suffix} file per {what}"
        raise CatalogueError(shown, "", f"no {what}s here", hint)
    return paths

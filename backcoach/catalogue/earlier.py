"""The programmes of earlier versions, which stay in the content folder as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from backcoach.coach.model.programme import Programme

_VERSION = re.compile(r"[0-9]{1,4}")


class EarlierProgrammes(Mapping[str, Programme]):
    """Each earlier programme by its version, read when it is first asked for.

    Most people never need one: only records made before an update do. `folder` is the content
    folder. Looking one up raises CatalogueError where its file is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "earlier"
        self._shown = f"{folder.name or folder}/earlier"
        self._read: dict[str, Programme] = {}

    def __getitem__(self, version: str) -> Programme:
        """The programme of `version`; KeyError where there is none."""
        if version not in self._read:
            # A version comes from the log, and must not lead out of the folder.
            path = self._folder / f"programme-{version}.toml"
            if not _VERSION.fullmatch(version) or not path.is_file():
                raise KeyError(version)
            self._read[version] = self._programme(path)
        return self._read[version]

    def __iter__(self) -> Iterator[str]:
        names = (path.stem.removeprefix("programme-") for path in self._folder.glob("*.toml"))
        return iter(sorted((name for name in names if _VERSION.fullmatch(name)), key=int))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _programme(self, path: Path) -> Programme:
        from backcoach.catalogue.build import programme_of
        from backcoach.catalogue.files import read_table

        shown = f"{self._shown}/{path.name}"
        return programme_of(read_table(path, shown), shown)

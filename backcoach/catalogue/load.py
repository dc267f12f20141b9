"""Loads the catalogue: exercises, programme and safety questions, read and checked."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from backcoach.catalogue.content import Catalogue
from backcoach.catalogue.earlier import EarlierProgrammes
from backcoach.catalogue.errors import CatalogueError
from backcoach.catalogue.kept import Kept, recall, remember, state_of


def load_catalogue(folder: Path, cache: Path | None = None) -> Catalogue:
    """Read and check the content folder; CatalogueError for the first error.

    If `keep_catalogue` has stored exactly this content in `cache`, nothing is read and checked
    again.
    """
    known = recall(cache, folder) if cache else None
    if known is not None:
        catalogue = Catalogue(known.exercises, known.programme, known.safety)
    else:
        catalogue = _built(folder)
    return replace(catalogue, earlier=EarlierProgrammes(folder))


def keep_catalogue(folder: Path, cache: Path) -> None:
    """Store the content in `cache` for the next `load_catalogue`, if it is sound."""
    # Taken before reading, so a file that changes meanwhile is read again.
    state = state_of(folder)
    if state is None or recall(cache, folder) is not None:
        return
    # An error made in a file since then is reported at the next start.
    with suppress(CatalogueError):
        made = _built(folder)
        kept = Kept(dict(made.exercises), made.programme, made.safety)
        remember(cache, kept, state)


def _built(folder: Path) -> Catalogue:
    # What reads and checks files is not needed where the content is known.
    from backcoach.catalogue.build import build
    from backcoach.catalogue.files import read_folder

    return build(read_folder(folder))

"""The content folder as it is, and copies of it that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backcoach.catalogue import Catalogue, load_catalogue

DATA = Path(__file__).resolve().parents[2] / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    return DATA


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(DATA)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))

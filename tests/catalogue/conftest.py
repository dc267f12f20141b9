"""The content folder as it is, and copies of it that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from backcoach.catalogue import Catalogue, load_catalogue
from tests.support.content import CONTENT


@pytest.fixture(scope="session")
def data() -> Path:
    return CONTENT


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue(CONTENT)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(CONTENT, tmp_path / "data"))

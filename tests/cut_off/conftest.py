"""A person for each test."""

from pathlib import Path

import pytest

from tests.cut_off.person import Person


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)

"""What holds for all tests of the screens."""

import os

import pytest


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pulls the plug in these tests: there is no need to wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)

"""What holds for all tests of the screens: nothing that only costs time."""

import os

import pytest
from textual._compositor import Compositor


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody pulls the plug in these tests: there is no need to wait for the disk."""
    monkeypatch.setattr(os, "fsync", lambda _descriptor: None)


@pytest.fixture(autouse=True)
def drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal, so nothing is drawn for it: a quarter of the time.

    `Opened.rows` draws the whole screen whenever a test looks. Tests that are about the drawing
    itself have a fixture of this name that does nothing.
    """
    monkeypatch.setattr(Compositor, "render_update", lambda *_args, **_options: None)

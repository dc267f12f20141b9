"""What holds for all tests of the screens: nothing that only costs time."""

from collections.abc import Iterator

import pytest

from tests.support.stillness import drawn_only_when_asked, timers_stopped


@pytest.fixture(autouse=True)
def drawn_when_looked_at() -> Iterator[None]:
    """There is no terminal, so nothing is drawn for it.

    `Opened.rows` draws the whole screen whenever a test looks. Tests that are about the drawing
    itself have a fixture of this name that does nothing.
    """
    with drawn_only_when_asked():
        yield


@pytest.fixture(autouse=True)
def timers_stand_still() -> Iterator[None]:
    """No time passes but what a test lets pass, however slow the machine is."""
    with timers_stopped():
        yield

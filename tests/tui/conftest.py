"""What holds for all tests of the screens: nothing that only costs time."""

import asyncio
from collections.abc import Iterator

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation
from textual.timer import Timer

A_DAY = 86_400.0


@pytest.fixture(autouse=True, scope="session")
def style_sheets_parsed_once() -> Iterator[None]:
    """Every test opens an app of its own; what it reads from its style sheets stays the same."""
    parse = Stylesheet._parse_rules
    known: dict[object, list[RuleSet]] = {}

    def remembered(
        sheet: Stylesheet, css: str, read_from: CSSLocation, *where: object, **more: object
    ) -> list[RuleSet]:
        colours = frozenset(sheet._variables.items())
        key = (css, read_from, where, frozenset(more.items()), colours)
        if key not in known:
            known[key] = parse(sheet, css, read_from, *where, **more)  # type: ignore[arg-type]
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Stylesheet, "_parse_rules", remembered)
        yield


@pytest.fixture(autouse=True)
def drawn_when_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no terminal, so nothing is drawn for it: a quarter of the time.

    `Opened.rows` draws the whole screen whenever a test looks. Tests that are about the drawing
    itself have a fixture of this name that does nothing.
    """
    monkeypatch.setattr(Compositor, "render_update", lambda *_args, **_options: None)


@pytest.fixture(autouse=True)
def timers_stand_still(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time passes but what a test lets pass, however slow the machine is.

    `Opened.settle` draws and `Opened.play` ticks; nothing else in these tests needs a timer.
    """

    async def wait(_timer: Timer) -> None:
        await asyncio.sleep(A_DAY)

    monkeypatch.setattr(Timer, "_run", wait)

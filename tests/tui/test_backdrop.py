"""Plain-coloured containers look as Textual would draw them, but are cheaper."""

from pathlib import Path

import pytest
from textual.strip import Strip
from textual.widget import Widget

from backcoach.tui.widgets.backdrop import Backdrop
from tests.support.coach import following
from tests.support.content import item


@pytest.mark.parametrize("no_color", ["", "1"], ids=["in colour", "without colour"])
@pytest.mark.parametrize("key", ["", "f"], ids=["session", "floor view"])
async def test_it_looks_as_if_drawn_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, no_color: str, key: str
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", no_color)
    async with following(tmp_path, item("bird_dog")) as coach:
        await coach.press(*key)
        screen = coach.screen
        beneath = [
            each for each in screen.walk_children(with_self=True) if isinstance(each, Backdrop)
        ]
        assert isinstance(screen, Backdrop)
        assert len(beneath) >= 2
        for each in beneath:
            region = each.size.region
            if region.area:
                lines = each.render_lines(region)
                assert all(line is lines[0] for line in lines)
                assert seen(lines) == seen(Widget.render_lines(each, region))


def seen(lines: list[Strip]) -> list[list[tuple[str, object]]]:
    """Every cell's sign and the colour behind it."""
    return [
        [(sign, style and style.bgcolor) for text, style, _ in line for sign in text]
        for line in lines
    ]

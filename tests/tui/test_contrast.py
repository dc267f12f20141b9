"""How well the questions can be read: contrast as WCAG counts it, measured on what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color as RichColor
from textual.widget import Widget

from backcoach.coach.safety.outcomes import Outcome
from backcoach.tui.app.themes import DARK, LIGHT
from backcoach.tui.screens.dialogs.advice import AdviceDialog
from tests.support.coach import NONE_OF_THESE, Opened, following, opened
from tests.support.content import catalogue, item

ALL_TEXT, WHAT_TO_DO = 4.5, 7.0
THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT])
LETTERS = str.isalnum


def contrasts(coach: Opened, widget: Widget | None = None) -> Iterator[tuple[str, float]]:
    """Every run of letters that is drawn, of one widget or of the screen, with its contrast."""
    region = (widget or coach.screen).region
    for y, strip in enumerate(coach.screen._compositor.render_strips()):
        if not region.y <= y < region.bottom:
            continue
        for text, style, _ in strip.crop(region.x, region.right):
            if style is None or not any(map(LETTERS, text)):
                continue
            assert style.color is not None
            assert style.bgcolor is not None
            light, dark = sorted(map(luminance, (style.color, style.bgcolor)), reverse=True)
            yield text.strip(), (light + 0.05) / (dark + 0.05)


def luminance(color: RichColor) -> float:
    """How bright a colour is to the eye, 0-1, as WCAG 2.2 has it."""
    parts = (each / 255 for each in color.get_truecolor())
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(coach: Opened) -> list[tuple[str, float]]:
    return [(text, round(found, 1)) for text, found in contrasts(coach) if found < ALL_TEXT]


def of(coach: Opened, selector: str) -> float:
    """The contrast of a widget's words; the lowest where there are several."""
    return min(found for _, found in contrasts(coach, coach.screen.query_one(selector)))


async def dressed(coach: Opened, theme: str) -> None:
    coach.app.theme = theme
    await coach.settle()


@THEMES
async def test_safety_questions_and_their_titles(tmp_path: Path, theme: str) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await dressed(coach, theme)
        for _ in range(4):
            assert faint(coach) == []
            assert of(coach, "#ask") >= max(WHAT_TO_DO, of(coach, "MarkList"))
            await coach.press(*NONE_OF_THESE)


@THEMES
async def test_the_check_in_and_what_follows_a_mark(tmp_path: Path, theme: str) -> None:
    async with opened(tmp_path) as coach:
        await dressed(coach, theme)
        await coach.press("enter")
        assert faint(coach) == []
        assert of(coach, "#how-much") >= max(WHAT_TO_DO, of(coach, "Scale"))
        await coach.press("2", "enter")
        assert faint(coach) == []
        assert of(coach, "#signs") >= max(WHAT_TO_DO, of(coach, "MarkList"))
        await coach.press("down", "down", "down", "enter", "end", "enter")
        assert "What is it?" in coach.text
        assert of(coach, ".title") >= max(WHAT_TO_DO, of(coach, "Lines"))


@THEMES
@pytest.mark.parametrize(
    "outcome", [each for each in Outcome if catalogue().safety.advice(each)], ids=str
)
async def test_what_to_do_is_the_brightest_of_its_screen(
    tmp_path: Path, theme: str, outcome: Outcome
) -> None:
    async with opened(tmp_path) as coach:
        await dressed(coach, theme)
        advice = catalogue().safety.advice(outcome)
        assert advice is not None
        coach.app.push_screen(AdviceDialog(advice))
        await coach.settle()
        said = of(coach, ".title")
        assert said >= WHAT_TO_DO
        dialog = coach.screen.query_one(".dialog")
        assert all(found <= said + 0.01 for _, found in contrasts(coach, dialog))
        assert all(found >= ALL_TEXT for _, found in contrasts(coach, dialog))


@THEMES
async def test_the_signs_to_stop_at(tmp_path: Path, theme: str) -> None:
    async with following(tmp_path, item("bird_dog")) as coach:
        await dressed(coach, theme)
        await coach.press("i")
        dialog = coach.screen.query_one(".dialog")
        assert of(coach, ".title") >= max(WHAT_TO_DO, of(coach, "MarkList"))
        assert all(found >= ALL_TEXT for _, found in contrasts(coach, dialog))


@THEMES
async def test_a_locked_today_says_first_what_to_do(tmp_path: Path, theme: str) -> None:
    async with opened(tmp_path, screened=False) as coach:
        await dressed(coach, theme)
        await coach.press("down", "enter", "end", "enter", "enter")
        assert "! Get help now" in coach.text
        said = of(coach, "#lock-title")
        assert said >= WHAT_TO_DO
        assert said >= of(coach, "#lock")
        assert faint(coach) == []

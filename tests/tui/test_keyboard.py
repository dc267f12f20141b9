"""A command belongs to a key, whatever character the key types there."""

from __future__ import annotations

from itertools import count
from pathlib import Path

import pytest
from textual.widgets import Input

from backcoach.tui.commands import COMMANDS, Scope
from backcoach.tui.screens.any_screen import AnyScreen
from backcoach.tui.screens.dialogs.choice import ChoiceDialog
from backcoach.tui.screens.places.history import HistoryScreen
from backcoach.tui.screens.places.today import TodayScreen
from backcoach.tui.screens.session.hurt import WhereDialog
from backcoach.tui.screens.session.session import OTHER_KEYS, SessionScreen
from backcoach.tui.screens.session.stop_now import StopNowDialog
from backcoach.tui.system.keyboard import LAYOUTS, LETTERS, command_key, digit_of
from backcoach.tui.system.terminal_input import PASTE_SECONDS, TerminalInput
from backcoach.tui.widgets.scale import Scale
from backcoach.tui.widgets.stage_panel import StagePanel
from tests.support.coach import Opened, following, opened
from tests.tui.a_session import BIRD_DOG, BREATHING, COBRA, is_running, said


async def send(coach: Opened, sent: str | bytes) -> None:
    """What a terminal sends for a key."""
    seconds = count(step=PASTE_SECONDS)
    terminal = TerminalInput(now=lambda: float(next(seconds)))
    data = sent.encode() if isinstance(sent, str) else sent
    for message in [*terminal.take(data), *terminal.tick()]:
        message.set_sender(coach.app)
        coach.app.post_message(message)
    await coach.settle()


# Letters

HURTS = {
    "Caps Lock": "O",
    "Caps Lock, reported": "\x1b[111;65;79u",
    "Caps Lock, reported without text": "\x1b[111;65u",
    "Shift, reported": "\x1b[79;2u",
    "Num Lock": "\x1b[111;129;111u",
    "Russian": "щ",
    "Russian with Caps Lock": "Щ",
    "Russian, reported": "\x1b[1097::111;1;1097u",
    "Russian, reported without a position": "\x1b[1097;1;1097u",
    "Greek": "ο",
    "Greek with Caps Lock": "Ο",
    "Greek, reported": "\x1b[959::111;65;927u",
    "Hebrew": "ם",
    "Arabic": "خ",
    "Georgian": "ო",
    "Latin of full width": "ｏ",
    "Bulgarian, reported": "\x1b[1076::111;1;1076u",
    "a key that every layout has": "\x1bOQ",
    "the same on the Linux console": "\x1b[[B",
    "the same, reported": "\x1b[1;193Q",
}
ILL = {
    "Caps Lock": "I",
    "Russian": "ш",
    "Greek": "ι",
    "Turkish": "ı",
    "Turkish with Caps Lock": "İ",
    "Turkish, reported": "\x1b[305::105;1;305u",
    "Hebrew": "ן",
    "Arabic": "ه",
    "a key that every layout has": "\x1bOS",
    "the same on the Linux console": "\x1b[[D",
}


@pytest.mark.parametrize(("keys", "screen"), [(HURTS, WhereDialog), (ILL, StopNowDialog)])
@pytest.mark.parametrize("view", ["", "f"])
async def test_this_hurts_and_ill_are_there_on_every_layout(
    tmp_path: Path, keys: dict[str, str], screen: type[AnyScreen[object]], view: str
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await coach.type(view)
        before = coach.screen
        for layout, sent in keys.items():
            await send(coach, sent)
            assert isinstance(coach.screen, screen), layout
            await coach.press("escape")
            assert coach.screen is before


async def test_the_places_are_there_on_every_layout(tmp_path: Path) -> None:
    async with opened(tmp_path) as coach:
        for history, today in (("H", "T"), ("р", "е"), ("η", "τ"), ("י", "א"), ("ا", "ف")):
            await send(coach, history)
            assert isinstance(coach.screen, HistoryScreen), history
            await send(coach, today)
            assert isinstance(coach.screen, TodayScreen), today


@pytest.mark.parametrize(
    "sent", ["\x1b[32;2u", "\x1b[32u", "\x1b[32;65;32u", "\u00a0", "\u202f", "\u3000"]
)
async def test_a_space_is_one_with_shift_and_however_it_is_reported(
    tmp_path: Path, sent: str
) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await send(coach, sent)
        assert not is_running(coach)


async def test_a_key_that_is_only_let_go_does_nothing(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        for code in (b"32", b"111", b"27"):
            await send(coach, b"\x1b[%b;1:3u" % code)
        await send(coach, b"\x1b[57441;2u")  # Shift by itself
        assert isinstance(coach.screen, SessionScreen)
        assert is_running(coach)
        assert said(coach) != OTHER_KEYS


async def test_ctrl_q_asks_whatever_the_layout(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        for sent in ("\x11", "\x1b[113;5u", "\x1b[113;69u", "\x1b[81;69u", "\x1b[1081::113;5u"):
            await send(coach, sent)
            assert isinstance(coach.screen, ChoiceDialog), sent
            await coach.press("escape")


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: str(layout[:3]))
def test_every_letter_with_a_command_is_found_on_every_layout(layout: str) -> None:
    commands = {key for each in COMMANDS for key in each.keys.split(",") if key in LETTERS}
    for character, letter in zip(layout, LETTERS, strict=True):
        if letter in commands and character.isalpha():
            assert command_key(character, character) == letter
            capital = character.upper()
            # The two small sigmas of Greek have one capital: their own key is the other one.
            assert command_key(capital, capital) == ("s" if character == "ς" else letter)


@pytest.mark.parametrize(
    ("key", "character", "position"),
    [
        ("a", "a", "q"),  # French
        ("q", "q", "a"),
        ("z", "z", "w"),  # French, German
        ("y", "y", "z"),
        ("m", "m", ";"),
        ("comma", ",", "m"),
        ("full_stop", ".", "e"),  # Dvorak
        ("minus", "-", "6"),
        ("question_mark", "?", "7"),
        ("ß", "ß", "-"),
        ("ctrl+q", None, ""),
        ("ø", "ø", ""),
    ],
)
def test_what_latin_keys_type_counts_and_not_where_they_are(
    key: str, character: str | None, position: str
) -> None:
    assert command_key(key, character, position) == key


def test_no_letter_of_two_layouts_means_two_positions() -> None:
    letters = [each for layout in LAYOUTS for each in layout if each.isalpha()]
    assert len(letters) == len(set(letters))
    assert all(len(layout) == len(LETTERS) == 26 for layout in LAYOUTS)


# Text


async def test_text_is_typed_as_it_is(tmp_path: Path) -> None:
    typed = "Öл ΟщO¿ ם 1é&ı"
    reported = {"tie\x1b[32;2uMY\x1b[32ushoes": "tie MY shoes", "\x1b[1097::111;2;1065u": "Щ"}
    async with following(tmp_path, COBRA) as coach:
        field = Input()
        await coach.screen.mount(field)
        field.focus()
        for sent, text in {typed: typed, **reported, "\x1b[200~abc": "abc"}.items():
            field.value = ""
            await send(coach, sent)
            assert field.value == text
        assert isinstance(coach.screen, SessionScreen)


# Numbers

FRENCH = ["à", "&", "é", '"', "'", "(", "", "è", "_", "ç"]
"""What the row of digits types without Shift; 6 is the minus sign, which means one less."""


async def test_a_scale_takes_digits_of_every_row(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG) as coach:
        await coach.press("o", "enter")
        scale = coach.screen.query_one(Scale)
        for digit in range(10):
            rows = [
                *FRENCH[digit : digit + 1],
                FRENCH[digit].upper(),
                f"\x1b[{57399 + digit};129;{48 + digit}u",
                f"\x1b[{57399 + digit}u",
                f"\x1bO{chr(ord('p') + digit)}",
                f"\x1b[38:{48 + digit}:{48 + digit};2;{48 + digit}u",
                f"\x1b[283::{48 + digit};1;283u",  # ě and others on a Czech keyboard
            ]
            for sent in filter(None, rows):
                scale.value = None
                await send(coach, sent)
                assert scale.value == digit, sent
        await send(coach, "-")
        assert scale.value == 8
        await send(coach, "\x1b[57413;129;43u")
        assert scale.value == 9


@pytest.mark.parametrize("key", ["a", "o", "comma", "space", "f2", "plus", "ä"])
def test_other_keys_are_no_digits(key: str) -> None:
    assert digit_of(key, None) is None


# Keys without a command


@pytest.mark.parametrize(
    "key", ["Z", "k", "h", "w", "\r", "\t", "\x1b[A", "\x1b[15~", "2", "ö", "я", "."]
)
async def test_a_key_that_does_nothing_in_a_session_says_so(tmp_path: Path, key: str) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await send(coach, key)
        assert said(coach) == OTHER_KEYS
        assert is_running(coach)


def test_it_names_keys_that_work() -> None:
    assert OTHER_KEYS == "Does nothing · space Pause · n Next · o Hurts · ? Help"
    session = {each.id for each in COMMANDS if each.scope is Scope.SESSION}
    assert {"session.pause", "session.next", "session.hurts"} <= session


async def test_it_fits_the_narrowest_window(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING, size=(60, 20)) as coach:
        await coach.press("z")
        assert OTHER_KEYS in coach.text


async def test_a_key_held_down_is_answered_in_one_line_and_nothing_else(tmp_path: Path) -> None:
    async with following(tmp_path, BREATHING) as coach:
        await send(coach, "z" * 200)
        assert said(coach) == OTHER_KEYS
        assert not coach.app._notifications
        assert len(coach.session.query_one(StagePanel)._timers) < 5
        assert is_running(coach)


async def test_keys_that_work_are_not_answered_so(tmp_path: Path) -> None:
    async with following(tmp_path, BIRD_DOG, COBRA) as coach:
        for key in ("n", "b", "m", "m", "space", "space", "plus", "ctrl+t", "shift+left"):
            await coach.press(key)
            assert said(coach) != OTHER_KEYS, key

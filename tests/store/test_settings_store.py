"""Settings are read back as saved; a damaged file is reported and not replaced."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backcoach.legible import is_legible
from backcoach.store import Settings, StoreError, load_settings, save_settings

SAVED = Settings(
    sound=False,
    volume=3,
    voice="full",
    last_seconds=False,
    auto_advance=False,
    plain=True,
    theme="nord",
    reduced_motion=True,
    drawing="braille",
    glyphs="ascii",
    floor_view=True,
    flash=False,
    keep_awake=False,
    sound_checked="bell",
    morning_put_off=date(2026, 3, 3),
    measures_put_off=date(2026, 3, 4),
    review_seen=date(2026, 3, 5),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


def test_without_a_file_the_settings_are_the_defaults(path: Path) -> None:
    assert load_settings(path) == Settings(sound=True, auto_advance=True, theme="backcoach-dark")
    assert not path.exists()


def test_settings_come_back_as_saved(path: Path) -> None:
    save_settings(path, SAVED)
    assert load_settings(path) == SAVED
    save_settings(path, Settings())
    assert load_settings(path) == Settings()


@settings(max_examples=30, deadline=None, database=None)
@given(
    wanted=st.builds(
        Settings,
        sound=st.booleans(),
        auto_advance=st.booleans(),
        theme=st.text(),
        morning_put_off=st.none() | st.dates(),
        measures_put_off=st.none() | st.dates(),
        review_seen=st.none() | st.dates(),
    )
)
def test_any_settings_come_back(wanted: Settings, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any-settings.json"
    save_settings(path, wanted)
    assert load_settings(path) == wanted


def test_the_file_has_a_line_for_each_setting(path: Path) -> None:
    for each in fields(Settings):
        assert getattr(SAVED, each.name) != each.default, "another value tells that it is read back"
    save_settings(path, SAVED)
    assert path.read_text() == (
        '{\n "sound": false,\n "volume": 3,\n "voice": "full",\n "last_seconds": false,\n'
        ' "auto_advance": false,\n "plain": true,\n "theme": "nord",\n'
        ' "reduced_motion": true,\n "drawing": "braille",\n "glyphs": "ascii",\n'
        ' "floor_view": true,\n "flash": false,\n'
        ' "keep_awake": false,\n "sound_checked": "bell",\n "morning_put_off": "2026-03-03",\n'
        ' "measures_put_off": "2026-03-04",\n "review_seen": "2026-03-05"\n}\n'
    )


@pytest.mark.parametrize("length", ['"short"', "null"])
def test_a_length_of_an_earlier_version_is_read_and_left_behind(path: Path, length: str) -> None:
    path.write_text(f'{{"sound": false, "length": {length}}}')
    assert load_settings(path) == Settings(sound=False)
    save_settings(path, load_settings(path))
    assert "length" not in path.read_text()


def test_what_the_file_leaves_out_is_the_default(path: Path) -> None:
    path.write_text('{"sound": false}')
    assert load_settings(path) == Settings(sound=False)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "it is empty"),
        (b'{"sound": tr', "not JSON: "),
        (b"\0\0", "not JSON: "),
        (b"[]", "expected table, got list"),
        (b'{"loudness": 3}', "loudness: unknown key"),
        (b'{"sounds": true}', "sounds: unknown key (did you mean sound?)"),
        (b'{"sound": "yes"}', "sound: expected true or false, got text"),
        (b'{"length": "endless"}', "length: expected one of short, standard, long; got 'endless'"),
        (b'{"morning_put_off": "soon"}', "morning_put_off: expected date such as 2026-01-31"),
        (b'{"theme": null}', "theme: expected text, got nothing"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line(path: Path, content: bytes, problem: str) -> None:
    path.write_bytes(content)
    with pytest.raises(StoreError) as caught:
        load_settings(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: {problem}")
    assert line.endswith("Correct it, or remove the file to get the defaults back.")
    assert is_legible(line)
    assert path.read_bytes() == content


def test_a_folder_in_its_place_is_refused(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError, match="is a folder, not a file"):
        load_settings(path)
    with pytest.raises(StoreError, match="can't be written"):
        save_settings(path, SAVED)
    assert list(path.parent.iterdir()) == [path]


def test_what_could_not_be_read_back_is_not_saved(path: Path) -> None:
    save_settings(path, SAVED)
    with pytest.raises(StoreError):
        save_settings(path, Settings(theme="\ud800"))
    with pytest.raises(StoreError):
        save_settings(path, Settings(theme=3))  # type: ignore[arg-type]
    assert json.loads(path.read_bytes())["theme"] == "nord"

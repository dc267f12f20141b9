"""Files that cannot be read, and folders where something is missing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from backcoach.catalogue import CatalogueError, load_catalogue
from backcoach.catalogue.files import BYTES_MAX, FILES_MAX
from tests.catalogue.mistakes import BIRD_DOG, PROGRAMME, SAFETY, line_after
from tests.support.content import catalogue

S1 = "[templates.s1_short]\n"
FILES = [
    (b"", "id: missing"),
    (b"\xff\xfe", "not UTF-8 (byte 1); save it as UTF-8"),
    (b"id = ", "not valid TOML: "),
    (b'id = "a"\nid = "b"', "not valid TOML: "),
    (b"a = " + b"[" * 100_000, "nested too deeply"),
    (b"[name" + b".a" * 2_000 + b"]", "nested too deeply"),
    (b"a = " + b"9" * 5000, "not valid TOML: "),
    (b"a = 2026-02-30", "not valid TOML: "),
    (b'"a\\nb" = 1', '"a\\nb": unknown key'),
]


@pytest.mark.parametrize("reader", ["tomli", "tomllib"])
@pytest.mark.parametrize(("content", "expected"), FILES)
def test_a_file_that_cannot_be_read(
    copy: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, expected: str, reader: str
) -> None:
    if reader == "tomllib":
        monkeypatch.setitem(sys.modules, "tomli", None)  # as where it can't be had
    (copy / BIRD_DOG).write_bytes(content)
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    line = str(caught.value)
    assert line.startswith(f"data/{BIRD_DOG}: {expected}")
    assert "\n" not in line


@pytest.mark.parametrize("name", [PROGRAMME, SAFETY])
def test_a_missing_file(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(copy)
    assert str(caught.value) == f"data/{name}: no such file; the catalogue needs it"


def test_a_folder_where_a_file_belongs(copy: Path) -> None:
    (copy / PROGRAMME).unlink()
    (copy / PROGRAMME).mkdir()
    with pytest.raises(CatalogueError, match=r"^data/programme\.toml: cannot be read"):
        load_catalogue(copy)


def test_a_file_that_is_too_large_is_not_read(copy: Path) -> None:
    os.truncate(copy / BIRD_DOG, BYTES_MAX)
    with pytest.raises(CatalogueError, match=r"^data/exercises/bird_dog\.toml: not valid TOML"):
        load_catalogue(copy)
    os.truncate(copy / BIRD_DOG, 2**40)
    with pytest.raises(CatalogueError, match=r"bird_dog\.toml: larger than 512 KiB$"):
        load_catalogue(copy)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
def test_nobody_waits_for_a_pipe(copy: Path) -> None:
    (copy / SAFETY).unlink()
    os.mkfifo(copy / SAFETY)
    with pytest.raises(CatalogueError, match=r"^data/safety\.toml: cannot be read \(not a file\)"):
        load_catalogue(copy)


def test_more_exercises_than_anybody_has_are_not_read(copy: Path) -> None:
    for number in range(FILES_MAX + 1):
        (copy / f"exercises/{number}.toml").touch()
    with pytest.raises(CatalogueError, match=r"^data/exercises: more than 1,000 exercises"):
        load_catalogue(copy)


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (BIRD_DOG, 'name = "', f'name = "{"x" * 2000}', "name: a text of more than 2,000 char"),
        (PROGRAMME, S1, '[templates."a\\u001b]0;b"]\n', "templates.a?]0;b: a control character in"),
        (PROGRAMME, S1, '[templates."\\u202e"]\n', "templates.: a control character in a name"),
        (PROGRAMME, S1, f"[templates.{'x' * 101}]\n", f"templates.{'x' * 20}...: a name of more"),
        (
            PROGRAMME,
            "[tags.no_floor]",
            '[tags."\\u009b"]\n[tags.no_floor]',
            "tags.?: a control character in a name",
        ),
        (PROGRAMME, "mat = ", '"\\u0000" = ', "things.?: a control character in a name"),
    ],
)
def test_texts_and_names_that_nobody_could_read(file: str, old: str, new: str, line: str) -> None:
    assert line in line_after(file, old, new)


def test_a_missing_content_folder(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"^nowhere/exercises: no such folder"):
        load_catalogue(tmp_path / "nowhere")


def test_no_exercises_at_all(tmp_path: Path) -> None:
    (tmp_path / "data" / "exercises").mkdir(parents=True)
    with pytest.raises(CatalogueError, match=r"^data/exercises: no exercises here"):
        load_catalogue(tmp_path / "data")


def test_a_missing_exercise_is_missed_where_it_is_named(copy: Path) -> None:
    (copy / "exercises/rest_breathing.toml").unlink()
    with pytest.raises(CatalogueError, match=r"s1_short\.items\[9\]\.exercise: unknown exercise"):
        load_catalogue(copy)


def test_what_editors_leave_behind_is_passed_over(copy: Path) -> None:
    (copy / "exercises/.bird_dog.toml").write_bytes(b"\xff")
    (copy / "exercises/bird_dog.toml~").write_bytes(b"\xff")
    bird_dog = copy / BIRD_DOG
    bird_dog.write_bytes(b"\xef\xbb\xbf" + bird_dog.read_bytes())
    assert set(load_catalogue(copy).exercises) == set(catalogue().exercises)


def test_an_error_carries_its_parts() -> None:
    error = CatalogueError("data/x.toml", "a.b", "missing", "add it")
    assert (error.file, error.key, error.problem, error.hint) == (
        "data/x.toml",
        "a.b",
        "missing",
        "add it",
    )
    assert str(error) == "data/x.toml: a.b: missing; add it"

"""A mistake made in one file of the content, and the line the coach answers with."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from backcoach.catalogue import CatalogueError
from backcoach.catalogue.build import build
from backcoach.catalogue.files import read_table
from tests.support.content import CONTENT, tables

BIRD_DOG = "exercises/bird_dog.toml"
COBRA = "exercises/cobra.toml"
MARCH = "exercises/march_in_place.toml"
BRACE = "exercises/abdominal_brace.toml"
SQUAT = "exercises/squat.toml"
PROGRAMME = "programme.toml"
SAFETY = "safety.toml"


def line_after(file: str, old: str, new: str) -> str:
    """Replace the first `old` in `file` by `new`; the error that loading then gives."""
    text = (CONTENT / file).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(CatalogueError) as caught:
        load_with(file, text.replace(old, new, 1))
    line = str(caught.value)
    assert line.startswith(f"data/{file}: ")
    assert "\n" not in line
    return line.removeprefix(f"data/{file}: ")


def load_with(file: str, text: str) -> None:
    """Load the content with `text` in `file`: only that is parsed, the rest is known."""
    with TemporaryDirectory() as folder:
        changed = Path(folder, "changed.toml")
        changed.write_text(text, encoding="utf-8")
        table = read_table(changed, f"data/{file}")
    all_tables = tables()
    if file == PROGRAMME:
        build(replace(all_tables, programme=table))
    elif file == SAFETY:
        build(replace(all_tables, safety=table))
    else:
        build(replace(all_tables, exercises={**all_tables.exercises, Path(file).stem: table}))

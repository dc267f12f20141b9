"""Each command is one module: the parser fills what it takes, and no start pays for another."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from backcoach.cli import commands
from backcoach.cli.commands import NAMES, load
from backcoach.cli.parser import command_parser
from tests.cli.outcome import Run

ROOM = Path(commands.__file__).parent


def test_every_module_is_a_command() -> None:
    found = {path.stem for path in ROOM.glob("*.py")} - {"__init__"}
    assert found == {module for module, _ in NAMES.values()}


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_an_argument_and_every_argument_an_option(name: str) -> None:
    parser = command_parser(name)
    kept = {each.dest for each in parser._actions} | set(parser._defaults)
    assert kept - {"help", "data_dir"} == set(load(name).Arguments._fields)


def test_the_coach_opens_without_any_argument() -> None:
    opened = load(commands.OPEN)
    assert opened is load("start")
    assert opened.Arguments() == (False, None, 1.0, False)


def test_help_names_every_command_and_what_it_does(run: Run) -> None:
    words = " ".join(run("--help").out.split())
    for name, (_, does) in NAMES.items():
        assert f"{name} {does}" in words


@pytest.mark.parametrize("words", ["--version", "--help", "plan --help", "plan --json"])
def test_only_the_command_that_is_called_is_imported(words: str, tmp_path: Path) -> None:
    line = [*words.split(), *(["--data-dir", str(tmp_path)] if "--json" in words else [])]
    code = (
        "import sys\n"
        "from backcoach.__main__ import main\n"
        f"assert main({line!r}) == 0\n"
        "print(*(each for each in sys.modules if each.startswith('backcoach.cli.commands.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    called = ["backcoach.cli.commands.plan"] if "plan" in words else []
    assert done.stdout.splitlines()[-1].split() == called

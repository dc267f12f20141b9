"""The installed wheel works by itself, far from the repository."""

import json
import zipfile
from pathlib import Path

from tests.e2e.installation import REPOSITORY, Installed
from tests.support.content import catalogue


def test_the_wheel_holds_all_content_and_every_style_sheet(installed: Installed) -> None:
    content = REPOSITORY / "data"
    wanted = {
        f"backcoach/data/{file.relative_to(content).as_posix()}"
        for file in content.rglob("*")
        if file.is_file()
    }
    sheets = (REPOSITORY / "backcoach").rglob("*.tcss")
    wanted |= {file.relative_to(REPOSITORY).as_posix() for file in sheets}
    with zipfile.ZipFile(installed.wheel) as wheel:
        held = set(wheel.namelist())
    assert "backcoach/data/programme.toml" in wanted
    assert "backcoach/py.typed" in held
    assert wanted - held == set()
    assert not [name for name in held if name.startswith(("tests/", "tools/"))]


def test_it_plans_the_first_session(installed: Installed) -> None:
    done = installed.run("plan", "--json")
    assert done.stderr == ""
    assert done.returncode == 0
    plan = json.loads(done.stdout)
    assert plan["stage"] == 1
    assert plan["items"]


def test_it_lists_every_exercise(installed: Installed) -> None:
    done = installed.run("exercises", "--json")
    listed = [exercise["id"] for exercise in json.loads(done.stdout)["exercises"]]
    assert listed == list(catalogue().exercises)


def test_it_says_its_version(installed: Installed) -> None:
    done = installed.run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("backcoach ")


def test_without_a_terminal_it_says_so_in_one_line(installed: Installed) -> None:
    for words in ((), ("start", "--speed", "60")):
        done = installed.run(*words)
        assert done.returncode == 2
        assert done.stdout == ""
        assert done.stderr.startswith("backcoach: the coach needs a terminal")
        assert done.stderr.count("\n") == 1


def test_reading_leaves_no_file_behind(installed: Installed, tmp_path: Path) -> None:
    # A home of its own: in the one that all share, sessions have been played, and the library
    # of a sound player keeps a file there.
    home = {**installed.environment(), "HOME": str(tmp_path)}
    for words in (("plan",), ("progress",), ("history",), ("exercises",)):
        assert installed.run(*words, env=home).returncode == 0
    assert list(tmp_path.iterdir()) == []
    data_dir = tmp_path / "data"
    assert installed.run("plan", env=installed.environment(data_dir)).returncode == 0
    assert not data_dir.exists()

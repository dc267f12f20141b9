"""Every command that `docs/your-data.md` gives does what it says, in a fresh home."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "your-data.md"


def commands_about_data() -> list[list[str]]:
    """The words of each command line in the code blocks of the page, in order."""
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh$(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line]
    return [shlex.split(line, comments=True) for line in lines]


def test_the_page_has_a_command_for_each_need() -> None:
    told = {words[1] for words in commands_about_data()}
    assert told == {"backup", "restore", "export", "import", "doctor"}


def test_each_command_works_in_a_fresh_home(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    (tmp_path / "home").mkdir()
    assert run("measure", "--pain", "4").code == 0
    assert run("backup").code == 0
    log = places().log
    (name,) = (path.name for path in (places().data / "backups").iterdir())
    kept = LogStore(log).load()
    stand_in = {"NAME": name, "FILE": str(tmp_path / "home" / "backcoach.zip")}
    for words in commands_about_data():
        named = [stand_in.get(word, str(Path(word).expanduser())) for word in words[1:]]
        outcome = run(*named)
        assert (outcome.code, outcome.err) == (0, ""), words
        assert outcome.out
        assert LogStore(log).load() == kept


def test_a_new_machine_has_all_of_it_after_either_way(run: Run, tmp_path: Path) -> None:
    old = tmp_path / "old"
    run("measure", "--pain", "4", "--activity", "bending=3", "--data-dir", old)
    log = LogStore(places(str(old)).log).load()
    for there, here in (("backup", ("restore", "--yes")), ("export", ("import",))):
        file, new = tmp_path / there, tmp_path / f"new-{there}"
        assert run(there, file, "--data-dir", old).code == 0
        assert run(here[0], file, *here[1:], "--data-dir", new).code == 0
        assert LogStore(places(str(new)).log).load() == log

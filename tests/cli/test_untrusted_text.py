"""Whatever a log holds, a terminal is shown text and never told anything."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from time import perf_counter

import pytest

from backcoach.coach.session import Log
from backcoach.paths import places
from backcoach.store import LogStore
from tests.cli.outcome import Run
from tests.support.poison import LONG, NASTY, a_log_of

COMMANDS = (
    ("plan",),
    ("progress",),
    ("history",),
    ("exercises",),
    ("exercises", "bird_dog"),
    ("why", "squat"),
    ("review",),
    ("profile",),
    ("measure", "--pain", "2"),
    ("checkin", "--pain", "2"),
    ("backup",),
    ("restore",),
    ("doctor",),
    ("export", "-"),
    ("import", "-", "--dry-run"),
)


def is_harmless(text: str) -> bool:
    return all(line.isprintable() for line in text.split("\n"))


def with_log(folder: Path, log: Log) -> None:
    LogStore(places(str(folder)).log).keep_all(log)


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_says_anything_to_the_terminal(
    run: Run, folder: Path, words: tuple[str, ...], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_log(folder, a_log_of(text))
    monkeypatch.setattr("sys.stdin", Standard(run("export", "-", "--data-dir", folder).out))
    started = perf_counter()
    outcome = run(*words, "--data-dir", folder)
    assert perf_counter() - started < 2
    assert outcome.code == 0
    assert is_harmless(outcome.out + outcome.err)


@pytest.mark.parametrize("command", ["plan", "progress", "history", "exercises"])
def test_json_is_as_harmless_and_says_all_of_it(run: Run, folder: Path, command: str) -> None:
    log = a_log_of(NASTY)
    with_log(folder, log)
    out = run(command, "--json", "--data-dir", folder).out
    assert is_harmless(out)
    document = json.loads(out)
    if command == "history":
        last = document["sessions"][-1]
        assert last["ratings"]["note"] == log.sessions[-1].ratings.note  # type: ignore[union-attr]
        assert last["id"].endswith(NASTY)
        assert last["sets"][0]["exercise"] == NASTY + NASTY


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
def test_no_error_says_anything_to_the_terminal(run: Run, folder: Path, text: str) -> None:
    with_log(folder, a_log_of(text))
    file = folder.parent / "export.json"
    assert run("export", file, "--data-dir", folder).code == 0
    changed = json.loads(file.read_bytes())
    changed["sessions"][0]["stage"] = 2
    for document in (changed, changed | {text: 1}, changed | {"program": text}):
        file.write_text(json.dumps(document))
        outcome = run("import", file, "--data-dir", folder)
        assert outcome.code == 2
        assert is_harmless(outcome.err)
        assert len(outcome.err) < 3_000
        assert outcome.err.endswith("othing was changed\n") or outcome.err.endswith(
            "othing was changed.\n"
        )


def test_a_note_is_shown_in_the_table_as_far_as_it_can_be_read(run: Run, folder: Path) -> None:
    with_log(folder, a_log_of(NASTY))
    together = "".join(run("history", "--data-dir", folder).out.split())
    assert "?]0;title??[2J?31m?[red]a[/red][/]:smile:" in together


ODD = "odd \x1b]0;title\x07 \x9b31m\u202e\u200b [red] \udcff"
"""A name that a file system takes and no terminal should see."""

NAMED = (
    ("plan",),
    ("backup",),
    ("backup", f"{ODD}.zip"),
    ("export", f"{ODD}.json"),
    ("export", f"{ODD}.json", "--json"),
    ("import", f"before {ODD}.json"),
    ("import", f"before {ODD}.json", "--json"),
    ("restore",),
    ("restore", f"{ODD}.zip"),
    ("restore", f"before {ODD}.zip", "--yes"),
    ("doctor",),
    ("doctor", "--json"),
    ("import", f"{ODD}.json"),
    ("export", ODD),
    (ODD,),
    ("why", ODD),
    ("plan", f"--{ODD}"),
    ("measure", "--activity", f"{ODD}=3"),
    ("profile", "--set", f"tags={ODD}"),
    ("checkin", "--pain", ODD),
)


@pytest.mark.parametrize("words", NAMED, ids=lambda each: " ".join(each).replace(ODD, "ODD"))
def test_no_name_of_a_file_or_folder_says_anything_to_the_terminal(
    run: Run, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / ODD
    folder.mkdir()
    (folder / ODD).mkdir()
    monkeypatch.chdir(folder)
    with_log(folder, a_log_of(""))
    assert run("backup", f"before {ODD}.zip", "--data-dir", folder).code == 0
    assert run("export", f"before {ODD}.json", "--data-dir", folder).code == 0
    (folder / "backups").mkdir(exist_ok=True)
    shutil.copy(f"before {ODD}.zip", folder / "backups" / f"{ODD}.zip")
    outcome = run(*words, "--data-dir", folder)
    assert outcome.code in (0, 2)
    assert outcome.err.count("\n") == (1 if outcome.code else 0)
    assert is_harmless(outcome.out + outcome.err)
    if "--json" in words:
        json.loads(outcome.out)


@pytest.mark.parametrize(
    ("variable", "code"),
    [
        ("BACKCOACH_DATA_DIR", 0),
        ("BACKCOACH_CONTENT_DIR", 1),
        ("HOME", 0),
        ("TERM", 0),
        ("COLORTERM", 0),
        ("LANG", 0),
    ],
)
def test_nothing_in_the_environment_says_anything_to_the_terminal(
    run: Run, tmp_path: Path, variable: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"{tmp_path}/{ODD}256")
    outcome = run("doctor")
    assert (outcome.code, outcome.err) == (code, "")
    assert is_harmless(outcome.out)
    plan = run("plan")
    assert plan.code == (2 if variable == "BACKCOACH_CONTENT_DIR" else 0)
    assert is_harmless(plan.out + plan.err)


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
def test_no_setting_says_anything_to_the_terminal(run: Run, folder: Path, text: str) -> None:
    folder.mkdir()
    for settings in ({"theme": text}, {text: 1}, {"sound": text}, {"morning_put_off": text}):
        (folder / "settings.json").write_text(json.dumps(settings))
        for command in ("doctor", "plan"):
            outcome = run(command, "--data-dir", folder)
            assert outcome.code in (0, 1, 2)
            assert is_harmless(outcome.out + outcome.err)
            assert len(outcome.out + outcome.err) < 10_000


class Standard:
    """Standard input with something in it."""

    def __init__(self, text: str) -> None:
        self.buffer = io.BytesIO(text.encode())

    def isatty(self) -> bool:
        return False

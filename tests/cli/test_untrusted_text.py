"""Whatever text a log contains, a terminal shows it and interprets nothing in it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from time import process_time

import pytest

from backcoach.coach.model.records import Log
from backcoach.legible import is_legible
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
    return all(map(is_legible, text.split("\n")))


def with_log(folder: Path, log: Log) -> None:
    LogStore(places(str(folder)).log).save_all(log)


@pytest.mark.parametrize("text", [NASTY, LONG], ids=["obeyed", "long"])
@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_no_command_says_anything_to_the_terminal(
    run: Run, folder: Path, words: tuple[str, ...], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_log(folder, a_log_of(text))
    monkeypatch.setattr("sys.stdin", Standard(run("export", "-", "--data-dir", folder).out))
    started = process_time()
    outcome = run(*words, "--data-dir", folder)
    assert process_time() - started < 2
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


OF_ANY_SCRIPT = (
    "\U0001f468\U0001f3fb\u200d\u2764\ufe0f\u200d\U0001f48b\u200d\U0001f468\U0001f3fc"
    " \U0001fae9\U0001faea\U0001faff می\u200cخواهم \u200fשלום\u200e क्षत्रिय 葛\U000e0100"
    " \xa0 \uf8ff z" + "\u0301" * 30
)


@pytest.mark.parametrize("text", [NASTY, OF_ANY_SCRIPT, "z" + "\u0301" * 1_800])
def test_a_text_goes_out_and_in_again_to_the_letter(run: Run, tmp_path: Path, text: str) -> None:
    log = a_log_of(text)
    with_log(tmp_path / "one", log)
    assert run("export", tmp_path / "all.json", "--data-dir", tmp_path / "one").code == 0
    assert run("import", tmp_path / "all.json", "--data-dir", tmp_path / "two").code == 0
    assert LogStore(places(str(tmp_path / "two")).log).load() == log
    document = json.loads(run("history", "--json", "--data-dir", tmp_path / "two").out)
    assert all(
        (each["ratings"] or {"note": text})["note"].endswith(text) for each in document["sessions"]
    )


def test_an_activity_in_any_script_is_one(run: Run, folder: Path) -> None:
    assert (
        run("profile", "--set", f"activities={OF_ANY_SCRIPT[:60]}", "--data-dir", folder).code == 0
    )
    told = " ".join(OF_ANY_SCRIPT[:60].split())
    outcome = run("measure", "--activity", f"{told}=3", "--data-dir", folder)
    assert (outcome.code, outcome.err) == (0, "")
    (kept,) = LogStore(places(str(folder)).log).load().measures
    assert [each.words for each in kept.activities] == [told]


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

"""What the commands say of a session that is under way or was cut off."""

import json
from pathlib import Path

from tests.cli.outcome import Run
from tests.support.cut_off import cut_off_in


def test_history_tells_of_it_below_the_list(run: Run, folder: Path) -> None:
    cut_off_in(folder)
    done = run("history", "--data-dir", folder)
    assert done.code == 0
    assert "Not in this list yet" in done.out
    assert "1 of 2 exercises done" in done.out


def test_history_as_json_has_it_apart(run: Run, folder: Path) -> None:
    session = cut_off_in(folder)
    document = json.loads(run("history", "--json", "--data-dir", folder).out)
    assert document["sessions"] == []
    assert document["unfinished"]["id"] == session.id
    assert document["unfinished"]["sets"][0]["completed"] is True


def test_without_one_there_is_nothing_to_tell(run: Run, folder: Path) -> None:
    cut_off_in(folder, seconds=5)
    assert json.loads(run("history", "--json", "--data-dir", folder).out)["unfinished"] is None
    assert "Not in this list" not in run("history", "--data-dir", folder).out


def test_what_stands_in_its_place_by_mistake_hides_no_history(run: Run, folder: Path) -> None:
    cut_off_in(folder)
    (folder / "session.journal").write_text("nothing of ours")
    done = run("history", "--json", "--data-dir", folder)
    assert done.code == 0
    assert json.loads(done.out)["unfinished"] is None
    assert done.err.count("\n") == 1
    assert "is no journal of a session" in done.err


def test_no_command_that_reads_changes_the_journal(run: Run, folder: Path) -> None:
    cut_off_in(folder)
    before = (folder / "session.journal").read_bytes()
    for command in ("history", "progress", "plan", "doctor", "why", "review"):
        run(command, "--data-dir", folder)
    assert (folder / "session.journal").read_bytes() == before


def test_doctor_says_what_to_do_about_it(run: Run, folder: Path) -> None:
    def session_row() -> dict[str, str]:
        checks = json.loads(run("doctor", "--json", "--data-dir", folder).out)["checks"]
        (row,) = [each for each in checks if each["name"] == "session"]
        assert isinstance(row, dict)
        return row

    assert session_row()["state"] == "ok"
    cut_off_in(folder)
    assert session_row()["state"] == "look"
    assert "1 of 2 exercises done" in session_row()["found"]
    assert "open backcoach" in session_row()["to_do"]
    (folder / "session.journal").write_text("nothing of ours")
    assert session_row()["state"] == "wrong"

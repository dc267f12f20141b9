"""`backcoach check`: a page or a document, whatever the machine has."""

import json
from pathlib import Path

import pytest

from tests.cli.outcome import Run


@pytest.fixture(autouse=True)
def no_sound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Outputs differ from machine to machine."""
    monkeypatch.setattr("backcoach.desktop.preflight.outputs", lambda _ring, _environment: [])
    monkeypatch.setattr("backcoach.desktop.preflight.ways", lambda _environment: [])


def test_each_part_is_fine_or_says_what_to_do(run: Run, folder: Path) -> None:
    shown = run("check", "--data-dir", folder)
    assert (shown.code, shown.err) == (0, "")
    for words in (
        "· no   sound",
        "· no   voice",
        "· no   screen stays on",
        "✓ ok   window",
        "✓ ok   session",
    ):
        assert words in shown.out
    found = json.loads(run("check", "--json", "--data-dir", folder).out)["findings"]
    assert [each["name"] for each in found] == [
        "sound",
        "voice",
        "screen stays on",
        "window",
        "session",
    ]
    assert all(each["ok"] or each["to_do"] for each in found)


def test_what_does_not_answer_in_a_second_is_left_alone(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("backcoach.desktop.preflight.look", lambda *_given: [])
    monkeypatch.setattr("backcoach.cli.commands.check.ALL_SECONDS", 0)
    found = json.loads(run("check", "--json", "--data-dir", folder).out)["findings"]
    assert found[0]["words"] == "no answer within a second"

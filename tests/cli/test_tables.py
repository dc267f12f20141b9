"""The tables: complete, readable in a narrow pipe, and intact whatever text a user wrote."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.outcome import Run, everything_in, keep
from tests.support.content import catalogue
from tests.support.logs import a_session

READING = (
    ("plan",),
    ("progress",),
    ("history",),
    ("exercises",),
    ("exercises", "bird_dog"),
    ("why", "bird_dog"),
)


@pytest.mark.parametrize("words", READING)
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_nothing_is_wider_than_the_terminal(
    run: Run, folder: Path, words: tuple[str, ...], columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, a_session(1), a_session(3, share=0.5), a_session(4, speed=60))
    monkeypatch.setenv("COLUMNS", str(columns))
    outcome = run(*words, "--data-dir", folder)
    assert outcome.code == 0
    assert outcome.err == ""
    assert outcome.out.strip()
    assert max(len(line) for line in outcome.out.splitlines()) <= columns
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize("words", READING)
def test_reading_creates_and_changes_nothing(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    folder = tmp_path / "data"
    run(*words, "--data-dir", folder)
    run(*words, "--json", "--data-dir", folder)
    assert everything_in(tmp_path) == {}
    keep(folder, a_session(1))
    before = everything_in(tmp_path)
    run(*words, "--data-dir", folder)
    run(*words, "--json", "--data-dir", folder)
    assert everything_in(tmp_path) == before


def test_the_plan_names_every_exercise_with_its_dose(run: Run, folder: Path) -> None:
    out = run("plan", "--minutes", "standard", "--data-dir", folder).out
    assert "Stage 1 of 3 · Wake up your core" in out
    assert "about 21 minutes" in out
    for entry in catalogue().programme.templates["s1_standard"].items:
        assert catalogue().exercises[entry.exercise].name.split(" (")[0] in out
    assert "2 × 5 reps, each side" in out
    assert "tempo 2-3-2, rest 30 s" in out


def test_progress_names_every_gate_and_what_is_missing(
    run: Run, folder: Path, on_day: Callable[[int], None]
) -> None:
    on_day(2)
    keep(folder, a_session(1))
    out = run("progress", "--data-dir", folder).out
    assert "Since 2 January 2024 · 1 session counted" in out
    assert "○ not yet" in out
    assert "- Sessions done: 4 more sessions" in out


def test_an_empty_history_is_one_kind_line(run: Run, folder: Path) -> None:
    out = run("history", "--data-dir", folder).out
    assert out == "No sessions yet. Whenever you are ready, begin with: backcoach start\n"


def test_history_marks_what_does_not_count_in_words(run: Run, folder: Path) -> None:
    keep(folder, a_session(1), a_session(3, share=0.5), a_session(4, speed=60))
    out = run("history", "--data-dir", folder).out
    assert "2024-01-02" in out
    assert "(in part)" in out
    assert "50%" in out
    assert "(rehearsal)" in out


def test_a_note_is_never_read_as_markup_or_as_terminal_codes(run: Run, folder: Path) -> None:
    session = a_session(1)
    assert session.ratings is not None
    note = "[/] [red]a[/red] :smile:\x1b[31m\x07"
    keep(folder, replace(session, ratings=replace(session.ratings, note=note)))
    out = run("history", "--data-dir", folder).out
    together = "".join(out.split())
    assert "[/][red]" in together
    assert "a[/red]:smile:?[31m?" in together
    assert "\x1b" not in out


def test_one_exercise_is_readable(run: Run, folder: Path) -> None:
    out = run("exercises", "bird_dog", "--data-dir", folder).out
    exercise = catalogue().exercises["bird_dog"]
    for words in (exercise.name, exercise.cues.breathe, exercise.stop, "5-4-3 reps", "tempo 2-8-2"):
        assert words in out
    for label, other in (("Easier", "bird_dog_leg_slide"), ("Off the floor", "standing_bird_dog")):
        assert label in out
        assert f"({other})" in out
    assert "Source: S1" in out


def test_one_exercise_can_be_seen(run: Run, folder: Path) -> None:
    out = run("exercises", "bird_dog", "--data-dir", folder).out
    poses = out[out.index("Key poses") :]
    assert "all fours" in poses
    assert "reach" in poses
    assert "the left one is its mirror picture" in " ".join(poses.split())
    assert "▟" in poses and "▚" in poses and "▔▔▔" in poses
    assert "mirror" not in run("exercises", "squat", "--data-dir", folder).out


def test_every_exercise_has_a_page(run: Run, folder: Path) -> None:
    for id, exercise in catalogue().exercises.items():
        outcome = run("exercises", id, "--data-dir", folder)
        assert outcome.code == 0
        assert outcome.out.startswith(exercise.name)


def test_every_exercise_is_listed_by_its_whole_id(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    out = run("exercises", "--data-dir", folder).out
    for id in catalogue().exercises:
        assert f" {id} " in out

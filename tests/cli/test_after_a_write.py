"""A command that fails after it has written never says that nothing was changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from backcoach import care
from backcoach.practice.book import Book
from backcoach.practice.standing import Standings
from backcoach.store import LogStore, StoreError
from tests.cli.outcome import Run, everything_in
from tests.store.records import facts_of
from tests.support.logs import a_log, a_session

LOG = "the log was written before that, and what it took in is kept"

Fault = Callable[[Path], Exception]

FAULTS: tuple[tuple[Fault, int], ...] = (
    (lambda _place: RuntimeError("a mistake of ours"), 1),
    (lambda place: StoreError(place, "can't be read", "Nothing was changed."), 2),
)


def fails_after(patch: pytest.MonkeyPatch, owner: Any, name: str, fault: Exception) -> None:  # noqa: ANN401
    """What `owner.name` does is done, and then it fails."""
    whole = getattr(owner, name)

    def done_and_failed(*words: Any, **named: Any) -> None:  # noqa: ANN401
        whole(*words, **named)
        raise fault

    patch.setattr(owner, name, done_and_failed)


class Case(NamedTuple):
    """A command line, the method that writes for it, and what is told then."""

    words: tuple[str, ...]
    owner: Any
    name: str
    told: str


CASES = [
    Case(*each)
    for each in (
        (("checkin", "--pain", "2"), LogStore, "save", LOG),
        (("flare", "--none-of-these"), LogStore, "save", LOG),
        (("measure", "--pain", "3"), LogStore, "save", LOG),
        (("measure", "--activity", "bending=4"), LogStore, "save", LOG),
        (("profile", "--set", "pain=3"), LogStore, "save", LOG),
        (("import", "{other}"), LogStore, "save_all", LOG),
        (("restore", "{backup}", "--yes", "--add"), LogStore, "save_all", LOG),
        (("restore", "{backup}", "--yes"), care, "restore", LOG),
        (("backup", "{new}"), care, "back_up", "{new} was written before that"),
        (("export", "{new}"), Book, "export_to", "{new} was written before that"),
    )
]


@pytest.mark.parametrize(("fault", "code"), FAULTS, ids=["ours", "the disk's"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case.words))
def test_what_was_written_is_told(
    run: Run, tmp_path: Path, case: Case, fault: Fault, code: int
) -> None:
    folder = tmp_path / "data"
    places = {each: str(tmp_path / each) for each in ("other", "backup", "new")}
    LogStore(tmp_path / "abroad" / "log").save_all(a_log(a_session(2)))
    run("export", places["other"], "--data-dir", tmp_path / "abroad")
    run("backup", places["backup"], "--data-dir", tmp_path / "abroad")
    LogStore(folder / "log").save_all(a_log(a_session(0)))
    before = facts_of(LogStore(folder / "log").load())
    with pytest.MonkeyPatch.context() as patch:
        fails_after(patch, case.owner, case.name, fault(tmp_path))
        outcome = run(*(word.format(**places) for word in case.words), "--data-dir", folder)
    assert outcome.code == code
    assert outcome.err.count("\n") == 1
    assert outcome.err.endswith(f"; {case.told.format(**places)}\n")
    assert "othing was changed" not in outcome.err
    changed = facts_of(LogStore(folder / "log").load()) != before
    assert changed is (case.told is LOG)


@pytest.mark.parametrize("words", [("plan",), ("checkin", "--pain", "2")])
def test_where_nothing_was_written_that_is_said(
    run: Run, folder: Path, words: tuple[str, ...]
) -> None:
    LogStore(folder / "log").save_all(a_log(a_session(0)))
    assert run("flare", "--none-of-these", "--data-dir", folder).code == 0
    before = everything_in(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Standings, "now", lambda _self: 1 / 0)
        patch.setattr(LogStore, "save", lambda _self, _record: 1 / 0)
        outcome = run(*words, "--data-dir", folder)
    assert outcome.code == 1
    assert outcome.err.endswith("; nothing was changed\n")
    assert everything_in(folder) == before

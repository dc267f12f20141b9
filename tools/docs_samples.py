"""Samples of the commands' JSON output, for the tables in `docs/command-line.md`.

They come from data folders that together contain everything a document can: sessions with ratings,
pain reports and weights, mornings, a change of stage, weeks with a review, and a flare-up. Only the
keys are used.
"""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from backcoach.__main__ import main as backcoach
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.session.snapshot import snapshot
from backcoach.remote.status import Reply, status_of
from tests.support.clock import ManualClock
from tests.support.coach import fill
from tests.support.content import item
from tests.support.cut_off import cut_off_in
from tests.support.following import begin
from tests.support.logs import a_log, a_morning, a_report, a_session, a_set, moment, told
from tests.support.weeks import next_weeks

ACTIVITY = "putting on socks"
TODAY = 47
"""The day on which the commands are given, in the evening two days after the last session."""


def documents() -> dict[str, list[Any]]:
    """What each command with `--json` prints, by the name of the command."""
    clock = ManualClock(moment(TODAY, 19))
    with (
        tempfile.TemporaryDirectory() as name,
        mock.patch("backcoach.cli.context.SystemClock", lambda _speed: clock),
        mock.patch("backcoach.desktop.preflight.outputs", lambda _ring, _environment: []),
        mock.patch("backcoach.desktop.preflight.ways", lambda _environment: []),
    ):
        folder = Path(name)
        full, other = folder / "full", folder / "other"
        cut_off_in(full).close()
        fill(full, a_log(*next_weeks().values(), *extras()))
        export, differing = folder / "export.json", folder / "differing.json"
        found = {
            "exercises": [printed("exercises", at=full)],
            "learn": [printed("learn", at=full)],
            "profile": [printed("profile", "--set", "tags=knee_pain", at=full)],
            "plan": [printed("plan", at=full), printed("plan", "--pain", "5", at=folder / "new")],
            "why": [printed("why", "bird_dog", at=full)],
            "review": [printed("review", at=full)],
            "history": [printed("history", at=full)],
            "export": [printed("export", export, at=full)],
        }
        changed = json.loads(export.read_text(encoding="utf-8"))
        changed["sessions"][0]["app_version"] = "another"
        differing.write_text(json.dumps(changed), encoding="utf-8")
        printed("import", export, at=other)
        found |= {
            "import": [printed("import", differing, "--dry-run", at=other)],
            "flare": [printed("flare", "--none-of-these", at=full)],
            "checkin": [printed("checkin", "--pain", "3", "--usual", "yes", at=full)],
            "progress": [printed("progress", at=full), printed("progress", at=folder / "new")],
            "check": [printed("check", at=other)],
            "ctl": [status_printed(other)],
            "measure": [printed("measure", "--pain", "3", "--activity", f"{ACTIVITY}=4", at=full)],
            "doctor": [printed("doctor", at=other)],
            "simulate": [printed("simulate", "--people", "12", "--weeks", "3", at=other)],
        }
    return found


def extras() -> list[Any]:
    """What the sessions that lead to stage 3 do not have: a report, a weight, told weeks."""
    lifted = replace(a_set("functional_lift", 1), weight=Weight(8, WeightUnit.KG))
    session = replace(a_session(45, stage=3, reports=(a_report(5),)))
    return [
        replace(session, sets=(*session.sets, lifted)),
        a_morning(46, after=45),
        told(0, 5, {ACTIVITY: 3}),
        told(30, 3, {ACTIVITY: 6}),
        told(44, 2, {ACTIVITY: 7}),
    ]


def status_printed(at: Path) -> Any:  # noqa: ANN401
    """What `ctl status` prints while a session runs, which is not running here."""
    player, _ = begin(item("bird_dog"))
    status = status_of(snapshot(player), asking=False, floor=False, speed=1.0)
    with mock.patch(
        "backcoach.cli.commands.ctl._replies", lambda *_: iter([Reply(ok=True, status=status)])
    ):
        return printed("ctl", "status", at=at)


def printed(*words: str | Path, at: Path) -> Any:  # noqa: ANN401
    """The document that a command prints about the data folder `at`."""
    line = [*map(str, words), "--json", "--data-dir", str(at)]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        backcoach(line)
    return json.loads(out.getvalue())

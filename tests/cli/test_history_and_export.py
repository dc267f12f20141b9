"""`history --json` shows every field of a session that an export has, so that neither falls behind.

A field that is new to the log is in both at once, unless `history` leaves it out on purpose.
"""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings

from backcoach.cli.commands.history import history_parts
from backcoach.coach.model.records import Log
from backcoach.store.copies.transfer import encode_export
from tests.store.random_logs import logs
from tests.store.records import MORNING
from tests.support.content import catalogue

LEFT_OUT = ("rehearsal", "during", "utc_offset_minutes")
"""Of a check-in before a session."""

WORKED_OUT = ("date", "rehearsal", "share_done", "morning")
"""Of a session; `completed` is of a set."""


def to_the_second(value: Any) -> Any:  # noqa: ANN401
    """`value` with each time as commands print it: to the second."""
    if isinstance(value, dict):
        times = ("at", "started_at", "ended_at")
        return {
            key: f"{each[:19]}Z" if key in times else to_the_second(each)
            for key, each in value.items()
        }
    return [to_the_second(each) for each in value] if isinstance(value, list) else value


@settings(max_examples=30, deadline=None)
@given(logs)
def test_history_is_what_an_export_has_and_what_is_worked_out_of_it(log: Log) -> None:
    exported = to_the_second(json.loads(encode_export(log, MORNING))["sessions"])
    for session in exported:
        for field in LEFT_OUT if session["check_in"] else ():
            session["check_in"].pop(field, None)
    parts = history_parts(log.sessions, catalogue().programme.completion, {}, None)
    shown = json.loads("".join(parts))["sessions"]
    for session in shown:
        for field in WORKED_OUT:
            del session[field]
        for done in session["sets"]:
            del done["completed"]
    assert shown == exported

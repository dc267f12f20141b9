"""Logs whose every text contains something harmful to a terminal or to markup."""

from __future__ import annotations

import dataclasses
from typing import Any, TypeVar

from backcoach.coach.model.records import Log, SessionRecord
from tests.support.content import catalogue
from tests.support.levels import did
from tests.support.logs import (
    a_flare,
    a_log,
    a_morning,
    a_profile,
    a_report,
    a_session,
    told,
)

NASTY = "\x1b]0;title\x07\x1b[2J\x9b31m\x7f\u202e\u2066[red]a[/red] [/] :smile: \x00\r\b=1+1"
LONG = "\x1b[31m" + "漢" * 100_000

T = TypeVar("T")


def poisoned(value: T, text: str) -> T:
    """`value` with `text` added to every text in it that is anybody's own."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {}
        for field in dataclasses.fields(value):
            inner = getattr(value, field.name)
            own = type(inner) is str and inner not in catalogue().exercises
            changed[field.name] = inner + text if own else poisoned(inner, text)
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple):
        items = (each + text if type(each) is str else poisoned(each, text) for each in value)
        return type(value)(items)
    return value


def sore_after(session: SessionRecord) -> SessionRecord:
    assert session.ratings is not None
    ratings = dataclasses.replace(session.ratings, sore=("bird_dog", "headstand"))
    return dataclasses.replace(session, ratings=ratings)


def a_log_of(text: str) -> Log:
    hurt = a_session(5, reports=(a_report(5),))
    unknown = dataclasses.replace(hurt.sets[0], exercise=text, stands_in_for=text)
    log = a_log(
        a_session(1),
        did(3, "squat", "bridge_march", stage=2),
        dataclasses.replace(sore_after(hurt), sets=(unknown, *hurt.sets)),
        a_morning(2, session="session-1-18"),
        a_profile(tags=("knee_pain",), equipment=("mat",), activities=("bending", "lifting")),
        told(1, 4, {"bending": 3}),
        told(5, 3, {"bending": 5, "lifting": 2}),
        a_flare(4),
    )
    return poisoned(log, text)

"""The requests that another program may make of a running session, one line of text each."""

from __future__ import annotations

from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Where
from backcoach.legible import one_line

LINE_MAX = 1024
"""Bytes of the longest request, with its line end."""

SAID_MAX = 200
"""Characters of the longest text that `say` shows."""


class Verb(StrEnum):
    """What is asked for. All but the first two do what a key of the session does."""

    STATUS = "status"
    FOLLOW = "follow"
    PAUSE = "pause"
    GO = "go"
    NEXT = "next"
    BACK = "back"
    EASIER = "easier"
    MORE = "more"
    LESS = "less"
    HURTS = "hurts"
    FLOOR = "floor"
    SAY = "say"


@frozen
class ControlRequest:
    """One request. `pain` and `where` are those of HURTS, `text` is that of SAY."""

    verb: Verb
    pain: int | None = None
    where: Where | None = None
    text: str = ""


class RequestError(Exception):
    """A line that is no request. The text says in one line what is wrong with it."""


VERBS = ", ".join(verb for verb in Verb if verb is not Verb.FOLLOW)
PLACES = ", ".join(Where)


def parse(line: str) -> ControlRequest:
    """The request in a line. Raises RequestError if there is none."""
    name, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    if name not in list(Verb):
        raise RequestError(f"there is no {_shown(name)}; it takes one of: {VERBS}")
    verb = Verb(name)
    if verb is Verb.HURTS:
        return _hurts(rest.split())
    if verb is Verb.SAY:
        text = one_line(rest, SAID_MAX)
        if not text:
            raise RequestError("say: what? For example: say soon done")
        return ControlRequest(verb, text=text)
    if rest:
        raise RequestError(f"{verb} takes nothing else, and not {_shown(rest)}")
    return ControlRequest(verb)


def _hurts(words: list[str]) -> ControlRequest:
    number = words[0] if words else ""
    if number not in [str(pain) for pain in range(11)]:
        raise RequestError("hurts: how much, from 0 to 10? For example: hurts 4 back")
    if len(words) == 1:
        return ControlRequest(Verb.HURTS, pain=int(number))
    place = " ".join(words[1:])
    if place not in list(Where):
        raise RequestError(f"hurts: there is no place {_shown(place)}; it takes one of: {PLACES}")
    return ControlRequest(Verb.HURTS, pain=int(number), where=Where(place))


def _shown(text: str) -> str:
    return f'"{one_line(text, 40)}"'

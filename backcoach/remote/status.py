"""The state of a running session as another program gets it, and the same in words."""

from __future__ import annotations

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.formatting import lower_first
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Section
from backcoach.coach.planning.plan import whole_minutes
from backcoach.coach.planning.timeline import SegmentKind
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import Snapshot
from backcoach.coach.words.session_words import step_words


@frozen
class SessionStatus:
    """The state of a session. Seconds are whole and those of the session.

    `asking` says that a question is open on the screen, `floor` that the floor view is. `rep`,
    `reps`, `hold` and `holds` are 0 where the set has none; `limb` and `weight` are empty then.
    """

    state: SessionState
    asking: bool
    floor: bool
    kind: SegmentKind
    section: Section
    item: int
    items: int
    exercise: str
    name: str
    side: Side
    limb: str
    set: int
    sets: int
    rep: int
    reps: int
    hold: int
    holds: int
    weight: str
    next: str
    seconds_left: int
    count_in: int
    session_seconds_left: int
    speed: float

    @property
    def title(self) -> str:
        """What is being done: "Bird-dog, left leg back · set 2 of 3"."""
        limb = f", {lower_first(self.limb)}" if self.limb else ""
        sets = f" · set {self.set} of {self.sets}" if self.sets > 1 else ""
        return f"{self.name}{limb}{sets}"


@frozen
class Reply:
    """The answer to a request: what was done, or why nothing was, and the state after it."""

    ok: bool
    words: str = ""
    status: SessionStatus | None = None


def status_of(now: Snapshot, *, asking: bool, floor: bool, speed: float) -> SessionStatus:
    """The state at the instant `now`."""
    return SessionStatus(
        state=now.state,
        asking=asking,
        floor=floor,
        kind=now.kind,
        section=now.section,
        item=now.item,
        items=now.items,
        exercise=now.exercise.id,
        name=now.exercise.name,
        side=now.side,
        limb=now.exercise.side_name(now.side),
        set=now.set_number,
        sets=now.sets,
        rep=now.rep.number if now.rep else 0,
        reps=now.reps,
        hold=now.hold,
        holds=now.holds,
        weight=now.weight,
        next=step_words(now.coming) if now.coming else "",
        seconds_left=now.seconds_left,
        count_in=now.count_in,
        session_seconds_left=now.session_seconds_left,
        speed=speed,
    )


KIND_WORDS = {
    SegmentKind.GET_READY: "Get ready",
    SegmentKind.CHANGE_SIDE: "Change side",
    SegmentKind.REST: "Rest",
    SegmentKind.WORK: "Work",
    SegmentKind.BETWEEN_HOLDS: "Relax",
}

STATE_WORDS = {
    SessionState.WAITING: "Waiting for you",
    SessionState.PAUSED: "Paused",
    SessionState.ENDED: "Over",
}


def title_words(status: SessionStatus) -> str:
    """What is being done, for a title: "Paused: Bird-dog, left leg back · set 2 of 3"."""
    still = STATE_WORDS.get(status.state)
    return f"{still}: {status.title}" if still else status.title


MOVING, STILL = "▶", "‖"
"""Before the line of a status bar, while the clock of the session runs and while it does not."""


def status_words(status: SessionStatus) -> str:
    """The state in one line: "Rest · Bird-dog, left leg back · set 2 of 3 · 14 s · 9 min left"."""
    first = STATE_WORDS.get(status.state) or KIND_WORDS[status.kind]
    if status.count_in:
        first = f"Going on in {status.count_in}"
    if status.asking:
        first = "A question is open on the screen"
    parts = [first, status.title]
    if status.rep:
        parts.append(f"rep {status.rep} of {status.reps}")
    parts += [f"{status.seconds_left} s", _minutes_left(status)]
    return " · ".join(parts)


def bar_words(status: SessionStatus | None) -> str:
    """The state as short as a status bar needs it; empty without a session.

    tmux takes `#` for the beginning of a format, unless it stands there twice.
    """
    if status is None:
        return ""
    runs = status.state in (SessionState.RUNNING, SessionState.COUNTING_IN) and not status.asking
    left = status.count_in or status.seconds_left
    line = f"{MOVING if runs else STILL} {status.title} · {left} s · {_minutes_left(status)}"
    return line.replace("#", "##")


def _minutes_left(status: SessionStatus) -> str:
    return f"{whole_minutes(status.session_seconds_left)} min left"

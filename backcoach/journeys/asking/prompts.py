"""Prompts: what a journey asks a front end to ask or show, as plain data.

A front end knows a screen, or lines of text, for each of them. None as an answer means that the
user turned back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import Where
from backcoach.journeys.asking.answers import (
    Answered,
    Asked,
    CheckInAnswers,
    GotUp,
    HeldWeight,
    Hurt,
    RatingAnswers,
    ScreeningAnswers,
    Signs,
    StopSignsWanted,
)

if TYPE_CHECKING:
    from backcoach.coach.evidence.mornings import MorningToReport
    from backcoach.coach.model.exercise import Load
    from backcoach.coach.model.profile import Weight
    from backcoach.coach.model.programme import WalkBefore
    from backcoach.coach.model.records import SessionRecord
    from backcoach.coach.model.screening_questions import FollowUpKind
    from backcoach.coach.planning.plan import LoadToday
    from backcoach.coach.review.review import Review
    from backcoach.coach.safety.content import Advice
    from backcoach.coach.safety.screening import Due
    from backcoach.coach.session.player import Player
    from backcoach.coach.standing.standing import Standing
    from backcoach.open_session import OpenSession

Result = TypeVar("Result")

NOT_STARTED = "No session was started. Your answers are kept with today’s date."
ENDED = "The session has ended and is kept as far as you came. Your answers are kept too."


class Prompt(Generic[Result]):
    """Something to ask or to show. `Result` is what the front end answers."""


@frozen
class Listing:
    """A list of `words` with bullets, between the texts `head` and `tail`."""

    head: str
    words: tuple[str, ...]
    tail: str = ""


# Questions of any kind


@frozen
class Choose(Prompt[str | None]):
    """One of several answers (id, words); the result is its id.

    Where one is `chosen` beforehand it is the first, so that Enter alone gives it; otherwise Enter
    alone gives none. With `careful` an Enter that is held down from before answers nothing.
    """

    question: str
    options: Sequence[tuple[str, str]]
    more: str | Listing = ""
    chosen: bool = True
    careful: bool = False


@frozen
class Enter(Prompt[str | None]):
    """A number of weeks, a date or a month, in the form it is stored.

    With `unsaid`, the words for it, the answer may be empty.
    """

    kind: FollowUpKind
    question: str
    unsaid: str = ""


@frozen
class Mark(Prompt[tuple[str, ...] | None]):
    """Any of several `lines` (id to words), those `marked` beforehand among them."""

    title: str
    ask: str
    lines: Mapping[str, str]
    marked: Collection[str]


@frozen
class ShowAdvice(Prompt[None]):
    """One of the safety texts; `after` says what happened to the session."""

    advice: Advice
    after: str = NOT_STARTED


# Before a session


@frozen
class Welcome(Prompt[bool]):
    """The disclaimer. True if it was accepted, which is stored then; otherwise False."""


@frozen
class AskScreening(Prompt[ScreeningAnswers | None]):
    """The safety questions that are due; with `since_seen` the emergency signs alone."""

    why: Due | None = None
    since_seen: bool = False


@frozen
class AskCheckIn(Prompt[CheckInAnswers | None]):
    """The check-in before a session."""


@frozen
class CheckReady(Prompt[bool]):
    """Whether the session can be heard and read from the mat; False where the user turned back.

    `ready` says what to have ready.
    """

    ready: str


@frozen
class ShowProfile(Prompt[None]):
    """About you; `first` for somebody new, who sees it without having asked."""

    first: bool = False


@frozen
class AskUsualPain(Prompt[int | None]):
    """The average pain 0-10 of the last 7 days; `pain` is the earlier answer."""

    pain: int | None


@frozen
class NameActivities(Prompt[tuple[str, ...] | None]):
    """Up to three things that are hard because of the back; `activities` are those so far."""

    activities: Sequence[str]


# A session and what comes after it


@frozen
class RunSession(Prompt["SessionRecord | None"]):
    """The session itself, on from where it was `cut_off` if it was. None when nothing was done."""

    session: OpenSession
    cut_off: bool = False


@frozen
class AskWhere(Prompt[Asked | StopSignsWanted | None]):
    """Where it hurts."""


@frozen
class AskHowMuch(Prompt[Hurt | StopSignsWanted | None]):
    """How much it hurts and what to do; `level` is that of an easier exercise.

    `digit` is a pain that was typed already.
    """

    player: Player
    level: int
    where: Where = Where.BACK
    digit: int | None = None


@frozen
class AskStopSigns(Prompt[Signs | None]):
    """Which of the signs to stop at are present; None for none of them."""


@frozen
class AskWeight(Prompt[HeldWeight | None]):
    """The weight in use: `load` is that of the level, `today` what the coach suggests."""

    load: Load
    today: LoadToday | None
    taken: Weight | None


@frozen
class AskWalk(Prompt[int | None]):
    """The minutes of a walk outside that has just ended; None for none."""

    rules: WalkBefore


@frozen
class AskRatings(Prompt[RatingAnswers | None]):
    """How the session was.

    For a sore exercise among `habitual` it is also asked whether it is sorer than usual.
    """

    record: SessionRecord
    habitual: Collection[str] = ()


@frozen
class ShowSummary(Prompt[None]):
    """What was done, and what it changed."""

    record: SessionRecord
    before: Standing
    after: Standing


# Between sessions


@frozen
class AskMorning(Prompt[GotUp | None]):
    """How the back was on getting up."""

    morning: MorningToReport


@frozen
class AskMeasures(Prompt[Answered | None]):
    """About the last weeks: average `pain`, the user's `activities`, or both."""

    pain: bool
    activities: bool
    week: int | None = None


@frozen
class ShowReview(Prompt[None]):
    """The review of progress."""

    review: Review

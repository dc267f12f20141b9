"""Applies the records of a log to a replay, one by one."""

from __future__ import annotations

from datetime import date

from backcoach.coach.evidence.moments import DatedFact
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.records import (
    CheckIn,
    Clearance,
    FlareReport,
    Morning,
    Screening,
    SessionRecord,
    StageChoice,
    StageDecision,
)
from backcoach.coach.stages.stages import IN_PLACE
from backcoach.coach.standing.answers import take_check_in, take_safety_answer, take_said
from backcoach.coach.standing.mornings import take_morning
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.sessions import take_session


def take(replay: Replay, moment: DatedFact) -> None:
    """Apply one record, then check whether the next stage opens."""
    at, day, what = moment
    reason = IN_PLACE
    if isinstance(what, CheckIn):
        take_check_in(replay, what, day)
    elif isinstance(what, Morning):
        take_morning(replay, what, day)
    elif isinstance(what, SessionRecord):
        take_session(replay, what, day)
    elif isinstance(what, Profile):
        take_said(replay, what, day)
        replay.scores.intake = what.usual_pain
    elif isinstance(what, FlareReport):
        if replay.flares.reported(day):
            replay.way_back.leave()
    elif isinstance(what, StageChoice):
        if not _is_barred(replay, what, day):
            replay.stages.choose(what, day, at)
        if what.decision is StageDecision.GO_ON:
            reason = "You chose to go on."
    elif isinstance(what, Screening | Clearance):
        take_safety_answer(replay, what, day)
        return
    if replay.stages.current_stay.gate is not None:
        replay.open_if_met(day, at, reason)


def _is_barred(replay: Replay, choice: StageChoice, day: date) -> bool:
    """Whether the choice is to begin in a later stage, which is not for now."""
    is_later = choice.stage > replay.current_stay.stage
    starts = choice.decision is StageDecision.START_IN and is_later
    return starts and replay.start_barred(day) is not None

"""Applies the records of a log to a replay, one by one."""

from __future__ import annotations

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
from backcoach.coach.standing.answers import take_check_in, take_health_answer, take_safety_answer
from backcoach.coach.standing.choices import take_choice
from backcoach.coach.standing.mornings import take_morning
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.sessions import take_session


def take(replay: Replay, moment: DatedFact) -> None:
    """Apply one record, then check whether the next stage opens."""
    at, day, what = moment
    reason, waited = IN_PLACE, replay.waiting
    if isinstance(what, CheckIn):
        take_check_in(replay, what, day)
    elif isinstance(what, Morning):
        take_morning(replay, what, day)
    elif isinstance(what, SessionRecord):
        take_session(replay, what, day)
    elif isinstance(what, Profile):
        take_health_answer(replay, what, day)
        replay.scores.intake = what.usual_pain
    elif isinstance(what, FlareReport):
        if replay.flares.reported(day):
            replay.way_back.leave()
    elif isinstance(what, StageChoice):
        take_choice(replay, what, day, at)
        if what.decision is StageDecision.GO_ON:
            reason = "You chose to go on."
    elif isinstance(what, Screening | Clearance):
        take_safety_answer(replay, what, day)
        return
    if replay.waiting and not waited:
        replay.rotation.interrupt(day, replay.programme.rotation)
    if replay.stages.current_stay.gate is not None:
        replay.open_if_met(day, at, reason)

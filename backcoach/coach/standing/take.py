"""Applies the records of a log to a replay, one by one."""

from __future__ import annotations

from datetime import date, datetime

from backcoach.coach.evidence.decisions import Decision, Evidence
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
        take_health_answer(replay, what, day)
        replay.scores.intake = what.usual_pain
    elif isinstance(what, FlareReport):
        if replay.flares.reported(day):
            replay.way_back.leave()
    elif isinstance(what, StageChoice):
        _take_choice(replay, what, day, at)
        if what.decision is StageDecision.GO_ON:
            reason = "You chose to go on."
    elif isinstance(what, Screening | Clearance):
        take_safety_answer(replay, what, day)
        return
    if replay.stages.current_stay.gate is not None:
        replay.open_if_met(day, at, reason)


def _take_choice(replay: Replay, choice: StageChoice, day: date, at: datetime) -> None:
    """Apply the user's decision about their stage.

    A later stage that may not begin now does not; the ledger says why.
    """
    is_later = choice.stage > replay.current_stay.stage
    starts = choice.decision is StageDecision.START_IN and is_later
    barred = replay.start_barred(day) if starts else None
    if barred is None:
        replay.stages.choose(choice, day, at)
        return
    evidence = Evidence((), (("stage", choice.stage),))
    decision = Decision.of_all("stage.barred", day, evidence)
    replay.decisions.append(decision._replace(because=barred))

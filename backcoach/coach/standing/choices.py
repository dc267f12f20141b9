"""What the user's own choices do to a replay."""

from __future__ import annotations

from datetime import date, datetime

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.records import StageChoice, StageDecision
from backcoach.coach.standing.replay import Replay


def take_choice(replay: Replay, choice: StageChoice, day: date, at: datetime) -> None:
    """Apply the user's decision about their stage, or about the training in the last one."""
    if choice.decision in (StageDecision.KEEP, StageDecision.BUILD_UP):
        _keep(replay, day, keeps=choice.decision is StageDecision.KEEP)
    elif choice.decision in (StageDecision.SKIP_EASIER, StageDecision.TAKE_EASIER):
        _skip_easier(replay, day, skips=choice.decision is StageDecision.SKIP_EASIER)
    else:
        _take_stage(replay, choice, day, at)
        if not replay.in_last_stage:
            replay.build_up(day)


def _keep(replay: Replay, day: date, *, keeps: bool) -> None:
    """Keep what was built, from any day of the last stage on, or build up again."""
    if not keeps:
        replay.build_up(day)
    elif replay.in_last_stage and replay.programme.keeping is not None and not replay.is_keeping:
        replay.keeping_since = day
        sessions = replay.programme.review.keep_sessions_a_week
        evidence = Evidence((), (("sessions", sessions),))
        replay.decisions.append(Decision.of_all("keep.begin", day, evidence))


def _skip_easier(replay: Replay, day: date, *, skips: bool) -> None:
    """Train as usual in an easier week or session, or not; without one nothing changes."""
    rotation = replay.rotation
    in_last_stage = replay.current_stay.stage == replay.stages.last
    may_ease = in_last_stage and rotation.may_ease(day, replay.programme.rotation)
    if may_ease and rotation.skipping is not skips:
        rotation.skipping = skips
        rule = "ease.skipped" if skips else "ease.taken"
        replay.decisions.append(Decision.of_all(rule, day, Evidence()))


def _take_stage(replay: Replay, choice: StageChoice, day: date, at: datetime) -> None:
    """Apply a decision about the stage.

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

"""What the user's own choices do to a replay."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.levels.track import Track
from backcoach.coach.model.records import StageChoice, StageDecision
from backcoach.coach.standing.replay import Replay

ADVICE = (
    StageDecision.HOLD,
    StageDecision.ADD_REPS,
    StageDecision.LONGER,
    StageDecision.TWO_LIFTS,
    StageDecision.EASIER_SISTER,
)
"""The decisions that take the advice given on a plateau."""


def take_choice(replay: Replay, choice: StageChoice, day: date, at: datetime) -> None:
    """Apply the user's decision about their stage, or about the training in the last one."""
    if choice.decision in (StageDecision.KEEP, StageDecision.BUILD_UP):
        _keep(replay, day, keeps=choice.decision is StageDecision.KEEP)
    elif choice.decision in ADVICE:
        _take_advice(replay, choice, day)
    elif choice.decision in (StageDecision.SKIP_EASIER, StageDecision.TAKE_EASIER):
        _skip_easier(replay, day, skips=choice.decision is StageDecision.SKIP_EASIER)
    else:
        _take_stage(replay, choice, day, at)
        if not replay.in_last_stage:
            replay.build_up(day)
            replay.rotation.take_no_advice()


def _take_advice(replay: Replay, choice: StageChoice, day: date) -> None:
    """Do what was advised where nothing had gone up for weeks."""
    rules, rotation = replay.programme.plateau, replay.rotation
    if rules is None or not replay.in_last_stage or replay.is_keeping:
        return
    length = 0
    if choice.decision is StageDecision.EASIER_SISTER:
        if not _swap(replay, choice.exercise, day, rules.swap_days):
            return
    elif choice.decision is StageDecision.ADD_REPS:
        track = _track_of(replay, choice.exercise)
        if track is None:
            return
        track.any_step = True
    elif choice.decision is StageDecision.HOLD:
        length = rules.hold_days
    else:
        length = rules.sessions_days
    rotation.take_no_advice()
    until = day + timedelta(days=length)
    if choice.decision is StageDecision.HOLD:
        rotation.holds_until = until
    elif choice.decision is StageDecision.LONGER:
        rotation.longer_until = until
    elif choice.decision is StageDecision.TWO_LIFTS:
        rotation.two_lifts_until = until
    if choice.decision is not StageDecision.EASIER_SISTER:
        evidence = Evidence((), (("days", length),))
        replay.decisions.append(Decision.of_all(f"advice.{choice.decision}", day, evidence))


def _leave_advice(replay: Replay, day: date) -> None:
    """Train as before the advice was taken."""
    book = replay.current_stay.book
    replay.rotation.take_no_advice()
    for track in book.tracks.values():
        track.any_step = False
    book.end_swaps(day, early=True)
    replay.decisions.append(Decision.of_all("advice.left", day, Evidence()))


def _track_of(replay: Replay, exercise: str | None) -> Track | None:
    """The lift `exercise`; None where it is none, or an easier one already stands in for it."""
    book = replay.current_stay.book
    found = (book.tracks[slot] for slot in sorted(book.lifts) if slot in book.tracks)
    return next((each for each in found if each.home == exercise and not each.stand_in), None)


def _swap(replay: Replay, exercise: str | None, day: date, length: int) -> bool:
    """Let the easier exercise take over for so many days. Returns False where there is none."""
    book, track = replay.current_stay.book, _track_of(replay, exercise)
    easier = None if track is None else book.suit.easier(book.exercises[track.home])
    if track is None or easier is None:
        return False
    old = track.rung
    book.hand_over(track, easier, day + timedelta(days=length))
    book.add("level.swap.chosen", day, old, track.rung, Evidence((), (("days", length),)))
    return True


def _keep(replay: Replay, day: date, *, keeps: bool) -> None:
    """Keep what was built, from any day of the last stage on, or build up as before."""
    if not keeps:
        if replay.holds_advice(day):
            _leave_advice(replay, day)
        replay.build_up(day)
    elif replay.in_last_stage and replay.programme.keeping is not None and not replay.is_keeping:
        replay.keeping_since = day
        replay.rotation.take_no_advice()
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

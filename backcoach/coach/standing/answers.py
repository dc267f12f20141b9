"""What a check-in and the answers about safety do to a replay."""

from __future__ import annotations

from datetime import date

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.records import CheckIn, Clearance, Screening
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.safety.conditions import AFTER_ILLNESS, Said, tells_of_health
from backcoach.coach.standing.mornings import judge_morning
from backcoach.coach.standing.replay import Replay


def take_check_in(replay: Replay, check_in: CheckIn, day: date) -> None:
    """Apply a check-in; it stands in for a morning that nobody was asked about."""
    if tells_of_health(check_in):
        take_said(replay, check_in, day)
    if check_in.during is not None:
        # These signs ended a session; that session does not count as one that follows them.
        if is_warning(check_in):
            replay.stages.symptoms_on, replay.signs_ended = day, check_in.during
            replay.warned_on = day
        return
    if replay.flares.checked_in(check_in.pain, day):
        replay.way_back.leave()
    replay.scores.take(day, check_in.pain)
    replay.check_in = (day, check_in)
    if is_warning(check_in):
        replay.stages.symptoms_on = replay.warned_on = day
    awaiting, replay.awaiting = replay.awaiting, []
    for each in awaiting:
        stay, facts = each
        if facts.from_morning:
            continue
        if facts.day < day:
            judge_morning(replay, stay, facts, check_in.pain, day, from_morning=False)
        else:
            replay.awaiting.append(each)


def take_safety_answer(replay: Replay, said: Screening | Clearance, day: date) -> None:
    """Apply answers about safety.

    Answers to a screen that is not that of the rules in force bring the present rules.
    """
    if isinstance(said, Screening) and said.version != replay.programme.screening:
        replay.adopt_present(day)
    if tells_of_health(said):
        take_said(replay, said, day)
    if isinstance(said, Screening):
        replay.was_ill |= any(each.question == AFTER_ILLNESS for each in said.follow_ups)
    if isinstance(said, Clearance) and said.kind is ClearanceKind.MISTAKE:
        replay.decisions.append(Decision.of_all("safety.mistake", day, Evidence()))


def take_said(replay: Replay, said: Said, day: date) -> None:
    """Note what somebody says of their health; it holds from then on."""
    before, replay.conditions = (
        replay.conditions.leg,
        replay.conditions.after(said, day, replay.present),
    )
    replay.fit(day)
    if before is not None and replay.conditions.leg is None and isinstance(said, CheckIn):
        replay.way_back.after_leg(day)

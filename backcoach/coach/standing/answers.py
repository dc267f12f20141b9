"""How check-ins and safety answers change a replay."""

from __future__ import annotations

from datetime import date

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.records import CheckIn, Clearance, Screening
from backcoach.coach.model.screening_questions import ClearanceKind
from backcoach.coach.safety.check_in import is_warning
from backcoach.coach.safety.conditions import AFTER_ILLNESS, HealthAnswer, tells_of_health
from backcoach.coach.standing.mornings import judge_morning
from backcoach.coach.standing.replay import Replay


def take_check_in(replay: Replay, check_in: CheckIn, day: date) -> None:
    """Apply a check-in; it stands in for a morning that nobody was asked about."""
    if tells_of_health(check_in):
        take_health_answer(replay, check_in, day)
    warns = is_warning(check_in)
    if check_in.during is not None:
        # These signs ended a session; that session does not count as one that follows them.
        if warns:
            replay.stages.symptoms_on, replay.signs_ended = day, check_in.during
            replay.warned_on = day
        return
    if replay.flares.checked_in(check_in.pain, day):
        replay.way_back.leave()
    replay.scores.take(day, check_in.pain)
    replay.check_in = (day, check_in)
    if warns:
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


def take_safety_answer(replay: Replay, answer: Screening | Clearance, day: date) -> None:
    """Apply answers about safety.

    Answers to a screen that is not that of the rules in force bring the present rules.
    """
    if isinstance(answer, Screening) and answer.version != replay.programme.screening:
        replay.adopt_present(day)
    if tells_of_health(answer):
        take_health_answer(replay, answer, day)
    if isinstance(answer, Screening):
        replay.was_ill |= any(each.question == AFTER_ILLNESS for each in answer.follow_ups)
    if isinstance(answer, Clearance) and answer.kind is ClearanceKind.MISTAKE:
        replay.decisions.append(Decision.of_all("safety.mistake", day, Evidence()))


def take_health_answer(replay: Replay, answer: HealthAnswer, day: date) -> None:
    """Note what somebody says of their health; it holds from then on."""
    before, replay.conditions = (
        replay.conditions.leg,
        replay.conditions.after(answer, day, replay.present),
    )
    replay.fit(day)
    if before is not None and replay.conditions.leg is None and isinstance(answer, CheckIn):
        replay.way_back.after_leg(day)

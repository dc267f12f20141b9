"""How the pain on a morning changes a replay."""

from __future__ import annotations

from datetime import date

from backcoach.coach.evidence.lights import settled
from backcoach.coach.evidence.mornings import key_of
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.flare_ups.watch import FlareChange
from backcoach.coach.levels import moves
from backcoach.coach.model.records import Morning
from backcoach.coach.model.rules.sessions import RotationRules
from backcoach.coach.stages.stay import Stay
from backcoach.coach.standing.replay import Replay

MANY = 20
"""More sessions than there are in the days in which unsettled mornings are counted."""


def take_morning(replay: Replay, morning: Morning, day: date) -> None:
    """Record an answer about a morning; it replaces an earlier answer about the same morning.

    The score of the morning counts as given before any check-in of that day.
    """
    key = key_of(morning, replay.mornings)
    earlier = replay.mornings.get(key)
    if earlier is not None:
        replay.scores.drop(earlier.day, earlier.pain)
    replay.mornings[key] = morning
    if morning.session is not None and morning.session in replay.facts_by_session:
        stay, facts = replay.facts_by_session[morning.session]
        judge_morning(replay, stay, facts, morning.pain, day, from_morning=True)
    turn = replay.flares.got_up(morning, day, key)
    if turn is not FlareChange.NOTHING:
        replay.way_back.leave()
    if turn is FlareChange.ENDED:
        replay.way_back.begin(day)
    replay.scores.take(morning.day, morning.pain)


def judge_morning(
    replay: Replay,
    stay: Stay | None,
    facts: SessionFacts,
    pain: int,
    day: date,
    *,
    from_morning: bool,
) -> None:
    """Judge the pain on the morning after `facts`, or at the check-in used in its place.

    `day` is the day the answer was given. A check-in too long after the session says nothing
    about that morning, which then stays unknown.
    """
    answer = settled(pain, facts.before, facts.usual, replay.programme.lights)
    longest = replay.programme.lights.stand_in_days
    if not from_morning and longest is not None and (day - facts.day).days > longest:
        answer = None
    if stay is None:
        facts.answer(answer, from_morning=from_morning)
        return
    is_news = facts.awaiting or (facts.settled is False) is not (answer is False)
    stay.take_answer(facts, answer, from_morning=from_morning)
    ease_if_hard(replay, stay, day)
    if is_news:
        moves.take_morning(stay.book, facts, day)
    replay.way_back.take_answer(facts, day)


def ease_if_hard(replay: Replay, stay: Stay, day: date) -> None:
    """Make the next sessions of the last stage easier after hard or unsettled ones."""
    rules = replay.programme.rotation
    if rules is None or stay.stage != replay.stages.last or replay.flares.present is not None:
        return
    if _were_hard(stay, rules) or _were_unsettled(stay, day, rules):
        replay.rotation.ease(day, rules)


def _were_hard(stay: Stay, rules: RotationRules) -> bool:
    """Whether each of the last sessions was hard."""
    last = stay.worked[-rules.hard_sessions :]
    # Most sessions are not; this test is the quickest.
    if not last or (last[-1].effort or 0) < rules.hard_effort:
        return False
    hard = [each for each in last if (each.effort or 0) >= rules.hard_effort]
    return len(hard) == rules.hard_sessions


def _were_unsettled(stay: Stay, day: date, rules: RotationRules) -> bool:
    """Whether pain had not settled after too many sessions of the days up to `day`."""
    # Most people's back settles; this test is the quickest.
    latest = stay.unsettled_on
    if latest is None or (day - latest).days > rules.unsettled_days:
        return False
    # The morning is that of the day after.
    unsettled = [
        each
        for each in stay.worked[-MANY:]
        if each.settled is False and (day - each.day).days <= rules.unsettled_days
    ]
    return len(unsettled) >= rules.unsettled_mornings

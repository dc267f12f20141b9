"""How a session changes a replay."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from backcoach.coach.evidence.completion import (
    Skill,
    counts,
    firsts_if_whole,
    has_main_work,
    has_work,
    skills_done,
)
from backcoach.coach.evidence.lights import Light, session_light
from backcoach.coach.evidence.session_facts import SessionFacts, facts_of
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.levels import moves
from backcoach.coach.levels.balance import has_block
from backcoach.coach.levels.up import Today
from backcoach.coach.model.records import SessionKind, SessionRecord, SetRecord
from backcoach.coach.stages.stay import Stay
from backcoach.coach.standing.mornings import ease_if_hard, judge_morning
from backcoach.coach.standing.replay import Replay


def take_session(replay: Replay, session: SessionRecord, day: date) -> None:
    """Apply a session. Only a main session counts for the stage and the levels.

    Any work at all ends a break, also that of an easy or a rest-day session.
    """
    if session.programme_version == replay.present.version:
        # Brought in from elsewhere: planned by the present rules before they held here.
        replay.adopt_present(day)
    main = session.kind is SessionKind.MAIN
    in_main_block = main and has_main_work(session)
    worked = in_main_block or has_work(session)
    if worked and main and session.id != replay.signs_ended:
        replay.stages.symptoms_on = None
    if in_main_block:
        replay.was_ill = False
        replay.last_main_on, replay.last_main_at = day, session.started_at
        replay.last_main_offset = session.utc_offset_minutes
    firsts = firsts_if_whole(session)
    sets = session.sets if firsts is None else firsts
    stay, facts = replay.stages.current_stay, None
    before = _before_balance(replay, session, sets, day) if worked else None
    if main and stay.holds(session):
        stay.begun = True
        if stay.entered_on is None:
            stay.entered_on = day
        if worked:
            facts = _take_work(replay, stay, session, firsts, day)
    if facts is None and worked and session.kind is not SessionKind.REST_DAY:
        facts = _take_easy(replay, session, day)
    if worked:
        replay.rotation.note_stretches(
            sets,
            session.pain_reports,
            replay.present.stretches,
            replay.tags,
            keeping=replay.is_keeping,
        )
        replay.weights.note(session.sets)
        replay.check_in = None
        replay.breaks.trained(day)
    if facts is None:
        colour = session_light(session, replay.programme.lights, replay.scores.known_usual(day))
    else:
        colour = facts.light
    if before is not None:
        known = replay.scores.known_usual(day)
        replay.balance.take(session, before, colour, replay.stages.suit, known)
        replay.stages.stand(day, steady=replay.balance.is_steady)
    if colour is Light.RED and replay.flares.ended_red(session.id, day):
        replay.way_back.leave()


def _before_balance(
    replay: Replay, session: SessionRecord, sets: Sequence[SetRecord], day: date
) -> Today | None:
    """What is known before a session with a balance block; None for one without."""
    if replay.programme.balance is None or not has_block(sets):
        return None
    return replay.before_session(day, session.check_in, replay.scores.usual(day))


def _take_work(
    replay: Replay,
    stay: Stay,
    session: SessionRecord,
    firsts: Sequence[SetRecord] | None,
    day: date,
) -> SessionFacts:
    counted = firsts is not None or counts(session, replay.programme.completion)
    stay.counting += counted
    facts = _facts(replay, stay, session, firsts, day, counted=counted)
    today = replay.before_session(day, session.check_in, facts.usual)
    moves.take_session(stay.book, session, firsts, facts, today)
    stay.note(facts)
    replay.rotation.note(
        session.sets if firsts is None else firsts,
        day,
        replay.programme.rotation,
        in_last_stage=stay.stage == replay.stages.last,
        waits=replay.waiting,
        counts=counted,
        keeping=replay.is_keeping,
    )
    ease_if_hard(replay, stay, day)
    replay.way_back.take_session(facts)
    _await_morning(replay, stay, facts, day, today.steady, is_main=True)
    return facts


def _take_easy(replay: Replay, session: SessionRecord, day: date) -> SessionFacts:
    """An easy session, or a main one that is not of this stay; it moves no level."""
    nothing: frozenset[Skill] = frozenset()
    facts = facts_of(
        session,
        day,
        replay.programme.lights,
        usual=replay.scores.usual(day),
        skills=nothing,
        week=(),
        known=replay.scores.is_known(day),
    )
    is_main = session.kind is SessionKind.MAIN
    _await_morning(replay, None, facts, day, replay.steady_step(day), is_main=is_main)
    return facts


def _await_morning(
    replay: Replay,
    stay: Stay | None,
    facts: SessionFacts,
    day: date,
    step: SteadyStep,
    *,
    is_main: bool,
) -> None:
    """Keep what the session showed until it is known how its morning was."""
    rules = replay.programme.steady_high
    if rules is not None:
        replay.steady.note(facts, step, rules, replay.programme.readiness, is_main=is_main)
    waits = (stay, facts)
    replay.facts_by_session[facts.session] = waits
    replay.awaiting.append(waits)
    # Only after a clock was set back can a morning come before its session.
    if facts.session in replay.mornings:
        pain = replay.mornings[facts.session].pain
        judge_morning(replay, stay, facts, pain, day, from_morning=True)


def _facts(
    replay: Replay,
    stay: Stay,
    session: SessionRecord,
    firsts: Sequence[SetRecord] | None,
    day: date,
    *,
    counted: bool,
) -> SessionFacts:
    gate = stay.gate
    days = None if gate is None else gate.week_pain_days
    skills = gate.skills if gate is not None and counted else ()
    return facts_of(
        session,
        day,
        replay.programme.lights,
        usual=replay.scores.usual(day),
        skills=skills_done(session, skills, firsts) if skills else frozenset(),
        week=replay.scores.of_days(day, days) if days is not None else (),
        known=replay.scores.is_known(day),
    )

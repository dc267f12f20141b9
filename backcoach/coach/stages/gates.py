"""The conditions that open the next stage: one small function per row of `programme.md` §3.4.

Every number comes from the `Gate` (`programme.toml`). A row that can't be answered yet is not met,
and its reason says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from itertools import islice
from typing import NamedTuple

from backcoach.coach.evidence.completion import lines_shown
from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts, StageFacts
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count, day_words, number
from backcoach.coach.model.rules.stages import Gate, SkillMarker

NEXT_ANSWER = "The morning after answers this, or your next check-in."
MISSING = "A pain answer is missing for one of these sessions. The next ones take its place."
EASE_OFF = "Pain has been higher lately. There is no hurry; this follows when it eases."


class GateLine(NamedTuple):
    """One row of a gate for display: what is needed, what there is, and what would meet it.

    `sessions` are the ids of the sessions it looked at, if it is about single ones. `done` of `of`
    says how much there is, for a bar; they are equal exactly when the row is met. A row that cannot
    be counted is 0 or 1 of 1.
    """

    id: str
    label: str
    needed: str
    have: str
    met: bool
    reason: str
    sessions: tuple[str, ...] = ()
    done: int = 0
    of: int = 1


def counted(amount: int, needed: int, *, met: bool) -> tuple[int, int]:
    """`done` and `of` of a row: never all of it while the row is not met, and all once it is."""
    of = max(1, needed)
    return (of if met else max(0, min(amount, of - 1))), of


def last_of(worked: Sequence[SessionFacts], size: int) -> Sequence[SessionFacts]:
    """The `size` latest sessions, or all if there are fewer."""
    return worked[max(0, len(worked) - size) :]


def ids_of(sessions_facts: Sequence[SessionFacts]) -> tuple[str, ...]:
    """The ids of these sessions."""
    return tuple(facts.session for facts in sessions_facts)


def sessions_to_go(missing: int) -> str:
    """The reason of a row for which `missing` sessions are missing."""
    if missing == 1:
        return "One more session answers this."
    return f"{missing} more sessions answer this."


def marker_words(alternatives: tuple[SkillMarker, ...], exercises: Mapping[str, Exercise]) -> str:
    """The exercises that show a skill, by name, or by id where they are not among `exercises`."""
    names = (
        exercises[marker.exercise].name if marker.exercise in exercises else marker.exercise
        for marker in alternatives
    )
    return " or ".join(
        f"{name} level {marker.level}" for name, marker in zip(names, alternatives, strict=True)
    )


def minimum_days(gate: Gate, stage: StageFacts) -> GateLine:
    """The minimum time in the stage has passed (S1)."""
    days = 0
    reason = "The days start to count with your first session."
    if stage.entered_on is not None:
        days = (stage.on - stage.entered_on).days
        opens = stage.entered_on + timedelta(days=gate.minimum_days)
        reason = f"This opens on {day_words(opens)}."
    met = stage.entered_on is not None and days >= gate.minimum_days
    done, of = counted(days, gate.minimum_days, met=met)
    return GateLine(
        id="minimum_days",
        label="Days in this stage",
        needed=f"{count(gate.minimum_days, 'day')}",
        have=count(days, "day"),
        met=met,
        reason="Enough time has passed." if met else reason,
        done=done,
        of=of,
    )


def sessions(gate: Gate, stage: StageFacts) -> GateLine:
    """Enough sessions are completed (BAIL18)."""
    missing = gate.sessions - stage.counting
    more = "One more session" if missing == 1 else f"{missing} more sessions"
    share = f"{number(stage.share_min * 100)} %"
    done, of = counted(stage.counting, gate.sessions, met=missing <= 0)
    return GateLine(
        id="sessions",
        label="Sessions done",
        needed=f"{gate.sessions} of {count(gate.planned_sessions, 'session')}",
        have=str(stage.counting),
        met=missing <= 0,
        reason=f"{more} of at least {share} {'opens' if missing == 1 else 'open'} this."
        if missing > 0
        else "Enough sessions are done.",
        done=done,
        of=of,
    )


def lights(gate: Gate, stage: StageFacts) -> GateLine:
    """The last sessions have no red and enough green (judgement)."""
    last = last_of(stage.worked, gate.light_sessions)
    shown = [facts.gate_light for facts in last]
    greens = shown.count(Light.GREEN)
    met = False
    if len(last) < gate.light_sessions:
        reason = sessions_to_go(gate.light_sessions - len(last))
    elif Light.RED in shown:
        reason = "One of these sessions was red. Calmer sessions take its place."
    elif None in shown:
        reason = MISSING
    elif greens < gate.green_min:
        waiting = any(facts.may_count_as_green and facts.awaiting for facts in last)
        reason = f"It opens once {gate.green_min} of these sessions are green."
        reason = NEXT_ANSWER if waiting else reason
    else:
        met = True
        reason = "Your last sessions went calmly."
    done, of = counted(
        len(last) if len(last) < gate.light_sessions else greens,
        gate.light_sessions if len(last) < gate.light_sessions else gate.green_min,
        met=met,
    )
    return GateLine(
        id="lights",
        label="Calm sessions",
        needed=f"no red, {gate.green_min} of the last {gate.light_sessions} green",
        have=", ".join(colour.value if colour else "unknown" for colour in shown)
        if len(last) == gate.light_sessions
        else f"{len(last)} of {gate.light_sessions}",
        met=met,
        reason=reason,
        sessions=ids_of(last),
        done=done,
        of=of,
    )


def mornings(gate: Gate, stage: StageFacts) -> GateLine:
    """Pain settled the morning after each of the last sessions (SIL)."""
    last = last_of(stage.worked, gate.settled_mornings)
    calm = sum(facts.settled is True for facts in last)
    met = False
    if len(last) < gate.settled_mornings:
        reason = sessions_to_go(gate.settled_mornings - len(last))
    elif any(facts.settled is False for facts in last):
        reason = "One of these left you sorer than usual. Calmer sessions take its place."
    elif any(facts.awaiting for facts in last):
        reason = NEXT_ANSWER
    elif calm < len(last):
        reason = MISSING
    else:
        met = True
        reason = "Your back settled after your last sessions."
    done, of = counted(calm, gate.settled_mornings, met=met)
    return GateLine(
        id="mornings",
        label="Back to usual next morning",
        needed=f"settled after the last {gate.settled_mornings}",
        have=f"{calm} of {gate.settled_mornings}",
        met=met,
        reason=reason,
        sessions=ids_of(last),
        done=done,
        of=of,
    )


def pain_trend(gate: Gate, stage: StageFacts) -> GateLine:
    """Pain before the last sessions is not clearly above that before the first ones (§3.4).

    The first sessions are the first ones with an answer, so a missing answer never blocks the row.
    """
    size = gate.trend_sessions
    last = [facts.before for facts in last_of(stage.worked, size) if facts.before is not None]
    scored = (facts.before for facts in stage.worked if facts.before is not None)
    first = list(islice(scored, size))
    met = False
    have = "not known yet"
    if len(stage.worked) < size:
        reason = sessions_to_go(size - len(stage.worked))
    elif len(last) < size:
        reason = MISSING
    else:
        # Compare sums, not means, as thirds are not exact in floating point.
        met = sum(last) - sum(first) <= gate.trend_rise_max * size
        have = f"{number(sum(last) / size)} lately, {number(sum(first) / size)} at first"
        reason = "Pain before sessions has not gone up." if met else EASE_OFF
    done, of = counted(len(stage.worked), size if len(stage.worked) < size else 1, met=met)
    return GateLine(
        id="pain_trend",
        label="Pain has not risen",
        needed=f"last {size} at most {count(gate.trend_rise_max, 'point')} above the first {size}",
        have=have,
        met=met,
        reason=reason,
        sessions=ids_of(last_of(stage.worked, size)),
        done=done,
        of=of,
    )


def week_pain(gate: Gate, stage: StageFacts) -> GateLine | None:
    """Mean pain of the days up to the opening is low enough (BER15).

    Or it has been high but steady for long, and a clinician agrees (`programme.md` §3.9). None
    where the gate does not ask for it.
    """
    if gate.week_pain_max is None or gate.week_pain_days is None:
        return None
    scores: tuple[int, ...] = stage.week if gate.week_to_opening else ()
    if not gate.week_to_opening and stage.worked:
        scores = stage.worked[-1].week
    met = bool(scores) and sum(scores) <= gate.week_pain_max * len(scores)
    steady = gate.steady_days is not None and stage.steady_days >= gate.steady_days
    if not scores:
        reason = "The check-in before your next session answers this."
    elif not met and steady and stage.agrees:
        met, reason = True, "Pain is high but steady, and a clinician has agreed."
    elif not met and steady:
        reason = "Pain is high but steady. This opens once a doctor or physiotherapist agrees."
    else:
        reason = "Pain has been calm enough." if met else EASE_OFF
    done, of = counted(0, 1, met=met)
    return GateLine(
        id="week_pain",
        label="Pain over the week",
        needed=f"{gate.week_pain_days}-day mean {number(gate.week_pain_max)} of 10 or less",
        have=number(sum(scores) / len(scores)) if scores else "not known yet",
        met=met,
        reason=reason,
        done=done,
        of=of,
    )


def effort(gate: Gate, stage: StageFacts) -> GateLine:
    """The last sessions did not take too much effort (judgement)."""
    last = last_of(stage.worked, gate.effort_sessions)
    given = [facts.effort for facts in last if facts.effort is not None]
    met = False
    if len(last) < gate.effort_sessions:
        reason = sessions_to_go(gate.effort_sessions - len(last))
    elif any(value > gate.effort_max for value in given):
        reason = "These took a little more effort. It opens when sessions feel easier."
    elif len(given) < len(last):
        reason = "An effort answer is missing. The next sessions take its place."
    else:
        met = True
        reason = "Your sessions feel manageable."
    done, of = counted(
        sum(value <= gate.effort_max for value in given), gate.effort_sessions, met=met
    )
    return GateLine(
        id="effort",
        label="Not too hard",
        needed=f"{gate.effort_max} of 10 or less, last {gate.effort_sessions} sessions",
        have=", ".join("unknown" if facts.effort is None else str(facts.effort) for facts in last)
        or f"0 of {gate.effort_sessions}",
        met=met,
        reason=reason,
        sessions=ids_of(last),
        done=done,
        of=of,
    )


def skills(gate: Gate, stage: StageFacts) -> GateLine | None:
    """Each skill was shown once, by an exercise that fills no other line.

    All sets done, in a session that counts and is green (judgement).
    """
    if not gate.skills:
        return None
    filled = lines_shown(stage.shown)
    missing = [place for place in range(len(gate.skills)) if place not in filled]
    tried = [stage.tried[place] for place in missing if place in stage.tried]
    reason = "You have shown every skill."
    if missing:
        ways = (marker_words(gate.skills[place], stage.exercises) for place in missing)
        reason = f"Still to come: {'; '.join(ways)}."
    if any(facts.may_count_as_green and facts.awaiting for facts in tried):
        reason += f" {NEXT_ANSWER}"
    elif any(facts.light is None for facts in tried):
        reason += " A pain answer of that session is missing, so it counts next time."
    done, of = counted(len(gate.skills) - len(missing), len(gate.skills), met=not missing)
    return GateLine(
        id="skills",
        label="Movements you master",
        needed=f"{count(len(gate.skills), 'skill')}, all sets, in a green session",
        have=f"{len(gate.skills) - len(missing)} of {len(gate.skills)}",
        met=not missing,
        reason=reason,
        done=done,
        of=of,
    )


def safety(_gate: Gate, stage: StageFacts) -> GateLine:
    """No new "yes" to a warning sign of §4.2 since the last session (judgement)."""
    met = stage.symptoms_on is None
    done, of = counted(0, 1, met=met)
    return GateLine(
        id="safety",
        label="Nothing new to look at",
        needed="nothing new since last time",
        have="nothing new"
        if stage.symptoms_on is None
        else f"new on {day_words(stage.symptoms_on)}",
        met=met,
        reason="You reported nothing new."
        if met
        else "You reported something new. Follow that advice first; your next session clears this.",
        done=done,
        of=of,
    )


def clinician(gate: Gate, stage: StageFacts) -> GateLine | None:
    """A clinician agrees, where both the gate and a tag of the profile ask for it (judgement)."""
    if not gate.clinician_ok or not stage.asks_ok:
        return None
    met = not stage.lacks_ok
    done, of = counted(0, 1, met=met)
    return GateLine(
        id="clinician",
        label="Doctor or physiotherapist",
        needed=f"agrees to stage {gate.to_stage}",
        have="agreed" if met else "not ticked yet",
        met=met,
        reason="A clinician has agreed."
        if met
        else "Ask a doctor or physiotherapist, then tick it under About you. Until then all goes on"
        " as it is.",
        done=done,
        of=of,
    )


Row = Callable[[Gate, StageFacts], GateLine | None]
ROWS: tuple[Row, ...] = (
    minimum_days,
    sessions,
    lights,
    mornings,
    pain_trend,
    week_pain,
    effort,
    skills,
    safety,
    clinician,
)
"""The rows of §3.4 from top to bottom. A row answers None where a gate does not ask for it."""


def gate_lines(gate: Gate, stage: StageFacts) -> tuple[GateLine, ...]:
    """The rows of `gate`, for display."""
    return tuple(line for row in ROWS if (line := row(gate, stage)) is not None)


def barring_row(gate: Gate, stage: StageFacts, likely: Row | None = None) -> Row | None:
    """The first row that is not met; None when the gate is open.

    `likely` is tested first: the row that was not met yesterday is mostly not met today either.
    """
    for row in ROWS if likely is None else (likely, *ROWS):
        line = row(gate, stage)
        if line is not None and not line.met:
            return row
    return None

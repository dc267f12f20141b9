"""The user's standing: present stage, levels and reasons, computed by replaying the log (§3.4).

Nothing about progress is stored. The replay goes through the log in order of time and opens a stage
at the moment the last row of its gate is met, so adding or deleting a session changes the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime, timedelta
from operator import attrgetter
from types import MappingProxyType

from backcoach.coach.evidence.moments import moments
from backcoach.coach.evidence.pain_scores import usual_stays_high
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.flare_ups.rules import Flare
from backcoach.coach.levels.earned import Earned
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count, day_words
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import Log
from backcoach.coach.safety.leg import LegTrouble
from backcoach.coach.stages.gates import GateLine, gate_lines
from backcoach.coach.stages.stay import StageChange
from backcoach.coach.standing.days import pass_days
from backcoach.coach.standing.plateau import Plateau, plateau_on
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.standing.take import take


@frozen
class Standing:
    """The user's standing on a day.

    `entered_on` is None before the first session. `sessions_in_stage` is the number of sessions
    that count. `lines` are the rows of the gate to the next stage, empty in the last one; `open`
    says that all are met, `staying` that the user chose to stay. `reasons` explain in plain
    sentences how the user came here; `suggestion` is the advice after many weeks in a stage.
    `levels` are those of the exercises, with every decision about them. `profile` is the latest
    profile and `usual` the usual pain 0-10, both None while unknown. `usual_is_known` says that
    there are enough scores to compare today's pain with, `usual_is_high` that it has been high for
    weeks. `steady` is the step while it is high but steady, and `asks_if_seen` says that the user
    has to be asked whether a clinician has seen them about it. `last_main_on` is the day of the
    last main session, which began at `last_main_at` where clocks were `last_main_offset` minutes
    east of UTC. `flare` is the flare-up mode, None outside it; `flare_less` is the number of
    levels by which the next session is lowered after it. `start_barred` says why the user may not
    begin in a later stage now, None if they may. `leg` is pain in a leg, None
    without; `was_ill` says that the next session is the first after illness. `turn` says
    what comes next, besides levels. `keeping_since` is the day since which the user keeps what they
    have, None while they build up; `offers_keeping` says that this is offered.
    `plateau` is where no lift has gone up for weeks, None otherwise; `holds_advice` says that
    advice taken there holds.
    """

    stage: int
    entered_on: date | None
    sessions_in_stage: int
    lines: tuple[GateLine, ...]
    open: bool
    staying: bool
    reasons: tuple[str, ...]
    changes: tuple[StageChange, ...]
    suggestion: str | None
    levels: Earned
    profile: Profile | None
    usual: float | None
    usual_is_known: bool = False
    usual_is_high: bool = False
    steady: SteadyStep = SteadyStep.NONE
    asks_if_seen: bool = False
    last_main_on: date | None = None
    last_main_at: datetime | None = None
    last_main_offset: int = 0
    flare: Flare | None = None
    flare_less: int = 0
    start_barred: str | None = None
    leg: LegTrouble | None = None
    was_ill: bool = False
    keeping_since: date | None = None
    offers_keeping: bool = False
    plateau: Plateau | None = None
    holds_advice: bool = False
    turn: UpNext = field(kw_only=True, repr=False)


KEEPING = (
    "Two sessions a week at the same weights keep what you built. The weight matters more than the"
    " number of sets."
)

NO_EXERCISES: Mapping[str, Exercise] = MappingProxyType({})
NO_PROGRAMMES: Mapping[str, Programme] = MappingProxyType({})


def standing(
    log: Log,
    programme: Programme,
    today: date,
    *,
    offset_minutes: int = 0,
    exercises: Mapping[str, Exercise] = NO_EXERCISES,
    earlier: Mapping[str, Programme] = NO_PROGRAMMES,
) -> Standing:
    """The standing on the local date `today`, computed from the whole log in whatever order it is.

    Rehearsals and records after `today` do not count. `offset_minutes` east of UTC is used for
    records without an offset of their own while there is no session (see `evidence/moments.py`).
    `exercises` is the catalogue by id; an exercise that is not in it has no level. Records made
    under a version of the programme that is among the `earlier` ones are judged by that version.
    """
    replay = replayed(
        log, programme, today, offset_minutes=offset_minutes, exercises=exercises, earlier=earlier
    )
    pass_days(replay, today)
    return standing_of(replay, today)


def replayed(
    log: Log,
    programme: Programme,
    today: date,
    *,
    offset_minutes: int = 0,
    exercises: Mapping[str, Exercise] = NO_EXERCISES,
    earlier: Mapping[str, Programme] = NO_PROGRAMMES,
) -> Replay:
    """The replay up to the end of `today`; the arguments are those of `standing`."""
    replay = Replay(programme, exercises, began_under(log, earlier))
    for moment in moments(log, today, offset_minutes):
        pass_days(replay, moment.day)
        take(replay, moment)
    return replay


def began_under(log: Log, earlier: Mapping[str, Programme]) -> Programme | None:
    """The one of the `earlier` programmes by which the first session of `log` was planned.

    None where the present one holds from the beginning: there is no session, or none of those.
    """
    first = min(log.sessions, key=attrgetter("started_at", "id"), default=None)
    return None if first is None else earlier.get(first.programme_version)


def standing_of(replay: Replay, today: date) -> Standing:
    """The standing on `today`, to which `replay` has advanced.

    Today is judged by the present rules, whether or not there is a record under them.
    """
    replay.adopt_present(today)
    stay = replay.current_stay
    replay.note_steady_days(today)
    gate = replay.stages.gate(today)
    lines = gate_lines(gate, replay.stages.facts_on(today)) if gate else ()
    met = bool(lines) and all(line.met for line in lines)
    opened = met and not replay.waiting and not replay.stages.is_kept
    flare = replay.flares.flare(today)
    suggestion = None if opened else _suggestion(replay, today)
    return Standing(
        stage=stay.stage,
        entered_on=stay.entered_on,
        sessions_in_stage=stay.counting,
        lines=lines,
        open=opened,
        staying=replay.stages.staying,
        reasons=(*_history(replay), *_lower(replay, flare), *_present(replay, lines, opened)),
        changes=tuple(replay.stages.changes),
        suggestion=suggestion if flare is None else flare.suggestion or suggestion,
        levels=Earned(
            stay.book,
            replay.today(today),
            tuple(replay.decisions),
            replay.way_back.less,
            replay.weights,
            replay.balance.rungs(),
        ),
        profile=replay.profile,
        usual=replay.scores.usual(today),
        usual_is_known=replay.scores.known_usual(today) is not None,
        usual_is_high=_usual_stays_high(replay, today),
        steady=replay.steady_step(today),
        asks_if_seen=replay.asks_if_seen(today),
        last_main_on=replay.last_main_on,
        last_main_at=replay.last_main_at,
        last_main_offset=replay.last_main_offset,
        flare=flare,
        flare_less=replay.way_back.flare_less,
        start_barred=replay.start_barred(today),
        leg=replay.conditions.leg,
        was_ill=replay.was_ill,
        keeping_since=replay.keeping_since,
        offers_keeping=replay.offers_keeping(today),
        plateau=plateau_on(replay, today),
        holds_advice=replay.holds_advice(today),
        turn=replay.turn(today),
    )


def _usual_stays_high(replay: Replay, today: date) -> bool:
    """Whether usual pain has been high for weeks; False while it is not known for that long."""
    rules, first = replay.programme.readiness, replay.scores.first_day
    known = first is not None and first <= today - timedelta(days=rules.clinician_days)
    return known and usual_stays_high(replay.scores.usual, today, rules)


def _history(replay: Replay) -> list[str]:
    """How the user came to their stage."""
    if replay.stages.changes:
        return [
            f"On {day_words(change.on)} you came to stage {change.to_stage}. {change.reason}"
            for change in replay.stages.changes
        ]
    stay = replay.current_stay
    if stay.entered_on is None:
        return [f"Your first session begins stage {stay.stage}."]
    return [f"You began stage {stay.stage} on {day_words(stay.entered_on)}."]


def _lower(replay: Replay, flare: Flare | None) -> list[str]:
    """Why sessions are easier than the stage and the levels say."""
    if flare is not None:
        return [f"Since {day_words(flare.since)} you are in flare-up mode. {flare.why}"]
    reason = replay.way_back.reason
    return [] if reason is None else [reason]


def _present(replay: Replay, lines: tuple[GateLine, ...], opened: bool) -> list[str]:
    """What keeps the user in their stage."""
    gate = replay.current_stay.gate
    if gate is None:
        last = "This is the last stage. It goes on for as long as you like."
        if replay.keeping_since is None:
            return [last]
        since = day_words(replay.keeping_since)
        return [last, f"Since {since} you keep what you have. {KEEPING}"]
    words = []
    if replay.stages.staying:
        words.append(
            f"You chose to stay in stage {replay.current_stay.stage}, which is always fine."
        )
    missing = [line for line in lines if not line.met]
    if replay.stages.is_kept:
        words.append("The next stage waits until after the pregnancy. What you have built is kept.")
        return words
    if opened:
        words.append(f"Stage {gate.to_stage} is open whenever you like.")
    elif not missing:
        words.append(
            f"All of stage {gate.to_stage} is in place. It waits until the flare-up is over and"
            " you are back at your own levels."
        )
    elif len(missing) == 1:
        words.append(f"Only one thing is left before stage {gate.to_stage}. {missing[0].reason}")
    else:
        names = ", ".join(line.label.lower() for line in missing)
        words.append(f"Stage {gate.to_stage} opens when these are in place: {names}.")
    return words


def _suggestion(replay: Replay, today: date) -> str | None:
    """Advice once a stage has taken many weeks (§3.4, judgement)."""
    stay = replay.current_stay
    if stay.gate is None or stay.entered_on is None:
        return None
    weeks = (today - stay.entered_on).days // 7
    if weeks < stay.gate.review_after_weeks:
        return None
    return (
        f"You have been in stage {stay.stage} for {count(weeks, 'week')}, and that is all right. "
        "A physiotherapist could look at your back in person and help you find the next step."
    )

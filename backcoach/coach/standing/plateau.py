"""A plateau: for weeks no lift has gone up, though the sessions were done."""

from __future__ import annotations

from collections import Counter
from datetime import date
from enum import StrEnum

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.track import Track
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import SESSIONS_A_WEEK
from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.rules.levels import LevelMoves
from backcoach.coach.standing.replay import Replay
from backcoach.coach.standing.rotation import week_of

ROUNDING = 1e-9


class PlateauReason(StrEnum):
    """What held the lifts most often."""

    EFFORT = "effort"
    BIG_STEP = "big_step"
    TIME = "time"
    UNSETTLED = "unsettled"
    TOP = "top"
    CAP = "cap"


@frozen
class Plateau:
    """No lift has gone up since the day `since`, for `weeks` training weeks.

    `reason` held them most often, of all `exercise` (id) with the `name`. `options` are what the
    user may choose to do about it; `easier_name` is the exercise that would take its place.
    """

    since: date
    weeks: int
    reason: PlateauReason
    exercise: str
    name: str
    options: tuple[StageDecision, ...]
    easier_name: str = ""


OPTIONS = {
    PlateauReason.EFFORT: (StageDecision.HOLD,),
    PlateauReason.BIG_STEP: (StageDecision.ADD_REPS,),
    PlateauReason.TIME: (StageDecision.LONGER, StageDecision.TWO_LIFTS),
    PlateauReason.UNSETTLED: (StageDecision.EASIER_SISTER,),
}

BY_RULE = {
    "load.hold": PlateauReason.BIG_STEP,
    "load.hold.plate": PlateauReason.BIG_STEP,
    "level.hold.part": PlateauReason.TIME,
    "load.hold.time": PlateauReason.TIME,
    "level.hold.amber": PlateauReason.UNSETTLED,
    "level.hold.sore": PlateauReason.UNSETTLED,
    "level.hold.sore_more": PlateauReason.UNSETTLED,
    "level.hold.unsettled": PlateauReason.UNSETTLED,
    "level.down.sore": PlateauReason.UNSETTLED,
    "level.down.unsettled": PlateauReason.UNSETTLED,
}


def plateau_on(replay: Replay, today: date) -> Plateau | None:
    """The plateau on `today`; None while something goes up, or where nothing can be advised.

    Only training weeks of the last stage that are over count, and none that was an easier one. In a
    flare-up, on the way back, and while the user keeps what they have there is none.
    """
    rules, stay = replay.programme.plateau, replay.current_stay
    if rules is None or not replay.in_last_stage or replay.is_keeping or replay.waiting:
        return None
    weeks = [week for week in replay.rotation.outside if week < week_of(today)][-rules.weeks :]
    if len(weeks) < rules.weeks:
        return None
    since = _monday_of(weeks[0])
    book = stay.book
    lifts = [book.tracks[slot] for slot in sorted(book.lifts) if slot in book.tracks]
    went_up = any(each.raised_on is not None and each.raised_on >= since for each in lifts)
    if went_up or not _is_adherent(replay, weeks[0], weeks[-1]):
        return None
    return _explained(replay, book, lifts, since, rules.weeks)


def _is_adherent(replay: Replay, first: int, last: int) -> bool:
    """Whether 80 % of the sessions planned from week `first` to `last` were done (BAIL18)."""
    counted, profile = replay.rotation.counted, replay.profile
    planned = SESSIONS_A_WEEK if profile is None else profile.sessions_a_week
    done = sum(counted.get(week, 0) for week in range(first, last + 1))
    share = replay.programme.review.adherence_share
    return done >= share * planned * (last + 1 - first) - ROUNDING


def _explained(
    replay: Replay, book: LevelBook, lifts: list[Track], since: date, weeks: int
) -> Plateau | None:
    by_exercise = {name: track for track in lifts for name in (track.home, track.doing)}
    found: Counter[tuple[PlateauReason, str]] = Counter()
    for decision in reversed(replay.decisions):
        if decision.on < since:
            break
        track = by_exercise.get(decision.exercise)
        reason = None if track is None else _reason(decision, book, track, replay.programme.levels)
        if track is not None and reason is not None:
            found[reason, track.home] += 1
    if not found:
        return None
    by_reason: Counter[PlateauReason] = Counter()
    for (reason, _), times in found.items():
        by_reason[reason] += times
    reason = max(PlateauReason, key=lambda each: by_reason[each])
    homes = [track.home for track in lifts]
    exercise = max(homes, key=lambda home: found[reason, home])
    options, easier = OPTIONS.get(reason, ()), None
    if reason is PlateauReason.UNSETTLED:
        easier = book.suit.easier(book.exercises[exercise])
        options = options if easier is not None else (StageDecision.HOLD,)
    return Plateau(
        since,
        weeks,
        reason,
        exercise,
        book.exercises[exercise].name,
        options,
        "" if easier is None else book.exercises[easier].name,
    )


def _reason(
    decision: Decision, book: LevelBook, track: Track, rules: LevelMoves
) -> PlateauReason | None:
    """Which line of the table a decision belongs to; None where to none."""
    if decision.rule == "level.hold.effort":
        effort = dict(decision.evidence.numbers)["effort"]
        return PlateauReason.EFFORT if effort < rules.down_effort_min else None
    if decision.rule in ("level.hold.top", "load.up"):
        # A weight that may be taken, again and again, and is not: there is no heavier one.
        limit = book.suit.limit(book.exercises[track.home])
        return PlateauReason.TOP if limit is None else PlateauReason.CAP
    return BY_RULE.get(decision.rule)


def _monday_of(week: int) -> date:
    """The first day of the week with this number (`week_of`)."""
    return date.fromordinal(week * 7 + 1)

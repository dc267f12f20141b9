"""What holds a level or takes it down after a session and the morning after it (§3.3).

There is one function per row of the table, in its order; a row returns None where it does not
apply. Every number comes from `programme.toml`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.track import ExerciseOutcome, Rung, Track
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.reasons import Verdict

After = Callable[[ExerciseOutcome, Track, Programme], Verdict | None]
"""How a row looks at one exercise of a session."""


# --- hold -------------------------------------------------------------------------------------


def hold_spared(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold.

    It was left out because a second red elsewhere ended the main block (§3.2; judgement).
    """
    return Verdict("level.hold.spared") if outcome.spared else None


def hold_elsewhere(
    outcome: ExerciseOutcome, _track: Track, _programme: Programme
) -> Verdict | None:
    """Hold: it was stopped because something other than the back hurt (judgement)."""
    return Verdict("level.hold.elsewhere") if outcome.elsewhere else None


def hold_red(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold: the session was red, but because of another exercise (judgement)."""
    return Verdict("level.hold.red") if outcome.facts.light is Light.RED else None


def hold_amber(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold: amber, unless it may count as green because usual pain is high (§3.2)."""
    if outcome.light is not Light.AMBER or outcome.may_count_as_green or outcome.peak is None:
        return None
    return Verdict("level.hold.amber", (("pain", outcome.peak),))


def hold_effort(outcome: ExerciseOutcome, _track: Track, programme: Programme) -> Verdict | None:
    """Hold: effort of 7 or more (judgement)."""
    effort = outcome.facts.effort
    if effort is None or effort <= programme.levels.effort_max:
        return None
    return Verdict("level.hold.effort", (("effort", effort),))


def hold_sore(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold: it left the back sore, which rules out "up 1" until it is habitual (§3.3)."""
    if not outcome.sore_holds:
        return None
    return Verdict("level.hold.sore_more" if outcome.sore_more else "level.hold.sore")


def hold_part(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold: 80-99 % done, or less for lack of time (judgement)."""
    if outcome.share >= 1:
        return None
    return Verdict("level.hold.part", (("percent", _percent(outcome)),))


def hold_lower(outcome: ExerciseOutcome, track: Track, _programme: Programme) -> Verdict | None:
    """Hold: it was done below its level, as after a break."""
    if outcome.level >= track.level:
        return None
    return Verdict("level.hold.lower", (("done_at", outcome.level),))


def hold_unknown(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Hold: an answer is missing, and without it nothing goes up (§3.2)."""
    unknown = outcome.light is None or outcome.facts.effort is None
    return Verdict("level.hold.unknown") if unknown else None


HOLD: tuple[After, ...] = (
    hold_spared,
    hold_elsewhere,
    hold_red,
    hold_amber,
    hold_effort,
    hold_sore,
    hold_part,
    hold_lower,
    hold_unknown,
)
HOLD_BUT_SORE: tuple[After, ...] = tuple(row for row in HOLD if row is not hold_sore)
HOLD_CALM: tuple[After, ...] = (hold_lower,)
"""What is left to say of an exercise done in full in a calm session; no row takes that down."""


# --- down 1 -----------------------------------------------------------------------------------


def down_red(outcome: ExerciseOutcome, _track: Track, _programme: Programme) -> Verdict | None:
    """Down: the exercise was red (CAL20)."""
    if outcome.leg:
        return Verdict("level.down.leg")
    if outcome.light is Light.RED and outcome.peak is not None:
        return Verdict("level.down.red", (("pain", outcome.peak),))
    return None


def down_part(outcome: ExerciseOutcome, _track: Track, programme: Programme) -> Verdict | None:
    """Down: less than 80 % done because of pain or fatigue (judgement).

    Signs of pain or fatigue are a "this hurts", a change to an easier variant, and more effort than
    allows going up. Work left out because of a second red in another exercise is no sign of either,
    nor is what was stopped because something other than the back hurt.
    """
    percent, effort = _percent(outcome), outcome.facts.effort
    if percent >= programme.completion.item_min_share * 100 or outcome.elsewhere:
        return None
    tired = effort is not None and effort > programme.levels.effort_max and not outcome.spared
    if not outcome.was_hard and not tired:
        return None
    return Verdict("level.down.part", (("percent", percent),))


DOWN: tuple[After, ...] = (down_red, down_part)
DOWN_ON_PAIN: tuple[After, ...] = (down_red,)
"""What takes down where nothing was said to hurt and fatigue does not count."""


def down_effort(facts: SessionFacts, programme: Programme) -> Verdict | None:
    """Down, the two exercises raised last: effort of 9 or more (judgement)."""
    if facts.effort is None or facts.effort < programme.levels.down_effort_min:
        return None
    return Verdict("level.down.effort", (("effort", facts.effort),))


def down_unsettled(facts: SessionFacts, *, any_sore: bool) -> Verdict | None:
    """Down: pain had not settled the morning after (FLARE21).

    This takes down the exercises that left the back sore; if there are none, the two raised last.
    """
    if facts.settled is not False:
        return None
    return Verdict("level.down.sore" if any_sore else "level.down.unsettled")


def latest_raised(tracks: Iterable[Track], most: int) -> list[Track]:
    """Up to `most` exercises that were raised last and have not gone down since, latest first."""
    raised = [track for track in tracks if track.raises and track.stand_in is None]
    return sorted(raised, key=lambda track: -track.raises[-1])[:most]


# --- swap to easier ---------------------------------------------------------------------------


def swaps_to_easier(track: Track, programme: Programme, old: Rung) -> bool:
    """Down at level 1, or down twice in a row: the easier exercise takes over (judgement).

    `old` is the rung it went down from.
    """
    in_a_row = 0
    for outcome in reversed(track.recent):
        if not outcome.down or outcome.exercise != old.exercise:
            break
        in_a_row += 1
    return old.level == 1 or in_a_row >= programme.levels.downs_before_swap


# --- what the rows rest on --------------------------------------------------------------------


def is_calm(facts: SessionFacts, programme: Programme) -> bool:
    """Whether nothing in the answers about the session as a whole holds or takes down anything.

    Most sessions are like this; testing for it first saves time over years of them.
    """
    effort = facts.effort
    calm = effort is not None and effort <= programme.levels.effort_max
    return calm and facts.light is Light.GREEN


def after_session(
    rows: Iterable[After], outcome: ExerciseOutcome, track: Track, programme: Programme
) -> Verdict | None:
    """The verdict of the first of `rows` that applies to `outcome`."""
    for row in rows:
        verdict = row(outcome, track, programme)
        if verdict is not None:
            return verdict
    return None


def _percent(outcome: ExerciseOutcome) -> int:
    # Rounded down to whole percents, with a small tolerance for floating-point error.
    return int(outcome.share * 100 + 1e-6)

"""Applies the rules of §3.3 to the levels, for a session and for the morning after it.

The rules themselves are in `up.py` and `down.py`. Their results change the tracks of a `LevelBook`
and are recorded in the decision ledger.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from datetime import date

from backcoach.coach.evidence.absence import rests_until
from backcoach.coach.evidence.decisions import Evidence
from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.book import LevelBook, Pair
from backcoach.coach.levels.down import (
    DOWN,
    DOWN_ON_PAIN,
    HOLD,
    HOLD_BUT_SORE,
    HOLD_CALM,
    after_session,
    down_effort,
    down_unsettled,
    is_calm,
    latest_raised,
    swaps_to_easier,
)
from backcoach.coach.levels.track import ExerciseOutcome, Rung, Track, Undo, outcomes
from backcoach.coach.levels.up import RaiseCheck, Today, before_session
from backcoach.coach.levels.weights import nanograms
from backcoach.coach.model.reasons import Verdict
from backcoach.coach.model.records import SessionRecord, SetRecord

# --- A session -----------------------------------------------------------------------------------


def take_session(
    book: LevelBook,
    session: SessionRecord,
    firsts: Sequence[SetRecord] | None,
    facts: SessionFacts,
    today: Today,
) -> None:
    """Raise what goes up for `session`, then judge how each of its exercises went.

    `firsts` are those of `firsts_if_whole`.
    """
    found = outcomes(session, firsts, facts, book.moving, book.programme.lights)
    if book.resting:
        book.resting, book.rests_until = False, rests_until(facts.day, book.programme.absence)
    pairs = book.pairs(session.template, found, lowered=today.is_lowered)
    is_red = book.programme.levels.red_keeps_exercise and facts.light is Light.RED
    held = _go_up(book, pairs, today, keeps_exercise=is_red)
    as_planned: list[Pair] = []
    for pair in pairs:
        track, outcome = pair
        if outcome.sore:
            outcome.sore_holds = book.soreness.holds(outcome, book.programme.levels)
        if facts.light is Light.RED or outcome.light is Light.RED:
            book.soreness.begin_anew(outcome.exercise)
        track.remember(outcome)
        if outcome.exercise == track.doing:
            as_planned.append(pair)
    _judge(book, as_planned, facts, keeping=today.keeping)
    for track, outcome in as_planned:
        # If the session itself held it or took it down, no second decision is recorded.
        if not outcome.fine:
            continue
        if today.in_flare:
            outcome.fine = False
            book.decide("level.hold.flare", facts.day, track, Evidence((facts.session,)))
        elif (check := held.get(track.slot)) is not None and check.verdict is not None:
            rule, numbers = check.verdict
            book.decide(rule, today.day, track, Evidence(_sessions(check), numbers))
    _count_merged(book, pairs, facts)
    book.waiting.append((facts, as_planned))


# --- Up ------------------------------------------------------------------------------------------


def _go_up(
    book: LevelBook, pairs: Sequence[Pair], today: Today, *, keeps_exercise: bool
) -> dict[str, RaiseCheck]:
    """Raise what may go up for this session; returns the checks of tracks that stay, by slot.

    With `keeps_exercise` none hands over to a harder exercise: that one was tried and went badly.
    """
    checks = before_session(book, [track for track, _ in pairs], today)
    if not checks:
        return {}
    held: dict[str, RaiseCheck] = {}
    for track, outcome in pairs:
        check = checks.get(track.slot)
        if check is None:
            continue
        if check.verdict is not None:
            held[track.slot] = check
        elif check.load is not None and outcome.reps < (check.load.reps or 0):
            # There was no time for one more in that session.
            book.decide("load.hold.time", today.day, track, Evidence((), check.load.numbers))
        elif check.load is not None:
            book.decide(
                check.load.rule, today.day, track, Evidence(_sessions(check), check.load.numbers)
            )
            if check.load.weight is None:
                track.reps, track.since = check.load.reps, today.day
                book.note_raise(track, today.day)
                continue
            # The weight counts as raised only when the user has taken it.
            offered = nanograms(check.load.weight)
            if outcome.weight is not None and nanograms(outcome.weight) >= offered:
                book.note_raise(track, today.day)
                track.since, track.reps, track.any_step = today.day, None, False
        elif keeps_exercise and book.hands_over(track):
            book.decide("level.hold.red", today.day, track, Evidence(_sessions(check)))
        else:
            old = track.rung
            book.go_up(track)
            book.note_raise(track, today.day)
            rule = "level.up" if track.home == old.exercise else "level.swap.harder"
            evidence = Evidence(_sessions(check), _weight_of(outcome, book, track))
            book.add(rule, today.day, old, track.rung, evidence)
    return held


def _weight_of(
    outcome: ExerciseOutcome, book: LevelBook, track: Track
) -> tuple[tuple[str, float], ...]:
    """The weight the new level was done with, by its unit; nothing where it has none."""
    weight, dose = outcome.weight, book.exercises[track.home].at(track.level)
    return () if weight is None or dose.weight is None else ((weight.unit, weight.amount),)


def _sessions(check: RaiseCheck) -> tuple[str, ...]:
    """The ids of the sessions that prove it, oldest first."""
    return tuple([outcome.facts.session for outcome in reversed(check.proof)])


# --- Down and hold -------------------------------------------------------------------------------


def _judge(book: LevelBook, pairs: Sequence[Pair], facts: SessionFacts, *, keeping: bool) -> None:
    """Hold or take down levels after the session; everything else went well.

    While the user is `keeping` what they have, only pain takes down.
    """
    programme = book.programme
    down: dict[str, Verdict] = {}
    calm, all_well = is_calm(facts, programme), True
    for track, outcome in pairs:
        well = calm and outcome.in_full
        outcome.fine = well and track.stand_in is None and outcome.level >= track.level
        if outcome.fine:
            continue
        all_well = False
        rows = DOWN_ON_PAIN if keeping and not outcome.hurt else DOWN
        verdict = None if well else after_session(rows, outcome, track, programme)
        if verdict is not None:
            down[track.slot] = verdict
    effort = None if keeping else down_effort(facts, programme)
    if effort is not None:
        rest = [
            track
            for track, outcome in pairs
            if track.slot not in down and not _is_spared(outcome, book)
        ]
        for track in latest_raised(rest, programme.levels.latest_raised):
            down[track.slot] = effort
    elif all_well:
        return
    for track, outcome in pairs:
        if track.slot in down:
            _go_down(book, track, outcome, down[track.slot], facts.day)
        elif track.stand_in is not None:
            _stood_in(book, track, facts)
        elif not outcome.fine:
            rows = HOLD_CALM if calm and outcome.in_full else HOLD
            hold = after_session(rows, outcome, track, programme)
            outcome.fine = hold is None
            if outcome.sore_holds and not outcome.sore_more:
                others = after_session(HOLD_BUT_SORE, outcome, track, programme)
                outcome.but_sore = others is None
            if hold is not None:
                book.decide(hold.rule, facts.day, track, Evidence((facts.session,), hold.numbers))


def _go_down(
    book: LevelBook, track: Track, outcome: ExerciseOutcome, verdict: Verdict, day: date
) -> None:
    """Go down one level, or over to the easier exercise."""
    outcome.down, outcome.fine, outcome.but_sore = verdict.rule, False, False
    book.soreness.begin_anew(outcome.exercise)
    old, swap_sessions = track.rung, book.programme.levels.swap_sessions
    sessions = (outcome.facts.session,)
    if track.stand_in is None:
        track.raises = track.raises[:-1]
        track.set_level(max(1, track.level - 1))
    easier = book.suit.easier(book.exercises[old.exercise])
    if easier is not None and swaps_to_easier(track, book.programme, old):
        book.hand_over(track, easier)
        evidence = Evidence(sessions, (*verdict.numbers, ("sessions", swap_sessions)))
        book.add("level.swap.easier", day, old, track.rung, evidence)
        return
    if track.stand_in is not None:
        track.stand_in.level = max(1, old.level - 1)
        track.stand_in.left = swap_sessions
    rule = verdict.rule if track.rung.level < old.level else "level.hold.lowest"
    book.decide(rule, day, track, Evidence(sessions, verdict.numbers), start=old.level)


def _is_spared(outcome: ExerciseOutcome, book: LevelBook) -> bool:
    """Whether it can't go down for this session: a second red elsewhere left it out."""
    return book.programme.levels.left_out_stays and outcome.left_out


# --- The easier exercise stands in -------------------------------------------------------------


def _stood_in(book: LevelBook, track: Track, facts: SessionFacts) -> None:
    """Count a session of the easier exercise; after the last one the track hands back."""
    stand_in = track.stand_in
    if stand_in is None or stand_in.until is not None:
        return
    stand_in.left -= 1
    old, left = track.rung, stand_in.left
    if left == 0:
        track.stand_in = None
    rule = "level.hold.stand_in" if left else "level.swap.back"
    done = left or book.programme.levels.swap_sessions
    evidence = Evidence((facts.session,), (("sessions", done),))
    book.add(rule, facts.day, old, Rung(track.home, track.level) if not left else old, evidence)


def _count_merged(book: LevelBook, pairs: Sequence[Pair], facts: SessionFacts) -> None:
    """Count this session for an easier exercise that takes over but was in the session anyway."""
    standing_in = [track for track in book.tracks.values() if track.stand_in is not None]
    if not standing_in:
        return
    seen = {track.slot for track, _ in pairs}
    present = {outcome.exercise for _, outcome in pairs}
    for track in standing_in:
        if track.slot not in seen and track.doing in present:
            _stood_in(book, track, facts)


# --- The morning after -------------------------------------------------------------------------


def take_morning(book: LevelBook, facts: SessionFacts, day: date) -> None:
    """Apply the pain on the morning after `facts`, known since `day`.

    If pain had not settled, what left the back sore goes down; if nothing with a level of its own
    did, the exercises raised last (judgement). A later answer about the same morning replaces the
    one before: it takes down what that one spared, or gives back what that one took.
    """
    programme = book.programme
    pairs = book.no_longer_waiting(facts)
    if not pairs and programme.levels.last_answer_stands:
        pairs = book.remembered(facts)
        if facts.settled is not False:
            _give_back(book, pairs, day)
            return
        pairs = [(track, outcome) for track, outcome in pairs if outcome.exercise == track.doing]
    if facts.sore or facts.settled is False:
        _note_soreness(book, pairs, facts)
    # Most mornings are calm; this shortcut saves time over years of them.
    if facts.settled:
        return
    sore = [track for track, outcome in pairs if outcome.sore]
    verdict = down_unsettled(facts, any_sore=bool(sore))
    if verdict is None:
        return
    most = programme.levels.latest_raised
    most -= sum(outcome.down == "level.down.effort" for _, outcome in pairs)
    standing = [(track, outcome) for track, outcome in pairs if not outcome.down]
    begun = [track for track, outcome in standing if not _is_spared(outcome, book)]
    going = sore or latest_raised(begun, max(0, most))
    for track, outcome in standing:
        outcome.was_fine = outcome.fine
        if track in going:
            since, level, raises = track.since, track.level, track.raises
            before = copy(track.stand_in)
            _go_down(book, track, outcome, verdict, day)
            lost = level - track.level
            outcome.undo = Undo(track.home, lost, raises, before, track.stand_in, since)
        elif outcome.fine:
            book.decide("level.hold.unsettled", day, track, Evidence((facts.session,)))
        outcome.fine = False


def _give_back(book: LevelBook, pairs: Sequence[Pair], day: date) -> None:
    """Take back what an unsettled morning took: the answer about it was corrected."""
    for track, outcome in pairs:
        outcome.fine, outcome.was_fine = outcome.fine or outcome.was_fine, False
        undo, outcome.undo = outcome.undo, None
        if undo is None:
            continue
        outcome.down = ""
        # A harder exercise has taken over since: its levels are others.
        if undo.home != track.home:
            continue
        old = track.rung
        top = max(track.level, book.suit.top(book.exercises[track.home]))
        if undo.levels:
            track.level, track.since = min(track.level + undo.levels, top), undo.since
        if track.raises == undo.raises[:-1]:
            track.raises = undo.raises
        if track.stand_in is undo.after:
            track.stand_in = undo.before
        if track.rung != old:
            rule = "level.corrected" if track.doing == old.exercise else "level.swap.corrected"
            book.add(rule, day, old, track.rung, Evidence((outcome.facts.session,)))


def _note_soreness(book: LevelBook, pairs: Sequence[Pair], facts: SessionFacts) -> None:
    """Count what left the back sore and has settled; once habitual, it holds nothing any more."""
    rules = book.programme.levels
    for track, outcome in pairs:
        if facts.settled is False:
            book.soreness.begin_anew(outcome.exercise)
        elif facts.settled and not outcome.down:
            book.soreness.note_settled(outcome, rules)
            if book.soreness.is_habitual(outcome.exercise, rules):
                for each in track.recent:
                    each.fine = each.fine or (each.but_sore and each.exercise == outcome.exercise)

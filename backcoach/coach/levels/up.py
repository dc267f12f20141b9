"""What goes up before a session: one small function per row of `programme.md` §3.3, in its order.

Each exercise of the session goes up one level unless a row objects. A row returns None where it has
no objection. Every number comes from `programme.toml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from backcoach.coach.evidence.lights import Light
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.track import ExerciseOutcome, Track
from backcoach.coach.levels.weights import Repetitions, WeightCheck, load_step
from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.profile import WeightUnit
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.reasons import Verdict
from backcoach.coach.model.rules.levels import LevelMoves
from backcoach.coach.model.rules.pain import SteadyHighPain

ONCE = Verdict("level.hold.once")
MORNING = Verdict("level.hold.morning")
TOP = Verdict("level.hold.top")
KEEPING = Verdict("level.hold.keeping")
HOLDING = Verdict("level.hold.chosen")


class RaiseCheck(NamedTuple):
    """Whether an exercise goes up: yes if `verdict` is None. `proof` are its outcomes that count.

    With `load` it is the weight that goes up, not the level.
    """

    verdict: Verdict | None
    proof: Sequence[ExerciseOutcome]
    load: WeightCheck | None = None


class Today(NamedTuple):
    """What is known before a session on `day`; None is a missing answer.

    `pain` is that of the check-in and `usual` the usual pain U (both 0-10), `gap` the days since
    the last session, `worked` the sessions of the stage so far. `rests_until` is the first day
    after a long break on which levels may go up again, `unit` the unit of the user's weights.
    `in_flare` says that flare-up mode is on, `less` by how many levels the session is lowered on
    the way back. `steady` is the step while pain is high but steady, and `last_raise` the day on
    which any level last went up. `eased` says that the
    session is an easier one on purpose, `keeping` that the user keeps what they have,
    `holding` that they hold the lifts for some time. `recent` are the latest sessions of every
    kind.
    """

    day: date
    pain: int | None
    symptoms: bool
    usual: float | None
    gap: int
    worked: Sequence[SessionFacts]
    rests_until: date | None
    in_last_stage: bool
    programme: Programme
    in_flare: bool = False
    less: int = 0
    unit: WeightUnit = WeightUnit.KG
    steady: SteadyStep = SteadyStep.NONE
    last_raise: date | None = None
    eased: bool = False
    keeping: bool = False
    holding: bool = False
    recent: Sequence[SessionFacts] = ()

    @property
    def is_lowered(self) -> bool:
        """Whether a main session is short and lower today because of the pain before it (§3.9)."""
        rules = self.programme
        if rules.steady_high is None or self.pain is None:
            return False
        if self.pain < rules.readiness.short_pain_min:
            return False
        return not self._at_own_levels(self.pain, rules.steady_high)

    def _at_own_levels(self, pain: int, rules: SteadyHighPain) -> bool:
        """Whether such a high pain leads to the planned session while it is steady."""
        if pain < rules.pain_max:
            return self.steady is not SteadyStep.NONE
        return pain == rules.pain_max and self.steady is SteadyStep.PLANNED

    def may_rise_by_pain(self, pain: int) -> bool:
        """Whether pain now is at most 3, or at most usual and not too high (PTL; judgement)."""
        rules, steady = self.programme.levels, self.programme.steady_high
        if pain <= rules.pain_max:
            return True
        if self.usual is None or pain > self.usual:
            return False
        if pain < rules.usual_pain_below:
            return True
        return steady is not None and self._at_own_levels(pain, steady)


# --- what the user chose ----------------------------------------------------------------------


def as_chosen(book: LevelBook, track: Track, today: Today) -> Verdict | None:
    """The user neither keeps what they have nor holds the lifts (C8, C9)."""
    if today.keeping:
        return KEEPING
    return HOLDING if today.holding and track.slot in book.lifts else None


# --- up 1: all of these ----------------------------------------------------------------------


def in_full_and_calm(proof: Sequence[ExerciseOutcome], today: Today) -> Verdict | None:
    """The last two sessions with it were done in full, green, with effort of 6 or less (TWO)."""
    return ONCE if len(proof) < today.programme.levels.sessions else None


def mornings_settled(proof: Sequence[ExerciseOutcome], _today: Today) -> Verdict | None:
    """Pain had settled on both mornings after (SIL).

    An unknown morning does not count as settled.
    """
    for outcome in proof:
        if outcome.facts.settled is not True:
            return MORNING
    return None


def last_session_calm(today: Today) -> Verdict | None:
    """Nothing goes up right after any session that was red, unsettled or unknown.

    Otherwise a bad day A could be followed by a level up on day B, as they share no exercise.
    """
    last = today.worked[-1]
    calm = last.light is not None and last.light is not Light.RED and last.settled is True
    return None if calm else Verdict("level.hold.last")


def pain_today(today: Today) -> Verdict | None:
    """Pain now is at most 3, or at most usual and below 6 (PTL; judgement), with no new symptom.

    While pain is high but steady, at most usual is enough (`programme.md` §3.9).
    """
    if today.symptoms:
        return Verdict("level.hold.symptoms")
    if today.pain is None:
        return Verdict("level.hold.unasked")
    if today.may_rise_by_pain(today.pain):
        return None
    return Verdict("level.hold.pain", (("pain", today.pain),))


def first_day_back(today: Today) -> Verdict | None:
    """It is not the first session after a break of 7 days or more (§3.5; judgement)."""
    if today.gap >= today.programme.absence.no_raise_days:
        return Verdict("level.hold.gap", (("days", today.gap),))
    return None


def week_after_a_break(today: Today) -> Verdict | None:
    """After a break of 28 days or more nothing goes up for a week (§3.5; judgement)."""
    resting = today.rests_until is not None and today.day < today.rests_until
    return Verdict("level.hold.return") if resting else None


def not_in_a_flare(today: Today) -> Verdict | None:
    """It is not in flare-up mode (§3.6)."""
    return Verdict("level.hold.flare") if today.in_flare else None


def not_on_the_way_back(today: Today) -> Verdict | None:
    """It is not done below its level (judgement)."""
    return Verdict("level.hold.way_back") if today.less else None


def not_eased(today: Today) -> Verdict | None:
    """It is not an easier week or session on purpose (judgement)."""
    return Verdict("level.hold.eased") if today.eased else None


OF_THE_DAY = (
    last_session_calm,
    pain_today,
    first_day_back,
    week_after_a_break,
    not_in_a_flare,
    not_on_the_way_back,
    not_eased,
)
"""What "up 1" asks of the day; the first two rows ask it of the exercise."""


# --- cap ---------------------------------------------------------------------------------------


def long_enough(track: Track, today: Today, *, by_weight: bool = False) -> Verdict | None:
    """It was done at its level for its fewest days: 7, some 14 (CAL20; judgement).

    They count from the first session at the level, or with the weight.
    """
    rules = today.programme.levels.days_at_level
    if rules is None:
        return one_step_a_week(track, today)
    least = rules.usual if by_weight else rules.least(track.home, track.level)
    days = 0 if track.since is None else (today.day - track.since).days
    if days >= least:
        return None
    return Verdict("level.cap.days", (("days", days), ("least", least)))


def one_step_a_week(track: Track, today: Today) -> Verdict | None:
    """Before the last stage each exercise goes up at most once in 7 days (judgement)."""
    least = today.programme.levels.step_days
    if today.in_last_stage or track.raised_on is None or least is None:
        return None
    days = (today.day - track.raised_on).days
    return None if days >= least else Verdict("level.cap.week", (("days", days),))


def one_step_in_all(today: Today) -> Verdict | None:
    """While pain is high but steady, one level in all goes up in 7 days (`programme.md` §3.9)."""
    rules = today.programme.steady_high
    if rules is None or today.steady is SteadyStep.NONE or today.last_raise is None:
        return None
    days = (today.day - today.last_raise).days
    return None if days >= rules.raise_days else Verdict("level.cap.steady", (("days", days),))


# --- load --------------------------------------------------------------------------------------


def at_the_top_by_weight(
    book: LevelBook, track: Track, proof: Sequence[ExerciseOutcome], today: Today
) -> WeightCheck | None:
    """At the top the weight goes up instead, 2 to 10 % (TWO); None if no weight is known.

    The top is the highest level that suits, also where the ladder goes on (§1.3).
    """
    if proof[0].weight is None:
        return None
    used = [outcome.weight for outcome in proof]
    steps = today.programme.load
    exercise, most = book.exercises[track.home], steps.reps_max
    if track.level == len(exercise.ladder):
        most = steps.reps_max_of.get(track.home, most)
    by_reps = exercise.mode is Mode.REPS
    done = [outcome.reps for outcome in proof]
    check = load_step(
        used,
        today.unit,
        steps,
        Repetitions(done, track.reps, most if by_reps else None, track.any_step),
    )
    if check is not None and check.rule == "load.hold" and not by_reps:
        return check._replace(rule="load.hold.plate")
    return check


def raises_at_once(today: Today) -> int:
    """How many exercises may go up for one session: 2, in stage 3 3, and 4 when all is easy.

    Only one while pain is high but steady.
    """
    rules = today.programme.levels
    if today.programme.steady_high is not None and today.steady is not SteadyStep.NONE:
        return 1
    kinds = (today.worked, today.recent) if rules.easy_of_every_kind else (today.worked,)
    if all(_were_easy(sessions, rules) for sessions in kinds):
        return rules.raises_when_easy
    return rules.raises_per_session_last_stage if today.in_last_stage else rules.raises_per_session


def _were_easy(sessions: Sequence[SessionFacts], rules: LevelMoves) -> bool:
    """Whether the last of these were rated, and none was hard."""
    efforts = [facts.effort for facts in sessions[-rules.easy_sessions :]]
    rated = [effort for effort in efforts if effort is not None]
    return len(rated) == rules.easy_sessions and max(rated) <= rules.easy_effort_max


def before_session(book: LevelBook, tracks: Iterable[Track], today: Today) -> dict[str, RaiseCheck]:
    """The check of each exercise of a session with a completed session behind it, by slot.

    Where more could go up than the limit allows, those that have waited longest go first.
    """
    # Most exercises have no session that counts; this test is the quickest.
    likely = [
        track
        for track in tracks
        if track.stand_in is None and track.recent and track.recent[-1].fine
    ]
    if not likely:
        return {}
    found: dict[str, RaiseCheck] = {}
    ready: list[Track] = []
    of_the_day = _of_the_day(today) if today.worked else None
    for track in likely:
        proof = track.evidence
        if not proof:
            continue
        verdict = as_chosen(book, track, today) or in_full_and_calm(proof, today)
        verdict = verdict or mornings_settled(proof, today) or of_the_day
        load: WeightCheck | None = None
        if verdict is None and book.at_the_top(track):
            load = (
                None if book.suit.weight_stays else at_the_top_by_weight(book, track, proof, today)
            )
            if load is None:
                verdict = TOP
            elif load.weight is None and load.reps is None:
                verdict = Verdict(load.rule, load.numbers)
        verdict = verdict or long_enough(track, today, by_weight=load is not None)
        verdict = verdict or one_step_in_all(today)
        found[track.slot] = RaiseCheck(verdict, proof, load)
        if verdict is None:
            ready.append(track)
    most = raises_at_once(today) if ready else 0
    ready.sort(key=lambda track: track.raised_on or date.min)
    for track in ready[most:]:
        held = Verdict("level.cap.session", (("raises", most),))
        found[track.slot] = found[track.slot]._replace(verdict=held)
    return found


def _of_the_day(today: Today) -> Verdict | None:
    for row in OF_THE_DAY:
        verdict = row(today)
        if verdict is not None:
            return verdict
    return None

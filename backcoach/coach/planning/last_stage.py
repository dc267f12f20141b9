"""What is different in sessions of the last stage: their sets, and easier weeks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from backcoach.coach.model.formatting import count
from backcoach.coach.model.programme import Budgets, ExerciseRole, Programme
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.rules.sessions import RotationRules
from backcoach.coach.planning.filling import with_sets
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.standing.rotation import UpNext
from backcoach.coach.standing.standing import KEEPING


def eased_words(turn: UpNext, rules: RotationRules | None) -> str:
    """Why the next session is an easier one, and the effort to aim for; empty if it is not."""
    if rules is None or not turn.eased:
        return ""
    what = "An easier week on purpose: strength settles in it."
    if turn.eased_left:
        sessions = count(turn.eased_left, "easier session")
        what = f"{sessions.capitalize()} on purpose: strength settles in them."
        if turn.eased_left == 1:
            what = "An easier session on purpose: strength settles in it."
    return f"{what} Aim for an effort of {rules.easier_effort}."


def eased_reason(turn: UpNext, rules: RotationRules | None) -> tuple[Reason, ...]:
    """The same as a reason for a plan."""
    words = eased_words(turn, rules)
    return (Reason("rotation.eased", words),) if words else ()


def keeping_reason(turn: UpNext) -> tuple[Reason, ...]:
    """What it takes to keep what was built, as a reason for a plan."""
    return (Reason("keeping", KEEPING),) if turn.keeping else ()


def budgets_of(turn: UpNext, programme: Programme, tags: Collection[str]) -> Budgets:
    """The budgets of `programme`, with the fewest sets that keep what was built."""
    if programme.keeping is None or not turn.keeping:
        return programme.budgets
    return replace(programme.budgets, fewest_sets=programme.keeping.least_sets(tags))


def in_last_stage(items: Sequence[PlanItem], turn: UpNext, programme: Programme) -> list[PlanItem]:
    """`items` with the sets that slots and the day's lift of the last stage may have.

    While somebody keeps what they have, nothing has more sets than that takes. Slots have two. A
    lift of two sets gets a third from the second block on, if there is time; in
    an easier week the lift has one set fewer, but not fewer than two.
    """
    two = programme.budgets.capped_sets

    keeping = programme.keeping if turn.keeping else None

    def limited(item: PlanItem) -> PlanItem:
        if keeping is not None:
            item = with_sets(item, keeping.sets_max)
        sets = item.dose.sets
        if item.role is ExerciseRole.SLOT:
            return with_sets(item, two)
        if item.role is not ExerciseRole.LIFT:
            return item
        if turn.eased:
            return with_sets(item, max(two, sets - 1))
        if turn.block > 1 and sets == two:
            reps = (*item.dose.reps, item.dose.reps[-1])
            return replace(item, dose=replace(item.dose, reps=reps))
        return item

    return [limited(item) for item in items]

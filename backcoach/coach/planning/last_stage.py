"""What is different in sessions of the last stage: their sets, and easier weeks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from backcoach.coach.levels.book import LIFTS
from backcoach.coach.model.formatting import count
from backcoach.coach.model.programme import Budgets, ExerciseRole, Length, Programme
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import SessionKind
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


def chosen_reasons(turn: UpNext) -> tuple[Reason, ...]:
    """What is different because the user took advice."""
    return tuple(
        Reason(rule, said)
        for rule, chosen, said in (
            ("advice.hold", turn.holding, "As you chose, the lifts hold with one set fewer."),
            ("advice.two_lifts", turn.two_lifts, "As you chose, there are two lifts only."),
            ("advice.longer", turn.longer, "As you chose, one session of the week is longer."),
        )
        if chosen
    )


def reasons_of(
    turn: UpNext, programme: Programme, kind: SessionKind
) -> tuple[tuple[Reason, ...], tuple[Reason, ...]]:
    """Why a session of this kind is an easier one, and what is different by the user's choice."""
    if kind is not SessionKind.MAIN:
        return (), ()
    eased = eased_reason(turn, programme.rotation)
    return eased, (*keeping_reason(turn), *chosen_reasons(turn))


def longer_than(length: Length | None) -> Length:
    """The next longer length."""
    return Length.STANDARD if length is Length.SHORT else Length.LONG


def budgets_of(turn: UpNext, programme: Programme, tags: Collection[str]) -> Budgets:
    """The budgets of `programme`, with the fewest sets that keep what was built."""
    if programme.keeping is None or not turn.keeping:
        return programme.budgets
    return replace(programme.budgets, fewest_sets=programme.keeping.least_sets(tags))


def in_last_stage(items: Sequence[PlanItem], turn: UpNext, programme: Programme) -> list[PlanItem]:
    """`items` with the sets that slots and the day's lift of the last stage may have.

    While somebody keeps what they have, nothing has more sets than that takes. Slots have two. A
    lift of two sets gets a third from the second block on, if there is time; in
    an easier week the lift has one set fewer, but not fewer than two. Where the user holds the
    lifts, each has one fewer.
    """
    two = programme.budgets.capped_sets

    keeping = programme.keeping if turn.keeping else None

    def limited(item: PlanItem) -> PlanItem:
        item = as_usual(item)
        if turn.holding and item.role in LIFTS:
            return with_sets(item, max(1, item.dose.sets - 1))
        return item

    def as_usual(item: PlanItem) -> PlanItem:
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

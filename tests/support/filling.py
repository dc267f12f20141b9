"""Sessions made to fit into a time, by the rules of the programme."""

from collections.abc import Mapping, Sequence, Set

from backcoach.coach.planning.filling import Filling, fill
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.suitability import suit_of
from tests.support.content import catalogue, programme


def filling(
    needed: Set[str] = frozenset(), done: Mapping[str, int] | None = None, stage: int = 1
) -> Filling:
    """The rules of `stage` for somebody without tags."""
    here = programme()
    suit = suit_of(None, here, catalogue().exercises)
    order = here.stage(stage).trim_order or here.trim_order
    return Filling(order, here.budgets, here.timing, suit, needed, done or {})


def filled(
    items: Sequence[PlanItem],
    seconds: float,
    *,
    needed: Set[str] = frozenset(),
    done: Mapping[str, int] | None = None,
    stage: int = 1,
) -> list[PlanItem]:
    """What of `items` there is time for."""
    return fill(items, seconds, filling(needed, done, stage))

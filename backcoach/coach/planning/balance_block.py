"""The balance block of a session: its exercises, and at which level (`programme.md` §3.10)."""

from __future__ import annotations

from dataclasses import replace

from backcoach.coach.levels.balance import BalanceNext
from backcoach.coach.levels.steps_up import step_up
from backcoach.coach.model.profile import Profile
from backcoach.coach.model.programme import ExerciseRole, Section, Template, TemplateItem
from backcoach.coach.planning.order import entries_in_order
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.suitability import Suit


def block_for(
    profile: Profile | None, suit: Suit, coming: BalanceNext | None, number: int
) -> BalanceNext | None:
    """The block of somebody who needs one; None for others.

    Where it is not known what is `coming`, the pairs take turns by the `number` of the session.
    """
    rules = suit.programme.balance
    if rules is None or profile is None:
        return None
    if not rules.is_for(suit.tags, wanted=profile.balance_wanted):
        return None
    return coming or BalanceNext(rules.pairs[number % len(rules.pairs)])


def with_balance(
    template: Template, coming: BalanceNext | None, lower: int, suit: Suit
) -> Template:
    """`template` with the balance block that is `coming`, each exercise `lower` levels lower."""
    if coming is None:
        return template
    block = [
        TemplateItem(
            Section.BALANCE,
            ExerciseRole.BALANCE,
            exercise,
            max(1, coming.levels.get(exercise, 1) - lower),
        )
        for exercise in coming.pair
    ]
    return replace(template, items=entries_in_order((*template.items, *block), suit))


def with_step_up(item: PlanItem, coming: BalanceNext | None) -> PlanItem:
    """`item` with what is more than last time, if it goes up today and is done at that level."""
    id, level = item.exercise.id, item.dose.level
    if coming is None or id not in coming.rising or level != coming.levels[id]:
        return item
    told = step_up(item.exercise, level - 1, level)
    return item if told is None else replace(item, notes=(*item.notes, told))


def never_left_out(suit: Suit) -> frozenset[str]:
    """The exercises of the block for somebody whose sessions never go without it."""
    rules = suit.programme.balance
    if rules is None or not rules.is_for(suit.tags, wanted=False):
        return frozenset()
    return frozenset(rules.exercises)

"""Chooses what a session has time for (one rule for all stages)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import field, replace

from backcoach.coach.model.exercise import Level
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Budgets, ExerciseRole, Least, Section, Timing
from backcoach.coach.planning.fitting import adapt_item
from backcoach.coach.planning.get_ready import Needs, needs_of, seconds_of_changes
from backcoach.coach.planning.plan import PlanItem
from backcoach.coach.planning.timeline import item_seconds
from backcoach.coach.suitability import Suit

NEVER = 0
"""The number of the session in which an exercise was last done, where it never was."""

WITH_FEWER_SETS = (Section.BALANCE, Section.MAIN)
"""The blocks whose exercises may be done in fewer sets where time is short."""

MANY = 100
"""More sets than any exercise has."""


@frozen
class Filling:
    """What decides which items of a session stay when time is short.

    `trim_order` are the roles in the order they are left out; an item with another role always
    stays, and so do the exercises (ids) in `needed`. Each place in it stands for one item of the
    role, its first place for all others. Of one role the item that was `done` longest ago stays
    longest: by id, the number of the last session with it.

    `least` says what a session has at least besides a stretch; None where nothing more is asked.
    With `cuts_lift` the day's lift may lose sets as well.
    """

    trim_order: Sequence[ExerciseRole]
    budgets: Budgets
    timing: Timing
    suit: Suit
    needed: Set[str] = frozenset()
    done: Mapping[str, int] = field(default_factory=dict)
    least: Least | None = None
    cuts_lift: bool = False

    def stays(self, item: PlanItem) -> bool:
        """Whether `item` is never left out."""
        return item.role not in self.trim_order or item.exercise.id in self.needed

    def queue(self, items: Sequence[PlanItem]) -> list[int]:
        """The places of all items that may be left out, in the order they are taken in."""
        waiting: dict[ExerciseRole, list[int]] = {role: [] for role in self.trim_order}
        for place, item in enumerate(items):
            if not self.stays(item):
                waiting[item.role].append(place)
        for places in waiting.values():
            places.sort(key=lambda place: self.done.get(items[place].exercise.id, NEVER))
        queue: list[int] = []
        for place in reversed(range(len(self.trim_order))):
            role = self.trim_order[place]
            all_of_it = role not in self.trim_order[:place]
            taken = waiting[role] if all_of_it else waiting[role][:1]
            queue += taken
            waiting[role] = waiting[role][len(taken) :]
        return queue

    def lacking(self, items: Sequence[PlanItem], taken: Collection[int]) -> list[int]:
        """The places of what is to be taken before anything else; empty if nothing is lacking.

        Lacking is an exercise for balance, any stretch, or, with `least`, an exercise of the main
        block or one item too many. Then what may be left out is to be taken in this order: balance,
        the first stretch, and as many others of the queue as there are to be.
        """
        queue = self.queue(items)
        balance = [place for place in queue if items[place].section is Section.BALANCE]
        stretch = [place for place in queue if items[place].section is Section.STRETCH][:1]
        there = Counter(items[place].section for place in taken)
        lacks = not set(balance) <= set(taken) or (stretch and not there[Section.STRETCH])
        count = 0
        if self.least is not None:
            count = max(0, len(queue) - self.least.left_out_max)
            lacks = lacks or len(items) - len(taken) > self.least.left_out_max
            main = sum(item.section is Section.MAIN for item in items)
            lacks = lacks or there[Section.MAIN] < min(main, self.least.main_min)
        if not lacks:
            return []
        first = [*balance, *stretch]
        others = [place for place in queue if place not in first]
        return first + others[: max(0, count - len(first))]


def fill(items: Sequence[PlanItem], limit: float, rules: Filling) -> list[PlanItem]:
    """The `items` that fit into `limit` seconds, in the same order.

    What always stays comes first, its exercises with at most `capped_sets` sets, or
    `fewest_sets` if that is too long; the day's lift keeps all of its own. Then each other item is
    taken in turn, if need be with `fewest_sets` or, as a stretch, at level 1. In the end sets are
    given back as far as they fit. So no item left out would fit in its smallest form.

    Where a session would lack what it has at least (`Filling.lacking`), that is taken in its
    smallest form before anything else, as far as the sets of what always stays make room for it.
    """
    session = _filled(items, limit, rules)
    least = rules.lacking(items, session.taken)
    if least:
        session = _filled(items, limit, rules, least)
    session.give_back()
    return session.items


def _filled(
    items: Sequence[PlanItem], limit: float, rules: Filling, least: Sequence[int] = ()
) -> _Session:
    session = _Session(items, limit, rules)
    session.begin(least)
    queue = rules.queue(items)
    # What is taken may save a change of position, so that what did not fit before it fits now.
    while sum(session.take(place) for place in queue) > 0:
        pass
    return session


class _Session:
    """The items taken so far, by their place in the whole session.

    The places in `small` are those of items taken in their smallest form before their turn.
    """

    def __init__(self, items: Sequence[PlanItem], limit: float, rules: Filling) -> None:
        self._whole = items
        self._limit = limit
        self._rules = rules
        self._small: set[int] = set()
        self.taken: dict[int, PlanItem] = {}
        self._known: dict[tuple[object, ...], tuple[float, Needs]] = {}

    @property
    def items(self) -> list[PlanItem]:
        return [self.taken[place] for place in sorted(self.taken)]

    def begin(self, least: Sequence[int]) -> None:
        """Take what always stays, and the items at the places `least` in their smallest form.

        If that is too long, exercises lose sets; then the last of `least` are left out again; then
        the day's lift of a session that may cut it loses sets too.
        """
        budgets = self._rules.budgets
        for place, item in enumerate(self._whole):
            if self._rules.stays(item):
                self._put(place, self._with_sets(item, budgets.capped_sets))
        for place in least:
            self._put(place, self._smallest(self._whole[place]))
        self._small = set(least)
        for place in self._in_order_of_cuts():
            if self._total(self.taken) <= self._limit:
                return
            self._put(place, self._with_sets(self.taken[place], budgets.fewest_sets))
        for place in reversed(least):
            if self._total(self.taken) <= self._limit:
                return
            del self.taken[place]
            self._small.discard(place)
        if self._rules.cuts_lift and self._total(self.taken) > self._limit:
            self.taken = {
                place: with_sets(item, budgets.fewest_sets) for place, item in self.taken.items()
            }

    def _in_order_of_cuts(self) -> list[int]:
        """The places of what always stays: the balance block first, the rest from the end on."""
        fixed = [place for place in self.taken if place not in self._small]
        balance = Section.BALANCE
        return sorted(fixed, key=lambda place: (self._whole[place].section is not balance, -place))

    def take(self, place: int) -> bool:
        """Take the item at `place` in the largest form that fits, or leave it out.

        From the second slot on, one set is enough to begin with, so that all slots have a chance.
        Returns whether it was taken now, or taken in a larger form.
        """
        if place in self.taken and place not in self._small:
            return False
        was_small = place in self._small
        self._small.discard(place)
        budgets, item = self._rules.budgets, self._whole[place]
        is_slot = item.role is ExerciseRole.SLOT and any(
            other.role is ExerciseRole.SLOT for at, other in self.taken.items() if at != place
        )
        most = budgets.fewest_sets if is_slot else budgets.capped_sets
        forms = [self._with_sets(item, most)]
        if not was_small:
            forms.append(self._smallest(item))
        return any(self._put_if_it_fits(place, form) for form in forms)

    def give_back(self) -> None:
        """Give sets back in the order of the session: first a second one, then all others.

        Before all, the day's lift gets its own.
        """
        lift = ExerciseRole.LIFT
        places = sorted(self.taken, key=lambda at: (self._whole[at].role is not lift, at))
        for most in (self._rules.budgets.capped_sets, MANY):
            for place in places:
                whole = self._whole[place]
                while (sets := self.taken[place].dose.sets) < min(most, whole.dose.sets):
                    if not self._put_if_it_fits(place, with_sets(whole, sets + 1)):
                        break

    def _with_sets(self, item: PlanItem, most: int) -> PlanItem:
        if item.role is ExerciseRole.LIFT:
            most = item.exercise.at(item.dose.level).sets
        return with_sets(item, most)

    def _smallest(self, item: PlanItem) -> PlanItem:
        """The shortest form in which `item` may be done: one set, or a stretch at level 1."""
        if item.section is Section.STRETCH:
            return adapt_item(self._rules.suit, replace(item, dose=item.exercise.at(1)))
        return with_sets(item, self._rules.budgets.fewest_sets)

    def _put(self, place: int, item: PlanItem) -> None:
        self.taken[place] = item

    def _put_if_it_fits(self, place: int, item: PlanItem) -> bool:
        fits = self._total({**self.taken, place: item}) <= self._limit
        if fits:
            self._put(place, item)
        return fits

    def _total(self, taken: Mapping[int, PlanItem]) -> float:
        """Seconds of these items; what lies between two of them depends on both."""
        known = [self._measured(taken[place]) for place in sorted(taken)]
        needs = [each for _, each in known]
        changes = seconds_of_changes(needs, self._rules.timing, self._rules.suit)
        return sum(seconds for seconds, _ in known) + changes

    def _measured(self, item: PlanItem) -> tuple[float, Needs]:
        """Seconds of `item` alone and what it needs, worked out once: there are many tries."""
        dose = item.dose
        key = (item.exercise.id, dose.level, dose.reps, dose.hold_seconds)
        known = self._known.get(key)
        if known is None:
            needs = needs_of(item.exercise, dose, self._rules.suit)
            known = self._known[key] = (item_seconds(item, self._rules.timing), needs)
        return known


def with_sets(item: PlanItem, most: int) -> PlanItem:
    """`item` with at most so many sets, if it is one of the main or of the balance block."""
    if item.section not in WITH_FEWER_SETS or item.dose.sets <= most:
        return item
    return replace(item, dose=_first_sets(item.dose, most))


def _first_sets(dose: Level, count: int) -> Level:
    return replace(dose, reps=dose.reps[:count])

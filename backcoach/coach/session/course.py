"""The steps of a session, and changes to those ahead: skipped, made easier, done again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from backcoach.coach.model.exercise import Exercise, Mode, Position, Side
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.programme import Section, Timing
from backcoach.coach.model.records import SetRecord
from backcoach.coach.planning.get_ready import Before, Transition, change_to
from backcoach.coach.planning.plan import LoadToday, Plan, PlanItem
from backcoach.coach.planning.planner import easier_item
from backcoach.coach.planning.timeline import Segment, SegmentKind, steps_of, unroll
from backcoach.coach.session.set_progress import SetProgress


class Course:
    """The steps in order, each with the progress of its set. Indices are 0-based."""

    def __init__(self, plan: Plan, exercises: Mapping[str, Exercise], timing: Timing) -> None:
        self._exercises = exercises
        self._timing = timing
        self._suit = plan.suit
        self._items = list(plan.items)
        self.sets = [
            SetProgress(step, weight=_held(plan.items[step.item])) for step in unroll(plan, timing)
        ]

    def after(self, index: int) -> int | None:
        """The index of the next step; None at the end."""
        later = range(index + 1, len(self.sets))
        return next((i for i in later if not self.sets[i].passed_over), None)

    def before(self, index: int) -> int | None:
        """The index of the step before; None at the start."""
        earlier = range(index - 1, -1, -1)
        return next((i for i in earlier if not self.sets[i].passed_over), None)

    def after_item(self, index: int) -> int | None:
        """The index of the first step of the next exercise; None at the end."""
        item = self.sets[index].step.item
        following = self.after(index)
        while following is not None and self.sets[following].step.item == item:
            following = self.after(following)
        return following

    @property
    def seconds(self) -> float:
        """Seconds of the whole session with all changes so far."""
        return sum(each.step.seconds for each in self.sets if not each.passed_over)

    def seconds_after(self, index: int) -> float:
        """Seconds of all steps after `index`."""
        total = 0.0
        following = self.after(index)
        while following is not None:
            total += self.sets[following].step.seconds
            following = self.after(following)
        return total

    def records(self) -> tuple[SetRecord, ...]:
        """The record of every set, also of those not reached."""
        return tuple(each.record() for each in self.sets)

    def skip_item(self, index: int) -> None:
        """Mark the rest of the exercise at `index` as skipped; completed sets stay."""
        for each in self._left_of_item(index):
            each.skipped = True
        self._change_anew(index)

    def cool_down_after(self, index: int) -> int | None:
        """The index of the first cool-down step after `index`; None if there is none."""
        if self.sets[index].step.section is Section.COOL_DOWN:
            return None
        for place in range(index + 1, len(self.sets)):
            if self.sets[place].step.section is Section.COOL_DOWN:
                return place
        return None

    def spare_until(self, index: int, stop: int) -> None:
        """Drop all that is left from `index` up to `stop`; completed sets stay."""
        for each in self.sets[index:stop]:
            if not each.replaced and not each.record().completed:
                each.spared, each.skipped = True, False
        self._change_anew(index)

    def walked_instead(self, index: int) -> int | None:
        """A walk was the marching at `index` and after it; the step that follows, None at the end.

        What a walk took the place of counts as done.
        """
        for place in range(index, len(self.sets)):
            each = self.sets[place]
            if each.step.section is not Section.WARM_UP or each.step.exercise.mode is not Mode.TIME:
                break
            each.best, each.attempt = each.step.planned, {}
            index = place
        self._change_anew(index)
        return self.after(index)

    def march(self, index: int, seconds: float) -> None:
        """Let the marching at `index` last so many seconds."""
        each = self.sets[index]
        lead_in, work = each.step.segments
        each.step = replace(each.step, segments=(lead_in, replace(work, seconds=seconds)))

    def spare_exercises(self, index: int, ids: Collection[str]) -> None:
        """Let go of all that is left of these exercises after the item at `index`."""
        item = self.sets[index].step.item
        for each in self.sets[index:]:
            left = each.step.item != item and not each.passed_over and not each.record().completed
            if left and each.step.exercise.id in ids:
                each.spared = True

    def open_from(self, index: int) -> int | None:
        """The first set from `index` on that is still to be done; None when there is none."""
        return index if not self.sets[index].passed_over else self.after(index)

    def take_weight(self, index: int, weight: Weight | None) -> None:
        """Use `weight` for this exercise from the set at `index` on."""
        step = self.sets[index].step
        for each in self.sets[index:]:
            if each.step.item == step.item and each.step.exercise == step.exercise:
                each.weight = weight

    def balanced_before(self, index: int) -> Sequence[SetProgress]:
        """The sets of the exercise for balance done just before the step at `index`.

        Of those the ones of which nobody has said yet whether the user had to grab; none between
        the two sides of a set.
        """
        earlier = self.sets[:index]
        latest = next((each for each in reversed(earlier) if each.is_begun), None)
        if latest is None or latest.step.section is not Section.BALANCE:
            return ()
        last, ahead = latest.step, self.sets[index].step
        if (last.item, last.number) == (ahead.item, ahead.number) and last.side is not ahead.side:
            return ()
        if latest.grabbed is not None:
            return ()
        of_item = (each for each in earlier if each.step.item == last.item and each.is_begun)
        return [each for each in of_item if each.grabbed is None]

    def load_of(self, index: int) -> LoadToday | None:
        """The weight that was planned at `index`."""
        step = self.sets[index].step
        item = self._items[step.item]
        return item.load if item.exercise == step.exercise else None

    def easier_than(self, index: int, level: int) -> PlanItem | None:
        """The easier variant for `index`; None if there is none, or no set left.

        For a set that an easier variant has already replaced, it is that variant.
        """
        step = self.sets[index].step
        present = self._items[step.item]
        if not self._left_of_item(index):
            return None
        if (step.exercise, step.dose) != (present.exercise, present.dose):
            return present
        return easier_item(present, self._exercises, level, self._suit)

    def ease_item(self, index: int, new: PlanItem) -> int:
        """Replace the rest of the exercise at `index` by `new`. Returns the index of its start."""
        step = self.sets[index].step
        left = self._left_of_item(index)
        for each in left:
            each.replaced, each.skipped = True, False
        planned = step.stands_in_for or step.exercise.id
        change, _ = self._change_to(new, self._before(index))
        added = steps_of(
            step.item, new, _windows(left, new), self._timing, change, stands_in_for=planned
        )
        place = 1 + max(i for i, t in enumerate(self.sets) if t.step.item == step.item)
        # A lower level of the same exercise keeps the weight.
        same = new.exercise == step.exercise and new.dose.weight is not None
        weight = self.sets[index].weight if same else None
        self.sets[place:place] = [SetProgress(each, weight=weight) for each in added]
        self._items[step.item] = new
        self._change_anew(place)
        return place

    def _change_to(self, item: PlanItem, before: Before) -> tuple[Transition, Before]:
        return change_to(item.exercise, item.dose, before, self._timing, self._suit)

    def from_standing(self, index: int) -> Transition:
        """What has to change before the step at `index` for somebody who stands, with nothing out.

        Whoever comes back later has got up, and has put things away.
        """
        step = self.sets[index].step
        return change_to(
            step.exercise, step.dose, Before(Position.STANDING), self._timing, self._suit
        )[0]

    def _before(self, index: int) -> Before:
        """What is so when the step at `index` is left: after the last step of which some was done.

        Without any it is standing.
        """
        before = Before(Position.STANDING)
        for each in self.sets[: index + 1]:
            step = each.step
            if each.record().done.seconds > 0:
                _, before = change_to(step.exercise, step.dose, before, self._timing, self._suit)
        return before

    def _change_anew(self, index: int) -> None:
        """Work out again what has to change before each exercise after the step at `index`.

        Who skips an exercise before it began is still where they were before it.
        """
        before = self._before(index)
        for each in self.sets[index + 1 :]:
            step = each.step
            if each.passed_over or each.skipped:
                continue
            change, before = change_to(step.exercise, step.dose, before, self._timing, self._suit)
            if step.change is not None and step.change != change:
                lead_in = Segment(SegmentKind.GET_READY, change.seconds)
                each.step = replace(step, change=change, segments=(lead_in, *step.segments[1:]))

    def _left_of_item(self, index: int) -> list[SetProgress]:
        item = self.sets[index].step.item
        return [
            each
            for each in self.sets[index:]
            if each.step.item == item and not each.passed_over and not each.record().completed
        ]


def _held(item: PlanItem) -> Weight | None:
    return None if item.load is None else item.load.held


def _windows(left: Sequence[SetProgress], new: PlanItem) -> list[tuple[int, Side]]:
    """The pairs of set and side that an easier variant replaces: as many as were left at most.

    A side with fewer sets left starts later.
    """
    of_side = Counter(each.step.side for each in left)
    sets = min(max(of_side.values()), new.dose.sets)
    by_side = new.exercise.per_side and Side.BOTH not in of_side
    return [
        (number, side)
        for number in range(1, sets + 1)
        for side in new.exercise.sides
        if not by_side or of_side[side] > sets - number
    ]

"""The weight an exercise is done with: the weights used, and the next step (`programme.md` §3.3).

Order of progression (P, MCG; that the load comes last is judgement): first the level goes up, which
means more repetitions or holds, more sets, a longer lever or less support. The weight goes up only
when neither a level nor a harder exercise is left: one change at a time, on the same proof as for a
level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from backcoach.coach.model.formatting import number
from backcoach.coach.model.profile import Weight, WeightUnit
from backcoach.coach.model.records import SetRecord
from backcoach.coach.model.rules.levels import LoadSteps

NANOGRAMS = {WeightUnit.KG: 1_000_000_000_000, WeightUnit.LB: 453_592_370_000}
"""One of each unit; the international pound is 0.45359237 kg exactly."""

_PARTS = 10_000
"""Weights are read to the ten-thousandth: in nanograms all of them are whole numbers."""


# --- Units -------------------------------------------------------------------------------------


def nanograms(weight: Weight) -> int:
    """The weight as a whole number, so that comparing and converting are exact."""
    return _exact(weight.amount, weight.unit)


def _exact(amount: float, unit: WeightUnit) -> int:
    return round(amount * _PARTS) * (NANOGRAMS[unit] // _PARTS)


def converted(weight: Weight, unit: WeightUnit) -> Weight:
    """The same weight in `unit`; `weight` itself if it is in that unit."""
    if weight.unit is unit:
        return weight
    return Weight(nanograms(weight) / NANOGRAMS[unit], unit)


def weight_words(weight: Weight, unit: WeightUnit | None = None) -> str:
    """A weight for display, such as "8.5 kg"; in its own unit unless another `unit` is given."""
    shown = converted(weight, unit or weight.unit)
    return f"{number(shown.amount)} {shown.unit}"


# --- The next step -----------------------------------------------------------------------------


def next_weight(used: Weight, unit: WeightUnit, steps: LoadSteps) -> Weight | None:
    """The next weight after `used`: the smallest step of whole plates from 2 to 10 % (ACSM, TWO).

    None if the next plate is a bigger step than that. Plates are those of `unit`.
    """
    plate = _exact(steps.plate_lb if unit is WeightUnit.LB else steps.plate_kg, unit)
    amount = nanograms(used)
    least, most = (
        amount * (100 + percent) for percent in (steps.step_min_percent, steps.step_max_percent)
    )
    plates = -(-least // (100 * plate))
    return Weight(plates * plate / NANOGRAMS[unit], unit) if 100 * plates * plate <= most else None


def next_plate(used: Weight, unit: WeightUnit, steps: LoadSteps) -> Weight:
    """The next weight of whole plates after `used`, however big the step."""
    plate = _exact(steps.plate_lb if unit is WeightUnit.LB else steps.plate_kg, unit)
    plates = nanograms(used) // plate + 1
    return Weight(plates * plate / NANOGRAMS[unit], unit)


class WeightCheck(NamedTuple):
    """The decision about a weight.

    The next one, or None, with the id of the rule and its numbers; or, with the same weight, the
    next `reps` a set.
    """

    weight: Weight | None
    rule: str
    numbers: tuple[tuple[str, float], ...]
    reps: int | None = None


class Repetitions(NamedTuple):
    """The repetitions a set at the top of a ladder.

    `done` in each of the sessions that prove a step, latest first; `reached` so far by adding to
    those of the ladder, None without; `most` that are added to, None where none are. `any_step`
    says that then the next plate may be taken, also where the ladder has as many repetitions.
    """

    done: Sequence[int]
    reached: int | None
    most: int | None
    any_step: bool = False


NO_REPETITIONS = Repetitions((), None, None)


def load_step(
    used: Sequence[Weight | None],
    unit: WeightUnit,
    steps: LoadSteps,
    repetitions: Repetitions = NO_REPETITIONS,
) -> WeightCheck | None:
    """The decision about the weight at the top of a ladder, where all of "up 1" is met.

    `used` are the weights of the sessions that prove it, latest first. None if one of them is
    unknown. Where the next plate is too big a step, a repetition a set comes first.
    """
    known = [each for each in used if each is not None]
    if not known or len(known) < len(used):
        return None
    now = known[0]
    at = _numbers(now, unit)
    if any(nanograms(earlier) < nanograms(now) for earlier in known):
        return WeightCheck(None, "load.hold.once", at)
    following = next_weight(now, unit, steps)
    if following is None:
        instead = _before_a_big_step(repetitions, at)
        if instead is not None:
            return instead
        following = next_plate(now, unit, steps)
    return WeightCheck(
        following, "load.up", (*_numbers(following, unit), *_numbers(now, unit, "from_"))
    )


def _before_a_big_step(
    repetitions: Repetitions, at: tuple[tuple[str, float], ...]
) -> WeightCheck | None:
    """What comes before a plate that is too big a step; None once it may be taken."""
    done, reached, most, any_step = repetitions
    least = min(done, default=0)
    if most is None or (reached is None and least >= most and not any_step):
        # Sets that begin with as many repetitions are no way up to a big plate.
        return WeightCheck(None, "load.hold", at)
    if reached is not None and least < reached:
        return WeightCheck(None, "load.hold.once", at)
    if least < most:
        return WeightCheck(None, "load.reps", (*at, ("reps", least + 1)), least + 1)
    return None


def _numbers(weight: Weight, unit: WeightUnit, before: str = "") -> tuple[tuple[str, float], ...]:
    return ((f"{before}{unit}", converted(weight, unit).amount),)


# --- What was used -----------------------------------------------------------------------------


def lightest(records: Iterable[SetRecord]) -> Weight | None:
    """The lightest weight of all sets that were begun.

    None if the weight of one of them is unknown.
    """
    weights = [record.weight for record in records if record.done.seconds > 0]
    known = [weight for weight in weights if weight is not None]
    return min(known, key=nanograms) if known and len(known) == len(weights) else None


@dataclass(slots=True)
class UsedWeights:
    """The weight last used for each exercise, at each level and at any.

    Of a session with several weights the lightest is kept.
    """

    at_level: dict[tuple[str, int], Weight] = field(default_factory=dict)
    last: dict[str, Weight] = field(default_factory=dict)

    def note(self, sets: Iterable[SetRecord]) -> None:
        """Record the weights of one session."""
        weighed = [record for record in sets if record.weight is not None]
        found: dict[tuple[str, int], list[SetRecord]] = {}
        for record in weighed:
            found.setdefault((record.exercise, record.level), []).append(record)
        for rung, records in found.items():
            weight = lightest(records)
            if weight is not None:
                self.at_level[rung] = self.last[rung[0]] = weight

    def held(self, exercise: str, level: int) -> Weight | None:
        """The weight to take at `level`.

        The last one used there, but never more than the last of all.
        """
        last = self.last.get(exercise)
        there = self.at_level.get((exercise, level), last)
        return None if last is None or there is None else min(there, last, key=nanograms)

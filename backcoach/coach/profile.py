"""Who somebody is, as far as it changes their sessions; every change is kept with its date."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backcoach.coach.programme import Length

SESSIONS_A_WEEK = 3
"""How many sessions are planned until the user says otherwise (CAL20: 3 x week)."""

MOST_ACTIVITIES = 3
"""How many activities of their own somebody follows (`programme.md` §5)."""


class WeightUnit(StrEnum):
    """What weights are written in."""

    KG = "kg"
    LB = "lb"


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as the user said it: `amount` above 0, in `unit`, all hands together."""

    amount: float
    unit: WeightUnit


@dataclass(frozen=True, slots=True)
class Profile:
    """All that was true from `at` on, until the next one.

    `tags` are those of `programme.md` §1.3 the user said yes to, `clinician_ok` the ones among
    them for which a clinician has agreed to stage 3. `equipment` is what is at hand; None while
    nobody has asked. `usual_pain` is the average of the 7 days before, 0-10. `activities` are up
    to three things that are hard because of the back. `trains_already` says that they strength
    train, as the fast start asks (§3.4).
    """

    id: str
    at: datetime
    tags: tuple[str, ...] = ()
    clinician_ok: tuple[str, ...] = ()
    equipment: tuple[str, ...] | None = None
    usual_pain: int | None = None
    length: Length | None = None
    sessions_a_week: int = SESSIONS_A_WEEK
    activities: tuple[str, ...] = ()
    trains_already: bool = False
    unit: WeightUnit = WeightUnit.KG

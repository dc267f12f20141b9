"""Who somebody is, as far as it changes their sessions; every change is kept with its date."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Length, Programme

SESSIONS_A_WEEK = 3
"""How many sessions are planned until the user says otherwise (CAL20: 3 x week)."""

MOST_ACTIVITIES = 3
"""How many activities of their own somebody follows (`programme.md` §5)."""


class WeightUnit(StrEnum):
    """What weights are written in."""

    KG = "kg"
    LB = "lb"


@frozen
class Weight:
    """A weight as the user said it: `amount` above 0, in `unit`, all hands together."""

    amount: float
    unit: WeightUnit


@frozen
class Profile:
    """All that was true from `at` on, until the next one.

    `tags` are those of `programme.md` §1.3 the user said yes to, `clinician_ok` the ones among
    them for which a clinician has agreed to more: to stage 3, or to what the tag otherwise bars.
    `equipment` is what is at hand; None while nobody has asked. `usual_pain` is the average of the
    7 days before, 0-10. `activities` are up to three things that are hard because of the back.
    `trains_already` says that they strength train, as the fast start asks (§3.4).
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
    utc_offset_minutes: int | None = None


def tidy(profile: Profile, programme: Programme) -> Profile:
    """`profile` as it is kept: tags with those that come with them, no agreement without tag."""
    tags = with_companions(profile.tags, programme)
    agreed = with_companions(profile.clinician_ok, programme)
    cleared = [tag for tag in agreed if tag in tags and programme.tags[tag].asks_ok]
    things = None if profile.equipment is None else tuple(dict.fromkeys(profile.equipment))
    words = (" ".join(activity.split()) for activity in profile.activities)
    activities = tuple(dict.fromkeys(activity for activity in words if activity))
    return replace(
        profile,
        tags=tags,
        clinician_ok=tuple(cleared),
        equipment=things,
        activities=activities,
    )


def with_companions(tags: Sequence[str], programme: Programme) -> tuple[str, ...]:
    """`tags` and those that come with them, in the order of the programme; no unknown ones."""
    said = set(tags)
    known = programme.tags.items()
    return tuple(name for name, tag in known if name in said or tag.comes_with in said)

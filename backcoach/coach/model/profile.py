"""The user's profile: what changes their sessions. Every change is a new record with its date."""

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
    """The unit in which weights are shown and entered."""

    KG = "kg"
    LB = "lb"


@frozen
class Weight:
    """A weight as entered: `amount` above 0 in `unit`, for all hands together."""

    amount: float
    unit: WeightUnit


@frozen
class Profile:
    """The profile as of `at`; it holds until the next one.

    `tags` are the tags of `programme.md` §1.3 that apply. `clinician_ok` are those for which a
    clinician has agreed to stage 3, or to what the tag otherwise bars. `equipment` is what the user
    has; None while not asked. `usual_pain` is the average of the 7 days before, 0-10. `activities`
    are up to three things that are hard because of the back. `trains_already` says that they
    strength train regularly, as the fast start requires (§3.4). `lift_checked` says whether a
    physiotherapist or trainer has checked how they lift, `help_near` whether somebody is at home or
    a phone in reach while they train; None while not asked. `balance_wanted` is False for somebody
    who has turned the balance block off, as far as they may.
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
    lift_checked: bool | None = None
    help_near: bool | None = None
    balance_wanted: bool = True


def tidy(profile: Profile, programme: Programme) -> Profile:
    """`profile` made consistent.

    Companion tags are added, agreements without their tag are removed.
    """
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
    """`tags`, those that come with them, and those they imply, in the order of the programme.

    Unknown ones are left out.
    """
    said = set(tags)
    known = programme.tags
    waiting = [name for name in said if name in known]
    while waiting:
        implied = set(known[waiting.pop()].implies) - said
        said |= implied
        waiting += implied
    return tuple(name for name, tag in known.items() if name in said or tag.comes_with in said)

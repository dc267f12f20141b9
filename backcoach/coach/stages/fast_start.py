"""The fast start: a shorter first stage for those who train already (`programme.md` §3.4)."""

from __future__ import annotations

from dataclasses import replace

from backcoach.coach.model.profile import Profile
from backcoach.coach.model.rules import FastStart, Gate


def hurried(gate: Gate) -> Gate | None:
    """`gate` as it is after a fast start; None where it knows none."""
    fast = gate.fast_start
    if fast is None:
        return None
    return replace(
        gate, minimum_days=fast.minimum_days, sessions=fast.sessions, planned_sessions=fast.sessions
    )


def may_hurry(fast: FastStart, profile: Profile | None, usual: float | None) -> bool:
    """Whether the first stage may be shorter (judgement): all of these.

    Strength training twice a week for three months or more, usual pain at most 3, no tags. What
    is not known says no.
    """
    if profile is None or usual is None:
        return False
    return profile.trains_already and not profile.tags and usual <= fast.usual_pain_max

"""The rules of flare-up mode (`programme.md` §3.6): one function per row.

Pain is 0-10, `usual` the usual pain `U`; every number comes from `programme.toml`. A missing number
neither begins a flare-up nor counts as a calm morning.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from enum import IntEnum
from typing import NamedTuple

from backcoach.coach.evidence.lights import Light
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.reasons import Verdict
from backcoach.coach.model.rules.pain import FlareUps


class Red(NamedTuple):
    """A session that ended in red: its id and its local day."""

    session: str
    day: date


@frozen
class Flare:
    """Flare-up mode on a day: `day` is 1 on the first one.

    `why` is a sentence about what began it, `rule` the id of the row. `calm` is the number of calm
    mornings in a row so far, of the `needed` ones. `suggestion` is the advice to see a clinician.
    """

    since: date
    rule: str
    why: str
    day: int
    calm: int
    needed: int
    suggestion: str | None


# --- What begins it ----------------------------------------------------------------------------


def reported_by_user() -> Verdict:
    """The user says that it feels like a flare; no number has to confirm it (FLARE-P)."""
    return Verdict("flare.begin.button")


def pain_before(pain: int, usual: float | None, rules: FlareUps) -> Verdict | None:
    """Pain before a session is 2 or more above usual (FLARE21)."""
    if usual is None or pain < usual + rules.before_over_usual_min:
        return None
    return Verdict("flare.begin.before", (("pain", pain), ("usual", usual)))


def pain_on_getting_up(pain: int, usual: float | None, rules: FlareUps) -> Verdict | None:
    """Pain on getting up is 3 or more above usual (judgement)."""
    if usual is None or pain < usual + rules.morning_over_usual_min:
        return None
    return Verdict("flare.begin.morning", (("pain", pain), ("usual", usual)))


def two_reds(reds: Sequence[Red], rules: FlareUps) -> Verdict | None:
    """Two sessions ended in red, the second at most 7 days after the first (judgement)."""
    if len(reds) < rules.red_sessions:
        return None
    days = (reds[-1].day - reds[-rules.red_sessions].day).days
    if days > rules.red_days:
        return None
    return Verdict("flare.begin.red", (("sessions", rules.red_sessions), ("days", days)))


# --- What ends it ------------------------------------------------------------------------------


def is_calm_morning(
    pain: int, back_to_usual: bool | None, usual: float | None, rules: FlareUps
) -> bool:
    """Pain on getting up is at most 1 above usual (judgement).

    If usual pain is unknown, it is at least 0; above that the user's own answer "back to usual"
    decides, up to a limit.
    """
    if usual is None and rules.calm_unknown_max is None:
        return back_to_usual is True
    if usual is None:
        most = rules.calm_unknown_max if back_to_usual else None
        return pain <= (rules.calm_over_usual_max if most is None else most)
    return pain <= usual + rules.calm_over_usual_max


def calm_in_a_row(mornings: Sequence[bool]) -> int:
    """How many of the latest mornings with an answer were calm, up to the last that was not.

    A morning without an answer is skipped: it neither counts nor breaks the row.
    """
    calm = 0
    for was_calm in reversed(mornings):
        if not was_calm:
            break
        calm += 1
    return calm


def is_over(mornings: Sequence[bool], rules: FlareUps) -> bool:
    """Two calm mornings in a row (judgement)."""
    return calm_in_a_row(mornings) >= rules.calm_mornings


# --- The way back ------------------------------------------------------------------------------


class ReturnStep(IntEnum):
    """How far the user is on the way back to their own levels."""

    NONE = 0
    FIRST = 1
    SECOND = 2


def levels_lower(step: ReturnStep, rules: FlareUps) -> int:
    """The first session is 2 levels lower, the second one level (judgement)."""
    if step is ReturnStep.NONE:
        return 0
    return rules.first_lower_levels if step is ReturnStep.FIRST else rules.second_lower_levels


def after_first(light: Light | None) -> ReturnStep:
    """The second step is next; only after a red session the first is repeated (judgement)."""
    return ReturnStep.FIRST if light is Light.RED else ReturnStep.SECOND


def after_second(light: Light | None) -> ReturnStep:
    """The way back is over if it was green, else the second step is repeated (judgement)."""
    return ReturnStep.NONE if light is Light.GREEN else ReturnStep.SECOND


AFTER: dict[ReturnStep, Callable[[Light | None], ReturnStep]] = {
    ReturnStep.FIRST: after_first,
    ReturnStep.SECOND: after_second,
}
"""What follows a session on each step of the way back."""


# --- When to have it looked at -----------------------------------------------------------------


def lasts_long(since: date, on: date, rules: FlareUps) -> str | None:
    """A flare of more than 14 days (judgement)."""
    days = (on - since).days
    if days <= rules.long_days:
        return None
    return (
        f"This flare has lasted {days} days. It is worth having a doctor or physiotherapist look"
        " at it; keep moving gently until then."
    )


def third_in_six_weeks(begun: Sequence[date], rules: FlareUps) -> str | None:
    """The third flare within 6 weeks, by the days on which they began (judgement)."""
    if len(begun) < rules.often_flares:
        return None
    if (begun[-1] - begun[-rules.often_flares]).days > rules.often_weeks * 7:
        return None
    return (
        f"This is flare number {rules.often_flares} within {rules.often_weeks} weeks. A doctor or"
        " physiotherapist can look at what sets them off, and help you find a steadier way."
    )

"""The traffic light: rates the pain of an exercise or a session green, amber or red.

All thresholds come from `programme.toml`; the rules are those of `programme.md` §3.2.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from functools import lru_cache

from backcoach.coach.model.records import SessionRecord, of_the_back, worst_of
from backcoach.coach.model.rules.pain import Lights


class Light(StrEnum):
    """A rating of the pain during work, compared with the pain before it."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    @property
    def words(self) -> str:
        """The light in words, so that its meaning never depends on colour."""
        return {
            "green": "Green: fine to carry on",
            "amber": "Amber: fine if it settles by morning",
            "red": "Red: time to ease off",
        }[self.value]


def lights_for(usual: float | None, lights: Lights) -> Lights:
    """The thresholds for somebody with this usual pain 0-10, None while it is not known.

    Where it is high (7 or more), every session would be red by its worst pain alone. Red is then a
    worst pain of 9 or more, or any rise of 2 or more (`programme.md` §3.9; judgement).
    """
    if lights.steady_usual_min is None or usual is None or usual < lights.steady_usual_min:
        return lights
    return _of_high_usual(lights)


@lru_cache(maxsize=8)
def _of_high_usual(lights: Lights) -> Lights:
    peak = lights.steady_red_peak_min
    return replace(
        lights,
        red_peak_min=lights.red_peak_min if peak is None else peak,
        red_rising_peak_min=0,
    )


def light(peak: int, before: int, lights: Lights) -> Light:
    """The light for a worst pain of `peak` after a pain of `before`, both 0-10 (§3.2; PTL, SIL).

    Red is tested first, then green; everything else is amber.
    """
    rise = peak - before
    if peak >= lights.red_peak_min:
        return Light.RED
    if peak >= lights.red_rising_peak_min and rise >= lights.red_rise_min:
        return Light.RED
    if peak <= lights.green_peak_max:
        return Light.GREEN
    if rise <= 0 and peak <= lights.green_no_rise_peak_max:
        return Light.GREEN
    return Light.AMBER


def pain_light(
    pain: int | None, before: int | None, lights: Lights, *, leg: bool = False
) -> Light | None:
    """The light of one "this hurts" of `pain` 0-10 after `before`; None where it can't be known.

    A new or worse symptom in a `leg` is red whatever the number (§3.2; judgement). A high enough
    pain is red whatever it was before.
    """
    if leg:
        return Light.RED
    if pain is None:
        return None
    if before is None:
        return Light.RED if pain >= lights.red_peak_min else None
    return light(pain, before, lights)


def session_peak(session: SessionRecord) -> int | None:
    """The worst pain 0-10 of a session, from its rating and every "this hurts" of the back or leg.

    None without any.
    """
    rated = None if session.ratings is None else session.ratings.worst_pain
    if not session.pain_reports:
        return rated
    reported = worst_of(of_the_back(session.pain_reports))
    return rated if reported is None else reported if rated is None else max(reported, rated)


def session_light(
    session: SessionRecord, lights: Lights, usual: float | None = None
) -> Light | None:
    """The light of a whole session; None while an answer it needs is missing.

    It needs the check-in and the rating, but red may be certain without them. `usual` is the usual
    pain 0-10 then.
    """
    return light_of(session, session_peak(session), lights_for(usual, lights))


def light_of(session: SessionRecord, peak: int | None, lights: Lights) -> Light | None:
    """As `session_light`, for a worst pain `peak` (0-10) that is known already."""
    if session.pain_reports and any(report.leg for report in session.pain_reports):
        return Light.RED
    before = None if session.check_in is None else session.check_in.pain
    if peak is None:
        return None
    if lights.needs_both_answers and (before is None or session.ratings is None):
        # More pain than is known of can only make it redder.
        return Light.RED if pain_light(peak, before, lights) is Light.RED else None
    return None if before is None else light(peak, before, lights)


def settled(morning: int, before: int | None, usual: float | None, lights: Lights) -> bool | None:
    """Whether pain was back to normal the morning after (§3.2; SIL, FLARE21).

    Either `morning` is at most a point above `usual`, or it is not above `before`. None when the
    answer depends on a value that is missing.
    """
    if before is not None and morning <= before:
        return True
    if usual is not None and morning <= usual + lights.settled_over_usual_max:
        return True
    return None if before is None or usual is None else False


def may_count_as_green(
    colour: Light | None, rise: int | None, usual: float | None, lights: Lights
) -> bool:
    """Whether an amber may count as green for gates once it has settled (§3.2, judgement).

    This keeps users whose usual pain is high from being shut out of the next stage. `rise` is in
    points; a missing value means no.
    """
    return (
        colour is Light.AMBER
        and usual is not None
        and rise is not None
        and usual >= lights.high_usual_pain_min
        and rise <= lights.high_usual_rise_max
    )

"""Rules on pain: how it is judged before, during and after a session, and what follows from it."""

from backcoach.coach.model.frozen import frozen


@frozen
class Lights:
    """Thresholds of the traffic light (`programme.md` §3.2), NPRS points 0-10.

    From a usual pain of `steady_usual_min` on, red begins at `steady_red_peak_min` instead, and at
    a rise of `red_rise_min` whatever the peak (`programme.md` §3.9); None where it does not.

    The next three settle what §3.2 leaves open; their defaults are the readings of version 1. With
    `needs_both_answers` a session without a check-in or a rating has no light but red, where that
    is certain. With `amber_holds_all` a low "this hurts" makes no exercise of an amber session
    green. A check-in stands for a missing morning at most `stand_in_days` after the session.
    """

    green_peak_max: int
    green_no_rise_peak_max: int
    red_peak_min: int
    red_rising_peak_min: int
    red_rise_min: int
    high_usual_pain_min: int
    high_usual_rise_max: int
    settled_over_usual_max: int
    usual_pain_days: int
    usual_pain_scores_min: int
    needs_both_answers: bool = False
    amber_holds_all: bool = False
    stand_in_days: int | None = None
    steady_usual_min: int | None = None
    steady_red_peak_min: int | None = None


@frozen
class Readiness:
    """What check-in and morning answers decide (`programme.md` §3.7).

    Pain is in points 0-10, before the session or above the usual pain. There are at least
    `rest_hours` between two main sessions (§2). Deep bends are avoided in the first
    `first_hour_minutes` after getting up. The coach asks about the morning after a session for
    `morning_asked_days`.
    """

    careful_pain_min: int
    easy_over_usual_min: int
    short_pain_min: int
    short_over_usual_max: int
    short_lower_levels: int
    clinician_usual_min: int
    clinician_days: int
    no_workout_pain_min: int
    rest_hours: int
    first_hour_minutes: int
    morning_asked_days: int


@frozen
class SteadyHighPain:
    """What changes while the usual pain is high but steady (`programme.md` §3.9).

    The usual pain has been high for as long as `Readiness` says, its scores lie at most
    `spread_max` points apart, and of the last `sessions` none was red or unsettled, with
    `mornings_min` mornings known. From a usual pain of `seen_usual_min` on, somebody must have been
    seen about it, told within `seen_weeks`; who says no is asked again after `ask_again_days`.

    `pain_max` is the highest pain before any session. At that pain there is none, but an easy one
    on request from a usual pain of `easy_usual_min` on; while steady, an easy session, after
    `easy_sessions` settled ones a short and lower one, and after `short_sessions` of these the
    planned one. One level in all goes up in `raise_days`.
    """

    spread_max: int
    sessions: int
    mornings_min: int
    seen_usual_min: float
    seen_weeks: int
    ask_again_days: int
    pain_max: int
    easy_usual_min: int
    easy_sessions: int
    short_sessions: int
    raise_days: int


@frozen
class LegPain:
    """What follows pain in a leg (`programme.md` §4.3); days are whole local days.

    It is over after `quiet_days` on which it was gone whenever asked; then the next
    `lower_sessions` main sessions are `lower_levels` lower. Until it was no worse at
    `steady_answers` check-ins in a row, each on a day of its own, sessions are easy ones. From
    `advice_days` on seeing somebody is suggested. The exercises of the tag `tag` change meanwhile.
    """

    tag: str
    quiet_days: int
    steady_answers: int
    advice_days: int
    lower_levels: int
    lower_sessions: int


@frozen
class Elsewhere:
    """What follows pain that is neither of the back nor of a leg (`programme.md` §4.4).

    From `stop_min` (0-10) on the exercise stops, from `leave_out_min` on those with the tag of that
    place are left out too. The tag is offered after `offer_times` reports of `stop_min` or more in
    the last `offer_sessions` sessions.
    """

    stop_min: int
    leave_out_min: int
    offer_times: int
    offer_sessions: int


@frozen
class FlareUps:
    """When flare-up mode begins and ends, and how levels come back (`programme.md` §3.6).

    The first two are points above the usual pain; `red_sessions` within `red_days` begin a flare-up
    too. It ends after `calm_mornings` mornings at most `calm_over_usual_max` points above the usual
    pain. While the usual pain is not known, "back to usual" counts up to a pain of
    `calm_unknown_max`; without that number (version 1) at any pain. The first sessions after it are
    done some levels lower. Seeing a clinician is suggested after more than `long_days`, and for
    `often_flares` begun within `often_weeks`.
    """

    before_over_usual_min: int
    morning_over_usual_min: int
    red_sessions: int
    red_days: int
    calm_mornings: int
    calm_over_usual_max: int
    first_lower_levels: int
    second_lower_levels: int
    long_days: int
    often_flares: int
    often_weeks: int
    calm_unknown_max: int | None = None

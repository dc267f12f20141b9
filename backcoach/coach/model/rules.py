"""The numbers of the rules, table by table of `programme.md` §3 and §5; all come from data."""

from backcoach.coach.model.frozen import frozen


@frozen
class Lights:
    """Thresholds of the traffic light (`programme.md` §3.2), NPRS points 0-10."""

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


@frozen
class Completion:
    """When work counts as done."""

    session_min_share: float
    item_min_share: float


@frozen
class Readiness:
    """What the answers outside a session decide (`programme.md` §3.7), and how long they are asked.

    Pain is in points of 0-10, before the session or over the usual pain. `rest_hours` lie between
    two main sessions (§2); the first `first_hour_minutes` after getting up are free of deep bends.
    The morning after a session is asked about of itself for `morning_asked_days`.
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
class Easing:
    """What "easier" means: the easier exercise at this level (`programme.md` §3.3)."""

    level: int


@frozen
class LevelMoves:
    """How an exercise moves on its ladder (`programme.md` §3.3): pain and effort 0-10, days.

    The first four say when a level goes up, the next six cap it, the rest says when it goes down
    and when another exercise takes over.
    """

    sessions: int
    effort_max: int
    pain_max: int
    usual_pain_below: int
    raises_per_session: int
    raises_per_session_last_stage: int
    step_days: int
    easy_effort_max: int
    easy_sessions: int
    raises_when_easy: int
    down_effort_min: int
    latest_raised: int
    downs_before_swap: int
    swap_sessions: int


@frozen
class LoadSteps:
    """By how much a weight goes up (`programme.md` §3.3): percent of it, and plates in kg or lb."""

    step_min_percent: int
    step_max_percent: int
    plate_kg: float
    plate_lb: float


@frozen
class MissedTime:
    """What a break of so many days means for the way back (`programme.md` §3.5)."""

    no_raise_days: int
    lower_days: int
    lower_levels: int
    lower_sessions: int
    reduce_days: int
    reduce_levels: int
    reduce_wait_days: int
    restart_days: int
    restart_level: int


@frozen
class FlareUps:
    """When flare-up mode begins and ends, and the way back (`programme.md` §3.6).

    The first two are points above the usual pain, `red_sessions` within `red_days` begin one too.
    It ends after `calm_mornings` at most `calm_over_usual_max` points above the usual pain. The
    first sessions after it are some levels lower. A review is suggested after more than
    `long_days`, and for `often_flares` begun within `often_weeks`.
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


@frozen
class ReviewRules:
    """When the outcome measures are asked, and what a change in them means (`programme.md` §5).

    Pain and activities are in points of 0-10, shares 0-1, weeks those since the first session.
    """

    weeks: tuple[int, ...]
    later_every_weeks: int
    pain_every_weeks: int
    pain_days: int
    pain_points: int
    pain_share: float
    activities_points: int
    activity_points: int
    adherence_share: float
    adherence_weeks: int
    usual_gain_points: float
    physiotherapist_after_weeks: int
    encourage_after_weeks: int
    goal_weeks_min: int
    goal_weeks_max: int
    keep_sessions_a_week: int


@frozen
class SkillMarker:
    """One exercise at one level that shows the skill."""

    exercise: str
    level: int


@frozen
class FastStart:
    """How short a stage may be for somebody who trains already, with usual pain at most this."""

    minimum_days: int
    sessions: int
    usual_pain_max: int


@frozen
class Gate:
    """What must be true before `to_stage` opens (`programme.md` §3.4)."""

    from_stage: int
    to_stage: int
    minimum_days: int
    sessions: int
    planned_sessions: int
    light_sessions: int
    green_min: int
    settled_mornings: int
    trend_sessions: int
    trend_rise_max: float
    effort_sessions: int
    effort_max: int
    review_after_weeks: int
    week_pain_max: float | None = None
    week_pain_days: int | None = None
    skills: tuple[tuple[SkillMarker, ...], ...] = ()
    fast_start: FastStart | None = None
    clinician_ok: bool = False

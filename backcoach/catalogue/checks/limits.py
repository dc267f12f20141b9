"""Bounds that detect typing errors, such as 300 minutes or a pain of 50.

They are wider than any sensible programme; the rules themselves are in the content folder.
"""

from __future__ import annotations

from collections.abc import Mapping

from backcoach.catalogue.errors import CatalogueError, join, shown

Bounds = Mapping[str, tuple[float, float]]

PAIN = (0, 10)
SHARE = (0, 1)

RUNG: Bounds = {"rest_seconds": (0, 600), "hold_seconds": (1, 3600)}
REPS = (1, 100)
TEMPO = (0, 60)
WEIGHT_KG = (0.1, 200)
LIFTS = (1, 50)

TIMING: Bounds = {
    "get_ready_seconds": (1, 120),
    "change_side_seconds": (1, 120),
    "between_holds_seconds": (1, 120),
    "count_in_seconds": (1, 60),
    "adjust_seconds": (1, 600),
    "halfway_from_seconds": (1, 3600),
    "last_seconds": (0, 60),
    "long_last_seconds": (0, 60),
    "gap_seconds": (0.1, 60),
    "twice_quickly_seconds": (0.1, 60),
    "take_up_within_hours": (1, 168),
    "stretch_hold_min_seconds": (1, 600),
    "stretch_hold_max_seconds": (1, 600),
    "stretch_hold_max_level": (0, 20),
}

WALK_BEFORE: Bounds = {
    "enough_minutes": (1, 60),
    "default_minutes": (1, 240),
    "within_minutes": (1, 120),
}

GET_READY: Bounds = {
    "chair_seconds": (1, 120),
    "turn_seconds": (1, 120),
    "down_seconds": (1, 120),
    "up_seconds": (1, 120),
    "fetch_seconds": (0, 120),
    "unsteady_seconds": (0, 120),
    "roll_over_seconds": (1, 120),
    "other_limb_seconds": (1, 120),
}

PACE: Bounds = {
    "breaths_per_minute": (1, 30),
    "slowness": (1, 5),
    "shown_hold_seconds": (0, 60),
    "into_hold_seconds": (0.5, 60),
    "between_seconds": (0, 60),
}

RISE = (0, 10)
CYCLE = (0.5, 60)

BUDGETS: Bounds = {
    "short_minutes": (1, 240),
    "standard_minutes": (1, 240),
    "long_minutes": (1, 240),
    "tolerance": SHARE,
    "first_sessions": (0, 50),
    "capped_sets": (1, 10),
    "fewest_sets": (1, 10),
    "long_adds_minutes": (0, 60),
}

LEAST: Bounds = {"main_min": (0, 20), "left_out_max": (0, 20)}

LIGHTS: Bounds = {
    "green_peak_max": PAIN,
    "green_no_rise_peak_max": PAIN,
    "red_peak_min": PAIN,
    "red_rising_peak_min": PAIN,
    "red_rise_min": PAIN,
    "high_usual_pain_min": PAIN,
    "high_usual_rise_max": PAIN,
    "settled_over_usual_max": PAIN,
    "usual_pain_days": (1, 365),
    "usual_pain_scores_min": (1, 100),
    "stand_in_days": (1, 365),
    "steady_usual_min": PAIN,
    "steady_red_peak_min": PAIN,
}

TAG: Bounds = {
    "hold_seconds_max": (1, 600),
    "effort_max": PAIN,
    "from_week": (1, 45),
    "days": (1, 3650),
    "months": (1, 120),
}

COMPLETION: Bounds = {"session_min_share": SHARE, "item_min_share": SHARE}

EASING: Bounds = {"level": (1, 20)}

LEVELS: Bounds = {
    # The coach looks at the last two sessions of an exercise.
    "sessions": (1, 2),
    "effort_max": PAIN,
    "pain_max": PAIN,
    "usual_pain_below": PAIN,
    "raises_per_session": (0, 50),
    "raises_per_session_last_stage": (0, 50),
    "easy_effort_max": PAIN,
    "easy_sessions": (1, 50),
    "raises_when_easy": (0, 50),
    "down_effort_min": PAIN,
    "latest_raised": (0, 50),
    "downs_before_swap": (1, 2),
    "swap_sessions": (1, 50),
    "step_days": (0, 365),
    "settled_sore": (1, 50),
    "stand_in_raises": (0, 20),
}

DAYS_AT_LEVEL: Bounds = {"usual": (0, 365)}

LONG_STEP: Bounds = {"days": (1, 365)}

LOAD: Bounds = {
    "step_min_percent": (1, 100),
    "step_max_percent": (1, 100),
    "plate_kg": (0.1, 50),
    "plate_lb": (0.1, 100),
    "reps_max": REPS,
}

ABSENCE: Bounds = {
    "no_raise_days": (1, 3650),
    "lower_days": (1, 3650),
    "lower_levels": (0, 20),
    "lower_sessions": (0, 50),
    "reduce_days": (1, 3650),
    "reduce_levels": (0, 20),
    "reduce_wait_days": (0, 365),
    "restart_days": (1, 3650),
    "restart_level": (1, 20),
}

LEG: Bounds = {
    "quiet_days": (1, 365),
    "steady_answers": (1, 20),
    "advice_days": (1, 365),
    "lower_levels": (0, 20),
    "lower_sessions": (0, 50),
}

ELSEWHERE: Bounds = {
    "stop_min": (1, 10),
    "leave_out_min": (1, 10),
    "offer_times": (1, 50),
    "offer_sessions": (1, 50),
}

FLARE: Bounds = {
    "before_over_usual_min": (1, 10),
    "morning_over_usual_min": (1, 10),
    "red_sessions": (1, 50),
    "red_days": (0, 365),
    "calm_mornings": (1, 30),
    "calm_over_usual_max": PAIN,
    "first_lower_levels": (0, 20),
    "second_lower_levels": (0, 20),
    "long_days": (1, 365),
    "often_flares": (2, 50),
    "often_weeks": (1, 520),
    "calm_unknown_max": PAIN,
}

TIME_AWAY: Bounds = {"days": (1, 3650)}

ASKING: Bounds = {
    "held_seconds": (0, 5),
    "weekly_days": (1, 365),
    "pregnancy_days": (1, 365),
    "worsening_days": (1, 365),
    "weeks_max": (1, 45),
}

SCREENING: Bounds = {
    "reask_weeks": (1, 520),
    "reask_gap_days": (1, 3650),
    "reask_all_weeks": (1, 520),
    "agreed_weeks": (1, 520),
}

READINESS: Bounds = {
    "careful_pain_min": (1, 10),
    "easy_over_usual_min": (1, 10),
    "short_pain_min": (1, 10),
    "short_over_usual_max": PAIN,
    "short_lower_levels": (0, 20),
    "clinician_usual_min": (1, 10),
    "clinician_days": (1, 365),
    "no_workout_pain_min": (1, 10),
    "rest_hours": (0, 336),
    "first_hour_minutes": (0, 1440),
    "morning_asked_days": (0, 365),
}

STEADY_HIGH: Bounds = {
    "spread_max": PAIN,
    "sessions": (1, 50),
    "mornings_min": (1, 50),
    "seen_usual_min": PAIN,
    "seen_weeks": (1, 520),
    "ask_again_days": (1, 365),
    "pain_max": PAIN,
    "easy_usual_min": PAIN,
    "easy_sessions": (1, 50),
    "short_sessions": (1, 50),
    "raise_days": (1, 365),
}

BALANCE: Bounds = {
    "sessions": (1, 20),
    "days": (0, 365),
    "grabs": (1, 20),
    "help_from": (1, 20),
    "steady_level": (1, 20),
}

REVIEW_WEEK = (1, 520)

PLATEAU: Bounds = {
    "weeks": (1, 52),
    "hold_days": (1, 365),
    "swap_days": (1, 365),
    "sessions_days": (1, 365),
}

KEEPING: Bounds = {"offered_week": (1, 520), "sets_min": (1, 10), "sets_max": (1, 10)}

ROTATION: Bounds = {
    "block_weeks": (1, 52),
    "blocks": (1, 20),
    "easier_week": (1, 52),
    "easier_effort": (1, 10),
    "hard_effort": (1, 10),
    "hard_sessions": (1, 20),
    "unsettled_mornings": (1, 20),
    "unsettled_days": (1, 20),
    "eased_sessions": (1, 20),
    "eased_again_days": (1, 365),
}

REVIEW: Bounds = {
    "later_every_weeks": (1, 520),
    "pain_every_weeks": (1, 520),
    "pain_days": (1, 365),
    "pain_points": (1, 10),
    "pain_share": SHARE,
    "activities_points": (1, 10),
    "activity_points": (1, 10),
    "adherence_share": SHARE,
    "adherence_weeks": (1, 520),
    "usual_gain_points": PAIN,
    "physiotherapist_after_weeks": (1, 520),
    "encourage_after_weeks": (1, 520),
    "goal_weeks_min": (1, 520),
    "goal_weeks_max": (1, 520),
    "keep_sessions_a_week": (1, 14),
}

GATE: Bounds = {
    "minimum_days": (0, 3650),
    "sessions": (1, 1000),
    "planned_sessions": (1, 1000),
    "light_sessions": (1, 100),
    "green_min": (0, 100),
    "settled_mornings": (0, 100),
    "trend_sessions": (1, 100),
    "trend_rise_max": PAIN,
    "effort_sessions": (1, 100),
    "effort_max": PAIN,
    "review_after_weeks": (1, 520),
    "week_pain_max": PAIN,
    "week_pain_days": (1, 365),
    "steady_days": (1, 3650),
}

START_LATER: Bounds = {"usual_pain_max": PAIN}

FAST_START: Bounds = {
    "minimum_days": (0, 3650),
    "sessions": (1, 1000),
    "usual_pain_max": PAIN,
}


def check_bounds(thing: object, bounds: Bounds, file: str, where: str) -> None:
    """Check every number of the dataclass `thing` that has bounds."""
    for name, (low, high) in bounds.items():
        value = getattr(thing, name)
        if value is not None:
            check_between(value, low, high, file, join(where, name))


def check_between(value: float, low: float, high: float, file: str, where: str) -> None:
    """Check that `value` is from `low` to `high`."""
    if not low <= value <= high:
        raise CatalogueError(file, where, f"{shown(value)} is not between {low} and {high}")

"""Rules on the review: when it is asked for, and how much change counts."""

from backcoach.coach.model.frozen import frozen


@frozen
class ReviewRules:
    """When the outcome measures are asked for and what a change in them means (`programme.md` §5).

    Pain and activities are in points 0-10, shares 0-1; weeks count from the first session.
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

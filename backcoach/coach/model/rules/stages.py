"""Rules on stages: the gate to the next one, and when somebody may begin in a later one."""

from backcoach.coach.model.frozen import frozen


@frozen
class SkillMarker:
    """An exercise and the level at which it shows a skill."""

    exercise: str
    level: int


@frozen
class FastStart:
    """The shorter minimum of a stage for users who train already, with usual pain at most this."""

    minimum_days: int
    sessions: int
    usual_pain_max: int


@frozen
class StartLater:
    """When the user may begin in a later stage by their own choice (judgement).

    With a usual pain of at most `usual_pain_max`; never in a flare-up or on the way back from one,
    nor with a tag that still needs a clinician's agreement.
    """

    usual_pain_max: int


@frozen
class Gate:
    """The conditions for opening `to_stage` (`programme.md` §3.4).

    With `week_to_opening` the mean pain over `week_pain_days` includes the scores up to the opening
    itself; without it (version 1), those up to the last session.

    Where pain over the week is too high, `steady_days` of high but steady pain in the stage do
    instead once a clinician has agreed (`programme.md` §3.9); None where nothing does.
    """

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
    week_to_opening: bool = False
    skills: tuple[tuple[SkillMarker, ...], ...] = ()
    fast_start: FastStart | None = None
    clinician_ok: bool = False
    steady_days: int | None = None

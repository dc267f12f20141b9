"""The numbers of the rules, one class per table of `programme.md` §3 and §5; all come from data."""

from collections.abc import Collection, Mapping
from dataclasses import field

from backcoach.coach.model.frozen import frozen


@frozen
class Lights:
    """Thresholds of the traffic light (`programme.md` §3.2), NPRS points 0-10.

    From a usual pain of `steady_usual_min` on, red begins at `steady_red_peak_min` instead, and at
    a rise of `red_rise_min` whatever the peak (`programme-2.md` B1.4); None where it does not.

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
class Completion:
    """What share of the work counts as done."""

    session_min_share: float
    item_min_share: float


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
class Easing:
    """What "easier" during a session means.

    The easier exercise at this level (`programme.md` §3.3).
    """

    level: int


@frozen
class LongStep:
    """The fewest `days` at `from_level` before the level of this exercise may rise."""

    exercise: str
    from_level: int
    days: int


@frozen
class DaysAtLevel:
    """The fewest days at a level before it may rise, from the first session at it, in every stage.

    `usual` holds for every exercise, and for a step up by weight; `longer` lists the exceptions.
    """

    usual: int
    longer: tuple[LongStep, ...] = ()

    def least(self, exercise: str, from_level: int) -> int:
        """The fewest days of this exercise at `from_level`."""
        for step in self.longer:
            if (step.exercise, step.from_level) == (exercise, from_level):
                return step.days
        return self.usual


@frozen
class LevelMoves:
    """When the level of an exercise moves (`programme.md` §3.3): pain and effort 0-10, days.

    The first four fields say when a level goes up, the next six limit how fast, and the rest say
    when it goes down and when another exercise takes over.

    Exactly one of two rules is given. By `days_at_level` an exercise stays at each level for some
    days. By `step_days` it goes up at most once in so many days, before the last stage only.

    With `keeps_earned` an exercise that was done before enters the next stage at least at the level
    it has reached, and a level is lowered to the highest one that suits the person.

    The next three settle what §3.3 leaves open; their defaults are the readings of version 1. With
    `last_answer_stands` a corrected answer about a morning takes down or gives back what it should
    have. With `left_out_stays` what a second red left out does not go down. With
    `red_keeps_exercise` no harder exercise takes over in a session that is red.

    `by_the_clock_too` says that exercises measured by time move as well.

    After `settled_sore` sessions that left the back sore and had settled by the morning, soreness
    holds a level no more (`programme-2.md` B2). A stand-in begins `stand_in_raises` below the level
    at which it shows the skill of the exercise it stands in for (B3.4). None: neither is so.
    """

    sessions: int
    effort_max: int
    pain_max: int
    usual_pain_below: int
    raises_per_session: int
    raises_per_session_last_stage: int
    easy_effort_max: int
    easy_sessions: int
    raises_when_easy: int
    down_effort_min: int
    latest_raised: int
    downs_before_swap: int
    swap_sessions: int
    last_answer_stands: bool = False
    left_out_stays: bool = False
    red_keeps_exercise: bool = False
    step_days: int | None = None
    days_at_level: DaysAtLevel | None = None
    keeps_earned: bool = False
    by_the_clock_too: bool = False
    settled_sore: int | None = None
    stand_in_raises: int | None = None


@frozen
class LoadSteps:
    """How much a weight goes up (`programme.md` §3.3).

    Percent of it, and plate sizes in kg and lb. Where the next plate is a bigger step, a repetition
    a set is added each week up to `reps_max`, or what `reps_max_of` has for the exercise (id), and
    then the plate is taken. Without `reps_max` (version 1) the weight stays.
    """

    step_min_percent: int
    step_max_percent: int
    plate_kg: float
    plate_lb: float
    reps_max: int | None = None
    reps_max_of: Mapping[str, int] = field(default_factory=dict)


@frozen
class MissedTime:
    """From how many days without a session each rule for breaks applies (`programme.md` §3.5).

    The last two settle what §3.5 leaves open; their defaults are the readings of version 1. With
    `counts_anew` nothing from before a restart counts for a gate. With `quiet_in_full` nothing goes
    up before the quiet days have begun with a main session, and they follow a restart too.
    """

    no_raise_days: int
    lower_days: int
    lower_levels: int
    lower_sessions: int
    reduce_days: int
    reduce_levels: int
    reduce_wait_days: int
    restart_days: int
    restart_level: int
    counts_anew: bool = False
    quiet_in_full: bool = False


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


@frozen
class RotationRules:
    """How sessions of the last stage take turns, and when they are easier on purpose.

    A block is `block_weeks` training weeks; items of templates take turns over `blocks` of them. In
    week `easier_week` of each block nothing goes up and the day's lift has one set fewer. The same
    holds for `eased_sessions` after `hard_sessions` in a row with an effort of at least
    `hard_effort` (0-10), and after `unsettled_mornings` within `unsettled_days`; at most once in
    `eased_again_days`.
    """

    block_weeks: int
    blocks: int
    easier_week: int
    hard_effort: int
    hard_sessions: int
    unsettled_mornings: int
    unsettled_days: int
    eased_sessions: int
    eased_again_days: int


@frozen
class StretchRules:
    """How the level of a stretch goes up: by how often it was done.

    `exercises` are the ids of the stretches. Level 2 begins once it was done as often as the first
    number of `times` says, level 3 with the second. `times_by_tag` are other numbers for people
    with a tag.
    """

    exercises: tuple[str, ...]
    times: tuple[int, ...]
    times_by_tag: Mapping[str, tuple[int, ...]] | None = None

    def times_for(self, tags: Collection[str]) -> tuple[int, ...]:
        """The numbers that hold for somebody with these tags."""
        own = (times for tag, times in (self.times_by_tag or {}).items() if tag in tags)
        return next(own, self.times)


@frozen
class SteadyHighPain:
    """What changes while the usual pain is high but steady (`programme-2.md` B1).

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
    instead once a clinician has agreed (`programme-2.md` B1.6); None where nothing does.
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

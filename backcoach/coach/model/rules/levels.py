"""Rules on levels: how the level, the weight and the stretches of an exercise move."""

from collections.abc import Collection, Mapping
from dataclasses import field

from backcoach.coach.model.frozen import frozen


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
    `red_keeps_exercise` no harder exercise takes over in a session that is red. With
    `easy_of_every_kind` the `easy_sessions` are to be the latest of every kind, not of main ones
    alone: a hard easy session between two main ones counts.

    `by_the_clock_too` says that exercises measured by time move as well.

    After `settled_sore` sessions that left the back sore and had settled by the morning, soreness
    holds a level no more (`programme.md` §3.3). A stand-in begins `stand_in_raises` below the level
    at which it shows the skill of the exercise it stands in for (§3.3). None: neither is so.
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
    easy_of_every_kind: bool = False
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
    a set is added each week up to `reps_max`, or what `reps_max_of` has for the top of an
    exercise's ladder (by id), and then the plate is taken. Without `reps_max` (version 1) the
    weight stays.
    """

    step_min_percent: int
    step_max_percent: int
    plate_kg: float
    plate_lb: float
    reps_max: int | None = None
    reps_max_of: Mapping[str, int] = field(default_factory=dict)


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

"""A history of squats, and of the other exercises of stage 2 that have levels."""

from backcoach.coach.standing.standing import Standing
from tests.support.levels import did, now
from tests.support.logs import Fact

SQUAT = "squat"
FOUR = ("bridge_march", "dead_bug", "squat", "hip_hinge")


def third_day(*two: Fact, pain: int | None = 2, number: int = 7) -> Standing:
    """After two sessions and a third one on day `number`: a week at the level."""
    return now(number, *two, did(number, (SQUAT, 2), pain=pain))


def calm(*numbers: int, at: int = 1) -> list[Fact]:
    return [did(number, (SQUAT, at)) for number in numbers]


def ups(here: Standing) -> list[str]:
    return [each.exercise for each in here.levels.decisions if each.rule == "level.up"]


def after_one(**how: object) -> Standing:
    return now(0, did(0, (SQUAT, 2), **how))  # type: ignore[arg-type]

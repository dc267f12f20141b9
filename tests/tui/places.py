"""Ways to look at the places."""

from functools import partial

from backcoach.tui.widgets.browser import Browser
from tests.support.clock import ManualClock
from tests.support.coach import Opened, opened
from tests.support.logs import moment

HIGH = (120, 70)
HIGHER = (120, 110)
opened_later = partial(opened, morning_put_off=True)


def on_day(number: int, hour: float = 7) -> ManualClock:
    return ManualClock(moment(number, hour))


def words(coach: Opened) -> str:
    """All of the screen as running words, without frames."""
    return " ".join(coach.text.replace("│", " ").split())


def chosen(coach: Opened) -> str | None:
    return coach.screen.query_one(Browser).chosen


def detail(coach: Opened) -> list[str]:
    """The lines beside or below the list."""
    region = coach.screen.query_one("Browser > VerticalScroll").content_region
    rows = coach.rows[region.y : region.bottom]
    return [row[region.x : region.right] for row in rows]

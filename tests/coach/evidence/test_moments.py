"""On which local day a record of the log lies."""

import pytest

from backcoach.coach.evidence.moments import local_days, moments
from tests.support.logs import a_check_in, a_log, a_session, day

EAST, WEST = 600, -600


@pytest.mark.parametrize(
    ("number", "local"),
    [
        pytest.param(1, 2, id="before any session: that of the first one after it"),
        pytest.param(5, 6, id="between two: that of the one before"),
        pytest.param(12, 11, id="after all: that of the last one"),
    ],
)
def test_a_record_without_an_offset_takes_that_of_the_sessions_around_it(
    number: int, local: int
) -> None:
    # At 15 and at 8 in UTC it is another day ten hours further east, or west.
    told = a_check_in(number, hour=8 if number == 12 else 15)
    sessions = [a_session(3, offset_minutes=EAST), a_session(9, offset_minutes=WEST)]
    log = a_log(*sessions, told, own_check_ins=False)
    assert local_days(log, day(20))(told) == day(local)
    assert next(each.day for each in moments(log, day(20)) if each.what == told) == day(local)


def test_without_a_session_the_offset_is_that_of_whoever_asks() -> None:
    told = a_check_in(1, hour=15)
    for minutes, local in ((0, 1), (EAST, 2)):
        assert local_days(a_log(told), day(20), minutes)(told) == day(local)

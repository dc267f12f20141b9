"""Pain that is neither of the back nor of a leg: when sparing that part is offered (§4.4)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from backcoach.coach.model.records import SessionRecord, Where
from backcoach.coach.model.rules.pain import Elsewhere


def often_elsewhere(
    last: SessionRecord, sessions: Sequence[SessionRecord], rules: Elsewhere
) -> frozenset[Where]:
    """The parts that hurt in `last`, and often enough in the latest `sessions` up to it.

    Rehearsals count for nothing; neither does less pain than stops an exercise.
    """
    real = [each for each in sessions if not each.is_rehearsal and each.id != last.id]
    earlier = sorted(real, key=attrgetter("started_at", "id"))
    earlier = [each for each in earlier if each.started_at <= last.started_at]
    latest = [*earlier, last][-rules.offer_sessions :]
    times = Counter(where for each in latest for where in _hurt(each, rules))
    return frozenset(where for where in _hurt(last, rules) if times[where] >= rules.offer_times)


def _hurt(session: SessionRecord, rules: Elsewhere) -> list[Where]:
    return [
        each.where
        for each in session.pain_reports
        if each.is_elsewhere and each.pain is not None and each.pain >= rules.stop_min
    ]

"""Whatever keys are pressed, the record contains only what was really done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from backcoach.coach.model.exercise import Side
from backcoach.coach.model.records import Answer, SetRecord
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import Step, unroll
from backcoach.coach.session.events import Interrupted, SessionEnded, TimeAdjusted
from backcoach.coach.session.segment_timer import SessionState
from backcoach.coach.session.snapshot import snapshot
from tests.support.examples import examples
from tests.support.following import EASIER_LEVEL, TIMING, begin
from tests.support.random_keys import answers, intervals, pains, plans, report_pain

STILL = (SessionState.PAUSED, SessionState.WAITING, SessionState.ENDED)
SetKey = tuple[int, str, int, Side, int, int]


def keys_of(records: Sequence[SetRecord]) -> list[SetKey]:
    """A name for each record that stays the same for the whole session.

    Stand-ins of one exercise may come more than once: the last number tells them apart.
    """
    seen: Counter[tuple[int, str, int, Side, int]] = Counter()
    keys: list[SetKey] = []
    for each in records:
        key = (each.item, each.exercise, each.level, each.side, each.number)
        seen[key] += 1
        keys.append((*key, seen[key]))
    return keys


def window(step: Step) -> tuple[int, int, Side, str]:
    return (step.item, step.number, step.side, step.exercise.id)


class LiveSession(RuleBasedStateMachine):
    """Any keys in any order, on a machine that sleeps."""

    @initialize(plan=plans, auto_advance=st.sampled_from([True, True, False]))
    def begin(self, plan: Plan, auto_advance: bool) -> None:
        self.plan = plan
        self.player, self.clock = begin(plan=plan, auto_advance=auto_advance)
        self.planned = [window(step) for step in unroll(plan, TIMING)]
        self.began_at = self.clock.monotonic()
        self.lengthened: set[tuple[int, str, Side]] = set()
        self.before: dict[SetKey, SetRecord] = {}

    # What a user does

    @rule(seconds=st.floats(min_value=0, max_value=200), every=intervals)
    def time_passes(self, seconds: float, every: float) -> None:
        share = snapshot(self.player).session_share
        left = seconds
        while left > 0:
            self.clock.advance(min(every, left))
            left -= every
            events = self.player.tick()
            assert not any(isinstance(event, Interrupted) for event in events)
            now = snapshot(self.player).session_share
            assert now >= share - 1e-9, "without a key the bar never goes back"
            share = now

    @rule(gap=st.floats(min_value=2.01, max_value=100_000), asleep=st.booleans())
    def nobody_looks(self, gap: float, asleep: bool) -> None:
        records, active = self.player.records(), self.player.position.active_seconds
        moved = self.player.position.state not in STILL
        (self.clock.sleep_through if asleep else self.clock.advance)(gap)
        events = self.player.tick()
        assert any(isinstance(event, Interrupted) for event in events) is moved
        assert self.player.position.state in STILL
        assert (self.player.records(), self.player.position.active_seconds) == (records, active)

    @rule()
    def pause_or_resume(self) -> None:
        self.player.tick()
        records, left = self.player.records(), self.player.position.seconds_left
        self.player.pause_or_resume()
        assert self.player.records() == records
        assert abs(self.player.position.seconds_left - left) < 1e-6

    @rule()
    def next(self) -> None:
        self.player.next()

    @rule()
    def back(self) -> None:
        self.player.back()

    @rule()
    def back_twice(self) -> None:
        self.player.back()
        self.player.back()

    @rule()
    def skip(self) -> None:
        self.player.tick()
        ended = self.player.position.state is SessionState.ENDED
        here = self.record_here()
        self.player.skip()
        if not ended:
            rest = [r for r in self.player.records()[here:] if r.item == self.records[here].item]
            assert all(r.completed or r.skipped or r.replaced or r.spared for r in rest)

    @rule()
    def easier(self) -> None:
        promised = self.player.easier_variant(EASIER_LEVEL)
        ended = self.player.position.state is SessionState.ENDED
        self.player.easier(EASIER_LEVEL)
        if promised is not None and not ended:
            assert self.player.position.step.exercise is promised

    @rule(direction=st.sampled_from([1, -1]))
    def adjust(self, direction: int) -> None:
        step, worked = self.player.position.step, self.player.position.in_work
        events = self.player.adjust(direction)
        if worked and any(isinstance(e, TimeAdjusted) and e.seconds > 0 for e in events):
            self.lengthened.add((step.item, step.exercise.id, step.side))

    @rule(pain=pains, answer=answers, seconds=st.floats(min_value=0, max_value=300))
    def it_hurts(self, pain: int, answer: Answer, seconds: float) -> None:
        self.player.stop_to_ask()
        assert self.player.position.state in STILL
        self.clock.advance(seconds)
        reports = len(self.player.pain.reports)
        report_pain(self.player, pain, answer)
        assert len(self.player.pain.reports) == reports + 1
        report = self.player.pain.reports[-1]
        of_set = [
            record.pain
            for record in self.player.records()
            if (record.item, record.exercise, record.number, record.side)
            == (report.item, report.exercise, report.number, report.side)
        ]
        assert any(said is not None and said >= pain for said in of_set)

    @precondition(lambda self: self.player.position.state is not SessionState.ENDED)
    @rule(sure=st.integers(min_value=0, max_value=9))
    def leave(self, sure: int) -> None:
        if sure == 0:
            self.player.tick()
            records = self.player.records()
            assert self.player.leave() == [SessionEnded(left_early=True)]
            assert self.player.records() == records

    # What must hold

    def record_here(self) -> int:
        """The place of the set being done among the records."""
        step = self.player.position.step
        self.records = self.player.records()
        return max(
            place
            for place, record in enumerate(self.records)
            if (record.item, record.exercise, record.level, record.side, record.number)
            == (step.item, step.exercise.id, step.dose.level, step.side, step.number)
        )

    @invariant()
    def every_planned_set_is_there_exactly_once(self) -> None:
        own = [record for record in self.player.records() if record.stands_in_for is None]
        assert [(r.item, r.number, r.side, r.exercise) for r in own] == self.planned

    @invariant()
    def no_more_is_done_than_was_planned_unless_time_was_added(self) -> None:
        for record in self.player.records():
            if (record.item, record.exercise, record.side) not in self.lengthened:
                assert record.done.reps <= record.planned.reps
                assert record.done.seconds <= record.planned.seconds
            assert record.done.reps >= 0
            assert record.done.seconds >= 0

    @invariant()
    def skipped_and_replaced_sets_are_never_done(self) -> None:
        for record in self.player.records():
            assert not (record.skipped and record.replaced)
            if record.skipped or record.replaced:
                assert not record.completed
                assert record.done.reps < record.planned.reps or (
                    record.done.seconds < record.planned.seconds
                )

    @invariant()
    def all_work_was_really_lived_through(self) -> None:
        worked = sum(record.done.seconds for record in self.player.records())
        passed = self.clock.monotonic() - self.began_at
        rounding = 0.01 * len(self.player.records())
        assert worked <= self.player.position.active_seconds + rounding
        assert self.player.position.active_seconds <= passed + 1e-6

    @invariant()
    def what_was_done_stays_done(self) -> None:
        records = self.player.records()
        now = dict(zip(keys_of(records), records, strict=True))
        assert now.keys() >= self.before.keys()
        for key, before in self.before.items():
            after = now[key]
            assert (after.done.reps, after.done.seconds) >= (before.done.reps, before.done.seconds)
            assert after.completed or not before.completed
            assert (after.pain or 0) >= (before.pain or 0)
        self.before = now

    @invariant()
    def stand_ins_say_whom_they_stand_in_for(self) -> None:
        exercises = [each.exercise.id for each in self.plan.items]
        for record in self.player.records():
            if record.stands_in_for is not None:
                assert record.stands_in_for == exercises[record.item]
        replaced = {record.item for record in self.player.records() if record.replaced}
        eased = {record.item for record in self.player.records() if record.stands_in_for}
        assert replaced == eased

    @invariant()
    def nobody_works_on_a_set_that_was_replaced(self) -> None:
        if self.player.position.state is not SessionState.ENDED:
            here = self.record_here()
            assert not self.records[here].replaced

    @invariant()
    def the_screen_has_something_true_to_show(self) -> None:
        shown = snapshot(self.player)
        assert all(shown.cues)
        assert 0 <= shown.seconds_left <= shown.segment_seconds
        assert 0 <= shown.count_in <= 3
        assert (shown.count_in > 0) is (shown.state is SessionState.COUNTING_IN)
        assert 0 <= shown.session_share <= 1
        assert shown.session_seconds_left >= 0
        assert 1 <= shown.set_number <= shown.sets
        if shown.rep is not None:
            assert 1 <= shown.rep.number <= max(1, shown.reps)
            assert 0 <= shown.rep.share <= 1

    def teardown(self) -> None:
        """Wherever it was left, the session can be followed to its end."""
        if not hasattr(self, "player"):
            return
        left = self.player.position.session_seconds_left
        active = self.player.position.active_seconds
        while self.player.position.state is not SessionState.ENDED:
            if self.player.position.state in STILL:
                self.player.pause_or_resume()
            self.clock.advance(1.9)
            self.player.tick()
        if not self.player.left_early:
            assert abs(self.player.position.active_seconds - active - left) < 1e-3


TestLiveSession = LiveSession.TestCase
TestLiveSession.settings = settings(examples(30), stateful_step_count=30)

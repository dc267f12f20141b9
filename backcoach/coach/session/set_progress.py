"""The honest count: what was really done in each set, however often it was tried."""

from __future__ import annotations

from dataclasses import dataclass, field

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import SetRecord, Work
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step


@dataclass(slots=True)
class SetProgress:
    """One step and what has been done of it so far.

    A set tried again counts by its best attempt: work is never added up twice, and a second try
    broken off never takes away what was really held before.
    """

    step: Step
    attempt: dict[int, float] = field(default_factory=dict)
    best: Work = field(default_factory=lambda: Work(0, 0.0))
    skipped: bool = False
    replaced: bool = False
    spared: bool = False
    pain: int | None = None
    weight: Weight | None = None

    def worked(self, position: int, segment: Segment, seconds: float) -> None:
        """`seconds` of the work segment at `position` have been done in this attempt."""
        if segment.kind is SegmentKind.WORK:
            self.attempt[position] = max(0.0, seconds)
            # Doing some of a set that was skipped before is the user's change of mind.
            if seconds > 0:
                self.skipped = False

    @property
    def passed_over(self) -> bool:
        """Nobody comes to this set any more: an easier one has its place, or the block is over."""
        return self.replaced or self.spared

    @property
    def seconds_so_far(self) -> float:
        """Seconds of work done in this attempt."""
        return sum(self.attempt.values())

    def close_attempt(self) -> None:
        """Keep the better of this attempt and the ones before."""
        done = self._attempted()
        if (done.reps, done.seconds) > (self.best.reps, self.best.seconds):
            self.best = done
        self.attempt = {}

    def reported_pain(self, pain: int) -> None:
        """Keep the worst pain said during this set."""
        self.pain = pain if self.pain is None else max(self.pain, pain)

    def record(self) -> SetRecord:
        """What stands for this set now, an attempt under way included."""
        running = self._attempted()
        better = (running.reps, running.seconds) > (self.best.reps, self.best.seconds)
        done = running if better else self.best
        return self.step.record(
            Work(done.reps, round(done.seconds, 2)),
            skipped=self.skipped,
            replaced=self.replaced,
            pain=self.pain,
            weight=self.weight if done.seconds > 0 else None,
            spared=self.spared,
        )

    def _attempted(self) -> Work:
        seconds = self.seconds_so_far
        if self.step.exercise.mode is Mode.REPS:
            tempo = self.step.segments[1].tempo
            # A hair of tolerance: deadlines are sums of floats.
            reps = int((seconds + 1e-6) // tempo.seconds) if tempo else 0
        else:
            reps = sum(
                1
                for position, held in self.attempt.items()
                if held >= self.step.segments[position].seconds - 1e-6
            )
        return Work(reps, seconds)

"""What was really done in each set, also after several attempts."""

from __future__ import annotations

from dataclasses import dataclass, field

from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.profile import Weight
from backcoach.coach.model.records import SetRecord, Work
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step


@dataclass(slots=True)
class SetProgress:
    """One step and what has been done of it so far.

    The best attempt counts: attempts are not added up, and a second attempt that is broken off
    takes nothing away from the first.
    """

    step: Step
    attempt: dict[int, float] = field(default_factory=dict)
    best: Work = field(default_factory=lambda: Work(0, 0.0))
    skipped: bool = False
    replaced: bool = False
    spared: bool = False
    pain: int | None = None
    weight: Weight | None = None
    grabbed: bool | None = None

    def worked(self, position: int, segment: Segment, seconds: float) -> None:
        """Record that `seconds` of the work segment at `position` are done in this attempt."""
        if segment.kind is SegmentKind.WORK:
            self.attempt[position] = max(0.0, seconds)
            # Doing a set that was skipped takes the skip back.
            if seconds > 0:
                self.skipped = False

    @property
    def passed_over(self) -> bool:
        """Drop this set: an easier one replaces it, or the block has ended."""
        return self.replaced or self.spared

    @property
    def is_begun(self) -> bool:
        """Whether any of it was done, in whatever attempt."""
        return self.best.seconds > 0 or self.seconds_so_far > 0

    @property
    def seconds_so_far(self) -> float:
        """Seconds of work done in this attempt."""
        return sum(self.attempt.values())

    def close_attempt(self) -> None:
        """End this attempt; the better of it and the earlier ones counts."""
        done = self._attempted()
        if (done.reps, done.seconds) > (self.best.reps, self.best.seconds):
            self.best = done
        self.attempt = {}

    def reported_pain(self, pain: int) -> None:
        """Record a pain; the worst one during this set counts."""
        self.pain = pain if self.pain is None else max(self.pain, pain)

    def record(self) -> SetRecord:
        """The record of this set so far, including an attempt under way."""
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
            grabbed=self.grabbed if done.seconds > 0 else None,
        )

    def _attempted(self) -> Work:
        seconds = self.seconds_so_far
        if self.step.exercise.mode is Mode.REPS:
            tempo = self.step.segments[1].tempo
            # Tolerance, since deadlines are sums of floats.
            reps = int((seconds + 1e-6) // tempo.seconds) if tempo else 0
        else:
            reps = sum(
                1
                for position, held in self.attempt.items()
                if held >= self.step.segments[position].seconds - 1e-6
            )
        return Work(reps, seconds)

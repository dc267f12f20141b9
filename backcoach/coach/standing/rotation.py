"""What was done when, which decides what comes next where exercises take turns."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from backcoach.coach.levels.balance import BalanceNext
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import PainReport, SetRecord
from backcoach.coach.model.rules.levels import StretchRules
from backcoach.coach.model.rules.sessions import RotationRules

MANY_WEEKS = 52
"""More weeks than are looked at where nothing goes up."""


@frozen
class UpNext:
    """What comes next on the day `on`, besides levels.

    `done` is the number of the last main session in which each exercise was done, by id. `unmet`
    are the exercises that would show a skill that the next stage still asks for, each with the
    place of that skill in the gate. `sessions` counts those of the last stage, `week` is the
    training week in it (1-based) in which a session today falls, `block` the block of weeks
    (1-based). `eased` says that the session is an easier one on purpose: `eased_left` such sessions
    are left, or all of its week are if that is 0. `may_ease` says that it would be one, had the
    user not chosen to train as usual. `stretches` are the levels of those stretches that go by how
    often they were done, by id. `keeping` says that the user keeps what they have. `balance` is
    what comes next of the balance block; None for somebody who has none. As advised,
    the lifts are `holding` with one set fewer, there are `two_lifts` only, or this session is
    `longer`.
    """

    on: date
    done: Mapping[str, int] = field(default_factory=dict)
    unmet: Mapping[str, int] = field(default_factory=dict)
    sessions: int = 0
    week: int = 1
    block: int = 1
    eased: bool = False
    eased_left: int = 0
    may_ease: bool = False
    stretches: Mapping[str, int] = field(default_factory=dict)
    keeping: bool = False
    balance: BalanceNext | None = None
    holding: bool = False
    two_lifts: bool = False
    longer: bool = False

    @property
    def odd_week(self) -> bool:
        """Whether the training week has an odd number."""
        return self.week % 2 == 1


@dataclass(slots=True)
class Rotation:
    """The main sessions so far, as far as they decide what comes next.

    `main` is how many there were, `done` the number of the last one with each exercise. `sessions`
    and `weeks` count those of the last stage: a week counts from its first session that is not one
    of a flare-up or of the way back, and `last_week` is the number of the latest such week.
    `eased_left` sessions will be easier ones, since `eased_on`; `skipping` says that the user
    chose to train as usual instead. `stretched` is how often each stretch was done in full and did
    not hurt. `trained` counts the weeks with a main session of all stages, `trained_in` is the
    number of the latest. `outside` are the numbers of the latest training weeks of this stage in
    which nothing was easier on purpose and the user was building up, `counted` how many sessions
    count in each week. Advice that was taken holds up to the three last days.
    """

    main: int = 0
    done: dict[str, int] = field(default_factory=dict)
    sessions: int = 0
    weeks: int = 0
    last_week: int | None = None
    eased_left: int = 0
    eased_on: date | None = None
    skipping: bool = False
    stretched: dict[str, int] = field(default_factory=dict)
    trained: int = 0
    trained_in: int | None = None
    outside: list[int] = field(default_factory=list)
    counted: dict[int, int] = field(default_factory=dict)
    holds_until: date | None = None
    longer_until: date | None = None
    two_lifts_until: date | None = None

    def note(
        self,
        sets: Iterable[SetRecord],
        day: date,
        rules: RotationRules | None,
        *,
        in_last_stage: bool,
        waits: bool,
        counts: bool,
        keeping: bool,
    ) -> None:
        """Add a main session of these `sets`, of which something was done.

        On the way back from a break or a flare-up it `waits`: its week does not count, nor does it
        count as an easier one.
        """
        week = week_of(day)
        self.trained += week != self.trained_in
        self.trained_in = week
        self.main += 1
        number, done, last = self.main, self.done, ""
        for record in sets:
            # Nearly every set is of the same exercise as the one before.
            if record.exercise != last and record.done.seconds > 0:
                last = record.exercise
                done[last] = done[record.stands_in_for or last] = number
        if in_last_stage:
            self.sessions += 1
            self._note_week(day, waits or keeping or self.is_eased(day, rules), counts=counts)
            self.skipping = self.skipping and self.may_ease(day, rules)
            if not waits:
                self.eased_left = max(0, self.eased_left - 1)
                self.weeks += week != self.last_week
                self.last_week = week

    def note_stretches(
        self,
        sets: Iterable[SetRecord],
        reports: Iterable[PainReport],
        rules: StretchRules | None,
        tags: Collection[str],
        *,
        keeping: bool,
    ) -> None:
        """Add the stretches of a session of any kind; one that hurt goes one level back.

        None goes up while the user is `keeping` what they have.
        """
        if rules is None:
            return
        found: dict[str, bool] = {}
        last, is_stretch = "", False
        for record in sets:
            # Nearly every set is of the same exercise as the one before.
            if record.exercise != last:
                last = record.exercise
                is_stretch = last in rules.exercises
            if is_stretch:
                found[last] = found.get(last, True) and record.completed
        hurt = {report.exercise for report in reports}
        for exercise, in_full in found.items():
            count = self.stretched.get(exercise, 0)
            if exercise in hurt:
                times = rules.times_for(tags)
                level = level_after(count, times)
                self.stretched[exercise] = times[level - 3] if level > 2 else 0
            elif in_full and not keeping:
                self.stretched[exercise] = count + 1

    def ease(self, day: date, rules: RotationRules) -> None:
        """Make the next sessions easier ones, unless that was done not long ago."""
        if self.eased_on is None or (day - self.eased_on).days >= rules.eased_again_days:
            self.eased_on, self.eased_left = day, rules.eased_sessions
            self.skipping = False

    def interrupt(self, day: date, rules: RotationRules | None) -> None:
        """Let the easier week of `day` come again: a flare-up or a way back begins in it."""
        if (
            rules is not None
            and week_of(day) == self.last_week
            and self._is_easier_week(day, rules)
        ):
            self.weeks, self.last_week = self.weeks - 1, None

    def _note_week(self, day: date, left_out: bool, *, counts: bool) -> None:
        week = week_of(day)
        self.counted[week] = self.counted.get(week, 0) + counts
        is_new = not self.outside or self.outside[-1] != week
        if left_out:
            del self.outside[len(self.outside) - (not is_new) :]
        elif is_new and self.counted[week] == counts:
            self.outside.append(week)
            del self.outside[:-MANY_WEEKS]
        if len(self.counted) > 2 * MANY_WEEKS:
            del self.counted[min(self.counted)]

    def is_holding(self, day: date) -> bool:
        """Whether the lifts hold with one set fewer, as the user chose."""
        return self.holds_until is not None and day < self.holds_until

    def holds_advice(self, day: date) -> bool:
        """Whether the sessions are others for some time, as the user chose."""
        ends = (self.holds_until, self.longer_until, self.two_lifts_until)
        return any(_is_before(day, until) for until in ends)

    def take_no_advice(self) -> None:
        """Let no advice hold any more, and count the weeks without a step up anew."""
        self.holds_until = self.longer_until = self.two_lifts_until = None
        self.outside.clear()

    def training_week(self, day: date) -> int:
        """The training week, of all stages, in which a session on `day` falls (1-based)."""
        return self.trained + (week_of(day) != self.trained_in)

    def week(self, day: date) -> int:
        """The training week of the last stage in which a session on `day` falls (1-based)."""
        return max(1, self.weeks + (week_of(day) != self.last_week))

    def is_eased(self, day: date, rules: RotationRules | None) -> bool:
        """Whether a session of the last stage on `day` is an easier one."""
        return not self.skipping and self.may_ease(day, rules)

    def may_ease(self, day: date, rules: RotationRules | None) -> bool:
        """The same, had the user not chosen to train as usual."""
        return rules is not None and (self.eased_left > 0 or self._is_easier_week(day, rules))

    def _is_easier_week(self, day: date, rules: RotationRules) -> bool:
        return (self.week(day) - 1) % rules.block_weeks + 1 == rules.easier_week

    def turn(
        self,
        day: date,
        programme: Programme,
        unmet: Iterable[tuple[str, int]],
        tags: Collection[str],
        *,
        in_last_stage: bool,
        waits: bool,
    ) -> UpNext:
        """What comes next on `day` by the rules of `programme`; nothing is eased if it `waits`."""
        rules, week = programme.rotation, self.week(day)
        block = 1 if rules is None else (week - 1) // rules.block_weeks + 1
        may_ease = in_last_stage and not waits and self.may_ease(day, rules)
        stretches: dict[str, int] = {}
        if programme.stretches is not None:
            times = programme.stretches.times_for(tags)
            stretches = {
                exercise: level_after(self.stretched.get(exercise, 0), times)
                for exercise in programme.stretches.exercises
            }
        by_week = may_ease and rules is not None and self._is_easier_week(day, rules)
        return UpNext(
            day,
            dict(self.done),
            dict(unmet),
            self.sessions,
            week,
            block,
            may_ease and not self.skipping,
            0 if by_week else self.eased_left,
            may_ease,
            stretches,
            holding=in_last_stage and self.is_holding(day),
            two_lifts=in_last_stage and _is_before(day, self.two_lifts_until),
            longer=in_last_stage
            and _is_before(day, self.longer_until)
            and week_of(day) != self.last_week,
        )


def _is_before(day: date, until: date | None) -> bool:
    return until is not None and day < until


def level_after(count: int, times: Sequence[int]) -> int:
    """The level of a stretch that was done `count` times."""
    return 1 + sum(count >= enough for enough in times)


def week_of(day: date) -> int:
    """The number of the week, from Monday to Sunday, in which `day` falls."""
    return (day.toordinal() - 1) // 7

"""The levels somebody has reached, as the planner and the screens need them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import field

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.levels.book import LevelBook
from backcoach.coach.levels.track import Rung, Track
from backcoach.coach.levels.up import Today, before_session
from backcoach.coach.levels.weights import UsedWeights
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Weight


@frozen
class Earned:
    """The levels of the present stage and every decision so far, oldest first.

    Levels go up only for somebody who has checked in today and not trained since; `today` is None
    otherwise. The next session is done `less` levels lower on the way back from a break or a
    flare-up, while the levels themselves are kept. `weights` are those of the sessions so far,
    `balance` the levels of the exercises for balance, which belong to no stage.
    """

    book: LevelBook = field(repr=False)
    today: Today | None = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)
    less: int = 0
    weights: UsedWeights = field(default_factory=UsedWeights, repr=False)
    balance: tuple[Rung, ...] = ()

    @property
    def rungs(self) -> tuple[Rung, ...]:
        """Every exercise that has a level of its own in this stage or in all, sorted by id.

        An exercise that does not suit the person is not included.
        """
        barred = self.book.suit.barred
        tracks = self.book.tracks.values()
        found = {rung.exercise: rung.level for rung in self.balance if rung.exercise not in barred}
        found |= {track.doing: track.rung.level for track in tracks if track.doing not in barred}
        return tuple(Rung(exercise, found[exercise]) for exercise in sorted(found))

    @property
    def doing(self) -> dict[str, str]:
        """What is done in place of each exercise of the templates that was done before."""
        return {slot: track.doing for slot, track in self.book.tracks.items()}

    def level_of(self, exercise: str) -> int | None:
        """The level of `exercise` now; None when it is not done in this stage, or not yet."""
        begins = self.book.begins_at if exercise in self.book.named else None
        return dict(self.rungs).get(exercise, begins)

    def weight_at(self, exercise: Exercise, level: int) -> Weight | None:
        """The weight `exercise` is done with at `level`; None without one, or while unknown."""
        loaded = exercise.at(level).weight is not None
        return self.weights.held(exercise.id, level) if loaded else None

    @property
    def always_sore(self) -> frozenset[str]:
        """The exercises that leave the back sore as a habit, and always settle."""
        book = self.book
        rules, counted = book.programme.levels, book.soreness
        return frozenset(each for each in counted.settled if counted.is_habitual(each, rules))

    def waiting_for(self, session: str) -> int:
        """The number of exercises of a session that went well and wait for the morning after it."""
        return sum(
            outcome.fine
            for facts, pairs in self.book.waiting
            if facts.session == session
            for _, outcome in pairs
        )

    def for_session(self, named: Sequence[Rung]) -> tuple[Rung, ...]:
        """What to do today in place of each of `named`, in the same order.

        Levels that will go up with this session are raised already; on a way back levels are
        lowered.
        """
        tracks = {track.slot: track for rung in named if (track := self._track_for(rung.exercise))}
        rising: set[str] = set()
        if self.today is not None:
            checks = before_session(self.book, list(tracks.values()), self.today)
            rising = {
                slot
                for slot, check in checks.items()
                if check.verdict is None and check.load is None
            }
        return tuple(self._rung(rung, rising) for rung in named)

    def repetitions(self, exercises: Sequence[str]) -> dict[str, int]:
        """The repetitions a set at the top of their ladders, where some were added, by exercise.

        In a session of these `exercises`; one that may be added today is among them. At the next
        weight they are those of the ladder again.
        """
        tracks = [t for t in self.book.tracks.values() if t.doing == t.home and t.home in exercises]
        found = {track.home: track.reps for track in tracks}
        if self.today is not None:
            checks = before_session(self.book, tracks, self.today)
            found |= {
                track.home: check.load.reps
                for track in tracks
                if (check := checks.get(track.slot)) is not None
                and check.verdict is None
                and check.load is not None
            }
        return {exercise: reps for exercise, reps in found.items() if reps is not None}

    def next_weights(self, exercises: Sequence[str]) -> dict[str, Weight]:
        """The next weights that may be used in a session of these `exercises`, by exercise."""
        if self.today is None:
            return {}
        doing = {track.doing: track for track in self.book.tracks.values()}
        tracks = [doing[exercise] for exercise in exercises if exercise in doing]
        checks = before_session(self.book, tracks, self.today)
        return {
            track.doing: check.load.weight
            for track in tracks
            if (check := checks.get(track.slot)) is not None
            and check.verdict is None
            and check.load is not None
            and check.load.weight is not None
        }

    def _track_for(self, slot: str) -> Track | None:
        """The track of what is done in place of an exercise of the templates; None before it is."""
        track = self.book.tracks.get(slot)
        own = None if track is None or track.stand_in is None else track.stand_in.own_track
        return own or track

    def _rung(self, named: Rung, rising: Collection[str]) -> Rung:
        """What to do in place of `named`; `rising` are the slots whose level goes up today."""
        track = self._track_for(named.exercise)
        if track is None:
            exercise, level = self.book.first_rung(named.exercise, named.level)
            return Rung(exercise, max(1, level - self.less))
        if track.slot in rising:
            track = copy(track)
            self.book.go_up(track)
        return Rung(track.doing, max(1, track.rung.level - self.less))

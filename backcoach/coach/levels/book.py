"""The levels of all exercises during one stay in a stage, and the moves between levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.track import ExerciseOutcome, Rung, StandIn, Track, moving
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Programme
from backcoach.coach.suitability import Suit, tailor

Pair = tuple[Track, ExerciseOutcome]


def named_in(programme: Programme, stage: int, suit: Suit) -> frozenset[str]:
    """Every exercise that the templates of `stage` name, after `suit` has adapted them."""
    here = programme.stage(stage)
    names = (*here.templates, here.first_sessions_template, here.short_template)
    return frozenset(
        item.exercise
        for name in names
        if name is not None
        for item in tailor(suit, programme.templates[name], stage).template.items
    )


@dataclass(slots=True)
class LevelBook:
    """The level of each exercise during one stay in a stage, by the exercise in the templates.

    An exercise that replaces another because of the profile has a level of its own. `named` are the
    exercises of the stage's templates, adapted by `suit`. After a long break all exercises begin at
    the level `begins_at`; if it is None, at that of the template. Exercises that are done for the
    first time begin `less` levels lower. `resting` waits for the first session after a long break,
    which sets `rests_until`, the first day on which levels may go up again. `waiting` are the
    sessions whose morning after is not known, `raised` counts the steps up. `decisions` is the
    ledger, shared by all stays.
    """

    stage: int
    programme: Programme = field(repr=False)
    exercises: Mapping[str, Exercise] = field(repr=False)
    decisions: list[Decision] = field(repr=False)
    suit: Suit = field(repr=False)
    begins_at: int | None = None
    less: int = 0
    resting: bool = False
    rests_until: date | None = None
    tracks: dict[str, Track] = field(default_factory=dict)
    waiting: list[tuple[SessionFacts, list[Pair]]] = field(default_factory=list)
    raised: int = 0
    named: frozenset[str] = field(init=False)
    moving: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.moving = moving(self.exercises)
        self.named = named_in(self.programme, self.stage, self.suit)

    def go_by(self, programme: Programme) -> None:
        """Let the rules and templates of another version of the programme hold from now on."""
        self.programme = programme
        self.named = named_in(programme, self.stage, self.suit)

    # Who does them

    def fit_to(self, suit: Suit, on: date) -> None:
        """Adapt to another profile on the day `on`.

        Replacements that no longer suit are undone at once.
        """
        if suit == self.suit:
            return
        self.suit, self.named = suit, named_in(self.programme, self.stage, suit)
        for track in self.tracks.values():
            old = track.rung
            if track.stand_in is not None and track.stand_in.exercise in suit.barred:
                track.stand_in = None
            if track.home != track.slot and track.home in suit.barred:
                track.home, track.raises = track.slot, []
                track.level = suit.top(self.exercises[track.slot])
            # The replacement may be barred as well; the plan then says why it is left out.
            if track.doing != old.exercise and track.doing not in suit.barred:
                self.add("level.swap.profile", on, old, track.rung, Evidence())

    # Finding the track of an exercise

    def pairs(self, template: str, found: Sequence[ExerciseOutcome]) -> list[Pair]:
        """Each outcome of a session by `template`, with the track it belongs to."""
        pairs: dict[str, Pair] = {}
        for outcome in found:
            track = self.tracks.get(outcome.exercise)
            if track is None or track.doing != outcome.exercise:
                track = self._track_of(outcome.exercise, found)
            if track is None:
                level = self._level_in(template, outcome)
                track = Track(outcome.exercise, outcome.exercise, self.first_level(level))
                self.tracks[track.slot] = track
            pairs.setdefault(track.slot, (track, outcome))
        return list(pairs.values())

    def _level_in(self, template: str, outcome: ExerciseOutcome) -> int:
        """The level of the exercise in the session's template.

        Without one, the level it was done at.
        """
        known = self.programme.templates.get(template)
        items = () if known is None else tailor(self.suit, known, self.stage).template.items
        named = (item.level for item in items if item.exercise == outcome.exercise)
        top = len(self.exercises[outcome.exercise].ladder)
        return min(next(named, outcome.level), top)

    def _track_of(self, exercise: str, found: Sequence[ExerciseOutcome]) -> Track | None:
        """The track in which `exercise` is done in place of another, else its own.

        None without one.
        """
        own = self.tracks.get(exercise)
        present = {outcome.exercise for outcome in found}
        for track in self.tracks.values():
            if track.doing == exercise:
                return track
            # The harder one takes over with this session.
            if own is None and track.home not in present and self.harder(track) == exercise:
                return track
        return own

    def first_level(self, of_template: int) -> int:
        """The level an exercise begins at where its template has the level `of_template`."""
        return max(1, (self.begins_at or of_template) - self.less)

    def no_longer_waiting(self, facts: SessionFacts) -> list[Pair]:
        """Take the session of `facts` off the waiting list.

        Return what was done as planned in it.
        """
        for place, (waiting, pairs) in enumerate(self.waiting):
            if waiting is facts:
                del self.waiting[place]
                return pairs
        return []

    def remembered(self, facts: SessionFacts) -> list[Pair]:
        """What was done in the session of `facts`, as long as it is among an exercise's last."""
        return [
            (track, outcome)
            for track in self.tracks.values()
            for outcome in track.recent
            if outcome.facts is facts
        ]

    # Moves of one track

    def at_the_top(self, track: Track) -> bool:
        """Whether neither a higher level nor a harder exercise is left in this stage."""
        top = self.suit.top(self.exercises[track.home])
        return track.level >= top and self.harder(track) is None

    def harder(self, track: Track) -> str | None:
        """The harder exercise that may take over.

        In this stage, suitable, not in its sessions yet.
        """
        exercise = self.exercises[track.home]
        if exercise.harder is None or track.level < len(exercise.ladder):
            return None
        harder = self.exercises[exercise.harder]
        allowed = self.stage in harder.stages and harder.id not in self.named | self.suit.barred
        return harder.id if allowed else None

    def hands_over(self, track: Track) -> bool:
        """Whether the next step up is a harder exercise that takes over."""
        return track.level >= self.suit.top(self.exercises[track.home])

    def go_up(self, track: Track) -> None:
        """Go up one level, or from the highest one to level 1 of the harder exercise."""
        harder = self.harder(track)
        if track.level < self.suit.top(self.exercises[track.home]):
            track.level += 1
        elif harder is not None:
            track.home, track.level = harder, 1

    def note_raise(self, track: Track, day: date) -> None:
        """Note that the level, the exercise or the weight of this track went up on `day`."""
        self.raised += 1
        track.raises.append(self.raised)
        track.raised_on = day

    def hand_over(self, track: Track, easier: str) -> None:
        """Let the easier exercise take over for the next sessions."""
        top = len(self.exercises[easier].ladder)
        level = min(self.programme.easing.level, top)
        track.stand_in = StandIn(easier, level, self.programme.levels.swap_sessions)

    # The ledger

    def decide(
        self, rule: str, on: date, track: Track, evidence: Evidence, *, start: int | None = None
    ) -> None:
        """Record a decision about a track.

        A move from `start` to the present rung, or no move without it.
        """
        # As `track.rung`, but without creating an object each time.
        doing = track.stand_in
        exercise, level = (
            (track.home, track.level) if doing is None else (doing.exercise, doing.level)
        )
        came = level if start is None else start
        name = self.exercises[exercise].name
        self.decisions.append(Decision(rule, on, exercise, name, came, level, evidence))

    def add(self, rule: str, on: date, old: Rung, new: Rung, evidence: Evidence) -> None:
        """Record a decision that leads from the rung `old` to `new`."""
        other = None if new.exercise == old.exercise else new.exercise
        self.decisions.append(
            Decision(
                rule,
                on,
                old.exercise,
                self.exercises[old.exercise].name,
                old.level,
                new.level,
                evidence,
                other,
                "" if other is None else self.exercises[other].name,
            )
        )

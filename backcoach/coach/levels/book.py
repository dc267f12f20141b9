"""The levels of all exercises during one stay in a stage, and the moves between levels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.session_facts import SessionFacts
from backcoach.coach.levels.soreness import HabitualSoreness
from backcoach.coach.levels.steps_up import step_up
from backcoach.coach.levels.track import ExerciseOutcome, Rung, StandIn, Track, moving
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import ExerciseRole, Programme, TemplateItem
from backcoach.coach.suitability import Suit, tailor

Pair = tuple[Track, ExerciseOutcome]


LIFTS = (ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT)


def items_of(programme: Programme, stage: int, suit: Suit) -> list[TemplateItem]:
    """Every item of the templates of `stage`, after `suit` has adapted them."""
    return [
        item
        for name in programme.stage(stage).all_templates
        for item in tailor(suit, programme.templates[name], stage).template.items
    ]


@dataclass(slots=True)
class LevelBook:
    """The level of each exercise during one stay in a stage, by the exercise in the templates.

    An exercise that replaces another because of the profile has a level of its own. `named` are the
    exercises of the stage's templates, adapted by `suit`; for some of them `beyond` has
    the easier one that is done until somebody has got beyond it. After a long break all exercises
    begin at the level `begins_at`; if it is None, at that of the template, or at the level `earned`
    in the stages before, if that is higher. Exercises that are done for the first time begin `less`
    levels lower. `resting` waits for the first session after a long break,
    which sets `rests_until`, the first day on which levels may go up again. `waiting` are the
    sessions whose morning after is not known, `raised` counts the steps up. `decisions` is the
    ledger and `soreness` counts who is always sore; both are shared by all stays.
    """

    stage: int
    programme: Programme = field(repr=False)
    exercises: Mapping[str, Exercise] = field(repr=False)
    decisions: list[Decision] = field(repr=False)
    suit: Suit = field(repr=False)
    soreness: HabitualSoreness = field(default_factory=HabitualSoreness, repr=False)
    begins_at: int | None = None
    earned: dict[str, int] = field(default_factory=dict)
    less: int = 0
    resting: bool = False
    rests_until: date | None = None
    tracks: dict[str, Track] = field(default_factory=dict)
    waiting: list[tuple[SessionFacts, list[Pair]]] = field(default_factory=list)
    raised: int = 0
    named: frozenset[str] = field(init=False)
    beyond: dict[str, str] = field(init=False, repr=False)
    lifts: frozenset[str] = field(init=False, repr=False)
    swaps_end: date | None = None
    moving: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.moving = moving(self.exercises, self.programme.levels)
        self._read_templates()

    def _read_templates(self) -> None:
        items = items_of(self.programme, self.stage, self.suit)
        self.named = frozenset(item.exercise for item in items)
        self.lifts = frozenset(item.exercise for item in items if item.role in LIFTS)
        self.beyond = {
            item.exercise: item.beyond
            for item in items
            if item.beyond is not None and item.beyond not in self.suit.barred
        }

    def go_by(self, programme: Programme) -> None:
        """Let the rules and templates of another version of the programme hold from now on."""
        self.programme = programme
        self.moving = moving(self.exercises, programme.levels)
        self._read_templates()

    # Who does them

    def fit_to(self, suit: Suit, on: date) -> None:
        """Adapt to another profile on the day `on`.

        Replacements that no longer suit are undone at once, and levels above the highest one are
        lowered to it.
        """
        if suit == self.suit and suit.programme is self.suit.programme:
            return
        self.suit = suit
        self._read_templates()
        for track in self.tracks.values():
            old = track.rung
            if track.stand_in is not None and track.stand_in.exercise in suit.barred:
                track.stand_in = None
            if track.home != track.slot and track.home in suit.barred:
                level = 1 if self._is_below(track) else suit.top(self.exercises[track.slot])
                track.home, track.raises = track.slot, []
                track.set_level(level)
            # The replacement may be barred as well; the plan then says why it is left out.
            if track.doing != old.exercise and track.doing not in suit.barred:
                self.add("level.swap.profile", on, old, track.rung, Evidence())
        if self.programme.levels.keeps_earned:
            self._keep_below_the_tops(on)

    def _keep_below_the_tops(self, on: date) -> None:
        """Lower each level above the highest that suits; what is not done at all waits as it is."""
        for track in self.tracks.values():
            old, stand_in = track.rung, track.stand_in
            if track.home not in self.suit.barred:
                track.set_level(min(track.level, self.suit.top(self.exercises[track.home])))
            if stand_in is not None:
                top = self.suit.top(self.exercises[stand_in.exercise])
                stand_in.level = min(stand_in.level, top)
            if track.rung != old:
                self._lowered(on, old, track.rung)
        for exercise, level in self.earned.items():
            top = self.suit.top(self.exercises[exercise])
            if level > top and exercise not in self.suit.barred:
                self.earned[exercise] = top
                if exercise in self.named and exercise not in self.tracks:
                    self._lowered(on, Rung(exercise, level), Rung(exercise, top))

    def _lowered(self, on: date, old: Rung, new: Rung) -> None:
        because = self._why_capped(new.exercise)
        self.add("level.lower.suit", on, old, new, Evidence(), because=because)

    def _why_capped(self, exercise: str) -> str:
        """The reason for the highest level of `exercise`; empty where its ladder ends there."""
        if exercise not in self.suit.tops:
            return ""
        limit = self.suit.limit(self.exercises[exercise])
        return "" if limit is None else limit.because

    # From stage to stage

    def carried(self) -> dict[str, int]:
        """The level each exercise has reached in this stage or before, for the next stage."""
        if not self.programme.levels.keeps_earned:
            return {}
        found = {exercise: self._after_break(level) for exercise, level in self.earned.items()}
        for track in self.tracks.values():
            if track.home != track.slot and not self._is_below(track):
                found[track.slot] = self.suit.top(self.exercises[track.slot])
            found[track.home] = track.level
        return found

    def waiting_levels(self) -> list[Rung]:
        """The levels earned in the stages before of exercises that were not done in this one."""
        return [
            Rung(exercise, self._after_break(level))
            for exercise, level in self.earned.items()
            if exercise not in self.tracks
        ]

    def _after_break(self, level: int) -> int:
        return max(1, level - self.less)

    # Finding the track of an exercise

    def pairs(
        self, template: str, found: Sequence[ExerciseOutcome], *, lowered: bool = False
    ) -> list[Pair]:
        """Each outcome of a session by `template`, with the track it belongs to.

        A short session that is `lowered` for its day alone leaves levels as they are: an exercise
        that was done well in it, and never before, has none of its own yet. Otherwise it would go
        on at the level of the short template, below that of the stage.
        """
        if lowered:
            here = self.programme.stage(self.stage)
            lowered = template in (here.short_template, here.first_sessions_template)
        pairs: dict[str, Pair] = {}
        for outcome in found:
            track = self.tracks.get(outcome.exercise)
            if track is None or track.doing != outcome.exercise:
                track = self._track_of(outcome.exercise, found)
            if track is None and lowered and not outcome.went_badly:
                continue
            if track is None:
                track = self._begin(outcome, self._level_in(template, outcome))
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

    def _begin(self, outcome: ExerciseOutcome, of_template: int) -> Track:
        """The track of an exercise that was done for the first time."""
        slot, first = outcome.exercise, self._own_first_rung(outcome.exercise, of_template)
        if slot not in self.named:
            for other, easier in self.beyond.items():
                if easier == slot and other not in self.tracks:
                    slot, first = other, self.first_rung(other, of_template)
                    break
        track = self.tracks[slot] = Track(slot, outcome.exercise, first.level)
        return track

    def first_rung(self, slot: str, of_template: int) -> Rung:
        """What is first done for `slot`, whose template has the level `of_template`.

        That is the easier exercise at its earned level for whoever is still at that one.
        """
        easier = self.beyond.get(slot)
        if easier is not None and easier in self.earned and slot not in self.earned:
            return Rung(easier, self._first_level(easier, self.earned[easier]))
        return self._own_first_rung(slot, of_template)

    def _own_first_rung(self, slot: str, of_template: int) -> Rung:
        return Rung(slot, self._first_level(slot, max(of_template, self.earned.get(slot, 0))))

    def _first_level(self, exercise: str, level: int) -> int:
        level = min(self.begins_at or level, self.suit.top(self.exercises[exercise]))
        return self._after_break(level)

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

    def _is_below(self, track: Track) -> bool:
        """Whether an easier exercise is done there that nobody has got beyond yet."""
        return self.exercises[track.slot].easier == track.home

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
        taken = (self.named - {track.slot}) | self.suit.barred
        return harder.id if self.stage in harder.stages and harder.id not in taken else None

    def hands_over(self, track: Track) -> bool:
        """Whether the next step up is a harder exercise that takes over."""
        return track.level >= self.suit.top(self.exercises[track.home])

    def go_up(self, track: Track) -> None:
        """Go up one level, or from the highest one to the first level of the harder exercise."""
        harder = self.harder(track)
        if track.level < self.suit.top(self.exercises[track.home]):
            track.set_level(track.level + 1)
        elif harder is not None:
            track.home, track.level, track.since = harder, self.first_level_of_harder(harder), None

    def first_level_of_harder(self, exercise: str) -> int:
        """Level 1, or the one that was earned before."""
        return min(self.earned.get(exercise, 1), self.suit.top(self.exercises[exercise]))

    def note_raise(self, track: Track, day: date) -> None:
        """Note that the level, the exercise or the weight of this track went up on `day`."""
        self.raised += 1
        track.raises.append(self.raised)
        track.raised_on = day

    def hand_over(self, track: Track, easier: str, until: date | None = None) -> None:
        """Let the easier exercise take over for the next sessions, or up to the day `until`."""
        top = self.suit.top(self.exercises[easier])
        level = min(self.programme.easing.level, top)
        own = None
        if self.programme.levels.keeps_earned:
            own = next((each for each in self.tracks.values() if each.home == easier), None)
        track.stand_in = StandIn(easier, level, self.programme.levels.swap_sessions, own, until)
        if until is not None:
            self.swaps_end = min(until, self.swaps_end or until)

    def end_swaps(self, day: date, *, early: bool = False) -> None:
        """Take back what the user had swapped for an easier exercise up to `day`, or until later.

        Those still to last are taken back only `early`.
        """
        self.swaps_end = None
        for track in self.tracks.values():
            until = None if track.stand_in is None else track.stand_in.until
            if until is not None and (early or until <= day):
                old, track.stand_in = track.rung, None
                rule = "level.swap.over" if until <= day else "level.swap.left"
                self.add(rule, day, old, track.rung, Evidence())
            elif until is not None:
                self.swaps_end = min(until, self.swaps_end or until)

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
            (track.home, track.level) if doing is None else (doing.exercise, doing.done_at)
        )
        came = level if start is None else start
        name = self.exercises[exercise].name
        because = self._why_capped(exercise) if rule == "level.hold.top" else ""
        self.decisions.append(
            Decision(rule, on, exercise, name, came, level, evidence, because=because)
        )

    def add(
        self, rule: str, on: date, old: Rung, new: Rung, evidence: Evidence, *, because: str = ""
    ) -> None:
        """Record a decision that leads from the rung `old` to `new`."""
        more = None
        if rule == "level.up":
            more = step_up(self.exercises[new.exercise], old.level, new.level)
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
                because,
                "" if more is None else more.sentence,
            )
        )

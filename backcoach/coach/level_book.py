"""The levels of one stay in a stage: moved session by session, each move with its decision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from backcoach.coach.exercise import Exercise
from backcoach.coach.ledger import Decision, Evidence
from backcoach.coach.levels import (
    DOWN,
    HOLD,
    Today,
    Verdict,
    after_session,
    before_session,
    down_effort,
    down_sore,
    down_unsettled,
    is_calm,
    latest_raised,
    rests_until,
    swaps_to_easier,
)
from backcoach.coach.load import nanograms
from backcoach.coach.programme import Programme
from backcoach.coach.seen import Past
from backcoach.coach.session import SessionRecord
from backcoach.coach.suit import Suit
from backcoach.coach.track import Outcome, Rung, StandIn, Track, moving, outcomes

Pair = tuple[Track, Outcome]
Hold = tuple[str, date, Track, Evidence]
"""Rule, day, exercise and evidence: what `LevelBook.decide` writes down."""


def named_in(programme: Programme, stage: int, suit: Suit) -> frozenset[str]:
    """Every exercise that the templates of `stage` name, as they suit the person."""
    here = programme.stage(stage)
    names = (*here.templates, here.first_sessions_template, here.short_template)
    return frozenset(
        item.exercise
        for name in names
        if name is not None
        for item in suit.fit(programme.templates[name], stage).template.items
    )


@dataclass(slots=True)
class LevelBook:
    """What each exercise of a stage is done at, by the exercise the templates name.

    Where another one stands in because of the profile, that one has a level of its own: it counts
    as named. `named` are the exercises of the stage's templates as they `suit` the person.
    `begins_at` is the level all begin at after a long break; without it, that of the template.
    Exercises met for the first time begin `less` levels lower. `resting` waits for the first
    session back after a long break, which sets `rests_until`. `decisions` is the ledger, shared by
    all stays.
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
    waiting: list[tuple[Past, list[Pair]]] = field(default_factory=list)
    raised: int = 0
    named: frozenset[str] = field(init=False)
    moving: frozenset[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.moving = moving(self.exercises)
        self.named = named_in(self.programme, self.stage, self.suit)

    # Who does them

    def fit_to(self, suit: Suit, on: date) -> None:
        """Another profile from `on`: what took over and no longer suits hands back at once."""
        if suit == self.suit:
            return
        self.suit, self.named = suit, named_in(self.programme, self.stage, suit)
        for track in self.tracks.values():
            old = track.rung
            if track.stand_in is not None and track.stand_in.exercise in suit.barred:
                track.stand_in = None
            if track.home != track.slot and track.home in suit.barred:
                track.home, track.raises = track.slot, []
                track.level = self.top(track.slot)
            # What is done there may be barred as well: then the plan says why it is left out.
            if track.doing != old.exercise and track.doing not in suit.barred:
                self.add("level.swap.profile", on, old, track.rung, Evidence())

    def top(self, exercise: str) -> int:
        """The highest level `exercise` is done at."""
        return self.suit.top(self.exercises[exercise])

    # A session and the morning after it

    def take_session(
        self, session: SessionRecord, past: Past, today: Today, *, whole: bool
    ) -> None:
        """Decide what goes up for `session`, then what its course says about each exercise.

        `whole` says that every set of it was completed.
        """
        lights = self.programme.lights
        found = outcomes(session, past, self.moving, lights, whole=whole)
        if self.resting:
            self.resting, self.rests_until = False, rests_until(past.day, self.programme)
        pairs = self._pairs(session, found)
        held = self._go_up(pairs, today)
        for track, outcome in pairs:
            track.remember(outcome)
        as_planned = [(track, out) for track, out in pairs if out.exercise == track.doing]
        self._judge(as_planned, past)
        for track, outcome in as_planned:
            # Where the session itself held it or took it down, that says it all.
            if outcome.fine and today.in_flare:
                outcome.fine = False
                self.decide("level.hold.flare", past.day, track, Evidence((past.session,)))
            elif outcome.fine and track.slot in held:
                self.decide(*held[track.slot])
        self._count_merged(pairs, past)
        self.waiting.append((past, as_planned))

    def take_morning(self, past: Past, day: date) -> None:
        """The morning after `past` is known, on `day`.

        Unsettled takes down what left the back sore; where that is nothing with a level of its
        own, the latest raised (judgement).
        """
        pairs = next((pairs for other, pairs in self.waiting if other is past), [])
        self.waiting = [entry for entry in self.waiting if entry[0] is not past]
        sore = [track for track, outcome in pairs if outcome.sore]
        verdict = down_sore(past) if sore else down_unsettled(past)
        if verdict is None:
            return
        most = self.programme.levels.latest_raised
        most -= sum(outcome.down == "level.down.effort" for _, outcome in pairs)
        standing = [(track, outcome) for track, outcome in pairs if not outcome.down]
        going = sore or latest_raised([track for track, _ in standing], max(0, most))
        for track, outcome in standing:
            if track in going:
                self._go_down(track, outcome, verdict, day)
            elif outcome.fine:
                self.decide("level.hold.unsettled", day, track, Evidence((past.session,)))
            outcome.fine = False

    def _pairs(self, session: SessionRecord, found: Sequence[Outcome]) -> list[Pair]:
        """Each outcome with the track it belongs to."""
        present = {outcome.exercise for outcome in found}
        pairs: dict[str, Pair] = {}
        for outcome in found:
            track = self.tracks.get(outcome.exercise)
            if track is None or track.doing != outcome.exercise:
                track = self._track_of(outcome.exercise, present)
            if track is None:
                level = self._level_in(session.template, outcome)
                track = Track(outcome.exercise, outcome.exercise, self.first_level(level))
                self.tracks[track.slot] = track
            pairs.setdefault(track.slot, (track, outcome))
        return list(pairs.values())

    def _level_in(self, template: str, outcome: Outcome) -> int:
        """The level the template of a session names; without one, that it was done at."""
        known = self.programme.templates.get(template)
        items = () if known is None else self.suit.fit(known, self.stage).template.items
        named = (item.level for item in items if item.exercise == outcome.exercise)
        top = len(self.exercises[outcome.exercise].ladder)
        return min(next(named, outcome.level), top)

    def _track_of(self, exercise: str, present: set[str]) -> Track | None:
        """The track where `exercise` is done, other than its own, else its own if it has one."""
        own = self.tracks.get(exercise)
        for track in self.tracks.values():
            # `Track.doing`, which would be asked for half a million times over years of sessions.
            stand_in = track.stand_in
            if (track.home if stand_in is None else stand_in.exercise) == exercise:
                return track
            # The harder one takes over in this very session.
            if (
                own is None
                and self.exercises[track.home].harder == exercise
                and track.home not in present
                and self._harder(track) == exercise
            ):
                return track
        return own

    def first_level(self, of_template: int) -> int:
        """The level an exercise begins at where its template says `of_template`."""
        return max(1, (self.begins_at or of_template) - self.less)

    # Up

    def _go_up(self, pairs: Sequence[Pair], today: Today) -> dict[str, Hold]:
        """Raise what may go up for this session; by slot, why the others stay."""
        held: dict[str, Hold] = {}
        looks = before_session([track for track, _ in pairs], today, self.at_the_top)
        for track, outcome in pairs:
            if track.slot not in looks:
                continue
            verdict, proof, load = looks[track.slot]
            sessions = tuple([outcome.past.session for outcome in reversed(proof)])
            if verdict is not None:
                evidence = Evidence(sessions, verdict.numbers)
                held[track.slot] = verdict.rule, today.day, track, evidence
                continue
            if load is not None and load.weight is not None:
                evidence = Evidence(sessions, load.numbers)
                self.decide(load.rule, today.day, track, evidence)
                # It is raised once the user has taken it; until then it is an offer.
                if outcome.weight is not None and nanograms(outcome.weight) >= nanograms(
                    load.weight
                ):
                    self._note_raise(track, today.day)
                continue
            old = track.rung
            self.go_up(track)
            self._note_raise(track, today.day)
            rule = "level.up" if track.home == old.exercise else "level.swap.harder"
            self.add(rule, today.day, old, track.rung, Evidence(sessions))
        return held

    def _note_raise(self, track: Track, day: date) -> None:
        self.raised += 1
        track.raises.append(self.raised)
        track.raised_on = day

    def at_the_top(self, track: Track) -> bool:
        """Whether there is neither a higher level nor a harder exercise allowed in this stage."""
        return track.level >= self.top(track.home) and not self._harder(track)

    def go_up(self, track: Track) -> None:
        """One level up; from the highest one to the harder exercise at level 1."""
        harder = self._harder(track)
        if track.level < self.top(track.home):
            track.level += 1
        elif harder is not None:
            track.home, track.level = harder, 1

    def _harder(self, track: Track) -> str | None:
        """What may take over at the top: of this stage, suitable, not in its sessions already."""
        exercise = self.exercises[track.home]
        if track.level < len(exercise.ladder) or exercise.harder is None:
            return None
        harder = self.exercises[exercise.harder]
        allowed = self.stage in harder.stages and harder.id not in self.named | self.suit.barred
        return harder.id if allowed else None

    # Down and hold

    def _judge(self, pairs: Sequence[Pair], past: Past) -> None:
        hard: dict[str, Verdict] = {}
        calm = is_calm(past, self.programme)
        for track, outcome in pairs:
            well = calm and outcome.share == 1 and not outcome.was_hard and not outcome.sore
            if well and track.stand_in is None and outcome.level >= track.level:
                outcome.fine = True
                continue
            verdict = after_session(DOWN, outcome, track, self.programme)
            if verdict is not None:
                hard[track.slot] = verdict
        effort = down_effort(past, self.programme)
        if effort is not None:
            rest = [track for track, _ in pairs if track.slot not in hard]
            for track in latest_raised(rest, self.programme.levels.latest_raised):
                hard[track.slot] = effort
        for track, outcome in pairs:
            if track.slot in hard:
                self._go_down(track, outcome, hard[track.slot], past.day)
            elif track.stand_in is not None:
                self._stood_in(track, past)
            elif not outcome.fine:
                held = after_session(HOLD, outcome, track, self.programme)
                outcome.fine = held is None
                if held is not None:
                    evidence = Evidence((past.session,), held.numbers)
                    self.decide(held.rule, past.day, track, evidence)

    def _go_down(self, track: Track, outcome: Outcome, verdict: Verdict, day: date) -> None:
        """One level down, or over to the easier exercise."""
        outcome.down, outcome.fine = verdict.rule, False
        old, swap_sessions = track.rung, self.programme.levels.swap_sessions
        sessions = (outcome.past.session,)
        if track.stand_in is None:
            track.raises = track.raises[:-1]
            track.level = max(1, track.level - 1)
        easier = self.suit.easier(self.exercises[old.exercise])
        if easier is not None and swaps_to_easier(track, self.programme, old):
            self.hand_over(track, easier)
            evidence = Evidence(sessions, (*verdict.numbers, ("sessions", swap_sessions)))
            self.add("level.swap.easier", day, old, track.rung, evidence)
            return
        if track.stand_in is not None:
            track.stand_in.level = max(1, old.level - 1)
            track.stand_in.left = swap_sessions
        rule = verdict.rule if track.rung.level < old.level else "level.hold.lowest"
        self.decide(rule, day, track, Evidence(sessions, verdict.numbers), start=old.level)

    def hand_over(self, track: Track, easier: str) -> None:
        """Let the easier exercise take over for the next sessions."""
        top = len(self.exercises[easier].ladder)
        level = min(self.programme.easing.level, top)
        track.stand_in = StandIn(easier, level, self.programme.levels.swap_sessions)

    def _stood_in(self, track: Track, past: Past) -> None:
        """One more session of the easier exercise is over; after the last it hands back."""
        stand_in = track.stand_in
        if stand_in is None:
            return
        stand_in.left -= 1
        old, left = track.rung, stand_in.left
        if left == 0:
            track.stand_in = None
        rule = "level.hold.stand_in" if left else "level.swap.back"
        done = left or self.programme.levels.swap_sessions
        evidence = Evidence((past.session,), (("sessions", done),))
        self.add(rule, past.day, old, Rung(track.home, track.level) if not left else old, evidence)

    def _count_merged(self, pairs: Sequence[Pair], past: Past) -> None:
        """An easier exercise that was in the session anyway stood in there as well."""
        standing_in = [track for track in self.tracks.values() if track.stand_in is not None]
        if not standing_in:
            return
        seen = {track.slot for track, _ in pairs}
        present = {outcome.exercise for _, outcome in pairs}
        for track in standing_in:
            if track.slot not in seen and track.doing in present:
                self._stood_in(track, past)

    # The ledger

    def decide(
        self,
        rule: str,
        on: date,
        track: Track,
        evidence: Evidence,
        *,
        start: int | None = None,
    ) -> None:
        """Write down what was decided about what is done there; it stays where no `start` is."""
        # What is done there or stands in for it, without building a rung: there are many of these.
        doing = track.stand_in
        exercise, level = (
            (track.home, track.level) if doing is None else (doing.exercise, doing.level)
        )
        came = level if start is None else start
        name = self.exercises[exercise].name
        self.decisions.append(Decision(rule, on, exercise, name, came, level, evidence))

    def add(
        self,
        rule: str,
        on: date,
        old: Rung,
        new: Rung,
        evidence: Evidence,
    ) -> None:
        """Write down a decision that leads from `old` to `new`: another level, or exercise."""
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

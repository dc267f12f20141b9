"""Which exercises suit a person, given their tags, their equipment and the time of day.

`suit_of` reads a profile. The `Suit` says for each exercise whether it is barred, how it is done
differently, how high its level may go and what replaces it (`programme.md` §1.3, §2). `tailor`
adapts a template.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import islice
from typing import NamedTuple

from backcoach.coach.model.adaptations import Adaptation, Lift, Need, Tag
from backcoach.coach.model.exercise import Exercise, Mode
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.profile import Profile, with_companions
from backcoach.coach.model.programme import ExerciseRole, Programme, Section, Template, TemplateItem
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.rules.stages import SkillMarker


class AppliedRule(NamedTuple):
    """The adaptation of one exercise by one rule, and the reason."""

    rule: str
    because: str
    adaptation: Adaptation

    @property
    def bars(self) -> bool:
        """Whether the exercise is not done at all."""
        return self.adaptation.keep is None


class LevelLimit(NamedTuple):
    """The highest level of an exercise, the rule that says so, and the reason."""

    level: int
    rule: str
    because: str


@frozen
class Suit:
    """The rules that apply to a person. Two are equal when the same rules apply.

    `tags` are those of the person in the order of the programme, `cleared` those a clinician has
    agreed to, `lifts` what raises a level that a tag limits. `things` is their equipment; None
    while nobody has asked, and then all is assumed to be there. `barred` are the ids of the
    exercises that are not done, `tops` the highest level of those whose level is limited.
    """

    programme: Programme = field(repr=False, compare=False)
    exercises: Mapping[str, Exercise] = field(repr=False, compare=False)
    tags: tuple[str, ...] = ()
    cleared: frozenset[str] = frozenset()
    lifts: frozenset[Lift] = frozenset()
    things: frozenset[str] | None = None
    first_hour: bool = False
    barred: frozenset[str] = field(default=frozenset(), compare=False, repr=False)
    tops: Mapping[str, int] = field(default_factory=dict, compare=False, repr=False)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is different for this person."""
        return not self.tags and self.things is None and not self.first_hour

    # Rules for one exercise

    def rules_for(self, exercise: Exercise) -> list[AppliedRule]:
        """Every rule that applies to `exercise`: by tags, by equipment, by the first hour."""
        found: list[AppliedRule] = []
        for name, tag in self.own_tags():
            adaptation = tag.adaptation(exercise.id)
            if adaptation is not None and adaptation.until not in self.lifts:
                found.append(
                    AppliedRule(f"tag.{name}", tag.because, self._agreed(name, adaptation))
                )
        for words in self.equipment_of(exercise):
            need = self.programme.equipment.needs.get(words)
            if need is not None and not self._at_hand(need):
                rule = f"equipment.{need.any_of[0]}"
                found.append(AppliedRule(rule, f"no {words} at hand", need.without or Adaptation()))
        if self.first_hour:
            hour = self.programme.first_hour
            adaptation = hour.exercises.get(exercise.id)
            if adaptation is not None:
                found.append(AppliedRule("first_hour", hour.because, adaptation))
        return found

    def equipment_of(self, exercise: Exercise) -> tuple[str, ...]:
        """What `exercise` is done with, in the variant that this person's tags ask for."""
        for _, tag in self.own_tags():
            adaptation = tag.adaptation(exercise.id)
            if adaptation is None or adaptation.variant is None:
                continue
            equipment = (exercise.variants or {})[adaptation.variant].equipment
            if equipment is not None:
                return equipment
        return exercise.equipment

    def bar(self, exercise: Exercise) -> AppliedRule | None:
        """The first rule that bars `exercise`; None when it is done.

        Two rules that leave different halves of the movement bar it together.
        """
        return _bar(self.rules_for(exercise))

    def notes(self, exercise: Exercise) -> tuple[Reason, ...]:
        """How `exercise` is done differently, each sentence once."""
        found: dict[str, Reason] = {}
        for applied in self.rules_for(exercise):
            keep = applied.adaptation.keep
            if keep is not None:
                found.setdefault(keep, Reason(applied.rule, keep))
        return tuple(found.values())

    def variant(self, exercise: Exercise) -> str | None:
        """The variant in which `exercise` is done; None for the usual way."""
        named = (each.adaptation.variant for each in self.rules_for(exercise))
        return next((name for name in named if name is not None), None)

    def top(self, exercise: Exercise) -> int:
        """The highest level `exercise` is done at."""
        return self.tops.get(exercise.id, len(exercise.ladder))

    def for_you(self, exercise: Exercise) -> tuple[str, ...]:
        """Sentences on what is different about `exercise` for this person; none if nothing is.

        For a barred exercise they name the nearest one that suits.
        """
        applied = self.bar(exercise)
        if applied is None:
            sentences = [note.sentence for note in self.notes(exercise)]
            if self.top(exercise) < len(exercise.ladder):
                sentences.append(f"Up to level {self.top(exercise)}.")
            return tuple(sentences)
        because = f"Not part of your sessions: {applied.because}."
        if any(each.adaptation.skip for each in self.rules_for(exercise)):
            return (because,)
        others = (other for other in self.in_turn(exercise) if other.id not in self.barred)
        return (because, *(f"Instead: {other.name}." for other in islice(others, 1)))

    def easier(self, exercise: Exercise) -> str | None:
        """The nearest easier exercise that is not barred; None without one."""
        easier = exercise.easier
        while easier is not None and easier in self.barred:
            easier = self.exercises[easier].easier
        return easier

    def limit(self, exercise: Exercise) -> LevelLimit | None:
        """The lowest limit on the level of `exercise`; None where its ladder is free to the top."""
        return _limit(self, exercise, self.rules_for(exercise))

    def depends_on(self, lift: Lift) -> bool:
        """Whether `lift`, which is not given, would raise the highest level of something."""
        raised = with_limits(replace(self, lifts=self.lifts | {lift}))
        done = (each for id, each in self.exercises.items() if id not in self.barred)
        return any(raised.top(each) > self.top(each) for each in done)

    @property
    def weight_stays(self) -> bool:
        """Whether no weight goes up for this person."""
        return any(tag.weight_stays for _, tag in self.own_tags())

    def own_tags(self) -> Iterator[tuple[str, Tag]]:
        """The person's tags in the order of the programme, each with its name."""
        return ((name, self.programme.tags[name]) for name in self.tags)

    def _agreed(self, tag: str, adaptation: Adaptation) -> Adaptation:
        """The adaptation after a clinician's agreement, if there is one."""
        if adaptation.once_ok is None or tag not in self.cleared:
            return adaptation
        return Adaptation(keep=adaptation.once_ok)

    def has(self, thing: str) -> bool:
        """Whether `thing` is at hand."""
        return self.things is None or thing in self.things

    def _at_hand(self, need: Need) -> bool:
        return any(map(self.has, need.any_of))

    def in_turn(self, exercise: Exercise) -> Iterator[Exercise]:
        """Every possible replacement, nearest first: named ones, floor-free, easier."""
        seen, queue = {exercise.id}, [exercise]
        for present in queue:
            named = [id for applied in self.rules_for(present) for id in applied.adaptation.instead]
            links = [id for id in (present.floor_free, present.easier) if id is not None]
            for id in (*named, *links):
                if id not in seen:
                    seen.add(id)
                    queue.append(self.exercises[id])
                    yield self.exercises[id]

    def limits(self) -> tuple[Reason, ...]:
        """The limits for the whole session."""
        found = []
        for name, tag in self.own_tags():
            parts = []
            if tag.hold_seconds_max is not None:
                parts.append(f"holds last {tag.hold_seconds_max} seconds at most")
            if tag.effort_max is not None:
                parts.append(f"effort stays at {tag.effort_max} of 10 or easier, able to talk")
            if parts:
                words = " and ".join(parts)
                sentence = f"{words[:1].upper()}{words[1:]}; breathe all the time."
                found.append(Reason(f"tag.{name}", sentence))
        return tuple(found)


def suit_of(
    profile: Profile | None,
    programme: Programme,
    exercises: Mapping[str, Exercise],
    *,
    first_hour: bool = False,
    missing: Collection[str] = (),
    steady: bool = False,
) -> Suit:
    """The rules that apply to a person with this profile.

    `first_hour` says that they have just got up (`in_first_hour`), `missing` which things are not
    at hand today, `steady` that they stand steadily on one leg. Tags and things that the
    programme does not know are ignored.
    """
    equipment = None if profile is None else profile.equipment
    things = None if equipment is None else frozenset(equipment)
    if missing:
        everything = frozenset(programme.equipment.things)
        things = (everything if things is None else things).difference(missing)
    if profile is None:
        suit = Suit(programme, exercises, things=things, first_hour=first_hour)
    else:
        suit = Suit(
            programme,
            exercises,
            tags=with_companions(profile.tags, programme),
            cleared=frozenset(with_companions(profile.clinician_ok, programme)),
            lifts=lifts_of(profile, steady=steady),
            things=things,
            first_hour=first_hour,
        )
    return with_limits(suit)


def lifts_of(profile: Profile, *, steady: bool) -> frozenset[Lift]:
    """What raises the highest levels of somebody, who may stand `steady` on one leg."""
    given = {
        Lift.LIFT_CHECKED: profile.lift_checked,
        Lift.HELP_NEAR: profile.help_near,
        Lift.STEADY_ON_ONE_LEG: steady,
    }
    return frozenset(lift for lift, there in given.items() if there)


def with_limits(suit: Suit) -> Suit:
    """`suit` with its barred exercises and highest levels computed from its rules."""
    if suit.is_plain:
        return suit
    exercises = suit.exercises
    applied = {id: suit.rules_for(each) for id, each in exercises.items()}
    barred = frozenset(id for id, rules in applied.items() if _bar(rules) is not None)
    limits = {id: _limit(suit, each, applied[id]) for id, each in exercises.items()}
    tops = {id: limit.level for id, limit in limits.items() if limit is not None}
    return replace(suit, barred=barred, tops=tops)


def _bar(rules: Sequence[AppliedRule]) -> AppliedRule | None:
    """The first of the rules for an exercise that bars it (`Suit.bar`)."""
    barring = next((applied for applied in rules if applied.bars), None)
    halves = {
        applied.adaptation.half: applied for applied in rules if applied.adaptation.half is not None
    }
    if barring is None and len(halves) > 1:
        because = ", and ".join(applied.because for applied in halves.values())
        return AppliedRule(next(iter(halves.values())).rule, because, Adaptation())
    return barring


def _limit(suit: Suit, exercise: Exercise, rules: Sequence[AppliedRule]) -> LevelLimit | None:
    """The lowest limit on the level of `exercise`, for which there are these rules."""
    limits = [
        LevelLimit(highest, f"tag.{name}", tag.because)
        for name, tag in suit.own_tags()
        if (highest := tag.highest(exercise.id, suit.lifts)) is not None
    ]
    limits += [
        LevelLimit(applied.adaptation.level_max, applied.rule, applied.because)
        for applied in rules
        if applied.adaptation.level_max is not None
    ]
    lowest = min(limits, key=lambda limit: limit.level, default=None)
    return None if lowest is None or lowest.level >= len(exercise.ladder) else lowest


def in_first_hour(minutes_up: int | None, programme: Programme) -> bool:
    """Whether the user got up less than so many minutes ago (SNOOK); False if unknown."""
    return minutes_up is not None and minutes_up < programme.readiness.first_hour_minutes


# --- A template made to suit somebody ----------------------------------------------------------


ALWAYS_THERE = (Section.WARM_UP, Section.COOL_DOWN)
"""Blocks that no session goes without, whatever the profile says."""


FIRST = (ExerciseRole.KEY, ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT)
"""The roles of the exercises that are replaced first."""


class Suited(NamedTuple):
    """A template adapted to a person, and what was changed in it."""

    template: Template
    reasons: tuple[Reason, ...]


def tailor(
    suit: Suit, template: Template, stage: int, slots: Sequence[TemplateItem] = ()
) -> Suited:
    """`template` without barred exercises: each is replaced if a replacement suits, else left out.

    Key exercises are replaced first. No exercise is done twice, and replacements belong to `stage`
    or an earlier one. Warm-up and cool-down are always kept in some form. In place of a barred
    exercise of a slot comes the first of the `slots` that suits and is not there yet, if any.
    """
    if suit.is_plain:
        return Suited(template, ())
    taken = {item.exercise for item in template.items if item.exercise not in suit.barred}
    chosen: dict[int, TemplateItem | None] = {}
    places = sorted(
        range(len(template.items)),
        key=lambda place: template.items[place].role not in FIRST,
    )
    for place in places:
        entry = template.items[place]
        if entry.exercise in suit.barred:
            last_resort = entry if entry.section in ALWAYS_THERE else None
            other = _of_the_slots(suit, entry, slots, taken)
            chosen[place] = other or _stand_in(suit, entry, stage, taken) or last_resort
    items: list[TemplateItem] = []
    reasons: list[Reason] = []
    for place, entry in enumerate(template.items):
        new = chosen.get(place, entry)
        if new is not None:
            items.append(new)
        if new is not entry:
            reasons.append(_why(suit, entry, new))
    return Suited(replace(template, items=tuple(items)), (*reasons, *suit.limits()))


def _of_the_slots(
    suit: Suit, entry: TemplateItem, slots: Sequence[TemplateItem], taken: set[str]
) -> TemplateItem | None:
    """Another exercise for the slot of `entry`; its id is added to `taken`."""
    if entry.role is not ExerciseRole.SLOT:
        return None
    for other in slots:
        if other.exercise not in suit.barred and other.exercise not in taken:
            taken.add(other.exercise)
            return other
    return None


def _stand_in(suit: Suit, entry: TemplateItem, stage: int, taken: set[str]) -> TemplateItem | None:
    """The replacement for `entry`; its id is added to `taken`.

    The first replacement named begins at the level of the original exercise, any further one at 1;
    where its line of a gate asks for more, so many raises below that (`programme.md` §3.3).
    """
    exercise = suit.exercises[entry.exercise]
    if any(applied.adaptation.skip for applied in suit.rules_for(exercise)):
        return None
    by_clock = exercise.mode is Mode.TIME
    for number, other in enumerate(suit.in_turn(exercise)):
        suits = other.id not in suit.barred and other.id not in taken
        allowed = min(other.stages) <= stage and (by_clock or other.mode is not Mode.TIME)
        if suits and allowed:
            taken.add(other.id)
            level = max(
                entry.level if number == 0 else 1, _shown_soon(suit, exercise, other, stage)
            )
            level = min(level, suit.top(other))
            seconds = entry.seconds if other.mode is Mode.TIME else None
            return replace(entry, exercise=other.id, level=level, seconds=seconds, beyond=None)
    return None


def _shown_soon(suit: Suit, exercise: Exercise, other: Exercise, stage: int) -> int:
    """The level from which `other` shows its line of the gate after the raises allowed, or 0.

    That is the line of the exercise it stands in for, or else the first one it shows.
    """
    raises, gate = suit.programme.levels.stand_in_raises, suit.programme.gate_from(stage)
    if raises is None or gate is None:
        return 0
    levels = [
        [marker.level for marker in line if marker.exercise == other.id]
        for line in sorted(gate.skills, key=lambda line: exercise.id not in _names(line))
    ]
    shown = next((found[0] for found in levels if found), 0)
    return min(shown, suit.top(other)) - raises


def _names(line: Sequence[SkillMarker]) -> set[str]:
    return {marker.exercise for marker in line}


def _why(suit: Suit, entry: TemplateItem, new: TemplateItem | None) -> Reason:
    exercise = suit.exercises[entry.exercise]
    applied = suit.bar(exercise)
    assert applied is not None
    if new is None:
        is_or_are = "are" if _is_plural(exercise.name) else "is"
        sentence = f"{exercise.name} {is_or_are} left out: {applied.because}."
    else:
        name = suit.exercises[new.exercise].name
        takes = "take" if _is_plural(name) else "takes"
        sentence = f"{name} {takes} the place of {exercise.name}: {applied.because}."
    return Reason(applied.rule, sentence)


def _is_plural(name: str) -> bool:
    """Whether the name of an exercise is a plural, as in Leg swings (front-back)."""
    return re.split(r" \(|,| (?:from|at|along) ", name)[0].endswith("s")

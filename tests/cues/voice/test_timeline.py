"""What is said in a session, held against the timeline of its plan."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

import pytest

from backcoach.coach.model.exercise import Side
from backcoach.coach.planning.get_ready import Move, SideChange, side_change
from backcoach.coach.planning.plan import Plan
from backcoach.coach.planning.timeline import Segment, SegmentKind, Step, unroll
from backcoach.coach.words.get_ready_words import how_sentences
from backcoach.cues.utterance import Priority, Utterance, VoiceLevel
from backcoach.cues.voice.phrases import (
    Phrase,
    every_text,
    move_text,
    name_text,
    number_text,
    side_text,
)
from tests.support.content import catalogue, item, plan_of, programme
from tests.support.following import TIMING, begin
from tests.support.voice import announcer, clips, heard

LATE_SECONDS = 0.1
"""A count that is later than this misleads."""

LEVELS = range(1, 1 + max(len(each.ladder) for each in catalogue().exercises.values()))


def of_level(level: int) -> Plan:
    """Every exercise that has this level, one after the other."""
    exercises = catalogue().exercises.values()
    return plan_of(*(item(each.id, level) for each in exercises if level <= len(each.ladder)))


@cache
def followed(level: int, voice: VoiceLevel) -> tuple[Plan, list[Utterance]]:
    plan = of_level(level)
    return plan, heard(plan, voice)


def timed(plan: Plan) -> Iterator[tuple[float, Step, Segment]]:
    """Each segment of the plan with the instant at which it begins."""
    at = 0.0
    for step in unroll(plan, TIMING):
        for segment in step.segments:
            yield at, step, segment
            at += segment.seconds


def between(utterances: list[Utterance], start: float, end: float) -> str:
    """All that was said from `start` to `end`, whole."""
    within = (each for each in utterances if start <= each.at and each.end <= end)
    return " ".join(each.words for each in within if each.texts)


BOTH = pytest.mark.parametrize("voice", [VoiceLevel.FULL, VoiceLevel.BRIEF])
EACH = pytest.mark.parametrize("level", LEVELS)


@EACH
@BOTH
def test_nothing_overlaps(level: int, voice: VoiceLevel) -> None:
    _, utterances = followed(level, voice)
    over = [(one, two) for one, two in pairwise(utterances) if one.end > two.at + 1e-6]
    assert over == []


@EACH
@BOTH
def test_every_change_of_exercise_side_and_position_is_said_before_it_happens(
    level: int, voice: VoiceLevel
) -> None:
    plan, utterances = followed(level, voice)
    before: Step | None = None
    for at, step, segment in timed(plan):
        if segment.kind not in (
            SegmentKind.GET_READY, SegmentKind.CHANGE_SIDE, SegmentKind.REST
        ):  # fmt: skip
            continue
        words = between(utterances, at, at + segment.seconds)
        if before is None or before.item != step.item:
            assert name_text(step.exercise) in words
        if step.change is not None and step.change.move is not Move.NONE:
            assert before is not None
            assert words.startswith(name_text(before.exercise)), "both, at its beginning"
        limb = side_change(step.exercise, step.dose) is SideChange.LIMB
        for sentence in how_sentences(step):
            assert sentence in words or (limb and segment.kind is SegmentKind.CHANGE_SIDE)
        if step.side is not Side.BOTH and (before is None or before.side is not step.side):
            rolls = side_change(step.exercise, step.dose) is SideChange.ROLL
            side = side_text(step.exercise, step.side, briefly=True).removesuffix(".")
            assert side in words or (rolls and f"your {step.side} side" in words)
        before = step


@EACH
def test_how_to_move_is_said_once_while_getting_ready(level: int) -> None:
    plan, utterances = followed(level, VoiceLevel.FULL)
    for at, step, segment in timed(plan):
        expected = 1 if segment.kind is SegmentKind.GET_READY else 0
        words = between(utterances, at, at + segment.seconds)
        assert words.count(move_text(step.exercise)) == expected, step.exercise.id


@EACH
def test_repetitions_and_seconds_are_counted_at_their_instants(level: int) -> None:
    plan, utterances = followed(level, VoiceLevel.FULL)
    expected: dict[float, str] = {}
    for at, _, segment in timed(plan):
        expected.update(counted(at, segment))
    found = {each.at: each.words for each in utterances}
    for instant, words in expected.items():
        near = [each for each in found if abs(each - instant) <= LATE_SECONDS]
        assert [found[each] for each in near] == [words], f"at {instant}"


def counted(at: float, segment: Segment) -> Iterator[tuple[float, str]]:
    """The instants of a segment at which something is counted aloud, with what is said."""
    end = at + segment.seconds
    if segment.tempo is not None:
        each, turn = segment.tempo.seconds, segment.tempo.out + segment.tempo.hold
        for rep in range(1, segment.reps):
            yield at + (rep - 1) * each + turn, number_text(rep) or ""
        if segment.reps > 1:
            yield end - each, Phrase.AND_LAST
        return
    if segment.kind is SegmentKind.BETWEEN_HOLDS:
        return
    is_long = segment.kind is SegmentKind.WORK and segment.seconds >= 20
    if is_long:
        yield at + segment.seconds / 2, Phrase.HALFWAY
    for second in range(5 if is_long else 3, 0, -1):
        if second < segment.seconds:
            yield end - second, number_text(second) or ""


@EACH
@BOTH
def test_only_what_has_a_clip_is_said(level: int, voice: VoiceLevel) -> None:
    _, utterances = followed(level, voice)
    briefly = voice is VoiceLevel.BRIEF
    exercises, equipment = catalogue().exercises.values(), programme().equipment
    listed = set(every_text(exercises, equipment, briefly=briefly))
    for text in {text for each in utterances for text in each.texts}:
        assert text in listed, "`make voice` would not render it"
        assert clips().seconds_of(text) is not None


def test_a_live_session_says_what_was_printed_each_count_within_a_tenth_of_a_second() -> None:
    plan = plan_of(item("bridge", 2), item("leg_swings"), item("front_plank", 3))
    printed = heard(plan)
    player, clock = begin(plan=plan)
    live, announcing = announcer(VoiceLevel.FULL), clock.monotonic()
    found = [live.take(player.back(), player)]
    while not player.position.has_ended:
        clock.advance(1 / 12)
        found.append(live.take(player.tick(), player))
    told = [each for each in found if each is not None]
    assert [each.texts for each in told] == [each.texts for each in printed]
    for one, other in zip(told, printed, strict=True):
        late = one.at - announcing - other.at
        assert -1e-6 <= late < (LATE_SECONDS if one.priority is Priority.COUNT else 0.5)

"""The questions after a session in words, and what they are asked about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from backcoach.coach.model.days import day_of
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.programme import Section
from backcoach.coach.model.records import SessionRecord
from backcoach.report.session import exercise_name

if TYPE_CHECKING:
    from backcoach.practice import Practice

RATING_TITLE = "How was it?"
WORST_PAIN, EFFORT = "Worst back pain during the session", "Effort"
PAIN_NOW = "Pain now (optional)"
WHICH_SORE = "Which left your back sore?"
SORE_MORE = "More sore than usual?"
NOTE_LENGTH = 500
NOT_STORED = "Your session is not stored yet: that is tried again after this, or you choose where."
SORE = "The back itself. A dull ache in muscles that worked is ordinary, and needs no mark."


def rating_about(practice: Practice, record: SessionRecord) -> str:
    """Whether the session is stored, and what the answers are for."""
    stored = record.id not in practice.sessions.unstored
    state = "Your session is stored." if stored else NOT_STORED
    return f"{state} Two numbers tell the coach how to go on."


def is_of_today(practice: Practice, record: SessionRecord) -> bool:
    """Whether pain now is asked for: on a later day it would say nothing about this session."""
    return day_of(record.ended_at, record.utc_offset_minutes) == practice.book.now().day


def done_exercises(
    record: SessionRecord, exercises: Mapping[str, Exercise]
) -> list[tuple[str, str]]:
    """Id and name of each exercise that was at least begun, those of the main block first."""
    done = [each for each in record.sets if each.done.seconds > 0]
    done.sort(key=lambda each: each.section is not Section.MAIN)
    ids = dict.fromkeys(each.exercise for each in done)
    return [(id, exercise_name(id, exercises)) for id in ids]

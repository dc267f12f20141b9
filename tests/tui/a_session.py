"""Exercises for a test session, all its keys, and helpers to read what it shows."""

from backcoach.coach.model.records import SessionRecord
from tests.support.coach import Opened
from tests.support.content import item

BIRD_DOG = item("bird_dog")  # left and right, two sets of 5 × 7 s, 30 s rest
BREATHING = item("rest_breathing")  # 60 s
COBRA = item("cobra")  # 15 s hold
CHILD = item("childs_pose")  # 20 s hold
KNEE_ROLLS = item("knee_rolls")  # left and right, 5 × 6 s; nothing is easier
READY = 12
SIDE = 5
LEFT_SET = 35

KEYS = {
    "session.pause": ["space", "media_play_pause"],
    "session.next": ["n", "right", "pagedown", "media_track_next"],
    "session.back": ["b", "left", "pageup", "media_track_previous"],
    "session.skip": ["s"],
    "session.easier": ["e"],
    "session.longer": ["plus", "equals_sign"],
    "session.shorter": ["minus", "underscore"],
    "session.hurts": ["o", "f2"],
    "session.weight": ["w"],
    "session.stop_now": ["i", "f4"],
    "session.floor": ["f"],
    "session.walked": ["k"],
    "session.grabbed": ["g"],
    "session.held": ["h"],
    "session.leave": ["escape", "q"],
}
"""All keys of a session; `test_session_…` show what each of them does."""


def the_session(coach: Opened) -> SessionRecord:
    return coach.session_on_disk()


def said(coach: Opened) -> str:
    """The line under the number."""
    return coach.line("twin")


def is_running(coach: Opened) -> bool:
    """The number changes within two seconds."""
    before = coach.number
    coach.play(2, every=1)
    return coach.number != before

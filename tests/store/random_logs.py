"""Logs with anything in them that the dataclasses allow."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st

from backcoach.coach.model.exercise import Mode, Side
from backcoach.coach.model.outcome_measures import Activity, Measures
from backcoach.coach.model.profile import Profile, Weight, WeightUnit
from backcoach.coach.model.programme import Length, Section
from backcoach.coach.model.records import (
    Answer,
    CheckIn,
    Clearance,
    Consent,
    Energy,
    FlareReport,
    Log,
    Morning,
    PainReport,
    Ratings,
    Screening,
    SessionKind,
    SessionRecord,
    SetRecord,
    StageChoice,
    StageDecision,
    Status,
    Where,
    Work,
)
from backcoach.coach.model.screening_questions import ClearanceKind, Lock
from backcoach.store.codec import LARGEST
from tests.store.records import session

R = TypeVar("R", SessionRecord, CheckIn, StageChoice, Consent, Morning, Screening, Clearance)

_ids = st.text(min_size=1, max_size=12)
_words = st.text(max_size=20)
_scores = st.integers(0, 10)
_numbers = st.integers(-LARGEST, LARGEST)
_seconds = st.floats(-LARGEST, LARGEST)
_times = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
_works = st.builds(Work, reps=_numbers, seconds=_seconds)
_sets = st.builds(
    SetRecord,
    item=_numbers,
    section=st.sampled_from(Section),
    exercise=_words,
    level=_numbers,
    mode=st.sampled_from(Mode),
    side=st.sampled_from(Side),
    number=_numbers,
    planned=_works,
    done=_works,
    skipped=st.booleans(),
    replaced=st.booleans(),
    stands_in_for=st.none() | _words,
    pain=st.none() | _scores,
    weight=st.none() | st.builds(Weight, st.floats(0.5, 500.0), st.sampled_from(WeightUnit)),
    spared=st.booleans(),
)
_pain_reports = st.builds(
    PainReport,
    item=_numbers,
    exercise=_words,
    level=_numbers,
    side=st.sampled_from(Side),
    number=_numbers,
    second=_seconds,
    pain=_scores,
    answer=st.sampled_from(Answer),
    leg=st.booleans(),
    where=st.sampled_from(Where),
)
_some_words = st.lists(_words, max_size=3).map(tuple)
_ratings = st.builds(
    Ratings,
    at=_times,
    worst_pain=_scores,
    effort=_scores,
    note=_words,
    pain_now=st.none() | _scores,
    sore=_some_words,
)
_check_ins = st.builds(
    CheckIn,
    id=_ids,
    at=_times,
    pain=_scores,
    symptoms=_some_words,
    outcome=_words,
    screen_version=_words,
    minutes_up=st.none() | st.integers(0, 2000),
    energy=st.none() | st.sampled_from(Energy),
    during=st.none() | _ids,
)


@st.composite
def _sessions(draw: st.DrawFn) -> SessionRecord:
    start, length = draw(_times), draw(st.timedeltas(timedelta(0), timedelta(days=1)))
    return replace(
        session(),
        id=draw(_ids),
        started_at=start,
        ended_at=start + length,
        utc_offset_minutes=draw(st.integers(-720, 840)),
        status=draw(st.sampled_from(Status)),
        stage=draw(_numbers),
        template=draw(_words),
        length=draw(st.sampled_from(Length)),
        programme_version=draw(_words),
        app_version=draw(_words),
        planned_seconds=draw(_numbers),
        active_seconds=draw(_seconds),
        sets=tuple(draw(st.lists(_sets, max_size=3))),
        check_in=draw(st.none() | _check_ins),
        pain_reports=tuple(draw(st.lists(_pain_reports, max_size=2))),
        ratings=draw(st.none() | _ratings),
        speed=draw(st.floats(1.0, 1000.0)),
        kind=draw(st.sampled_from(SessionKind)),
    )


@st.composite
def _mornings(draw: st.DrawFn) -> Morning:
    at = draw(_times)
    days_before = draw(st.integers(-1, 500))
    usual = draw(st.none() | st.booleans())
    day = at.date() - timedelta(days=days_before)
    return Morning(draw(_ids), at, draw(st.none() | _words), day, draw(_scores), usual)


def _some(records: st.SearchStrategy[R]) -> st.SearchStrategy[tuple[R, ...]]:
    return st.lists(records, max_size=3, unique_by=lambda record: record.id).map(tuple)


logs = st.builds(
    Log,
    sessions=_some(_sessions()),
    check_ins=_some(_check_ins),
    choices=_some(
        st.builds(
            StageChoice, id=_ids, at=_times, decision=st.sampled_from(StageDecision), stage=_numbers
        )
    ),
    consents=_some(st.builds(Consent, id=_ids, at=_times, version=_words)),
    mornings=_some(_mornings()),
    screenings=_some(
        st.builds(
            Screening,
            id=_ids,
            at=_times,
            version=_words,
            yes=_some_words,
            outcome=st.sampled_from(Lock),
        )
    ),
    clearances=_some(
        st.builds(
            Clearance, id=_ids, at=_times, screening=_ids, kind=st.sampled_from(ClearanceKind)
        )
    ),
    profiles=_some(
        st.builds(
            Profile,
            id=_ids,
            at=_times,
            tags=_some_words,
            clinician_ok=_some_words,
            equipment=st.none() | _some_words,
            usual_pain=st.none() | _scores,
            length=st.none() | st.sampled_from(Length),
            sessions_a_week=st.integers(2, 4),
            activities=_some_words,
            trains_already=st.booleans(),
            unit=st.sampled_from(WeightUnit),
            lift_checked=st.none() | st.booleans(),
        )
    ),
    flares=_some(st.builds(FlareReport, id=_ids, at=_times)),
    measures=_some(
        st.builds(
            Measures,
            id=_ids,
            at=_times,
            week_pain=st.none() | _scores,
            activities=st.lists(st.builds(Activity, words=_words, score=_scores), max_size=3).map(
                tuple
            ),
        )
    ),
)

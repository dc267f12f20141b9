"""Strategies for random records of a log."""

from datetime import date

from hypothesis import strategies as st

from backcoach.coach.model.records import Morning, SessionRecord, StageDecision
from tests.support.logs import Fact, a_check_in, a_choice, a_morning, a_session
from tests.support.weeks import first_weeks, next_weeks

pains = st.integers(min_value=0, max_value=8)

sessions_drawn = st.builds(
    a_session,
    st.integers(min_value=0, max_value=80),
    stage=st.sampled_from([1, 1, 2, 3]),
    pain_before=st.none() | pains,
    worst_pain=st.none() | pains,
    effort=st.integers(min_value=2, max_value=8),
    share=st.sampled_from([0.0, 0.5, 0.7, 0.8, 1.0, 1.0, 1.0]),
    hour=st.sampled_from([7.0, 12.0, 23.5]),
    speed=st.sampled_from([1.0, 1.0, 1.0, 20.0]),
    offset_minutes=st.sampled_from([-600, 0, 0, 120]),
)

check_ins_drawn = st.builds(
    a_check_in,
    st.integers(min_value=0, max_value=80),
    pains,
    hour=st.sampled_from([6.0, 9.0]),
    symptoms=st.sampled_from([(), (), (), ("fever",)]),
)

choices_drawn = st.builds(
    a_choice,
    st.integers(min_value=0, max_value=80),
    st.sampled_from(StageDecision),
    st.integers(min_value=1, max_value=3),
)


@st.composite
def _mornings(draw: st.DrawFn) -> Morning:
    """An answer about any session that may be drawn, of itself or from the easy weeks, or none."""
    about = draw(st.integers(min_value=0, max_value=80))
    hour = draw(st.sampled_from(["7.0", "12.0", "23.5", "18", "18", "18"]))
    return a_morning(
        about + 1,
        draw(pains),
        session=f"session-{about}-{hour}",
        given=about + draw(st.sampled_from([1, 1, 1, 2, 9])),
        hour=draw(st.sampled_from([7.5, 9.0])),
    )


mornings_drawn = _mornings()

some_facts = st.lists(
    sessions_drawn | check_ins_drawn | mornings_drawn, max_size=40, unique_by=lambda fact: fact.id
)

easy_weeks = st.sampled_from([{}, first_weeks(), next_weeks()])


def local_day_of(fact: Fact) -> date:
    return (fact.started_at if isinstance(fact, SessionRecord) else fact.at).date()

"""Pain that is neither of the back nor of a leg says nothing about the back (§4.4)."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.completion import completed_share, counts
from backcoach.coach.evidence.elsewhere import often_elsewhere
from backcoach.coach.evidence.lights import Light, session_light, session_peak
from backcoach.coach.model.records import Answer, PainReport, SessionRecord, Where
from backcoach.coach.standing.standing import Standing, standing
from tests.support.content import catalogue
from tests.support.logs import a_log, a_morning, a_report, a_session, a_set, day, sets_of

PROGRAMME = catalogue().programme
ITEMS = (("squat", 2), ("bird_dog", 1), ("bridge", 1), ("dead_bug", 1))
PLACES = [each for each in Where if each.is_elsewhere]


def hurts(where: Where, pain: int, answer: Answer = Answer.SKIP, item: int = 0) -> PainReport:
    return replace(a_report(pain, item), where=where, answer=answer)


def squatting(*reports: PainReport, number: int = 0, done: bool = False) -> SessionRecord:
    """A session whose squat was skipped half-way unless it was done."""
    first = a_set("squat", 2, item=0, number=1)
    second = a_set("squat", 2, item=0, number=2, done=1.0 if done else 0.0, skipped=not done)
    rest = tuple(each for each in sets_of(ITEMS) if each.item > 0)
    return a_session(
        number, stage=1, sets=(first, second, *rest), reports=reports, pain_before=2, worst_pain=2
    )


def after(*sessions: SessionRecord) -> Standing:
    mornings = [
        a_morning(each.local_date.day, session=each.id, id=f"m-{each.id}") for each in sessions
    ]
    content = catalogue()
    log = a_log(*sessions, *mornings)
    last = max(each.local_date for each in sessions)
    return standing(log, content.programme, last, exercises=content.exercises)


def test_a7_expected_a_knee_of_6_in_the_squat() -> None:
    session = squatting(hurts(Where.KNEE, 6))
    assert session_light(session, PROGRAMME.lights) is Light.GREEN
    assert session_peak(session) == 2
    here, without = after(session), after(squatting(done=True))
    rules = {each.exercise: each.rule for each in here.levels.decisions}
    assert rules["squat"] == "level.hold.elsewhere"
    assert here.usual == without.usual
    assert here.flare is None


@pytest.mark.parametrize("where", PLACES)
@pytest.mark.parametrize("pain", [4, 10])
def test_a7_elsewhere_never_counts_for_the_light_nor_for_a_flare(where: Where, pain: int) -> None:
    sessions = [squatting(hurts(where, pain), number=each) for each in (0, 2, 4)]
    assert all(session_light(each, PROGRAMME.lights) is Light.GREEN for each in sessions)
    here = after(*sessions)
    assert here.flare is None
    assert not [each for each in here.levels.decisions if each.rule.startswith("level.down")]


@pytest.mark.parametrize("where", [Where.BACK, Where.LEG])
def test_a7_the_back_and_a_leg_count(where: Where) -> None:
    session = squatting(hurts(where, 9))
    assert session_light(session, PROGRAMME.lights) is Light.RED


def test_a7_what_was_stopped_for_it_counts_as_done() -> None:
    left_out = squatting()
    stopped = squatting(hurts(Where.HIP, 5))
    assert completed_share(left_out, PROGRAMME.completion) == 0.75
    assert completed_share(stopped, PROGRAMME.completion) == 1
    assert counts(stopped, PROGRAMME.completion)


def test_a7_up_to_3_the_exercise_goes_on_and_nothing_is_held() -> None:
    here = after(squatting(hurts(Where.KNEE, 3, Answer.GO_ON), done=True))
    assert "level.hold.elsewhere" not in {each.rule for each in here.levels.decisions}


def test_a7_the_days_are_those_of_the_log() -> None:
    assert squatting(number=2).local_date == day(2)


@pytest.mark.parametrize(
    ("pains", "offered"),
    [
        ([4, None, 4], True),
        ([4, 4], True),
        ([4], False),
        ([3, 4], False),
        ([4, 3], False),
        ([4, None, None, 4], False),
    ],
)
def test_a7_twice_in_three_sessions_offers_to_spare_it(
    pains: list[int | None], offered: bool
) -> None:
    sessions = [
        squatting(*([] if pain is None else [hurts(Where.KNEE, pain)]), number=2 * place)
        for place, pain in enumerate(pains)
    ]
    rules = PROGRAMME.elsewhere
    assert rules is not None
    assert (Where.KNEE in often_elsewhere(sessions[-1], sessions, rules)) is offered


def test_a7_two_places_are_not_the_same_place() -> None:
    sessions = [squatting(hurts(Where.KNEE, 5)), squatting(hurts(Where.HIP, 5), number=2)]
    rules = PROGRAMME.elsewhere
    assert rules is not None
    assert not often_elsewhere(sessions[-1], sessions, rules)


def hurt_on(*numbers: int, pain: int | None = 6) -> list[SessionRecord]:
    report = replace(hurts(Where.KNEE, 6), pain=pain)
    return [squatting(report, number=each) for each in numbers]


def often(last: SessionRecord, *others: SessionRecord) -> bool:
    assert PROGRAMME.elsewhere
    return often_elsewhere(last, others, PROGRAMME.elsewhere) == {Where.KNEE}


def test_a7_what_hurts_is_counted_in_the_latest_sessions_up_to_the_last_one() -> None:
    rules = PROGRAMME.elsewhere
    assert rules
    times, within = rules.offer_times, rules.offer_sessions
    last, *others = hurt_on(40, *range(0, 2 * times - 2, 2))
    assert len(others) == times - 1
    assert often(last, *others)
    assert often(last, *reversed(others), last), "in any order, and the last one counts once"
    assert not often(last, *others[1:])
    assert not often(last, *others[1:], last)
    between = [squatting(number=20 + each, done=True) for each in range(within)]
    assert often(last, *others, *between[: within - times])
    assert not often(last, *others, *between[: within - times + 1])
    later = hurt_on(41, 42, 43)
    assert not often(last, *others[1:], *later), "what came after it counts for nothing"
    same = replace(others[0], id="another", started_at=last.started_at)
    assert often(last, *others[1:], same)
    rehearsed = [replace(each, speed=10) for each in others]
    assert not often(last, *rehearsed)


@pytest.mark.parametrize(("less", "counts_too"), [(0, True), (1, False), (None, False)])
def test_a7_less_pain_than_stops_an_exercise_counts_for_nothing(
    less: int | None, counts_too: bool
) -> None:
    assert PROGRAMME.elsewhere
    pain = None if less is None else PROGRAMME.elsewhere.stop_min - less
    last, *others = hurt_on(40, 0, 2, 4, 6, pain=pain)
    assert often(last, *others) is counts_too
    back = [replace(each, pain_reports=(a_report(9),)) for each in (last, *others)]
    assert often_elsewhere(back[0], back[1:], PROGRAMME.elsewhere) == frozenset()

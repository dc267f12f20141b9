"""How much of a session was done, and what counts as done."""

from dataclasses import replace

import pytest

from backcoach.coach.evidence.completion import (
    Skill,
    completed_share,
    counts,
    firsts_if_whole,
    has_work,
    is_whole,
    lines_shown,
    share_of,
    skills_done,
)
from backcoach.coach.model.exercise import Mode
from backcoach.coach.model.records import Answer, SetRecord, Status, Where, Work
from backcoach.coach.model.rules.stages import SkillMarker
from tests.support.content import programme
from tests.support.logs import a_report, a_session, a_set

COMPLETION = programme().completion


def share(*sets: SetRecord) -> float:
    return completed_share(a_session(0, sets=sets), COMPLETION)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param((), 0.0, id="no sets at all"),
        pytest.param((a_set(),), 1.0, id="all done"),
        pytest.param((a_set(done=0.8),), 1.0, id="exactly 80 % of the repetitions"),
        pytest.param((a_set(done=0.7),), 0.0, id="70 % of the repetitions"),
        pytest.param((a_set(done=0.8, mode=Mode.HOLD),), 1.0, id="exactly 80 % of a hold"),
        pytest.param((a_set(done=0.79, mode=Mode.HOLD),), 0.0, id="79 % of a hold"),
        pytest.param((a_set(done=0.8, mode=Mode.TIME),), 1.0, id="exactly 80 % of a time"),
        pytest.param((a_set(done=0.9, skipped=True),), 0.0, id="skipped after 90 %"),
        pytest.param(
            (a_set(), a_set(number=2, done=0.6)), 1.0, id="80 % over two sets of one item"
        ),
        pytest.param(
            (a_set(), a_set(number=2, done=0.5)), 0.0, id="75 % over two sets of one item"
        ),
        pytest.param(
            (a_set(done=2.0), a_set(number=2, done=0.5)), 0.0, id="more in one set is no credit"
        ),
        pytest.param((a_set(), a_set(item=1, done=0.0)), 0.5, id="one item of two"),
        pytest.param(
            (
                a_set(),
                a_set(number=2, done=0.3, replaced=True),
                a_set("bird_dog_leg_slide", 2, number=2, stands_in_for="bird_dog"),
            ),
            1.0,
            id="an easier variant stands in",
        ),
        pytest.param(
            (
                a_set(done=0.3, replaced=True),
                a_set("bird_dog_leg_slide", 2, done=0.2, stands_in_for="bird_dog"),
            ),
            0.0,
            id="an easier variant broken off",
        ),
        pytest.param((a_set(replaced=True), a_set(item=1)), 0.5, id="replaced by nothing"),
        pytest.param(tuple(a_set(planned=0) for _ in range(2)), 1.0, id="nothing was planned"),
        pytest.param(
            tuple(a_set(number=n, done=0.8) for n in range(1, 8)), 1.0, id="seven times 80 %"
        ),
    ],
)
def test_completed_share(sets: tuple[SetRecord, ...], expected: float) -> None:
    assert share(*sets) == expected


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param((), 0.0, id="none"),
        pytest.param((a_set(), a_set(number=2)), 1.0, id="both done"),
        pytest.param((a_set(), a_set(number=2, done=0.5)), 0.75, id="the second half done"),
        pytest.param((a_set(done=0.5), a_set(number=2)), 0.75, id="the first half done"),
    ],
)
def test_the_share_of_one_exercise_is_that_of_all_its_sets(
    sets: tuple[SetRecord, ...], expected: float
) -> None:
    assert share_of(sets) == expected


@pytest.mark.parametrize(("items_done", "expected"), [(1.0, True), (0.8, True), (0.7, False)])
def test_a_session_counts_from_80_percent_of_its_items(items_done: float, expected: bool) -> None:
    assert counts(a_session(0, share=items_done), COMPLETION) is expected


@pytest.mark.parametrize("status", Status)
def test_the_status_does_not_decide(status: Status) -> None:
    assert counts(replace(a_session(0, share=0.8), status=status), COMPLETION)
    assert not counts(replace(a_session(0, share=0.7), status=status), COMPLETION)


def test_any_work_is_work() -> None:
    assert has_work(a_session(0, share=0.1))
    assert has_work(a_session(0, sets=(a_set(done=0.05, mode=Mode.HOLD, skipped=True),)))
    assert has_work(a_session(0, sets=(a_set(done=0.3, replaced=True),)))
    assert not has_work(a_session(0, share=0.0))
    assert not has_work(a_session(0, sets=()))


SKILLS = (
    (SkillMarker("abdominal_brace", 2),),
    (SkillMarker("bird_dog_leg_slide", 3), SkillMarker("bird_dog", 1)),
)


@pytest.mark.parametrize(
    ("sets", "expected"),
    [
        pytest.param((a_set("abdominal_brace", 2),), {0}, id="at its level"),
        pytest.param((a_set("abdominal_brace", 3),), {0}, id="at a higher level"),
        pytest.param((a_set("abdominal_brace", 1),), set(), id="at a lower level"),
        pytest.param((a_set("bird_dog_leg_slide", 3),), {1}, id="first alternative"),
        pytest.param((a_set("bird_dog", 1),), {1}, id="second alternative"),
        pytest.param((a_set("bird_dog_leg_slide", 2),), set(), id="alternative too low"),
        pytest.param((a_set("abdominal_brace", 2), a_set(item=1)), {0, 1}, id="both"),
        pytest.param((a_set(), a_set(number=2, done=0.9)), set(), id="a set not all done"),
        pytest.param((a_set(), a_set(number=2, skipped=True)), set(), id="a set skipped"),
        pytest.param((a_set(), a_set(number=2, replaced=True)), set(), id="a set replaced"),
        pytest.param((a_set(done=0.5), a_set(item=1)), {1}, id="done in another place of the plan"),
    ],
)
def test_skills_are_shown_with_all_sets(sets: tuple[SetRecord, ...], expected: set[int]) -> None:
    session = a_session(0, sets=sets)
    for done in (
        skills_done(session, SKILLS),
        skills_done(session, SKILLS, firsts_if_whole(session)),
    ):
        assert {skill.line for skill in done} == expected


@pytest.mark.parametrize(
    ("sets", "whole"),
    [
        pytest.param((a_set(), a_set(item=1)), True, id="all done"),
        pytest.param((a_set(), a_set(item=1, done=0.9)), False, id="a repetition missing"),
        pytest.param((a_set(mode=Mode.HOLD, done=0.9),), False, id="seconds missing"),
        pytest.param((a_set(skipped=True),), False, id="skipped"),
        pytest.param((a_set(replaced=True),), False, id="replaced"),
    ],
)
def test_a_session_is_whole_when_each_set_was_done_as_planned(
    sets: tuple[SetRecord, ...], whole: bool
) -> None:
    assert is_whole(a_session(0, sets=sets)) is whole


@pytest.mark.parametrize(
    ("sets", "whole"),
    [
        pytest.param((a_set(),), True, id="all of it"),
        pytest.param((a_set(), a_set(number=2, done=0.9)), False, id="a repetition less"),
        pytest.param((a_set(skipped=True),), False, id="done and skipped"),
        pytest.param((a_set(replaced=True),), False, id="an easier one took over"),
        pytest.param((a_set(done=0.999, mode=Mode.HOLD),), False, id="a hold let go early"),
        pytest.param(
            (replace(a_set(), done=Work(10, 39.995)),), True, id="a hundredth of a second less"
        ),
    ],
)
def test_a_session_is_whole_where_every_set_is(sets: tuple[SetRecord, ...], whole: bool) -> None:
    session = a_session(0, sets=sets)
    assert is_whole(session) is whole
    assert is_whole(session) is all(each.completed and not each.replaced for each in sets)
    if whole:
        assert share(*sets) == 1


@pytest.mark.parametrize("answer", list(Answer))
@pytest.mark.parametrize("where", [Where.BACK, Where.KNEE])
def test_only_what_was_stopped_for_another_part_counts_as_done(
    answer: Answer, where: Where
) -> None:
    report = replace(a_report(5, item=0), answer=answer, where=where)
    session = a_session(0, sets=(a_set(skipped=True, done=0.2), a_set(item=1)), reports=(report,))
    excused = where is Where.KNEE and report.stopped
    assert completed_share(session, COMPLETION) == (1 if excused else 0.5)


def test_a_set_of_nothing_planned_is_done_and_one_of_little_is_not() -> None:
    nothing = replace(a_set(), planned=Work(0, 0), done=Work(0, 0), skipped=True)
    assert share_of([nothing]) == 1
    one = replace(a_set(), planned=Work(1, 4), done=Work(0, 2))
    assert share_of([one]) == 0
    assert share_of([a_set(), one]) == 0.5


def test_one_set_that_was_skipped_is_enough_for_an_exercise_not_to_be_done() -> None:
    assert share(a_set(), a_set(number=2), a_set(number=3, skipped=True)) == 0


@pytest.mark.parametrize("whole", [True, False])
def test_a_whole_session_shows_the_same_skills_however_they_are_looked_for(whole: bool) -> None:
    skills = [
        [SkillMarker("bird_dog", 2), SkillMarker("bridge", 2)],
        [SkillMarker("bird_dog", 3)],
        [SkillMarker("cobra", 1)],
    ]
    sets = (a_set(level=1), a_set(level=2, item=1), a_set("bridge", 1, item=2))
    session = a_session(0, sets=sets)
    found = skills_done(session, skills, firsts_if_whole(session) if whole else None)
    assert found == {Skill(0, "bird_dog")}


@pytest.mark.parametrize(
    ("ways", "lines"),
    [
        ([(0, "a"), (1, "a")], {0}),
        ([(0, "a"), (0, "b"), (1, "a")], {0, 1}),
        ([(0, "a"), (0, "b"), (1, "a"), (2, "b")], {0, 1}),
        ([(0, "a"), (0, "b"), (1, "a"), (1, "c"), (2, "a")], {0, 1, 2}),
        ([(0, "a"), (0, "b"), (1, "b"), (1, "c"), (2, "a"), (3, "b")], {0, 1, 2}),
        ([], set()),
    ],
)
def test_b3_1_as_many_lines_are_filled_as_can_be(
    ways: list[tuple[int, str]], lines: set[int]
) -> None:
    assert lines_shown(Skill(*each) for each in ways) == lines

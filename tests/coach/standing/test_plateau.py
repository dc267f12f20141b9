"""A plateau, and what the advice does once it is taken."""

from __future__ import annotations

import pytest

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.model.programme import ExerciseRole, Length
from backcoach.coach.model.records import StageDecision
from backcoach.coach.planning.plan import Plan
from backcoach.coach.review.changes import ActivityChange, PainChange
from backcoach.coach.review.review import Review, review
from backcoach.coach.standing.plateau import Plateau, PlateauReason
from backcoach.coach.words.plateau_words import advice_words, is_success, plateau_words
from tests.support.content import catalogue, programme
from tests.support.training import THREE_A_WEEK, Trainee, day_number

PROGRAMME = programme()
LIFTS = (ExerciseRole.LIFT, ExerciseRole.SECOND_LIFT)
TEXTS = {
    PlateauReason.EFFORT: "Hold here two weeks with one set fewer, then try again.",
    PlateauReason.BIG_STEP: "stay at this weight and add one repetition a set each week; then the"
    " next plate.",
    PlateauReason.TIME: "Choose standard or long on one day, or keep two lifts only.",
    PlateauReason.UNSETTLED: "swap for its easier sister for one block.",
    PlateauReason.TOP: "you are at the top of this ladder. Heavier weights, a club or a"
    " physiotherapist can take you on; keeping it is a goal too.",
    PlateauReason.CAP: "this is your level for now, on purpose.",
}


def in_stage_3() -> tuple[Trainee, int]:
    """Somebody in stage 3, and the Monday that follows."""
    trainee = Trainee(stage=2)
    for _ in trainee.train(weeks=7):
        pass
    trainee.settle(7 * 7 - 2)
    return trainee, 7


def hard_weeks(trainee: Trainee, since: int, weeks: int, effort: int = 7, a_week: int = 3) -> int:
    """Train at this effort for so many weeks outside easier ones; returns the week after."""
    week = since
    while weeks:
        weeks -= not trainee.standing(week * 7).turn.eased
        for day in THREE_A_WEEK[:a_week]:
            trainee.session(week * 7 + day, effort=effort)
            trainee.settle(week * 7 + day + 1)
        week += 1
    return week


def on_a_plateau() -> tuple[Trainee, int]:
    trainee, week = in_stage_3()
    # What went well before may still go up in the first week.
    return trainee, hard_weeks(trainee, week, 5)


def plateau(trainee: Trainee, week: int) -> Plateau | None:
    return trainee.standing(week * 7).plateau


def found(trainee: Trainee, week: int) -> Plateau:
    here = plateau(trainee, week)
    assert here is not None
    return here


# --- When there is one -------------------------------------------------------------------------


def test_c9_it_takes_four_training_weeks_outside_easier_ones_without_a_step_up() -> None:
    trainee, week = in_stage_3()
    seen = []
    for _ in range(6):
        week = hard_weeks(trainee, week, 1)
        here = trainee.standing(week * 7)
        tracks = here.levels.book.tracks.items()
        lifts = [track for slot, track in tracks if slot in here.levels.book.lifts]
        raised = max(track.raised_on for track in lifts if track.raised_on is not None)
        first = (raised.toordinal() - 1) // 7
        calm = [one for one in trainee.training.replay.rotation.outside if one > first]
        seen.append((here.plateau is not None, len(calm) >= 4))
    assert all(told is enough for told, enough in seen)
    assert {told for told, _ in seen} == {True, False}


def test_c9_an_easier_week_does_not_count() -> None:
    trainee, _ = on_a_plateau()
    outside = trainee.training.replay.rotation.outside
    assert outside[-1] - outside[0] + 1 > len(outside)


@pytest.mark.parametrize(("a_week", "told"), [(3, True), (2, False)])
def test_c9_with_80_percent_of_the_sessions(a_week: int, told: bool) -> None:
    trainee, week = in_stage_3()
    week = hard_weeks(trainee, week, 5, a_week=a_week)
    assert (plateau(trainee, week) is not None) is told


def test_c9_there_is_none_while_keeping_nor_in_a_flare_up() -> None:
    trainee, week = on_a_plateau()
    trainee.flare(week * 7)
    assert plateau(trainee, week) is None
    other, week = on_a_plateau()
    other.choose(week * 7, StageDecision.KEEP)
    assert plateau(other, week) is None
    other.choose(week * 7 + 1, StageDecision.BUILD_UP)
    assert other.standing(week * 7 + 1).plateau is None, "it is counted anew"


def test_c9_there_is_none_while_something_goes_up() -> None:
    trainee, week = in_stage_3()
    for _ in trainee.train(weeks=6, since=week):
        pass
    assert plateau(trainee, week + 6) is None


# --- Why, and what to do ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "numbers", "reason", "options"),
    [
        ("level.hold.effort", (("effort", 7),), PlateauReason.EFFORT, ["hold"]),
        ("level.hold.effort", (("effort", 8),), PlateauReason.EFFORT, ["hold"]),
        ("level.hold.effort", (("effort", 9),), None, []),
        ("load.hold", (), PlateauReason.BIG_STEP, ["add_reps"]),
        ("level.hold.part", (), PlateauReason.TIME, ["longer", "two_lifts"]),
        ("level.hold.amber", (), PlateauReason.UNSETTLED, ["easier_sister"]),
        ("level.hold.sore", (), PlateauReason.UNSETTLED, ["easier_sister"]),
        ("level.hold.unsettled", (), PlateauReason.UNSETTLED, ["easier_sister"]),
        ("level.hold.top", (), PlateauReason.TOP, []),
        ("load.up", (), PlateauReason.TOP, []),
        ("level.hold.morning", (), None, []),
        ("level.cap.days", (), None, []),
    ],
)
def test_c9_one_piece_of_advice_by_the_most_frequent_reason(
    rule: str,
    numbers: tuple[tuple[str, int], ...],
    reason: PlateauReason | None,
    options: list[str],
) -> None:
    trainee, week = on_a_plateau()
    ledger = trainee.training.replay.decisions
    ledger[:] = [
        each._replace(rule=rule, evidence=Evidence((), numbers))
        if each.rule == "level.hold.effort"
        else each
        for each in ledger
    ]
    here = plateau(trainee, week)
    assert (None if here is None else here.reason) == reason
    if here is not None and reason is not None:
        assert list(here.options) == options
        assert advice_words(here).endswith(TEXTS[reason])


def test_c9_at_a_cap_it_is_said_that_this_is_on_purpose() -> None:
    here = Plateau(day_number(0), 4, PlateauReason.CAP, "squat", "Squat", ())
    assert advice_words(here) == "Squat: this is your level for now, on purpose."


def test_c9_the_more_frequent_reason_is_the_one() -> None:
    trainee, week = on_a_plateau()
    here = trainee.training.replay
    some = [one for one in here.decisions if one.exercise == "romanian_deadlift"][-1]
    amber = Decision("level.hold.amber", some.on, some.exercise, some.name, 3, 3, Evidence())
    effort = sum(one.rule == "level.hold.effort" for one in here.decisions)
    here.decisions += [amber] * 3
    assert found(trainee, week).reason is PlateauReason.EFFORT
    here.decisions += [amber] * effort
    assert found(trainee, week).reason is PlateauReason.UNSETTLED


# --- What it does --------------------------------------------------------------------------------


def lifts_of(plan: Plan) -> dict[str, int]:
    return {item.exercise.id: item.dose.sets for item in plan.items if item.role in LIFTS}


def test_c9_hold_means_two_weeks_with_one_set_fewer_and_nothing_goes_up() -> None:
    trainee, week = on_a_plateau()
    trainee.choose(week * 7, StageDecision.HOLD)
    for day in range(14):
        if day % 7 in THREE_A_WEEK:
            done = trainee.session(week * 7 + day)
            for exercise, sets in lifts_of(done.plan).items():
                level = next(i.dose.level for i in done.plan.items if i.exercise.id == exercise)
                assert sets <= max(1, catalogue().exercises[exercise].at(level).sets - 1) or (
                    done.before.turn.block > 1 and sets == 2
                )
            trainee.settle(week * 7 + day + 1)
    here = trainee.standing(week * 7 + 13)
    later = [one for one in here.levels.decisions if one.on >= day_number(week * 7)]
    lifts = here.levels.book.lifts
    assert not [one for one in later if one.rule == "level.up" and one.exercise in lifts]
    assert [one for one in later if one.rule == "level.hold.chosen"]
    assert here.turn.holding
    assert not trainee.standing(week * 7 + 14).turn.holding


def test_c9_two_lifts_only_for_four_weeks() -> None:
    trainee, week = on_a_plateau()
    trainee.choose(week * 7, StageDecision.TWO_LIFTS)
    plan = trainee.session(week * 7).plan
    main = [item for item in plan.items if item.section.value == "main"]
    assert [item.role in LIFTS for item in main] == [True, True]
    assert trainee.standing(week * 7 + 27).turn.two_lifts
    assert not trainee.standing(week * 7 + 28).turn.two_lifts


def test_c9_one_longer_session_a_week_for_four_weeks() -> None:
    trainee, week = on_a_plateau()
    trainee.choose(week * 7, StageDecision.LONGER)
    lengths = []
    for day in (*THREE_A_WEEK, 7):
        lengths.append(trainee.session(week * 7 + day).plan.length)
        trainee.settle(week * 7 + day + 1)
    assert lengths == [Length.LONG, Length.STANDARD, Length.STANDARD, Length.LONG]
    assert not trainee.standing(week * 7 + 28).turn.longer


TAKEN = (
    StageDecision.HOLD,
    StageDecision.ADD_REPS,
    StageDecision.LONGER,
    StageDecision.TWO_LIFTS,
    StageDecision.EASIER_SISTER,
)


def test_c9_the_easier_sister_takes_over_for_four_weeks() -> None:
    trainee, week = on_a_plateau()
    lift = "romanian_deadlift"
    before = trainee.standing(week * 7).levels.book.tracks[lift].level
    trainee.choose(week * 7, StageDecision.EASIER_SISTER, lift)
    assert trainee.standing(week * 7).levels.doing[lift] == "hip_hinge"
    plans = []
    for day in range(28):
        if day % 7 in THREE_A_WEEK:
            plans.append(trainee.session(week * 7 + day).plan)
            trainee.settle(week * 7 + day + 1)
    assert not [plan for plan in plans if lift in lifts_of(plan)]
    assert trainee.standing(week * 7 + 27).levels.doing[lift] == "hip_hinge"
    after = trainee.standing(week * 7 + 28)
    assert after.levels.doing[lift] == lift
    assert after.levels.book.tracks[lift].level == before


def test_c9_repetitions_and_then_the_next_plate_however_big_a_step() -> None:
    trainee, week = on_a_plateau()
    trainee.choose(week * 7, StageDecision.ADD_REPS, "squat")
    assert trainee.standing(week * 7).levels.book.tracks["squat"].any_step


def test_c9_once_taken_the_weeks_are_counted_anew() -> None:
    trainee, week = on_a_plateau()
    trainee.choose(week * 7, StageDecision.HOLD)
    assert plateau(trainee, week) is None


@pytest.mark.parametrize("decision", [*TAKEN])
def test_c9_advice_may_be_left_early(decision: StageDecision) -> None:
    trainee, week = on_a_plateau()
    day = week * 7
    lift = "romanian_deadlift"
    trainee.choose(day, decision, lift)
    assert trainee.standing(day).holds_advice
    trainee.choose(day, StageDecision.BUILD_UP)
    here = trainee.standing(day)
    assert not here.holds_advice
    assert (here.turn.holding, here.turn.two_lifts, here.turn.longer) == (False, False, False)
    assert here.levels.doing[lift] == lift
    assert not here.levels.book.tracks[lift].any_step
    assert "leave the advice" in here.levels.decisions[-1].sentence
    trainee.choose(day, StageDecision.BUILD_UP)
    assert trainee.standing(day).levels.decisions == here.levels.decisions, "nothing is left twice"


# --- A success ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pain", "activities", "success"),
    [
        ((6, 4), (4, 6), True),
        ((6, 4.5), (4, 6), False),
        ((6, 4), (4, 5), False),
        ((5, 3.5), (4, 6), True),
        (None, (4, 6), False),
    ],
)
def test_c9_it_is_a_success_when_pain_and_activities_are_better_by_the_bands(
    pain: tuple[float, float] | None, activities: tuple[int, int], success: bool
) -> None:
    trainee, week = in_stage_3()
    today = day_number(week * 7)
    base = review(trainee.log, today, PROGRAMME, trainee.standing(week * 7).levels)
    assert isinstance(base, Review)
    changed = base._replace(
        pain=None if pain is None else PainChange(*pain, told=True),
        activities=(ActivityChange("walk", activities[0], today, activities[1]),),
    )
    rules = PROGRAMME.review
    assert is_success(changed, rules) is success
    here = Plateau(today, 4, PlateauReason.EFFORT, "squat", "Squat", (StageDecision.HOLD,))
    assert ("that is a success" in plateau_words(here, changed, rules)) is success
    assert plateau_words(here, changed, rules).endswith(TEXTS[PlateauReason.EFFORT])

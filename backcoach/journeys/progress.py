"""What the user may choose about the stages: to stay, to keep, to take advice, to start later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.standing.standing import KEEPING, Standing
from backcoach.coach.words.session_words import flare_words
from backcoach.coach.words.stage_words import opening_words
from backcoach.journeys.asking.prompts import Choose
from backcoach.report.levels import latest_words
from backcoach.store import StoreError

if TYPE_CHECKING:
    from backcoach.journeys.asking.front import Front
    from backcoach.practice import Practice

WHILE_LOCKED = "That waits until sessions are open again: Today (t) says what opens them."


def progress_choices(practice: Practice) -> tuple[str, ...]:
    """The choices that would change something now: stay, keep, advice, start_in_two."""
    standing = practice.standing.now()
    plateau = standing.plateau
    possible = {
        "stay": bool(standing.lines),
        "keep": not standing.lines,
        "advice": standing.holds_advice or (plateau is not None and bool(plateau.options)),
        "start_in_two": standing.stage == 1,
    }
    return tuple(choice for choice, is_possible in possible.items() if is_possible)


def advice_on_plateau(practice: Practice, standing: Standing, *, has_keys: bool = True) -> str:
    """What is said where no lift has gone up for weeks; empty otherwise.

    The key to answer is named where the front end `has_keys`.
    """
    if standing.plateau is None and not standing.holds_advice:
        return ""
    from backcoach.coach.words.plateau_words import held_words, plateau_words

    if standing.plateau is None:
        held = held_words(standing.turn)
        return f"{held} Leave it: c." if has_keys else held
    rules = practice.book.catalogue.programme.review
    said = plateau_words(standing.plateau, practice.weeks.review(), rules)
    return f"{said} Take it: c." if standing.plateau.options and has_keys else said


def stay_or_go_on(front: Front) -> None:
    """Stay in this stage, or take that decision back."""
    standing = front.practice.standing.now()
    decision = StageDecision.GO_ON if standing.staying else StageDecision.STAY
    if _choose(front, decision, standing.stage):
        front.tell(
            "You go on as soon as the next stage is open."
            if standing.staying
            else f"You stay in stage {standing.stage} until you take it back here."
        )


def keep_or_build_up(front: Front) -> None:
    """Keep what there is, or build up again."""
    standing = front.practice.standing.now()
    keeps = standing.keeping_since is None
    decision = StageDecision.KEEP if keeps else StageDecision.BUILD_UP
    if _choose(front, decision, standing.stage):
        said = KEEPING if keeps else "You build up again."
        back = "To build up again: k." if keeps else "To keep what you have: k."
        front.tell(f"{said} {back}" if front.has_keys else said)


async def take_or_leave_advice(front: Front) -> None:
    """Take the advice given where no lift has gone up for weeks, or leave it; ask first."""
    from backcoach.coach.words.plateau_words import CHOICES, advice_words

    standing = front.practice.standing.now()
    plateau = standing.plateau
    if plateau is None:
        if standing.holds_advice:
            await _leave_advice(front, standing)
        return
    options = [("no", "Not now"), *((str(each), CHOICES[each]) for each in plateau.options)]
    answer = await front.ask(Choose("Take this advice?", options, advice_words(plateau)))
    if answer is None or answer == "no":
        return
    if _choose(front, StageDecision(answer), standing.stage, plateau.exercise):
        said = latest_words(front.practice.standing.now().levels.decisions)
        front.tell(said[0].partition(": ")[2])


async def _leave_advice(front: Front, standing: Standing) -> None:
    from backcoach.coach.words.plateau_words import held_words

    options = [("no", "Go on with it"), ("yes", "Leave it, train as before")]
    answer = await front.ask(Choose("Leave this advice?", options, held_words(standing.turn)))
    if answer == "yes" and _choose(front, StageDecision.BUILD_UP, standing.stage):
        front.tell("You train as before.")


async def start_in_two(front: Front) -> None:
    """Ask first, as it skips the gentle weeks. If that is not for now, say why."""
    practice = front.practice
    locked = practice.safety.lock() is not Lock.NONE
    waits = WHILE_LOCKED if front.has_keys else WHILE_LOCKED.replace("Today (t)", "Today")
    barred = waits if locked else practice.standing.now().start_barred
    if barred is not None:
        front.tell(barred)
        return
    stage = practice.book.catalogue.programme.stage(2)
    options = [("no", "No, stay in stage 1"), ("yes", "Yes, start in stage 2 today")]
    why = (
        "Good if you already train twice a week and your back is calm. Your choice is"
        " recorded with today’s date and shown here."
    )
    if await front.ask(Choose(f"Start in stage 2, {stage.name}?", options, why)) == "yes":
        _choose(front, StageDecision.START_IN, 2)


def _choose(front: Front, decision: StageDecision, stage: int, exercise: str | None = None) -> bool:
    """Record the choice. Warns and returns False if that fails."""
    try:
        front.practice.person.choose(decision, stage, exercise)
    except StoreError as error:
        front.warn(str(error))
        return False
    return True


def progress_lines(practice: Practice) -> list[str]:
    """Progress in lines: the flare-up, the stages, the gate, and the reasons."""
    standing = practice.standing.now()
    lines = []
    if standing.flare is not None:
        lines += [flare_words(standing.flare), standing.flare.why]
    for stage in practice.book.catalogue.programme.stages:
        here = stage.weeks
        if stage.number < standing.stage:
            here = "behind you"
        elif stage.number == standing.stage:
            here = f"you are here. {stage.aim}"
        lines.append(f"Stage {stage.number}, {stage.name}: {here}")
    lines.append(opening_words(standing, practice.book.today()))
    for line in standing.lines:
        state = "met" if line.met else f"not yet, needs {line.needed}. {line.reason}"
        lines.append(f"{line.label}: {line.have}, {state}")
    lines += filter(
        None, (advice_on_plateau(practice, standing, has_keys=False), standing.suggestion)
    )
    lines += ["Why you are here", *(f"- {reason}" for reason in standing.reasons)]
    steps = latest_words(standing.levels.decisions)
    if steps:
        lines += ["Your exercises lately", *(f"- {step}" for step in steps)]
    return lines

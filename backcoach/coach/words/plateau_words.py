"""What is said on a plateau, and how each piece of advice is chosen."""

from __future__ import annotations

from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import StageDecision
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.planning.last_stage import chosen_reasons
from backcoach.coach.review.changes import mean_change
from backcoach.coach.review.review import Review, activities_improved, pain_improved
from backcoach.coach.standing.plateau import Plateau, PlateauReason
from backcoach.coach.standing.rotation import UpNext

ADVICE = {
    PlateauReason.EFFORT: "Hold here two weeks with one set fewer, then try again.",
    PlateauReason.BIG_STEP: "Stay at this weight and add one repetition a set each week; then the"
    " next plate.",
    PlateauReason.TIME: "Choose standard or long on one day, or keep two lifts only.",
    PlateauReason.UNSETTLED: "Swap for its easier sister for one block.",
    PlateauReason.TOP: "You are at the top of this ladder. Heavier weights, a club or a"
    " physiotherapist can take you on; keeping it is a goal too.",
    PlateauReason.CAP: "This is your level for now, on purpose.",
}

CHOICES = {
    StageDecision.HOLD: "Hold here two weeks with one set fewer",
    StageDecision.ADD_REPS: "Add one repetition a set each week, then the next plate",
    StageDecision.LONGER: "Standard or long on one day a week, for four weeks",
    StageDecision.TWO_LIFTS: "Two lifts only, for four weeks",
    StageDecision.EASIER_SISTER: "Swap it for four weeks",
}

SUCCESS = (
    "Pain and activities are both clearly better than when you began, and your lifts are steady:"
    " that is a success."
)


def is_success(review: Review | None, rules: ReviewRules) -> bool:
    """Whether pain and activities are both better than at the start by the bands of §5."""
    if review is None or not pain_improved(review.pain, rules):
        return False
    return activities_improved(mean_change(review.activities), rules)


def advice_words(plateau: Plateau) -> str:
    """The advice, with the exercise it is about where it is about one."""
    said = ADVICE[plateau.reason]
    if plateau.reason is PlateauReason.UNSETTLED and not plateau.easier_name:
        said = ADVICE[PlateauReason.EFFORT]
    if plateau.reason in (PlateauReason.EFFORT, PlateauReason.TIME):
        return said
    sister = f" ({plateau.easier_name})" if plateau.easier_name else ""
    return f"{plateau.name}{sister}: {said[:1].lower()}{said[1:]}"


def held_words(turn: UpNext) -> str:
    """What is different for now, because the user took advice."""
    said = " ".join(reason.sentence for reason in chosen_reasons(turn))
    return said or "You train by the advice you took."


def plateau_words(plateau: Plateau, review: Review | None, rules: ReviewRules) -> str:
    """What is said on a plateau: a success where it is one, and the one piece of advice."""
    what = f"No lift has gone up in {count(plateau.weeks, 'training week')}."
    if is_success(review, rules):
        what = f"{SUCCESS} If you want more:"
    return f"{what} {advice_words(plateau)}"

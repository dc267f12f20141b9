"""The review in sentences: calm, and without a promise (`programme.md` §5, §6)."""

from __future__ import annotations

from backcoach.coach.model.formatting import count, day_words, number
from backcoach.coach.model.rules.review import ReviewRules
from backcoach.coach.review.changes import ActivityChange, PainChange, mean_change
from backcoach.coach.review.review import Band, Review

BANDS = {
    Band.IMPROVED: "Better than when you began.",
    Band.UNCHANGED: "About the same as when you began.",
    Band.WORSE: "Harder going than when you began.",
}
WORTH_IT = "That is more than everyday ups and downs. Your training seems to suit you."
OWN_TIME = (
    "Backs take their own time. On average exercise takes about {points} points off a 10-point"
    " pain scale (Cochrane review, 2021); some gain much more, some nothing."
)
PHYSIOTHERAPIST = (
    "If {weeks} change nothing, a physiotherapist can look at your back in person and help you"
    " find what suits it."
)
CLINICIAN = (
    "Your answers moved by more than everyday ups and downs. That does not by itself mean that"
    " something is wrong. Please talk it over with a doctor or physiotherapist; these numbers can"
    " help you tell."
)


def title(review: Review) -> str:
    """The time of the review: "After 8 weeks"."""
    return f"After {count(review.week, 'week')}" if review.week else "Your first week"


def about(review: Review) -> str:
    """The period the review covers."""
    since = f"Since your first session on {day_words(review.course.began)}."
    if review.course.broke_on is None:
        return since
    return (
        f"From {day_words(review.course.began)} until your break. Your next session begins a new"
        " count."
    )


def headline(review: Review, rules: ReviewRules) -> str:
    """A sentence for the rating, or why there is none."""
    if review.verdict is not None:
        return BANDS[review.verdict]
    if review.point is None:
        return f"The first review comes after {count(rules.weeks[0], 'week')}."
    return "Not enough answers yet to compare with the start."


def advice(review: Review, rules: ReviewRules) -> list[str]:
    """What to do after this rating, and what comes next."""
    sentences: list[str] = []
    if review.verdict is Band.IMPROVED:
        sentences.append(WORTH_IT)
    elif review.verdict is Band.UNCHANGED:
        sentences.append(OWN_TIME.format(points=number(rules.usual_gain_points)))
        if review.week >= rules.physiotherapist_after_weeks:
            weeks = count(rules.physiotherapist_after_weeks, "week")
            sentences.append(PHYSIOTHERAPIST.format(weeks=weeks))
    elif review.verdict is Band.WORSE:
        # The advice to see a clinician must not be followed by one to keep going.
        return [CLINICIAN]
    ahead = outlook(review.week, rules)
    return [*sentences, ahead] if ahead else sentences


def outlook(week: int, rules: ReviewRules) -> str | None:
    """What is worth doing from now on, `week` whole weeks in (§3.4; TAT21)."""
    low, high = rules.goal_weeks_min, rules.goal_weeks_max
    keep = f"{count(rules.keep_sessions_a_week, 'session')} a week keep what you have built"
    if week < rules.encourage_after_weeks:
        return None
    if week < low:
        return (
            f"It is worth going on: {low} to {high} weeks of strengthening did better than shorter"
            " programmes (a review of trials, 2021)."
        )
    if week < high:
        return (
            f"You are in the stretch of {low} to {high} weeks that did best in a review of trials"
            f" (2021). After it, {keep}."
        )
    return f"From here on {keep}, for as long as you like."


def facts(review: Review, rules: ReviewRules) -> list[str]:
    """The numbers behind the rating, one sentence each."""
    return [
        pain_words(review.pain, review.start_pain),
        activities_words(review.activities),
        *adherence_words(review, rules),
        f"Levels: {count(review.ups, 'step')} up, {count(review.downs, 'step')} down.",
        flare_words(review.flares),
    ]


def pain_words(change: PainChange | None, start: float | None) -> str:
    """Pain at the start and now."""
    if change is None:
        begun = "not known yet" if start is None else f"{number(start)} at the start"
        return f"Pain: {begun}; too early to compare." if start is not None else f"Pain: {begun}."
    how = "average of 7 days, as you said it" if change.told else "mean of 7 days of answers"
    moved = points_words(change.points, "less", "more") + _share(change)
    return f"Pain ({how}): {number(change.start)} at the start, {number(change.now)} now, {moved}."


def _share(change: PainChange) -> str:
    if change.share is None or number(change.points) in ("0", "-0"):
        return ""
    return f" ({round(abs(change.share) * 100)} %)"


def activities_words(changes: tuple[ActivityChange, ...]) -> str:
    """The mean of the activities at the start and now."""
    mean = mean_change(changes)
    if mean is None:
        return "Your activities: not rated both then and now."
    then = sum(each.start for each in changes) / len(changes)
    now = sum(each.now for each in changes) / len(changes)
    return (
        f"Your activities (mean): {number(then)} at the start, {number(now)} now,"
        f" {points_words(mean, 'better', 'less')}."
    )


def points_words(points: float, better: str, worse: str) -> str:
    """A change in points: "2 points less"; `better` and `worse` name its two directions."""
    amount = number(abs(points))
    if amount == "0":
        return "the same"
    noun = "point" if amount == "1" else "points"
    return f"{amount} {noun} {better if points > 0 else worse}"


def adherence_words(review: Review, rules: ReviewRules) -> list[str]:
    """Sessions done and planned, without reproach if they are fewer."""
    lately, overall = review.lately, review.overall
    if lately.share is None:
        return ["Sessions: your first week is under way."]
    words = f"Sessions: {lately.done} of {lately.planned} in the last {count(lately.weeks, 'week')}"
    if overall.weeks > lately.weeks:
        words += f", {overall.done} of {overall.planned} since the start"
    if lately.share >= rules.adherence_share:
        words += (
            f". {round(rules.adherence_share * 100)} % and more is what studies call satisfactory"
        )
    return [f"{words}."]


def flare_words(flares: int) -> str:
    """The number of flare-ups."""
    return f"Flare-ups: {flares or 'none'}."

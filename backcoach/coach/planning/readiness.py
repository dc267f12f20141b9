"""How the user is today and which session suits: one function per row of `programme.md` §3.7.

`day_of` goes through the rows of the table from top to bottom to find which session today's pain
allows. Then a flare-up, the way back from one, a poor night and a rest day (§2) may change it.
Every number comes from `[readiness]` in `programme.toml`. An unknown usual pain never makes a day
less careful: nothing goes up from a pain of 4 on, and 6 leads to the easy session.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from backcoach.coach.evidence.steady_high import SteadyStep
from backcoach.coach.model.formatting import count, number
from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.reasons import Reason
from backcoach.coach.model.records import Energy, SessionKind
from backcoach.coach.model.rules.pain import Lights, Readiness, SteadyHighPain
from backcoach.coach.model.screening_questions import Lock
from backcoach.coach.planning.day import Choice, Day
from backcoach.coach.safety.outcomes import Outcome

HIGH_BUT_STEADY = (
    "Your pain is high but steady, and your back settles after training. So we go on, one small"
    " step a week, and I suggest a physiotherapist alongside."
)


@frozen
class Readings:
    """What is known about today; None is a missing answer.

    `pain` is that of the check-in and `usual` the usual pain U, both 0-10; `usual_is_high` says
    that U has been high for weeks (`usual_stays_high`). `steady` is the step while it is high but
    steady, `steady_high` the rules of that, None where there are none. `outcome` is where the
    answers of the check-in lead, `symptoms` whether anything on its list was marked. `first_hour`
    says that the user has just got up; `hours_since_main` counts from the beginning of the last
    main session.
    `in_flare` is flare-up mode; on the way back from one the session is done `flare_less` levels
    lower. `leg_is_new` says that pain in a leg is new, or was worse lately, `was_ill` that no
    session has followed an illness, `balance` that balance exercises belong to the sessions.
    """

    pain: int | None = None
    usual: float | None = None
    usual_is_high: bool = False
    steady: SteadyStep = SteadyStep.NONE
    steady_high: SteadyHighPain | None = None
    outcome: Outcome = Outcome.GO
    symptoms: bool = False
    energy: Energy | None = None
    first_hour: bool = False
    hours_since_main: float | None = None
    in_flare: bool = False
    flare_less: int = 0
    leg_is_new: bool = False
    was_ill: bool = False
    balance: bool = False


Row = Callable[[Readings, Readiness, Lights], Day | None]


# --- The rows of the table -------------------------------------------------------------------


def pain_0_to_3(known: Readings, rules: Readiness, _lights: Lights) -> Day | None:
    """0-3, nothing new: the planned session."""
    pain = _pain_without_symptoms(known)
    if pain is None or pain >= rules.careful_pain_min:
        return None
    reason = Reason("readiness.0-3", f"Pain is {pain}: fine for a session.")
    return Day(Choice.PLANNED, reasons=(reason,))


def pain_4_to_5(known: Readings, rules: Readiness, lights: Lights) -> Day | None:
    """4-5, nothing new: planned, with a prompt to take care; levels go up only where P0 <= U.

    The easy session is offered where P0 >= U + 2, and where U is not known.
    """
    pain, usual = _pain_without_symptoms(known), known.usual
    if pain is None or not rules.careful_pain_min <= pain < rules.short_pain_min:
        return None
    raises = usual is not None and pain <= usual
    offers = usual is None or pain >= usual + rules.easy_over_usual_min
    if raises:
        sentence = f"Pain is {pain}, no more than usual: fine for a session, with care."
    else:
        sentence = (
            f"Pain is {pain}, {_against_usual(usual)}: a session with care, in which no level"
            " goes up."
        )
    return Day(
        Choice.PLANNED,
        offers=(Choice.EASY,) if offers else (),
        prompt=_prompt(pain, lights),
        raises=raises,
        reasons=(Reason("readiness.4-5", sentence),),
    )


def pain_6_to_7(known: Readings, rules: Readiness, lights: Lights) -> Day | None:
    """6-7, nothing new: short and a level lower where P0 <= U + 1, else the easy session.

    Nothing goes up. Where U has been 6 or more for 2 weeks, seeing a clinician is suggested. While
    that pain is steady, the session is as planned where P0 <= U + 1 (`programme.md` §3.9).
    """
    pain, usual = _pain_without_symptoms(known), known.usual
    if pain is None or not rules.short_pain_min <= pain < rules.no_workout_pain_min:
        return None
    suggestion = _see_somebody(rules) if known.usual_is_high else ""
    if usual is not None and pain <= usual + rules.short_over_usual_max:
        if known.steady is not SteadyStep.NONE:
            return _as_planned(pain, usual, lights, suggestion)
        return _short_and_lower(pain, rules, lights, "readiness.6-7", suggestion)
    sentence = (
        f"Pain is {pain}, {_against_usual(usual)}: an easy session keeps you moving without load."
    )
    return Day(
        Choice.EASY,
        prompt=_prompt(pain, lights),
        raises=False,
        reasons=(Reason("readiness.6-7", sentence),),
        suggestion=suggestion,
    )


def pain_8_to_10(known: Readings, rules: Readiness, lights: Lights) -> Day | None:
    """8-10, nothing new: no workout; easy walking and positions of comfort (`[no_workout]`).

    At 8 there may be an easy session on request where U is 7 or more, and one as `SteadyStep` says
    while that pain is steady (`programme.md` §3.9).
    """
    pain, usual, steady = _pain_without_symptoms(known), known.usual, known.steady_high
    if pain is None or pain < rules.no_workout_pain_min:
        return None
    sentence = f"Pain is {pain}: no workout today. Easy walks and comfortable positions are enough."
    day = _no_workout("readiness.8-10", sentence)
    if steady is None or usual is None or pain > steady.pain_max:
        return day
    suggestion = _see_somebody(rules) if known.usual_is_high else ""
    if known.steady is not SteadyStep.NONE and pain <= usual + rules.short_over_usual_max:
        return _while_steady(pain, usual, known.steady, rules, lights)
    if usual >= steady.easy_usual_min:
        return replace(day, offers=(Choice.EASY,), suggestion=suggestion)
    return day


def _while_steady(
    pain: int, usual: float, step: SteadyStep, rules: Readiness, lights: Lights
) -> Day:
    """The session at the highest pain there is one at, while that is steady."""
    if step is SteadyStep.PLANNED:
        return _as_planned(pain, usual, lights, _see_somebody(rules))
    if step is SteadyStep.SHORT:
        return _short_and_lower(pain, rules, lights, "readiness.steady", _see_somebody(rules))
    return Day(
        Choice.EASY,
        prompt=_prompt(pain, lights),
        raises=False,
        reasons=(Reason("readiness.steady", f"Pain is {pain}, and steady: an easy session."),),
        suggestion=_see_somebody(rules),
    )


def _as_planned(pain: int, usual: float, lights: Lights, suggestion: str) -> Day:
    """Pain is high but steady: the planned session, with a prompt to take care."""
    return Day(
        Choice.PLANNED,
        offers=(Choice.EASY,),
        prompt=_prompt(pain, lights),
        raises=pain <= usual,
        reasons=(Reason("readiness.steady", HIGH_BUT_STEADY),),
        suggestion=suggestion,
    )


def _short_and_lower(
    pain: int, rules: Readiness, lights: Lights, rule: str, suggestion: str
) -> Day:
    lower = count(rules.short_lower_levels, "level")
    sentence = (
        f"Pain is {pain}, close to your usual: a short session, {lower} lower for today only."
    )
    return Day(
        Choice.SHORT,
        offers=(Choice.EASY,),
        lower=rules.short_lower_levels,
        prompt=_prompt(pain, lights),
        raises=False,
        reasons=(Reason(rule, sentence),),
        suggestion=suggestion,
    )


def new_symptom(known: Readings, _rules: Readiness, _lights: Lights) -> Day | None:
    """Any pain, something new: §4.2 decides, and no session begins."""
    if known.outcome.lock is not Lock.NONE:
        return _no_workout("readiness.symptom", "Something is new: that comes before any session.")
    return None


def easy_today(known: Readings, _rules: Readiness, _lights: Lights) -> Day | None:
    """Pain in one leg, or a small knock: the easy session, with any pain below 8 (§4.2, §4.3)."""
    if known.outcome not in (Outcome.LEG, Outcome.EASY):
        return None
    what = "Pain in a leg" if known.outcome is Outcome.LEG else "A small knock"
    sentence = f"{what}: an easy session today."
    return Day(Choice.EASY, raises=False, reasons=(Reason("readiness.easy", sentence),))


def unwell(known: Readings, _rules: Readiness, _lights: Lights) -> Day | None:
    """Any pain, but dizzy, short of breath, or after alcohol or sedatives: no workout today."""
    if known.symptoms and not known.outcome.goes_ahead:
        return _no_workout("readiness.unwell", "No workout while you are not quite well.")
    return None


def not_asked(known: Readings, _rules: Readiness, _lights: Lights) -> Day | None:
    """Before the check-in: the planned session."""
    return Day(Choice.PLANNED) if known.pain is None else None


ROWS: tuple[Row, ...] = (
    pain_0_to_3,
    pain_4_to_5,
    pain_6_to_7,
    pain_8_to_10,
    new_symptom,
    easy_today,
    unwell,
    not_asked,
)
"""The rows of §3.7 from top to bottom; the first one that answers decides."""


# --- What is added to them -------------------------------------------------------------------


def flare_mode(day: Day, known: Readings, _rules: Readiness) -> Day:
    """In a flare-up: the easy session and no other, whatever the pain: no loads (§3.6)."""
    if not known.in_flare:
        return day
    sentence = "A flare-up is on: an easy session now, and short walks little and often."
    return replace(
        day,
        choice=Choice.EASY,
        offers=(),
        lower=0,
        raises=False,
        reasons=(Reason("readiness.flare", sentence),),
    )


def way_back(day: Day, known: Readings, _rules: Readiness) -> Day:
    """Back from a flare-up: some levels lower today, and nothing goes up (§3.6).

    How many levels lower is computed in `flare_ups/way_back.py`; this adds the reason.
    """
    if known.flare_less <= 0 or day.kind is not SessionKind.MAIN:
        return day
    levels = count(known.flare_less, "level")
    sentence = f"Back from a flare-up: {levels} lower today, so that your back gets used to it."
    return replace(day, raises=False, reasons=day.because("readiness.way_back", sentence))


def rest_day(day: Day, known: Readings, rules: Readiness) -> Day:
    """Less than 48 hours since the last main session: a walk and mobility (§2; CAL20).

    The main session may be chosen instead, unless pain would shorten it as well, and so may balance
    exercises by people who do them.
    """
    hours = known.hours_since_main
    if hours is None or hours >= rules.rest_hours or day.kind is not SessionKind.MAIN:
        return day
    anyway = () if day.choice is Choice.SHORT else (day.choice,)
    ago = f"{count(int(hours), 'hour')} ago" if hours >= 1 else "only just now"
    sentence = (
        f"Your last session was {ago}, so now is for resting, {rules.rest_hours} hours in all:"
        " an easy walk, and gentle movement if you like."
    )
    reason = Reason("readiness.rest_day", sentence)
    return replace(
        day,
        choice=Choice.REST_DAY,
        offers=(*anyway, *day.offers, *((Choice.BALANCE,) if known.balance else ())),
        # The shortened session is not offered any more, so neither are the words about it.
        reasons=(*(day.reasons if anyway else ()), reason),
    )


def poor_sleep_or_energy(day: Day, known: Readings, _rules: Readiness) -> Day:
    """A poor night or little energy: the short template is offered (GER17)."""
    if known.energy is not Energy.POOR or day.choice is not Choice.PLANNED:
        return day
    sentence = "After a poor night, or with little energy, a short session is just as good."
    return replace(
        day,
        offers=(Choice.SHORT, *day.offers),
        reasons=day.because("readiness.energy", sentence),
    )


def after_illness(day: Day, known: Readings, _rules: Readiness) -> Day:
    """The first session after an illness is a short one at most (§4.1)."""
    if not known.was_ill or Choice.PLANNED not in (day.choice, *day.offers):
        return day
    sentence = "After an illness: a short session to begin with."
    offers = [each for each in day.offers if each not in (Choice.PLANNED, Choice.SHORT)]
    if day.choice is Choice.PLANNED:
        reason = day.because("readiness.illness", sentence)
        return replace(day, choice=Choice.SHORT, offers=tuple(offers), reasons=reason)
    return replace(day, offers=(Choice.SHORT, *offers))


def new_leg_pain(day: Day, known: Readings, _rules: Readiness) -> Day:
    """Pain in a leg that is new or was worse lately: the easy session alone (§4.3)."""
    if not known.leg_is_new or known.outcome is Outcome.LEG:
        return day
    sentence = "Pain in a leg: easy sessions until it was no worse twice in a row."
    reason = Reason("readiness.leg", sentence)
    return replace(day, choice=Choice.EASY, offers=(), lower=0, raises=False, reasons=(reason,))


ADDED = (flare_mode, way_back, poor_sleep_or_energy, rest_day, after_illness, new_leg_pain)


def day_of(known: Readings, rules: Readiness, lights: Lights) -> Day:
    """The session of a day of which this is `known`."""
    day = next(day for row in ROWS if (day := row(known, rules, lights)) is not None)
    if day.choice is Choice.NONE:
        return replace(day, first_hour=known.first_hour) if day.offers else day
    for add in ADDED:
        day = add(day, known, rules)
    return replace(day, first_hour=True) if known.first_hour else day


# --- What the rows rest on -------------------------------------------------------------------


def _pain_without_symptoms(known: Readings) -> int | None:
    # What a hospital knows of is nothing new.
    return None if known.symptoms and known.outcome is not Outcome.GO else known.pain


def _no_workout(rule: str, sentence: str) -> Day:
    return Day(Choice.NONE, raises=False, reasons=(Reason(rule, sentence),))


def _against_usual(usual: float | None) -> str:
    if usual is None:
        return "and your usual pain is not known yet"
    return f"above your usual {number(usual)}"


def _prompt(pain: int, lights: Lights) -> str:
    """What is shown during the session.

    How much pain is fine today, and what to do above that (PTL, SIL).
    """
    fine = max(pain, lights.green_no_rise_peak_max)
    return f"Pain up to {fine} is fine. Above that, ease off: smaller range."


def _see_somebody(rules: Readiness) -> str:
    weeks = count(rules.clinician_days // 7, "week")
    return (
        f"Your usual pain has been {rules.clinician_usual_min} or more for {weeks}. A doctor or"
        " physiotherapist could look at it with you, alongside the programme."
    )

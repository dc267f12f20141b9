"""Safety: the disclaimer, the check-in list and what its answers lead to.

Wording and outcomes follow `programme.md` §3.7, §3.8 and §4; all of it comes from data.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.records import CheckIn, Where
from backcoach.coach.model.screening_questions import Lock, Questions


class Outcome(StrEnum):
    """Where a check-in leads, from mildest to most serious.

    EASY is an easy session today, and so is LEG, after pain in one leg. BE_CHECKED and CALF end a
    session like URGENT does and lock the same way, with words of their own.
    """

    GO = "go"
    EASY = "easy"
    LEG = "leg"
    NOT_TODAY = "not_today"
    NO_WORKOUT = "no_workout"
    BE_CHECKED = "be_checked"
    CALF = "calf"
    URGENT = "urgent"
    MATERNITY = "maternity"
    EMERGENCY = "emergency"
    CALL = "call"

    @property
    def severity(self) -> int:
        """0 for go, rising to the emergency; the worst outcome of a check-in wins."""
        return tuple(Outcome).index(self)

    @property
    def lock(self) -> Lock:
        """What keeps sessions from starting after it."""
        return lock_of(self)

    @property
    def goes_ahead(self) -> bool:
        """Whether a session may follow it at once."""
        return self in (Outcome.GO, Outcome.EASY, Outcome.LEG)


_LOCKS: Mapping[str, Lock] = {
    Outcome.BE_CHECKED: Lock.URGENT,
    Outcome.CALF: Lock.URGENT,
    Outcome.URGENT: Lock.URGENT,
    Outcome.MATERNITY: Lock.MATERNITY,
    Outcome.EMERGENCY: Lock.EMERGENCY,
    Outcome.CALL: Lock.CALL,
}


def lock_of(outcome: str) -> Lock:
    """What a check-in with this outcome locks; nothing where the outcome is not known."""
    # Outcomes are strings: one that was stored finds its own.
    return _LOCKS.get(outcome, Lock.NONE)


class Shown(StrEnum):
    """When a row of a list is shown.

    WEEKLY_AND_PREGNANT takes the place of the rows of both where both are due on one day.
    """

    ALWAYS = "always"
    WEEKLY = "weekly"
    PREGNANT = "pregnant"
    WEEKLY_AND_PREGNANT = "weekly_and_pregnant"


WEEKLY = (Shown.WEEKLY, Shown.WEEKLY_AND_PREGNANT)


@frozen
class Option:
    """One answer to the question a symptom is followed by.

    With `once_seen` it leads to its outcome only for somebody whose emergency lock for the same
    sign was opened by a hospital's yes; for anybody else it counts as the worst answer.
    """

    id: str
    text: str
    outcome: Outcome
    once_seen: bool = False


@frozen
class Symptom:
    """One line of a list of signs (`programme.md` §4.2).

    It has either an `outcome` of its own, or a `question` whose `options` have one each, the worst
    first.
    """

    id: str
    ask: str
    outcome: Outcome | None = None
    question: str | None = None
    options: tuple[Option, ...] = ()
    when: Shown = Shown.ALWAYS

    def leads_to(self, option: str | None, *, seen: bool = False) -> Outcome:
        """The outcome of this symptom with the chosen option.

        While its question is unanswered the worst answer counts: nobody trains on a symptom
        that was left open. `seen` says that a hospital said yes to exercise with this sign. Raises
        KeyError for an option it does not have.
        """
        if self.outcome is not None:
            return self.outcome
        for candidate in self.options:
            if candidate.id == option and (seen or not candidate.once_seen):
                return candidate.outcome
        if option is not None and option not in {each.id for each in self.options}:
            raise KeyError(option)
        return max((each.outcome for each in self.options), key=lambda each: each.severity)


@frozen
class EarlierSymptom:
    """A line that is no longer shown: its words, for what somebody marked then."""

    id: str
    ask: str


@frozen
class CheckInList:
    """The question before every session with the symptoms to choose from, or none of them."""

    ask: str
    none: str
    source: str
    symptoms: tuple[Symptom, ...]
    earlier: tuple[EarlierSymptom, ...] = ()

    def rows(self, *, weekly: bool, pregnant: bool) -> tuple[Symptom, ...]:
        """The lines to show where the weekly one is due, or to somebody who is pregnant."""
        return shown_rows(self.symptoms, weekly=weekly, pregnant=pregnant)


def shown_rows(symptoms: Sequence[Symptom], *, weekly: bool, pregnant: bool) -> tuple[Symptom, ...]:
    """Those of `symptoms` that are shown now."""
    shown = {Shown.ALWAYS}
    if weekly and pregnant:
        shown.add(Shown.WEEKLY_AND_PREGNANT)
    elif weekly:
        shown.add(Shown.WEEKLY)
    elif pregnant:
        shown.add(Shown.PREGNANT)
    return tuple(each for each in symptoms if each.when in shown)


@frozen
class PregnancyQuestion:
    """What somebody who is pregnant is asked again; `{week}` stands for the week by the calendar.

    `ask_unsaid` asks where the week was not told.
    """

    ask: str
    ask_unsaid: str
    yes: str
    change: str
    birth: str
    ended: str
    source: str


@frozen
class SeenQuestion:
    """What somebody is asked whose usual pain is high; `not_yet` comes first."""

    ask: str
    not_yet: str
    yes: str
    agreed: str
    source: str


@frozen
class EasyOffer:
    """What is offered at high pain in place of the session; `no` comes first.

    `on_request` says so where nobody is asked.
    """

    title: str
    ask: str
    on_request: str
    yes: str
    no: str
    source: str


@frozen
class WorseningQuestion:
    """What somebody is asked again who marked that it slowly gets worse.

    After a yes `see_somebody` stands on Today.
    """

    ask: str
    yes: str
    no: str
    see_somebody: str
    source: str


@frozen
class Asking:
    """How questions are asked.

    An Enter within `held_seconds` of the one before is a key that is held down. The weekly line of
    the check-in is shown again after `weekly_days` days; whoever is pregnant is asked again after
    `pregnancy_days`, and the week is `weeks_max` at most; somebody who gets worse after
    `worsening_days`. `confirm` asks whether the marks are
    right before they lock anything. `sources` maps the place of each number to its source.
    """

    held_seconds: float
    weekly_days: int
    pregnancy_days: int
    weeks_max: int
    worsening_days: int
    confirm: str
    confirm_yes: str
    confirm_back: str
    pregnancy: PregnancyQuestion
    seen: SeenQuestion
    worsening: WorseningQuestion
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class TagOffer:
    """A question whose yes sets the tag `tag`."""

    ask: str
    yes: str
    no: str
    tag: str
    source: str


@frozen
class MorningQuestions:
    """What is asked about the morning after a session (`programme.md` §3.1).

    `ask` wants pain 0-10, `usual` one of the answers `yes` and `no`.
    """

    ask: str
    usual: str
    yes: str
    no: str
    source: str


@frozen
class Advice:
    """What the user reads when there is no workout, or only a gentle one."""

    title: str
    text: str
    source: str


@frozen
class StopList:
    """The signs to stop at in a session. `back` leads back to it."""

    ask: str
    back: str
    source: str
    signs: tuple[Symptom, ...]

    def rows(self, *, pregnant: bool) -> tuple[Symptom, ...]:
        """The signs to show."""
        return shown_rows(self.signs, weekly=False, pregnant=pregnant)

    def sign(self, id: str) -> Symptom:
        """The sign called `id`; KeyError when the list has none such."""
        for sign in self.signs:
            if sign.id == id:
                return sign
        raise KeyError(id)


@frozen
class LyingQuestion:
    """What somebody who is pregnant is asked `after` some marks; with a yes, what to `say`."""

    after: tuple[str, ...]
    say: str
    sign: Symptom
    source: str


@frozen
class LegQuestion:
    """What is asked about a leg while it has trouble; a worse one asks what follows `worse_asks`.

    `see_somebody` stands on Today once that has lasted too long.
    """

    ask: str
    gone: str
    better: str
    same: str
    worse: str
    worse_asks: str
    see_somebody: str
    source: str


@frozen
class HurtPlace:
    """A part of the body that may hurt, beside the back and the legs; `tag` spares it."""

    id: Where
    text: str
    tag: str | None = None


@frozen
class Hurts:
    """What is asked after "this hurts": where, and about the parts other than the back.

    `more` is asked about a leg that has had trouble. `calf` is the sign of a calf that needs a look
    today. `locked` is the line of a joint that is swollen or locked, `look` what to do about much
    pain, `spare` the offer of a tag, in which {place} stands for the part.
    """

    ask: str
    back: str
    leg: str
    elsewhere: str
    more: str
    more_yes: str
    more_no: str
    place: str
    places: tuple[HurtPlace, ...]
    calf: Symptom
    locked: str
    look: str
    spare: str
    spare_yes: str
    spare_no: str
    source: str


@frozen
class Anchor:
    """The words for the scores `lowest` to `highest` of a 0-10 scale."""

    lowest: int
    highest: int
    words: str


@frozen
class AnchoredScale:
    """A 0-10 scale with words at some of its scores."""

    source: str
    anchors: tuple[Anchor, ...]

    def words(self, score: int) -> str:
        """The words at `score`; empty where the scale has none."""
        return next(
            (each.words for each in self.anchors if each.lowest <= score <= each.highest), ""
        )


@frozen
class Disclaimer:
    """What the user accepts once per `version` (`programme.md` §4.5)."""

    version: str
    date: date
    title: str
    paragraphs: tuple[str, ...]
    points: tuple[str, ...]
    accept: str


@frozen
class TimeAway:
    """The question after `days` or more without a session (`programme.md` §3.5)."""

    days: int
    ask: str
    no: str
    yes: str
    source: str
    sources: Mapping[str, str] = field(default_factory=dict)


@frozen
class Safety:
    """Everything about safety. `version` is stored with every check-in."""

    version: str
    disclaimer: Disclaimer
    check_in: CheckInList
    morning: MorningQuestions
    flare: Advice
    time_away: TimeAway
    asking: Asking
    fall: TagOffer
    emergency: Advice
    call: Advice
    urgent: Advice
    maternity: Advice
    clinician: Advice
    no_workout: Advice
    easy_offer: EasyOffer
    not_today: Advice
    be_checked: Advice
    calf: Advice
    leg_worse: Advice
    small_knock: Advice
    worth_a_look: Advice
    inflammation: Advice
    about_the_leg: Advice
    screening: Questions
    stop_now: StopList
    leg: LegQuestion
    lying: LyingQuestion
    hurts: Hurts
    pain: AnchoredScale
    effort: AnchoredScale

    @property
    def asked_alone(self) -> tuple[Symptom, ...]:
        """The signs that stand on no list: they are asked about where they matter."""
        return (self.hurts.calf, self.lying.sign)

    def symptom(self, id: str) -> Symptom:
        """The symptom called `id`; KeyError when the list has none such."""
        for symptom in (*self.check_in.symptoms, self.lying.sign):
            if symptom.id == id:
                return symptom
        raise KeyError(id)

    def advice(self, outcome: Outcome) -> Advice | None:
        """What to tell the user after a check-in; None when there is no advice."""
        return {
            Outcome.CALL: self.call,
            Outcome.EMERGENCY: self.emergency,
            Outcome.MATERNITY: self.maternity,
            Outcome.URGENT: self.urgent,
            Outcome.BE_CHECKED: self.be_checked,
            Outcome.CALF: self.calf,
            Outcome.NO_WORKOUT: self.no_workout,
            Outcome.NOT_TODAY: self.not_today,
            Outcome.LEG: self.about_the_leg,
            Outcome.EASY: self.small_knock,
        }.get(outcome)

    def advice_after(self, name: str) -> Advice:
        """The text that follows an answer at the start; KeyError when there is none such."""
        return {
            "worth_a_look": self.worth_a_look,
            "inflammation": self.inflammation,
            "about_the_leg": self.about_the_leg,
        }[name]

    def words(self, id: str) -> str | None:
        """What somebody marked, in the words of a list of today or of before."""
        groups = (*self.screening.groups, *(g for e in self.screening.earlier for g in e.groups))
        questions = [each for group in groups for each in group.questions]
        signs = (*self.check_in.symptoms, *self.stop_now.signs, *self.asked_alone)
        words = {each.id: each.ask for each in self.check_in.earlier}
        words |= {each.id: each.ask for each in signs}
        # An id that was kept means what is asked today: that comes first.
        words |= {each.id: each.ask for each in reversed(questions)}
        return words.get(id)

    def lock_advice(self, lock: Lock) -> Advice | None:
        """What to tell the user while the coach is locked; None when it is not."""
        return {
            Lock.CALL: self.call,
            Lock.EMERGENCY: self.emergency,
            Lock.MATERNITY: self.maternity,
            Lock.URGENT: self.urgent,
            Lock.CLINICIAN: self.clinician,
        }.get(lock)


def is_warning(check_in: CheckIn) -> bool:
    """Whether a warning sign was marked.

    Being unwell for a day is none, nor is a small knock, nor what a hospital knows of.
    """
    return bool(check_in.symptoms) and check_in.outcome not in _PASSING


_PASSING = (Outcome.GO, Outcome.EASY, Outcome.NOT_TODAY, Outcome.NO_WORKOUT)


def outcome(
    safety: Safety,
    programme_readiness_min: int,
    pain: int,
    answers: Mapping[str, str | None],
    seen: Collection[str] = (),
) -> Outcome:
    """What a check-in leads to; the worst outcome wins.

    `answers` maps each chosen symptom to the option chosen for its question, or None. `pain` is
    0-10; from `programme_readiness_min` on there is no workout (`programme.md` §3.7). `seen` holds
    the symptoms with which a hospital has said yes to exercise. Raises KeyError for a symptom or an
    option that does not exist.
    """
    found = [
        safety.symptom(symptom).leads_to(option, seen=symptom in seen)
        for symptom, option in answers.items()
    ]
    if pain >= programme_readiness_min:
        found.append(Outcome.NO_WORKOUT)
    return worst(found)


def worst(outcomes: Collection[Outcome]) -> Outcome:
    """The most serious of them; go where there are none."""
    return max(outcomes, key=lambda each: each.severity, default=Outcome.GO)

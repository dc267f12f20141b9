"""The safety content as a whole: disclaimer, signs, questions, scales, and advice."""

from datetime import date

from backcoach.coach.model.frozen import frozen
from backcoach.coach.model.screening_questions import Lock, Questions
from backcoach.coach.safety.outcomes import Outcome
from backcoach.coach.safety.questions import (
    Asking,
    EasyOffer,
    Hurts,
    LegQuestion,
    LyingQuestion,
    MorningQuestions,
    TagOffer,
    TimeAway,
)
from backcoach.coach.safety.signs import CheckInList, StopList, Symptom


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
class Advice:
    """What the user reads when there is no workout, or only a gentle one."""

    title: str
    text: str
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

    def words(self, id: str, option: str | None = None) -> str | None:
        """What somebody marked, in the words of a list of today or of before.

        `option` is the id of what they answered when asked about it.
        """
        earlier = [group for screen in self.screening.earlier for group in screen.groups]
        signs = (*self.check_in.symptoms, *self.stop_now.signs, *self.asked_alone)
        words = {each.id: each.ask for group in earlier for each in group.questions}
        # An id that was kept means what is asked today: the later of these count.
        words |= {each.id: each.ask for each in self.check_in.earlier}
        words |= {each.id: each.ask for each in signs}
        words |= {each.id: each.ask for group in self.screening.groups for each in group.questions}
        if option is not None:
            words |= {each.id: each.words(option) for each in signs if each.id == id}
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

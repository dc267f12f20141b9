"""Lists of signs: those asked about before a session, and those to stop at during one.

The wording and the outcome of each sign come from data (`programme.md` §3.8 and §4).
"""

from collections.abc import Sequence
from enum import StrEnum

from backcoach.coach.model.frozen import frozen
from backcoach.coach.safety.outcomes import Outcome


class Shown(StrEnum):
    """When a row of a list is shown.

    WEEKLY_AND_PREGNANT takes the place of the rows of both where both are due on one day.
    """

    ALWAYS = "always"
    WEEKLY = "weekly"
    PREGNANT = "pregnant"
    WEEKLY_AND_PREGNANT = "weekly_and_pregnant"

    @property
    def is_weekly(self) -> bool:
        """Whether the row is shown only when the weekly one is due."""
        return self in (Shown.WEEKLY, Shown.WEEKLY_AND_PREGNANT)


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

    def words(self, option: str | None) -> str:
        """What was marked, with the answer `option` to the question that followed, if any."""
        answer = next((each.text for each in self.options if each.id == option), None)
        return self.ask if answer is None else f"{self.ask}. {self.question} {answer}"

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

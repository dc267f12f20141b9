"""The decision ledger: every decision about levels and stages, its evidence, and its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from backcoach.coach.model.formatting import count, number, times
from backcoach.coach.model.profile import WeightUnit


class Evidence(NamedTuple):
    """What a decision rests on: ids of sessions, and numbers by name; a whole one stays whole."""

    sessions: tuple[str, ...] = ()
    numbers: tuple[tuple[str, int | float], ...] = ()


class Decision(NamedTuple):
    """A change, or the decision not to change anything, on the local day `on`.

    It concerns one exercise, or all exercises at once; then `exercise` is empty and the levels are
    0. `rule` is the id of the rule ("level.up", "absence.14-27"), `name` the name of the exercise.
    `other` is the id of the exercise it takes over from or hands over to, if any; `to_level` is
    then the level of the one that is done from now on. `because` is the reason that a tag or a
    missing thing gives, without a full stop; for a stage that did not begin it is a sentence.
    `more` is what a higher level asks for that the one before did not, in sentences.
    """

    rule: str
    on: date
    exercise: str
    name: str
    from_level: int
    to_level: int
    evidence: Evidence
    other: str | None = None
    other_name: str = ""
    because: str = ""
    more: str = ""

    @classmethod
    def of_all(cls, rule: str, on: date, evidence: Evidence) -> Decision:
        """A decision that concerns no single exercise."""
        return cls(rule, on, "", "", 0, 0, evidence)

    @property
    def moved(self) -> bool:
        """Whether anything changed; everything else is a hold."""
        if self.rule == "stage.barred":
            return False
        moves = ("level.swap", "flare.", "stage.", "safety.", "ease.", "keep.", "advice.")
        moved = self.rule in ("load.up", "load.reps") or self.rule.startswith(moves)
        return moved or self.from_level != self.to_level

    @property
    def sentence(self) -> str:
        """The decision in a sentence for the user.

        It is built on demand, since there are many decisions.
        """
        by_easier = self.rule == "absence.28-55" and self.other is not None
        capped = self.rule == "level.hold.top" and self.because
        template = BY_EASIER if by_easier else CAPPED if capped else SENTENCES[self.rule]
        return f"{self._filled(template)} {self.more}".rstrip()

    @property
    def shared_sentence(self) -> str:
        """A sentence for all exercises at once where the decision concerns all, as for a break."""
        return self._filled(OF_ALL.get(self.rule, SENTENCES[self.rule]))

    def _filled(self, template: str) -> str:
        numbers = dict(self.evidence.numbers)
        return template.format(
            name=self.name,
            to=self.to_level,
            other=self.other_name,
            because=self.because,
            least=count(numbers.get("least", 0), "day"),
            days=count(numbers.get("days", 0), "day"),
            times=times(len(self.evidence.sessions)),
            sessions=count(numbers.get("sessions", 0), "session"),
            mornings=count(numbers.get("mornings", 0), "morning"),
            levels=count(numbers.get("levels", 0), "level"),
            weight=_weight(numbers),
            carrying=_with(_weight(numbers)),
            used=_weight(numbers, "from_"),
            **{key: number(numbers.get(key, 0)) for key in NUMBERS},
        )

    def is_about(self, exercise: str) -> bool:
        """Whether it concerns `exercise`, also as the one that takes over or hands over."""
        return exercise in (self.exercise, self.other)


NUMBERS = ("pain", "usual", "effort", "percent", "done_at", "raises", "stage", "reps")

SENTENCES = {
    "level.up": "{name} goes up to level {to}{carrying}: done in full and calm {times} in a row.",
    "level.up.balance": "{name} goes up to level {to}: done in full without a grab {times} in a"
    " row.",
    "level.swap.harder": "{other} takes over from {name}: its top level was calm {times} in a row.",
    "level.hold.once": "{name} stays at level {to} this time: one calm session so far.",
    "level.hold.morning": "{name} stays at level {to}: the morning after is not known.",
    "level.hold.last": "{name} stays at level {to}: the last session has yet to settle.",
    "level.hold.top": "{name} stays at level {to}, its highest.",
    "level.hold.so_far": "{name} stays at level {to}: done without a grab {times} so far, of"
    " {sessions} in a row.",
    "level.hold.grab": "{name} stays at level {to}: you had to grab.",
    "level.hold.grab_unknown": "{name} stays at level {to}: whether you had to grab is not known.",
    "level.hold.not_in_full": "{name} stays at level {to}: not all of it was done.",
    "level.hold.gap": "{name} stays at level {to} on the first day back after {days}.",
    "level.hold.return": "{name} stays at level {to}: the first days after a break are for"
    " settling in.",
    "level.hold.flare": "{name} stays at level {to}: nothing goes up in flare-up mode.",
    "level.hold.way_back": "{name} stays at level {to}: you are on the way back to it.",
    "level.hold.keeping": "{name} stays at level {to}: you chose to keep what you have.",
    "level.hold.chosen": "{name} stays at level {to}: you chose to hold here for a while.",
    "level.hold.eased": "{name} stays at level {to}: an easier week on purpose.",
    "level.hold.pain": "{name} stays at level {to}: pain before the session was {pain}.",
    "level.hold.unasked": "{name} stays at level {to}: pain before the session is not known.",
    "level.hold.symptoms": "{name} stays at level {to}: you reported something new that day.",
    "level.cap.week": "{name} stays at level {to}: its last step up was {days} ago.",
    "level.cap.days": "{name} stays at level {to}: {days} at it so far, and {least} come before the"
    " next.",
    "level.lower.suit": "{name} goes down to level {to}: {because}.",
    "level.cap.steady": "{name} stays at level {to}: pain is high but steady, so one level a week"
    " goes up, and the last one did {days} ago.",
    "level.cap.session": "{name} stays at level {to} this time: {raises} others go up.",
    "level.hold.amber": "{name} stays at level {to}: pain reached {pain}.",
    "level.hold.spared": "{name} stays at level {to}: that day the main block ended before it.",
    "level.hold.elsewhere": "{name} stays at level {to}: it was stopped for something other than"
    " your back.",
    "level.hold.red": "{name} stays at level {to}: something else in that session hurt.",
    "level.hold.effort": "{name} stays at level {to}: effort was {effort}.",
    "level.hold.sore": "{name} stays at level {to}: it left your back sore.",
    "level.hold.sore_more": "{name} stays at level {to}: it left your back more sore than usual.",
    "level.hold.part": "{name} stays at level {to}: {percent} % of it was done.",
    "level.hold.lower": "{name} stays at level {to}: it was done at level {done_at}.",
    "level.hold.unknown": "{name} stays at level {to}: an answer about pain or effort is missing.",
    "level.hold.unsettled": "{name} stays at level {to}: your back took longer to settle.",
    "level.hold.lowest": "{name} stays at level {to}: nothing here is gentler.",
    "level.hold.stand_in": "{name} stays at level {to}: it stands in for {sessions} more.",
    "level.down.red": "{name} goes down to level {to}: pain reached {pain}.",
    "level.down.leg": "{name} goes down to level {to}: you felt something new or worse in a leg.",
    "level.down.grab": "{name} goes down to level {to}: you had to grab in {sessions} running.",
    "level.down.part": "{name} goes down to level {to}: {percent} % was enough for now.",
    "level.down.unsettled": "{name} goes down to level {to}: your back took longer to settle.",
    "level.down.sore": "{name} goes down to level {to}: it left your back sore, and that took"
    " longer to settle.",
    "level.down.effort": "{name} goes down to level {to}: effort was {effort}.",
    "level.swap.easier": "{other} takes the place of {name} for {sessions}, so that it can calm"
    " down.",
    "level.swap.chosen": "{other} takes the place of {name} for {days}, as you chose.",
    "level.swap.over": "{other} comes back at level {to}: the time you chose for {name} is over.",
    "level.swap.left": "{other} comes back at level {to}: you leave the advice.",
    "level.swap.back": "{other} comes back at level {to}, after {sessions} of {name}.",
    "level.corrected": "{name} is at level {to} again: you corrected your answer about a morning.",
    "level.swap.corrected": "{other} comes back at level {to}: you corrected your answer about a"
    " morning.",
    "level.swap.profile": "{other} comes back at level {to}: {name} does not suit you now.",
    "load.up": "{name} may go up from {used} to {weight}: done in full and calm {times} in a row.",
    "load.reps": "{name} stays at {weight} and goes up to {reps} repetitions a set: the next weight"
    " would be too big a step.",
    "load.hold": "{name} stays at {weight}: the next weight would be too big a step. Begin again"
    " with fewer repetitions, and build up.",
    "load.hold.plate": "{name} stays at {weight}: the next weight would be too big a step.",
    "load.hold.time": "{name} stays at {weight}: there was no time for {reps} repetitions a set.",
    "load.hold.once": "{name} stays at {weight} this time: one calm session with it so far.",
    "absence.14-27": "{name} is done at level {to} for {sessions}, after {days} without a session.",
    "absence.28-55": "{name} begins again at level {to}, after {days} without a session.",
    "absence.56+": "{name} begins anew at level {to}, after {days} without a session.",
    "stage.open": "Stage {stage} opened: every line of its gate was met, after {sessions} that"
    " count.",
    "stage.chosen": "Stage {stage} began because you chose it.",
    "stage.barred": "You chose to begin in stage {stage}, which did not begin. {because}",
    "stage.back": "Stage {stage} again after {days} without a session, to begin gently.",
    "keep.begin": "You chose to keep what you have: {sessions} a week at the same weights.",
    "keep.end": "You build up again.",
    "advice.hold": "You chose to hold your lifts for {days} with one set fewer.",
    "advice.add_reps": "You chose to add a repetition a set each week, and then take the next"
    " plate.",
    "advice.left": "You chose to leave the advice, and train as before.",
    "advice.longer": "You chose a longer session once a week, for {days}.",
    "advice.two_lifts": "You chose to keep two lifts only, for {days}.",
    "ease.skipped": "You chose to train as usual, in place of an easier week or session.",
    "ease.taken": "You chose to take the easier week or session after all.",
    "safety.mistake": "Sessions were opened again: you had marked a warning sign by mistake.",
    "safety.leg": "Your leg has been quiet for {days}: your exercises are whole again, and the"
    " first session is {levels} lower.",
    "flare.begin.button": "Flare-up mode began: you said that it feels like a flare.",
    "flare.begin.before": "Flare-up mode began: pain before a session was {pain}, and {usual} is"
    " usual.",
    "flare.begin.morning": "Flare-up mode began: pain on getting up was {pain}, and {usual} is"
    " usual.",
    "flare.begin.red": "Flare-up mode began: {sessions} within a few days ended in red.",
    "flare.end": "Flare-up mode is over: {mornings} in a row were calm.",
    "flare.corrected": "Flare-up mode is taken back: you corrected your answer about a morning.",
    "flare.goes_on": "Flare-up mode goes on: you corrected your answer about a morning.",
    "flare.return.2": "Your next session is {levels} lower, the first one after a flare-up.",
    "flare.return.1": "Your next session is {levels} lower, the second one after a flare-up.",
    "flare.return.again": "Your next session is {levels} lower once more, until one goes calmly.",
    "flare.return.done": "You are back at your own levels, after a flare-up.",
}
"""One plain sentence for every rule id there is."""

OF_ALL = {
    "absence.14-27": "Your exercises are done a little lower for {sessions}, after {days}"
    " without a session.",
    "absence.28-55": "Your exercises begin again lower, after {days} without a session.",
    "absence.56+": "Your exercises begin anew at level {to}, after {days} without a session.",
}
"""What a break means, said once for all exercises."""

BY_EASIER = "{other} takes the place of {name} for {sessions}, after {days} without a session."


CAPPED = "{name} stays at level {to}: {because}."


def _weight(numbers: Mapping[str, float], before: str = "") -> str:
    """The weight in the numbers of a decision, such as "8.5 kg"; empty without one."""
    for unit in WeightUnit:
        if f"{before}{unit}" in numbers:
            return f"{number(numbers[f'{before}{unit}'])} {unit}"
    return ""


def _with(weight: str) -> str:
    return f", with {weight}" if weight else ""


def decisions_about(decisions: Iterable[Decision], exercise: str) -> tuple[Decision, ...]:
    """All decisions about one exercise, oldest first."""
    return tuple(decision for decision in decisions if decision.is_about(exercise))


class DecisionRun(NamedTuple):
    """The same decision `times` times in a row, the first on `first`, the latest on `last`."""

    first: date
    last: date
    times: int
    sentence: str


def runs_of(decisions: Iterable[Decision]) -> list[DecisionRun]:
    """The decisions, oldest first, with repetitions merged into runs."""
    runs: list[DecisionRun] = []
    for decision in decisions:
        sentence = decision.sentence
        if runs and runs[-1].sentence == sentence:
            runs[-1] = runs[-1]._replace(last=decision.on, times=runs[-1].times + 1)
        else:
            runs.append(DecisionRun(decision.on, decision.on, 1, sentence))
    return runs


def latest(decisions: Sequence[Decision], most: int) -> list[Decision]:
    """The `most` latest decisions, latest day first; of one day, first those that moved something.

    Of each exercise only the latest decision of a day is included, and a break only once for all.
    """
    days: dict[date, dict[str, Decision]] = {}
    for decision in reversed(decisions):
        if decision.on not in days and sum(map(len, days.values())) >= most:
            break
        of_all = decision.rule in OF_ALL or not decision.exercise
        about = decision.rule if of_all else decision.exercise
        days.setdefault(decision.on, {}).setdefault(about, decision)
    found: list[Decision] = []
    for of_day in days.values():
        in_order = list(reversed(of_day.values()))
        found += sorted(in_order, key=lambda decision: not decision.moved)
    return found[:most]

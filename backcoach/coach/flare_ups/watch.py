"""Detects the flare-ups of a log one after the other: when each began and ended, and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from backcoach.coach.evidence.decisions import Decision, Evidence
from backcoach.coach.evidence.mornings import Key, place_of
from backcoach.coach.evidence.pain_scores import Scores
from backcoach.coach.flare_ups.rules import (
    Flare,
    Red,
    calm_in_a_row,
    is_calm_morning,
    is_over,
    lasts_long,
    pain_before,
    pain_on_getting_up,
    reported_by_user,
    third_in_six_weeks,
    two_reds,
)
from backcoach.coach.model.reasons import Verdict
from backcoach.coach.model.records import Morning
from backcoach.coach.model.rules.pain import FlareUps

NONE = Evidence()


class FlareChange(Enum):
    """What an answer about a morning changed."""

    NOTHING = "nothing"
    BEGAN = "began"
    ENDED = "ended"
    CORRECTED = "corrected"


@dataclass(slots=True)
class FlareEpisode:
    """One flare-up, from the day `since` to the day before it `ended`.

    `began_by` and `ended_by` are the mornings that began and ended it; correcting their answer
    undoes that. `reported` says that the user called it a flare as well. `mornings` holds the
    latest answer about each morning since, and `calm` says which of them were calm.
    """

    since: date
    begin: Decision
    began_by: Key | None = None
    reported: bool = False
    ended: date | None = None
    ended_by: Key | None = None
    mornings: dict[Key, Morning] = field(default_factory=dict)
    calm: dict[tuple[date, int], bool] = field(default_factory=dict)

    @property
    def in_order(self) -> list[bool]:
        """Whether each answered morning was calm, by day."""
        return [self.calm[place] for place in sorted(self.calm)]

    def got_up(self, morning: Morning, *, calm: bool) -> None:
        """Store an answer about a morning; it replaces an earlier one about the same morning."""
        place = place_of(morning, self.mornings)
        self.mornings[place], self.calm[place] = morning, calm


@dataclass(slots=True)
class FlareWatch:
    """Detects when flare-ups begin and end, and records each in `decisions`, the ledger.

    Each method takes one event and returns what it changed. The usual pain that the rules compare a
    score with never includes that score. `present` is the flare-up that lasts, None outside
    flare-up mode.
    """

    rules: FlareUps
    scores: Scores
    decisions: list[Decision]
    spells: list[FlareEpisode] = field(default_factory=list)
    reds: list[Red] = field(default_factory=list)
    present: FlareEpisode | None = None

    def reported(self, day: date) -> bool:
        """The user pressed "this feels like a flare"."""
        present = self.present
        if present is None:
            self._begin(reported_by_user(), day, day)
            return True
        present.reported = True
        return False

    def checked_in(self, pain: int, day: date) -> bool:
        """Take the pain before a session; call this before it is added to the scores."""
        if self.present is not None:
            return False
        if pain < self.scores.least_usual() + self.rules.before_over_usual_min:
            return False
        verdict = pain_before(pain, self.scores.known_usual(day), self.rules)
        if verdict is not None:
            self._begin(verdict, day, day)
        return verdict is not None

    def ended_red(self, session: str, day: date) -> bool:
        """Take a session of any kind that ended in red."""
        self.reds.append(Red(session, day))
        verdict = two_reds(self.reds, self.rules)
        if verdict is None or self.present is not None:
            return False
        of_reds = tuple(red.session for red in self.reds[-self.rules.red_sessions :])
        self._begin(verdict, day, day, sessions=of_reds)
        return True

    def got_up(self, morning: Morning, on: date, key: Key) -> FlareChange:
        """Take an answer, given on the day `on`, about the morning with this `key`.

        Call this before it is added to the scores. A morning that is followed by a later score
        begins nothing any more.
        """
        turn = FlareChange.CORRECTED if self._correct(morning, on, key) else FlareChange.NOTHING
        present = self.present
        if present is None:
            latest = self.scores.last_day
            verdict = None
            newest = latest is None or morning.day >= latest
            if newest and morning.pain >= self.rules.morning_over_usual_min:
                usual = self.scores.known_usual(morning.day)
                verdict = pain_on_getting_up(morning.pain, usual, self.rules)
            if verdict is not None:
                sessions = () if morning.session is None else (morning.session,)
                self._begin(verdict, morning.day, on, began_by=key, sessions=sessions)
                turn = FlareChange.BEGAN
        elif morning.day > present.since:
            present.got_up(morning, calm=self._is_calm(morning))
            if is_over(present.in_order, self.rules):
                self._end(present, on, key)
                turn = FlareChange.ENDED
        return turn

    def _correct(self, morning: Morning, on: date, key: Key) -> bool:
        """Undo what the first answer about this morning began or ended, if anything."""
        last = self.spells[-1] if self.spells else None
        if last is None:
            return False
        if last.ended is None and last.began_by == key and not last.reported:
            usual = self.scores.known_usual(morning.day)
            if pain_on_getting_up(morning.pain, usual, self.rules) is None:
                self.spells.pop()
                self.present = None
                self.scores.take_back(last.since)
                self._write("flare.corrected", on)
                return True
        elif last.ended_by == key and not self._is_calm(morning):
            last.ended = last.ended_by = None
            self.present = last
            self.scores.leave_out(last.since)
            self._write("flare.goes_on", on)
            return True
        return False

    def _is_calm(self, morning: Morning) -> bool:
        usual = self.scores.usual(morning.day)
        return is_calm_morning(morning.pain, morning.back_to_usual, usual, self.rules)

    def _begin(
        self,
        verdict: Verdict,
        since: date,
        on: date,
        *,
        began_by: Key | None = None,
        sessions: tuple[str, ...] = (),
    ) -> None:
        decision = self._write(verdict.rule, on, Evidence(sessions, verdict.numbers))
        self.present = FlareEpisode(since, decision, began_by)
        self.spells.append(self.present)
        self.scores.leave_out(since)

    def _end(self, episode: FlareEpisode, on: date, key: Key) -> None:
        episode.ended, episode.ended_by, self.present = on, key, None
        self.scores.end(episode.since, on)
        numbers = (("mornings", self.rules.calm_mornings), ("days", (on - episode.since).days))
        self._write("flare.end", on, Evidence((), numbers))

    def _write(self, rule: str, on: date, evidence: Evidence = NONE) -> Decision:
        decision = Decision.of_all(rule, on, evidence)
        self.decisions.append(decision)
        return decision

    def flare(self, on: date) -> Flare | None:
        """Flare-up mode on the day `on`; None outside it."""
        episode = self.present
        if episode is None:
            return None
        begun = [each.since for each in self.spells]
        suggestion = lasts_long(episode.since, on, self.rules)
        return Flare(
            since=episode.since,
            rule=episode.begin.rule,
            why=episode.begin.sentence,
            day=(on - episode.since).days + 1,
            calm=calm_in_a_row(episode.in_order),
            needed=self.rules.calm_mornings,
            suggestion=suggestion or third_in_six_weeks(begun, self.rules),
        )

"""The screen after a session: what was done, and what it changed."""

from __future__ import annotations

from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.model.formatting import count
from backcoach.coach.model.records import Ratings, SessionKind, SessionRecord, Status
from backcoach.coach.standing.standing import Standing
from backcoach.coach.words.session_words import duration_words, sentence
from backcoach.report.levels import session_words
from backcoach.report.session import score_words, sets_table, share_words, sore_words
from backcoach.tui.commands import Scope, pick
from backcoach.tui.screens.base import CoachScreen
from backcoach.tui.widgets.key_bar import KeyBar
from backcoach.tui.widgets.selectable import Sheet


class SummaryScreen(CoachScreen[None]):
    """Shows one stored session and the gate before and after it."""

    CSS_PATH = "summary.tcss"
    BINDINGS = pick("question.accept", "question.back")
    scope = Scope.QUESTIONS

    def __init__(self, record: SessionRecord, before: Standing, after: Standing) -> None:
        super().__init__()
        self._record = record
        self._before = before
        self._after = after

    def compose(self) -> ComposeResult:
        """Compose the headline, the changes, and the table of all sets."""
        content = self.practice.book.catalogue
        with VerticalScroll(classes="page-frame"), Vertical(classes="page"):
            yield Static(self._headline(), classes="title", markup=False)
            yield Static(self._totals(), classes="quiet", markup=False)
            if self._record.ratings is not None:
                yield Static(
                    self._rating_words(self._record.ratings), classes="quiet", markup=False
                )
            yield Static("What it changed", classes="heading")
            yield Sheet(changes(self._record, self._before, self._after), markup=False)
            steps = level_steps(self._record, self._before, self._after)
            if steps:
                yield Static("Your exercises", classes="heading")
                yield Static("\n".join(f"• {step}" for step in steps), markup=False)
            yield Static("What you did", classes="heading")
            yield Sheet(sets_table(self._record, content.exercises), markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """Focus the page, so that the arrow keys scroll it."""
        self.query_one(VerticalScroll).focus()

    def _rating_words(self, ratings: Ratings) -> str:
        """The ratings of pain, effort and soreness, in words."""
        scores = score_words(self._record)
        if not ratings.sore:
            return scores
        return f"{scores}\n{sore_words(ratings.sore, self.practice.book.catalogue.exercises)}"

    def _headline(self) -> str:
        if self._record.is_rehearsal:
            return "Rehearsal over. It is kept, and does not count."
        if any(each.spared for each in self._record.sets):
            return "Session done. Ending the main part early was the right thing to do."
        if self._record.status is Status.COMPLETED:
            return "Session done. Well moved."
        return "Kept as a partial session. Some is better than none."

    def _totals(self) -> str:
        record = self._record
        worked = sum(each.done.seconds for each in record.sets)
        done = sum(each.completed for each in record.sets)
        words = [
            f"{share_words(record, self.practice.book.catalogue.programme)} of the session",
            f"{count(done, 'set')}",
            f"{duration_words(worked)} of work in {duration_words(record.active_seconds)}",
        ]
        return " · ".join(words)

    def action_accept(self) -> None:
        """Return to Today."""
        self.dismiss(None)

    def action_back(self) -> None:
        """Return to Today."""
        self.dismiss(None)


def level_steps(record: SessionRecord, before: Standing, after: Standing) -> list[str]:
    """The decisions about levels after this session, one sentence each.

    Exercises that went well are counted: a level rises only after the morning.
    """
    if record.is_rehearsal:
        return []
    new = [each for each in decided(before, after) if each.exercise]
    waiting = after.levels.waiting_for(record.id)
    sentences = session_words(new)
    if waiting:
        sentences.append(
            f"{sentence(count(waiting, 'exercise'))} went well: done in full and calm."
            " How your back is by your next session decides the rest."
        )
    return sentences


def decided(before: Standing, after: Standing) -> list[Decision]:
    """The decisions made between two standings."""
    known = set(before.levels.decisions)
    return [each for each in after.levels.decisions if each not in known]


def changes(record: SessionRecord, before: Standing, after: Standing) -> Group | Text:
    """What this session changed for all exercises at once, and at the gate."""
    if record.is_rehearsal:
        return Text("Nothing: rehearsals never count towards progress.")
    of_all = [Text(each.sentence) for each in decided(before, after) if not each.exercise]
    if record.kind is not SessionKind.MAIN:
        return Group(*of_all, Text("Your stage and your levels wait for you, as they are."))
    gate = _gate_moves(before, after)
    return Group(*of_all, gate) if of_all else gate


def _gate_moves(before: Standing, after: Standing) -> Group | Text:
    """The conditions of the gate that changed, or one line that says why none did."""
    if after.stage > before.stage:
        reason = after.changes[-1].reason if after.changes else ""
        return Text(f"Stage {after.stage} is open. {reason}", style="bold")
    moved = Table.grid(padding=(0, 2, 0, 0))
    then = {line.id: line for line in before.lines}
    for line in after.lines:
        old = then.get(line.id)
        if old is None or (old.have, old.met) == (line.have, line.met):
            continue
        mark = "✓ met" if line.met else "○ not yet"
        moved.add_row(mark, Text(line.label), Text(f"{old.have} → {line.have}"))
    left = sum(not line.met for line in after.lines)
    if not after.lines:
        return Text("It counts towards keeping what you have built.")
    ending = Text(f"{count(left, 'line')} not met yet for stage {after.stage + 1}; see Progress.")
    if moved.row_count == 0:
        return Group(Text("No line of the gate moved."), ending)
    return Group(moved, ending)

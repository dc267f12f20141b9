"""What a session came to, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group
from rich.table import Table
from rich.text import Text

from backcoach.coach.evidence.decisions import Decision
from backcoach.coach.model.exercise import Exercise
from backcoach.coach.model.formatting import count
from backcoach.coach.model.programme import Programme
from backcoach.coach.model.records import SessionKind, SessionRecord, Status
from backcoach.coach.standing.standing import Standing
from backcoach.coach.words.session_words import duration_words, sentence
from backcoach.report.levels import session_words
from backcoach.report.session import score_words, share_words, sore_words


def headline(record: SessionRecord) -> str:
    """How the session ended, in a sentence or two."""
    if record.is_rehearsal:
        return "Rehearsal over. It is kept, and does not count."
    if any(each.spared for each in record.sets):
        return "Session done. Ending the main part early was the right thing to do."
    if record.status is Status.COMPLETED:
        return "Session done. Well moved."
    return "Kept as a partial session. Some is better than none."


def totals(record: SessionRecord, programme: Programme) -> str:
    """How much was done."""
    worked = sum(each.done.seconds for each in record.sets)
    done = sum(each.completed for each in record.sets)
    words = [
        f"{share_words(record, programme)} of the session",
        f"{count(done, 'set')}",
        f"{duration_words(worked)} of work in {duration_words(record.active_seconds)}",
    ]
    return " · ".join(words)


def rating_words(record: SessionRecord, exercises: Mapping[str, Exercise]) -> str:
    """The ratings of pain, effort and soreness, in words; for a session that has them."""
    scores = score_words(record)
    if record.ratings is None or not record.ratings.sore:
        return scores
    return f"{scores}\n{sore_words(record.ratings.sore, exercises)}"


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

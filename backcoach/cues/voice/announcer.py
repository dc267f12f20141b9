"""What is heard when in a session: the one place where tones and words are put in order.

An announcer is told the events of a session as they come, and asked at each look at the clock
what is to begin now. The same announcer serves a live session and the transcript of a plan.

Nothing overlaps. What belongs to an instant, such as a count, begins at that instant. All other
words are begun only where they will be over before the next such instant; where there is too
little room for all of them, the least important are dropped. After something unforeseen, such as a
key, a more important utterance cuts off a less important one, never the other way round.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from math import inf
from typing import NamedTuple

from backcoach.coach.model.adaptations import Equipment
from backcoach.coach.planning.get_ready import Move, SideChange, side_change
from backcoach.coach.planning.timeline import SegmentKind, Step
from backcoach.coach.session.events import (
    CountInStarted,
    EarlySecondLeft,
    Event,
    ExerciseEased,
    ExerciseSkipped,
    MainBlockEnded,
    NothingEasier,
    Paused,
    RepetitionTurned,
    Resumed,
    SecondsLeft,
    SegmentStarted,
    SessionEnded,
    WaitingForUser,
)
from backcoach.coach.session.player import Player
from backcoach.coach.session.position import SessionPosition
from backcoach.coach.session.segment_timer import ROUNDING, SessionState
from backcoach.coach.words.get_ready_words import how_sentences, side_turn_words
from backcoach.cues.cue import Cue, Sound, cue_for, most_important
from backcoach.cues.tones import seconds_of
from backcoach.cues.utterance import Priority, Utterance, VoiceLevel
from backcoach.cues.voice.phrases import (
    Phrase,
    dose_texts,
    move_text,
    name_text,
    number_text,
    side_text,
    thing_text,
)

GAP_SECONDS = 0.2
"""Between two sentences, at least (judgement). The clock is looked at twelve times a second."""

_OF_TONE = {Sound.RELAX: Phrase.RELAX, Sound.HOLD: Phrase.HOLD, Sound.HALFWAY: Phrase.HALFWAY}
"""What is said in place of a tone at the level `full`."""

_SHORT_COUNT = 3
"""A count-in of more seconds than this is time to get into position again."""

SecondsOf = Callable[[str], float | None]
"""How long a text takes to say, in real seconds; None where it can't be said."""


class _Wanted(NamedTuple):
    """Words that wait until there is room for them."""

    texts: tuple[str, ...]
    priority: Priority


class Announcer:
    """Decides what is heard in one session, and remembers what is being said.

    `level` and `counts` (whether the last seconds are counted) may change at any time. `speed` is
    that of the session's clock: words take as long as ever, which is more of its seconds.
    """

    def __init__(
        self,
        level: VoiceLevel,
        seconds_of_text: SecondsOf,
        *,
        counts: bool = True,
        equipment: Equipment | None = None,
        speed: float = 1.0,
    ) -> None:
        self.level = level
        self.counts = counts
        self._seconds_of_text = seconds_of_text
        self._equipment = equipment
        self._speed = speed
        self._waiting: deque[_Wanted] = deque()
        self._said: Utterance | None = None
        """What was begun last; it may be over."""
        self._worked: Step | None = None
        """The set that was done last, or is being done; None before the first."""
        self._waits_for_key = False

    # Asked by the session

    def take(self, events: Sequence[Event], player: Player) -> Utterance | None:
        """What is to begin now, after these events; None for nothing.

        To be called at each look at the clock, with or without events.
        """
        if self.level is VoiceLevel.OFF:
            return None
        position = player.position
        now = self._at_this_instant(events, position)
        begun = None if now is None else self._begin(now)
        if self.level.speaks:
            self._await(events, position)
        else:
            self._waiting.clear()
        return self._next_waiting(position) if now is None else begun

    def tell(self, text: str) -> None:
        """Have a text said once all that waits has been said, if there is room then."""
        self._waiting.append(_Wanted((text,), Priority.NEXT))

    @property
    def next_at(self) -> float | None:
        """The instant at which what waits may begin; None if nothing does."""
        if not self._waiting:
            return None
        return 0.0 if self._said is None else self._said.end + self._gap

    # What belongs to an instant

    def _at_this_instant(
        self, events: Sequence[Event], position: SessionPosition
    ) -> Utterance | None:
        resting = position.segment.kind is SegmentKind.REST
        cues = [cue for each in events if (cue := cue_for(each, resting=resting)) is not None]
        cue = most_important(each for each in cues if self.counts or each.sound is not Sound.COUNT)
        if cue is not None and cue.sound is Sound.FINISHED and self.level.speaks:
            # Said at once with its tone: nobody looks at the clock any more.
            return self._utterance(position, Priority.SAFETY, (Phrase.END,), cue)
        text = self._text_at(events, cue, position) if self.level.speaks else None
        is_pause = cue is not None and cue.sound is Sound.PAUSED
        priority = Priority.SAFETY if is_pause else Priority.COUNT
        if text is not None and self._fits((text,), position):
            return self._utterance(position, priority, (text,), cue, instead=True)
        return None if cue is None else self._utterance(position, priority, (), cue)

    def _text_at(
        self, events: Sequence[Event], cue: Cue | None, position: SessionPosition
    ) -> str | None:
        """What is said in place of the tone `cue`, if anything."""
        if cue is None:
            early = [each for each in events if isinstance(each, EarlySecondLeft)]
            counted = early and self._is_full and self.counts
            return number_text(early[-1].seconds) if counted else None
        if cue.sound is Sound.PAUSED:
            return Phrase.PAUSED
        if cue.sound in (Sound.COUNT, Sound.TURN, Sound.RETURN):
            turns = [each for each in events if isinstance(each, RepetitionTurned)]
            number = _repetition(turns[-1], position) if turns and self._is_full else None
            counts = [each for each in events if isinstance(each, SecondsLeft | CountInStarted)]
            return number or (self._countdown(counts[-1].seconds, position) if counts else None)
        return _OF_TONE.get(cue.sound) if self._is_full else None

    @property
    def _is_full(self) -> bool:
        return self.level is VoiceLevel.FULL

    def _countdown(self, seconds: int, position: SessionPosition) -> str | None:
        """The number of one of the last seconds, unless it might be taken for a repetition.

        Between two holds there are tones: ten numbers a hold are too many.
        """
        counted_in = position.state is SessionState.COUNTING_IN
        paced = position.segment.tempo is not None
        between = position.segment.kind is SegmentKind.BETWEEN_HOLDS
        if not self.counts or seconds > _SHORT_COUNT or ((paced or between) and not counted_in):
            return None
        return number_text(seconds)

    # What waits for room

    def _await(self, events: Sequence[Event], position: SessionPosition) -> None:
        """Have what follows from `events` said as soon as there is room for it."""
        told: list[_Wanted] = []
        begins = False
        for each in events:
            match each:
                case SegmentStarted():
                    begins, self._waits_for_key = True, False
                case WaitingForUser():
                    self._waits_for_key = True
                case Resumed(counted_in=False):
                    # What was cut off by a pause is said again.
                    begins = begins or not self._waits_for_key
                    self._waits_for_key = False
                case CountInStarted(seconds=seconds) if seconds > _SHORT_COUNT:
                    begins = True
                case Paused() | SessionEnded():
                    begins = False
                    self._waiting.clear()
                case ExerciseEased():
                    told.append(_Wanted((Phrase.EASIER,), Priority.NEXT))
                case ExerciseSkipped():
                    told.append(_Wanted((Phrase.SKIPPED,), Priority.NEXT))
                case NothingEasier():
                    told.append(_Wanted((Phrase.NOTHING_EASIER,), Priority.NEXT))
                case MainBlockEnded():
                    told.append(_Wanted((Phrase.TO_COOL_DOWN,), Priority.SAFETY))
        if begins:
            self._waiting.clear()
            told += self._announcement(position, room=self._room(position) - self._needed(told))
        if told:
            self._waiting.extend(self._fitting(told, self._room(position)))

    def _announcement(self, position: SessionPosition, room: float) -> list[_Wanted]:
        """What is said before the present set; nothing once it has begun.

        The short name of a side is enough where all that has to be said needs more than `room`.
        """
        if position.in_work and position.state is not SessionState.COUNTING_IN:
            self._worked = position.step
            return []
        kind = position.segment.kind
        whole = self._before_a_set(position.step, kind, briefly=not self._is_full)
        must = [each for each in whole if each.priority <= Priority.SIDE_AND_EXERCISE]
        if self._needed(must) > room:
            whole = self._before_a_set(position.step, kind, briefly=True)
        if self._waits_for_key:
            whole.append(_Wanted((Phrase.WHEN_READY,), Priority.NEXT))
        return whole

    def _before_a_set(self, step: Step, kind: SegmentKind, *, briefly: bool) -> list[_Wanted]:
        side = side_text(step.exercise, step.side, briefly=briefly)
        if kind is SegmentKind.REST:
            return self._in_a_rest(step, side)
        if kind is SegmentKind.CHANGE_SIDE:
            opening = [_Wanted((Phrase.CHANGE_SIDE,), Priority.NEXT)] if self._is_full else []
            return [*opening, _must(*_side_change(step, side))]
        return self._before_an_exercise(step, side)

    def _in_a_rest(self, step: Step, side: str) -> list[_Wanted]:
        wanted = [_Wanted((Phrase.REST,), Priority.NEXT)] if self._is_full else []
        if self._worked is not None and self._worked.side is not step.side:
            wanted.append(_must(*_side_change(step, side)))
        reps = step.dose.reps
        if self._is_full and step.number > 1 and reps[step.number - 1] != reps[step.number - 2]:
            amount = dose_texts(step.exercise, step.dose, step.number)
            wanted.append(_Wanted(amount, Priority.ENCOURAGEMENT))
        return wanted

    def _before_an_exercise(self, step: Step, side: str) -> list[_Wanted]:
        """The exercise that is over, where the position changes, and the one that is next."""
        before, change, wanted = self._worked, step.change, []
        if before is not None and change is not None and change.move is not Move.NONE:
            done = (name_text(before.exercise), Phrase.IS_DONE)
            wanted.append(_Wanted(done, Priority.NEXT))
        opening = Phrase.NEXT if step.item else Phrase.GET_READY
        wanted.append(_must(opening, name_text(step.exercise)))
        how = how_sentences(step)
        wanted += [_must(sentence) for sentence in how]
        if change is not None and self._equipment is not None:
            wanted += [_must(thing_text(each, self._equipment)) for each in change.fetch]
        if side:
            # "Roll onto your left side." has named it already.
            is_named = side_turn_words(step.side) in how
            priority = Priority.ENCOURAGEMENT if is_named else Priority.SIDE_AND_EXERCISE
            wanted.append(_Wanted((side,), priority))
        if self._is_full:
            amount = dose_texts(step.exercise, step.dose, step.number)
            wanted.append(_Wanted(amount, Priority.ENCOURAGEMENT))
            wanted.append(_Wanted((move_text(step.exercise),), Priority.NEXT))
        return wanted

    def _next_waiting(self, position: SessionPosition) -> Utterance | None:
        """The first of what waits that there is room for now; what comes too late is dropped."""
        at = self.next_at
        if at is None or position.now < at - ROUNDING:
            return None
        while self._waiting:
            wanted = self._waiting.popleft()
            if self._fits(wanted.texts, position):
                return self._begin(self._utterance(position, wanted.priority, wanted.texts))
        return None

    # Time

    @property
    def _gap(self) -> float:
        return GAP_SECONDS * self._speed

    def _room(self, position: SessionPosition) -> float:
        """Seconds from the end of what is being said to the next event."""
        busy = 0.0 if self._said is None else max(0.0, self._said.end - position.now)
        return position.until_next_event - busy

    def _fits(self, texts: tuple[str, ...], position: SessionPosition) -> bool:
        """Whether these texts, begun now, are over before the next event."""
        seconds = self._seconds(texts)
        return seconds < inf and seconds <= position.until_next_event + ROUNDING

    def _needed(self, wanted: Sequence[_Wanted]) -> float:
        """The seconds that all this takes."""
        return sum(self._seconds(each.texts) + self._gap for each in wanted)

    def _fitting(self, wanted: Sequence[_Wanted], room: float) -> list[_Wanted]:
        """What can be said in `room` seconds, in the same order, without the least important."""
        kept = [each for each in wanted if each.texts and self._seconds(each.texts) < inf]
        while kept and self._needed(kept) > room:
            least = max(range(len(kept)), key=lambda place: (kept[place].priority, place))
            del kept[least]
        return kept

    def _seconds(self, texts: tuple[str, ...]) -> float:
        """How many seconds of the session's clock these texts take; infinite for unknown ones."""
        each = [self._seconds_of_text(text) for text in texts]
        return sum(inf if one is None else one for one in each) * self._speed

    def _utterance(
        self,
        position: SessionPosition,
        priority: Priority,
        texts: tuple[str, ...],
        cue: Cue | None = None,
        *,
        instead: bool = False,
    ) -> Utterance:
        tone = 0.0 if cue is None or instead else seconds_of(cue.sound) * self._speed
        seconds = self._seconds(texts)
        if seconds == inf:
            texts, seconds = (), 0.0
        return Utterance(position.now, tone + seconds, priority, texts, cue, instead)

    def _begin(self, wanted: Utterance) -> Utterance | None:
        """Begin it, unless something more important is still being said."""
        before = self._said
        if before is not None and wanted.at < before.end and before.priority < wanted.priority:
            return None
        self._said = wanted
        return wanted


def _must(*texts: str) -> _Wanted:
    return _Wanted(tuple(each for each in texts if each), Priority.SIDE_AND_EXERCISE)


def _side_change(step: Step, side: str) -> tuple[str, ...]:
    """How to change sides, and to which: "Roll over to your left side.", "Left leg."."""
    change = side_change(step.exercise, step.dose)
    if change is SideChange.LIMB:
        return (side,)
    how = how_sentences(step)
    return tuple(how) if change is SideChange.ROLL else (*how, side)


def _repetition(turned: RepetitionTurned, position: SessionPosition) -> str | None:
    """The number of a repetition, on its way back; the last one is told as it begins."""
    tempo = position.segment.tempo
    count = 0 if tempo is None else round(position.duration / tempo.seconds)
    if turned.number >= count:
        return None if turned.back or count < 2 else Phrase.AND_LAST
    return number_text(turned.number) if turned.back else None

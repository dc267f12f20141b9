"""What would be heard in a session, as lines of text and as a document."""

from __future__ import annotations

from collections.abc import Iterable

from backcoach.cues.utterance import Utterance, VoiceLevel


def spoken_lines(heard: Iterable[Utterance], level: VoiceLevel) -> list[str]:
    """A line for each utterance, with its minutes and seconds: "0:09.0  three".

    Tones are left out, unless there is nothing else: "0:12.0  (go)".
    """
    lines = []
    for each in heard:
        words = each.words
        if not words and not level.speaks and each.cue is not None:
            words = f"({each.cue.sound})"
        if words:
            minutes, tenths = divmod(round(each.at * 10), 600)
            lines.append(f"{minutes:3}:{tenths // 10:02}.{tenths % 10}  {words}")
    return lines


def spoken_document(heard: Iterable[Utterance], level: VoiceLevel) -> dict[str, object]:
    """All that is heard; `tone` is what is heard before the words, or without any."""
    return {
        "voice": level,
        "heard": [
            {
                "at": round(each.at, 2),
                "seconds": round(each.seconds, 2),
                "words": each.words,
                "tone": None if each.cue is None or each.instead else each.cue.sound,
            }
            for each in heard
        ],
    }

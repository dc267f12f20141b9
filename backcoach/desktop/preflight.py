"""Whether a session can be heard and read from the mat: each part with what to do where not.

Nothing here waits for longer than a second.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from threading import Thread
from typing import NamedTuple

from backcoach.cues.cue import Sound
from backcoach.cues.outputs import BELL, Output, OutputFailed, first_name, is_remote, outputs
from backcoach.cues.tones import LOUDEST, RATE, samples_of
from backcoach.cues.utterance import VoiceLevel
from backcoach.cues.voice.clips import Clips
from backcoach.cues.voice.phrases import Phrase
from backcoach.desktop.awake import Held, tried, ways

ROW_METRES = 0.005
"""The height of a row of text on most laptops (judgement)."""

READ_FROM = 200
"""From how many times its height a sign can be read with weak eyes: 17 minutes of arc (judgement:
three times what good eyes need)."""

MAT_METRES = 2
"""How far the eyes are from the screen at most, for somebody who lies beside it (judgement)."""

LOOK_SECONDS = 0.5


class Finding(NamedTuple):
    """One part of the check. `words` say how it is, and `to_do` what to do where it is not `ok`."""

    name: str
    ok: bool
    words: str
    to_do: str = ""


# Sound

SOUND = "sound"
NOT_HEARD = "Not heard? Make it louder with >, and look at the volume of the machine"


def try_sound(
    outputs: Iterable[Output],
    volume: int,
    report: Callable[[Finding], None],
    voice: VoiceLevel = VoiceLevel.TONES,
    words: bytes = b"",
) -> None:
    """Play a tone and then `words` by the first of `outputs` that works.

    Reported is what is heard, or why nothing is, and the same of the voice. That is done once the
    tone is on its way; this returns when all is over.
    """
    samples = samples_of(Sound.GO, volume) + (SILENCE + words if words else b"")
    reasons = []
    for output in outputs:
        try:
            output.start()
            # In one piece, since some outputs end what they play for the next.
            output.play(Sound.GO, samples)
        except OutputFailed as error:
            reasons.append(f"{output.name}: {error}")
        else:
            report(sound_finding(output.name, volume, reasons))
            report(voice_finding(voice, by_player=output.name != BELL))
            output.stop()
            return
        output.stop()
    report(Finding(SOUND, False, _joined(reasons), SHOWN))
    report(voice_finding(voice, by_player=False))


def sound_finding(name: str, volume: int, reasons: Sequence[str] = ()) -> Finding:
    """What is heard by the output of this name; `reasons` say why others are not used."""
    if not volume:
        return Finding(SOUND, False, "the volume is 0", "Make it louder with >.")
    before = f"{_joined(reasons)}; instead " if reasons else ""
    if name == BELL:
        words = f"{before}the terminal’s bell just rang, with one tone for all"
        return Finding(SOUND, False, words, "Not heard? Allow the bell in your terminal.")
    words = f"{before}a tone by {name}, volume {volume} of {LOUDEST}. {NOT_HEARD}"
    return Finding(SOUND, True, words)


VOICE = "voice"
SHOWN = "The screen shows all that would be heard."
SILENCE = bytes(2 * RATE // 5)
"""Between the tone and the words: a fifth of a second."""


def voice_finding(level: VoiceLevel, *, by_player: bool) -> Finding:
    """Whether words are heard; `by_player` is False without sound or with the bell alone."""
    if level is VoiceLevel.TONES:
        return Finding(VOICE, True, f"{level.value}, as you chose; j changes that")
    if not by_player:
        return Finding(
            VOICE, False, "words can’t be heard: there is only the bell, or no sound", SHOWN
        )
    return Finding(VOICE, True, f"it said “{Phrase.THIS_IS_THE_VOICE}” (level {level.value})")


SOUND_OFF = Finding(SOUND, False, "off", "m turns it on.")


def output_now(environment: Mapping[str, str]) -> str:
    """By what sound is made now: the way, and where the system tells it, the device."""
    name = first_name(environment)
    pactl = shutil.which("pactl", path=environment.get("PATH"))
    if pactl is None or is_remote(environment):
        return name
    try:
        told = subprocess.run(
            [pactl, "get-default-sink"],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=LOOK_SECONDS,
            text=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return name
    device = told.stdout.strip()
    return f"{name} to {device}" if device and told.returncode == 0 else name


# The screen

AWAKE = "screen stays on"


def awake_finding(found: Sequence[Held], *, wanted: bool, remote: bool) -> Finding:
    """What keeps the screen on; `wanted` is the user's setting, `remote` means over SSH."""
    if not wanted:
        return Finding(AWAKE, False, "switched off", "The setting keep_awake turns it on.")
    if remote:
        words = "over SSH the screen is that of another machine"
        return Finding(AWAKE, False, words, "Set a longer time until it is locked there.")
    works = " and ".join(each.name for each in found if each.works)
    reasons = "; ".join(f"{each.name}: {each.reason}" for each in found if not each.works)
    if works:
        also = f" (not by {reasons})" if reasons else ""
        return Finding(AWAKE, True, f"by {works}{also}")
    to_do = "Set a longer time until the screen is locked, for the length of a session."
    return Finding(AWAKE, False, f"it may go off. {reasons or 'No way is known here'}", to_do)


def window_finding(number_rows: float, word_rows: float) -> Finding:
    """From how far the floor view can be read; both are the heights of its large letters."""
    number, word = (READ_FROM * ROW_METRES * rows for rows in (number_rows, word_rows))
    words = f"in the floor view the number can be read from {_metres(number)}"
    words += f", the large word from {_metres(word)}"
    if min(number, word) < MAT_METRES:
        return Finding("window", False, words, "Make the window larger, to 60×20 at least.")
    return Finding("window", True, words)


def ready_finding(words: str) -> Finding:
    """What to have ready for the session, in words."""
    return Finding("session", True, words.removesuffix("."))


def _metres(distance: float) -> str:
    return f"{distance:.0f} m" if distance >= 1 else "less than 1 m"


def _joined(reasons: Sequence[str]) -> str:
    return "; ".join(reasons)


# All that takes time


class Wanted(NamedTuple):
    """The user's settings of what is looked at."""

    sound: bool
    volume: int
    keep_awake: bool
    voice: VoiceLevel = VoiceLevel.TONES


TAKES_TIME = (SOUND, VOICE, AWAKE)
"""The names of what `look` reports."""


def look(
    wanted: Wanted,
    environment: Mapping[str, str],
    ring: Callable[[], None],
    report: Callable[[Finding], None],
) -> list[Thread]:
    """Try the sound, with a tone, and what keeps the screen on, each on a thread of its own.

    `report` is called there; `ring` rings the terminal's bell. A thread ends when its tone is over.
    """

    def sound() -> None:
        level, volume = wanted.voice, wanted.volume
        if wanted.sound and volume and level is not VoiceLevel.OFF:
            words = Clips().samples_of(Phrase.THIS_IS_THE_VOICE, volume) if level.speaks else None
            try_sound(outputs(ring, environment), volume, report, level, words or b"")
        else:
            is_on = wanted.sound and level is not VoiceLevel.OFF
            report(sound_finding("", 0) if is_on else SOUND_OFF)
            report(voice_finding(level, by_player=False))

    def awake() -> None:
        found = tried(ways(environment)) if wanted.keep_awake else []
        report(awake_finding(found, wanted=wanted.keep_awake, remote=is_remote(environment)))

    threads = [Thread(target=each, name="check", daemon=True) for each in (sound, awake)]
    for thread in threads:
        thread.start()
    return threads


def late(name: str) -> Finding:
    """For what has not been reported in time."""
    return Finding(name, False, "no answer within a second", "See: backcoach doctor")

"""Renders the clips of the voice: `make voice`, in an environment of its own.

    python -m tools.voice [--all]

Only what is missing or no longer said is changed, as the result of the speech synthesis differs a
little from machine to machine; `--all` renders everything anew. Each clip is trimmed, brought to
the same loudness and written as 8-bit µ-law.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from backcoach.catalogue import load_catalogue
from backcoach.cues.tones import RATE
from backcoach.cues.voice.clips import FOLDER, MANIFEST, SAMPLES, Clip, decoded, manifest
from backcoach.cues.voice.phrases import every_text

CONTENT = Path(__file__).resolve().parent.parent / "data"
VOICE = "hibari-tts 0.2.1, voice heart"
SEED = 1

LEAD_SECONDS, TRAIL_SECONDS = 0.012, 0.06
"""What is left of the silence before and after a clip."""
FADE_SECONDS = 0.008
SILENT_SHARE = 0.03
"""What is softer than this share of the loudest sample counts as silence."""
LOUDNESS = 0.13
"""The root mean square of what is not silent; the tones are about as loud."""
PEAK = 0.89

Render = Callable[[str], Sequence[float]]


def main() -> None:
    catalogue = load_catalogue(CONTENT)
    exercises, equipment = catalogue.exercises.values(), catalogue.programme.equipment
    full, brief = (list(every_text(exercises, equipment, briefly=each)) for each in (False, True))
    known = {} if "--all" in sys.argv else kept(FOLDER)
    rendered = {text: known.get(text) or encoded(tidied(engine()(text))) for text in full}
    write(FOLDER, rendered)
    for level, texts in (("full", full), ("brief", brief)):
        size = sum(len(rendered[each]) for each in texts)
        print(f"{level}: {len(texts)} clips, {size / RATE:.0f} s, {size / 1e6:.2f} MB")
    new = len(set(full) - set(known))
    print(f"rendered: {new}; left as they were: {len(full) - new}")


@cache
def engine() -> Render:
    """The speech synthesis; loading it takes a moment."""
    from hibari import Hibari

    voice = Hibari()

    def render(text: str) -> Sequence[float]:
        sentence = text if text.endswith((".", "!", "?")) else f"{text.capitalize()}."
        found: list[float] = voice(sentence, seed=SEED).tolist()
        return found

    return render


def kept(folder: Path) -> dict[str, bytes]:
    """The samples of each text of which there is a sound clip."""
    path = folder / SAMPLES
    whole = path.read_bytes() if path.exists() else b""
    found = {
        each.text: (each, whole[each.start : each.start + each.length]) for each in manifest(folder)
    }
    return {
        text: samples
        for text, (clip, samples) in found.items()
        if hashlib.sha256(samples).hexdigest() == clip.sha256
    }


def tidied(samples: Sequence[float]) -> list[float]:
    """Samples from -1 to 1 without the silence around them, faded in and out, at one loudness."""
    loudest = max(map(abs, samples))
    heard = [place for place, each in enumerate(samples) if abs(each) > SILENT_SHARE * loudest]
    first = max(0, heard[0] - round(LEAD_SECONDS * RATE))
    last = min(len(samples), heard[-1] + round(TRAIL_SECONDS * RATE))
    own = [each for each in samples if abs(each) > SILENT_SHARE * loudest]
    mean = math.sqrt(sum(each * each for each in own) / len(own))
    gain = min(LOUDNESS / mean, PEAK / loudest)
    fade = round(FADE_SECONDS * RATE)
    found = [each * gain for each in samples[first:last]]
    for place in range(min(fade, len(found))):
        found[place] *= place / fade
        found[-1 - place] *= place / fade
    return found


def encoded(samples: Iterable[float]) -> bytes:
    """Samples from -1 to 1 as µ-law."""
    codes = _codes()
    whole = array("l", (round(each * 32767) for each in samples))
    return bytes(codes[each + 32768] for each in whole)


@cache
def _codes() -> bytes:
    """The code for each 16-bit sample, beginning with the lowest."""
    by_sample = sorted((decoded(code), code) for code in range(256))
    middles = [(low + high) / 2 for (low, _), (high, _) in pairwise(by_sample)]
    return bytes(by_sample[bisect_left(middles, each)][1] for each in range(-32768, 32768))


def write(folder: Path, rendered: dict[str, bytes]) -> None:
    """Write the samples one after the other, and where each text begins."""
    clips: list[Clip] = []
    start = 0
    for text, samples in rendered.items():
        clips.append(Clip(text, start, len(samples), hashlib.sha256(samples).hexdigest()))
        start += len(samples)
    folder.mkdir(exist_ok=True)
    (folder / SAMPLES).write_bytes(b"".join(rendered.values()))
    lines = ",\n".join(json.dumps(list(each), ensure_ascii=False) for each in clips)
    head = json.dumps({"voice": VOICE, "encoding": "8-bit µ-law", "rate": RATE}, ensure_ascii=False)
    text = f'{head[:-1]}, "clips": [\n{lines}\n]}}\n'
    (folder / MANIFEST).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

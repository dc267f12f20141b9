"""Bytes that a terminal may send during a session: valid, broken or random."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.monkey.moves import (
    Begin,
    End,
    Ending,
    Hear,
    Play,
    PressOffered,
    Ride,
    Send,
    Step,
    Way,
    World,
)
from tests.monkey.text import paste

WORLDS = (World.SOME, World.TAGS, World.FLARE, World.STAGE_3)
SIZES = ((80, 24), (80, 24), (60, 20), (120, 40))
PIECES_AT_ONCE = 16
"""At most, before it is waited for an answer."""

KEYS = b"  nnbse+-oifwm?hpxtyurlgacd0123456789" + b"\r\r\t\x1b\x7f\x03\x10\x11"
WORDS = ("stiff ", "ä", "漢字", "می\u200c", "👩\u200d👩", "\U0001faea", "e\u0301", "\u202e")
NUMBERS = (0, 1, 2, 3, 9, 27, 32, 57, 97, 200, 201, 1004, 1089, 55_296, 57_399, 1_114_112, 10**20)
FINALS = b"ABCDEFHIMOPQRSZclmnptuyx~$"


def noisy_ride(seed: int, length: int) -> Ride:
    """The ride of this seed, of `length` moves."""
    chance = Random(seed)
    steps: list[Step] = []
    while len(steps) < length:
        steps.append(Step(Begin()))
        pieces = [piece(chance) for _ in range(chance.randrange(1, PIECES_AT_ONCE + 1))]
        steps += [Step(Send(each), hurried=True) for each in pieces]
        steps.append(Step(Hear()))
        if chance.random() < 0.6:
            steps.append(Step(Play(chance.choice([1, 5, 12, 30, 60]))))
        if chance.random() < 0.3:
            steps.append(Step(PressOffered(chance.random())))
        if chance.random() < 0.02:
            steps.append(Step(End(Ending.TOLD)))
    return Ride(seed, chance.choice(WORLDS), Way.NOISE, chance.choice(SIZES), tuple(steps[:length]))


def piece(chance: Random) -> bytes:
    """A key, a sequence, a part of one, a text, or anything at all."""
    whole = chance.choice(KINDS)(chance)
    if chance.random() < 0.15:
        whole = whole[: chance.randrange(len(whole) + 1)]
    return whole


def _number(chance: Random) -> bytes:
    return str(chance.choice([chance.choice(NUMBERS), chance.randrange(300)])).encode()


def _key(chance: Random) -> bytes:
    return bytes([chance.choice(KEYS)])


def _anything(chance: Random) -> bytes:
    return chance.randbytes(chance.choice([1, 2, 4, 30]))


def _words(chance: Random) -> bytes:
    return chance.choice(WORDS).encode()


def _no_utf8(chance: Random) -> bytes:
    broken = (b"\xe9", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f", b"\x80\x80", b"\xf8\x88")
    return chance.choice(broken)


def _sequence(chance: Random) -> bytes:
    fields = [_number(chance) for _ in range(chance.randrange(4))]
    prefix = chance.choice([b"", b"", b"?", b"<", b">", b"="])
    between = chance.choice([b";", b";", b":", b""])
    return b"\x1b[" + prefix + between.join(fields) + bytes([chance.choice(FINALS)])


def _key_report(chance: Random) -> bytes:
    fields = [b":".join(_number(chance) for _ in range(chance.randrange(1, 4))) for _ in range(3)]
    return b"\x1b[" + b";".join(fields[: chance.randrange(1, 4)]) + b"u"


def _mouse(chance: Random) -> bytes:
    button = chance.choice([0, 0, 0, 2, 32, 32, 35, 64, 65, 999])
    x, y = chance.randrange(1, 121), chance.randrange(1, 41)
    if chance.random() < 0.1:
        x, y = 10**6, -1
    return b"\x1b[<%d;%d;%d%c" % (button, x, y, chance.choice(b"MMm"))


def _old_mouse(chance: Random) -> bytes:
    return b"\x1b[M" + chance.randbytes(3)


def _paste(chance: Random) -> bytes:
    text = paste(chance)[:200].encode()
    return b"\x1b[200~" + text + (b"\x1b[201~" if chance.random() < 0.5 else b"")


def _string(chance: Random) -> bytes:
    kinds = (b"\x1b]52;c;", b"\x1b]10;rgb:", b"\x1bP1$r", b"\x1b_G", b"\x1b^", b"\x1bX")
    return chance.choice(kinds) + chance.choice([b"", b"abc", b"abc\x07", b"abc\x1b\\"])


def _answer(chance: Random) -> bytes:
    answers = (b"[I", b"[O", b"[?2026;2$y", b"[?2048;1$y", b"[5;7R", b"[48;9;9;0;0t", b"[?1u")
    return b"\x1b" + chance.choice(answers)


KINDS: tuple[Callable[[Random], bytes], ...] = (
    *(_key, _key, _key, _anything, _anything, _words, _no_utf8, _sequence, _key_report),
    *(_mouse, _mouse, _old_mouse, _paste, _string, _answer),
)

"""Finds why a text is not JSON, and gives access to the parts of one that is.

The text may be large, so nothing is built of it except what is asked for. The messages of a parser
are not used, since they change; the place of a fault comes from the standard library's parser.
"""

from __future__ import annotations

import codecs
import json
import re
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

Step = str | int
"""A key of a table, or a place in a list from 0."""

_PART = 2**20
"""Bytes that are decoded at once."""
_BLANKS = re.compile(rb"[ \t\n\r]*")
_PLAIN = re.compile(rb'"(?:[^"\\]|\\.)*+"|[^][{}",: \t\n\r]+', re.DOTALL)
"""A text in quotes, a number or a name."""
_FLAT = rb'(?:[^][{}"]|"(?:[^"\\]|\\.)*+")'
"""What is no bracket outside of quotes."""
_UP_TO_BRACKET = re.compile(rb"(?:%b|[\[{]%b*+[\]}])*+([][{}])" % (_FLAT, _FLAT), re.DOTALL)
"""Whatever comes before the next bracket, lists and tables without others in them too, and that
bracket."""
_OPEN_TEXT = re.compile(r'"(?:[^"\\]|\\.)*+\\?\Z', re.DOTALL)
"""A text in quotes whose end is missing."""
_TEXT_OR_CONSTANT = re.compile(r'"(?:[^"\\]|\\.)*+"|(NaN|-?Infinity)', re.DOTALL)


class JsonText(NamedTuple):
    """A JSON text in UTF-8 that is known to be valid, without surrounding blanks.

    Its parts are views of the same bytes and are not copied.
    """

    text: memoryview

    @classmethod
    def of(cls, text: bytes) -> JsonText:
        """The whole of `text`, without surrounding blanks."""
        end = len(text)
        while text[end - 1] in b" \t\n\r":
            end -= 1
        return cls(memoryview(text)[_after_blanks(memoryview(text), 0) : end])

    @property
    def is_table(self) -> bool:
        """Whether it is an object; otherwise it is a list, number, string or constant."""
        return self.text[0] in b"{"

    def opened(self) -> Any:  # noqa: ANN401
        """Its value; the JsonText itself if it is an object or a list."""
        return self if self.text[0] in b"{[" else json.loads(bytes(self.text), parse_int=_whole)

    def parts(self) -> Iterator[tuple[Step, JsonText]]:
        """The items of this object or list in order, including duplicate keys."""
        text, number = self.text, 0
        at = _after_blanks(text, 1)
        while text[at] not in b"]}":
            step: Step = number
            if self.is_table:
                end = _end_of(text, at)
                step = json.loads(bytes(text[at:end]))
                at = _after_blanks(text, _after_blanks(text, end) + len(":"))
            end = _end_of(text, at)
            yield step, JsonText(text[at:end])
            at = _after_blanks(text, end)
            if text[at] in b",":
                at = _after_blanks(text, at + 1)
            number += 1


def is_utf8(text: bytes) -> bool:
    """Whether `text` is UTF-8, tested in parts to save memory."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    view = memoryview(text)
    try:
        for start in range(0, len(text), _PART):
            decoder.decode(view[start : start + _PART])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def json_fault(text: bytes) -> str:
    """What is wrong with `text`, which msgspec has refused as JSON, with line and column.

    Columns are counted in characters; both begin at 1.
    """
    if not is_utf8(text):
        return "not in UTF-8"
    characters = text.decode()
    try:
        _READER.decode(characters)
    except json.JSONDecodeError as error:
        return _with_place(characters, error.pos)
    except _ConstantError:
        found = _TEXT_OR_CONSTANT.finditer(characters)
        return _with_place(characters, next(match.start() for match in found if match[1]))
    except RecursionError:
        return "nested too deeply"
    return "a number is too large, or a character incomplete"


class _ConstantError(Exception):
    """NaN or an infinity, which the standard library's parser accepts as JSON."""


def _refuse(_: str) -> NoReturn:
    raise _ConstantError


def _nothing(_: object) -> None:
    return None


def _with_place(text: str, place: int) -> str:
    rest = text[place:]
    if not rest.strip() or _OPEN_TEXT.match(rest):
        return "it ends too soon"
    line = text.count("\n", 0, place) + 1
    column = place - text.rfind("\n", 0, place)
    return f"line {line}, column {column}: unexpected {rest[0]!r}"


def _after_blanks(text: memoryview, place: int) -> int:
    found = _BLANKS.match(text, place)
    assert found is not None
    return found.end()


def _end_of(text: memoryview, place: int) -> int:
    """The place where the value that begins at `place` ends. Lists and objects are not built."""
    plain = _PLAIN.match(text, place)
    if plain is not None:
        return plain.end()
    depth = 1
    for bracket in _UP_TO_BRACKET.finditer(text, place + 1):
        depth += 1 if bracket[1] in (b"[", b"{") else -1
        if depth == 0:
            return bracket.end()
    raise AssertionError("a sound text closes what it opens")


def _whole(digits: str) -> int:
    try:
        return int(digits)
    except ValueError:
        # Python refuses to read so many digits; any number that is too large will do.
        return sys.maxsize


_READER = json.JSONDecoder(
    object_pairs_hook=_nothing, parse_int=_nothing, parse_float=_nothing, parse_constant=_refuse
)
"""It only finds out where a text stops being JSON."""

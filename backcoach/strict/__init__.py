"""Converts plain data to dataclasses strictly: anything unexpected is refused, with its path.

msgspec builds plain dataclasses quickly, but ignores unknown keys for them. So data is first read
into a struct per dataclass that forbids unknown keys, and only then into the dataclass itself; both
passes run in C.

Supported are nested dataclasses, NamedTuples, StrEnums, tuples, lists, mappings with text keys,
literals, and unions with None or among shapes that JSON can tell apart; recursive types are not.
Types are never coerced, except that a whole number may stand for a float. Datetimes must have a
time zone.
"""

from backcoach.strict.errors import StrictError
from backcoach.strict.read import (
    check_finite,
    check_keys_once,
    convert_strict,
    decode_json,
    decode_strict,
)

__all__ = [
    "StrictError",
    "check_finite",
    "check_keys_once",
    "convert_strict",
    "decode_json",
    "decode_strict",
]

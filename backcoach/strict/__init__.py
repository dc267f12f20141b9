"""Plain data into dataclasses, strictly: what is not understood is refused, with its path.

msgspec builds plain dataclasses quickly, yet lets unknown keys pass on them. Here every kind is
first read into its strict form, a struct per dataclass that forbids unknown keys, and only then
into the kind itself; both passes run in C.

A kind may be made of nested dataclasses, NamedTuples, StrEnums, tuples, lists, mappings with text
keys, literals and unions with None or among shapes JSON can tell apart; not of recursive ones.
Types are never coerced, except that a whole number may stand for a float. Datetimes must carry
their zone.
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

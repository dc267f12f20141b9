"""The one error of the command line, and how it is worded."""

from __future__ import annotations

from collections.abc import Iterable

QUOTED_MAX = 60


class UserError(Exception):
    """Something the user can put right: what is wrong, where, and what to do."""


def quoted(text: str) -> str:
    """What the user typed, as an error quotes it."""
    return f'"{text}"' if len(text) <= QUOTED_MAX else f'"{text[: QUOTED_MAX - 3]}..."'


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """ "did you mean X? " towards the nearest known word; empty when none is near."""
    # Only a mistake needs it, so a good start does not pay for the import.
    import difflib

    plain = wrong.lower().replace("-", "_").replace(" ", "_")
    words = {word.lower().replace("-", "_"): word for word in known}
    near = difflib.get_close_matches(plain, words, n=1)
    return f"did you mean {words[near[0]]}? " if near else ""

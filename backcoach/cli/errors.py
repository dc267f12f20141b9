"""The error that the command line reports, and helpers to word it."""

from __future__ import annotations

from collections.abc import Iterable

QUOTED_MAX = 60


class UserError(Exception):
    """Something the user can correct: what is wrong, where, and what to do."""


def quoted(text: str) -> str:
    """What the user typed, quoted for an error message."""
    return f'"{text}"' if len(text) <= QUOTED_MAX else f'"{text[: QUOTED_MAX - 3]}..."'


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """ "did you mean X? " with the nearest known word; empty if none is near."""
    # Imported here, as only mistakes need it.
    import difflib

    plain = wrong.lower().replace("-", "_").replace(" ", "_")
    words = {word.lower().replace("-", "_"): word for word in known}
    near = difflib.get_close_matches(plain, words, n=1)
    return f"did you mean {words[near[0]]}? " if near else ""

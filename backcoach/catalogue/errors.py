"""The error for wrong content, and the words it is built from."""

from __future__ import annotations

from collections.abc import Iterable

from backcoach.legible import one_line


class CatalogueError(Exception):
    """Something in the content folder is wrong.

    `file` is the path as a person would look for it ("data/exercises/bird_dog.toml"), `key` the
    place in it ("ladder[1].rest_seconds", counted from 1; empty for the file as a whole).
    """

    def __init__(self, file: str, key: str, problem: str, hint: str = "") -> None:
        super().__init__(file, key, problem, hint)
        self.file = file
        self.key = key
        self.problem = problem
        self.hint = hint

    def __str__(self) -> str:
        """One line, whatever the file contains."""
        where = f"{self.file}: {self.key}" if self.key else self.file
        line = f"{where}: {self.problem}; {self.hint}" if self.hint else f"{where}: {self.problem}"
        return one_line(line)


def join(where: str, key: str) -> str:
    """The path of `key` inside the table at `where`."""
    return f"{where}.{key}" if where else key


def nth(where: str, index: int) -> str:
    """The path of the item at `index` (0-based) of the list at `where`, counted from 1."""
    return f"{where}[{index + 1}]"


def shown(value: object) -> str:
    """A value as quoted in an error: short and on one line."""
    if isinstance(value, int) and value.bit_length() > 64:
        return "a huge number"  # Python refuses to write out thousands of digits
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """A hint with the most similar known name, or with all known names."""
    # Imported here, as only an error needs it.
    import difflib

    names = sorted(known)
    near = difflib.get_close_matches(wrong, names, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"known here: {', '.join(names)}" if len(names) <= 12 else ""

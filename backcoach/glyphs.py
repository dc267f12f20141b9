"""Which characters a terminal can show, and the substitutes for those it can't.

This depends on the encoding of the output and on the terminal's font. Other characters are replaced
by similar ones, or by "?", of the same width; text that a person wrote is stored unchanged and
replaced only for display.
"""

from __future__ import annotations

import codecs
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple


class Glyphs(StrEnum):
    """The characters used for lines, marks, figures and large digits."""

    UNICODE = "unicode"
    """Everything: box drawing, block elements, arrows, marks."""

    CP437 = "cp437"
    """What the fonts of the Linux console have of the characters of the first PCs."""

    ASCII = "ascii"
    """Letters and punctuation marks."""


UTF_8 = "utf-8"

CONSOLE_SIGNS = frozenset("─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬█░▒■▲▼←↑→↓•·°±½¼²ª«»¡¿£¥¢§µ")
"""Part of code page 437 and of every Western font of console-setup (Lat15, Uni2). Those fonts have
neither half blocks nor quadrants."""

NEEDED_OF_CP437 = "─│┌┐└┘═║╔╗╚╝█░▒"
"""What an encoding must have to draw with `CP437`; it may lack some of the other signs."""

SHAPES = range(0x2500, 0x2800)
"""Box drawing, block elements and geometric shapes."""

LATIN_1_LETTERS = frozenset(chr(code) for code in range(0xC0, 0x100)) - set("×÷")

CONSOLE = "linux"
"""How TERM begins on the Linux console, within GNU screen after a dot (`screen.linux`)."""

OLD_TERMINALS = (
    *("ansi", "pcansi", "scoansi", "sun", "cons25", "wy", "hp", "tvi"),
    *("vt1", "vt2", "vt3", "vt4", "vt5"),
)
"""How TERM begins for devices that may have nothing but ASCII, and on serial lines."""

# The substitutes of each character, best first; the last one is always ASCII.
_LOOKALIKES: dict[str, str] = {
    **dict.fromkeys("–—―−‐‑‒", "-"),
    **dict.fromkeys("‘’‚‛′´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("…․", "."),
    **dict.fromkeys("·∙⋅", "·-"),
    **dict.fromkeys("•●◉⬤", "•*"),
    **dict.fromkeys("○◯◌", "o"),
    **dict.fromkeys("◐◑◒◓", "~"),
    **dict.fromkeys("✓✔☑", "+"),
    **dict.fromkeys("×✗✘☒", "x"),
    **dict.fromkeys("→⇒", "→>"),
    **dict.fromkeys("←⇐", "←<"),
    **dict.fromkeys("↑⇑", "↑^"),
    **dict.fromkeys("↓⇓", "↓v"),
    **dict.fromkeys("▸▶►❯", ">"),
    **dict.fromkeys("◂◀◄❮", "<"),
    **dict.fromkeys("▲▴", "▲^"),
    **dict.fromkeys("▼▾", "▼v"),
    "§": "S",
    "°": "o",
    "÷": "/",
    "≤": "<",
    "≥": ">",
    "≈": "~",
    "≠": "#",
    "‖": "║=",
    "▮": "█#",
    "▯": "░.",
    "■": "#",
    # Lines: light and round, heavy, double and dashed ones; the kinds stay different.
    **dict.fromkeys("─╌┄┈╴╶▔", "─-"),
    **dict.fromkeys("│┆┊╵╷▏▕", "│|"),
    **dict(zip("╭╮╰╯", ("┌.", "┐.", "└'", "┘'"), strict=True)),
    **dict(zip("┌┐└┘├┤┬┴┼", (f"{each}+" for each in "┌┐└┘├┤┬┴┼"), strict=True)),
    **dict.fromkeys("━╸╺", "■="),
    **dict.fromkeys("┃╹╻", "█|"),
    **dict.fromkeys("┏┓┗┛┣┫┳┻╋", "█+"),
    **dict.fromkeys("═║╔╗╚╝╠╣╦╩╬", "#"),
    **dict.fromkeys("╍┅┉", "-"),
    **dict.fromkeys("╏┇┋", ":"),
    # Blocks: as much ink if possible, else a character with its ink on the same side.
    "█": "█#",
    **dict.fromkeys("▓▒░", "▒%"),
    "░": "░:",
    "▀": '▒"',
    "▄": "▒_",
    "▌": "▒[",
    "▐": "▒]",
    "▘": "░`",
    "▝": "░'",
    "▖": "░.",
    "▗": "░.",
    "▚": "░:",
    "▞": "░:",
    "▛": "█P",
    "▜": "█Y",
    "▙": "█b",
    "▟": "█d",
    # Ends of a scroll bar, whose colours show where it is.
    **dict.fromkeys("▁▂▃▅▆▇▉▊▋▍▎", " "),
    "🔎": ">",
}


class Repertoire(NamedTuple):
    """What one terminal, file or pipe can show: the font's glyphs, sent in an encoding."""

    glyphs: Glyphs = Glyphs.UNICODE
    encoding: str = UTF_8

    @property
    def is_full(self) -> bool:
        """Whether everything can be shown."""
        return self == FULL

    def holds(self, character: str) -> bool:
        """Whether `character` can be shown as it is."""
        if character.isascii():
            return True
        if self.encoding == UTF_8:
            return self.glyphs is Glyphs.UNICODE or (
                self.glyphs is Glyphs.CP437
                and (character in CONSOLE_SIGNS or character in LATIN_1_LETTERS)
            )
        if self.glyphs is Glyphs.ASCII and ord(character) in SHAPES:
            # A line must not be drawn half with these and half with dashes.
            return False
        return _is_encoded(character, self.encoding)

    def fitted(self, text: str) -> str:
        """`text` with a substitute or "?" of the same width for what can't be shown."""
        return text if text.isascii() or self.is_full else _fitted(text, self)

    def lookalike(self, character: str) -> str:
        """A substitute for a character of one cell that can't be shown."""
        for each in _LOOKALIKES.get(character, ""):
            if self.holds(each):
                return each
        # Only letters from outside get here: é becomes e.
        import unicodedata

        plain = unicodedata.normalize("NFKD", character)[:1]
        return plain if plain.isprintable() and self.holds(plain) else "?"


FULL = Repertoire()


def repertoire_for(
    encoding: str | None, terminal: str = "", wanted: Glyphs | None = None
) -> Repertoire:
    """What can be shown in `encoding` by the terminal whose TERM is `terminal`.

    `wanted` are the glyphs set by the user instead of those that suit the terminal; characters that
    the encoding lacks are not sent even then. Output that goes to no terminal has no TERM.
    """
    codec = codec_of(encoding)
    glyphs = wanted or _glyphs_of(terminal)
    if codec == UTF_8:
        return Repertoire(glyphs, codec)
    if glyphs is not Glyphs.ASCII:
        can_draw = all(_is_encoded(each, codec) for each in NEEDED_OF_CP437)
        glyphs = Glyphs.CP437 if can_draw else Glyphs.ASCII
    return Repertoire(glyphs, codec)


def codec_of(encoding: str | None) -> str:
    """Python's name of `encoding`; "ascii" if it is unknown or not a superset of ASCII.

    In UTF-16, for instance, a terminal would not understand control sequences.
    """
    try:
        codec = codecs.lookup(encoding or "ascii")
        keeps_ascii = "\x1b[0m Az~".encode(codec.name) == b"\x1b[0m Az~"
    except (LookupError, UnicodeError, ValueError):
        return "ascii"
    return codec.name if keeps_ascii else "ascii"


def _glyphs_of(terminal: str) -> Glyphs:
    name = terminal.lower().rpartition(".")[2]
    if name.startswith(CONSOLE):
        return Glyphs.CP437
    return Glyphs.ASCII if name.startswith(OLD_TERMINALS) else Glyphs.UNICODE


@lru_cache(maxsize=1024)
def _is_encoded(character: str, encoding: str) -> bool:
    """Whether the character has as many bytes in `encoding` as it takes cells.

    East Asian encodings of one or two bytes have, for instance, two-byte box drawing, which their
    terminals show in two cells.
    """
    try:
        written = character.encode(encoding)
    except UnicodeError:
        return False
    from rich.cells import cell_len

    return len(written) == cell_len(character)


@lru_cache(maxsize=4096)
def _fitted(text: str, repertoire: Repertoire) -> str:
    # Imported here, as only screens need it.
    from rich.cells import cell_len, set_cell_size

    parts: list[str] = []
    width = cell_len(text)
    by_itself = sum(map(cell_len, text)) == width
    written = 0
    for place, character in enumerate(text):
        # A sequence such as an emoji of several people has a width only as a whole.
        end = written + cell_len(character) if by_itself else cell_len(text[: place + 1])
        if end <= written:
            continue
        if repertoire.holds(character) and cell_len(character) == end - written:
            parts.append(character)
        else:
            parts.append(repertoire.lookalike(character).ljust(end - written, "?"))
        written = end
    return set_cell_size("".join(parts), width)

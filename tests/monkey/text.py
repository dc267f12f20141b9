"""Texts for pasting, harmless or not."""

from __future__ import annotations

from random import Random

OBEYED = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;another title\x07",
    "\x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mred",
    "back\b\b\bforth\r\x0b\x0c\x7f",
    "right\u202eleft\u2066",
    "nul\x00nul",
    "\x1b[201~\x1b[200~",
)
MARKUP = (
    "[/] bad [red]",
    "[@click=app.exit]x[/]",
    "[[escaped\\[",
    "[link=https://example.org]here[/link] $primary :smile:",
    "{braces} %s %(x)d \\n `code` <tags> &amp;",
    "=1+1",
    "../../etc/passwd",
)
WORDS = (
    "sitting",
    "socks ",
    "12.5",
    "7",
    "felt\tfine\n",
    "\n\n",
    "",
    " ",
    "漢字かな交じり",
    "é\u0301\u200d👩‍👩‍👧",
)


def paste(chance: Random) -> str:
    """One of all that, or a mixture, at times of 10,000 characters."""
    parts = chance.choices([*OBEYED, *MARKUP, *WORDS], k=chance.choice([1, 1, 2, 5]))
    text = "".join(parts)
    if chance.random() < 0.1:
        text = (text or "a") * (10_000 // max(1, len(text)) + 1)
        text = text[:10_000]
    return text

"""Which pictures the documents show: only those are kept in `screenshots/`."""

from __future__ import annotations

import re
from pathlib import Path

from tools.docs_site import PAGES

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "screenshots"
TO_LOOK_AT = ROOT / "build" / "screenshots"
"""All others are drawn here when somebody wants to see them."""

LINK = re.compile(r"\]\(([^)\s]+\.svg)\)")


def documents() -> list[Path]:
    """Every page that may show a picture."""
    return [*(ROOT / name for name in PAGES), *(ROOT / "docs").rglob("*.md")]


def shown_in_documents() -> set[Path]:
    """Every picture that a document shows or links to, whether it exists or not."""
    return {
        (page.parent / link).resolve()
        for page in documents()
        for link in LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link
    }


def folder_for(picture: Path, *, everything: bool) -> Path:
    """The folder to draw into, which then exists: the picture's own, or the one to look at."""
    place = picture.parent
    if everything:
        place = TO_LOOK_AT / place.relative_to(FOLDER)
    place.mkdir(parents=True, exist_ok=True)
    return place

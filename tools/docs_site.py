"""A mkdocs hook that adds documents from outside `docs/` to the site.

Links in all of them are written as they are on disk, so that they work in a checkout. The site has
no folder `docs/`, so links into it and out of it are shortened.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "data/README.md")
FILES = ("data/*.toml", "data/*.json", "screenshots/**/*.svg", "LICENSE")
LINK = re.compile(r"(\]\()([^)#:\s]+)([#)])")


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Add what stands outside `docs/`."""
    from mkdocs.structure.files import File

    for name in (*PAGES, *linked()):
        files.append(File(name, str(ROOT), config.site_dir, config.use_directory_urls))
    return files


def linked() -> list[str]:
    """Every file of `FILES` that a page links to."""
    texts = [path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")]
    texts += [(ROOT / name).read_text(encoding="utf-8") for name in PAGES]
    named = {posixpath.basename(found[2]) for text in texts for found in LINK.finditer(text)}
    files = [path for pattern in FILES for path in sorted(ROOT.glob(pattern))]
    return [path.relative_to(ROOT).as_posix() for path in files if path.name in named]


def on_page_markdown(markdown: str, *, page: Page, **_more: object) -> str:
    """Links as they are in the site."""
    name = page.file.src_uri
    on_disk = name if name in PAGES else f"docs/{name}"
    return LINK.sub(
        lambda found: f"{found[1]}{in_site(found[2], on_disk, name)}{found[3]}", markdown
    )


def in_site(link: str, on_disk: str, name: str) -> str:
    """A link from a page that stands at `on_disk`, and in the site at `name`."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(on_disk), link))
    target = target.removeprefix("docs/")
    return posixpath.relpath(target, posixpath.dirname(name) or ".")

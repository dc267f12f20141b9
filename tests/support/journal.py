"""A line of a journal, written by a test."""

from __future__ import annotations

import json
from zlib import crc32


def journal_line(content: object) -> bytes:
    """A sound line that holds `content`."""
    text = json.dumps(content, separators=(",", ":")).encode()
    return b"%08x %s\n" % (crc32(text), text)

"""What a command line did: printed, returned, stored."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from backcoach.coach.model.records import SessionRecord
from backcoach.paths import places
from backcoach.store import LogStore


@dataclass(frozen=True)
class Outcome:
    """What one command line printed and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


def keep(folder: Path, *sessions: SessionRecord) -> None:
    """Store sessions in the data folder `folder`."""
    store = LogStore(places(str(folder)).log)
    for session in sessions:
        store.save(session)


def everything_in(folder: Path) -> dict[str, bytes | None]:
    """Every file below `folder` with its content; None for a folder."""
    return {
        str(path.relative_to(folder)): None if path.is_dir() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
    }

"""A file of the log as the present schema version writes it.

`python -m tests.store.sample` keeps one in `samples/`. Run it before `SCHEMA_VERSION` goes up: the
tests of migrations read a sample of every older version.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from backcoach.store import LogStore
from backcoach.store.years.sealed import SCHEMA_VERSION
from tests.store.records import SMALL_LOG

FILE = Path(__file__).parent / "samples" / f"v{SCHEMA_VERSION}.json"


def main() -> None:
    with TemporaryDirectory() as folder:
        LogStore(Path(folder) / "log").save_all(SMALL_LOG)
        (written,) = (Path(folder) / "log").iterdir()
        FILE.write_bytes(written.read_bytes())
    print(FILE.name)


if __name__ == "__main__":
    main()

"""Puts together what `make coverage` measured, and says which files are below the bounds.

Lines and branches count together, as coverage counts them.
"""

from __future__ import annotations

import json
import sys

from coverage import Coverage
from coverage.exceptions import CoverageException

from tools.environment import CHECKOUT

OF_ALL = 96
OF_EACH = 85
"""Percent of the whole package, and of each of its files."""
DATA = CHECKOUT / "build" / "coverage"
"""A file for each process that was measured."""
REPORT = DATA / "report.json"
"""Every line and branch that did not run, file by file."""


def main() -> int:
    """1 where something is below its bound, 2 where nothing was measured."""
    measured = Coverage(config_file=str(CHECKOUT / "pyproject.toml"))
    processes = len(list(DATA.glob("data.*")))
    try:
        measured.combine()
        measured.save()
        percent = measured.json_report(outfile=str(REPORT))
    except CoverageException as error:
        print(f"{error}; measure first: make coverage", file=sys.stderr)
        return 2
    files = json.loads(REPORT.read_text(encoding="utf-8"))["files"]
    shares = {file: found["summary"]["percent_covered"] for file, found in files.items()}
    low = {file: share for file, share in shares.items() if share < OF_EACH}
    for file, share in sorted(low.items(), key=lambda each: each[1]):
        print(f"{share:5.1f} %  {file}")
    print(
        f"{percent:5.1f} % of all, from {processes} processes;"
        f" {len(low)} of {len(shares)} files below {OF_EACH} %"
    )
    return int(bool(low) or percent < OF_ALL)


if __name__ == "__main__":
    sys.exit(main())
